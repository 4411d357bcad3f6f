"""Adding up: list before counter, things once, the district's own row never added."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from metrics import report
from tests.metrics.conftest import AS_OF, HOME, A, B, Books, C, district


def _trip(
    books: Books, unit: str, day: int, identity: str = "", level: str = "unit", direction: str = "outbound"
) -> Books:
    on = date(2024, 3, day)
    return books.add("visits", unit, identity=identity, direction=direction, level=level, start=on, end=on)


def _counter(books: Books, unit: str, value: float, indicator: str = "outbound_trips", on: date = AS_OF) -> Books:
    return books.add("counters", unit, indicator=indicator, period="cumulative", as_of=on, value=value, cell="B9")


def test_the_list_stands_before_the_counter_and_a_difference_is_said(books):
    _counter(_trip(_trip(books, A, 4), A, 5), A, 3)
    found = report(books.snapshot(), district()).units[A]["outbound_trips"]
    assert found.value == 2
    assert [(n.code, n.detail) for n in found.notes] == [("counter-differs", {"counter": 3, "list": 2, "cell": "B9"})]


def test_an_older_counter_is_no_contradiction(books):
    _counter(_trip(books, A, 4), A, 0, on=date(2024, 3, 8))
    assert report(books.snapshot(), district()).units[A]["outbound_trips"].notes == ()


def test_the_district_counts_a_thing_once_and_adds_counters_of_units_without_a_list(books):
    _trip(_trip(_trip(books, A, 4, "joint"), A, 5, "own"), B, 4, "joint")
    found = report(_counter(books, C, 10).snapshot(), district())
    assert [found.units[unit]["outbound_trips"].value for unit in (A, B, C)] == [2, 1, 10]
    assert found.district["outbound_trips"].value == 12
    assert found.district["outbound_trips"].reported == 3


def test_the_districts_own_row_is_an_assertion_once_a_unit_reports(books):
    _counter(_counter(books, HOME, 40), A, 25)
    found = report(books.snapshot(), district()).district["outbound_trips"]
    assert found.value == 25
    assert [n.code for n in found.notes] == ["district-differs"]
    assert (found.notes[0].detail["own"], found.notes[0].detail["units"]) == (40, 25)


def test_the_districts_own_row_alone_is_the_value(books):
    found = report(_counter(books, HOME, 40).snapshot(), district()).district["outbound_trips"]
    assert (found.value, found.reported, [n.code for n in found.notes]) == (40, 0, ["district-own"])


def test_a_street_log_says_nothing_about_principals(books):
    _counter(_trip(books, A, 4), HOME, 13, "leader_trips")
    found = report(books.snapshot(), district())
    assert found.units[A]["leader_trips"].value is None
    assert found.district["leader_trips"].value == 13


def test_a_log_of_principals_says_nothing_about_other_trips(books):
    _counter(_trip(books, HOME, 4, level="principal"), HOME, 40)
    found = report(books.snapshot(), district()).district
    assert (found["leader_trips"].value, found["outbound_trips"].value) == (1, 40)


def test_receptions_say_nothing_about_trips(books):
    found = report(_trip(books, A, 4, direction="inbound").snapshot(), district()).units[A]
    assert (found["inbound_groups"].value, found["outbound_trips"].value) == (1, None)


def test_an_empty_list_is_zero_with_the_cell_that_says_so(books):
    books.covers(A, "visits", "outbound", cell="A2")
    found = report(books.snapshot(), district()).units[A]["outbound_trips"]
    assert (found.value, [source.cell for source in found.source]) == (0, ["A2"])


def test_a_zero_leads_to_the_list_that_could_hold_it_and_to_no_other(books) -> None:
    books.covers(A, "visits", "outbound", cell="A2").covers(A, "visits", "inbound", cell="A9")
    found = report(books.snapshot(), district()).units[A]
    cells = [[source.cell for source in found[name].source] for name in ("outbound_trips", "inbound_groups")]
    assert cells == [["A2"], ["A9"]]


def test_trips_after_the_units_cover_to_date_or_of_another_year_do_not_count(books):
    _trip(books, A, 28)
    books.add("visits", A, upto=date(2024, 3, 22), direction="outbound", start=date(2023, 12, 31), end=date(2024, 1, 2))
    books.records["visits"][0]["period_end"] = date(2024, 3, 22)
    found = report(books.snapshot(), district()).units[A]["outbound_trips"]
    assert (found.value, found.cover_to) == (0, date(2024, 3, 22))


def test_months_count_when_gap_free_and_never_carry(books):
    for month, day in ((1, 31), (2, 29)):
        books.add(
            "counters", A, indicator="promotions", period="month", as_of=date(2024, month, day), value=month, cell="B2"
        )
    found = report(books.snapshot(), district()).units[A]["promotions"]
    assert (found.value, found.cover_to) == (3, date(2024, 2, 29))
    later = Books(date(2024, 4, 5))
    later.records = books.records
    assert report(later.snapshot(), district()).units[A]["promotions"].value is None


def test_weeks_count_only_without_a_gap():
    fridays = [date(2024, 1, 5), date(2024, 1, 12), date(2024, 1, 19)]

    def value(*kept: date) -> float | None:
        books = Books(date(2024, 1, 19))
        for friday in kept:
            books.add(
                "counters", A, upto=friday, indicator="promotions", period="week", as_of=friday, value=2, cell="B2"
            )
        return report(books.snapshot(), district()).units[A]["promotions"].value

    assert value(*fridays) == 6
    assert value(fridays[0], fridays[2]) is None
    assert value(*fridays[:2]) is None


def test_a_hedge_in_one_part_hedges_the_sum(books):
    _counter(books, A, 3, "chambers")
    books.add("counters", B, indicator="chambers", period="cumulative", as_of=AS_OF, value=4, cell="C1", hedged="value")
    found = report(books.snapshot(), district()).district["chambers"]
    assert (found.value, found.hedged, found.hedge) == (7, True, "about")


def test_records_of_no_registry_unit_stay_out(books):
    found = report(_trip(_trip(books, "", 4), "别处", 5).snapshot(), district())
    assert found.district["outbound_trips"].value is None


def test_sources_stand_in_the_official_order_then_by_row(books):
    _trip(_trip(_trip(books, C, 4), A, 6), A, 5)
    found = report(books.snapshot(), district()).district["outbound_trips"]
    assert [(source.unit, source.row) for source in found.source] == [(A, 4), (A, 5), (C, 3)]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.sampled_from([A, B, C]), st.integers(0, 6)), max_size=20))
def test_the_district_counts_every_thing_exactly_once(reports):
    books = Books()
    for unit, thing in reports:
        _trip(books, unit, 4 + thing, identity=f"t{thing}")
    found = report(books.snapshot(), district())
    assert (found.district["outbound_trips"].value or 0) == len({thing for _, thing in reports})
    for unit in (A, B, C):
        mine = {thing for owner, thing in reports if owner == unit}
        assert found.units[unit]["outbound_trips"].value == (len(mine) or None)
