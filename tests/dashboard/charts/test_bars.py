"""Bars by unit: official order, 0 printed, 未报 hatched without a bar."""

from datetime import date

import pandas as pd
import pytest

from dashboard.charts import Canvas
from dashboard.charts.bars import by_leader, by_unit, paired
from tests.dashboard.charts.conftest import measure

UNITS = [
    measure("outbound_trips", 3)._replace(unit="丙园区"),
    measure("outbound_trips", 0)._replace(unit="甲街道"),
    measure("outbound_trips", None)._replace(unit="乙镇"),
    measure("outbound_trips", 1)._replace(unit="丁镇", stale=True, cover_to=date(2024, 3, 22)),
]


def test_units_keep_the_given_order_from_the_top(canvas: Canvas) -> None:
    figure = by_unit(canvas, UNITS, chart_id="x").figure
    assert list(figure.layout.yaxis.ticktext) == ["丙园区", "甲街道", "乙镇", "丁镇"]
    assert figure.layout.yaxis.range[0] > figure.layout.yaxis.range[1]


def test_zero_is_a_bar_of_zero_and_silence_is_none(canvas: Canvas) -> None:
    silent, value = by_unit(canvas, UNITS, chart_id="x").figure.data
    assert list(value.x) == [3, 0, None, 1]
    assert [x is not None for x in silent.x] == [False, False, True, False]
    assert silent.marker.pattern.shape == "/"


def test_words_behind_the_bars(chinese: Canvas) -> None:
    texts = [a.text for a in by_unit(chinese, UNITS, chart_id="x").figure.layout.annotations if a.name != "stamp"]
    assert texts == ["3次", "0次", "未报", "1次 上期数（截至3月22日）"]


def test_the_title_counts_units_and_ranks_nobody(chinese: Canvas) -> None:
    assert by_unit(chinese, UNITS, chart_id="x").title == "走出去：4个单位中2个有数、1个为0、1个未报"


def test_a_light_is_shown_only_with_a_target(canvas: Canvas) -> None:
    aimed = measure("outbound_trips", 3, 20)._replace(unit="甲街道", light="yellow", light_word="behind")
    figure = by_unit(canvas, [aimed, UNITS[0]], chart_id="x").figure
    assert [a.text[0] for a in figure.layout.annotations if a.name != "stamp"] == ["◐", "3"]
    assert figure.data[1].marker.color[1] == canvas.colours.series[0]


@pytest.mark.parametrize("count", [1, 30])
def test_the_picture_grows_with_its_rows(canvas: Canvas, count: int) -> None:
    figure = by_unit(canvas, [UNITS[0]] * count, chart_id="x").figure
    assert figure.layout.height >= 30 * count + 64


def test_count_and_amount_stand_side_by_side_on_their_own_axes(canvas: Canvas) -> None:
    table = pd.DataFrame(
        {"stage": ["signed", "started"], "projects": [5, 2], "investment": [12.5, float("nan")]}
    ).assign(hedged=[True, False])
    chart = paired(canvas, table, chart_id="x", subject="s", title="t", names={"signed": "签约"})
    left, right = chart.figure.data
    assert list(left.x) == [5, 2]
    assert right.x[0] == 12.5
    assert right.xaxis == "x2"
    assert right.text[1] == "—"
    assert not any("%" in text for text in (*left.text, *right.text))


def test_a_bar_a_leader_under_the_districts_figure(chinese: Canvas) -> None:
    table = pd.DataFrame({"key": ["a", "b"], "leader": ["甲书记", "乙区长"], "visits": [3, 0]})
    chart = by_leader(chinese, measure("leader_trips", 3), table)
    assert (chart.title, chart.keys) == ("一把手外出招商3场次", ("a", "b"))
    assert (list(chart.figure.data[0].x), list(chart.figure.data[0].customdata)) == ([3, 0], ["a", "b"])
