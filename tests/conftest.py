"""What holds for every test."""

import os
import shutil
import sys
from collections.abc import Callable
from datetime import datetime, time
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings

from dashboard import config
from dashboard.config import ROOT, Settings
from dashboard.store import Store
from dashboard.weeks import ZONE
from dashboard.workflows import intake, receive
from tests.weeks import TARGETS, WEEK, receive_all

# how long a case takes is the machine's, which is shared
settings.register_profile("shared", deadline=None)
settings.load_profile("shared")


@pytest.fixture(autouse=True)
def main_module(monkeypatch: pytest.MonkeyPatch) -> None:
    """Streamlit's test runner puts the page in the place of `__main__`, which a process started later would run."""
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files begin first: begun last, one of them would keep one worker while the others stand idle."""
    items.sort(key=lambda item: "/live/" not in item.nodeid)


def pytest_unconfigure() -> None:
    """Streamlit's test runner leaves its folder to the interpreter's end, where the warning of it is an error."""
    runner = sys.modules.get("streamlit.testing.v1.app_test")
    if runner is not None:
        runner.TMP_DIR.cleanup()


Fill = Callable[[Path], None]


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, Fill], Path]:
    """`once("name", fill)`: a copy of the folder that `fill` has filled, which it does once in a run of all workers."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own

    def copied(name: str, fill: Fill) -> Path:
        made, making = shared / f"{name}-made", shared / f"{name}-making"
        with FileLock(shared / f"{name}.lock"):
            if not made.exists():
                shutil.rmtree(making, ignore_errors=True)
                making.mkdir()
                fill(making)
                making.rename(made)
        return Path(shutil.copytree(made, tmp_path_factory.mktemp(name) / "var"))

    return copied


@pytest.fixture(scope="session")
def filled(once: Callable[[str, Fill], Path]) -> Path:
    """A data folder whose sample district has its targets and the returns of one week. Only to be read."""
    return once("filled", _fill)


@pytest.fixture(scope="session")
def four_weeks(once: Callable[[str, Fill], Path]) -> Path:
    """The folder of a store with every week of the sample district. Only to be read."""
    return once("weeks", receive_all)


def _fill(folder: Path) -> None:
    settings = Settings.current({"DISPATCH_DATA_DIR": str(folder)}).sample()
    district = config.district(settings.district_file)
    with Store(settings, district) as store:
        for name, content in intake.gathered([TARGETS, ROOT / "sample_data" / "weeks" / WEEK.isoformat()]):
            made = receive.draft(content, name, store=store, district=district, period=WEEK)
            receive.commit(made, store=store, uploader="test", now=datetime.combine(WEEK, time(15), ZONE))
