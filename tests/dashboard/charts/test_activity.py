"""Plain numbers: no light, no bar, no per cent."""

import plotly.graph_objects as go

from dashboard.charts import Canvas
from dashboard.charts.activity import strip
from metrics.measure import Note
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


def test_a_number_entered_by_hand_says_so_below_itself(chinese: Canvas) -> None:
    entered = GROUPS._replace(notes=(Note("manual"),))
    texts = [a.text for a in strip(chinese, [entered]).figure.layout.annotations]
    assert texts[1:4] == ["132批次", "无上期数可比", "人工"]
    own = Note("district-differs", {"own": 140, "units": 132})
    texts = [
        a.text for a in strip(chinese, [GROUPS._replace(notes=(own, Note("manual-own")))]).figure.layout.annotations
    ]
    assert texts[3] == "区本级人工录入140批次"


def test_there_is_neither_light_nor_percentage(canvas: Canvas) -> None:
    chart = strip(canvas, [TRIPS, GROUPS])
    texts = "".join(a.text for a in chart.figure.layout.annotations)
    assert not set("●◐▲%") & set(texts)


def _steps(canvas: Canvas, *weeks: float) -> go.Bar:
    return next(t for t in strip(canvas, [TRIPS], {"leader_trips": weeks}).figure.data if t.name == "leader_trips")


def test_what_each_week_added_stands_as_columns_beside_its_own_number(chinese: Canvas) -> None:
    columns = _steps(chinese, 1, NAN, 2)
    assert columns.y[1] is None
    assert columns.y[2] == 2 * columns.y[0]
    assert 0 < min(columns.x) < max(columns.x) < 1
    note = strip(chinese, [TRIPS], {"leader_trips": [1, 2]}).figure.layout.title.text
    assert "小柱：走访、签约按发生日期逐周计，其他为每期新增" in note


def test_one_point_draws_nothing(canvas: Canvas) -> None:
    assert len(_steps(canvas, 3).x) == 0


def test_the_districts_own_figure_stands_beside_the_sum_that_it_differs_from(chinese: Canvas) -> None:
    note = Note("district-differs", {"own": 40, "units": 19, "file": "区.xlsx", "sheet": "1", "cell": "B2"})
    found = strip(chinese, [TRIPS._replace(notes=(note,))])
    assert "区本级填报40场次" in [a.text for a in found.figure.layout.annotations]


def test_units_that_did_not_report_last_time_are_said_once_with_the_names_of_the_numbers(chinese: Canvas) -> None:
    note = Note("change-other-units", {"now": 5, "then": 4})
    found = strip(chinese, [m._replace(notes=(note,)) for m in (TRIPS, GROUPS)] + [measure("chambers", 4)])
    told = "本期与上期报数单位不同，增量不可直接比：一把手外出招商、请进来（本期5家，上期4家）"
    assert found.figure.layout.title.text.count(told) == 1


def test_every_number_of_a_band_is_set_in_one_size(chinese: Canvas) -> None:
    wide = measure("building_m2", 17_900, hedged=True, hedge="about")
    notes = strip(chinese, [wide, TRIPS]).figure.layout.annotations
    assert {a.text: a.font.size for a in notes if a.text in ("约1.79万平方米", "13场次")} == {
        "约1.79万平方米": 28, "13场次": 28,
    }  # fmt: skip


def test_every_number_can_be_clicked(canvas: Canvas) -> None:
    click = next(t for t in strip(canvas, [TRIPS, GROUPS]).figure.data if t.name == "click")
    assert list(click.customdata) == ["leader_trips", "inbound_groups"]
