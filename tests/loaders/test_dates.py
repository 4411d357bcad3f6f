"""Dates of one cell: day, 旬, month, quarter, year, span."""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.dates import Day, day

MARCH_20 = date(2024, 3, 20)


@pytest.mark.parametrize(
    "cell",
    [
        "2024/3/20",
        "2024-3-20",
        "2024.3.20",
        "2024年3月20日",
        "20240320",
        "二〇二四年三月二十日",
        "24年3月20日",
        "2024-03-20 09:30:00",
        "45371",
        45371,
        45371.5,
        20240320,
        20240320.0,
        datetime(2024, 3, 20, 9, 30),
    ],
)
def test_a_whole_date_needs_nothing_else(cell) -> None:
    assert day(cell) == Day(MARCH_20, precision="day")


@pytest.mark.parametrize(
    "cell", ["3月20日", "3.20", "3/20", "三月二十日", "3月20日（周三）", "3月20日上午", "3月20日 9:30", "3月20号"]
)
def test_a_date_without_year_takes_the_given_one(cell: str) -> None:
    assert day(cell, year=2024) == Day(MARCH_20, precision="day", inferred=True)
    assert day(cell) == Day(problem="date-without-year")


@pytest.mark.parametrize(
    ("cell", "start", "precision"),
    [
        ("2024年3月", date(2024, 3, 1), "month"),
        ("202403", date(2024, 3, 1), "month"),
        ("2024.03", date(2024, 3, 1), "month"),
        ("2024-3", date(2024, 3, 1), "month"),
        ("三月中旬", date(2024, 3, 11), "xun"),
        ("3月上旬", date(2024, 3, 1), "xun"),
        ("3月下旬", date(2024, 3, 21), "xun"),
        ("3月20日左右", date(2024, 3, 20), "about"),
        ("约3月20日", date(2024, 3, 20), "about"),
        ("3月初", date(2024, 3, 1), "month"),
        ("3月底", date(2024, 3, 1), "month"),
        ("一季度", date(2024, 1, 1), "quarter"),
        ("第二季度", date(2024, 4, 1), "quarter"),
        ("Q1", date(2024, 1, 1), "quarter"),
        ("2024年", date(2024, 1, 1), "year"),
        ("2024", date(2024, 1, 1), "year"),
        ("上半年", date(2024, 1, 1), "year"),
    ],
)
def test_what_is_known_to_less_than_a_day(cell: str, start: date, precision: str) -> None:
    read = day(cell, year=2024)
    assert (read.start, read.end, read.precision) == (start, None, precision)


@pytest.mark.parametrize(
    ("cell", "start", "end"),
    [
        ("3月20日至23日", MARCH_20, date(2024, 3, 23)),
        ("3.20-3.23", MARCH_20, date(2024, 3, 23)),
        ("2024.3.20-23", MARCH_20, date(2024, 3, 23)),
        ("3月30日—4月2日", date(2024, 3, 30), date(2024, 4, 2)),
        ("2024年3月20日-2024年3月22日", MARCH_20, date(2024, 3, 22)),
        ("20-23日", MARCH_20, date(2024, 3, 23)),
        ("12月30日-1月2日", date(2024, 12, 30), date(2025, 1, 2)),
        ("1-9月", date(2024, 1, 1), date(2024, 9, 30)),
        ("3月20、21日", MARCH_20, date(2024, 3, 21)),
        ("3月20/21日", MARCH_20, date(2024, 3, 21)),
        ("3月20日/21日", MARCH_20, date(2024, 3, 21)),
        ("3月20日、21日、22日", MARCH_20, date(2024, 3, 22)),
        ("3月20日起至3月23日止", MARCH_20, date(2024, 3, 23)),
    ],
)
def test_spans(cell: str, start: date, end: date) -> None:
    read = day(cell, year=2024, month=3)
    assert (read.start, read.end, read.problem) == (start, end, "")


def test_a_number_3_2_may_have_lost_its_zero() -> None:
    assert day(3.2, year=2024) == Day(problem="ambiguous-date")
    assert day(3.2, year=2024, number_format="0.00").start == MARCH_20
    assert day("3.2", year=2024).start == date(2024, 3, 2)
    assert day(3.15, year=2024).start == date(2024, 3, 15)
    assert day(3.25, year=2024).start == date(2024, 3, 25)
    assert day(2024.1) == Day(problem="ambiguous-date")


@pytest.mark.parametrize("cell", ["已开工", "2月30日", "2024/13/1", 3, 15, "15", "abc", True, time(9, 30), 13.4])
def test_no_date(cell) -> None:
    assert day(cell, year=2024) == Day(problem="not-a-date")


@pytest.mark.parametrize("cell", [None, "", "待定", "未定", "无", "—"])
def test_absent(cell: str | None) -> None:
    assert day(cell, year=2024) == Day(absent=True)


@pytest.mark.parametrize(
    "cell", ["1999-1-1", "2040-1-1", datetime(1900, 1, 1), 25000, 79000, float("nan"), float("inf")]
)
def test_implausible_years_are_out_of_range(cell) -> None:
    assert day(cell) == Day(problem="value-out-of-range")


def test_a_planned_date_says_so() -> None:
    assert day("拟4月底", year=2024) == Day(date(2024, 4, 1), precision="month", planned=True, inferred=True)
    assert day("预计2024年6月竣工") == Day(date(2024, 6, 1), precision="month", planned=True)


def test_several_dates_give_the_first_and_a_doubt() -> None:
    read = day("3月20日、25日", year=2024)
    assert (read.start, read.problem) == (MARCH_20, "ambiguous-date")
    assert day("3月20日，已签约", year=2024).problem == ""


def test_an_open_end() -> None:
    assert day("2024年3月20日至今").open_ended
    assert day("3月20日起", year=2024).open_ended


def test_a_month_format_hides_the_day() -> None:
    assert day(datetime(2024, 3, 20), number_format='yyyy"年"m"月"') == Day(date(2024, 3, 1), precision="month")


@pytest.mark.parametrize("written", ["2024-02-24\n至2024-02-27", "2024年2月24日至\n2月27日", "2月24日\n-\n27日"])
def test_a_range_over_two_lines_is_a_range(written: str) -> None:
    read = day(written, year=2024)
    assert (read.start, read.end, read.problem) == (date(2024, 2, 24), date(2024, 2, 27), "")


_STYLES = ("{0}-{1}-{2}", "{0}/{1:02}/{2:02}", "{0}.{1}.{2}", "{0}年{1}月{2}日", "{0}{1:02}{2:02}", "拟{0}年{1}月{2}日")


@given(st.dates(date(2000, 1, 1), date(2035, 12, 31)), st.sampled_from(_STYLES))
def test_a_written_date_reads_back(written: date, style: str) -> None:
    assert day(style.format(written.year, written.month, written.day)).start == written


@given(st.dates(date(2000, 1, 1), date(2035, 12, 31)))
def test_a_serial_reads_back(written: date) -> None:
    assert day((written - date(1899, 12, 30)).days).start == written


_SIGNS = st.text(
    st.sampled_from("0123456789年月日.-/至~拟初底旬上中下一二三十〇季度Q、，：: （周）起") | st.characters(),
    max_size=24,
)


@given(_SIGNS, st.sampled_from([None, 2024]), st.sampled_from([None, 3]))
def test_no_text_raises_and_a_date_is_sound(cell, year, month) -> None:
    read = day(cell, year=year, month=month)
    assert read.start is None or 2000 <= read.start.year <= 2035
    assert (read.start is None) == (read.precision == "")
    assert read.end is None or read.start <= read.end


@given(st.floats() | st.integers())
def test_no_number_raises(cell) -> None:
    day(cell, year=2024)


@pytest.mark.parametrize(
    ("cell", "start", "planned"),
    [
        ("年底前", date(2024, 12, 1), True),
        ("2023年底", date(2023, 12, 1), False),
        ("年底", date(2024, 12, 1), False),
        ("6月底前开工", date(2024, 6, 1), True),
    ],
)
def test_the_end_of_a_year_is_december_and_a_deadline_a_plan(cell, start, planned) -> None:
    read = day(cell, year=2024)
    assert (read.start, read.precision, read.planned) == (start, "month", planned)


@pytest.mark.parametrize("cell", ["已于3月20日开工", "3月20日已经开工", "3月20日正式开工", "3月20日举行开工仪式"])
def test_what_happened_may_stand_around_its_day(cell: str) -> None:
    assert day(cell, year=2024) == Day(MARCH_20, precision="day", inferred=True)


def test_a_deadline_with_its_day_is_a_plan() -> None:
    assert day("4月15日前", year=2024) == Day(date(2024, 4, 15), precision="day", planned=True, inferred=True)


def test_a_year_of_two_digits_between_hyphens_is_near_the_sheet_s() -> None:
    assert day("24-3-20", year=2024).start == MARCH_20
    assert day("23-12-28", year=2024).start == date(2023, 12, 28)
    assert day("10-12-15", year=2024).problem == "ambiguous-date"
    assert day("24-3-20").problem == "ambiguous-date"


def test_days_apart_are_no_span() -> None:
    assert day("3月20、25日", year=2024).problem == "ambiguous-date"


@pytest.mark.parametrize(
    ("cell", "start"),
    [("去年12月", date(2023, 12, 1)), ("上年度12月5日", date(2023, 12, 5)), ("今年3月15日", date(2024, 3, 15))],
)
def test_a_year_said_by_name_is_counted_from_the_sheet_s(cell: str, start: date) -> None:
    assert (day(cell, year=2024).start, day(cell, year=2024).inferred) == (start, False)
    assert day(cell).problem == "date-without-year"


@pytest.mark.parametrize(
    "cell",
    ["3月20日后", "3月20日以后", "3月20日之后", "3.20后", "4月以后", "4月后", "3月底后", "4月中旬后", "二季度后"],
)
def test_a_day_that_something_comes_after_is_not_the_day_itself(cell: str) -> None:
    assert day(cell, year=2024) == Day(problem="ambiguous-date")


def test_what_is_planned_after_a_day_stays_planned_without_one() -> None:
    assert day("拟4月以后开工", year=2024) == Day(problem="ambiguous-date", planned=True)


@pytest.mark.parametrize(
    "cell",
    ["3月20日前", "3月20日之前", "3月20日以前", "不晚于3月20日", "不得迟于3月20日", "最迟3月20日", "最晚在3月20日前"],
)
def test_a_day_that_something_comes_before_is_a_deadline(cell: str) -> None:
    assert day(cell, year=2024) == Day(MARCH_20, precision="day", planned=True, inferred=True)


@pytest.mark.parametrize("cell", ["20-Mar-24", "20 March 2024", "Mar 20, 2024", "March 20th, 2024", "20-Mar-2024"])
def test_a_month_may_be_named_in_english(cell: str) -> None:
    assert day(cell) == Day(MARCH_20, precision="day")


@pytest.mark.parametrize("cell", ["Mar-24", "32-Mar-24", "Mars 2024", "May"])
def test_a_name_of_a_month_that_may_be_something_else_is_no_date(cell: str) -> None:
    assert day(cell, year=2024).start is None


def test_the_first_month_has_a_name_of_its_own() -> None:
    assert day("元月5日", year=2024).start == date(2024, 1, 5)
    assert day("2024年元月") == Day(date(2024, 1, 1), precision="month")
    assert day("拟明年元月", year=2024) == Day(date(2025, 1, 1), precision="month", planned=True)
