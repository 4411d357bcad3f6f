"""Writers of an embedded store take turns; whose turn never comes is told so and may repeat it."""

import contextlib
import sqlite3
import threading
from pathlib import Path

import pytest

from dashboard.errors import StoreBusy
from dashboard.store import Store, engine
from tests.dashboard.store.desk import DISTRICT, MARCH_8, Desk, settings, trip


def test_a_store_that_another_process_keeps_locked_says_it_is_busy_and_keeps_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "_BUSY_MS", 200)
    with Store(settings(tmp_path), DISTRICT) as store:
        desk = Desk(store)
        with contextlib.closing(sqlite3.connect(tmp_path / "dispatch.sqlite3", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(StoreBusy) as raised:
                desk.send(MARCH_8, content=b"one", visits=[trip("周启明", MARCH_8)])
        assert raised.value.code == "store-busy"
        assert len(store.submissions()) == 0
        assert desk.send(MARCH_8, content=b"one", visits=[trip("周启明", MARCH_8)]).number == 1


def test_writers_of_one_process_queue_and_give_up_after_their_patience(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "_PATIENCE_S", 0.2)
    written = engine.connected(f"sqlite:///{tmp_path / 'one.sqlite3'}")
    begun, done = threading.Event(), threading.Event()

    def hold() -> None:
        with engine.writing(written):
            begun.set()
            done.wait(20)

    holder = threading.Thread(target=hold)
    holder.start()
    begun.wait(20)
    with pytest.raises(StoreBusy), engine.writing(written):
        raise AssertionError("nobody writes out of turn")
    done.set()
    holder.join()
    with engine.writing(written) as connection:
        connection.exec_driver_sql("CREATE TABLE told (n INTEGER)")
    written.dispose()
