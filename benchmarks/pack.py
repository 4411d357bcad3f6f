"""Time and memory of a meeting pack of the sample district by part: cold (a new process), and warm (again in it)."""

import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import psutil

from benchmarks.clock import watched
from benchmarks.pages import _filled, _settings
from benchmarks.store import _FIRST, _NOW, DISTRICT
from benchmarks.store import _ledger as of_projects
from dashboard import config
from dashboard.config import ROOT, Settings
from dashboard.frames import frame
from dashboard.i18n import speaker
from dashboard.store import Store, Submission
from dashboard.workflows import report
from dashboard.workflows.delivering import Delivery

GOALS = {"cold": 20.0, "warm": 10.0, "slides": 30.0}
"""Seconds for a pack of twelve charts, and for all slides of thirty units."""
AIMS = {"projects_signed": 100.0, "projects_started": 60.0, "investment_signed": 5e5}
CHARTS, ALL = 12, 1000
WEEK = date(2024, 3, 29)
_MIB = 1 << 20


@dataclass(frozen=True)
class Turn:
    """One pack: seconds and KB by part, and the number of charts drawn."""

    seconds: dict[str, float]
    kilobytes: dict[str, int]
    charts: int

    @property
    def total(self) -> float:
        return sum(self.seconds.values())


def made(store: Store, most: int) -> Turn:
    """A pack from nothing but the store, in Chinese, with at most so many charts: `charts` is the time they take."""
    start = time.perf_counter()
    standing = report.standing(store, store.registry.at(WEEK), WEEK)
    seconds, kilobytes = {"standing": time.perf_counter() - start}, {"standing": 0}
    drawn: list[int] = []
    pack = Delivery(store, standing, speaker("zh_CN"), ahead=drawn.append, meanwhile=True)
    start = time.perf_counter()
    # all are drawn as figures; page and pictures hold the first ones
    pack.charts[most:] = []
    seconds["charts"], kilobytes["charts"] = time.perf_counter() - start, 0
    for step in pack.steps():
        start = time.perf_counter()
        done = pack.carried_out(step)
        seconds[step.part], kilobytes[step.part] = time.perf_counter() - start, len(done.content) // 1024
        if done.failure:
            print(done.failure, file=sys.stderr)
    return Turn(seconds, kilobytes, len(drawn) // 2)


class Peak:
    """The most memory that this process, and with it its browser, held at once, in MiB, sampled.

    What the browser's processes share counts in each of them, so that its part is an upper bound.
    """

    def __init__(self) -> None:
        self.own = self.all = 0.0

    def look(self) -> None:
        me = psutil.Process()
        own, others = me.memory_info().rss / _MIB, 0.0
        for child in me.children(recursive=True):
            try:
                others += child.memory_info().rss / _MIB
            except psutil.NoSuchProcess:
                continue
        self.own, self.all = max(self.own, own), max(self.all, own + others)


def _turns() -> None:
    """What the process started by `main` does: a pack, another one, and one with every chart; a line of JSON each."""
    settings = Settings.current()
    peak = Peak()
    with watched(peak.look), Store(settings, config.district(settings.district_file)) as store:
        for most in (CHARTS, CHARTS, ALL):
            turn = made(store, most)
            said = {"seconds": turn.seconds, "kilobytes": turn.kilobytes, "charts": turn.charts}
            print(json.dumps(said | {"own": peak.own, "all": peak.all}), flush=True)


def _slides() -> float:
    """Seconds for the slides of a district of 30 units with 6,000 projects, from nothing but the store."""
    aims = [{"indicator": name, "year": 2024, "period": "year", "value": value, "cell": f"B{row}", "row": row}
            for row, (name, value) in enumerate(AIMS.items(), start=3)]  # fmt: skip
    with Store(Settings.current(), DISTRICT) as store:
        for week in (0, 1):
            for unit in DISTRICT.units:
                store.commit(of_projects(unit.name, week), now=_NOW)
        for unit in DISTRICT.units:
            rows = [{"unit": unit.name, "sheet": "目标", "table": 1, **aim} for aim in aims]
            told = {"targets": frame("targets", rows)}
            store.commit(Submission(unit.name.encode(), "目标.xlsx", _FIRST, unit.name, tables=told), now=_NOW)
        start = time.perf_counter()
        pack = Delivery(store, report.standing(store, DISTRICT, _FIRST + timedelta(weeks=1)), speaker("zh_CN"))
        done = pack.carried_out(next(step for step in pack.steps() if step.part == "slides"))
    if done.failure:
        raise SystemExit(done.failure)
    return time.perf_counter() - start


def main(wanted: list[str]) -> int:
    """Prints the figures of a cold and a warm pack, and of many slides; 0 when all keep their goals."""
    if wanted == ["turns"]:
        _turns()
        return 0
    with tempfile.TemporaryDirectory() as folder, _settings(Path(folder)):
        many = _slides()
    print(f"slides of {len(DISTRICT.units)} units with 6,000 projects: {many:.1f} s (goal {GOALS['slides']:.0f} s)")
    with tempfile.TemporaryDirectory() as folder, _settings(Path(folder)):
        _filled()
        start = time.perf_counter()
        command = [sys.executable, "-m", "benchmarks", "pack", "turns"]
        lines = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
        whole = time.perf_counter() - start
    found = [json.loads(line) for line in lines]
    print(f"meeting pack of the sample district, {os.cpu_count()} cores, all turns {whole:.1f} s with the start")
    names = ("cold", "warm", "all charts")
    kept = [_printed(name, said) for name, said in zip(names, found, strict=True)]
    return 0 if all(kept) and many <= GOALS["slides"] else 1


def _printed(name: str, said: dict[str, object]) -> bool:
    turn = Turn(said["seconds"], said["kilobytes"], int(str(said["charts"])))  # type: ignore[arg-type]  # as JSON had it
    goal = GOALS.get(name)
    aim = f" (goal {goal:.0f} s)" if goal else ""
    print(
        f"{name}: {turn.total:.1f} s{aim}, {turn.charts} charts as PNG and SVG; "
        f"at most {said['own']:.0f} MiB, with the browser {said['all']:.0f}"
    )
    for part, seconds in turn.seconds.items():
        print(f"  {part:10} {seconds:6.2f} s  {turn.kilobytes[part]:6,} KB")
    return goal is None or turn.total <= goal
