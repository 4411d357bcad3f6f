"""Joint trips: one trip of several units counts once for the district, and for its units by the district's rule."""

from dataclasses import replace
from datetime import date

import pytest

from dashboard.contract import Filters
from metrics import report
from metrics.acceptance import accepted, standings
from metrics.causes import causes
from metrics.encounters import told_twice
from metrics.figures import State
from metrics.reporting import measured, prepared
from metrics.selection import narrowed, selected
from tests.metrics.conftest import AS_OF, HOME, A, B, Books, C, district

THIRD, FIFTH = date(2024, 3, 3), date(2024, 3, 5)


def went(books: Books, unit: str, start: date = THIRD, end: date | None = None, host: str = "甲", **fields) -> None:
    row = len(books.records.get("visits", [])) + 3
    told = {"direction": "outbound", "level": "unit", "leader": f"{unit}主任", "submission": 1, **fields}
    identity = f"{told['direction']}|{told['leader']}|{start}|{host}"
    books.add("visits", unit, row=row, start=start, end=end or start, identity=identity, **told)
    if host:
        books.add("stops", unit, visit_row=row, organisation=host, submission=told["submission"])


def counts(books: Books, indicator: str = "outbound_trips", **rules) -> list[float | None]:
    """The figures of the district and of its three units."""
    home = district(**rules)
    found = report(books.snapshot(), home)
    return [found.district[indicator].value, *(found.units[unit][indicator].value for unit in (A, B, C))]


def notes(books: Books, unit: str = "", **rules) -> list[tuple[str, dict]]:
    found = report(books.snapshot(), district(**rules))
    measure = (found.units[unit] if unit else found.district)["outbound_trips"]
    return [(note.code, note.detail) for note in measure.notes if note.code.startswith("joint")]


def test_a_trip_that_both_units_report_counts_once_for_the_district_and_for_each_of_them() -> None:
    books = Books()
    went(books, A, THIRD, FIFTH, companions=B)
    went(books, B, FIFTH)
    assert counts(books) == [1, 1, 1, None]
    assert counts(books, joint_trips="companions") == [1, 1, 1, None]
    assert told_twice(State(books.snapshot(), district())).rows["merged"].tolist() == [True]


@pytest.mark.parametrize(
    "other",
    [
        {"start": date(2024, 3, 9)},
        {"host": "乙"},
        {"direction": "inbound"},
    ],
)
def test_other_days_another_first_host_or_the_other_direction_is_another_trip(other: dict) -> None:
    books = Books()
    went(books, A, companions=B)
    went(books, B, **other)
    found = report(books.snapshot(), district())
    total = sum(found.district[name].value or 0 for name in ("outbound_trips", "inbound_groups"))
    assert total == 2


def test_two_units_at_one_host_of_which_neither_names_the_other_are_two_trips() -> None:
    books = Books()
    went(books, A)
    went(books, B)
    assert counts(books) == [2, 1, 1, None]


def test_without_a_named_host_nothing_is_sure() -> None:
    books = Books()
    went(books, A, host="", companions=B)
    went(books, B, host="")
    assert counts(books) == [2, 1, 1, None]


def test_two_rows_of_one_unit_stay_two_trips_whoever_went_along() -> None:
    books = Books()
    went(books, A, leader="甲主任", companions=B)
    went(books, A, leader="乙主任", companions=B)
    went(books, B)
    assert counts(books) == [3, 2, 1, None]


def test_three_units_on_one_trip_count_once_where_one_names_the_others() -> None:
    books = Books()
    went(books, A, companions=f"{B}、{C}")
    went(books, B)
    went(books, C)
    assert counts(books) == [1, 1, 1, 1]


def test_who_names_nobody_joins_no_two_trips_of_one_unit() -> None:
    """A and C would be one through B, and so would the two trips of A."""
    books = Books()
    went(books, A, leader="甲主任")
    went(books, B, companions=A, end=date(2024, 3, 4))
    went(books, C, date(2024, 3, 4), FIFTH, companions=B)
    went(books, A, FIFTH, leader="乙主任", companions=C)
    assert counts(books) == [4, 2, 1, 1]


@pytest.mark.parametrize(
    "written", ["西河", f"{B}（李四）", f"区发改局 {B}", f"区发改局和{B}", f"区发改局，{B}等2个单位"]
)
def test_a_companion_is_named_as_the_registry_knows_it(written: str) -> None:
    books = Books()
    went(books, A, companions=written)
    went(books, B)
    assert counts(books) == [1, 1, 1, None]


def test_by_default_a_trip_counts_for_the_unit_that_reports_it() -> None:
    books = Books()
    went(books, A, companions=B)
    went(books, B, FIFTH, host="乙")
    assert counts(books) == [2, 1, 1, None]
    assert notes(books) == notes(books, A) == [("joint-reporting", {"count": 1})]
    assert notes(books, B) == []


def test_by_the_other_rule_it_counts_for_the_companion_as_well_and_once_for_the_district() -> None:
    books = Books()
    went(books, A, companions=B)
    went(books, B, FIFTH, host="乙")
    assert counts(books, joint_trips="companions") == [2, 1, 2, None]
    for unit in ("", A, B):
        assert notes(books, unit, joint_trips="companions") == [("joint-companions", {"count": 1})]


def test_a_companion_without_a_list_of_its_own_has_no_data_still() -> None:
    books = Books()
    went(books, A, companions=C)
    assert counts(books, joint_trips="companions") == [1, 1, None, None]


def test_a_companion_counts_no_trip_after_its_own_cover_to_date() -> None:
    books = Books()
    went(books, A, date(2024, 3, 27), companions=B)
    went(books, B, host="乙", upto=date(2024, 3, 22))
    assert counts(books, joint_trips="companions") == [2, 1, 1, None]


def test_trips_of_the_district_itself_count_for_no_companion() -> None:
    books = Books()
    went(books, HOME, level="deputy", companions=B)
    went(books, B, host="乙")
    assert counts(books, joint_trips="companions") == [1, None, 1, None]


def test_the_cells_behind_a_companions_figure_are_those_of_who_reported_the_trip() -> None:
    books = Books()
    went(books, A, companions=B, submission=7)
    went(books, B, FIFTH, host="乙")
    found = report(books.snapshot(), district(joint_trips="companions"))
    assert [(cell.unit, cell.file) for cell in found.units[B]["outbound_trips"].source] == [
        (A, "7.xlsx"),
        (B, "1.xlsx"),
    ]


@pytest.mark.parametrize("joint_trips", ["reporting", "companions"])
@pytest.mark.parametrize("unit", [A, B, C])
def test_a_unit_chosen_alone_has_the_figure_that_it_has_among_all(joint_trips: str, unit: str) -> None:
    books, home, chosen = Books(), district(joint_trips=joint_trips), Filters(AS_OF, unit=unit)
    went(books, A, companions=f"{B}、{C}")
    went(books, B, FIFTH, host="乙", companions=A)
    snapshot = books.snapshot()
    alone = report(selected(snapshot, home, chosen), narrowed(home, chosen))
    among = report(snapshot, home).units[unit]["outbound_trips"]
    assert alone.units[unit]["outbound_trips"].value == among.value
    assert alone.district["outbound_trips"].value == among.value
    assert alone.units[unit]["outbound_trips"].notes == among.notes


def test_what_a_companion_counts_was_accepted_where_the_report_of_it_was() -> None:
    books, home = Books(), district(joint_trips="companions")
    went(books, A, companions=B)
    went(books, B, FIFTH, host="乙")
    state = State(books.snapshot(), home)
    told = state.snapshot.tables["visits"]["identity"].iloc[0]
    judged = {("visits", A, told): "accepted"}
    assert {
        unit: (each.accepted, each.pending) for unit, each in standings(state, judged, "outbound_trips").items()
    } == {A: (1, 0), B: (1, 1)}
    known = measured(accepted(state, judged, pending=True), ["outbound_trips"])
    assert [known.units[unit]["outbound_trips"].value for unit in (A, B)] == [1, 2]


def test_a_trip_that_the_companion_reports_a_week_later_is_no_new_trip() -> None:
    before = Books(date(2024, 3, 22))
    went(before, A, companions=B)
    went(before, B, FIFTH, host="乙")
    now = Books()
    went(now, A, companions=B)
    went(now, B, FIFTH, host="乙", submission=2)
    went(now, B, submission=2)
    state = prepared(now.snapshot(), district(), before.snapshot())
    assert measured(state).district["outbound_trips"].change == 0
    assert causes(state, "outbound_trips") == ()
    assert [(each.kind, each.unit, each.amount) for each in causes(state, "outbound_trips", B)] == [("late", B, 1.0)]


def test_the_order_of_rows_changes_nothing() -> None:
    books = Books()
    went(books, A, companions=B)
    went(books, B, FIFTH, host="乙")
    snapshot = books.snapshot()
    turned = {name: table.iloc[::-1].reset_index(drop=True) for name, table in snapshot.tables.items()}
    home = district(joint_trips="companions")
    assert report(replace(snapshot, tables=turned), home) == report(snapshot, home)


@pytest.mark.parametrize("rule", ["reporting", "companions"])
def test_only_a_figure_that_counts_a_joint_trip_says_the_rule_for_joint_trips(rule: str) -> None:
    books = Books()
    went(books, A, companions=B)
    went(books, A, date(2024, 3, 12), host="乙", direction="inbound")
    went(books, B, date(2024, 3, 12), host="丙")
    found = report(books.snapshot(), district(joint_trips=rule))
    every = {"": found.district, **{unit: found.units[unit] for unit in (A, B)}}
    said = {
        (unit, name)
        for unit, measures in every.items()
        for name, measure in measures.items()
        if any(note.code.startswith("joint") for note in measure.notes)
    }
    companion = {(B, "outbound_trips")} if rule == "companions" else set()
    assert said == {("", "outbound_trips"), (A, "outbound_trips")} | companion


def test_a_joint_trip_after_the_cover_to_date_stands_under_no_figure() -> None:
    books = Books()
    went(books, A, date(2024, 4, 3), companions=B)
    went(books, A, THIRD, host="乙")
    assert notes(books) == notes(books, A) == []
