"""A half is rounded up, as in the spreadsheets that people hold the screen against."""

import pytest

from dashboard.i18n import speaker
from dashboard.i18n.speech import tenths

ZH = speaker("zh_CN")


@pytest.mark.parametrize(
    ("share", "printed"),
    [(0.3125, "31.3%"), (0.125, "12.5%"), (0.0005, "0.1%"), (-0.0625, "-6.3%"), (0.1 + 0.2, "30.0%")],
)
def test_a_half_of_a_percentage_is_rounded_up(share: float, printed: str) -> None:
    assert ZH.percent(share) == printed


def test_a_half_of_a_number_and_of_a_point_is_rounded_up() -> None:
    assert [ZH.number(value, 1) for value in (0.25, 2.35, 1.005)] == ["0.3", "2.4", "1"]
    assert [ZH.number(2.5), ZH.number(1.005, 2)] == ["3", "1.01"]
    assert [tenths(gap) for gap in (-0.0625, 0.0625, 0.3125 - 0.25, 0.0)] == ["6.3", "6.3", "6.3", "0.0"]
    assert [ZH.points(-0.0625), ZH.points(0.0004)] == ["−6.3", "0.0"]
