"""The overview of a district beside the same in a plain pandas, openpyxl and Streamlit script (`benchmarks.plain`).

Both show thirty units' three ledgers and their targets, each in a process of its own under Streamlit's test runner:
`python -m benchmarks.overviews WAY` opens it once, chooses a unit some times, and prints processor seconds. Ours opens
what was imported before; how long that takes stands beside (`benchmarks.weeks`).
"""

import json
import logging
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from xlsxwriter import Workbook

from benchmarks.clock import worked
from benchmarks.provinces import UNITS, hand_in
from dashboard.config import ROOT

WEEK = date(2024, 3, 29)
REPEATS = 7
WAYS: Mapping[str, Mapping[str, str]] = {"ours": {}, "plain": {}, "plain, cached": {"PLAIN_CACHE": "yes"}}
AIMS = {"走出去（次）": 100, "新签约项目（个）": 60, "新开工项目（个）": 40, "盘活闲置厂房（万平方米）": 6}


@dataclass(frozen=True)
class Opened:
    """Seconds of processor time: the first run, and the middle of further ones in which a unit is chosen."""

    first: float
    again: float


@contextmanager
def books() -> Iterator[Path]:
    """A district's folder with the week's files of all units, and their targets."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "示例"
        hand_in(folder, WEEK, UNITS)
        with Workbook(folder / WEEK.isoformat() / "目标.xlsx") as book:
            sheet = book.add_worksheet()
            sheet.write_row(0, 0, [f"{WEEK.year}年目标任务分解表"])
            sheet.write_row(1, 0, ["单位", *AIMS])
            for number in range(1, UNITS + 1):
                sheet.write_row(number + 1, 0, [f"第{number:02d}街道", *AIMS.values()])
        yield folder


def environ(folder: Path, data: Path) -> dict[str, str]:
    own = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    own |= {"DISPATCH_DATA_DIR": str(data), "DISPATCH_DISTRICT": str(folder / "district.toml")}
    return own | {"PLAIN_FOLDER": str(folder / WEEK.isoformat())}


def opened(folder: Path) -> dict[str, Opened]:
    """All ways in turn; ours on a store into which the week's files were imported."""
    with tempfile.TemporaryDirectory() as data:
        own = environ(folder, Path(data))
        files = [str(folder / WEEK.isoformat()), "--period", WEEK.isoformat()]
        subprocess.run(
            [sys.executable, "-m", "dashboard", "import", *files], cwd=ROOT, env=own, check=True, capture_output=True
        )
        return {way: _one(way, own | given) for way, given in WAYS.items()}


def _one(way: str, own: dict[str, str]) -> Opened:
    command = [sys.executable, "-m", "benchmarks.overviews", way]
    said = subprocess.run(command, cwd=ROOT, env=own, check=True, capture_output=True, text=True).stdout
    return Opened(**json.loads(said.splitlines()[-1]))


def _run(way: str) -> Opened:
    """In the process of its own; importing the libraries is no part of either's page."""
    logging.getLogger("streamlit").setLevel(logging.ERROR)
    import openpyxl
    import pandas
    import plotly.graph_objects
    from streamlit.testing.v1 import AppTest

    assert openpyxl and pandas and plotly.graph_objects
    script = "dashboard/frame.py" if way == "ours" else "benchmarks/plain/overview.py"
    app = AppTest.from_file(str(ROOT / script), default_timeout=120)
    if way == "ours":
        app.switch_page(str(ROOT / "pages" / "meeting" / "overview.py"))
    start = worked()
    app.run()
    first, again = worked() - start, []
    for number in range(1, REPEATS + 1):
        chosen = next(box for box in app.selectbox if f"第{number:02d}街道" in box.options)
        start = worked()
        chosen.select(f"第{number:02d}街道").run()
        again.append(worked() - start)
    assert not app.exception, app.exception[0].message
    return Opened(first, statistics.median(again))


if __name__ == "__main__":
    print(json.dumps(vars(_run(sys.argv[1]))))
