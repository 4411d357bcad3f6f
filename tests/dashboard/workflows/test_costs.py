"""What findings cost: one answer for the page, the marked workbook, the replies and the counts."""

from typing import Any

import pytest

from dashboard.i18n import speaker
from dashboard.workflows.costs import Effect, Ground, cost, effect, ground, signs, summed, tally
from loaders import Finding, Reading, ingest
from tests.loaders.sheets import DISTRICT, PERIOD, workbook

HEAD = ["单位", "带队领导", "开始时间", "结束时间", "目的地", "拜访企业名称", "备注"]
TRIP = ["新海街道", "张伟", "2024-03-25", "2024-03-26", "上海", "甲公司", None]


@pytest.mark.parametrize(
    ("code", "chinese", "english"),
    [
        ("not-a-number", "✕ 不计入", "✕ not counted"),
        ("total-mismatch", "▲ 计入并标注", "▲ counted, marked"),
        ("colour-carries-meaning", "· 无影响", "· no effect"),
        ("hidden-sheet", "? 暂不计入，待确认", "? left out until decided"),
        ("unknown-ledger", "? 暂不计入，待确认", "? left out until decided"),
    ],
)
def test_outside_the_figures_counted_and_marked_or_no_effect(code: str, chinese: str, english: str) -> None:
    assert cost(speaker("zh_CN"), Finding(code)) == chinese
    assert cost(speaker("en"), Finding(code)) == english


def test_a_post_read_from_the_column_of_its_number_is_counted_and_marked() -> None:
    say = speaker("zh_CN")
    assert cost(say, Finding("shifted-columns")) == "? 暂不计入，待确认"
    assert cost(say, Finding("shifted-columns", detail={"post": "总经理"})) == "▲ 计入并标注"


def test_a_formula_of_a_total_without_its_value_loses_nothing() -> None:
    found = Finding("formula-without-value", "项目", "F12", "")
    assert effect(found) == "error"
    assert effect(found, Ground(frozenset({("项目", "12")}))) == "info"
    assert effect(found, Ground(frozenset({("项目", "1"), ("招商", "12")}))) == "error"


def read(sheets: dict[str, Any]) -> Reading:
    return ingest(workbook(sheets), "新海街道.xlsx", district=DISTRICT, period=PERIOD)


def costs(reading: Reading) -> dict[str, Effect]:
    """Effects by sheet and cell."""
    on = ground(reading)
    return {f"{f.sheet}!{f.cell}": effect(f, on) for f in reading.findings}


def with_helper(*rows: list[Any]) -> Reading:
    return read({"外出": [HEAD, TRIP], "计算": list(rows)})


def test_a_formula_without_value_on_a_sheet_without_any_table_costs_nothing() -> None:
    assert costs(with_helper(["=1+1"], ["#REF!"])) == {"计算!A1": "info", "计算!A2": "info"}


def test_beside_a_table_it_is_outside_the_figures_as_before() -> None:
    trip = [*TRIP[:2], "=TODAY()", *TRIP[3:]]
    assert costs(read({"外出": [HEAD, trip, TRIP]}))["外出!C2"] == "error"


def test_while_a_sheet_is_asked_about_its_lost_cells_wait_with_it() -> None:
    found = costs(with_helper(["科目", "借方", "贷方"], ["甲", "=1+1", 3], ["乙", 2, 4]))
    assert found == {"计算!A1": "undecided", "计算!B2": "undecided"}


def test_a_list_of_nothing_but_formulas_may_be_a_ledger_and_is_not_said_to_cost_nothing() -> None:
    copied = [[f"=外出!{letter}{row}" for letter in "ABCDE"] for row in (1, 2)]
    assert set(costs(with_helper(*copied)).values()) == {"error"}


def test_where_no_sheet_has_a_table_nothing_is_said_to_cost_nothing() -> None:
    assert costs(read({"计算": [["=1+1"]]})) == {"计算!A1": "error"}


def test_an_error_in_a_total_loses_nothing_but_the_comparison() -> None:
    found = Finding("error-value", "项目", "F12", "#REF!")
    assert effect(found, Ground(frozenset({("项目", "12")}))) == "info"


def test_counts_go_by_what_findings_cost_and_signs_by_the_counts() -> None:
    trip = [*TRIP[:2], "详见附件", *TRIP[3:]]
    reading = read(
        {
            "外出": [[*HEAD[:-1], "满意度", "备注"], [*trip[:-1], "好", None], [*TRIP[:-1], "中", None]],
            "计算": [["=1+1"]],
        }
    )
    assert tally(reading) == {"error": 1, "undecided": 1, "info": 1}
    assert signs(reading) == "✕ 1  ? 1  · 1"
    said = "✕ 不计入1项、? 暂不计入，待确认1项、· 无影响1项"
    assert summed(speaker("zh_CN"), tally(reading)) == said


def test_a_file_in_which_nothing_was_found_says_so() -> None:
    assert (signs(read({"外出": [HEAD, TRIP]})), summed(speaker("zh_CN"), {})) == ("", "未发现问题")
