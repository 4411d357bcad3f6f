"""Plain numbers: no light, no bar, no per cent."""

import plotly.graph_objects as go

from dashboard.charts import Canvas
from dashboard.charts.activity import strip
from tests.dashboard.charts.conftest import measure

NAN = float("nan")
TRIPS = measure("leader_trips", 13, change=2.0)
GROUPS = measure("inbound_groups", 132)
SILENT = measure("promotions", None, reported=0, expected=21)


def test_numbers_stand_with_their_unit_words(chinese: Canvas) -> None:
    texts = [a.text for a in strip(chinese, [TRIPS, GROUPS, SILENT]).figure.layout.annotations]
    assert texts[:3] == ["一把手外出招商", "13场次", "本期新增2场次"]
    assert texts[4:6] == ["132批次", "无上期数可比"]
    assert texts[7:9] == ["无数据", "应报21，已报0"]


def test_there_is_neither_bar_nor_light_nor_percentage(canvas: Canvas) -> None:
    chart = strip(canvas, [TRIPS, GROUPS])
    assert not [t for t in chart.figure.data if isinstance(t, go.Bar)]
    texts = "".join(a.text for a in chart.figure.layout.annotations)
    assert not set("●◐▲%") & set(texts)


def test_a_week_without_returns_breaks_the_thin_line(canvas: Canvas) -> None:
    line = next(
        t for t in strip(canvas, [TRIPS], {"leader_trips": [1, NAN, 2]}).figure.data if t.name == "leader_trips"
    )
    assert line.y[1] is None
    assert line.y[2] > line.y[0]
    assert line.connectgaps is False


def test_one_point_draws_no_line(canvas: Canvas) -> None:
    line = next(t for t in strip(canvas, [TRIPS], {"leader_trips": [3]}).figure.data if t.name == "leader_trips")
    assert len(line.x) == 0


def test_every_number_can_be_clicked(canvas: Canvas) -> None:
    click = next(t for t in strip(canvas, [TRIPS, GROUPS]).figure.data if t.name == "click")
    assert list(click.customdata) == ["leader_trips", "inbound_groups"]
