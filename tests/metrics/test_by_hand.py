"""What was entered by hand beside what the unit itself reported, where the store's tests do not reach."""

from datetime import date

import pytest

from metrics import report
from metrics.causes import causes
from metrics.reporting import prepared
from tests.metrics.conftest import A, B, Books, district

JAN_5, JAN_12 = date(2024, 1, 5), date(2024, 1, 12)


def _told(books: Books, receipt: int, value: float, on: date, period: str, *, filed: date | None = None) -> Books:
    fields = {"indicator": "outbound_trips", "period": period, "as_of": on, "value": value, "cell": "B4"}
    return books.add("counters", A, submission=receipt, upto=filed or on, **fields)


def _figure(books: Books):
    return report(books.snapshot(), district()).units[A]["outbound_trips"]


def _codes(measure) -> list[str]:
    return [note.code for note in measure.notes]


def test_a_figure_of_the_year_contradicts_no_entry_of_a_week_that_ends_on_its_day():
    books = _told(Books(JAN_12).enters(7), 7, 3.0, JAN_12, "week")
    found = _figure(_told(books, 8, 51.0, JAN_12, "cumulative"))
    assert (found.value, _codes(found)) == (51, [])


def test_an_entry_of_an_earlier_month_is_the_latest_word_on_it_whatever_day_the_units_file_covers_to():
    """Of a counter its own day counts, so both are of 31 January, and the entry has the later receipt."""
    march = date(2024, 3, 1)
    books = Books(march).enters(9)
    for month, value in ((date(2024, 1, 31), 4.0), (date(2024, 2, 29), 5.0)):
        _told(books, 8, value, month, "month", filed=march)
    found = _figure(_told(books, 9, 7.0, date(2024, 1, 31), "month"))
    assert (found.value, found.by_hand) == (12, "entered")


def test_of_a_units_own_figures_of_a_week_that_of_the_later_file_stands():
    books = _told(Books(JAN_5), 8, 4.0, JAN_5, "week")
    assert _figure(_told(books, 7, 5.0, JAN_5, "week", filed=JAN_12)).value == 5


def test_an_entry_of_a_later_week_moves_no_day_of_the_year_so_far_that_was_entered():
    books = _told(Books(JAN_12).enters(7).enters(9), 7, 14.0, JAN_5, "cumulative")
    found = _figure(_told(_told(books, 6, 3.0, JAN_5, "week"), 9, 2.0, JAN_12, "week"))
    assert (found.value, found.cover_to) == (14, JAN_5)


def _project_of_two_units_with_an_entry_for_the_second(books: Books) -> Books:
    days = {"signed_on": date(2024, 3, 1), "started_on": date(2024, 3, 1)}
    for submission, unit in ((4, A), (5, B)):
        books.add("projects", unit, identity="项", submission=submission, stage="started", **days)
        books.covers(unit, "projects", "started", submission=submission)
    fields = {"period": "cumulative", "as_of": books.as_of, "value": 3.0, "cell": "B4"}
    for indicator in ("projects_started", "projects_discussed"):
        books.add("counters", B, submission=9, indicator=indicator, **fields)
    return books.enters(9)


@pytest.mark.parametrize("indicator", ["projects_started", "projects_discussed"])
def test_a_thing_of_two_lists_stays_on_the_one_that_no_entry_set_aside(indicator):
    found = report(_project_of_two_units_with_an_entry_for_the_second(Books()).snapshot(), district())
    assert [found.units[unit][indicator].value for unit in (A, B)] == [1, 3]
    assert (found.district[indicator].value, found.district[indicator].by_hand) == (4, "part")


def test_who_was_set_aside_tells_no_other_list_what_was_signed_last_year():
    books = Books().add("projects", A, identity="项", submission=4, stage="signed")
    books.add("projects", B, identity="项", submission=5, stage="signed", signed_on=date(2023, 3, 1))
    fields = {"indicator": "projects_discussed", "period": "cumulative", "as_of": books.as_of, "value": 3.0}
    for submission, unit in ((4, A), (5, B)):
        books.covers(unit, "projects", "signed", submission=submission)
    books.add("counters", B, submission=9, cell="B4", **fields).enters(9)
    found = report(books.snapshot(), district())
    assert [found.units[unit]["projects_discussed"].value for unit in (A, B)] == [1, 3]
    assert found.district["projects_discussed"].value == 4


def test_what_made_a_number_change_adds_up_where_an_entry_set_a_list_aside():
    now = _project_of_two_units_with_an_entry_for_the_second(Books()).snapshot()
    before = _project_of_two_units_with_an_entry_for_the_second(Books(date(2024, 3, 22)))
    before.by_hand.clear()
    before.records.pop("counters")
    state = prepared(now, district(), before.snapshot())
    assert sum(cause.amount for cause in causes(state, "projects_started")) == 3


def test_a_ratio_counts_a_thing_of_two_lists_on_the_one_that_no_entry_set_aside():
    found = report(_project_of_two_units_with_an_entry_for_the_second(Books()).snapshot(), district())
    ratio = found.district["conversion_same_period"]
    assert (ratio.numerator, ratio.denominator, ratio.by_hand) == (4, 1, "part")
