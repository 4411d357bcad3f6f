"""A marked workbook that comes back: its list is no ledger, its colours say nothing, its lines are kept."""

import io
from typing import Any

import openpyxl
from openpyxl.styles import PatternFill

from dashboard.contract import FINDINGS_SHEET, MARK_FILLS
from loaders import Reading, ingest
from loaders.returned import Numbered
from tests.loaders.sheets import DISTRICT, PERIOD, findings

ROWS = [
    ["项目名称", "投资方", "总投资（亿元）", "签约时间"],
    ["甲项目", "甲公司", 1.5, "2024-03-01"],
    ["乙项目", "乙公司", 2.5, "2024-03-08"],
]
HEADINGS = ["编号", "影响", "工作表", "单元格", "表中内容", "情况说明", "处理办法", FINDINGS_SHEET]
LINES = [
    [1, "不计入", "项目", "C2", "详见附件", "不是数字", "只填数字", "not-a-number"],
    [2, "✓ 已改正", "项目", "D3", "已签", "不是日期", "", "not-a-date ✓"],
]


def read(lists: list[list[Any]], *, name: str = "核对清单", state: str = "visible", fill: str = "") -> Reading:
    book = openpyxl.Workbook()
    listed = book.worksheets[0]
    listed.title = name
    listed.sheet_state = state
    for row in lists:
        listed.append(row)
    ledger = book.create_sheet("项目")
    for row in ROWS:
        ledger.append(row)
    if fill:
        ledger["C2"].fill = PatternFill("solid", fgColor=f"FF{fill}")
    book.active = 1
    stream = io.BytesIO()
    book.save(stream)
    return ingest(stream.getvalue(), "新海街道.xlsx", district=DISTRICT, period=PERIOD)


def test_the_lines_of_the_list_are_kept_and_everything_else_of_it_ignored() -> None:
    reading = read([["需核对事项"], HEADINGS, *LINES])
    assert reading.returned is not None
    assert reading.returned.sheet == "核对清单"
    assert reading.returned.lines == (
        Numbered(1, "not-a-number", "项目", "C2", "详见附件", closed=False),
        Numbered(2, "not-a-date", "项目", "D3", "已签", closed=True),
    )
    assert reading.cells.reasons == {"findings-sheet": 24}
    assert (findings(reading), reading.questions) == ([], [])
    assert [(entry.name, entry.ledger) for entry in reading.sheets] == [("项目", "projects")]


def test_the_list_is_known_by_its_heading_and_not_by_name_place_or_column() -> None:
    moved = [["", *row] for row in ([""], HEADINGS, *LINES)]
    reading = read(moved, name="Sheet9")
    assert reading.returned is not None
    assert [line.number for line in reading.returned.lines] == [1, 2]


def test_a_hidden_list_asks_nothing() -> None:
    reading = read([HEADINGS, *LINES], state="hidden")
    assert reading.returned is not None
    assert (findings(reading), reading.questions) == ([], [])


def test_lines_without_number_or_code_are_passed_over() -> None:
    reading = read([HEADINGS, LINES[0], ["随手写的"], [None] * 8, [3, "", "项目"]])
    assert reading.returned is not None
    assert [line.number for line in reading.returned.lines] == [1]


def test_a_workbook_without_the_list_brings_nothing_back() -> None:
    assert read([["编号", "影响", "工作表"]]).returned is None


def test_the_template_is_the_same_with_and_without_the_list() -> None:
    assert read([HEADINGS, *LINES]).template == read([]).template


def test_the_colour_of_a_mark_means_nothing_and_any_other_does() -> None:
    for shade in MARK_FILLS.values():
        assert findings(read([], fill=shade)) == []
    assert findings(read([], fill="FFFF00")) == [("colour-carries-meaning", "")]
