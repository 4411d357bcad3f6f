"""Every page over a store of payloads: Markdown holds none as it was written, and no chart is alive."""

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from dashboard.config import ROOT
from dashboard.ui import tables
from tests.inert import opened
from tests.inert.payloads import MARKS, ODD
from tests.pages.conftest import opened as page
from tests.runner import AppTest

PAGES = sorted(str(path.relative_to(ROOT / "pages").with_suffix("")) for path in (ROOT / "pages").glob("*/*.py"))


@pytest.fixture(autouse=True)
def _own_registry(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPATCH_DISTRICT", str(folder / "district.toml"))


@pytest.mark.parametrize("name", PAGES)
def test_no_page_takes_a_text_for_markup(name: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = {"unit": ODD} if name == "meeting/unit" else {}
    test = page(name, folder, False, monkeypatch, **chosen)
    assert not test.exception
    assert opened.of_page(test._tree) == []
    figures = [json.loads(node.proto.spec) for node in test._tree if node.type == "plotly_chart"]
    assert [fault for figure in figures for fault in opened.of_figure(figure)] == []


@pytest.mark.parametrize("row", [4, 8])
@pytest.mark.parametrize("name", ["data/ledger", "data/returns", "data/matches", "indicators/projects"])
def test_no_drawer_of_a_row_takes_a_text_for_markup(
    name: str, row: int, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A row stands picked in the first table that has it, which the test runner cannot do by itself."""
    show, picked = tables.show, list[int]()

    def shown(rows: pd.DataFrame, *arguments: Any, **options: Any) -> list[int]:
        show(rows, *arguments, **options)
        if picked or row >= len(rows):
            return []
        picked.append(row)
        return [row]

    monkeypatch.setattr(tables, "show", shown)
    test = page(name, folder, False, monkeypatch)
    assert not test.exception
    assert opened.of_page(test._tree) == []


def test_payloads_reach_the_pages(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What did not come through proves nothing."""
    shown = "".join(told(page(name, folder, False, monkeypatch)) for name in ("meeting/prepare", "data/matches"))
    assert any(mark in shown for mark in MARKS)


def told(test: AppTest) -> str:
    return "".join(str(getattr(node, "proto", "")) for node in test._tree)
