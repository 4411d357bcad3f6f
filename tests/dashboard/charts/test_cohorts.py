"""Cohorts as a table: counted where a window has closed, estimated from ten on where it has not."""

import pandas as pd
import pytest

from dashboard.charts import Canvas, amounts
from dashboard.charts.cohorts import cohorts, curve, rates
from metrics.cohorts import COLUMNS
from metrics.incidence import OPEN, REACHED, incidence
from metrics.rates import COLUMNS as RATES

NAN = float("nan")


def row(**known: float | str) -> pd.DataFrame:
    return pd.DataFrame([{name: known.get(name, 0 if name in ("undated", "ended") else NAN) for name in COLUMNS}])


def cells(canvas: Canvas, table: pd.DataFrame) -> list[object]:
    return cohorts(canvas, table, step="start", by="quarter", names={}).data.iloc[0].tolist()


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [(300, 362, "82.9% (300/362)"), (514, 572, "89.9% (514/572)"), (3, 7, "3/7"), (NAN, 45, "—"), (0, 0, "—")],
)
def test_shares_as_worked_by_hand(chinese: Canvas, part: float, whole: float, text: str) -> None:
    assert amounts.share_of(chinese.say, part, whole) == text


def test_a_closed_window_is_counted_and_an_open_one_estimated_with_its_interval(chinese: Canvas) -> None:
    table = row(
        key="2024Q1", entered=45, within_90=9, so_far=12, share_180=0.3, low_180=0.182, high_180=0.444, within_180=NAN
    )
    assert cells(chinese, table) == [
        *("2024Q1", 45, "20.0% (9/45)", "≈30% (18–44%)", "—（观察未满365天）", "26.7% (12/45)", "—（金额未知）")
    ]


def test_under_ten_nothing_is_estimated(chinese: Canvas) -> None:
    table = row(key="2024Q1", entered=7, within_90=3, so_far=3, share_180=0.5, low_180=0.1, high_180=0.8)
    assert cells(chinese, table) == [
        *("2024Q1", 7, "3/7", "—（观察未满180天）", "—（观察未满365天）", "3/7", "—（金额未知）")
    ]


def test_terminated_ones_have_a_column_where_there_are_any(chinese: Canvas) -> None:
    table = row(key="2024Q1", entered=7, so_far=3, ended=2)
    assert [cells(chinese, table)[at] for at in (5, 7)] == ["3/7", 2]
    assert cohorts(chinese, table, step="start", by="quarter", names={}).data.columns[-1] == "其中终止"


def test_rates_stand_beside_each_other_in_number_and_amount(canvas: Canvas) -> None:
    known = {"key": "a", "entered": 3, "reached": 5, "ever": 20, "beyond": 12}
    money = {"ever_investment": 40.0, "beyond_investment": 10.0, "beyond_hedged": True}
    table = pd.DataFrame([{name: {**known, **money}.get(name, NAN if "invest" in name else False) for name in RATES}])
    shown = rates(canvas, table, step="start", by="unit", names={"a": "A"}).data.iloc[0].tolist()
    scale = amounts.scale_of(canvas.say, 40.0, "investment_signed")
    ten, forty = (amounts.number_at(canvas.say, value, scale) for value in (10.0, 40.0))
    stock = amounts.hedged(canvas.say, "about", f"25.0% ({ten}/{forty})", "")
    assert shown == ["A", "5/3", canvas.say("cohorts.dash.amount"), "60.0% (12/20)", stock]


@pytest.mark.parametrize(("beyond", "told"), [(0, "0.0% (0/3)"), (1, "—（金额未知）")])
def test_of_what_came_through_with_no_amount_known_no_amount_is_said(chinese: Canvas, beyond: int, told: str) -> None:
    known = {"key": "a", "entered": 0, "reached": 0, "ever": 2, "beyond": beyond, "ever_investment": 3.0}
    table = pd.DataFrame([{name: known.get(name, NAN if "invest" in name else False) for name in RATES}])
    assert rates(chinese, table, step="start", by="unit", names={"a": "A"}).data.iloc[0].tolist()[-1] == told


def test_a_year_without_any_to_divide_by_says_so(chinese: Canvas) -> None:
    known = {"key": "a", "entered": 0, "reached": 2, "ever": 2, "beyond": 2, "ever_investment": 3.0}
    table = pd.DataFrame([{name: known.get(name, NAN if "invest" in name else False) for name in RATES}])
    shown = rates(chinese, table, step="start", by="unit", names={"a": "A"}).data.iloc[0].tolist()
    assert shown[1:3] == ["—（分母为0）", "—（分母为0）"]


@pytest.mark.parametrize(
    ("so_far", "reached", "hedged", "told"),
    [(3, 12.0, 0, "30.0% (12/40)"), (3, 12.0, 1, "约30.0% (12/40)"), (0, NAN, 0, "0.0% (0/40)"),
     (3, NAN, 0, "—（金额未知）")],
)  # fmt: skip
def test_a_cohort_shows_the_amounts_that_came_through(
    chinese: Canvas, so_far: int, reached: float, hedged: int, told: str
) -> None:
    table = row(
        key="2024Q1", entered=7, within_90=so_far, so_far=so_far, investment=40.0, investment_reached=reached,
        hedged=hedged,
    )  # fmt: skip
    assert cells(chinese, table)[-1] == told


def test_the_curve_says_the_last_known_window_and_the_median(chinese: Canvas) -> None:
    found = incidence([30] * 6 + [200] * 6, [REACHED] * 6 + [OPEN] * 6)
    chart = curve(chinese, found, step="start")
    assert chart.title.startswith("签约后180天内开工50% (")
    assert chart.title.endswith("中位数30天")
    assert list(chart.figure.layout.xaxis.ticktext)[:2] == ["第0天<br>在观察12个", "第90天<br>在观察6个"]
    assert list(chart.figure.data[2].y) == [0.0, 0.5, 0.5]
