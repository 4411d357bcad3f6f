"""The two-week rule over the roster, and what exempts a leader from it."""

from datetime import date

import pytest

from dashboard.contract import Leader, Meeting, OutingExemption
from metrics import outings
from metrics.reporting import prepared
from tests.metrics.conftest import HOME, Books, district

LI, WANG = Leader("李一"), Leader("王二", since=date(2024, 3, 1))


def _out(books: Books, leader: str, start: date, end: date) -> Books:
    return books.add(
        "visits", HOME, direction="outbound", level="principal", leader=leader, start=start, end=end, destination="苏州"
    )


def _lines(books: Books, *leaders: Leader, meetings=(), exemptions=()):
    registry = district(leaders=leaders, meetings=meetings, exemptions=exemptions)
    return outings.timeline(prepared(books.snapshot(), registry))


def test_gaps_run_from_new_year_between_trips_and_to_the_cover_to_date(books):
    _out(_out(books, "李一", date(2024, 1, 10), date(2024, 1, 12)), "李一、赵三", date(2024, 1, 26), date(2024, 1, 27))
    (line,) = _lines(books, LI)
    assert [(gap.days, gap.over) for gap in line.gaps] == [(9, False), (14, False), (62, True)]
    assert (line.last_end, line.due, line.days_since, line.broken) == (date(2024, 1, 27), date(2024, 2, 10), 62, True)


def test_out_until_23_march_is_due_on_6_april(books):
    (line,) = _lines(_out(books, "李一", date(2024, 3, 20), date(2024, 3, 23)), LI)
    assert line.due == date(2024, 4, 6)


def test_one_who_never_went_is_seen_from_taking_office(books):
    _, line = _lines(_out(books, "李一", date(2024, 3, 20), date(2024, 3, 23)), LI, WANG)
    assert (line.leader, line.trips, line.last_end) == (WANG, (), None)
    assert [(gap.start, gap.days, gap.over) for gap in line.gaps] == [(date(2024, 3, 1), 28, True)]


def test_for_other_levels_only_the_days_since_are_said(books):
    (line,) = _lines(_out(books, "孙四", date(2024, 3, 1), date(2024, 3, 1)), Leader("孙四", level="deputy"))
    assert (line.gaps, line.due, line.broken, line.days_since) == ((), None, False, 28)


def test_a_due_date_in_recess_moves_behind_it(books):
    recess = Meeting(cover_to=date(2024, 4, 12), held=False)
    (line,) = _lines(_out(books, "李一", date(2024, 3, 20), date(2024, 3, 23)), LI, meetings=(recess,))
    assert line.due == date(2024, 4, 15)


@pytest.mark.parametrize(
    ("back", "recess", "due"),
    [
        (date(2025, 1, 17), [date(2025, 1, 31)], date(2025, 2, 5)),
        (date(2024, 1, 31), [date(2024, 2, 16)], date(2024, 2, 18)),
        (date(2031, 1, 17), [date(2031, 1, 31)], date(2031, 2, 3)),
    ],
)
def test_behind_a_recess_the_first_working_day_is_due(back, recess, due):
    """To 4 February 2025 is holiday; Sunday 18 February 2024 is worked; of 2031 no holidays are known."""
    books = _out(Books(back), "李一", back, back)
    (line,) = _lines(books, LI, meetings=[Meeting(cover_to=day, held=False) for day in recess])
    assert line.due == due


@pytest.mark.parametrize(("next_out", "over"), [(date(2024, 2, 18), False), (date(2024, 2, 19), True)])
def test_who_goes_on_the_day_that_is_due_behind_a_recess_breaks_nothing(next_out, over):
    """Back on 31 January; the fortnight ends in the recess, so that Sunday 18 February, which is worked, is due."""
    books = _out(
        _out(Books(date(2024, 2, 23)), "李一", date(2024, 1, 10), date(2024, 1, 31)), "李一", next_out, next_out
    )
    (line,) = _lines(books, LI, meetings=[Meeting(cover_to=date(2024, 2, 16), held=False)])
    assert [(gap.days, gap.over) for gap in line.gaps[:2]] == [(9, False), ((next_out - date(2024, 1, 31)).days, over)]
    waiting = _out(Books(date(2024, 2, 16)), "李一", date(2024, 1, 10), date(2024, 1, 31))
    (line,) = _lines(waiting, LI, meetings=[Meeting(cover_to=date(2024, 2, 16), held=False)])
    assert (line.days_since, line.due, line.broken) == (16, date(2024, 2, 18), False)


def test_exempt_days_are_in_no_gap_and_move_the_due_date(books):
    """In from 27 January to 29 March are 62 days, 20 of them at a training."""
    _out(books, "李一", date(2024, 1, 26), date(2024, 1, 27))
    course = OutingExemption("李一", date(2024, 2, 1), date(2024, 2, 20), "党校培训")
    other = OutingExemption("王二", date(2024, 3, 1), date(2024, 3, 29), "抗洪")
    (line,) = _lines(books, LI, exemptions=(course, other))
    assert [(gap.days, gap.exempt, gap.over) for gap in line.gaps] == [(25, 0, True), (42, 20, True)]
    assert (line.days_since, line.due, line.exemptions) == (42, date(2024, 3, 1), (course,))


def test_a_leader_who_is_exempt_all_along_breaks_nothing(books):
    _out(books, "李一", date(2024, 3, 20), date(2024, 3, 23))
    _, line = _lines(
        books, LI, WANG, exemptions=(OutingExemption("王二", date(2024, 3, 1), date(2024, 4, 30), "病假"),)
    )
    assert ([(gap.days, gap.exempt) for gap in line.gaps], line.broken) == ([(0, 28)], False)
    assert line.due == date(2024, 5, 14)


def test_an_exemption_without_an_end_in_sight_breaks_nothing(books):
    forever = OutingExemption("王二", date(2024, 3, 1), date.max, "驻外挂职")
    _out(books, "李一", date(2024, 3, 20), date(2024, 3, 23))
    _, line = _lines(books, LI, WANG, exemptions=(forever,))
    assert (line.broken, line.exemptions, line.due > date(2033, 1, 1)) == (False, (forever,), True)


def test_a_name_with_a_joining_word_in_it_goes_as_one(books):
    """林和平 five times, of which once with 周启明 and once with others."""
    for day, leader in (
        (5, "林和平"),
        (12, "林和平和周启明"),
        (19, "周启明 林和平"),
        (26, "林和平等"),
        (27, "区长林和平"),
    ):
        _out(books, leader, date(2024, 3, day), date(2024, 3, day))
    lin, zhou = _lines(books, Leader("林和平", "区长"), Leader("周启明"))
    assert ([len(line.trips) for line in (lin, zhou)], lin.days_since) == ([5, 2], 2)
