"""The unit board: official order, groups with subtotals, glyphs without heat."""

from datetime import date
from typing import Any

import pytest

from dashboard.charts import Canvas, board
from dashboard.charts.chart import framed
from dashboard.charts.look import Look, palette
from dashboard.contract import District, Unit
from dashboard.i18n import speaker
from metrics.measure import Measure, Note
from tests.dashboard.charts.conftest import measure

DISTRICT = District("示例区", units=(Unit("乙园区", "园区"), Unit("甲园区", "园区"), Unit("丙镇", "镇")))
ONE = "building_m2"


def of(unit: str, value: float | None, target: float = 100.0, **more: Any) -> Measure:
    return measure(ONE, value, target)._replace(unit=unit, reported=1, expected=1, **more)


UNITS = {
    "乙园区": {ONE: of("乙园区", 40.0, light="green", light_word="on-pace", change=5.0)},
    "甲园区": {ONE: of("甲园区", 10.0, light="yellow", light_word="behind")},
    "丙镇": {ONE: of("丙镇", None, light="grey", light_word="grey", grey_reason="no-data")},
}
GROUPS = {"园区": {ONE: measure(ONE, 50.0, 200.0)._replace(reported=2, expected=2)}}


def test_groups_follow_the_official_order_and_end_in_their_subtotal() -> None:
    rows = board.lines(DISTRICT, UNITS, GROUPS, (ONE,))
    assert [row.name for row in rows] == ["乙园区", "甲园区", "园区", "丙镇"]
    assert [row.subtotal for row in rows] == [False, False, True, False]


def test_the_district_stands_first() -> None:
    rows = board.lines(DISTRICT, UNITS, GROUPS, (ONE,), whole={ONE: measure(ONE, 50.0, 300.0)})
    assert (rows[0].name, rows[0].subtotal) == ("示例区", True)


def test_a_subtotal_is_not_held_against_another_target() -> None:
    wrong = {"园区": {ONE: measure(ONE, 50.0, 999.0, light="red", light_word="far-behind")}}
    cell = next(row for row in board.lines(DISTRICT, UNITS, wrong, (ONE,)) if row.subtotal).cells[ONE]
    assert (cell.value, cell.target, cell.light) == (50.0, None, None)


def test_projects_that_several_units_count_are_said_under_the_board(chinese: Canvas) -> None:
    note = Note("several-units", {"count": 2})
    rows = board.lines(DISTRICT, UNITS, {}, (ONE,), whole={ONE: measure(ONE, 50.0, 300.0)._replace(notes=(note,))})
    assert board.shared(chinese, rows, (ONE,)) == "闲置楼宇：其中2个项目由两个以上单位各自计入，全区只计一次"
    assert board.shared(chinese, rows[1:], (ONE,)) == ""


def test_a_subtotal_without_a_target_says_why_it_has_no_light(chinese: Canvas) -> None:
    untargeted = {"园区": {ONE: measure(ONE, 50.0)._replace(reported=2, expected=2)}}
    told = [words for _, words in board.legend(chinese, board.lines(DISTRICT, UNITS, untargeted, (ONE,)))]
    assert "园区小计：组内目标不全处只列数、不亮灯" in told
    told = [words for _, words in board.legend(chinese, board.lines(DISTRICT, UNITS, GROUPS, (ONE,)))]
    assert not any("组内目标不全" in words for words in told)


def test_worst_first_puts_silence_last() -> None:
    rows = board.lines(DISTRICT, UNITS, GROUPS, (ONE,), worst=ONE)
    assert [row.name for row in rows] == ["甲园区", "乙园区", "丙镇"]


def test_ranks_are_within_the_group_and_ties_stay() -> None:
    tied = {**UNITS, "甲园区": {ONE: of("甲园区", 40.0)}}
    rows = board.lines(DISTRICT, tied, {}, (ONE,))
    assert board.ranks(rows, ONE) == {"乙园区": 1, "甲园区": 1}


def test_cells_say_glyph_and_completion_or_increment(chinese: Canvas) -> None:
    rows = board.lines(DISTRICT, UNITS, GROUPS, (ONE,))
    table = board.matrix(chinese, rows, (ONE,))
    assert table["单位"].tolist() == ["乙园区", "甲园区", "园区小计", "丙镇"]
    assert table["闲置楼宇"].tolist() == ["● 40.0%", "◐ 10.0%", "25.0%", "× 未报"]
    added = board.matrix(chinese, rows, (ONE,), "change")
    assert added["闲置楼宇"].tolist() == ["● +5平方米", "◐ —", "—", "× 未报"]


def test_the_gap_and_the_change_of_rank(chinese: Canvas) -> None:
    rows = board.lines(DISTRICT, UNITS, {}, (ONE,))
    assert board.matrix(chinese, rows, (ONE,), "gap")["闲置楼宇"].tolist() == ["● +15.7", "◐ −14.3", "× 未报"]
    moved = board.matrix(chinese, rows, (ONE,), "rank", {ONE: {"乙园区": 2, "甲园区": 1}})
    assert moved["闲置楼宇"].tolist() == ["第1 ↑1", "第2 ↓1", "—"]


def test_only_indicators_with_a_target_stand_on_the_board() -> None:
    district = {ONE: measure(ONE, 1.0), "chambers": measure("chambers", 3.0)}
    assert board.with_targets(UNITS, district) == (ONE,)


def test_cells_stand_on_the_tint_of_their_light_and_on_paper_without_one(canvas: Canvas) -> None:
    rows = board.lines(DISTRICT, UNITS, GROUPS, (ONE,))
    cells = board.board(canvas, rows, (ONE,)).figure.data[0].cells
    tints = canvas.colours.tints
    assert list(cells.fill.color[1]) == [tints["green"], tints["yellow"], canvas.colours.paper, tints["grey"]]


def test_the_picture_is_as_high_as_its_rows(canvas: Canvas) -> None:
    rows = board.lines(DISTRICT, UNITS, GROUPS, (ONE,))
    layout = framed(board.board(canvas, rows, (ONE,)))["layout"]
    assert layout["height"] - layout["margin"]["t"] - layout["margin"]["b"] == 38 * (1 + len(rows)) + 2


def test_the_legend_has_a_word_for_every_sign(chinese: Canvas) -> None:
    rows = board.lines(DISTRICT, UNITS, GROUPS, (ONE,))
    said = [words for _, words in board.legend(chinese, rows)]
    assert said == ["● 达序时、已完成", "○ 基本同步", "◐ 欠序时", "▲ 严重滞后", "× 无数据、未更新"]
    assert all(words in board.board(chinese, rows, (ONE,)).figure.layout.title.text for words in said)


def test_a_light_that_is_not_lit_yet_and_a_unit_without_a_task_are_told_apart(chinese: Canvas) -> None:
    units = {
        "乙园区": {
            ONE: of("乙园区", 1.0, 4.0, whole_items=True, light="grey", light_word="not-due", grey_reason="not-due")
        },
        "甲园区": {ONE: of("甲园区", None, 0.0)},
    }
    rows = board.lines(DISTRICT, units, {}, (ONE,))
    assert board.matrix(chinese, rows, (ONE,)).iloc[:, 1].to_list() == ["◇ 1/4", "—"]
    assert [words for _, words in board.legend(chinese, rows)][5:] == ["◇ 未到节点", "— 未下达任务"]


@pytest.mark.parametrize("look", ["light", "dark"])
def test_text_on_every_tint_is_easy_to_read(look: Look) -> None:
    colours = palette(look)
    for tint in (*colours.tints.values(), colours.ground):
        bright, dark = sorted((_luminance(tint), _luminance(colours.text)), reverse=True)
        assert (bright + 0.05) / (dark + 0.05) >= 4.5


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_nobody_reported_is_not_nobody_behind(chinese: Canvas) -> None:
    silent = {name: {ONE: of(name, None)} for name in UNITS}
    assert board.board(chinese, board.lines(DISTRICT, silent, {}, (ONE,)), (ONE,)).title == "各单位尚未报送有目标的指标"


def test_a_late_units_figure_says_so() -> None:
    canvas = Canvas(speaker("zh_CN"), "示例区", date(2024, 3, 29))
    late = of("乙园区", 40.0, light="green", light_word="on-pace", cover_to=date(2024, 3, 22), stale=True)
    assert board.cell(canvas, late) == "● 40.0%*"
    rows = board.lines(DISTRICT, {**UNITS, "乙园区": {ONE: late}}, {}, (ONE,))
    assert board.legend(canvas, rows)[-1] == ("", "* 上期数：乙园区截至3月22日")


def test_a_group_whose_subtotal_is_late_is_called_a_subtotal(chinese: Canvas) -> None:
    late = of("", 40.0, light="green", light_word="on-pace", cover_to=date(2024, 3, 22), stale=True)
    rows = board.lines(DISTRICT, UNITS, {"园区": {ONE: late}}, (ONE,))
    assert ("", "* 上期数：园区小计截至3月22日") in board.legend(chinese, rows)


def test_a_figure_entered_by_hand_says_so_in_its_cell() -> None:
    own = of("甲园区", 10.0, light="yellow", light_word="behind", notes=(Note("manual"),))
    part = own._replace(notes=(Note("manual-part", {"unit": "甲园区"}),))
    assert board.cell(Canvas(speaker("zh_CN"), "示例区", date(2024, 3, 29)), own) == "◐ 10.0% 人工"
    assert board.cell(Canvas(speaker("en"), "示例区", date(2024, 3, 29)), part) == "◐ 10.0% hand"
    (row,) = board.lines(DISTRICT, {"甲园区": {ONE: own}}, {}, (ONE,))
    legend = board.legend(Canvas(speaker("zh_CN"), "示例区", date(2024, 3, 29)), [row])
    assert legend[-1] == ("", "人工：人工录入数，合计中含此类数的同标")
