"""Scores by hand: terms, totals, ranks and lists, with figures a reader can recompute."""

from dataclasses import replace
from datetime import date

import pytest

from dashboard.contract import Credit, SeedTarget
from metrics.figures import State
from metrics.reporting import measured
from metrics.rulebook import Exemption, Manual, Part, Rulebook, Term
from metrics.score_inputs import Figures, Input, Items
from metrics.scoring import Scoreboard, moves, scoreboard
from tests.metrics.conftest import A, B, Books, C, district

SIGNED = Term("signed", "签约", "proportional", 50.0, (Part("projects_signed"),), cap=1.0)
TRIPS = Term("trips", "外出", "steps", 100.0, (Part("outbound_trips"),), steps=((1, 100), (0.8, 75), (0.5, 50)))
CASE = Term("case", "案例", "manual", 5.0)
UNITS = {A: "街道", B: "街道", C: "街道"}


def rules(*terms: Term, missing: str = "nothing", **more) -> Rulebook:
    return Rulebook("考核办法", "1", date(2024, 1, 1), date(2024, 12, 31), missing, terms, **more)


def figures(term: Term, **values: tuple[float | None, float | None]) -> dict[tuple[str, str], tuple[Input, ...]]:
    """Inputs of one term: value and target of a, b and c."""
    return {
        (unit, term.id): (Input("x", value=values[key][0], target=values[key][1], reason="" if values[key][0] is not
                                None else "no-data"),)
        for key, unit in (("a", A), ("b", B), ("c", C))
        if key in values
    }  # fmt: skip


def totals(found: Scoreboard) -> list[float | None]:
    return [each.total for each in found.units]


def ranks(found: Scoreboard) -> list[int | None]:
    return [each.rank for each in found.units]


def test_the_worked_example_gives_all_points_of_its_term() -> None:
    term = replace(SIGNED, parts=(Part("projects_signed", 0.5), Part("investment_signed", 0.5)))
    inputs = {(A, "signed"): (Input("n", 0.5, 28, 27), Input("yi", 0.5, 177.7, 54))}
    scored = scoreboard(rules(term), {A: ""}, inputs).units[0].terms[0]
    assert (round(scored.ratio, 2), scored.points) == (2.16, 50)


def test_ties_stay_ties_in_the_official_order() -> None:
    found = scoreboard(rules(SIGNED), UNITS, figures(SIGNED, a=(5, 10), b=(8, 10), c=(8, 10)))
    assert (totals(found), ranks(found)) == ([25, 40, 40], [3, 1, 1])


def test_units_are_ranked_within_their_group() -> None:
    found = scoreboard(rules(SIGNED), {A: "街道", B: "镇", C: "街道"}, figures(SIGNED, a=(5, 10), b=(1, 10), c=(8, 10)))
    assert [(each.rank, each.of) for each in found.units] == [(2, 2), (1, 1), (1, 2)]


def test_efficacy_is_taken_within_the_group_and_passes_over_who_has_no_data() -> None:
    term = Term("e", "到位资金", "efficacy", 100.0, (Part("investment_signed"),))
    found = scoreboard(rules(term), UNITS, figures(term, a=(10, None), b=(30, None), c=(None, None)))
    assert [each.terms[0].points for each in found.units] == [60, 100, None]
    apart = scoreboard(rules(term), {A: "街道", B: "镇"}, figures(term, a=(10, None), b=(30, None)))
    assert totals(apart) == [100, 100]


@pytest.mark.parametrize(("missing", "total"), [("nothing", 25.0), ("left-out", 75.0), ("unranked", None)])
def test_how_a_term_without_data_enters_the_sum_is_declared(missing: str, total: float | None) -> None:
    inputs = figures(SIGNED, a=(5, 10)) | figures(TRIPS, a=(None, 10))
    found = scoreboard(rules(SIGNED, TRIPS, missing=missing), {A: ""}, inputs).units[0]
    assert found.total == total
    assert [each.state for each in found.terms] == ["scored", "missing"]
    assert (found.terms[1].points, found.terms[1].missing) == (None, "no-data")


def test_nobody_is_scored_on_nothing() -> None:
    found = scoreboard(rules(SIGNED), {A: ""}, figures(SIGNED, a=(None, 10)))
    assert (totals(found), ranks(found)) == ([None], [None])


def test_bonus_and_deduction_are_counted_per_item_up_to_their_caps() -> None:
    bonus = Term("b", "推介", "bonus", parts=(Part("promotions"),), each=2.0, cap=5.0)
    late = Term("l", "迟报", "deduction", parts=(Part("late_returns"),), each=1.0)
    inputs = figures(SIGNED, a=(5, 10)) | figures(bonus, a=(3, None)) | figures(late, a=(2, None))
    found = scoreboard(rules(SIGNED, bonus, late), {A: ""}, inputs).units[0]
    assert [each.points for each in found.terms] == [25, 5, -2]
    assert found.total == 28


def test_a_manual_term_has_its_points_from_evidence_and_none_without() -> None:
    given = (Manual("case", A, 3.0, "通报第5期"), Manual("case", A, 4.0, "通报第9期"))
    found = scoreboard(rules(SIGNED, CASE, manual=given), {A: "", B: ""}, figures(SIGNED, a=(5, 10), b=(5, 10)))
    assert [each.terms[1].points for each in found.units] == [5, None]
    assert found.units[1].terms[1].missing == "no-evidence"


def test_who_is_exempt_of_a_term_is_judged_by_the_others() -> None:
    exempt = (Exemption(A, "防汛", "trips"), Exemption(B, "新设"))
    inputs = figures(SIGNED, a=(5, 10), b=(5, 10)) | figures(TRIPS, a=(1, 10), b=(10, 10))
    found = scoreboard(rules(SIGNED, TRIPS, exemptions=exempt), {A: "", B: ""}, inputs)
    assert (totals(found), ranks(found)) == ([75, None], [1, None])
    assert found.units[1].exemption.reason == "新设"


def test_honour_needs_the_target_met_and_warning_the_target_missed() -> None:
    inputs = figures(SIGNED, a=(12, 10), b=(9, 10), c=(9.5, 10))
    found = scoreboard(rules(SIGNED, honour=2, warning=2), UNITS, inputs)
    assert [(each.rank, each.listed) for each in found.units] == [(1, "honour"), (3, "warning"), (2, "warning")]
    met = scoreboard(rules(SIGNED, honour=1, warning=1), UNITS, figures(SIGNED, a=(12, 10), b=(10, 10), c=(11, 10)))
    assert [each.listed for each in met.units] == ["honour", "honour", "honour"]


def test_who_is_level_with_the_first_is_not_last() -> None:
    found = scoreboard(rules(SIGNED, warning=1), {A: "", B: ""}, figures(SIGNED, a=(0, 10), b=(0, 10)))
    assert [(each.rank, each.listed) for each in found.units] == [(1, ""), (1, "")]


@pytest.mark.parametrize(("least", "total"), [(0.3, 75.0), (0.4, None)])
def test_who_has_data_for_too_small_a_share_of_the_points_is_not_ranked(least: float, total: float | None) -> None:
    inputs = figures(SIGNED, a=(5, 10)) | figures(TRIPS, a=(None, 10))
    assert scoreboard(rules(SIGNED, TRIPS, missing="left-out", least=least), {A: ""}, inputs).units[0].total == total


def test_a_draft_moves_ranks_on_the_same_data() -> None:
    inputs = figures(SIGNED, a=(10, 10), b=(5, 10)) | figures(TRIPS, a=(5, 10), b=(10, 10))
    now, draft = (scoreboard(rules(*terms), {A: "", B: ""}, inputs) for terms in ((SIGNED,), (SIGNED, TRIPS)))
    assert [(each.unit, each.rank, each.draft_rank, each.moved) for each in moves(now, draft)] == [
        (A, 1, 2, True), (B, 2, 1, True),
    ]  # fmt: skip


@pytest.fixture
def state(books: Books) -> State:
    """Day 89 of 366; A signs 4 of 10 (1 pending, 1 rejected), B houses one of them and sends a counter of trips."""
    for name, more in (("a", {}), ("b", {}), ("c", {"host_unit": B, "originating_unit": A}), ("d", {})):
        books.add("projects", A, identity=name, stage="signed", signed_on=date(2024, 2, 1), **more)
    books.add("projects", C, identity="e", stage="signed", signed_on=date(2024, 2, 1))
    books.add("counters", B, indicator="outbound_trips", period="cumulative", as_of=date(2024, 3, 1), value=4)
    where = replace(
        district(targets=[SeedTarget(A, "projects_signed", 2024, 10), SeedTarget(C, "projects_signed", 2024, 10)]),
        credit=(Credit("originating", 0.4), Credit("host", 0.6)),
    )
    return State(books.snapshot(), where)


JUDGED = {("projects", A, name): verdict for name, verdict in zip("abc", ("accepted", "rejected", "accepted"),
          strict=True)}  # fmt: skip


def one(state: State, term: Term, unit: str, **more) -> Input:
    return Figures(state, JUDGED, **more).inputs(rules(term))[unit, term.id][0]


def test_accepted_figures_only_and_split_by_role(state: State) -> None:
    found = one(state, SIGNED, A)
    assert (found.value, found.target, found.reason) == (1.4, 10, "")
    assert (found.standing.accepted, found.standing.rejected, found.standing.pending) == (2, 1, 1)
    assert [source.row for source in found.source] == [3, 5]
    assert one(state, replace(SIGNED, credit="whole"), A).value == 2
    assert one(state, SIGNED, B).value == 0.6


def test_a_share_of_an_approximate_amount_is_approximate(books: Books) -> None:
    for name, unit, amount in (("a", A, {"investment": 3.0, "hedged": "investment"}), ("b", B, {"investment": 2.0})):
        books.add("projects", unit, identity=name, stage="signed", signed_on=date(2024, 2, 1), **amount)
    term = Term("e", "投资", "efficacy", 100.0, (Part("investment_signed"),))
    state = State(books.snapshot(), district())
    assert [one(state, term, unit, pending=True).hedged for unit in (A, B)] == [True, False]


def test_for_a_trial_what_is_pending_counts(state: State) -> None:
    assert one(state, SIGNED, A, pending=True).value == 2.4


PACED = replace(SIGNED, form="pace", pace=True)


def test_a_pace_target_is_that_of_the_cover_to_day(state: State) -> None:
    found = one(state, PACED, A)
    assert (found.year_target, found.elapsed, found.target) == (10, 89 / 366, 10 * 89 / 366)


def test_before_the_clock_has_begun_a_pace_term_has_no_points_and_says_so(books: Books) -> None:
    """By completed month nothing is due in January: nothing against nothing is no zero."""
    books.as_of = date(2024, 1, 26)
    for name in "ab":
        books.add("projects", A, identity=name, stage="signed", signed_on=date(2024, 1, 9))
    where = district(targets=[SeedTarget(A, "projects_signed", 2024, 10)], basis="month")
    figures = Figures(State(books.snapshot(), where), {("projects", A, name): "accepted" for name in "ab"})
    found = figures.inputs(rules(PACED))
    assert [each.reason for each in found[A, "signed"]] == ["not-due"]
    board = scoreboard(rules(PACED, missing="left-out"), {A: ""}, found)
    assert [(each.points, each.missing) for each in board.units[0].terms] == [(None, "not-due")]


def test_a_late_units_pace_in_the_scores_is_that_of_the_board(books: Books) -> None:
    books.add("projects", A, identity="a", signed_on=date(2024, 2, 1), stage="signed", upto=date(2024, 3, 22))
    where = district(targets=[SeedTarget(unit, "projects_signed", 2024, 10) for unit in (A, B)])
    state = State(books.snapshot(), where)
    board = measured(state).units
    assert one(state, PACED, A, pending=True).elapsed == board[A]["projects_signed"].elapsed == 82 / 366
    assert one(state, PACED, B, pending=True).elapsed == board[B]["projects_signed"].elapsed == 89 / 366


def test_what_cannot_be_used_says_why(state: State) -> None:
    assert one(state, SIGNED, C).reason == "unjudged"
    assert one(state, SIGNED, B).reason == "no-target"
    assert one(state, TRIPS, B).reason == "counter"
    assert one(state, TRIPS, C).reason == "no-data"


def test_items_are_counted_from_verdicts_and_receipts(state: State) -> None:
    false = Term("f", "虚报", "deduction", parts=(Part("rejected_projects"),), each=0.2)
    late = Term("l", "迟报", "deduction", parts=(Part("late_returns"),), each=1.0)
    assert (one(state, false, A).value, one(state, false, B).value) == (1, 0)
    assert one(state, late, A, items={"late_returns": Items({A: 3.0})}).value == 3


def test_a_passed_planned_start_is_an_item(books: Books) -> None:
    books.add("projects", A, identity="a", stage="signed", signed_on=date(2024, 2, 1), planned_start_on=SIGNED_LATE)
    overdue = Term("o", "逾期未开工", "deduction", parts=(Part("overdue_starts"),), each=0.1)
    found = one(State(books.snapshot(), district()), overdue, A)
    assert (found.value, found.source[0].file, found.source[0].row) == (1, "1.xlsx", 3)
    assert isinstance(found.source[0].cell, str)


SIGNED_LATE = date(2024, 3, 1)
