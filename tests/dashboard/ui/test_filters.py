"""The meeting that is being prepared."""

from datetime import date

import pytest

from dashboard.contract import District, Meeting
from dashboard.ui.filters import open_meeting

DISTRICT = District("示例区")


@pytest.mark.parametrize(
    ("day", "covers"),
    [
        (date(2024, 3, 29), date(2024, 3, 29)),
        (date(2024, 3, 30), date(2024, 3, 29)),
        (date(2024, 4, 1), date(2024, 3, 29)),
        (date(2024, 4, 2), date(2024, 4, 5)),
        (date(2024, 4, 4), date(2024, 4, 5)),
    ],
)
def test_a_monday_meeting_covers_to_friday_and_from_tuesday_on_the_next_is_prepared(day: date, covers: date) -> None:
    assert open_meeting(DISTRICT, day) == covers


def test_the_calendar_of_meetings_decides_where_there_is_one() -> None:
    calendar = (Meeting(date(2024, 3, 29), on=date(2024, 4, 3)), Meeting(date(2024, 4, 12), on=date(2024, 4, 15)))
    assert open_meeting(District("示例区", meetings=calendar), date(2024, 4, 2)) == date(2024, 3, 29)
    assert open_meeting(District("示例区", meetings=calendar), date(2024, 4, 4)) == date(2024, 4, 12)


def test_a_cancelled_meeting_is_passed_over() -> None:
    calendar = (
        Meeting(date(2024, 3, 29), on=date(2024, 4, 1), held=False),
        Meeting(date(2024, 4, 5), on=date(2024, 4, 8)),
    )
    assert open_meeting(District("示例区", meetings=calendar), date(2024, 3, 31)) == date(2024, 4, 5)
