"""The lights of the last weeks, and what was made good since."""

from datetime import date

from dashboard.contract import SeedTarget
from metrics.reporting import measured, prepared
from metrics.strip import strip
from tests.metrics.conftest import A, Books, district

TARGETS = [SeedTarget(A, "promotions", 2024, 40.0)]


def _held(*days: tuple[int, int, int]) -> Books:
    """Promotions of 2024 as month, day and how many."""
    books = Books()
    for month, day, count in days:
        books.add("events", A, kind="promotion", date=date(2024, month, day), count=count)
    return books


def test_every_week_has_the_light_of_its_own_end_and_says_whether_it_was_made_good():
    state = prepared(_held((2, 1, 1), (3, 20, 9)).snapshot(), district(targets=TARGETS))
    found = strip(state, measured(state).units[A]["promotions"], weeks=4)
    # 1 of 40 at 18.6 % and 20.5 % of the year, then 10 of 40 at 22.4 % and 24.3 %
    assert [(week.end.day, week.word, week.made_good) for week in found] == [
        (8, "behind", True), (15, "behind", True), (22, "on-pace", False), (29, "on-pace", False),
    ]  # fmt: skip


def test_weeks_of_the_year_before_are_left_out_and_a_figure_without_target_has_no_lights():
    state = prepared(_held((2, 1, 1)).snapshot(), district(targets=TARGETS))
    found = strip(state, measured(state).units[A]["promotions"], weeks=20)
    assert (len(found), found[0].end) == (13, date(2024, 1, 5))
    assert strip(state, measured(state).units[A]["signing_events"]) == []


def test_what_is_still_behind_was_not_made_good():
    state = prepared(_held((2, 1, 1)).snapshot(), district(targets=TARGETS))
    assert not any(week.made_good for week in strip(state, measured(state).units[A]["promotions"]))


def test_weeks_behind_the_figures_own_cover_to_date_are_grey():
    books = _held((2, 1, 1))
    books.records["events"][0]["period_end"] = date(2024, 3, 15)
    state = prepared(books.snapshot(), district(targets=TARGETS))
    found = strip(state, measured(state).units[A]["promotions"], weeks=4)
    assert [(week.end.day, week.word) for week in found] == [
        (8, "behind"), (15, "behind"), (22, "grey"), (29, "grey"),
    ]  # fmt: skip


def test_the_years_last_week_goes_on_to_the_annual_closing():
    """39 of 40 on 27 December and 40 on the 30th."""
    books = Books(date(2024, 12, 31)).add("events", A, kind="promotion", date=date(2024, 3, 1), count=39)
    books.add("events", A, kind="promotion", date=date(2024, 12, 30), count=1)
    state = prepared(books.snapshot(), district(targets=TARGETS))
    found = strip(state, measured(state).units[A]["promotions"], weeks=3)
    assert [(week.end, week.word) for week in found] == [
        (date(2024, 12, 13), "on-pace"), (date(2024, 12, 20), "on-pace"), (date(2024, 12, 31), "met"),
    ]  # fmt: skip


def test_every_week_is_judged_by_the_target_that_stood_at_its_end():
    """10 done: of 40 on 15 March, of 20 on 8 March; the day's clock is at 18.6 % and 20.5 % of the year."""

    def stood_on(day):
        value = 40 if day >= date(2024, 3, 15) else 20
        books = Books(day).add("targets", A, indicator="promotions", year=2024, period="year", value=value)
        return prepared(books.snapshot(), district())

    books = _held((2, 1, 10)).add("targets", A, indicator="promotions", year=2024, period="year", value=60)
    state = prepared(books.snapshot(), district(), stood_on=stood_on)
    found = strip(state, measured(state).units[A]["promotions"], weeks=4)
    # 10/20, 10/40, 10/40 and 10/60 of the target at 18.6, 20.5, 22.4 and 24.3 % of the year
    assert [week.word for week in found] == ["on-pace", "on-pace", "on-pace", "level"]
