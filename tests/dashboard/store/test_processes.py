"""Several clients at once, and clerks that are killed: nothing lost, nothing twice, nothing half, on each database."""

import hashlib
import random
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from dashboard.config import Settings
from dashboard.store import Store, check
from tests.dashboard.store.clerk import heard, hired, send
from tests.dashboard.store.desk import DISTRICT, MARCH_8, Desk


def _assert_whole(store: Store) -> None:
    """Every receipt there is has its file, its three records and its claim; no file has two."""
    listed = store.submissions()
    assert sorted(listed["number"]) == list(range(1, len(listed) + 1))
    assert listed["file"].is_unique
    for number in listed["number"]:
        filed = store.submission(int(number))
        assert hashlib.sha256(store.archived(int(number))).hexdigest() == filed.receipt.sha256
        assert len(filed.tables["visits"]) == 3
    assert listed["standing"].sum() == min(1, len(listed))
    assert store.snapshot(MARCH_8).tables["visits"].shape[0] == 3 * min(1, len(listed))


def _kill(place: Settings, said: Path, turns: int) -> int:
    """Kill clerks while they import; returns how many files were acknowledged in all.

    Two clerks in turn have the same files: the second repeats blindly what the first has sent, and goes on.
    """
    moments = random.Random(20240329)
    for turn in range(turns):
        clerk = hired(place, f"第{turn // 2}人", 500, said)
        if turn % 2:
            # every other one not while it opens the store, but once it has a receipt of its own
            _await_word(said, len(heard(said)))
        time.sleep(moments.uniform(0, 0.4))
        clerk.kill()
        clerk.join()
        with Store(place, DISTRICT) as store:
            numbers = list(store.submissions()["number"])
            assert numbers == list(range(store.acts, 0, -1))
            assert {number for number, _ in heard(said)} <= set(numbers)
    with Store(place, DISTRICT) as store:
        _assert_whole(store)
        told = set(heard(said))
        assert told == {(number, store.submission(number).receipt.sha256) for number, _ in told}
    assert check(place) == []
    return len(told)


def _await_word(said: Path, heard_before: int) -> None:
    until = time.monotonic() + 60
    while len(heard(said)) == heard_before and time.monotonic() < until:
        time.sleep(0.01)


def test_what_was_acknowledged_survives_a_kill_and_nothing_is_doubled(place: Settings, tmp_path: Path) -> None:
    assert _kill(place, tmp_path / "said", 8) >= 2


@pytest.mark.slow
def test_what_was_acknowledged_survives_two_hundred_kills(place: Settings, tmp_path: Path) -> None:
    assert _kill(place, tmp_path / "said", 200) >= 100


def _watched(faults: list[BaseException], work: Callable[[], None]) -> threading.Thread:
    """A thread at work whose fault is kept for the test."""

    def run() -> None:
        try:
            work()
        except BaseException as fault:  # noqa: BLE001  # asserted to be none by whoever keeps them
            faults.append(fault)

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def _read_until(done: threading.Event, store: Store) -> None:
    while not done.wait(0.2):
        held = store.snapshot(MARCH_8).tables["visits"]
        assert (len(held), held["leader"].nunique()) in ((0, 0), (3, 1))


def _upload(store: Store, name: str, files: int) -> None:
    for turn in range(files):
        send(Desk(store), name, turn)


def _together(place: Settings, said: Path, each: int, files: int) -> None:
    """Clients that upload at once while others read: `each` threads of one store, and as many processes."""
    faults, done = list[BaseException](), threading.Event()
    clerks = [hired(place, f"程{number}", files, said / str(number)) for number in range(each)]
    with Store(place, DISTRICT) as store:
        reader = _watched(faults, partial(_read_until, done, store))
        clients = [_watched(faults, partial(_upload, store, f"线{number}", files)) for number in range(each)]
        for worker in (*clients, *clerks):
            worker.join()
        done.set()
        reader.join()
        assert (faults, [clerk.exitcode for clerk in clerks]) == ([], [0] * each)
        assert [len(heard(said / str(number))) for number in range(each)] == [files] * each
        assert len(store.submissions()) == 2 * each * files
        _assert_whole(store)
    assert check(place) == []


def test_clients_that_create_the_store_and_upload_while_others_read_lose_nothing(
    blank: Settings, tmp_path: Path
) -> None:
    _together(blank, tmp_path, 2, 5)


@pytest.mark.slow
def test_twelve_clients_of_forty_files_each_lose_nothing(place: Settings, tmp_path: Path) -> None:
    _together(place, tmp_path, 6, 40)
