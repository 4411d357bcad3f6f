"""What somebody at a browser waits for: `python -m benchmarks browser`, a real server and a real Chromium.

A new server on a district's thirty units (the books of `benchmarks.overviews`) and a new browser window: the first
page until its charts are drawn, pages changed by the menu, and thirty files from the moment they are chosen to the
overview drawn with them. A page is there when the script has run, nothing is stale and every chart has its drawing.
"""

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks import overviews
from benchmarks.overviews import WEEK
from benchmarks.provinces import UNITS, hand_in
from benchmarks.weeks import PART
from dashboard import config
from dashboard.config import ROOT
from dashboard.ui.filters import open_meeting
from tests.live.conftest import DRAWN, start, stop

GOALS = {"first": 2.0, "change": 0.4, "upload": 3.0}
ROUNDS, PAGES = 2, ("board", "visits", "space")
_TICK_MS, _PATIENCE_SECONDS = 15, 180


@dataclass(frozen=True)
class Waited:
    """Seconds by the clock."""

    first: list[float]
    changes: dict[str, list[float]]
    upload: float


def main(_: list[str]) -> int:
    waited = measured()
    print(f"first page of a new server in a new window: {_told(waited.first[:1])} (goal {GOALS['first']:g} s)")
    print(f"first page in further new windows: {_told(waited.first[1:])}")
    for page, taken in waited.changes.items():
        print(f"to {page} by the menu: {_told(taken)} (goal {GOALS['change']:g} s)")
    print(f"30 files chosen, taken over, overview drawn: {waited.upload:.2f} s (goal {GOALS['upload']:g} s)")
    return 0


def _told(taken: list[float]) -> str:
    return f"{statistics.median(taken):.2f} s ({', '.join(f'{each:.2f}' for each in taken)})"


def measured() -> Waited:
    with overviews.books() as folder, tempfile.TemporaryDirectory() as place:
        own = overviews.environ(folder, Path(place) / "var")
        files = [str(folder / WEEK.isoformat()), "--period", WEEK.isoformat()]
        command = [sys.executable, "-m", "dashboard", "import", *files]
        subprocess.run(command, cwd=ROOT, env=own, check=True, capture_output=True)
        server = start(Path(place), **{name: own[name] for name in ("DISPATCH_DATA_DIR", "DISPATCH_DISTRICT")})
        try:
            with _window() as opened:
                first, changes = [], dict[str, list[float]]()
                for _ in range(ROUNDS):
                    page = opened()
                    first.append(_until_drawn(page, partial(page.goto, f"{server.url}/overview?as_of={WEEK}")))
                    for name in PAGES:
                        link = page.locator(f'[data-testid="stSidebarNav"] a[href*="/{name}"]').first
                        changes.setdefault(name, []).append(_until_drawn(page, link.click, f"/{name}"))
                return Waited(first, changes, _uploaded(opened(), server.url, folder))
        finally:
            stop(server)


@contextmanager
def _window() -> Iterator[Callable[[], Page]]:
    path = shutil.which("chromium")
    if not path:
        raise SystemExit("Chromium is missing: `make packages` installs it")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield lambda: browser.new_context(locale="zh-CN", viewport={"width": 1366, "height": 768}).new_page()
        browser.close()


def _until_drawn(page: Page, act: Callable[[], object], address: str = "") -> float:
    """Seconds from an act to the page drawn, looked at every few milliseconds."""
    begun = time.perf_counter()
    act()
    while time.perf_counter() - begun < _PATIENCE_SECONDS:
        there = address in page.url and page.locator('[data-testid="stMainBlockContainer"]').count()
        if there and page.evaluate(DRAWN):
            taken = time.perf_counter() - begun
            page.wait_for_timeout(200)
            if page.evaluate(DRAWN):
                return taken
        page.wait_for_timeout(_TICK_MS)
    raise SystemExit(f"{page.url} was not drawn in time")


def _uploaded(page: Page, url: str, folder: Path) -> float:
    """Thirty files of the open meeting's week into the upload page, the button for all, and that week's overview."""
    week = open_meeting(config.district(folder / "district.toml"))
    hand_in(folder / "next", week, UNITS)
    files = sorted((folder / "next" / week.isoformat()).glob(f"*{PART}.xlsx"))
    _until_drawn(page, partial(page.goto, f"{url}/upload"))
    chosen = page.locator('input[type="file"]').first
    patience = _PATIENCE_SECONDS * 1000
    begun = time.perf_counter()
    chosen.set_input_files(files)
    page.get_by_role("button", name="全部提交").click(timeout=patience)
    page.get_by_text("回执号").first.wait_for(timeout=patience)
    _until_drawn(page, partial(page.goto, f"{url}/overview?as_of={week}"))
    return time.perf_counter() - begun
