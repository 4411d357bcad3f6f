"""Every reason for having no light: kept out of sums, shares and comparisons, and told aloud beside them."""

from datetime import date, timedelta

import pytest

from dashboard.charts.board import Line, fitting, ranks
from metrics.measure import Measure, Report
from metrics.reporting import report
from metrics.rulebook import Part, Rulebook, Term
from metrics.score_inputs import Input
from metrics.scoring import scoreboard
from tests.metrics.conftest import AS_OF, A, B, Books, C, district

TRIPS = "outbound_trips"
WEEK = timedelta(days=7)
JANUARY = date(2024, 1, 12)


def _trips(books: Books, unit: str, value: float, upto: date | None = None) -> None:
    on = upto or books.as_of
    books.add("counters", unit, upto=on, indicator=TRIPS, period="cumulative", as_of=on, value=value, cell="B4")


def _aim(books: Books, unit: str, value: float) -> None:
    books.add("targets", unit, indicator=TRIPS, year=books.as_of.year, period="year", value=value, cell="C4")


def _three(reason: str) -> Report:
    """A has the reason, B and C have 30 of 40 and 10 of 40."""
    books = Books(JANUARY if reason == "too-early" else AS_OF)
    for unit, value in ((B, 30), (C, 10)):
        _trips(books, unit, value)
        _aim(books, unit, 40)
    if reason != "no-data":
        _trips(books, A, 0 if reason == "not-due" else 1, books.as_of - 2 * WEEK if reason == "stale" else None)
    if reason != "no-target":
        _aim(books, A, 3 if reason == "not-due" else 40)
    return report(books.snapshot(), district())


@pytest.mark.parametrize("reason", ["no-data", "stale", "no-target", "too-early", "not-due"])
def test_what_has_no_light_is_neither_green_nor_behind_and_says_why(reason: str) -> None:
    mine = _three(reason).units[A][TRIPS]
    assert mine.grey_reason == reason
    assert (mine.light, mine.light_word) == ((None, reason) if reason in ("too-early", "not-due") else ("grey", "grey"))


def test_of_no_data_the_sum_is_of_those_who_reported_and_says_how_many() -> None:
    found = _three("no-data")
    whole = found.district[TRIPS]
    assert (whole.value, whole.reported, whole.expected) == (40, 2, 3)
    # what is due is due of all: the share is of the whole target, never the mean of two shares
    assert (whole.target, whole.completion) == (120, 40 / 120)


def test_a_stale_figure_is_in_the_sum_with_its_day_and_shows_no_light_of_its_own() -> None:
    found = _three("stale")
    whole = found.district[TRIPS]
    assert (whole.value, whole.completion) == (41, 41 / 120)
    assert [(n.code, n.detail["unit"], n.detail["cover_to"]) for n in whole.notes if n.code == "stale-part"] == [
        ("stale-part", A, date(2024, 3, 15))
    ]


def test_without_a_units_target_the_whole_has_none_and_says_how_many_have_one() -> None:
    whole = _three("no-target").district[TRIPS]
    assert (whole.value, whole.target, whole.completion, whole.grey_reason) == (41, None, None, "no-target")
    assert [n.detail for n in whole.notes if n.code == "target-partial"] == [{"given": 2, "expected": 3}]


@pytest.mark.parametrize("reason", ["no-data", "no-target"])
def test_who_has_no_share_has_no_place_and_takes_none(reason: str) -> None:
    units = _three(reason).units
    lines = [Line(name, name, "", units[name]) for name in (A, B, C)]
    assert ranks(lines, TRIPS) == {B: 1, C: 2}


def test_a_group_whose_target_is_not_that_of_its_units_has_no_share() -> None:
    units = _three("no-target").units
    whole = units[B][TRIPS]._replace(target=120.0)
    found: Measure = fitting(whole, [units[name][TRIPS] for name in (A, B, C)])
    assert (found.completion, found.gap, found.light) == (None, None, None)


@pytest.mark.parametrize("reason", ["no-data", "no-target", "not-due", "counter", "unjudged"])
@pytest.mark.parametrize("form", ["proportional", "efficacy"])
def test_what_cannot_be_scored_moves_nobodys_points(form: str, reason: str) -> None:
    """Of the others' points each is what it is without the unit at all."""
    term = Term("t", "外出", form, 100.0, (Part(TRIPS),), cap=1.0)
    rules = Rulebook("办法", "1", date(2024, 1, 1), date(2024, 12, 31), "nothing", (term,))
    known = {(B, "t"): (Input(TRIPS, value=30, target=40),), (C, "t"): (Input(TRIPS, value=10, target=40),)}
    grey = {(A, "t"): (Input(TRIPS, value=None, target=40, reason=reason),)}
    alone = scoreboard(rules, {B: "", C: ""}, known).units
    beside = scoreboard(rules, {A: "", B: "", C: ""}, known | grey).units
    assert [each.total for each in beside] == [None, *(each.total for each in alone)]
    assert [each.rank for each in beside] == [None, *(each.rank for each in alone)]
    assert (beside[0].terms[0].state, beside[0].terms[0].missing) == ("missing", reason)
