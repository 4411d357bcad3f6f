"""Projects: what counts as signed, the tiers, and the labelled rates."""

from dataclasses import replace
from datetime import date

import pytest

from metrics import report, stock
from metrics.reporting import prepared
from tests.metrics.conftest import AS_OF, HOME, A, B, Books, C, district

TIERS = ("1yi", "10yi", "50yi")


def _project(books: Books, unit: str, name: str, **fields) -> Books:
    return books.add("projects", unit, identity=name, name=name, **{"stage": "signed", **fields})


def _of(books: Books, unit: str = A):
    return report(books.snapshot(), district()).units[unit]


def test_signed_projects_count_by_their_date_in_overlapping_tiers(books):
    for i, amount in enumerate((0.5, 1.0, 9.99, 10.0, 50.0)):
        _project(books, A, f"p{i}", signed_on=date(2024, 2, 1), investment=amount)
    _project(books, A, "last year", signed_on=date(2023, 12, 31), investment=90)
    _project(books, A, "tomorrow", signed_on=date(2024, 3, 30), investment=90)
    found = _of(books)
    names = ("projects_signed", "projects_signed_1yi", "projects_signed_10yi", "projects_signed_50yi")
    assert [found[name].value for name in names] == [5, 4, 2, 1]
    assert found["investment_signed"].value == 71.49


def test_beside_the_signed_stand_undated_and_later_terminated_ones(books):
    _project(books, A, "a", signed_on=date(2024, 2, 1), stage="terminated")
    _project(books, A, "b", signed_on=date(2024, 2, 1))
    _project(books, A, "c")
    found = _of(books)["projects_signed"]
    assert found.value == 2
    assert {n.code: n.detail for n in found.notes} == {
        "signed-without-date": {"count": 1},
        "terminated-among": {"count": 1},
    }


def test_dollars_and_open_amounts_are_in_no_sum_or_tier(books):
    on = date(2024, 2, 1)
    _project(books, A, "a", signed_on=on, investment=2)
    _project(books, A, "b", signed_on=on, investment_usd=3000)
    _project(books, A, "c", signed_on=on)
    found = _of(books)
    assert (found["investment_signed"].value, found["projects_signed_1yi"].value) == (2, 1)
    assert [n.code for n in found["investment_signed"].notes] == ["investment-usd-only", "investment-open"]


def test_a_range_gives_bounds_and_a_hedge(books):
    on = date(2024, 2, 1)
    _project(books, A, "a", signed_on=on, investment=3, investment_low=1, investment_high=5, hedged="investment")
    _project(books, A, "b", signed_on=on, investment=2, investment_low=2, investment_high=2)
    found = _of(books)["investment_signed"]
    assert (found.value, found.low, found.high, found.hedged) == (5, 3, 7, True)
    assert [(n.code, n.detail) for n in found.notes] == [("amounts-ranged", {"count": 1, "low": 3, "high": 7})]


def test_approximate_amounts_are_counted_beside_their_sum(books):
    on = date(2024, 2, 1)
    _project(books, A, "a", signed_on=on, investment=3, investment_low=3, investment_high=3, hedged="investment")
    _project(books, A, "b", signed_on=on, investment=2)
    _project(books, B, "c", signed_on=on, investment=4, hedged="investment")
    found = report(books.snapshot(), district())
    told = (found.district, found.units[A], found.units[B])
    assert [[n.detail for n in each["investment_signed"].notes] for each in told] == [
        [{"count": 2}], [{"count": 1}], [{"count": 1}],
    ]  # fmt: skip


def test_dollars_that_are_hedged_leave_the_amount_beside_them_exact(books):
    on = date(2024, 2, 1)
    _project(books, A, "a", signed_on=on, investment=9.8, investment_usd=14000, hedged="investment_usd")
    found = _of(books)
    assert [found[name].hedged for name in ("investment_signed", "projects_signed_10yi")] == [False, False]


def test_projects_discussed_leaves_out_what_was_signed_or_terminated_before_1_january(books):
    _project(books, A, "talks", stage="negotiating")
    _project(books, A, "signed now", signed_on=date(2024, 1, 2))
    _project(books, A, "undated")
    _project(books, A, "signed then", signed_on=date(2023, 12, 31))
    _project(books, A, "ended", stage="terminated")
    old = Books(date(2023, 12, 29))
    _project(old, A, "ended", stage="terminated")
    snapshot = books.snapshot()
    assert report(snapshot, district()).units[A]["projects_discussed"].value == 4
    assert report(snapshot, district(), baseline=old.snapshot()).units[A]["projects_discussed"].value == 3


def test_a_list_of_talks_says_nothing_about_signings(books):
    found = _of(_project(books, A, "talks", stage="negotiating").covers(A, "projects", "negotiating"))
    assert (found["projects_discussed"].value, found["projects_signed"].value) == (1, None)


def test_a_list_with_the_column_answers_even_when_nothing_was_signed(books):
    _project(books, A, "talks", stage="negotiating")
    books.addresses[1, "S", 1] = {"name": "B", "signed_on": "F"}
    found = _of(books)
    assert (found["projects_signed"].value, found["projects_started"].value) == (0, None)


def test_a_project_in_two_lists_counts_once(books):
    _project(books, A, "p", stage="negotiating")
    _project(books, A, "p", signed_on=date(2024, 2, 1), investment=2)
    _project(books, B, "p", signed_on=date(2024, 2, 1), investment=2)
    found = report(books.snapshot(), district())
    assert found.units[A]["projects_discussed"].value == 1
    assert (found.district["projects_signed"].value, found.district["investment_signed"].value) == (1, 2)


@pytest.mark.parametrize(("started", "signed", "rate"), [(300, 362, 82.9), (514, 572, 89.9), (496, 580, 85.5)])
def test_published_start_rates(books, started, signed, rate):
    for indicator, value in (("projects_started", started), ("projects_signed", signed)):
        books.add("counters", A, indicator=indicator, period="cumulative", as_of=AS_OF, value=value, cell="B2")
    found = _of(books)["conversion_same_period"]
    assert (found.numerator, found.denominator, round(found.value * 100, 1)) == (started, signed, rate)


def test_the_same_period_rate_is_computed_at_its_level_and_null_at_zero(books):
    on = date(2024, 2, 1)
    _project(books, A, "a", signed_on=on, started_on=on, stage="started")
    _project(books, B, "b", signed_on=date(2023, 5, 5), started_on=on, stage="started")
    _project(books, C, "c", signed_on=on)
    found = report(books.snapshot(), district())
    assert found.units[A]["conversion_same_period"].value == 1
    rate = found.units[B]["conversion_same_period"]
    assert (rate.value, rate.numerator, rate.denominator) == (None, 1, 0)
    rate = found.district["conversion_same_period"]
    assert (rate.value, rate.numerator, rate.denominator) == (2, 2, 1)


def test_stock_conversion_keeps_terminated_projects_in_the_denominator(books):
    _project(books, A, "a", stage="started", signed_on=date(2022, 1, 1))
    _project(books, A, "b", stage="producing")
    _project(books, A, "c", stage="terminated", signed_on=date(2023, 1, 1))
    _project(books, A, "d")
    _project(books, A, "e", stage="negotiating")
    found = _of(books)["conversion_stock"]
    assert (found.value, found.numerator, found.denominator) == (0.5, 2, 4)


def test_what_was_stopped_had_been_signed_if_any_later_stage_is_dated(books):
    _project(books, A, "a", stage="terminated", started_on=date(2023, 6, 1))
    _project(books, A, "b", stage="paused", registered_on=date(2023, 6, 1))
    _project(books, A, "c", stage="started")
    _project(books, A, "never", stage="terminated", first_contact_on=date(2023, 6, 1))
    found = _of(books)["conversion_stock"]
    assert (found.numerator, found.denominator) == (1, 3)


def test_what_earlier_returns_show_as_signed_stays_when_its_list_only_says_that_it_ended(books):
    for name in ("a", "talks"):
        _project(books, A, name, stage="terminated")
    _project(books, A, "c", stage="started")
    earlier = replace(books.snapshot(), reached={"a": "registered", "talks": "negotiating"})
    found = report(earlier, district()).units[A]["conversion_stock"]
    assert (found.numerator, found.denominator) == (1, 2)


def test_a_day_of_signing_that_is_still_to_come_is_no_signing(books):
    _project(books, A, "a", stage="negotiating", signed_on=date(2024, 4, 3))
    _project(books, A, "b", signed_on=date(2024, 3, 1))
    found = _of(books)["conversion_stock"]
    assert (found.numerator, found.denominator) == (0, 1)


def test_whether_a_project_is_still_discussed_each_unit_says_for_itself(books):
    _project(books, A, "undated")
    _project(books, B, "undated", signed_on=date(2023, 6, 1))
    _project(books, HOME, "own", signed_on=date(2023, 6, 1))
    _project(books, A, "own")
    found = report(books.snapshot(), district())
    assert [found.units[unit]["projects_discussed"].value for unit in (A, B)] == [2, 0]
    assert found.district["projects_discussed"].value == 1


def test_stock_by_stage_counts_projects_and_money(books):
    _project(books, A, "a", investment=2)
    _project(books, B, "a", investment=2)
    _project(books, B, "b", stage="negotiating")
    _project(books, HOME, "own", stage="started")
    table = stock.stock(prepared(books.snapshot(), district())).set_index("stage")
    assert table.loc["signed"].tolist() == [1, 2.0, False, 0, 0, 0]
    assert table.loc["negotiating"].tolist() == [1, 0.0, False, 0, 0, 1]
    assert table.loc["started"].tolist() == [0, 0.0, False, 0, 0, 0]


def test_stock_by_unit_counts_a_shared_project_with_both(books):
    _project(books, A, "a")
    _project(books, B, "a")
    _project(books, B, "b", stage="negotiating")
    table = stock.stock_by_unit(prepared(books.snapshot(), district()))
    assert table.to_numpy().tolist() == [[A, "signed", 1], [B, "negotiating", 1], [B, "signed", 1]]


def test_amounts_in_dollars_and_without_an_upper_end_are_told_apart_from_missing_ones(books):
    _project(books, A, "usd", stage="negotiating", investment_usd=400)
    _project(books, A, "open", stage="negotiating", investment_low=20)
    _project(books, A, "none", stage="negotiating")
    table = stock.stock(prepared(books.snapshot(), district())).set_index("stage")
    assert table.loc["negotiating", ["usd_only", "open_ended", "without_amount"]].tolist() == [1, 1, 1]


def test_a_project_in_two_standing_lists_of_one_unit_counts_once() -> None:
    books = Books()
    for sheet_row in range(2):
        books.add(
            "projects", A, identity="x", name="甲", stage="signed", signed_on=date(2024, 2, 1), investment=3.0,
            submission=1 + sheet_row,
        )  # fmt: skip
    found = report(books.snapshot(), district())
    for place in (found.district, found.units[A]):
        assert place["projects_signed"].value == 1
        assert place["investment_signed"].value == 3.0
        assert place["projects_discussed"].value == 1


def test_a_tier_is_hedged_where_a_hedge_leaves_it_open(books):
    on = date(2024, 2, 1)
    _project(books, A, "a", signed_on=on, investment=101, investment_low=2, investment_high=200, hedged="investment")
    _project(books, A, "b", signed_on=on, investment=50, investment_low=50, investment_high=50, hedged="investment")
    found = _of(books)
    assert [(found[f"projects_signed_{tier}"].value, found[f"projects_signed_{tier}"].hedged) for tier in TIERS] == [
        (2, False),
        (2, True),
        (2, True),
    ]


@pytest.mark.parametrize(
    ("bounds", "counted"),
    [
        # 近10亿: below the tier, which says so
        ({"investment": 10, "investment_high": 10}, (0, True)),
        # 近10.4亿 may lie on either side of it, 近11亿 lies above, 近9.8亿 below
        ({"investment": 10.4, "investment_high": 10.4}, (0, True)),
        ({"investment": 11, "investment_high": 11}, (1, False)),
        ({"investment": 9.8, "investment_high": 9.8}, (0, False)),
        # 10余亿 is no less, 9.8亿余 may be more
        ({"investment": 10, "investment_low": 10}, (1, False)),
        ({"investment": 9.8, "investment_low": 9.8}, (0, True)),
        # 约10亿 counts by what is written
        ({"investment": 10, "investment_low": 10, "investment_high": 10}, (1, True)),
    ],
)
def test_what_is_nearly_a_tier_is_below_it_and_what_is_over_it_is_not(books, bounds, counted):
    _project(books, A, "a", signed_on=date(2024, 2, 1), hedged="investment", **bounds)
    found = _of(books)["projects_signed_10yi"]
    assert (found.value, found.hedged) == counted


def test_an_open_ended_amount_is_in_the_tier_of_its_lower_bound_and_in_no_sum(books):
    _project(books, A, "a", signed_on=date(2024, 2, 1), investment_low=10, hedged="investment")
    found = _of(books)
    assert [found[f"projects_signed_{tier}"].value for tier in TIERS] == [1, 1, 0]
    assert found["investment_signed"].value is None


def test_amounts_that_nobody_knows_are_not_zero(books):
    _project(books, A, "a", signed_on=date(2024, 2, 1), investment_usd=3000)
    _project(books, B, "b", signed_on=date(2024, 2, 1), investment=4)
    found = report(books.snapshot(), district())
    signed = [found.units[unit]["investment_signed"].value for unit in (A, B)]
    assert (signed, found.district["investment_signed"].value) == ([None, 4], 4)
    assert [n.code for n in found.units[A]["investment_signed"].notes] == ["investment-usd-only"]


def test_the_amount_of_a_project_is_the_latest_that_is_told(books):
    _project(books, A, "a", stage="started", investment=1.2, upto=date(2024, 3, 22))
    _project(books, A, "a", stage="started", submission=2)
    table = stock.stock(prepared(books.snapshot(), district())).set_index("stage")
    assert table.loc["started"].tolist() == [1, 1.2, False, 0, 0, 0]


def test_signed_projects_that_a_later_list_of_talks_leaves_out_stand_as_of_their_own_list(books):
    books.add("projects", A, name="甲", stage="signed", signed_on=date(2024, 1, 5), upto=date(2024, 3, 8))
    books.add("projects", A, name="乙", stage="negotiating", submission=2)
    books.addresses = {(number, "S", 1): {"name": "A", "signed_on": "B"} for number in (1, 2)}
    books.covers(A, "projects", "signed", period=date(2024, 3, 8)).covers(A, "projects", "negotiating")
    figure = report(books.snapshot(), district()).units[A]["projects_signed"]
    assert (figure.value, figure.cover_to) == (1, date(2024, 3, 8))


def test_a_project_taken_back_to_talks_was_last_told_of_by_the_list_of_talks(books):
    books.add(
        "projects", A, name="甲", stage="signed", signed_on=date(2024, 1, 5), upto=date(2024, 3, 8), identity="甲"
    )
    books.add("projects", A, name="甲", stage="negotiating", submission=2, identity="甲")
    books.addresses = {(number, "S", 1): {"name": "A", "signed_on": "B"} for number in (1, 2)}
    figure = report(books.snapshot(), district()).units[A]["projects_signed"]
    assert (figure.value, figure.cover_to) == (0, date(2024, 3, 29))


def test_talks_that_are_added_to_a_list_say_that_nothing_more_was_signed(books):
    books.add("projects", A, name="甲", stage="signed", signed_on=date(2024, 1, 5), upto=date(2024, 3, 8))
    books.add("projects", A, name="乙", stage="negotiating", submission=2)
    books.addresses = {(number, "S", 1): {"name": "A", "signed_on": "B"} for number in (1, 2)}
    books.covers(A, "projects", "negotiating")
    books.scopes[-1] |= {"submission": 2, "addition": True}
    figure = report(books.snapshot(), district()).units[A]["projects_signed"]
    assert (figure.value, figure.cover_to) == (1, date(2024, 3, 29))
