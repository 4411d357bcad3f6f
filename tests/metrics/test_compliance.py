"""The two-week rule over the roster, and the weekly survey."""

from datetime import date, timedelta

from dashboard.contract import Leader, Meeting
from metrics import compliance, report
from metrics.reporting import prepared
from tests.metrics.conftest import AS_OF, HOME, A, B, Books, district

LI, WANG = Leader("李一"), Leader("王二", since=date(2024, 3, 1))


def _out(books: Books, leader: str, start: date, end: date) -> Books:
    return books.add(
        "visits", HOME, direction="outbound", level="principal", leader=leader, start=start, end=end, destination="苏州"
    )


def _lines(books: Books, *leaders: Leader, meetings=()):
    return compliance.timeline(prepared(books.snapshot(), district(leaders=leaders, meetings=meetings)))


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


def _project(books: Books, unit: str, name: str, **fields) -> Books:
    return books.add("projects", unit, identity=name, name=name, **{"stage": "negotiating", **fields})


def test_surveyed_share_splits_by_what_happened(books):
    week_before = AS_OF - timedelta(days=7)
    before = Books(week_before)
    for name in ("changed", "confirmed", "same", "late", "vanished"):
        _project(before, A, name, progress="洽谈中")
    _project(books, A, "changed", stage="signed", progress="洽谈中")
    _project(books, A, "confirmed", progress="本周无变化")
    _project(books, A, "same", progress="洽谈中")
    _project(books, A, "late", progress="洽谈中", upto=week_before)
    _project(books, B, "new")
    found = report(books.snapshot(), district(), previous=before.snapshot())
    share = found.units[A]["surveyed_share"]
    assert (share.value, share.numerator, share.denominator) == (0.6, 3, 5)
    assert share.notes[0].detail == {"changed": 1, "confirmed": 1, "identical": 1, "missing": 2}
    assert found.units[B]["surveyed_share"].value == 1
    assert (found.district["surveyed_share"].numerator, found.district["surveyed_share"].denominator) == (4, 6)
