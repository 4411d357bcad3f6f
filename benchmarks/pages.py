"""Server time of every page's first and repeated run, on the sample district in a data folder of its own."""

import logging
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
SECONDS_ALLOWED = 600


@dataclass(frozen=True)
class Visit:
    """Seconds of processor time a page took the server: the first time, and the middle of `REPEATS` further runs."""

    page: str
    first: float
    repeated: float
    fault: str = ""

    @property
    def line(self) -> str:
        return f"  {self.page:24} {self.first * 1000:7.0f} ms / {self.repeated * 1000:6.0f} ms  {self.fault}"


def visits() -> list[Visit]:
    """Every page, in the order of the folders, after importing the sample weeks."""
    with tempfile.TemporaryDirectory() as folder, _settings(Path(folder)):
        _filled()
        return list(looked())


def looked() -> Iterator[Visit]:
    """Every page over the data folder of the environment."""
    # outside a browser Streamlit warns of its missing context at every call
    logging.getLogger("streamlit").setLevel(logging.ERROR)
    app = AppTest.from_file(str(ROOT / "dashboard" / "frame.py"), default_timeout=SECONDS_ALLOWED).run()
    for path in sorted((ROOT / "pages").glob("*/*.py")):
        try:
            app.switch_page(str(path))
        except ValueError:
            # a page of accounts, links or the province, which this server has not
            continue
        yield _visited(app, path)


def _visited(app: AppTest, path: Path) -> Visit:
    name = path.relative_to(ROOT / "pages").as_posix().removesuffix(".py")
    first, *repeated = [_timed(app) for _ in range(REPEATS + 1)]
    return Visit(name, first, statistics.median(repeated), app.exception[0].message if app.exception else "")


def _timed(app: AppTest) -> float:
    """Seconds of processor time, which other programs on the machine disturb less."""
    start = time.process_time()
    app.run()
    return time.process_time() - start


@contextmanager
def _settings(folder: Path, registry: Path = SAMPLE_DISTRICT) -> Iterator[None]:
    """The environment of a dashboard, on the sample district unless told otherwise; restored afterwards."""
    before = dict(os.environ)
    os.environ.pop("DATABASE_URL", None)
    os.environ.update(DISPATCH_DATA_DIR=str(folder), DISPATCH_DISTRICT=str(registry))
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
