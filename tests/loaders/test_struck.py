"""What a clerk has struck through by hand is doubtful: it counts, and the row or cell is marked."""

import io
from collections.abc import Sequence

import openpyxl
from openpyxl.styles import Font

from dashboard.i18n import speaker
from dashboard.workflows.wording import sentence
from loaders import Reading, ingest
from tests.loaders.sheets import DISTRICT, PERIOD, findings, records, workbook

HEAD = ["序号", "项目名称", "投资方", "总投资（亿元）", "进展状态"]
ROWS = [[1, "甲项目", "甲公司", 1, "在谈"], [2, "乙项目", "乙公司", 2, "在谈"], [3, "丙项目", "丙公司", 3, "在谈"]]


def read(struck: Sequence[str], rows: Sequence[Sequence[object]] = ROWS) -> Reading:
    book = openpyxl.load_workbook(io.BytesIO(workbook({"项目": [HEAD, *rows]})))
    for cells in struck:
        for row in book["项目"][cells] if ":" in cells else ((book["项目"][cells],),):
            for cell in row:
                cell.font = Font(strike=True)
    stream = io.BytesIO()
    book.save(stream)
    return ingest(stream.getvalue(), "新海街道.xlsx", district=DISTRICT, period=PERIOD)


def test_a_struck_row_counts_and_is_marked_once() -> None:
    got = read(["A3:E3"])
    assert findings(got) == [("struck-through", "A3")]
    assert [f.severity for f in got.findings] == ["warning"]
    assert len(records(got, "projects", "name")) == 3
    assert (got.cells.flagged, got.cells.nonempty) == (1, 20)
    assert sentence(speaker("zh_CN"), got.findings[0]) == "这一行带删除线，是否作废不能断定，照常计入并标注。"


def test_a_struck_cell_counts_and_is_marked_where_it_stands() -> None:
    got = read(["D2", "D4"])
    assert findings(got) == [("struck-through", "D2"), ("struck-through", "D4")]
    assert records(got, "projects", "investment") == [(1.0,), (2.0,), (3.0,)]
    assert sentence(speaker("zh_CN"), got.findings[0]) == "“1”带删除线，是否作废不能断定，照常计入并标注。"


def test_a_struck_heading_or_empty_cell_says_nothing() -> None:
    assert findings(read(["A1:E1", "F3"])) == []


def test_a_struck_second_copy_is_only_a_copy() -> None:
    assert findings(read(["A5:E5"], [*ROWS, [4, *ROWS[2][1:]]])) == [("duplicate-row", "B5")]
