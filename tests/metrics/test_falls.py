"""A cumulative counter that fell is said on the figure and on every sum that holds it."""

from datetime import date

import pytest

from metrics import report
from metrics.measure import Note
from tests.metrics.conftest import AS_OF, HOME, A, Books, district

MARCH_22 = date(2024, 3, 22)


def _week(on: date, value: float, unit: str = A, **fields) -> Books:
    return Books(on).add("counters", unit, indicator="promotions", period="cumulative", as_of=on, value=value, **fields)


def _said(before: Books, now: Books, unit: str = "") -> list[Note]:
    found = report(now.snapshot(), district(), previous=before.snapshot())
    measure = (found.units[unit] if unit else found.district)["promotions"]
    return [note for note in measure.notes if note.code == "counter-fell"]


def test_a_counter_that_fell_is_said_for_its_unit_and_for_the_district():
    told = Note("counter-fell", {"unit": A, "was": 40, "now": 38, "on": MARCH_22})
    before, now = _week(MARCH_22, 40), _week(AS_OF, 38)
    assert _said(before, now, A) == _said(before, now) == [told]


@pytest.mark.parametrize("value", [40, 41])
def test_one_that_did_not_fall_needs_no_word(value):
    assert _said(_week(MARCH_22, 40), _week(AS_OF, value)) == []


def test_a_new_year_begins_anew():
    assert _said(_week(date(2023, 12, 29), 40), _week(date(2024, 1, 5), 1)) == []


def test_hedged_figures_fall_only_beyond_their_hedge():
    before = _week(MARCH_22, 40, hedged="value")
    assert _said(before, _week(AS_OF, 39)) == []
    assert len(_said(before, _week(AS_OF, 37))) == 1


def test_the_districts_own_row_falls_where_it_alone_is_the_figure():
    assert [n.detail["unit"] for n in _said(_week(MARCH_22, 40, HOME), _week(AS_OF, 38, HOME))] == [HOME]


def test_what_was_entered_by_hand_is_no_counter_of_the_units():
    before, now = _week(MARCH_22, 40), _week(AS_OF, 38, submission=9).enters(9)
    assert _said(before, now, A) == []
