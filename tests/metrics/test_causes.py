"""What adds up to a change: new things, late ones, revised amounts, what counts no longer, counters as a whole."""

import math
from dataclasses import replace
from datetime import date
from typing import Any

from dashboard.contract import Snapshot
from metrics.causes import causes
from metrics.figures import State
from metrics.reporting import measured, prepared
from tests.metrics.conftest import A, B, Books, district

MARCH_22 = date(2024, 3, 22)


def compared(before: Books, now: Books) -> State:
    return prepared(now.snapshot(), district(), before.snapshot())


def told(state: State, indicator: str, unit: str = "") -> list[tuple[str, str, float]]:
    """Kind, unit and amount of every cause; they add up to the change that the report prints."""
    found = causes(state, indicator, unit)
    report = measured(state, [indicator])
    change = (report.units[unit] if unit else report.district)[indicator].change
    assert math.fsum(cause.amount for cause in found) == (change or 0.0)
    return [(cause.kind, cause.unit, cause.amount) for cause in found]


def trip(books: Books, name: str, day: date, unit: str = A) -> None:
    books.add("visits", unit, identity=name, direction="outbound", start=day, end=day)


def test_new_and_late_trips_and_those_that_count_no_longer() -> None:
    before, now = Books(MARCH_22), Books()
    trip(before, "stays", date(2024, 3, 4))
    trip(before, "struck", date(2024, 3, 5))
    trip(now, "stays", date(2024, 3, 4))
    trip(now, "late", date(2024, 3, 6))
    trip(now, "new", date(2024, 3, 25))
    state = compared(before, now)
    assert told(state, "outbound_trips") == [("new", A, 1.0), ("late", A, 1.0), ("gone", A, -1.0)]
    assert [(c.now and c.now.row, c.was and c.was.row) for c in causes(state, "outbound_trips")] == [
        (5, None),
        (4, None),
        (None, 4),
    ]


def test_a_revised_amount_is_its_difference() -> None:
    before, now = Books(MARCH_22), Books()
    for books, area in ((before, 2_000.0), (now, 5_000.0)):
        books.add("assets", A, identity="f", kind="factory", revitalised_area=area, revitalised_on=date(2024, 2, 1))
    state = compared(before, now)
    assert told(state, "factory_m2") == [("revised", A, 3000.0)]
    assert told(state, "factory_m2", A) == [("revised", A, 3000.0)]


def test_a_counter_speaks_as_a_whole_beside_the_things_of_other_units() -> None:
    before, now = Books(MARCH_22), Books()
    for books, value, day in ((before, 3, MARCH_22), (now, 7, date(2024, 3, 29))):
        books.add("counters", B, indicator="outbound_trips", period="cumulative", as_of=day, value=value, cell="C5")
        trip(books, "stays", date(2024, 3, 4))
    trip(now, "new", date(2024, 3, 26))
    assert told(compared(before, now), "outbound_trips") == [("new", A, 1.0), ("counter", B, 4.0)]


def test_a_counter_lower_than_it_was_has_fallen() -> None:
    before, now = Books(MARCH_22), Books()
    for books, value, day in ((before, 7, MARCH_22), (now, 3, date(2024, 3, 29))):
        books.add("counters", B, indicator="outbound_trips", period="cumulative", as_of=day, value=value, cell="C5")
    assert told(compared(before, now), "outbound_trips") == [("fell", B, -4.0)]


def test_a_list_in_the_place_of_a_counter_takes_it_back() -> None:
    before, now = Books(MARCH_22), Books()
    before.add("counters", A, indicator="outbound_trips", period="cumulative", as_of=MARCH_22, value=3, cell="C5")
    trip(now, "one", date(2024, 3, 4))
    trip(now, "two", date(2024, 3, 26))
    found = told(compared(before, now), "outbound_trips")
    assert found == [("new", A, 1.0), ("late", A, 1.0), ("counter", A, -3.0)]


def test_one_project_of_two_units_is_one_cause_for_the_district_and_one_for_each() -> None:
    before, now = Books(MARCH_22), Books()
    before.covers(A, "projects", "signed").covers(B, "projects", "signed")
    for unit in (A, B):
        now.add("projects", unit, identity="p", stage="signed", signed_on=date(2024, 3, 25))
    state = compared(before, now)
    assert [told(state, "projects_signed", unit) for unit in ("", A, B)] == [
        [("new", A, 1.0)],
        [("new", A, 1.0)],
        [("new", B, 1.0)],
    ]


def test_no_data_at_an_end_and_the_first_meeting_have_no_causes() -> None:
    now = Books()
    trip(now, "new", date(2024, 3, 25))
    assert causes(compared(Books(MARCH_22), now), "outbound_trips") == ()
    assert causes(State(now.snapshot(), district()), "outbound_trips") == ()
    assert causes(compared(now, now), "outbound_trips") == ()


def test_what_began_anew_on_the_first_of_january_is_all_new() -> None:
    before, now = Books(date(2023, 12, 29)), Books(date(2024, 1, 5))
    trip(before, "old", date(2023, 12, 1))
    trip(now, "old", date(2023, 12, 1))
    trip(now, "new", date(2024, 1, 3))
    assert told(compared(before, now), "outbound_trips") == [("new", A, 1.0)]


def test_a_change_is_hedged_where_what_changed_is() -> None:
    """3,000 exact beside about 2,000 that stood before is exactly 3,000 more; about 2,000 new is about as much."""
    before, now = Books(MARCH_22), Books()
    for books in (before, now):
        _area(books, "stood", 2_000.0, hedged="revitalised_area")
    _area(now, "new", 3_000.0, hedged="")
    assert _change(before, now) == (3_000.0, False)
    _area(now, "vague", 500.0, hedged="revitalised_area")
    assert _change(before, now) == (3_500.0, True)


def _area(books: Books, name: str, area: float, hedged: str) -> None:
    books.add(
        "assets",
        A,
        identity=name,
        kind="factory",
        revitalised_area=area,
        revitalised_on=date(2024, 2, 1),
        hedged=hedged,
    )


def _change(before: Books, now: Books) -> tuple[float | None, bool]:
    """What came on, and whether about so much, with the hedges that the records name."""
    then, here = (_worded(books.snapshot()) for books in (before, now))
    found = measured(prepared(here, district(), then), ["factory_m2"]).district["factory_m2"]
    return found.change, found.change_hedged


def _worded(snapshot: Snapshot) -> Snapshot:
    rows = snapshot.tables["assets"].to_dict("records")
    vague = [row for row in rows if row["hedged"]]
    places = {(row["submission"], row["sheet"], _cell(snapshot, row)): "about" for row in vague}
    return replace(snapshot, hedges=places)


def _cell(snapshot: Snapshot, row: dict[Any, Any]) -> str:
    return snapshot.cell(row["submission"], row["sheet"], row["table"], row["row"], "revitalised_area")


def test_two_trips_that_are_known_as_one_since_take_one_back() -> None:
    """Last week two units told of a trip without naming each other, and it counted twice; now they name each other."""
    before, now = Books(MARCH_22), Books()
    for books, along in ((before, ("", "")), (now, (B, A))):
        for row, (unit, other) in enumerate(zip((A, B), along, strict=True), 3):
            on = date(2024, 3, 12)
            trip_ = {"direction": "outbound", "level": "team", "leader": "张三", "start": on, "end": on, "row": row}
            books.add("visits", unit, identity=f"v{unit}", companions=other, **trip_)
            books.add("stops", unit, visit_row=row, organisation="恒力公司", kind="company")
            books.covers(unit, "visits", "outbound", period=books.as_of)
    state = compared(before, now)
    assert told(state, "outbound_trips") == [("revised", A, -1)]
    assert measured(state).district["outbound_trips"].value == 1
