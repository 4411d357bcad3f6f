"""Scores in words and pictures: the printed arithmetic gives the printed points."""

from dataclasses import replace
from datetime import date

import pytest

from dashboard.charts import Canvas
from dashboard.charts.scores import formula, made_of, stacked, total
from dashboard.i18n import speaker
from metrics.rulebook import Exemption, Manual, Part, Rulebook, Term
from metrics.score_inputs import Input
from metrics.scoring import Scoreboard, Scored, UnitScore, scoreboard

SIGNED = Term(
    "s", "签约", "proportional", 50.0, (Part("projects_signed", 0.5), Part("investment_signed", 0.5)), cap=1.0
)
EXAMPLE = (Input("projects_signed", 0.5, 28, 27), Input("investment_signed", 0.5, 177.7, 54))


def board(
    *terms: Term, inputs: dict, units: tuple[str, ...] = ("甲",), missing: str = "left-out", **more
) -> Scoreboard:
    rules = Rulebook("办法", "1", date(2024, 1, 1), date(2024, 12, 31), missing, terms, **more)
    return scoreboard(rules, dict.fromkeys(units, "街道"), inputs)


def only(*terms: Term, inputs: dict, **more) -> UnitScore:
    return board(*terms, inputs=inputs, **more).units[0]


def first(term: Term, *inputs: Input, **more) -> Scored:
    return only(term, inputs={("甲", term.id): inputs}, **more).terms[0]


def test_the_worked_example_is_written_out(chinese: Canvas) -> None:
    assert formula(chinese.say, first(SIGNED, *EXAMPLE)) == (
        "28 ÷ 27 × 0.5 + 177.7 ÷ 54 × 0.5 = 2.163889，封顶1; 1 × 50 = 50"
    )


def test_a_pace_target_is_written_as_target_times_elapsed(chinese: Canvas) -> None:
    term = Term("p", "开工", "pace", 20.0, (Part("projects_started"),), cap=1.0, pace=True)
    part = Input("projects_started", 1.0, 2, 10 * 0.25, year_target=10, elapsed=0.25)
    assert formula(chinese.say, first(term, part)) == "2 ÷ (10 × 0.25) = 0.8; 0.8 × 20 = 16"


def test_what_is_approximate_in_its_sheet_is_so_in_the_arithmetic(chinese: Canvas) -> None:
    term = Term("s", "签约", "proportional", 50.0, (Part("investment_signed"),), cap=1.0)
    part = Input("investment_signed", 1.0, 3, 10, hedged=True)
    assert formula(chinese.say, first(term, part)) == "约3 ÷ 10 = 0.3; 0.3 × 50 = 15"


def test_steps_are_written_with_their_ladder(chinese: Canvas) -> None:
    term = Term("t", "外出", "steps", 10.0, (Part("outbound_trips"),), steps=((1, 10), (0.8, 7.5), (0.5, 5)))
    assert formula(chinese.say, first(term, Input("outbound_trips", 1.0, 17, 20))) == (
        "17 ÷ 20 = 0.85；≥1→10、≥0.8→7.5、≥0.5→5，其余0；得7.5"
    )


def test_efficacy_is_written_with_the_group_s_least_and_most(chinese: Canvas) -> None:
    term = Term("e", "请进来", "efficacy", 20.0, (Part("inbound_groups"),))
    inputs = {(unit, "e"): (Input("inbound_groups", 1.0, value),) for unit, value in (("甲", 6), ("乙", 2), ("丙", 10))}
    found = board(term, inputs=inputs, units=("甲", "乙", "丙"))
    assert formula(chinese.say, found.units[0].terms[0]) == "((6 − 2) ÷ (10 − 2) × 40 + 60) × 20 ÷ 100 = 16"
    assert formula(chinese.say, first(term, Input("inbound_groups", 1.0, 6))) == "组内相同，100 × 20 ÷ 100 = 20"


@pytest.mark.parametrize(
    ("form", "cap", "text"),
    [("bonus", 3.0, "8 × 0.5，封顶3 = 3"), ("bonus", None, "8 × 0.5 = 4"), ("deduction", None, "8 × −0.5 = −4")],
)
def test_items_are_written_by_their_number(chinese: Canvas, form: str, cap: float | None, text: str) -> None:
    term = Term("b", "推介", form, parts=(Part("promotions"),), each=0.5, cap=cap)
    assert formula(chinese.say, first(term, Input("promotions", 1.0, 8))) == text


def test_points_by_hand_are_written_with_their_evidence(chinese: Canvas) -> None:
    term = Term("c", "案例", "manual", 5.0)
    given = (Manual("c", "甲", 3, "通报第5期"), Manual("c", "甲", 4, "通报第9期"))
    assert formula(chinese.say, first(term, manual=given)) == "3 (通报第5期) + 4 (通报第9期)，封顶5"


def test_what_has_no_points_says_why(chinese: Canvas) -> None:
    lacking = first(SIGNED, EXAMPLE[0], Input("investment_signed", 0.5, reason="unjudged"))
    assert formula(chinese.say, lacking) == "签约计划总投资 尚未认定"
    exempt = first(SIGNED, *EXAMPLE, exemptions=(Exemption("甲", "防汛", evidence="纪要3号"),))
    assert formula(chinese.say, exempt) == "豁免：防汛、纪要3号"


def test_a_total_that_was_scaled_shows_how(chinese: Canvas) -> None:
    other = Term("o", "外出", "proportional", 50.0, (Part("outbound_trips"),), cap=1.0)
    minus = Term("m", "迟报", "deduction", parts=(Part("late_returns"),), each=1.0)
    inputs = {
        ("甲", "s"): (Input("projects_signed", 1.0, 5, 10),),
        ("甲", "o"): (Input("outbound_trips", 1.0, None, 10, reason="no-data"),),
        ("甲", "m"): (Input("late_returns", 1.0, 2),),
    }
    found = only(SIGNED, other, minus, inputs=inputs)
    assert total(chinese.say, found) == "25 × 100 ÷ 50 − 2 = 48分"


def test_a_term_without_data_is_grey_hatched_and_never_a_bar_of_zero(chinese: Canvas) -> None:
    inputs = {("甲", "s"): EXAMPLE, ("乙", "s"): (Input("projects_signed", 0.5, reason="no-data"),)}
    chart = stacked(chinese, board(SIGNED, inputs=inputs, units=("甲", "乙")), "街道")
    bar, grey = chart.figure.data
    assert (bar.x, grey.x, grey.name) == ((50, None), (None, 50), "无数据")
    assert chart.title == "街道：甲以50分居首，1个单位不排名"
    assert [note.text for note in chart.figure.layout.annotations][:2] == ["50分 第1名", "不排名（1项无数据）"]
    assert chart.keys == ("甲", "乙")


def test_nobody_scored_is_said(chinese: Canvas) -> None:
    chart = stacked(replace(chinese, say=speaker("en")), board(SIGNED, inputs={}, units=("甲", "乙")), "街道")
    assert chart.title == "街道: none of 2 units can be scored"


@pytest.mark.parametrize(
    ("made", "value", "said"),
    [
        (((1.0, 1.0), (1.0, 0.5), (1.0, 1.0)), 2.5, "2.5 = 2 + 1 × 0.5"),
        (((10.0, 0.5), (3.0, 1.0), (2.0, 1.0)), 10.0, "10 = 3 + 2 + 10 × 0.5"),
        (((1.0, 1.0), (1.0, 1.0)), 2.0, ""),
        ((), 2.0, ""),
    ],
)
def test_a_share_of_joint_projects_is_added_up_for_the_pocket_calculator(
    made: tuple[tuple[float, float], ...], value: float, said: str
) -> None:
    assert made_of(speaker("zh_CN"), Input("projects_signed", 1.0, value, 5, made_of=made)) == said


def test_the_legend_has_room_under_the_title_and_leaves_out_what_moves_nobody(chinese: Canvas) -> None:
    """On a small screen eleven names take several lines, which once ran over the title."""
    many = [Term(f"t{n}", f"第{n}项工作的加分情况", "bonus", 0.0, (Part("promotions"),), each=1.0) for n in range(11)]
    idle = Term("none", "虚报", "deduction", 0.0, (Part("rejected_projects"),), each=0.2)
    inputs = {("甲", term.id): (Input("promotions", 1.0, 2.0),) for term in many}
    inputs |= {("甲", "none"): (Input("rejected_projects", 1.0, 0.0),)}
    few, full = (stacked(chinese, board(*terms, idle, inputs=inputs), "街道").figure for terms in (many[:2], many))
    assert [trace.name for trace in few.data if trace.showlegend] == [term.name for term in many[:2]]
    assert full.layout.margin.t - few.layout.margin.t == 2 * 23
    assert full.layout.height - few.layout.height == 2 * 23
