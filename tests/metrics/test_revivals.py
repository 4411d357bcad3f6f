"""Revivals: every part of an asset on the day it came on, from its returns one after the other."""

from datetime import date

import pytest

from metrics import revivals
from metrics.reporting import measured, prepared
from metrics.revivals import Shown
from metrics.strip import strip
from tests.metrics.conftest import AS_OF, HOME, A, B, Books, district

MARCH_1, MARCH_8, MARCH_15, MARCH_22 = (date(2024, 3, day) for day in (1, 8, 15, 22))
FEBRUARY = date(2024, 2, 2)


def _asset(books: Books, unit: str, name: str, **fields) -> Books:
    return books.add("assets", unit, identity=name, name=name, **{"kind": "factory", "area": 1000, **fields})


def _steps(books: Books, *returns: Shown, old: Books | None = None):
    state = prepared(books.snapshot(), district(), baseline=old.snapshot() if old else None)
    found = revivals.steps(state, "factory_m2", lambda names: {("a", A): returns})
    return [(row.on.date(), row.added, row.undated) for row in found.itertuples()]


def test_an_asset_revived_in_parts_rises_when_each_part_came_on(books):
    _asset(books, A, "a", revitalised_area=900, revitalised_on=date(2024, 3, 27))
    first, second = Shown(MARCH_1, 1, FEBRUARY, 300), Shown(MARCH_15, 2, date(2024, 3, 12), 500)
    assert _steps(books, first, second) == [
        (FEBRUARY, 300, 0),
        (date(2024, 3, 12), 200, 0),
        (date(2024, 3, 27), 400, 0),
    ]


def test_a_part_without_a_newer_day_came_in_the_week_that_brought_it(books):
    _asset(books, A, "a", revitalised_area=900, revitalised_on=FEBRUARY)
    assert _steps(books, Shown(MARCH_1, 1, FEBRUARY, 300), Shown(MARCH_15, 2, FEBRUARY, 500)) == [
        (FEBRUARY, 300, 0),
        (MARCH_15, 200, 200),
        (AS_OF, 400, 400),
    ]


def test_undated_area_stands_in_the_week_that_first_brought_it(books):
    _asset(books, A, "a", revitalised_area=400)
    assert _steps(books, Shown(MARCH_8, 1, None, 400)) == [(MARCH_8, 400, 400)]


def test_a_day_after_its_return_or_of_another_year_dates_nothing(books):
    _asset(books, A, "a", revitalised_area=400, revitalised_on=date(2024, 4, 30))
    _asset(books, B, "b", revitalised_area=100, revitalised_on=FEBRUARY)
    assert _steps(books) == [(FEBRUARY, 100, 0), (AS_OF, 400, 400)]


def test_what_a_later_return_took_back_never_came(books):
    _asset(books, A, "a", revitalised_area=400, revitalised_on=MARCH_1)
    assert _steps(books, Shown(MARCH_1, 1, FEBRUARY, 300), Shown(MARCH_8, 2, FEBRUARY, 900)) == [
        (FEBRUARY, 300, 0),
        (MARCH_1, 100, 0),
    ]


def test_a_day_put_right_beside_the_same_area_is_its_day(books):
    _asset(books, A, "a", revitalised_area=400, revitalised_on=MARCH_1)
    assert _steps(books, Shown(MARCH_8, 1, FEBRUARY, 400)) == [(MARCH_1, 400, 0)]


def test_of_one_period_the_later_receipt_speaks(books):
    _asset(books, A, "a", revitalised_area=400, revitalised_on=FEBRUARY)
    assert _steps(books, Shown(MARCH_8, 1, FEBRUARY, 40), Shown(MARCH_8, 2, FEBRUARY, 400)) == [(FEBRUARY, 400, 0)]


def test_what_was_there_before_1_january_is_no_step(books):
    old = _asset(Books(date(2023, 12, 29)), A, "a", revitalised_area=300, revitalised_on=date(2023, 6, 1))
    _asset(books, A, "a", revitalised_area=800, revitalised_on=date(2023, 6, 1))
    returns = Shown(date(2023, 12, 29), 1, date(2023, 6, 1), 300), Shown(MARCH_8, 2, date(2023, 6, 1), 700)
    assert _steps(books, *returns, old=old) == [(MARCH_8, 400, 400), (AS_OF, 100, 100)]


def test_no_part_rises_above_the_asset(books):
    _asset(books, A, "a", revitalised_area=1500, revitalised_on=MARCH_22)
    assert _steps(books, Shown(MARCH_8, 1, FEBRUARY, 800), Shown(MARCH_15, 2, MARCH_15, 1200)) == [
        (FEBRUARY, 800, 0),
        (MARCH_15, 200, 0),
    ]


def test_increments_come_on_their_own_days(books):
    _asset(books, A, "a", revitalised_increment=200, revitalised_on=FEBRUARY, upto=MARCH_1)
    _asset(books, A, "a", revitalised_increment=300, upto=MARCH_22, submission=2)
    assert _steps(books) == [(FEBRUARY, 200, 0), (MARCH_22, 300, 300)]


def test_what_each_week_added_is_known_where_the_steps_are_the_whole_area(books):
    _asset(books, A, "a", revitalised_area=400, revitalised_on=date(2024, 3, 20))
    _asset(books, B, "b", revitalised_area=100, revitalised_on=FEBRUARY)
    state = prepared(books.snapshot(), district())
    table = revivals.steps(state, "factory_m2")
    assert revivals.weekly(state, table, 500.0) == [0, 0, 0, 100, 0, 0, 0, 0, 0, 0, 400, 0]
    assert revivals.weekly(state, table, 900.0) is None


def test_a_units_weeks_are_its_own_assets_and_a_sum_of_another_units_is_none_of_its(books):
    _asset(books, A, "a", revitalised_area=400, revitalised_on=date(2024, 3, 27))
    _asset(books, B, "b", revitalised_area=100, revitalised_on=MARCH_15)
    state = prepared(books.snapshot(), district())
    mine = revivals.steps(state, "factory_m2", unit=B)
    assert [(row.on.date(), row.added, row.total) for row in mine.itertuples()] == [(MARCH_15, 100, 100)]
    assert revivals.weekly(state, mine, 100, weeks=4) == [0, 100, 0, 0]
    assert revivals.weekly(state, mine, 500, weeks=4) is None


def test_the_lights_of_past_weeks_follow_from_the_steps(books):
    _asset(books, A, "a", revitalised_area=400, revitalised_on=MARCH_22)
    books.add("targets", HOME, indicator="factory_m2", year=2024, period="year", value=1000)
    state = prepared(books.snapshot(), district())
    measure, table = measured(state).district["factory_m2"], revivals.steps(state, "factory_m2")
    added = revivals.weekly(state, table, measure.value)
    assert strip(state, measure) == []
    words = [(week.word, week.made_good) for week in strip(state, measure, added=added)]
    assert words[-3:] == [("behind", True), ("on-pace", False), ("on-pace", False)]


@pytest.mark.parametrize("area", [120.5, 999.9])
def test_parts_add_up_to_the_assets_own(books, area):
    _asset(books, A, "a", revitalised_area=area)
    _asset(books, A, "a", revitalised_increment=0.1, upto=AS_OF, submission=2)
    state = prepared(books.snapshot(), district())
    told = {("a", A): [Shown(MARCH_8, 1, None, 60.0), Shown(MARCH_15, 1, None, 80.0)]}
    found = revivals.revivals(state, "factory_m2", lambda names: told)
    assert sum(each.area for each in found) == pytest.approx(area + 0.1)
