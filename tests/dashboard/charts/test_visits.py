"""Weeks, destinations, teams."""

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


def test_campaign_months_are_shaded(canvas: Canvas) -> None:
    shapes = weekly(canvas, WEEKS, (4,)).figure.layout.shapes
    assert {(s.x0, s.x1) for s in shapes} == {(1.5, 2.5)}


def test_the_title_tells_the_last_week(chinese: Canvas) -> None:
    assert weekly(chinese, WEEKS).title == "截至4月5日一周：走出去2次，请进来9批次"


def test_at_most_fifteen_destinations_as_typed(canvas: Canvas) -> None:
    table = pd.DataFrame({"destination": ["<b>苏州</b>", *(f"城市{i}" for i in range(20))], "trips": range(21, 0, -1)})
    figure = destinations(canvas, table).figure
    assert len(figure.data[0].y) == 15
    assert figure.layout.yaxis.ticktext[0] == "&lt;b&gt;苏州&lt;/b&gt;"


def test_teams_show_days_hosts_and_projects(chinese: Canvas) -> None:
    table = pd.DataFrame(
        [("甲街道", "王某", "team", 3, 6, 8, 2.0)],
        columns=["unit", "leader", "level", "visits", "days", "hosts", "projects"],
    )
    chart = posts(chinese, table)
    assert [trace.x[0] for trace in chart.figure.data] == [6, 8, 2.0]
    assert chart.title == "1支队伍在外6天，走访8家"
    assert chart.data["类型"].iloc[0] == "小分队"
