"""A workbook with a sheet a week of one list: the latest sheet is the list."""

from dashboard.i18n import speaker
from dashboard.workflows.wording import sentence
from loaders import Reading, ingest
from tests.loaders.sheets import DISTRICT, PERIOD, findings, records, workbook

HEAD = ["序号", "项目名称", "投资方", "总投资（亿元）", "阶段"]
OLD = [[1, "甲项目", "甲公司", 1.2, "在谈"], [2, "乙项目", "乙公司", 6.5, "在谈"]]
NEW = [[1, "甲项目", "甲公司", 1.5, "签约"], [2, "乙项目", "乙公司", 7, "在谈"], [3, "丙项目", "丙公司", 3, "在谈"]]


def book(sheets: dict[str, list[list[object]]], title: str = "新海街道项目周报（{}）") -> Reading:
    content = workbook({day: [[title.format(day)], HEAD, *rows] for day, rows in sheets.items()})
    return ingest(content, "新海街道项目.xlsx", district=DISTRICT, period=PERIOD)


def test_of_a_list_kept_forward_only_the_latest_sheet_counts() -> None:
    for sheets in ({"3月22日": OLD, "3月29日": NEW}, {"3月29日": NEW, "3月22日": OLD}):
        got = book(sheets)
        assert records(got, "projects", "sheet", "name", "stage", "investment") == [
            ("3月29日", "甲项目", "signed", 1.5), ("3月29日", "乙项目", "negotiating", 7.0),
            ("3月29日", "丙项目", "negotiating", 3.0),
        ]  # fmt: skip
        told = [finding for finding in got.findings if finding.code == "earlier-sheet"]
        assert [(finding.sheet, finding.cell) for finding in told] == [("3月22日", "B2")]
        assert sentence(speaker("zh_CN"), told[0]).startswith("这张表和后面的“3月29日”是同一份清单")
        assert got.cells.nonempty == got.cells.parsed + got.cells.flagged + got.cells.ignored


def test_sheets_that_name_other_things_are_lists_of_their_own() -> None:
    got = book({"3月22日": OLD, "3月29日": [[1, "丙项目", "丙公司", 3, "在谈"], [2, "丁项目", "丁公司", 2, "在谈"]]})
    assert len(records(got, "projects", "name")) == 4
    assert ("earlier-sheet", "B2") not in findings(got)


def test_sheets_that_state_no_day_both_count() -> None:
    got = book({"在谈": OLD, "签约": NEW}, "新海街道项目（{}）")
    assert len(records(got, "projects", "name")) == 5
