"""A province simulated: `python -m benchmarks province [DISTRICTS] [WEEKS] [UNITS]`, 4, 4 and 30 without a word.

Generated workbooks of three ledgers a unit and week go through the command on a real cluster, one worker a core; then
pages are read from generated rollups of 10, 100 and 1,000 districts. What is said of 2,800 is reckoned from that.
"""

import os
import statistics
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import psutil

from benchmarks.provinces import hand_in, reckoned, weeks
from dashboard.config import Settings
from dashboard.i18n import speaker
from dashboard.province import running
from dashboard.province.looking import Order, View, looked
from dashboard.province.rollup import Rollup
from dashboard.province.summing import sum_up
from tests.dashboard.province import cluster

COUNTRY, YEAR, WEEK_FILES = 2_800, 52, 90
SIZES = (10, 100, 1_000)
_MIB = 1024 * 1024


@dataclass(frozen=True)
class Run:
    """What one run took: seconds by the clock, processor seconds of workers and readers, and a worker's most memory."""

    seconds: float
    worked: float
    files: int
    peak_mib: float


def main(typed: list[str]) -> int:
    districts, many, units = (*map(int, typed), *(4, 4, 30)[len(typed) :])
    with tempfile.TemporaryDirectory() as folder:
        _simulated(Path(folder), districts, many, units)
    _pages()
    return 0


def _simulated(folder: Path, districts: int, many: int, units: int) -> None:
    """Week by week as meetings come, on as many workers as there are cores."""
    cores = os.cpu_count() or 1
    settings = Settings.current({"DISPATCH_PROVINCE": f"sqlite:///{folder / 'province.sqlite3'}"})
    print(f"{districts} districts x {many} weeks x {units} units x 3 ledgers, {cores} workers of one thread")
    runs: list[Run] = []
    with cluster.started(folder, cores) as found:
        for week in weeks(many):
            for district in range(districts):
                hand_in(folder / "in" / f"district-{district:04d}", week, units)
            runs.append(_run(settings, folder, found))
            print(f"  {week}  {_line(runs[-1])}", flush=True)
    states = sum(path.stat().st_size for path in (folder / "states").rglob("*.zip"))
    rollup = (folder / "province.sqlite3").stat().st_size
    _extrapolated(runs, units, states // districts, rollup // districts)


def _run(settings: Settings, folder: Path, found: cluster.Cluster) -> Run:
    pids = [worker.pid for worker in found.workers.values()]
    peak, before, began = _Peak(pids), _worked(pids), time.perf_counter()
    with peak:
        lines = list(
            running.run(settings, str(folder / "in"), speaker("en"), cluster=found.url, states=str(folder / "states"))
        )
    assert all(sound for _, sound in lines), lines
    files = sum(int(line.rpartition("; ")[2].split()[0]) for line, _ in lines[:-1])
    return Run(time.perf_counter() - began, _worked(pids) - before, files, peak.mib)


def _worked(pids: list[int]) -> float:
    """Processor seconds of some processes and their children, those included that ended."""
    family = [each for pid in pids for each in (psutil.Process(pid), *psutil.Process(pid).children(recursive=True))]
    return sum(sum(each.cpu_times()[:4]) for each in family)


def _line(run: Run) -> str:
    each = run.files / run.worked
    return f"{run.files} files in {run.seconds:.1f} s: {each:.2f} a core second; {run.peak_mib:,.0f} MiB a worker"


def _extrapolated(runs: list[Run], units: int, states: int, rollup: int) -> None:
    """A straight line through the weeks' cost, the first left out: its workers had to start. Sizes: one district's."""
    costs = [run.worked / run.files for run in runs[1:]]
    slope = statistics.linear_regression(range(1, len(runs)), costs).slope if len(costs) > 1 else 0.0
    first, last = costs[0], costs[0] + max(0.0, slope) * YEAR
    weekly, yearly = last * WEEK_FILES, (first + last) / 2 * WEEK_FILES * YEAR
    state, rows = states / units * 30 / _MIB, rollup / units * 30 / len(runs) / 1024
    hours, year = weekly * COUNTRY / 3600, yearly * COUNTRY / 3600
    print(f"  core seconds a file: {first:.3f}, growing by {slope:.5f} a week: {last:.3f} after a year")
    print("  a district of 30 units, 90 files a week:")
    print(f"    {weekly:.0f} core seconds for a week at a year's end, {yearly / 60:.0f} core minutes for a whole year")
    print(f"    its state {state:.1f} MiB after {len(runs)} weeks, about {state / len(runs) * YEAR:.0f} after a year")
    print(f"    its rollup {rows:.0f} KiB a week, {rows * YEAR / 1024:.1f} MiB a year")
    print(f"  {COUNTRY:,} districts: {hours:.0f} core hours for a week at a year's end, {year:,.0f} for a whole year,")
    print(f"    on 64 cores {hours / 64 * 60:.0f} minutes and {year / 64:.1f} hours")


def _pages() -> None:
    print("page of the province, reading the rollup (SQLite), the best of 9, in ms")
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            url, began = f"sqlite:///{folder}/{size}.sqlite3", time.perf_counter()
            kept = Rollup(url, writing=True)
            for number in range(1, size + 1):
                kept.write(reckoned(number, 1))
            sum_up(kept)
            kept.close()
            filled = time.perf_counter() - began
            taken = [_timed(lambda url=url: _looked(url)) for _ in range(9)]
            rate = size / filled
            print(
                f"  {size:5,} districts: {min(taken) * 1000:6.1f}   (written at {rate:.1f} district weeks a second)",
                flush=True,
            )


def _looked(url: str) -> None:
    """Everything that the page reads, with a district opened."""
    with looked(url) as view:
        (week, *_) = view.weeks()
        _read(view, week, [name for name, total in view.of_week(week).items() if total.target])


def _read(view: View, week: date, indicators: list[str]) -> None:
    orders: tuple[Order, ...] = ("by_gap", "by_value")
    for order in orders:
        found = view.ranked(week, "outbound_trips", order, 0, 25)
    view.cells(week, [place.key for place in found], indicators)
    view.sums("outbound_trips", week)
    view.called("0007")
    view.units(week, found[0].key, indicators)
    view.course(found[0].key, "outbound_trips", week)


def _timed(work: Callable[[], Any]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


class _Peak:
    """The most memory that any of some processes held together with its children, looked at ten times a second."""

    def __init__(self, pids: list[int]) -> None:
        self.mib = 0.0
        self._pids = pids
        self._over = threading.Event()

    def __enter__(self) -> None:
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(0.1):
            for pid in self._pids:
                try:
                    worker = psutil.Process(pid)
                    family = [worker, *worker.children(recursive=True)]
                    self.mib = max(self.mib, sum(each.memory_info().rss for each in family) / _MIB)
                except psutil.Error:
                    continue
