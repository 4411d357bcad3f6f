"""Findings in words: what each costs, sums in the sheet's own unit, guesses as guesses, a sheet that names nobody."""

from typing import Any

import pytest

from dashboard.i18n import speaker
from dashboard.workflows.costs import cost, effect
from dashboard.workflows.wording import asked, sentence
from loaders import Finding, Question

COMPARED = {"example": "D2", "was": 1.5, "now": 15000.0, "quantity": "money"}
TOTAL = {"claimed": 150_000.0, "computed": 145_000.0, "difference": 5_000.0}


def test_a_total_is_compared_in_the_unit_that_its_sheet_is_written_in() -> None:
    found = Finding("total-mismatch", "目标", "D6", "15", {**TOTAL, "cause": "row-left-out", "at_row": 9})
    said = sentence(speaker("zh_CN"), found)
    assert said == "合计“15”与各行之和不符。按表中单位，各行合计14.5，相差0.5。可能是漏加了第9行，请核对。"


def test_a_total_that_is_no_plain_number_is_compared_in_base_units() -> None:
    found = Finding("total-mismatch", "目标", "D6", "15万㎡", TOTAL)
    assert "add up to 145,000, 5,000 apart" in sentence(speaker("en"), found)


def test_a_sheet_that_names_no_unit_is_not_said_to_name_its_own_name() -> None:
    found = Finding("unknown-unit", "Sheet1", "", "Sheet1", {})
    assert sentence(speaker("zh_CN"), found) == "表中没有写明是哪个单位，这些行暂不计入任何单位。"
    named = Finding("unknown-unit", "Sheet1", "B3", "东海街道", {})
    assert "“东海街道”" in sentence(speaker("zh_CN"), named)


def test_english_has_one_and_many() -> None:
    say = speaker("en")
    assert say("charts.board.late", name="Land", n=1) == "Land: 1 unit behind"
    assert say("charts.board.late", name="Land", n=2) == "Land: 2 units behind"
    assert (say.counted("indicator.outbound_trips.unit", "1"), say.counted("indicator.outbound_trips.unit", "5")) == (
        "trip", "trips",
    )  # fmt: skip


def test_an_area_above_the_assets_own_says_what_is_counted() -> None:
    detail = {"field": "revitalised_area", "part": 5_000.0, "area": 1_000.0}
    found = Finding("area-exceeds-asset", "盘活", "F4", "5000", detail)
    assert sentence(speaker("zh_CN"), found) == (
        "“5000”超过该资产本身的面积1,000平方米，盘活面积按1,000平方米计，请核对。"
    )
    assert cost(speaker("zh_CN"), found) == "▲ 按资产面积计入"
    idle = Finding("area-exceeds-asset", "盘活", "E4", "5000", {**detail, "field": "idle_area"})
    assert (effect(idle), sentence(speaker("zh_CN"), idle)) == ("warning", "“5000”超过该资产本身的面积。")


def test_hidden_rows_are_named() -> None:
    assert sentence(speaker("zh_CN"), Finding("hidden-rows", "表", "", "", {"rows": [5, 7]})) == (
        "第5、7行被隐藏，已按正常行读取。"
    )
    many = Finding("hidden-rows", "表", "", "", {"rows": list(range(5, 20))})
    assert "16等15行" in sentence(speaker("zh_CN"), many)


@pytest.mark.parametrize(
    ("code", "found", "detail", "said"),
    [
        ("merged-figure", "5", {"area": "B3:B4", "first": "新海街道", "units": "新海街道、南城街道"},
         "“5”所在的B3:B4合并在新海街道、南城街道几个单位上，各占多少看不出来；只计一次，计在新海街道，其他单位不计。"),
        ("merged-row", "南城街道", {"first": "新海街道"},
         "新海街道的这条记录合并到了“南城街道”这一行，只计在新海街道。"),
        ("unit-assumed", "", {"unit": "新海街道", "source": "above"}, "这一行没有写单位，按上一行计在新海街道。"),
        ("unit-assumed", "", {}, "这一行没有写单位，按上一行或本表的单位计入。"),
        ("unknown-unit", "填报单位：青岚镇 截至2024年3月29日 单位：万元", {"named": "青岚镇"},
         "登记表中没有“青岚镇”这个单位，这些行暂不计入任何单位。"),
        ("shifted-columns", "", {"post": "总经理"},
         "这一格是电话号码，职务“总经理”填在了别的列；已按职务读取，号码未读取。"),
        ("unit-misspelt", "新铺街道", {"likely": "新浦街道"},
         "登记表中没有“新铺街道”这个单位，是否为新浦街道？按原文保留，不计入任何单位。"),
        ("unit-of-measure-changed", "总投资", {"factor": "10000", **COMPARED},
         "“总投资”与上次填报同名各项相比约为10000倍（D2这次读作15,000亿元，上次1.5亿元），像是换了计量单位；相应数值不计入，请确认单位。"),
        ("stage-behind-date", "签约", {"stage": "signed", "reached": "started", "on": "2024-02-01"},
         "阶段为签约，但2024-02-01已有开工日期；阶段照所填计，日期照日期计。"),
    ],
)  # fmt: skip
def test_what_is_known_of_a_finding_is_said(code: str, found: str, detail: dict[str, Any], said: str) -> None:
    assert sentence(speaker("zh_CN"), Finding(code, "Sheet1", "A4", found, detail)) == said


def test_a_question_on_a_unit_of_measure_names_the_cell_and_both_figures() -> None:
    question = Question("unit-of-measure", "项目", "D1", "总投资（亿元）", ("万元", "亿元"), COMPARED)
    said = "“总投资（亿元）”的D2这次读作15,000亿元，上次是1.5亿元。请确认计量单位。"
    assert asked(speaker("zh_CN"), question) == said
    said = "“总投资（亿元）”: D2 reads as 1,500 billion CNY, and was 150 million CNY last time. Which unit is it in?"
    assert asked(speaker("en"), question) == said
    assert asked(speaker("en"), Question("column", "项目", "E2", "穿针人")) == ""


def test_two_causes_of_a_wrong_total_are_both_said() -> None:
    causes = {"cause": "unit-of-measure", "at_row": 4, "second_cause": "row-left-out", "second_row": 6}
    said = sentence(speaker("zh_CN"), Finding("total-mismatch", "目标", "D9", "15", {**TOTAL, **causes}))
    assert said.endswith("相差0.5。可能是第4行的计量单位不同，请核对。可能是漏加了第6行，请核对。")
