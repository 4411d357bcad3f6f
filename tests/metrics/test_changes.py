"""What happened to a project or asset between two meetings, kind by kind, with both cells and its day."""

from dataclasses import astuple
from datetime import date
from typing import Any

import pytest

from metrics.changes import Event, Past
from metrics.movement import asset_movement, movement
from metrics.reporting import prepared
from tests.metrics.conftest import HOME, A, B, Books, district

NONE = float("nan")
THEN, NOW = date(2024, 3, 22), date(2024, 3, 29)
ADDRESS = {
    "name": "B",
    "stage": "C",
    "investment": "D",
    "planned_start_on": "E",
    "unit": "A",
    "industry": "F",
    "status": "C",
    "area": "D",
    "revitalised_area": "G",
}


def _states(table: str, then: list[dict[str, Any]], now: list[dict[str, Any]]):
    books = []
    for number, (day, records) in enumerate(((THEN, then), (NOW, now)), start=1):
        made = Books(day)
        for record in records:
            made.add(table, **{"unit": A, "identity": "x", "name": "甲", "submission": number, **record})
        made.addresses = {(number, "S", 1): ADDRESS}
        books.append(made.snapshot())
    return prepared(books[1], district(), books[0])


def told(then: dict[str, Any] | None, now: dict[str, Any] | None, past: Past | None = None) -> list[Event]:
    """Events of one project that stood like this and stands like that."""
    sides = [[] if side is None else [{"stage": "negotiating", **side}] for side in (then, now)]
    return list(movement(_states("projects", *sides), past).events)


def kinds(*args: Any) -> list[str]:
    return [event.kind for event in told(*args)]


@pytest.mark.parametrize(
    ("kind", "then", "now"),
    [
        ("new", None, {}),
        ("vanished", {}, None),
        ("struck-off", {"stage": "terminated"}, None),
        ("advanced", {}, {"stage": "signed"}),
        ("moved-back", {"stage": "started"}, {"stage": "signed"}),
        ("paused", {"stage": "started"}, {"stage": "paused"}),
        ("resumed", {"stage": "paused"}, {"stage": "signed"}),
        ("terminated", {"stage": "signed"}, {"stage": "terminated"}),
        ("renamed", {}, {"name": "甲科技有限公司"}),
        ("amount-revised", {"investment": 5.0}, {"investment": 4.0}),
        ("amount-revised", {}, {"investment": 4.0}),
        ("moved-unit", {}, {"unit": B}),
        ("reclassified", {"industry": "新能源"}, {"industry": "新材料"}),
        ("slipped", {"planned_start_on": date(2024, 4, 1)}, {"planned_start_on": date(2024, 6, 1)}),
        ("slipped", {"planned_start_on": date(2024, 3, 25)}, {"planned_start_on": date(2024, 3, 25)}),
    ],
)
def test_one_thing_happened(kind: str, then: dict[str, Any] | None, now: dict[str, Any] | None) -> None:
    assert kinds(then, now) == [kind]


@pytest.mark.parametrize(
    ("then", "now", "was", "stands"),
    [
        ({"investment_low": 5.0}, {"investment_low": 10.0}, (5, NONE, NONE), (10, NONE, NONE)),
        (
            {"investment": 7.5, "investment_low": 5.0, "investment_high": 10.0},
            {"investment": 7.5, "investment_low": 7.0, "investment_high": 8.0},
            *((5, 10, NONE), (7, 8, NONE)),
        ),
        ({"investment_usd": 500.0}, {"investment_usd": 900.0}, (NONE, NONE, 500), (NONE, NONE, 900)),
        ({}, {"investment_usd": 900.0}, (NONE, NONE, NONE), (NONE, NONE, 900)),
    ],
)
def test_an_amount_that_is_no_one_figure_is_revised_too(
    then: dict[str, Any], now: dict[str, Any], was: tuple[float, ...], stands: tuple[float, ...]
) -> None:
    (event,) = told(then, now)
    assert (event.kind, repr(astuple(event.was)), repr(astuple(event.now))) == (
        "amount-revised", repr(tuple(map(float, was))), repr(tuple(map(float, stands)))
    )  # fmt: skip


def test_a_plain_amount_is_its_own_bounds() -> None:
    assert kinds({"investment": 5.0}, {"investment": 5.0, "investment_low": 5.0, "investment_high": 5.0}) == []


def test_a_revised_amount_carries_the_hedges_of_both_days() -> None:
    (event,) = told({"investment": 2.5, "hedged": "investment"}, {"investment": 4.0})
    assert (event.was, event.now, event.hedged) == (2.5, 4.0, {"was"})
    (event,) = told({"investment": 2.5}, {"investment": 4.0, "hedged": "investment"})
    assert event.hedged == {"now", "amount"}


@pytest.mark.parametrize(
    ("then", "now"),
    [
        ({"investment": 5.0, "name": "甲 项目"}, {"investment": 5.0, "name": "甲项目"}),
        ({"planned_start_on": date(2024, 3, 1)}, {"planned_start_on": date(2024, 3, 1)}),
        ({"planned_start_on": date(2024, 4, 1)}, {"planned_start_on": date(2024, 3, 30)}),
        ({"planned_start_on": date(2024, 3, 29)}, {"planned_start_on": date(2024, 3, 29)}),
        (
            {"planned_start_on": date(2024, 3, 1), "imprecise": "planned_start_on"},
            {"planned_start_on": date(2024, 3, 1), "imprecise": "planned_start_on"},
        ),
        (
            {"stage": "started", "planned_start_on": date(2024, 3, 25)},
            {"stage": "started", "planned_start_on": date(2024, 3, 25)},
        ),
    ],
    ids=["only a blank", "passed before", "brought forward", "due today", "a month not over", "promise kept"],
)
def test_nothing_happened(then: dict[str, Any], now: dict[str, Any]) -> None:
    assert kinds(then, now) == []


def test_what_history_knows_is_taken_from_it() -> None:
    assert kinds(None, {}, Past(seen=frozenset("x"))) == ["resurrected"]
    assert kinds({}, None, Past(retracted=frozenset({1}))) == ["retracted"]
    assert kinds({}, None, Past(retracted=frozenset({2}))) == ["vanished"]


def test_it_is_said_once_that_a_project_stands_still_for_four_and_for_eight_meetings() -> None:
    since = {3: date(2024, 3, 15), 4: date(2024, 3, 8), 5: date(2024, 3, 1), 8: date(2024, 2, 9)}
    said = {n: kinds({}, {}, Past(unchanged={"x": day})) for n, day in since.items()}
    assert said == {3: [], 4: ["stalled"], 5: [], 8: ["stalled"]}
    (event,) = told({}, {}, Past(unchanged={"x": since[4]}))
    assert (event.was, event.now) == (since[4], 4)


def test_a_unit_that_does_not_report_lets_nothing_stand_still() -> None:
    assert kinds({}, {"upto": THEN}, Past(unchanged={"x": date(2024, 3, 8)})) == []


def test_both_cells_are_named() -> None:
    (event,) = told({}, {"stage": "signed"})
    assert event.cell_was is not None and event.cell_now is not None
    assert (event.cell_was.submission, event.cell_was.sheet, event.cell_was.cell) == (1, "S", "C3")
    assert (event.cell_now.submission, event.cell_now.sheet, event.cell_now.cell) == (2, "S", "C3")


@pytest.mark.parametrize(
    ("signed", "expected"),
    [
        ({"signed_on": date(2024, 3, 26)}, ("own", date(2024, 3, 26), date(2024, 3, 26), 3)),
        ({"signed_on": date(2024, 3, 1)}, ("late", date(2024, 3, 1), date(2024, 3, 1), 28)),
        ({"signed_on": date(2024, 3, 1), "imprecise": "signed_on"}, ("own", date(2024, 3, 23), NOW, 0)),
        ({}, ("interval", date(2024, 3, 23), NOW, None)),
        ({"signed_on": date(2024, 4, 2)}, ("interval", date(2024, 3, 23), NOW, None)),
        (
            {"signed_on": date(2024, 3, 26), "first_contact_on": date(2024, 5, 1)},
            ("own", date(2024, 3, 26), date(2024, 3, 26), 3),
        ),
    ],
    ids=["its own", "reported late", "some day of a month", "none", "a day to come", "first contact binds nothing"],
)
def test_a_move_is_dated_by_the_ledger_where_it_can_be(signed: dict[str, Any], expected: tuple[Any, ...]) -> None:
    (event,) = told({}, {"stage": "signed", **signed})
    assert (event.dated, event.earliest, event.latest, event.lag_days) == expected


def test_a_start_before_the_signing_is_no_day() -> None:
    days = {"signed_on": date(2024, 3, 27), "started_on": date(2024, 3, 25)}
    (event,) = told({"stage": "signed"}, {"stage": "started", **days})
    assert event.dated == "interval"


def test_two_units_spell_one_project_differently_and_nothing_happened() -> None:
    then = [{"name": "甲", "stage": "signed"}, {"name": "甲公司项目", "stage": "signed", "unit": B, "investment": 5.0}]
    late = [{**then[0], "upto": THEN, "submission": 1}, then[1]]
    assert movement(_states("projects", then, late)).events == ()


def test_a_project_that_left_the_chosen_industry_has_moved() -> None:
    whole = _states(
        "projects", [{"industry": "新能源", "stage": "signed"}], [{"industry": "新材料", "stage": "signed"}]
    )
    chosen = _states("projects", [{"industry": "新能源", "stage": "signed"}], [])
    found = movement(chosen, whole=whole)
    assert [event.kind for event in found.events] == ["reclassified"]
    signed = found.bridge.stages.set_index(["place", "measure"]).loc[("signed", "projects")]
    assert (signed["opening"], signed["moved_out"], signed["removed"], signed["closing"]) == (1, 1, 0, 0)


def test_without_an_earlier_meeting_there_are_no_events() -> None:
    state = prepared(Books().add("projects", A, identity="x", stage="signed").snapshot(), district())
    assert movement(state).events == ()


def test_assets_move_between_their_own_stages() -> None:
    then = [
        {"identity": "a", "name": "厂", "status": "idle", "area": 900.0},
        {"identity": "b", "name": "楼", "status": "in_use"},
        {"identity": "c", "name": "地", "status": ""},
    ]
    now = [
        {"identity": "a", "name": "厂", "status": "refitting", "area": 950.0},
        {"identity": "b", "name": "楼", "status": "idle"},
        {"identity": "d", "name": "院", "status": "idle"},
    ]
    events = {(event.identity, event.kind) for event in asset_movement(_states("assets", then, now)).events}
    assert events == {("a", "advanced"), ("a", "amount-revised"), ("b", "moved-back"), ("c", "vanished"), ("d", "new")}


def test_revitalised_area_that_grew_is_an_event_with_both_cells() -> None:
    then = [{"name": "厂", "kind": "factory", "status": "refitting", "area": 900.0, "revitalised_area": 100.0}]
    (event,) = asset_movement(_states("assets", then, [{**then[0], "revitalised_area": 250.0}])).events
    assert (event.kind, event.group, event.was, event.now, event.amount) == ("done-revised", "factory", 100, 250, 900)
    assert event.cell_was is not None and event.cell_now is not None
    assert (event.cell_was.submission, event.cell_was.cell) == (1, "G3")
    assert (event.cell_now.submission, event.cell_now.cell) == (2, "G3")


def test_a_double_claim_that_one_unit_dropped_is_named_with_that_unit_and_both_cells() -> None:
    both = [{"stage": "signed", "row": 4}, {"stage": "signed", "unit": B, "row": 5}]
    (event,) = movement(_states("projects", both, both[:1])).events
    assert (event.kind, event.unit, event.was, event.now) == ("claim-withdrawn", B, B, A)
    assert event.cell_was is not None and (event.cell_was.unit, event.cell_was.row) == (B, 5)
    assert event.cell_now is not None and (event.cell_now.unit, event.cell_now.row) == (A, 4)
    assert list(movement(_states("projects", both, both)).events) == []
    assert list(movement(_states("projects", both[:1], both)).events) == []


def test_what_the_district_itself_no_longer_lists_was_no_claim() -> None:
    both = [{"stage": "signed"}, {"stage": "signed", "unit": HOME}]
    assert list(movement(_states("projects", both, both[:1])).events) == []
