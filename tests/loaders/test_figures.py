"""Figures of one cell: value, hedge, bounds."""

import math
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.figures import Number, number


@pytest.mark.parametrize(
    ("cell", "value", "low", "high", "hedge"),
    [
        ("3.5亿", 3.5, 3.5, 3.5, ""),
        ("1,200万", 0.12, 0.12, 0.12, ""),
        ("3千万", 0.3, 0.3, 0.3, ""),
        ("2亿3000万元", 2.3, 2.3, 2.3, ""),
        ("12.5（其中一期3亿）", 12.5, 12.5, 12.5, ""),
        ("(12.5)", -12.5, -12.5, -12.5, ""),
        ("１２００", 1200, 1200, 1200, ""),
        ("三亿元", 3, 3, 3, ""),
        ("12.5（亿元）", 12.5, 12.5, 12.5, ""),
        ("约5", 5, 5, 5, "about"),
        ("12.5亿元左右", 12.5, 12.5, 12.5, "about"),
        ("近百亿元", 100, None, 100, "nearly"),
        ("1.5个亿", 1.5, 1.5, 1.5, ""),
        ("超5亿", 5, 5, None, "over"),
        ("20多亿元", 20, 20, None, "over"),
        ("100余万元", 0.01, 0.01, None, "over"),
        ("5亿以上", None, 5, None, "over"),
        ("不超过5亿元", None, None, 5, "nearly"),
        ("1亿-5亿", 3, 1, 5, "range"),
        ("1-5亿元", 3, 1, 5, "range"),
        ("1～5", 3, 1, 5, "range"),
        ("5000万-1亿", 0.75, 0.5, 1, "range"),
        ("500-1000万", 0.075, 0.05, 0.1, "range"),
        ("1亿至5亿元", 3, 1, 5, "range"),
        ("力争60亿元", 60, 60, 60, ""),
        ("3.5亿人民币", 3.5, 3.5, 3.5, ""),
        ("暂定2亿元", 2, 2, 2, ""),
        ("约合2亿元", 2, 2, 2, "about"),
        ("约3000万人民币", 0.3, 0.3, 0.3, "about"),
    ],
)
def test_money_in_yi(cell: str, value: float | None, low: float | None, high: float | None, hedge: str) -> None:
    read = number(cell, quantity="money", unit="亿元")
    assert (read.value, read.low, read.high, read.hedge, read.problem) == (value, low, high, hedge, "")


@pytest.mark.parametrize(
    ("cell", "unit", "value", "hedge"),
    [
        ("约3万平方米", "", 30000, "about"),
        ("900亩", "㎡", 600000, ""),
        ("3层共4500㎡", "", 4500, ""),
        ("2栋，共1.2万㎡", "", 12000, ""),
        ("0.5", "万㎡", 5000, ""),
        ("3万", "万㎡", 30000, ""),
        ("3万", "亩", 2e7, ""),
        (900, "亩", 600000, ""),
        (1.1, "万㎡", 11000, ""),
        ("2公顷", "亩", 20000, ""),
    ],
)
def test_area_in_square_metres(cell: str | float, unit: str, value: float, hedge: str) -> None:
    read = number(cell, quantity="area", unit=unit)
    assert (read.value, read.hedge, read.problem) == (value, hedge, "")


@pytest.mark.parametrize(
    ("cell", "value", "hedge"),
    [
        ("140余个", 140, "over"),
        ("50余", 50, "over"),
        ("二十余家", 20, "over"),
        ("十二", 12, ""),
        ("一百二十", 120, ""),
        ("近20批次", 20, "nearly"),
        ("12个项目", 12, ""),
        ("3家：A、B、C", 3, ""),
        ("0", 0, ""),
        ("20来个", 20, "about"),
        ("50+", 50, "over"),
        ("5-8家", 6.5, "range"),
        (13, 13, ""),
        (13.0, 13, ""),
    ],
)
def test_counts(cell: str | float, value: float, hedge: str) -> None:
    read = number(cell, quantity="count")
    assert (read.value, read.hedge, read.problem) == (value, hedge, "")


@pytest.mark.parametrize("cell", [None, "", " ", "面议", "待定", "无", "—", "--", "/", "暂无", "未定", "保密", "——"])
def test_absent_cells_have_no_value_and_no_problem(cell: str | None) -> None:
    assert number(cell, quantity="count") == Number(absent=True)


@pytest.mark.parametrize(
    "cell",
    [
        "十几",
        "数十亿",
        "二三家",
        "8000-1亿",
        "300亩",
        "100万欧元",
        "5万元/亩",
        "10%",
        "3月20日",
        "一百二",
        True,
        datetime(2024, 3, 1),
    ],
)
def test_what_cannot_be_read_for_certain_is_not_a_number(cell: str) -> None:
    assert number(cell, quantity="money", unit="亿元") == Number(problem="not-a-number")


def test_without_any_unit_the_plain_number_stays_for_the_caller() -> None:
    read = number("1,200", quantity="money")
    assert (read.value, read.problem) == (1200, "unit-of-measure-missing")
    assert number(3.0, quantity="area").problem == "unit-of-measure-missing"
    assert number(3.0, quantity="count").problem == ""


def test_dollars_stay_dollars() -> None:
    read = number("300万美元", quantity="money", unit="亿元")
    assert (read.value, read.usd, read.unit, read.problem) == (None, 300, "万美元", "")
    assert number(300, quantity="money", unit="万美元").usd == 300


def test_several_figures_are_listed_and_never_summed() -> None:
    told = number("约20亿元，一期5亿元", quantity="money", unit="亿元")
    assert (told.value, told.several, told.hedge) == (20, (20, 5), "about")
    listed = number("3、5", quantity="count")
    assert (listed.value, listed.several, listed.problem) == (None, (3, 5), "not-a-number")


def test_the_number_format_gives_the_unit() -> None:
    assert number(1200, quantity="money", unit="亿元", unit_format='0.00"万元"').value == 0.12
    assert number(12000000, quantity="money", unit="亿元", unit_format='0!.0,"万元"').value == 0.12
    assert number(0.75, quantity="share", unit="%", unit_format="0.00%").value == 0.75


@pytest.mark.parametrize(
    ("cell", "unit", "share"), [("10%", "", 0.1), ("百分之七十五", "", 0.75), (75, "%", 0.75), ("12‰", "", 0.012)]
)
def test_shares_are_fractions(cell: str | float, unit: str, share: float) -> None:
    assert number(cell, quantity="share", unit=unit).value == share


@pytest.mark.parametrize("cell", [math.nan, math.inf, -math.inf, 1e300])
def test_what_no_sheet_means_is_out_of_range(cell: float) -> None:
    assert number(cell, quantity="count") == Number(problem="value-out-of-range")


@given(
    st.decimals(min_value=0, max_value=10**6, places=2),
    st.sampled_from(["{}", "约{}", "{}亿元", "{:,}亿", "{}亿元（含税）", " {} "]),
)
def test_a_written_amount_reads_back(amount, style) -> None:
    assert number(style.format(amount), quantity="money", unit="亿元").value == float(amount)


_SIGNS = st.text(
    st.sampled_from("0123456789.,-~～（）()约近余多以上亿万千百十一二三元亩㎡美%、，；/ \n个至到期月日e+¥$")
    | st.characters(),
    max_size=30,
)


@given(
    _SIGNS,
    st.sampled_from(["area", "money", "usd", "people", "count", "share", "days"]),
    st.sampled_from(["", "亿元", "亩", "%"]),
)
def test_no_text_raises_and_no_text_without_digits_has_a_value(cell, quantity, unit) -> None:
    read = number(cell, quantity=quantity, unit=unit)
    if not any(c.isnumeric() or c in "十百千万亿萬億仟佰" for c in cell):
        assert read.value is None
    assert not (read.absent and read.value is not None)
    assert read.value is None or math.isfinite(read.value)


@given(st.floats() | st.integers())
def test_no_number_raises(cell) -> None:
    number(cell, quantity="money", unit="万元")
