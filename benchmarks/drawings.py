"""The charts of the sample district's meeting as PNG: our drawing beside plotly's own `write_images`.

Both draw the very same figures, at the same size, each in a process of its own and with a browser of its own, whose
start counts: `python -m benchmarks.drawings WAY FOLDER ROUNDS` prints seconds by the clock and of processor time, the
browser's included.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import psutil

from benchmarks.clock import watched
from benchmarks.pack import WEEK
from benchmarks.pages import _filled, _settings
from benchmarks.reading import Lap
from dashboard import config
from dashboard.config import ROOT, Settings
from dashboard.exports.browser import studio
from dashboard.exports.pictures import PNG_SCALE, figure_of, size_of
from dashboard.i18n import speaker
from dashboard.store import Store
from dashboard.workflows import report
from dashboard.workflows.delivering import Delivery

CHARTS, ROUNDS = 12, 3


def figures(many: int) -> list[dict[str, Any]]:
    """The first charts of the sample district's meeting, as plain data."""
    with tempfile.TemporaryDirectory() as folder, _settings(Path(folder)):
        _filled()
        settings = Settings.current()
        with Store(settings, config.district(settings.district_file)) as store:
            standing = report.standing(store, store.registry.at(WEEK), WEEK)
            return [figure_of(chart) for chart in Delivery(store, standing, speaker("zh_CN")).charts[:many]]


def drawn(many: int = CHARTS, rounds: int = ROUNDS) -> dict[str, list[Lap]]:
    """Rounds of either way in the order run: the first begins with nothing, the others in the same process."""
    from plotly.io import to_json

    with tempfile.TemporaryDirectory() as folder:
        for number, figure in enumerate(figures(many)):
            Path(folder, f"{number:02}.json").write_text(str(to_json(figure, validate=False)), encoding="utf-8")
        return {way: _one(way, folder, rounds) for way in WAYS}


def _one(way: str, folder: str, rounds: int) -> list[Lap]:
    command = [sys.executable, "-m", "benchmarks.drawings", way, folder, str(rounds)]
    said = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return [Lap(*lap) for lap in json.loads(said.splitlines()[-1])]


def _ours(named: Mapping[Path, dict[str, Any]]) -> None:
    for path, figure in named.items():
        path.write_bytes(studio().draw(figure, "png", *size_of(figure), PNG_SCALE))


def _plotly(named: Mapping[Path, dict[str, Any]]) -> None:
    """As its documentation has it: all at once, which shares one browser."""
    from plotly.io import write_images

    sizes = [size_of(figure) for figure in named.values()]
    widths, heights = [width for width, _ in sizes], [height for _, height in sizes]
    write_images(list(named.values()), list(named), scale=PNG_SCALE, width=widths, height=heights, validate=False)


WAYS: Mapping[str, Callable[[Mapping[Path, dict[str, Any]]], None]] = {"ours": _ours, "write_images": _plotly}


class Family:
    """Processor time of this process and of all that it starts, looked at every so often.

    A browser's processes are orphans once it is killed, and no parent learns then what they have used.
    """

    def __init__(self) -> None:
        self._used: dict[int, float] = {}

    def worked(self) -> float:
        self.look()
        return time.process_time() + sum(self._used.values())

    def look(self) -> None:
        for process in psutil.Process().children(recursive=True):
            try:
                times = process.cpu_times()
            except psutil.NoSuchProcess:
                continue
            self._used[process.pid] = times.user + times.system


def _run(way: str, folder: Path, rounds: int) -> list[tuple[float, float]]:
    found = {path.with_suffix(".png"): json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.json"))}
    laps = []
    for _ in range(rounds):
        family = Family()
        with watched(family.look):
            start, before = time.perf_counter(), family.worked()
            WAYS[way](found)
            laps.append((time.perf_counter() - start, family.worked() - before))
        assert all(path.read_bytes().startswith(b"\x89PNG") for path in found), "a picture is missing"
    return laps


if __name__ == "__main__":
    print(json.dumps(_run(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))))
