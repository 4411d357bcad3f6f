"""Weeks, meetings, returns missed and the district's clock."""

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from dashboard.contract import District, Meeting, Rules
from dashboard.weeks import (
    closing,
    closings,
    end_of,
    held_after,
    held_before,
    held_between,
    last_day,
    last_week_end,
    local,
    plain,
    returns_missed,
    week_end,
)  # fmt: skip

PLAIN = District("示例区")


@pytest.mark.parametrize(
    ("on", "end", "last"),
    [
        (date(2024, 3, 20), date(2024, 3, 22), date(2024, 3, 15)),
        (date(2024, 3, 29), date(2024, 3, 29), date(2024, 3, 29)),
        (date(2024, 3, 30), date(2024, 4, 5), date(2024, 3, 29)),
    ],
)
def test_weeks_run_from_saturday_to_friday(on: date, end: date, last: date) -> None:
    assert (week_end(on), last_week_end(on)) == (end, last)


def test_the_last_days_of_december_are_of_the_years_last_week() -> None:
    assert [closing(day) for day in (date(2024, 12, 27), date(2024, 12, 31), date(2025, 1, 1))] == [
        date(2024, 12, 27), date(2024, 12, 27), date(2025, 1, 3),
    ]  # fmt: skip
    assert closings(date(2024, 12, 31), 2) == [date(2024, 12, 20), date(2024, 12, 27)]
    assert closings(date(2025, 1, 10), 5) == [date(2025, 1, 3), date(2025, 1, 10)]
    assert [last_day(end) for end in closings(date(2024, 12, 31), 2)] == [date(2024, 12, 20), date(2024, 12, 31)]


def test_a_monday_meeting_covers_to_the_friday_before() -> None:
    assert last_week_end(date(2024, 4, 1)) == date(2024, 3, 29)


def test_the_meeting_before_passes_over_weeks_without_one() -> None:
    spring = District(
        "示例区", meetings=(Meeting(date(2024, 2, 9), held=False), Meeting(date(2024, 2, 16), held=False))
    )
    assert held_before(PLAIN, date(2024, 2, 23)) == date(2024, 2, 16)
    assert held_before(spring, date(2024, 2, 23)) == date(2024, 2, 2)


def test_the_meeting_after_is_the_calendars_or_the_next_week_with_one() -> None:
    calendar = District(
        "示例区",
        meetings=(Meeting(date(2024, 3, 29)), Meeting(date(2024, 4, 8)), Meeting(date(2024, 4, 5), held=False)),
    )
    spring = District("示例区", meetings=(Meeting(date(2024, 4, 5), held=False),))
    assert [held_after(calendar, day) for day in (date(2024, 3, 29), date(2024, 4, 8))] == [
        date(2024, 4, 8),
        date(2024, 4, 12),
    ]
    assert [held_after(PLAIN, day) for day in (date(2024, 3, 28), date(2024, 3, 29))] == [
        date(2024, 3, 29),
        date(2024, 4, 5),
    ]
    assert held_after(spring, date(2024, 3, 29)) == date(2024, 4, 12)


@pytest.mark.parametrize(
    ("on", "before"),
    [
        (date(2025, 1, 3), date(2024, 12, 31)),
        (date(2024, 12, 31), date(2024, 12, 27)),
        (date(2024, 12, 27), date(2024, 12, 20)),
    ],
)
def test_the_annual_closing_compares_with_the_meeting_before_it(on: date, before: date) -> None:
    closing = District("示例区", meetings=tuple(Meeting(date(2024, 12, day)) for day in (27, 31)))
    assert held_before(closing, on) == before


def test_days_of_the_calendar_count_whatever_their_weekday() -> None:
    odd = District("示例区", meetings=tuple(Meeting(date(2024, 3, day)) for day in (20, 25, 27)))
    assert [held_before(odd, date(2024, 3, day)).day for day in (27, 25, 28)] == [25, 20, 25]


@pytest.mark.parametrize(
    ("on", "before"),
    [
        (date(2024, 4, 1), date(2024, 3, 22)),
        (date(2024, 4, 4), date(2024, 3, 22)),
        (date(2024, 4, 5), date(2024, 3, 29)),
        (date(2024, 12, 31), date(2024, 12, 27)),
        (date(2023, 12, 31), date(2023, 12, 29)),
    ],
)
def test_without_a_calendar_a_day_within_a_week_covers_to_the_friday_before_and_31_december_to_itself(
    on: date, before: date
) -> None:
    assert held_before(PLAIN, on) == before


@pytest.mark.parametrize(("period", "missed"), [(date(2024, 3, 29), 0), (date(2024, 3, 22), 1), (date(2024, 3, 15), 2)])
def test_returns_missed_by_a_weekly_ledger(period: date, missed: int) -> None:
    assert returns_missed(PLAIN, period, date(2024, 3, 29), "visits") == missed


def test_a_monthly_ledger_misses_one_return_in_four_weeks() -> None:
    monthly = District("示例区", rules=Rules(cadence_weeks={"assets": 4}))
    assert returns_missed(monthly, date(2024, 3, 8), date(2024, 3, 29), "assets") == 0
    assert returns_missed(monthly, date(2024, 3, 1), date(2024, 3, 29), "assets") == 1


def test_weeks_without_a_meeting_expect_nobody() -> None:
    spring = District("示例区", meetings=(Meeting(date(2024, 2, 16), held=False),))
    assert returns_missed(spring, date(2024, 2, 9), date(2024, 2, 16), "visits") == 0


@pytest.mark.parametrize(
    ("since", "until", "held"),
    [
        (date(2024, 2, 9), date(2024, 3, 1), 3),
        (date(2024, 2, 10), date(2024, 2, 22), 0),
        (date(2024, 2, 23), date(2024, 2, 23), 1),
        (date(2024, 3, 1), date(2024, 2, 23), 0),
        (date(2014, 3, 7), date(2024, 2, 9), 519),
    ],
)
def test_meetings_held_between_two_days_pass_over_a_recess(since: date, until: date, held: int) -> None:
    spring = District("示例区", meetings=(Meeting(date(2024, 2, 16), held=False),))
    assert held_between(spring, since, until) == held


@pytest.fixture(params=["UTC", "Asia/Shanghai", "America/New_York"])
def machine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A machine that keeps another clock."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield request.param
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("machine")
def test_a_day_ends_at_the_districts_midnight_whatever_the_machine_keeps() -> None:
    assert end_of(date(2024, 3, 15)).astimezone(UTC) == datetime(2024, 3, 15, 15, 59, 59, 999_999, tzinfo=UTC)


@pytest.mark.usefixtures("machine")
def test_a_moment_is_told_by_the_districts_clock_and_one_without_a_zone_is_meant_so() -> None:
    assert plain(datetime(2024, 3, 15, 17, tzinfo=UTC)) == datetime(2024, 3, 16, 1)
    assert plain(datetime(2024, 3, 15, 17)) == datetime(2024, 3, 15, 17)
    assert local(datetime(2024, 3, 15, 17)) == datetime(2024, 3, 15, 9, tzinfo=UTC)
