"""The clock of each figure: by the calendar, by its own plan, by last year's curve; and where bases disagree."""

from datetime import date

import pytest

from dashboard.contract import SeedTarget
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


def test_a_registrys_monthly_targets_are_a_plan_too():
    seeds = [SeedTarget(A, "outbound_trips", 2024, 8.0, "03"), SeedTarget(A, "outbound_trips", 2024, 40.0, "year")]
    found = report(_trips(A, 10.0).snapshot(), district(basis="plan", targets=seeds)).units[A]["outbound_trips"]
    assert (found.basis, found.elapsed) == ("plan", pytest.approx(8 * 89 / 91 / 40))


def test_by_last_years_curve_the_share_reached_on_the_same_day_is_the_clock():
    last_year = {date(2023, 3, 29): 6.0, date(2023, 12, 31): 30.0}
    place = district(basis="last-year", targets=[SeedTarget(A, "outbound_trips", 2024, 40.0, "year")])

    def year_ago(day):
        return prepared(_trips(A, last_year[day], day).snapshot(), place)

    state = prepared(_trips(A, 7.0).snapshot(), place, year_ago=year_ago)
    assert _clock(measured(state).units[A]["outbound_trips"]) == ("last-year", 0.2, "level")


def test_without_last_years_figures_the_calendar_day_is_offered():
    place = district(basis="last-year", targets=[SeedTarget(A, "outbound_trips", 2024, 40.0, "year")])
    assert report(_trips(A, 7.0).snapshot(), place).units[A]["outbound_trips"].basis == "day"


def test_bases_that_would_show_another_light_are_named():
    found = report(reference().snapshot(), district()).district
    assert [n.detail for n in found["building_m2"].notes if n.code == "bases-differ"] == [
        {"lights": {"month": "level"}}
    ]
    assert not [n for n in found["land_m2"].notes if n.code == "bases-differ"]
