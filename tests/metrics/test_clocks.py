"""The clock of each figure: by the calendar, by its own plan, by last year's curve; and where bases disagree."""

from dataclasses import replace
from datetime import date

import pytest

from dashboard.contract import SeedTarget, Unit
from metrics import report
from metrics.measure import Note
from metrics.reporting import measured, prepared
from tests.metrics.conftest import HOME, A, B, Books, C, district, reference


def _trips(unit: str, value: float, on: date = date(2024, 3, 29)) -> Books:
    return Books(on).add(
        "counters", unit, indicator="outbound_trips", period="cumulative", as_of=on, value=value, cell="B4"
    )


def _planned(books: Books, unit: str, **spans: float) -> Books:
    for span, value in spans.items():
        books.add("targets", unit, indicator="outbound_trips", year=2024, period=span, value=value, cell="C4")
    return books


def _clock(measure):
    return measure.basis, measure.elapsed, measure.light_word


def test_by_working_day_the_reference_case_lies_at_61_of_251():
    found = report(reference().snapshot(), district(basis="workday")).district["building_m2"]
    assert (found.basis, found.elapsed, round(found.gap * 100, 1)) == ("workday", 61 / 251, -14.3)


def test_a_year_without_a_table_of_working_days_is_judged_by_day_and_says_so():
    books = _trips(A, 10.0, date(2031, 3, 31))
    place = district(basis="workday", targets=[SeedTarget(A, "outbound_trips", 2031, 40.0)])
    found = report(books.snapshot(), place).units[A]["outbound_trips"]
    assert (found.basis, found.elapsed) == ("day", 90 / 365)
    assert Note("basis-instead", {"basis": "workday", "year": 2031}) in found.notes


def test_a_quarterly_plan_is_the_clock_of_its_own_figure():
    books = _planned(_trips(A, 10.0), A, Q1=8.0, Q2=20.0, year=40.0)
    found = report(books.snapshot(), district(basis="plan")).units[A]["outbound_trips"]
    due = 8.0 * 89 / 91
    assert (found.basis, found.elapsed) == ("plan", pytest.approx(due / 40))
    assert found.light_word == "on-pace"


def test_a_figure_without_a_plan_is_judged_by_day_and_says_so():
    found = report(_planned(_trips(A, 10.0), A, year=40.0).snapshot(), district(basis="plan")).units[A][
        "outbound_trips"
    ]
    assert (found.basis, found.elapsed) == ("day", 89 / 366)
    assert Note("basis-instead", {"basis": "plan"}) in found.notes


def test_the_districts_plan_is_the_sum_of_its_units_where_every_one_has_the_month():
    books = _trips(A, 10.0)
    for unit in (A, B, C):
        _planned(books, unit, Q1=10.0, Q2=20.0, year=40.0)
    _planned(books, C, Q3=30.0)
    found = report(books.snapshot(), district(basis="plan")).district["outbound_trips"]
    assert (found.unit, found.basis, found.elapsed) == (HOME, "plan", pytest.approx(30 * 89 / 91 / 120))


def test_the_districts_plan_adds_up_the_units_that_its_target_adds_up():
    """A department with a target of its own is in both, though nobody expects it to report."""
    office = Unit("区商务委", kind="department")
    place = replace(district(A, basis="plan"), units=(*district(A).units, office))
    books = _planned(_planned(_trips(A, 10.0), A, Q1=10.0, year=20.0), office.name, Q1=20.0, year=100.0)
    found = report(books.snapshot(), place).district["outbound_trips"]
    assert (found.target, found.basis, found.elapsed) == (120, "plan", pytest.approx(30 * 89 / 91 / 120))


def test_without_the_month_of_a_unit_in_its_target_the_district_has_no_plan():
    office = Unit("区商务委", kind="department")
    place = replace(district(A, basis="plan"), units=(*district(A).units, office))
    books = _planned(_planned(_trips(A, 10.0), A, Q1=10.0, year=20.0), office.name, year=100.0)
    found = report(books.snapshot(), place).district["outbound_trips"]
    assert (found.target, found.basis, found.elapsed) == (120, "day", 89 / 366)


def test_shares_are_added_in_no_plan():
    books = Books()
    for unit, span, value in ((A, "Q1", 0.2), (A, "year", 0.8), (HOME, "year", 0.9)):
        books.add("targets", unit, indicator="conversion_stock", year=2024, period=span, value=value, cell="C4")
    found = report(books.snapshot(), district(A, basis="plan")).district["conversion_stock"]
    assert (found.target, found.basis) == (0.9, "day")


@pytest.mark.parametrize("spans", [("year", "Q4", "Q2", "06"), ("06", "Q2", "Q4", "year")])
def test_of_two_targets_for_one_month_that_of_the_longer_span_stands_in_whatever_order(spans):
    said = {"Q2": 16.0, "06": 30.0, "Q4": 60.0, "year": 40.0}
    books = _planned(_trips(A, 10.0), A, **{span: said[span] for span in spans})
    found = report(books.snapshot(), district(basis="plan")).units[A]["outbound_trips"]
    assert (found.target, found.elapsed) == (40, pytest.approx(16 * 89 / 182 / 40))


@pytest.mark.parametrize("spans", [("Q1", "year", "Q4"), ("Q4", "year", "Q1")])
def test_of_the_registrys_targets_for_one_month_that_of_the_longer_span_stands_too(spans):
    said = {"Q1": 8.0, "year": 40.0, "Q4": 60.0}
    seeds = [SeedTarget(A, "outbound_trips", 2024, said[span], span) for span in spans]
    found = report(_trips(A, 10.0).snapshot(), district(basis="plan", targets=seeds)).units[A]["outbound_trips"]
    assert (found.target, found.elapsed) == (40, pytest.approx(8 * 89 / 91 / 40))


def test_a_registrys_monthly_targets_are_a_plan_too():
    seeds = [SeedTarget(A, "outbound_trips", 2024, 8.0, "03"), SeedTarget(A, "outbound_trips", 2024, 40.0, "year")]
    found = report(_trips(A, 10.0).snapshot(), district(basis="plan", targets=seeds)).units[A]["outbound_trips"]
    assert (found.basis, found.elapsed) == ("plan", pytest.approx(8 * 89 / 91 / 40))


def test_by_last_years_curve_the_share_reached_on_the_same_day_is_the_clock():
    last_year = {date(2023, 3, 29): 6.0, date(2023, 12, 31): 30.0}
    place = district(basis="last-year", targets=[SeedTarget(A, "outbound_trips", 2024, 40.0, "year")])

    def stood_on(day):
        return prepared(_trips(A, last_year[day], day).snapshot(), place)

    state = prepared(_trips(A, 7.0).snapshot(), place, stood_on=stood_on)
    assert _clock(measured(state).units[A]["outbound_trips"]) == ("last-year", 0.2, "level")


@pytest.mark.parametrize(
    ("reached", "told"),
    [
        # nothing of last year's 30 by 28 June: nothing is due yet, although the year is half over
        (0.0, ("last-year", 0.0, "not-due", [{"basis": "last-year", "due_share": 0.0}])),
        # 2.4 of 30 are 8 %, under the tenth from which there are lights
        (2.4, ("last-year", 0.08, "not-due", [{"basis": "last-year", "due_share": 0.08}])),
        # 3 of 30 are the tenth; 7 of 40 stand at 17.5 %
        (3.0, ("last-year", 0.1, "on-pace", [])),
    ],
)
def test_a_clock_that_wants_hardly_anything_in_june_says_so_and_not_that_the_year_is_young(reached, told):
    last_year = {date(2023, 6, 28): reached, date(2023, 12, 31): 30.0}
    place = district(basis="last-year", targets=[SeedTarget(A, "outbound_trips", 2024, 40.0, "year")])

    def stood_on(day):
        return prepared(_trips(A, last_year[day], day).snapshot(), place)

    state = prepared(_trips(A, 7.0, date(2024, 6, 28)).snapshot(), place, stood_on=stood_on)
    found = measured(state).units[A]["outbound_trips"]
    assert (*_clock(found), [note.detail for note in found.notes if note.code == "little-due"]) == told


def test_in_january_last_years_curve_shows_no_light_because_the_year_is_young():
    last_year = {date(2023, 1, 26): 0.0, date(2023, 12, 31): 30.0}
    place = district(basis="last-year", targets=[SeedTarget(A, "outbound_trips", 2024, 40.0, "year")])

    def stood_on(day):
        return prepared(_trips(A, last_year[day], day).snapshot(), place)

    state = prepared(_trips(A, 7.0, date(2024, 1, 26)).snapshot(), place, stood_on=stood_on)
    assert _clock(measured(state).units[A]["outbound_trips"]) == ("last-year", 0.0, "too-early")


def test_by_last_years_curve_dated_trips_of_the_closing_list_tell_what_was_reached():
    """Of 5 trips of 2023 two had started by 29 March; no return of that spring is known."""
    place = district(basis="last-year", targets=[SeedTarget(A, "outbound_trips", 2024, 40.0, "year")])

    def stood_on(day):
        books = Books(day)
        for month in (2, 3, 6, 9, 12):
            start = date(2023, month, 20)
            books.add("visits", A, direction="outbound", level="unit", leader=f"李{month}", start=start, end=start)
        return prepared(books.snapshot(), place) if day == date(2023, 12, 31) else None

    state = prepared(_trips(A, 7.0).snapshot(), place, stood_on=stood_on)
    assert _clock(measured(state).units[A]["outbound_trips"]) == ("last-year", 0.4, "behind")


def test_closing_lists_of_last_year_that_show_nothing_by_the_day_are_no_basis_and_say_so():
    """Two trips of 2023, the first in June; by calendar day 7 of 40 on 29 March are 6.8 points behind."""
    place = district(basis="last-year", targets=[SeedTarget(A, "outbound_trips", 2024, 40.0, "year")])

    def stood_on(day):
        books = Books(day)
        for month in (6, 9):
            start = date(2023, month, 20)
            books.add("visits", A, direction="outbound", level="unit", leader=f"李{month}", start=start, end=start)
        return prepared(books.snapshot(), place) if day == date(2023, 12, 31) else None

    found = measured(prepared(_trips(A, 7.0).snapshot(), place, stood_on=stood_on)).units[A]["outbound_trips"]
    assert _clock(found) == ("day", 89 / 366, "level")
    told = {"basis": "last-year", "without": "records", "day": date(2023, 3, 29)}
    assert [note.detail for note in found.notes if note.code == "basis-instead"] == [told]


def test_without_last_years_figures_the_calendar_day_is_offered():
    place = district(basis="last-year", targets=[SeedTarget(A, "outbound_trips", 2024, 40.0, "year")])
    assert report(_trips(A, 7.0).snapshot(), place).units[A]["outbound_trips"].basis == "day"


def test_bases_that_would_show_another_light_are_named():
    found = report(reference().snapshot(), district()).district
    assert [n.detail for n in found["building_m2"].notes if n.code == "bases-differ"] == [
        {"lights": {"month": "level"}}
    ]
    assert not [n for n in found["land_m2"].notes if n.code == "bases-differ"]
