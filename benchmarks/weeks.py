"""From upload to overview, and a year of folders: `python -m benchmarks weeks [WEEKS]`, 4 weeks without a word.

Generated workbooks of thirty units. A week's thirty files (one a unit) are read, committed and the overview is
reckoned in one warm process, as the server does it. So many weeks of three ledgers a unit, ninety files each, go
through `python -m dashboard import`, one call a week; a call's seconds a file, times 4,680, stand for a year.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from benchmarks.clock import openpyxl_reading, worked
from benchmarks.provinces import UNITS, hand_in, weeks
from benchmarks.reading import Lap
from dashboard import config
from dashboard.config import ROOT, Settings
from dashboard.contract import Filters
from dashboard.store import Store
from dashboard.workflows import batch, receive, report

YEAR, LEDGERS = 52, 3
GOALS = {"week": 3.0, "year": 120.0}
PART = "招商项目台账"
"""The ledger that makes a week's thirty files."""


@dataclass(frozen=True)
class Imported:
    """What one call of the command took for so many files."""

    files: int
    lap: Lap

    @property
    def year(self) -> Lap:
        """The same for all files of a year."""
        times = UNITS * YEAR * LEDGERS / self.files
        return Lap(self.lap.seconds * times, self.lap.work * times)


@contextmanager
def district(many: int) -> Iterator[Path]:
    """A folder with a registry and so many weeks of files."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "示例"
        for week in weeks(many):
            hand_in(folder, week, UNITS)
        yield folder


def week(rounds: int = 3) -> tuple[list[Lap], float]:
    """Thirty files of one week after another: read beside each other, committed, the overview's figures reckoned.

    Also openpyxl's best processor time for merely reading a week's files.
    """
    laps, theirs = [], []
    with district(rounds + 1) as folder, tempfile.TemporaryDirectory() as data:
        registry = config.district(folder / "district.toml")
        place = Settings(Path(data), f"sqlite:///{data}/dispatch.sqlite3", folder / "district.toml")
        with Store(place, registry) as store:
            for day in weeks(rounds + 1):
                paths = sorted((folder / day.isoformat()).glob(f"*{PART}.xlsx"))
                files = [(path.name, path.read_bytes()) for path in paths]
                start, before = time.perf_counter(), worked()
                _handed_in(files, store, day)
                laps.append(Lap(time.perf_counter() - start, worked() - before))
                before = worked()
                for name, content in files:
                    openpyxl_reading(content, name)
                theirs.append(worked() - before)
    # the first warms readers and tables of words
    return laps[1:], min(theirs)


def _handed_in(files: list[tuple[str, bytes]], store: Store, day: date) -> None:
    now = datetime.now().astimezone()
    drafts = {
        name: receive.draft(content, name, store=store, district=store.district, period=day) for name, content in files
    }
    settled, fellows = batch.settled(drafts, store), list[int]()

    def committed(name: str) -> None:
        fellows.append(receive.commit(settled[name], store=store, uploader="", now=now, fellows=fellows).number)

    waiting = batch.in_order(settled)
    while waiting:
        batch.together(store, waiting, committed)
    report.standing(store, store.registry.at(day), Filters(day))


def imported(many: int) -> list[Imported]:
    """One call for every week, as a bureau would that goes through last year's folders."""
    found = []
    with district(many) as folder, tempfile.TemporaryDirectory() as data:
        own = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        own |= {"DISPATCH_DATA_DIR": data, "DISPATCH_DISTRICT": str(folder / "district.toml")}
        for day in weeks(many):
            place = folder / day.isoformat()
            command = [sys.executable, "-m", "dashboard", "import", str(place), "--period", day.isoformat()]
            start, before = time.perf_counter(), worked()
            subprocess.run(command, cwd=ROOT, env=own, capture_output=True, check=True)
            found.append(Imported(UNITS * LEDGERS, Lap(time.perf_counter() - start, worked() - before)))
    return found


def main(typed: list[str]) -> int:
    many = int(typed[0]) if typed else 4
    for number, done in enumerate(imported(many), start=1):
        print(
            f"week {number}: {done.files} files in {done.lap.seconds:.1f} s ({done.lap.work:.1f} s of processor time); "
            f"a year so {done.year.seconds:,.0f} s ({done.year.work:,.0f}; goal {GOALS['year']:.0f} s)",
            flush=True,
        )
    return 0
