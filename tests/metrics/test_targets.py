"""Whose target stands for the district: its own row, its seed, or the sum of its units'."""

from datetime import date, timedelta

from dashboard.contract import SeedTarget
from metrics import report
from metrics.measure import Note
from metrics.reporting import prepared
from metrics.targets import in_force
from tests.metrics.conftest import HOME, A, B, Books, C, district


def _aim(books: Books, unit: str, value: float, indicator: str = "outbound_trips") -> Books:
    return books.add("targets", unit, indicator=indicator, year=2024, period="year", value=value, cell=f"C{value:.0f}")


def _seed(unit: str, value: float) -> SeedTarget:
    return SeedTarget(unit, "outbound_trips", 2024, value, file="d.toml", line=7)


def _of_district(books: Books, *seeds: SeedTarget):
    return report(books.snapshot(), district(targets=seeds)).district["outbound_trips"]


def test_a_submitted_row_of_the_district_wins_over_its_seed_and_over_the_sum(books):
    for unit, value in ((A, 10), (B, 20), (C, 30), (HOME, 50)):
        _aim(books, unit, value)
    found = _of_district(books, _seed(HOME, 70))
    assert found.target == 50
    assert [(source.unit, source.cell) for source in found.target_source] == [(HOME, "C50")]
    assert found.notes == (Note("target-differs", {"own": 50, "units": 60}),)


def test_a_submitted_row_that_equals_the_sum_needs_no_remark(books):
    for unit, value in ((A, 10), (B, 20), (C, 30), (HOME, 60)):
        _aim(books, unit, value)
    found = _of_district(books)
    assert (found.target, found.notes) == (60, ())


def test_a_submitted_row_stands_beside_units_that_lack_a_target(books):
    found = _of_district(_aim(_aim(books, A, 10), HOME, 50), _seed(HOME, 70))
    assert (found.target, found.notes) == (50, ())


def test_targets_of_some_units_that_are_more_than_the_districts_are_said(books):
    found = _of_district(_aim(_aim(_aim(books, A, 3), B, 2), HOME, 4))
    assert (found.target, found.notes) == (4, (Note("target-exceeded", {"own": 4, "units": 5, "given": 2}),))


def test_targets_of_some_units_that_reach_the_districts_need_no_remark(books):
    found = _of_district(_aim(_aim(_aim(books, A, 3), B, 2), HOME, 5))
    assert (found.target, found.notes) == (5, ())


def test_a_submitted_row_is_compared_with_seeds_of_the_units_too(books):
    found = _of_district(_aim(_aim(books, A, 10), HOME, 50), _seed(B, 20), _seed(C, 30))
    assert (found.target, found.notes) == (50, (Note("target-differs", {"own": 50, "units": 60}),))


def test_the_seed_of_the_district_stands_before_the_sum_and_says_the_difference(books):
    for unit, value in ((A, 10), (B, 20), (C, 30)):
        _aim(books, unit, value)
    found = _of_district(books, _seed(HOME, 70))
    assert (found.target, found.target_source[0].file) == (70, "d.toml")
    assert found.notes == (Note("target-differs", {"own": 70, "units": 60}),)


def test_the_districts_row_of_one_indicator_says_nothing_about_another(books):
    for unit, value in ((A, 10), (B, 20), (C, 30)):
        _aim(books, unit, value)
    _aim(books, HOME, 5, "factory_m2")
    found = report(books.snapshot(), district()).district
    assert (found["outbound_trips"].target, found["factory_m2"].target) == (60, 5)


def test_without_a_target_for_every_unit_the_district_says_how_many_have_one(books):
    _aim(books, A, 10)
    _aim(books, B, 20)
    found = _of_district(books)
    assert found.target is None
    assert Note("target-partial", {"given": 2, "expected": 3}) in found.notes


def test_another_target_than_at_the_last_meeting_is_said_with_both():
    before = _aim(_aim(Books(date(2024, 3, 22)), A, 20), B, 10)
    now = _aim(_aim(Books(), A, 30), B, 10)
    found = report(now.snapshot(), district(), previous=before.snapshot()).units
    told = {"was": 20, "now": 30, "since": date(2024, 3, 29)}
    assert found[A]["outbound_trips"].notes == (Note("target-revised", told),)
    assert found[B]["outbound_trips"].notes == ()


def test_a_target_set_first_or_for_another_year_is_no_revision():
    now = _aim(Books(date(2024, 1, 5)), A, 30)
    assert (
        report(now.snapshot(), district(), previous=Books(date(2024, 1, 3)).snapshot()).units[A]["outbound_trips"].notes
        == ()
    )
    old = Books(date(2023, 12, 29)).add("targets", A, indicator="outbound_trips", year=2023, period="year", value=20)
    assert report(now.snapshot(), district(), previous=old.snapshot()).units[A]["outbound_trips"].notes == ()


def test_every_week_has_the_target_that_stood_at_its_end():
    """20 from 9 February, 30 from 15 March; nothing before."""
    asked = []

    def stood_on(day):
        asked.append(day)
        value = 30 if day >= date(2024, 3, 15) else 20
        return prepared(_aim(Books(day), A, value).snapshot(), district()) if day >= date(2024, 2, 9) else None

    state = prepared(_aim(Books(), A, 30).snapshot(), district(), stood_on=stood_on)
    fridays = [date(2024, 2, 2) + timedelta(days=7 * n) for n in range(9)]
    assert in_force(state, A, "outbound_trips", fridays) == [None, 20, 20, 20, 20, 20, 30, 30, 30]
    assert len(asked) == len(set(asked))
    assert in_force(state, B, "outbound_trips", fridays) == [None] * 9
    assert in_force(prepared(_aim(Books(), A, 30).snapshot(), district()), A, "outbound_trips", fridays) == [30] * 9
