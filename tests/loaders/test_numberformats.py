"""Which number formats are dates, and which say more than the number."""

import pytest

from loaders.numberformats import is_date, telling


@pytest.mark.parametrize(
    "code", ['yyyy"年"m"月"', "m/d/yy h:mm", "[$-804]yyyy/m/d;@", 'e"年"', "h:mm:ss", "[h]:mm", "mm:ss.0"]
)
def test_dates(code: str) -> None:
    assert is_date(code)


@pytest.mark.parametrize(
    "code", ["General", "G/通用格式", "0.00", '0"day"', "0.00E+00", "[Red]0", "@", r"0.00\d", "#,##0"]
)
def test_no_dates(code: str) -> None:
    assert not is_date(code)


@pytest.mark.parametrize(
    "code",
    ['0.00"万元"', '0"亩"', "0.00", "0%", "000000", "¥#,##0", 'yyyy"年"m"月"', "yyyy-mm", r"0\亩", "0.0_);(0.0)"],
)
def test_formats_that_say_more(code: str) -> None:
    assert telling(code)


@pytest.mark.parametrize(
    "code",
    ["General", "0", "#,##0", "@", "yyyy-mm-dd", 'm"月"d"日"', "h:mm", "G/通用格式", "#,##0_ ", "0_);(0)", "[Red]0"],
)
def test_formats_that_do_not(code: str) -> None:
    assert not telling(code)
