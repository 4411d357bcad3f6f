"""Findings in words: what each costs, sums in the sheet's own unit, guesses as guesses, a sheet that names nobody."""

import pytest

from dashboard.i18n import speaker
from dashboard.workflows.wording import cost, sentence
from loaders import Finding

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


@pytest.mark.parametrize(
    ("code", "chinese", "english"),
    [
        ("not-a-number", "不计入", "not counted"),
        ("total-mismatch", "计入并标注", "counted, marked"),
        ("colour-carries-meaning", "无影响", "no effect"),
    ],
)
def test_outside_the_figures_counted_and_marked_or_no_effect(code: str, chinese: str, english: str) -> None:
    assert cost(speaker("zh_CN"), Finding(code)) == chinese
    assert cost(speaker("en"), Finding(code)) == english
