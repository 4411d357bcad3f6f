"""Weeks, destinations, teams."""

from datetime import date

import pandas as pd

from dashboard.charts import Canvas
from dashboard.charts.visits import destinations, posts, weekly

WEEKS = pd.DataFrame(
    {
        "week": pd.to_datetime(["2024-03-22", "2024-03-29", "2024-04-05"]),
        "outbound": [3, 0, 2],
        "inbound": [float("nan"), 12, 9],
    }
)


def test_two_directions_stand_in_two_panels(canvas: Canvas) -> None:
    outbound, inbound = weekly(canvas, WEEKS).figure.data
    assert list(outbound.y) == [3, 0, 2]
    assert (outbound.yaxis, inbound.yaxis) == ("y", "y2")


def test_zero_is_printed_and_a_gap_stays_blank(canvas: Canvas) -> None:
    outbound, inbound = weekly(canvas, WEEKS).figure.data
    assert list(outbound.text) == ["3", "0", "2"]
    assert inbound.text[0] == ""


def test_campaign_months_are_shaded_to_the_day(canvas: Canvas) -> None:
    shapes = weekly(canvas, WEEKS, (4,)).figure.layout.shapes
    # 30 and 31 March are the first two of the seven days of the week to 5 April
    assert {(round(s.x0, 2), s.x1) for s in shapes} == {(1.79, 2.5)}


def test_a_campaign_outside_the_weeks_shades_nothing(canvas: Canvas) -> None:
    assert weekly(canvas, WEEKS, (9,)).figure.layout.shapes == ()


def test_the_title_tells_the_last_week(chinese: Canvas) -> None:
    assert weekly(chinese, WEEKS).title == "按走访日期，截至4月5日一周内：走出去2次，请进来9批次"


def test_units_whose_visits_have_no_days_are_named(chinese: Canvas) -> None:
    title = weekly(chinese, WEEKS, (), ["锦屏镇", "新坝镇"]).figure.layout.title.text
    assert "不含只报统计数的单位：锦屏镇、新坝镇" in title


def test_at_most_fifteen_destinations_as_typed(canvas: Canvas) -> None:
    places = ["<b>苏州</b>", *(f"城市{i}" for i in range(20))]
    table = pd.DataFrame({"destination": places, "province": "", "trips": range(21, 0, -1)})
    figure = destinations(canvas, table).figure
    assert len(figure.data[0].y) == 15
    assert figure.layout.yaxis.ticktext[0] == "&lt;b&gt;苏州&lt;/b&gt;"


def test_the_province_stands_in_the_label(chinese: Canvas) -> None:
    table = pd.DataFrame({"destination": ["苏州", "上海"], "province": ["江苏", ""], "trips": [3, 1]})
    chart = destinations(chinese, table)
    assert chart.keys == ("苏州（江苏）", "上海")
    assert chart.title == "外出最多的目的地：苏州 3、上海 1次"


def _post(**more: object) -> pd.DataFrame:
    team = {
        "key": "1", "unit": "甲街道", "level": "team", "post": "王某", "people": "王某", "members": 1, "visits": 2,
        "days": 6, "hosts": 8.0, "leads": 2.0, "starts": (date(2024, 3, 4), date(2024, 3, 20)),
    }  # fmt: skip
    return pd.DataFrame([team | more])


def test_a_dot_stands_on_the_first_day_of_every_visit(chinese: Canvas) -> None:
    chart = posts(chinese, _post())
    assert list(chart.figure.data[0].x) == ["2024-03-04", "2024-03-20"]
    assert chart.title == "1支队伍外出2次，在外6天"
    assert chart.data.iloc[0].tolist() == ["甲街道", "小分队", "王某", "王某", 1, 2, 6, 8.0, 2.0]


def test_the_sums_stand_behind_the_dots(chinese: Canvas) -> None:
    texts = [note.text for note in posts(chinese, _post()).figure.layout.annotations if note.name != "stamp"]
    assert texts == ["1人 · 6天 · 走访8家 · 有效线索2条"]


def test_leads_that_nobody_reported_are_no_zero(chinese: Canvas) -> None:
    note, _ = posts(chinese, _post(leads=float("nan"), hosts=float("nan"))).figure.layout.annotations
    assert note.text == "1人 · 6天 · 走访企业未报 · 有效线索未报"


def test_without_teams_the_title_says_so(chinese: Canvas) -> None:
    chart = posts(chinese, _post()[:0])
    assert (chart.title, chart.data.empty) == ("尚无小分队和驻点记录", True)


def test_weeks_without_returns_at_the_end_are_no_data_and_said(chinese: Canvas) -> None:
    nan = float("nan")
    chart = weekly(chinese, WEEKS.assign(outbound=[3, 0, nan], inbound=[nan, nan, nan]))
    assert chart.title == "按走访日期，截至4月5日一周内：走出去无数据，请进来无数据"
    assert "末尾空缺的周尚无报送" in chart.figure.layout.title.text
    assert "末尾空缺" not in weekly(chinese, WEEKS).figure.layout.title.text
