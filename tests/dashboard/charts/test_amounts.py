"""Amounts in words, in both languages."""

import pytest

from dashboard.charts import amounts
from dashboard.i18n import Say, speaker
from metrics.measure import Note
from tests.dashboard.charts.conftest import BUILDING, LAND, measure

ZH, EN = speaker("zh_CN"), speaker("en")


@pytest.mark.parametrize(
    ("value", "indicator", "hedge", "chinese", "english"),
    [
        (30_000.0, "building_m2", "about", "约3万平方米", "about 30,000 m²"),
        (5_000.0, "building_m2", "", "5,000平方米", "5,000 m²"),
        (1_250_000.0, "land_m2", "", "125万平方米", "1.25 million m²"),
        (100.0, "investment_signed", "nearly", "近100亿元", "nearly 10 billion CNY"),
        (1.2, "investment_signed", "", "1.2亿元", "120 million CNY"),
        (140.0, "projects_discussed", "over", "140余个", "over 140 projects"),
        (13.0, "leader_trips", "", "13场次", "13 trips"),
        (0.0, "outbound_trips", "", "0次", "0 trips"),
        (3 / 7, "conversion_same_period", "", "42.9%", "42.9%"),
    ],
)
def test_amounts_carry_unit_scale_and_hedge(
    value: float, indicator: str, hedge: str, chinese: str, english: str
) -> None:
    assert amounts.amount(ZH, value, indicator, hedge) == chinese
    assert amounts.amount(EN, value, indicator, hedge) == english


@pytest.mark.parametrize("indicator", ["surveyed_share", "conversion_stock", "conversion_same_period"])
def test_shares_and_ratios_of_fewer_than_ten_things_are_counted_out(indicator: str) -> None:
    few = measure(indicator, 2 / 3, numerator=2, denominator=3)
    assert (amounts.value_of(ZH, few), amounts.value_of(EN, few)) == ("2/3", "2/3")
    assert amounts.done_of(ZH, few._replace(target=0.9)) == "2/3"
    assert amounts.value_of(ZH, measure(indicator, 0.0, numerator=0, denominator=9)) == "0/9"
    assert amounts.value_of(ZH, measure(indicator, 0.9, numerator=9, denominator=10)) == "90.0%"
    assert amounts.amount(ZH, 2 / 3, indicator, whole=3) == "2/3"
    assert amounts.amount(ZH, 2 / 3, indicator) == "66.7%"


def test_no_value_is_no_data_and_never_zero() -> None:
    assert amounts.value_of(ZH, LAND) == "无数据"
    assert amounts.completion_of(ZH, LAND) == ""
    assert amounts.gap_of(ZH, LAND) == ""


def test_a_value_entered_by_hand_carries_its_mark() -> None:
    entered = BUILDING._replace(notes=(Note("manual-instead"),))
    assert amounts.value_of(ZH, entered) == "约3万平方米（人工）"
    assert amounts.value_of(EN, entered) == "about 30,000 m² (by hand)"
    assert amounts.value_of(ZH, BUILDING._replace(notes=(Note("manual-part"),))) == "约3万平方米（含人工）"


def test_the_hedge_reaches_completion_and_gap() -> None:
    assert amounts.completion_of(ZH, BUILDING) == "约10.0%"
    assert amounts.gap_of(ZH, BUILDING) == "约低14.3个百分点"


def test_a_small_target_is_said_in_whole_items() -> None:
    small = measure("projects_signed", 0, 9, whole_items=True)
    assert amounts.completion_of(ZH, small) == "0/9"
    assert amounts.gap_of(ZH, small) == "差2个"


def test_a_change_has_its_sign_and_its_absence_is_said() -> None:
    assert amounts.change_line(ZH, measure("building_m2", 9_000, change=5_000.0)) == "本期新增5,000平方米"
    assert amounts.change_line(ZH, measure("building_m2", 9_000, change=-5_000.0)) == "本期减少5,000平方米"
    assert amounts.change_line(ZH, measure("building_m2", 9_000)) == "无上期数可比"
    assert amounts.change_of(ZH, measure("conversion_stock", 0.5, change=-0.1)) == "−10.0个百分点"


def test_a_change_of_a_share_of_fewer_than_ten_things_is_counted_out_and_never_points() -> None:
    few = measure("conversion_stock", 2 / 3, numerator=2, denominator=3, change=1 / 6, before=(1.0, 2.0))
    assert (amounts.change_of(ZH, few), amounts.change_of(EN, few)) == ("1/2 → 2/3", "1/2 → 2/3")
    grown = few._replace(value=0.5, numerator=5, denominator=10, change=0.0, before=(2.0, 4.0))
    assert amounts.change_of(ZH, grown) == "2/4 → 50.0%"
    many = grown._replace(change=0.1, before=(4.0, 10.0))
    assert amounts.change_of(ZH, many) == "+10.0个百分点"
    assert amounts.change_of(ZH, few._replace(before=None)) == "—"
    assert [amounts.part_of_change(ZH, each, 0.1) for each in (few, grown, many)] == ["—", "—", "+10.0个百分点"]
    assert amounts.part_of_change(ZH, BUILDING, 500.0) == "新增500平方米"


def test_axes_count_in_wan_or_millions() -> None:
    assert along(ZH, 300_000, "building_m2") == (10_000.0, "万平方米")
    assert along(EN, 300_000, "building_m2") == (1.0, "m²")
    assert along(EN, 1_500_000, "building_m2") == (1_000_000.0, "million m²")
    assert along(ZH, 40, "outbound_trips") == (1.0, "次")
    assert along(EN, 39.4, "investment_signed") == (10.0, "billion CNY")


def along(say: Say, largest: float, indicator: str) -> tuple[float, str]:
    scale, unit = amounts.axis_scale(say, largest, indicator)
    return scale.size, unit


def test_value_and_target_share_one_scale_and_say_the_unit_once() -> None:
    few = measure("factory_m2", 5_500, 150_000, hedged=True, hedge="about")
    assert (amounts.done_of(ZH, few), amounts.amount(ZH, few.target, few.indicator)) == ("约0.55万", "15万平方米")
    assert (amounts.done_of(EN, few), amounts.amount(EN, few.target, few.indicator)) == ("about 5,500", "150,000 m²")
    assert amounts.done_of(EN, measure("land_m2", 26_000, 6_000_000)) == "0.026 million"
    assert amounts.done_of(ZH, measure("land_m2", 430, 600_000)) == "0.043万"
    assert amounts.done_of(ZH, measure("land_m2", 0, 600_000)) == "0"
    assert amounts.done_of(EN, measure("investment_signed", 5.0, 120.0)) == "0.5"


def test_figures_along_an_axis_keep_its_scale() -> None:
    few = measure("factory_m2", 5_500)
    assert amounts.value_of(ZH, few, amounts.scale_of(ZH, 20_000, "factory_m2")) == "0.55万平方米"
