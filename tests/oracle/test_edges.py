"""Days on which a clock turns, targets on which a light turns: on every basis both reckonings say the same."""

from datetime import date, timedelta

import pytest

from dashboard.contract import BASES, Snapshot
from metrics.periods import elapsed_share, in_force
from tests.metrics.conftest import HOME, A, B, Books, C, district
from tests.oracle.clocks import by_month, by_working_day
from tests.oracle.compare import differences

DAYS = (
    *(date(2024, 1, 1), date(2024, 2, 28), date(2024, 2, 29), date(2024, 3, 1), date(2024, 12, 30), date(2024, 12, 31)),
    *(date(2023, 1, 1), date(2023, 2, 28), date(2023, 3, 1), date(2023, 12, 31)),
    *(date(2025, 2, 28), date(2025, 3, 1), date(2025, 3, 31), date(2025, 4, 1), date(2025, 6, 30), date(2025, 12, 31)),
    *(date(2026, 12, 31), date(2027, 1, 1), date(2027, 6, 30), date(2028, 2, 29), date(2028, 12, 31)),
)
OFTEN = (date(2024, 1, 1), date(2024, 2, 29), date(2025, 3, 1), date(2024, 12, 31), date(2027, 6, 30))
TARGETS = {"outbound_trips": 2.0, "inbound_groups": 9.0, "chambers": 10.0, "factory_m2": 2.0, "projects_signed": 0.0}
"""In whole items, just not, an area, and none."""


def _books(day: date, value: float) -> Books:
    books = Books(day)
    for number, indicator in enumerate(TARGETS):
        for unit in (A, B):
            told = {"indicator": indicator, "period": "cumulative", "as_of": day, "value": value + number}
            books.add("counters", unit, cell="C3", **told)
    for indicator, aim in TARGETS.items():
        for unit, times in ((A, 1), (B, 2), (C, 1), (HOME, 3)):
            if unit == HOME and indicator != "chambers":
                continue
            for span, part in {"Q1": 0.1, "05": 0.3, "Q3": 0.8, "year": 1.0}.items():
                aimed = {"indicator": indicator, "year": day.year, "period": span, "value": times * aim * part}
                books.add("targets", unit, upto=date(day.year, 1, 1), cell="D3", **aimed)
    return books


def _a_year_ago(day: date) -> Snapshot:
    """One more each day, so that a day too many is seen."""
    return _books(day, float(day.timetuple().tm_yday)).snapshot()


def _agree(basis: str, day: date, value: float) -> None:
    last = _books(date(day.year - 1, 12, 31), 1.0).snapshot()
    told, number = differences(_books(day, value).snapshot(), district(basis=basis), None, last, _a_year_ago)
    assert number > 0
    assert not told, "\n".join(told[:20])


@pytest.mark.parametrize("basis", BASES)
def test_both_reckonings_agree_where_a_clock_turns(basis: str) -> None:
    for number, day in enumerate(OFTEN):
        _agree(basis, day, float(number))


@pytest.mark.slow
@pytest.mark.parametrize("basis", BASES)
def test_both_reckonings_agree_wherever_a_clock_or_a_light_turns(basis: str) -> None:
    for day in DAYS:
        for value in (0.0, 1.0, 2.0, 5.0):
            _agree(basis, day, value)


def test_every_day_of_six_years_by_month_and_by_working_day() -> None:
    day = date(2023, 1, 1)
    while day.year < 2029:
        assert elapsed_share(day, "month") == float(by_month(day))
        worked = by_working_day(day)
        assert in_force("workday", day.year) == ("day" if worked is None else "workday")
        if worked is not None:
            assert elapsed_share(day, "workday") == float(worked)
        day += timedelta(days=1)


@pytest.mark.parametrize("basis", BASES)
def test_the_first_meeting_of_january_closes_the_year(basis: str) -> None:
    """It covers to 31 December; after it what was counted since January has begun anew, what stands goes on."""
    closing, before = date(2024, 12, 31), _books(date(2024, 12, 27), 4.0).snapshot()
    for day in (closing, date(2025, 1, 3)):
        books = _books(closing, 5.0)
        books.as_of = day
        stands = {"indicator": "projects_discussed", "period": "cumulative", "as_of": closing, "value": 7.0}
        books.add("counters", A, upto=closing, cell="C3", **stands)
        told, _ = differences(books.snapshot(), district(basis=basis), before, None, _a_year_ago)
        assert not told, "\n".join(told[:20])
