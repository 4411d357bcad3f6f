"""Stock, movement with zero residual, stuck lines."""

from datetime import date

import pandas as pd

from dashboard.charts import Canvas
from dashboard.charts.projects import movement, stages, stuck

STEPS = ("opening", "new", "moved_in", "moved_out", "terminated", "added", "removed", "closing")
NAN = float("nan")


def test_stages_stand_in_their_order(canvas: Canvas) -> None:
    table = pd.DataFrame(
        {
            "stage": ["terminated", "started", "negotiating"], "projects": [1, 2, 40], "investment": [1.0, 9.0, NAN],
            "hedged": [False, True, False],
        }
    )  # fmt: skip
    chart = stages(canvas, table)
    assert chart.keys == ("negotiating", "started", "terminated")
    assert list(chart.figure.data[0].x) == [40, 2, 1]
    assert list(chart.figure.data[1].text) == ["—", canvas.say("charts.hedge.about", number="9", unit="").strip(), "1"]


def _row(*values: int) -> pd.Series:
    return pd.Series(dict(zip(STEPS, values, strict=True)))


def test_the_waterfall_leads_from_opening_to_closing(canvas: Canvas) -> None:
    fall = movement(canvas, _row(100, 12, 2, 3, 1, 0, 0, 110), "Signed", "movement-signed").figure.data[0]
    assert list(fall.y) == [100, 12, 2, -3, -1, 110]
    assert list(fall.text) == ["100", "+12", "+2", "−3", "−1", "110"]
    assert (fall.measure[0], fall.measure[-1]) == ("absolute", "total")


def test_corrections_stand_in_the_waterfall_where_there_are_any(chinese: Canvas) -> None:
    fall = movement(chinese, _row(100, 0, 0, 0, 0, 2, 3, 99), "全部项目", "movement-all").figure.data[0]
    assert list(zip(fall.x, fall.y, strict=True))[-3:] == [("补入、更正增加", 2), ("消失、更正减少", -3), ("期末", 99)]


def test_movers_are_named(chinese: Canvas) -> None:
    chart = movement(chinese, _row(1, 1, 0, 0, 0, 0, 0, 2), "签约", "movement-signed", ["甲项目"])
    assert chart.keys == ("opening", "new", "closing")
    assert chart.title == "签约项目由1个变为2个"
    assert "变动项目：甲项目" in chart.figure.layout.title.text


def test_another_opening_than_the_last_meeting_stands_under_the_title(chinese: Canvas) -> None:
    row = _row(1, 1, 0, 0, 0, 0, 0, 2)
    chart = movement(chinese, row, "签约", "movement-signed", ["甲项目"], date(2024, 3, 1))
    assert "自截至2024年3月1日的会议起\u3000变动项目：甲项目" in chart.figure.layout.title.text
    assert "会议起" not in movement(chinese, row, "签约", "movement-signed").figure.layout.title.text


def test_stuck_lines_have_ticks_glyphs_and_the_rest(chinese: Canvas) -> None:
    table = pd.DataFrame(
        {
            "name": ["<i>甲</i>", "乙项目"], "unit": ["甲街道", "乙镇"], "days": [412, 95],
            "level": ["clearance", "yellow"], "key": ["a", "b"],
        }
    )  # fmt: skip
    chart = stuck(chinese, table, 12)
    assert list(chart.figure.data[0].x) == [412, 95]
    assert [text.strip()[0] for text in chart.figure.data[1].text] == ["■", "◐"]
    assert [shape.x0 for shape in chart.figure.layout.shapes] == [90, 180, 365]
    assert chart.figure.layout.yaxis.ticktext[0].startswith("&lt;i&gt;")
    assert "另有10项见附件" in chart.figure.layout.title.text


def test_nothing_stuck_is_a_sentence(chinese: Canvas) -> None:
    empty = pd.DataFrame({"name": [], "unit": [], "days": [], "level": [], "key": []})
    chart = stuck(chinese, empty)
    assert chart.title == "没有超期未开工的签约项目"
    assert chart.data.empty
