"""The server's time for every page at a district's size and at 100 times it: `python -m benchmarks sizes [TIMES...]`.

A district's size is 30 units, 6,000 projects that stand and 52 weeks of whole ledgers; at n times it every ledger is
n times as long, and there are four weeks, since rows that stand are what a page waits for.
"""

import subprocess
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

from benchmarks import pages
from benchmarks.store import _FIRST, _NOW, DISTRICT, ROWS, UNITS, WEEKS, _copy, _ledger
from dashboard.config import ROOT, Settings
from dashboard.store import Store
from dashboard.store.engine import writing

GOALS = {1: 0.1, 100: 0.3}
FEW_WEEKS = 4


def main(typed: list[str]) -> int:
    if typed[:1] == ["visited"]:
        for visit in pages.looked():
            print(visit.line, flush=True)
        return 0
    for times in [int(word) for word in typed] or list(GOALS):
        goal = f"goal {GOALS[times] * 1000:.0f} ms" if times in GOALS else "no goal"
        print(
            f"{UNITS} units, {UNITS * ROWS * times:,} projects: first run, again ({goal}), of processor time",
            flush=True,
        )
        with tempfile.TemporaryDirectory() as folder, pages._settings(Path(folder), _registry(Path(folder))):
            _filled(times)
            command = [sys.executable, "-m", "benchmarks", "sizes", "visited"]
            subprocess.run(command, cwd=ROOT, check=True, stderr=subprocess.DEVNULL)
    return 0


def _registry(folder: Path) -> Path:
    path = folder / "district.toml"
    units = "".join(f'[[units]]\nname = "{unit.name}"\n' for unit in DISTRICT.units)
    path.write_text(f'[district]\nname = "{DISTRICT.name}"\n{units}', encoding="utf-8")
    return path


def _filled(times: int) -> None:
    weeks = WEEKS if times == 1 else FEW_WEEKS
    with Store(Settings.current(), DISTRICT) as store:
        for unit in DISTRICT.units:
            store.commit(_ledger(unit.name, 0, ROWS * times), now=_NOW)
        with writing(store.books.engine) as connection:
            _copy(connection, weeks)
        # the journal takes in all the copies with the next ones, of which some projects have moved on
        for unit in DISTRICT.units:
            store.commit(_ledger(unit.name, weeks, ROWS * times), now=_NOW + timedelta(weeks=weeks))
    print(f"  {weeks + 1} weeks from {_FIRST}", flush=True)
