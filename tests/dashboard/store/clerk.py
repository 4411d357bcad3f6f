"""A clerk in a process of its own: commits numbered files and says each receipt aloud once it has it.

python -m tests.dashboard.store.clerk FOLDER NAME COUNT
"""

import multiprocessing
import sys
from datetime import UTC, datetime
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import TextIO

from dashboard.config import Settings
from dashboard.errors import StoreBusy
from dashboard.store import Receipt, Store
from tests.dashboard.store.desk import DISTRICT, MARCH_8, Desk, settings, trip

_HIRED = multiprocessing.get_context("forkserver")
_HIRED.set_forkserver_preload([__name__])


def hired(place: Settings, name: str, count: int, said: Path) -> BaseProcess:
    """A clerk at work, in a process that is ready at once; what it says is appended to a file."""
    clerk = _HIRED.Process(target=_into, args=(place, name, count, said))
    clerk.start()
    return clerk


def heard(said: Path) -> list[tuple[int, str]]:
    """Number and hash of every receipt that was said aloud, whole lines only."""
    lines = said.read_text(encoding="utf-8").splitlines(keepends=True) if said.exists() else []
    told = (line.split() for line in lines if line.endswith("\n"))
    return [(int(number), sha256) for number, sha256 in told]


def send(desk: Desk, name: str, turn: int) -> Receipt:
    """One file of a clerk: three trips, and bytes and name that are no other's."""
    content = f"{name} {turn}".encode() * 2000
    rows = [trip(f"{name}{turn}", MARCH_8, row=row) for row in (3, 4, 5)]
    while True:
        try:
            return desk.send(MARCH_8, content=content, name=f"{name}-{turn}.xlsx", visits=rows)
        except StoreBusy:
            # as the sentence asks: nothing was kept, so the same file is sent once more
            continue


def _into(place: Settings, name: str, count: int, said: Path) -> None:
    with said.open("a", encoding="utf-8") as stream:
        work(place, name, count, stream)


def work(place: Settings, name: str, count: int, aloud: TextIO) -> None:
    with Store(place, DISTRICT) as store:
        desk = Desk(store, datetime.now(UTC))
        for turn in range(count):
            receipt = send(desk, name, turn)
            aloud.write(f"{receipt.number} {receipt.sha256}\n")
            aloud.flush()


if __name__ == "__main__":
    work(settings(Path(sys.argv[1])), sys.argv[2], int(sys.argv[3]), sys.stdout)
