"""What goes wrong with people, lines and machines: nothing acknowledged is lost, and the next one notices nothing."""

import signal
import socket
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from dashboard.access.doors import COOKIE
from dashboard.store import check
from tests.live.conftest import start, stop
from tests.live.crowd.client import Person
from tests.live.crowd.crowd import DROP, FILES, UNITS, Crowd, gathered, sheets

pytestmark = pytest.mark.browser
LEFT_S = 3


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crowd]:
    # a session that was left is kept for two minutes, here for so many seconds, and holds three descriptors
    with gathered(tmp_path_factory.mktemp("faults"), STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL=str(LEFT_S)) as found:
        yield found


@pytest.fixture(scope="module")
def units() -> Iterator[str]:
    """One unit after the other: the first file of each, about which nothing is asked."""
    return iter(UNITS)


def handed_in(crowd: Crowd, unit: str) -> int:
    """A unit's clerk hands in its three files; how many receipts there are then."""
    with Person(crowd.server.url, crowd.token(unit)) as person:
        person.open("upload")
        person.hand_in(DROP, sheets(unit, 0))
        person.press("全部提交")
        assert person.said == []
    return crowd.receipts


def held(crowd: Crowd) -> int:
    return psutil.Process(crowd.server.process.pid).num_fds()


def test_a_line_that_drops_in_mid_upload_costs_that_upload_alone(crowd: Crowd, units: Iterator[str]) -> None:
    before, shown = crowd.receipts, crowd.token(next(units))
    with Person(crowd.server.url, shown) as person:
        person.open("upload")
        (at,) = person._addresses(["a.xlsx"])
        head = f"PUT {at.upload_url} HTTP/1.1\r\nHost: 127.0.0.1:{crowd.server.port}\r\nCookie: {COOKIE}={shown}\r\n"
        with socket.create_connection(("127.0.0.1", crowd.server.port)) as line:
            line.sendall(
                f"{head}Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 5000000\r\n\r\n".encode()
            )
            line.sendall(b"--x\r\n" + b"y" * 100_000)
        assert person.run() < 30
        assert person.said == []
    assert handed_in(crowd, next(units)) == before + FILES


def test_a_tab_that_is_killed_in_mid_run_leaves_nothing_behind(crowd: Crowd, units: Iterator[str]) -> None:
    # the readers of workbooks start with the first file
    before, descriptors = handed_in(crowd, next(units)), held(crowd)
    for _ in range(3):
        with Person(crowd.server.url, crowd.token(next(units))) as person:
            person.open("upload")
            # the line is cut without a word
            person.socket.socket.shutdown(socket.SHUT_RDWR)
    time.sleep(LEFT_S + 1)
    assert handed_in(crowd, next(units)) == before + FILES
    assert held(crowd) <= descriptors + 3


def test_who_takes_up_the_session_of_somebody_else_begins_anew(crowd: Crowd, units: Iterator[str]) -> None:
    begun, other = next(units), next(units)
    with Person(crowd.server.url, crowd.token(begun)) as person:
        person.open("upload")
        person.hand_in(DROP, sheets(begun, 0))
        assert any(label.startswith("全部提交") for label in person.controls)
    with Person(crowd.server.url, crowd.token(other), resumed=person.session) as later:
        later.open("upload")
        assert (later.session, later.said) == (person.session, [])
        assert not any(label.startswith("全部提交") for label in later.controls)


def test_who_commits_while_the_store_is_locked_waits_and_loses_nothing(crowd: Crowd, units: Iterator[str]) -> None:
    before = crowd.receipts
    database = crowd.settings.data_dir / "dispatch.sqlite3"
    free = threading.Event()

    def locked() -> None:
        with closing(sqlite3.connect(database, isolation_level=None)) as connection:
            connection.execute("BEGIN EXCLUSIVE")
            free.wait(4)
            connection.execute("ROLLBACK")

    backup = threading.Thread(target=locked)
    backup.start()
    try:
        assert handed_in(crowd, next(units)) == before + FILES
    finally:
        free.set()
        backup.join()


def test_a_server_that_is_killed_has_all_that_it_acknowledged(tmp_path: Path) -> None:
    with gathered(tmp_path) as crowd:
        known = handed_in(crowd, UNITS[0])
        children = psutil.Process(crowd.server.process.pid).children(recursive=True)
        crowd.server.process.send_signal(signal.SIGKILL)
        crowd.server.process.wait(20)
        _, left = psutil.wait_procs(children, timeout=30)
        assert left == []
        assert crowd.receipts == known
        assert check(crowd.settings) == []
        again = start(tmp_path, **crowd.environ)
        try:
            assert handed_in(replace(crowd, server=again), UNITS[1]) == known + FILES
        finally:
            stop(again)
