"""Server time of every page's first and repeated run, on the sample district in a data folder of its own."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from streamlit.testing.v1 import AppTest

from benchmarks.reading import WEEKS
from dashboard.config import ROOT, SAMPLE_DISTRICT

GOAL_SECONDS = 0.1
REPEATS = 5
SECONDS_ALLOWED = 120


@dataclass(frozen=True)
class Visit:
    """Seconds a page took the server: the first time in this process, and the middle of `REPEATS` further runs."""

    page: str
    first: float
    repeated: float
    fault: str = ""


def visits() -> list[Visit]:
    """Every page, in the order of the folders, after importing the sample weeks."""
    with tempfile.TemporaryDirectory() as folder, _settings(Path(folder)):
        _filled()
        app = AppTest.from_file(str(ROOT / "dashboard" / "frame.py"), default_timeout=SECONDS_ALLOWED).run()
        return [_visited(app, path) for path in sorted((ROOT / "pages").glob("*/*.py")) if path.stem != "__init__"]


def _visited(app: AppTest, path: Path) -> Visit:
    name = path.relative_to(ROOT / "pages").as_posix().removesuffix(".py")
    app.switch_page(f"../pages/{name}.py")
    first, *repeated = [_timed(app) for _ in range(REPEATS + 1)]
    return Visit(name, first, statistics.median(repeated), app.exception[0].message if app.exception else "")


def _timed(app: AppTest) -> float:
    start = time.perf_counter()
    app.run()
    return time.perf_counter() - start


@contextmanager
def _settings(folder: Path) -> Iterator[None]:
    """The environment of a dashboard on the sample district; restored afterwards."""
    before = dict(os.environ)
    os.environ.pop("DATABASE_URL", None)
    os.environ.update(DISPATCH_DATA_DIR=str(folder), DISPATCH_DISTRICT=str(SAMPLE_DISTRICT))
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def _filled() -> None:
    """Imports week by week by the public command; a refused file (the samples hold some) does not end it."""
    for week in sorted(path for path in WEEKS.iterdir() if path.is_dir()):
        files = [str(path) for path in sorted(week.rglob("*")) if path.is_file()]
        command = [sys.executable, "-m", "dashboard", "import", *files, "--period", week.name]
        result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        if result.returncode not in (0, 1):
            raise SystemExit(result.stderr)
