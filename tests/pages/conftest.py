"""Pages as Streamlit's own test runner sees them: from the frame, on an empty store or on the sample district."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1.element_tree import DateInput

from dashboard.config import ROOT
from dashboard.i18n import Say
from dashboard.ui import tables
from tests.runner import AppTest

Opened = Callable[..., AppTest]


def opened(name: str, folder: Path, sample: bool, monkeypatch: pytest.MonkeyPatch, **params: str) -> AppTest:
    monkeypatch.setenv("DISPATCH_DATA_DIR", str(folder))
    test = AppTest.from_file(str(ROOT / "dashboard" / "frame.py"), default_timeout=60)
    for key, value in (params | ({"data": "sample"} if sample else {})).items():
        test.query_params[key] = value
    test.switch_page(str(ROOT / "pages" / f"{name}.py"))
    return test.run()


@pytest.fixture
def sample_page(filled: Path, monkeypatch: pytest.MonkeyPatch) -> Opened:
    """`sample_page("data/returns")`: a page of the sample district; further arguments are filters in the URL."""
    return lambda name, **params: opened(name, filled, True, monkeypatch, **params)


@pytest.fixture
def own_page(filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Opened:
    """As `sample_page`, in a copy that the test may change."""
    shutil.copytree(filled, tmp_path / "var")
    return lambda name, **params: opened(name, tmp_path / "var", True, monkeypatch, **params)


@pytest.fixture
def empty_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Opened:
    """A page of a store into which nothing was ever committed."""
    return lambda name, **params: opened(name, tmp_path, False, monkeypatch, **params)


def meeting_day(test: AppTest) -> DateInput:
    """The upload page's day; its key goes on with the day that is usual."""
    return next(item for item in test.date_input if (item.key or "").startswith("upload-day"))


def words(test: AppTest) -> str:
    """Everything written on the page, tables excepted."""
    kinds = (test.title, test.header, test.subheader, test.markdown, test.caption, test.info, test.error, test.success)
    return "\n".join(str(item.value) for kind in kinds for item in kind)


@pytest.fixture
def first_picked(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """`first_picked("receipts")`: the table's first row stands picked, which the test runner cannot do by itself."""
    show = tables.show

    def pick(table: str) -> None:
        def shown(rows: pd.DataFrame, say: Say, *, key: str, **options: Any) -> list[int]:
            found = show(rows, say, key=key, **options)
            return [0] if key == table else found

        monkeypatch.setattr(tables, "show", shown)

    return pick
