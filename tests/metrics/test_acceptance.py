"""What was accepted counts for scores; what was rejected or not yet judged is told beside it."""

from datetime import date

import pytest

from metrics.acceptance import Standing, accepted, judged_visits, rejected_projects, standings, visits_by_unit
from metrics.adding_up import tallies
from metrics.figures import State
from metrics.validity import grades
from tests.metrics.conftest import A, B, Books, district

SIGNED = date(2024, 2, 1)
JUDGED = {("projects", A, "a"): "accepted", ("projects", A, "b"): "rejected", ("visits", A, "v"): "accepted"}


@pytest.fixture
def state(books: Books) -> State:
    """A reports three signed projects and two trips with a host each; B a counter of trips."""
    for name in "abc":
        books.add("projects", A, identity=name, stage="signed", signed_on=SIGNED)
    for name in "vw":
        books.add("visits", A, identity=name, direction="outbound", start=SIGNED, end=SIGNED)
        books.add("stops", A, visit_row=len(books.records["visits"]) + 2, organisation=f"{name}商会", kind="chamber")
    books.add("counters", B, indicator="outbound_trips", period="cumulative", as_of=SIGNED, value=4, cell="C5")
    return State(books.snapshot(), district())


def test_only_what_was_accepted_counts(state: State) -> None:
    found = accepted(state, JUDGED)
    assert [len(found.snapshot.tables[name]) for name in ("projects", "visits", "stops", "counters")] == [1, 1, 1, 0]
    assert tallies(found)["projects_signed"].units[A].value == 1
    assert tallies(state)["projects_signed"].units[A].value == 3


def test_for_a_trial_what_is_pending_counts_too(state: State) -> None:
    found = accepted(state, JUDGED, pending=True)
    assert [len(found.snapshot.tables[name]) for name in ("projects", "visits", "stops", "counters")] == [2, 2, 2, 1]


def test_a_figure_entered_by_the_bureau_needs_no_verdict(books: Books) -> None:
    books.add("counters", B, indicator="outbound_trips", period="cumulative", as_of=SIGNED, value=4, submission=9)
    snapshot = books.snapshot()
    told = type(snapshot)(snapshot.as_of, snapshot.tables, snapshot.coverage, by_hand={9: {"who": "王", "why": "电话"}})
    assert len(accepted(State(told, district()), {}).snapshot.tables["counters"]) == 1


def test_how_the_things_of_a_figure_were_judged(state: State) -> None:
    assert standings(state, JUDGED, "projects_signed") == {A: Standing(accepted=1, rejected=1, pending=1)}
    assert standings(state, JUDGED, "outbound_trips") == {A: Standing(accepted=1, pending=1)}
    assert standings(state, {}, "projects_signed")[A].unjudged
    assert standings(state, JUDGED, "promotions") == {}


def test_rejected_projects_by_unit(state: State) -> None:
    assert {unit: len(at) for unit, at in rejected_projects(state, JUDGED).items()} == {A: 1}


def test_visits_by_unit_and_verdict_are_those_that_are_graded(state: State) -> None:
    judged = {("visits", A, "v"): "rejected", ("visits", A, "gone"): "accepted"}
    found = visits_by_unit(state, judged)
    assert found.rows.to_dict("records") == [
        {"key": A, "unit": A, "visits": 2, "accepted": 0, "rejected": 1, "pending": 1}
    ]
    assert grades(state).rows["visits"].tolist() == [2]
    assert [cell.row for cell in found.cells[A]] == [3]
    assert [cell.row for cell in visits_by_unit(state, {}).cells[A]] == [3, 4]


def test_only_what_was_judged_is_listed_and_rejected_visits_come_first(state: State) -> None:
    judged = {("visits", A, "v"): "accepted", ("visits", A, "w"): "rejected"}
    assert judged_visits(state, judged).rows[["unit", "identity", "verdict"]].to_numpy().tolist() == [
        [A, "w", "rejected"],
        [A, "v", "accepted"],
    ]
    assert judged_visits(state, {}).empty
