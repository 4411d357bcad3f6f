"""Journal by library version, and what every SQLite connection is told."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from dashboard.store import Store
from dashboard.store.engine import connected, journal, reading, writing
from tests.dashboard.store.desk import DISTRICT, settings
from tests.postgres import Server


@pytest.mark.parametrize(
    ("version", "expected"),
    [
        ((3, 40, 1), ("DELETE", "EXTRA")),
        ((3, 51, 2), ("DELETE", "EXTRA")),
        ((3, 51, 3), ("WAL", "FULL")),
        ((3, 52, 0), ("WAL", "FULL")),
    ],
)
def test_the_write_ahead_log_is_used_only_from_the_version_that_resets_it_safely(
    version: tuple[int, ...], expected: tuple[str, str]
) -> None:
    assert journal(version) == expected


def test_every_connection_is_durable_patient_and_checks_references(tmp_path: Path) -> None:
    with reading(connected(settings(tmp_path).database_url)) as connection:
        found = {
            name: connection.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "busy_timeout", "foreign_keys")
        }
    mode, synchronous = journal()
    levels = {"FULL": 2, "EXTRA": 3}
    assert found == {
        "journal_mode": mode.lower(),
        "synchronous": levels[synchronous],
        "busy_timeout": 30_000,
        "foreign_keys": 1,
    }


def test_a_server_that_was_restarted_meanwhile_fails_nobody(server: Server, tmp_path: Path) -> None:
    place = replace(settings(tmp_path), database_url=server.emptied("restarted"))
    with Store(place, DISTRICT) as store:
        assert store.acts == 0
        server.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'restarted'")
        assert store.acts == 0


def test_what_fails_half_way_leaves_nothing_behind(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), writing(store.books.engine) as connection:
        connection.execute(text("INSERT INTO memories VALUES ('甲街道', 'A', '{}', '[]', '2024-03-29', '')"))
        raise ZeroDivisionError
    assert store.memory.recall("甲街道", "A") is None
