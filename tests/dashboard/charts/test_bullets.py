"""The bullet band reads the reference case as the meeting knows it."""

from datetime import date
from typing import Any

import pytest

from dashboard.charts import Canvas, Chart
from dashboard.charts.bullets import bullets, room
from metrics.measure import Note
from tests.dashboard.charts.conftest import BUILDING, ELAPSED, FACTORY, LAND, measure

BAND = [BUILDING, FACTORY, LAND]


def trace(chart: Chart, name: str) -> Any:
    return next(t for t in chart.figure.data if t.name == name)


def test_bars_are_as_long_as_what_is_done_and_no_data_has_none(canvas: Canvas) -> None:
    done = trace(bullets(canvas, BAND), "done")
    assert done.x[0] == pytest.approx(10.0)
    assert done.x[1] == pytest.approx(13.333, abs=1e-3)
    assert done.x[2] is None


def test_the_first_measure_stands_on_top(canvas: Canvas) -> None:
    done = trace(bullets(canvas, BAND), "done")
    assert list(done.y) == [2, 1, 0]
    assert list(done.customdata) == ["building_m2", "factory_m2", "land_m2"]


def test_one_common_pace_line(canvas: Canvas) -> None:
    lines = [s for s in bullets(canvas, BAND).figure.layout.shapes if s.name == "pace"]
    assert len(lines) == 1
    assert lines[0].x0 == lines[0].x1 == pytest.approx(ELAPSED * 100)


def test_no_data_is_hatched_and_says_who_reported(chinese: Canvas) -> None:
    chart = bullets(chinese, BAND)
    assert list(trace(chart, "ground").marker.pattern.shape) == ["", "", "/"]
    assert "无数据（应报21，已报0）" in [a.text for a in chart.figure.layout.annotations]


def test_every_row_says_light_completion_gap_and_change(chinese: Canvas) -> None:
    texts = [a.text for a in bullets(chinese, BAND).figure.layout.annotations]
    first = next(t for t in texts if "约10.0%" in t)
    assert "◐" in first
    assert "欠序时" in first
    assert "约低14.3个百分点" in first
    assert "无上期数可比" in first


def test_the_title_states_the_finding(chinese: Canvas) -> None:
    assert (
        bullets(chinese, BAND).title == "目标进度：闲置楼宇 约低14.3个百分点、闲置厂房 约低11.0个百分点；低效用地无数据"
    )


def test_a_late_row_is_hatched_and_has_its_own_pace_mark(chinese: Canvas) -> None:
    late = BUILDING._replace(stale=True, elapsed=82 / 366, cover_to=date(2024, 3, 22))
    chart = bullets(chinese, [late, FACTORY])
    assert list(trace(chart, "done").marker.pattern.shape) == ["/", ""]
    assert list(trace(chart, "own pace").x) == pytest.approx([82 / 366 * 100])
    assert any("上期数（截至3月22日）" in a.text for a in chart.figure.layout.annotations)


def test_a_bar_over_the_edge_is_cut_and_keeps_its_figure(canvas: Canvas) -> None:
    met = measure("projects_signed", 130, 100, light="green", light_word="met")
    chart = bullets(canvas, [met])
    assert trace(chart, "done").x[0] == 120.0
    assert any("130.0%" in a.text for a in chart.figure.layout.annotations)


def test_small_targets_have_no_percentage(canvas: Canvas) -> None:
    small = measure("projects_signed", 0, 2, whole_items=True, light_word="not-due", grey_reason="not-due")
    words = [a.text for a in bullets(canvas, [small]).figure.layout.annotations]
    assert any("0/2" in text for text in words)
    assert not any("0.0%" in text for text in words)


def test_without_a_light_the_title_says_the_figures_alone(chinese: Canvas) -> None:
    early = measure("projects_signed", 3, 40, light_word="too-early", grey_reason="too-early")
    assert bullets(chinese, [early]).title == "目标进度：新签约项目3个"


def test_the_unit_is_said_once_behind_the_target(chinese: Canvas) -> None:
    first, *_ = bullets(chinese, BAND).figure.layout.yaxis.ticktext
    assert "约3万 / 30万平方米" in first


def test_every_band_has_the_whole_axis_and_its_pace_line_the_words_above_it(canvas: Canvas) -> None:
    chart = bullets(canvas, BAND)
    assert list(chart.figure.layout.xaxis.ticktext) == ["0%", "20%", "40%", "60%", "80%", "100%", "120%"]
    (words,) = (a for a in chart.figure.layout.annotations if a.name == "pace")
    assert (words.y, words.yanchor) == (1, "bottom")


def test_pace_lines_of_all_bands_stand_at_one_place(canvas: Canvas) -> None:
    few = [measure("outbound_trips", 3, 20)]
    margins = room(canvas, [*BAND, *few])
    one, other = (bullets(canvas, rows, margins=margins).figure.layout for rows in (BAND, few))
    assert (one.margin.l, one.margin.r, one.yaxis.automargin) == (other.margin.l, other.margin.r, False)


def test_the_longest_words_find_room_beside_the_bars(chinese: Canvas) -> None:
    much = BUILDING._replace(change=10_700.0)
    lines = [a.text for a in bullets(chinese, [much]).figure.layout.annotations if "本期新增" in str(a.text)]
    assert lines[0].count("<br>") == 2
    assert room(chinese, [much])[1] > len("本期新增万平方米") * 16 + 4 * 9


def test_late_parts_of_a_sum_are_said_under_the_title(chinese: Canvas) -> None:
    note = Note("stale-part", {"unit": "甲镇", "cover_to": date(2024, 3, 22)})
    chart = bullets(chinese, [BUILDING._replace(notes=(note,))])
    assert "闲置楼宇：含甲镇截至3月22日数" in chart.figure.layout.title.text


def test_a_figure_entered_by_hand_says_so_beside_the_bar_under_the_title_and_in_the_table(chinese: Canvas) -> None:
    chart = bullets(chinese, [BUILDING._replace(notes=(Note("manual-part", {"unit": "甲镇"}),))])
    assert any("含人工" in str(a.text) for a in chart.figure.layout.annotations)
    assert "闲置楼宇：含甲镇人工录入数" in chart.figure.layout.title.text
    assert list(chart.data["完成"]) == ["约3万平方米（含人工）"]


def test_the_table_holds_what_is_drawn(chinese: Canvas) -> None:
    data = bullets(chinese, BAND).data
    assert list(data["完成"]) == ["约3万平方米", "约2万平方米", "无数据"]
    assert list(data["完成率"]) == ["约10.0%", "约13.3%", ""]
    assert list(data["灯色"]) == ["◐ 欠序时", "◐ 欠序时", "× 无数据"]


def test_no_rows_no_axes(canvas: Canvas) -> None:
    assert bullets(canvas, []).figure.layout.xaxis.visible is False
