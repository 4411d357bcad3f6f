"""A figure is what its sheet shows: formats that scale, that change with the value, that hedge."""

from datetime import date, datetime

import pytest

from loaders.dates import day
from loaders.figures import number


@pytest.mark.parametrize(
    ("stored", "shown_by", "value"),
    [
        (8_000_000, "0!.0,", 0.08),  # shows 800.0
        (8_000_000, "#,##0,", 0.8),  # shows 8,000
        (8_000_000, "0.0,", 0.8),
        (5000, "0!.0000", 0.5e-4),  # shows 0.5000
        (800, '[>=10000]0.0,"万";0', 0.08),
        (8_000_000, '[>=10000]0!.0,"万";0', 0.08),  # shows 800.0万
        (5000, '[>=10000]0.0,"亿元";0"万元"', 0.5),
        (800, "#,##0;[Red]-#,##0", 0.08),
        (0, '0;-0;"—"', 0.0),
    ],
)
def test_a_scaled_figure_is_read_as_it_is_shown(stored: float, shown_by: str, value: float) -> None:
    read = number(stored, quantity="money", unit="万元", unit_format=shown_by)
    assert (read.problem, read.value) == ("", pytest.approx(value))


@pytest.mark.parametrize(
    ("shown_by", "shown"),
    [
        ('"约"0', "约300"),
        ('0"余"', "300余"),
        ('0"以上"', "300以上"),
        ('"不低于"0', "不低于300"),
        ('0"+"', "300+"),
        ('"约"#,##0.0"万元"', "约300万元"),
        ('0"-10"', "300-10"),
    ],
)
def test_a_hedge_in_the_format_says_what_it_says_in_a_text(shown_by: str, shown: str) -> None:
    in_text = number(shown, quantity="money", unit="万元")
    assert number(300, quantity="money", unit="万元", unit_format=shown_by) == in_text
    assert in_text.hedge or in_text.problem


def test_a_day_whose_format_calls_it_planned_is_planned() -> None:
    read = day(datetime(2024, 4, 30), number_format='"拟"yyyy"年"m"月"d"日"')
    assert (read.start, read.planned) == (date(2024, 4, 30), True)
    assert not day(datetime(2024, 4, 30), number_format='yyyy"年"m"月"d"日"').planned
