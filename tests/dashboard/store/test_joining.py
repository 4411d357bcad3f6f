"""A further server on one database: a folder and a receipt journal of its own, the archive shared."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.config import Settings
from dashboard.errors import SettingsError, StoreDamaged
from dashboard.store import Store, check, hints, join
from tests.dashboard.store.desk import DISTRICT, MARCH_22, MARCH_29, NOON, Desk, leaders, settings, trip
from tests.postgres import Server


@pytest.fixture
def pair(tmp_path: Path, server: Server) -> Iterator[tuple[Settings, Settings]]:
    """The settings of two servers on one empty database."""
    url, shared = server.emptied("joined"), str(tmp_path / "shared")
    one, other = (
        replace(settings(tmp_path / name), database_url=url, archive_url=shared) for name in ("one", "other")
    )  # fmt: skip
    yield one, other


def test_a_server_that_joins_reads_and_writes_what_the_others_do(pair: tuple[Settings, Settings]) -> None:
    one, other = pair
    with Store(one, DISTRICT) as first:
        Desk(first).send(MARCH_22, visits=[trip("王", MARCH_22)])
        assert join(other) == first.acts
        with Store(other, DISTRICT) as second:
            Desk(second, sent=9).send(MARCH_22, unit="乙镇", visits=[trip("李", MARCH_22, unit="乙镇")])
            Desk(first, sent=19).send(MARCH_29, unit="丙园区", visits=[trip("赵", MARCH_29, unit="丙园区")])
            assert leaders(second.snapshot(MARCH_29)) == leaders(first.snapshot(MARCH_29)) == ["王", "李", "赵"]
            assert second.archived(1) == b"file 1"
            assert first.version == second.version
    assert (check(one), check(other)) == ([], [])
    # what only the first has done since is not in the other's journal before it writes again
    assert [hint.code for hint in hints(other, NOON)] == ["journal-pending"]


def test_joining_again_changes_nothing(pair: tuple[Settings, Settings]) -> None:
    one, other = pair
    with Store(one, DISTRICT) as first:
        Desk(first).send(MARCH_22, visits=[trip("王", MARCH_22)])
        join(other)
        journal = (other.data_dir / "receipts.journal").read_bytes()
        Desk(first, sent=9).send(MARCH_29, visits=[trip("李", MARCH_29)])
        join(other)
    assert (other.data_dir / "receipts.journal").read_bytes() == journal


def test_a_journal_that_was_lost_is_not_made_anew_by_joining(pair: tuple[Settings, Settings]) -> None:
    one, _ = pair
    with Store(one, DISTRICT) as first:
        Desk(first).send(MARCH_22, visits=[trip("王", MARCH_22)])
        (one.data_dir / "receipts.journal").unlink()
        join(one)
        with pytest.raises(StoreDamaged, match="journal-short"):
            Desk(first, sent=9).send(MARCH_29, visits=[trip("李", MARCH_29)])


def test_a_folder_that_never_joined_reads_and_does_not_write(pair: tuple[Settings, Settings]) -> None:
    one, other = pair
    with Store(one, DISTRICT) as first, Store(other, DISTRICT) as second:
        Desk(first).send(MARCH_22, visits=[trip("王", MARCH_22)])
        assert leaders(second.snapshot(MARCH_22)) == ["王"]


def test_a_file_is_no_store_for_several_machines_and_an_empty_database_needs_no_joining(
    pair: tuple[Settings, Settings], tmp_path: Path
) -> None:
    with pytest.raises(SettingsError, match="join-embedded"):
        join(settings(tmp_path))
    with Store(pair[0], DISTRICT), pytest.raises(SettingsError, match="join-empty"):
        join(pair[1])
