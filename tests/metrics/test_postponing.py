"""How often a planned start was put off."""

from datetime import date

import pytest

from metrics.postponing import Planned, Postponed, postponed

MAY, JUNE, LATE_JUNE, JULY = (date(2024, 5, 1), date(2024, 6, 1), date(2024, 6, 15), date(2024, 7, 1))


@pytest.mark.parametrize(
    ("plans", "told"),
    [
        ([], None),
        ([Planned(MAY)], None),
        ([Planned(MAY), Planned(JUNE), Planned(JULY)], Postponed(2, MAY)),
        ([Planned(JUNE), Planned(MAY), Planned(JULY)], Postponed(1, MAY)),
        ([Planned(JUNE, imprecise=True), Planned(LATE_JUNE), Planned(JULY)], Postponed(1, LATE_JUNE)),
        ([Planned(JUNE), Planned(LATE_JUNE)], Postponed(1, JUNE)),
    ],
)
def test_a_later_day_is_a_postponement_and_a_more_exact_one_is_none(plans, told):
    assert postponed(plans) == told
