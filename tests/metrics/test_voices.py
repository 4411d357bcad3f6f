"""Who speaks for a project: its latest return, column by column, whatever lists name it."""

from datetime import date

import pytest

from metrics import report
from tests.metrics.conftest import HOME, A, B, Books, C, district

MARCH_15, MARCH_22 = date(2024, 3, 15), date(2024, 3, 22)
FORM = {"name": "B", "investment": "D", "stage": "E", "signed_on": "F", "started_on": "G"}


@pytest.fixture
def books() -> Books:
    return Books(MARCH_22)


def _week(books: Books, day: date, number: int, unit: str = A, **fields) -> Books:
    """One return of the project 甲 on a form that keeps every column."""
    books.addresses[number, "S", 1] = FORM
    return books.add("projects", unit, upto=day, submission=number, identity="甲", name="甲", **fields)


def _of(books: Books, unit: str = A):
    found = report(books.snapshot(), district())
    return found.district if unit == HOME else found.units[unit]


@pytest.mark.parametrize("unit", [A, HOME])
def test_a_project_paused_and_then_started_is_started(books, unit):
    on = date(2024, 1, 10)
    _week(books, MARCH_15, 1, stage="paused", signed_on=on)
    _week(books, MARCH_22, 2, stage="started", signed_on=on, started_on=MARCH_22)
    found = _of(books, unit)
    assert (found["conversion_stock"].numerator, found["conversion_stock"].denominator) == (1, 1)
    assert found["projects_started"].value == 1


@pytest.mark.parametrize("unit", [A, HOME])
def test_only_the_corrected_signing_date_counts(books, unit):
    _week(books, MARCH_15, 1, stage="signed", signed_on=date(2024, 1, 10), investment=12)
    _week(books, MARCH_22, 2, stage="signed", signed_on=date(2023, 12, 20), investment=8)
    found = _of(books, unit)
    assert [found[name].value for name in ("projects_signed", "projects_signed_10yi", "investment_signed")] == [0, 0, 0]


@pytest.mark.parametrize("unit", [A, HOME])
def test_only_the_corrected_amount_counts(books, unit):
    on = date(2024, 1, 10)
    _week(books, MARCH_15, 1, stage="signed", signed_on=on, investment=12)
    _week(books, MARCH_22, 2, stage="signed", signed_on=on, investment=8)
    found = _of(books, unit)
    assert [found[name].value for name in ("projects_signed", "projects_signed_10yi", "investment_signed")] == [1, 0, 8]


@pytest.mark.parametrize("unit", [A, HOME])
def test_an_amount_that_is_open_now_is_in_no_sum(books, unit):
    on = date(2024, 1, 10)
    _week(books, MARCH_15, 1, stage="signed", signed_on=on, investment=2)
    _week(books, MARCH_22, 2, stage="signed", signed_on=on)
    found = _of(books, unit)["investment_signed"]
    assert (found.value, [note.code for note in found.notes]) == (None, ["investment-open"])


def test_a_list_without_the_column_does_not_contradict_the_one_that_keeps_it(books):
    _week(books, MARCH_15, 1, stage="signed", signed_on=date(2024, 1, 10), investment=12)
    books.addresses[2, "S", 1] = {"name": "B", "started_on": "C"}
    books.add(
        "projects", A, submission=2, identity="甲", name="甲", stage="started", started_on=MARCH_22, upto=MARCH_22
    )
    found = _of(books)
    assert [found[name].value for name in ("projects_signed", "projects_started", "investment_signed")] == [1, 1, 12]
    assert found["conversion_stock"].value == 1


def test_of_one_period_a_figure_speaks_before_a_blank_and_then_the_later_receipt(books):
    on = date(2024, 1, 10)
    _week(books, MARCH_22, 1, stage="signed", signed_on=on, investment=12)
    _week(books, MARCH_22, 2, stage="signed", signed_on=on, investment=8)
    _week(books, MARCH_22, 3, stage="signed")
    found = _of(books)
    assert (found["projects_signed"].value, found["investment_signed"].value) == (1, 8)


def test_notes_of_the_district_count_a_project_of_two_units_once(books):
    for number, unit in enumerate((A, B), 1):
        _week(books, MARCH_22, number, unit=unit, stage="terminated", signed_on=date(2024, 2, 1))
    found = report(books.snapshot(), district())
    said = {"terminated-among": {"count": 1}, "several-units": {"count": 1}}
    for measures in (found.units[B], found.district):
        assert {note.code: note.detail for note in measures["projects_signed"].notes} == said


def test_rows_of_an_unknown_unit_are_said_beside_the_districts_figure(books):
    _week(books, MARCH_22, 1, stage="signed", signed_on=date(2024, 2, 1), investment=2)
    books.add("projects", "", identity="乙", name="乙", stage="signed", signed_on=date(2024, 2, 1), investment=1)
    found = report(books.snapshot(), district())
    assert found.district["projects_signed"].value == 1
    assert ("unit-unknown", {"count": 1}) in [(n.code, n.detail) for n in found.district["projects_signed"].notes]
    assert found.units[A]["projects_signed"].notes == ()


def test_an_amount_that_nobody_could_read_is_no_zero(books):
    _week(books, MARCH_22, 1, stage="signed", signed_on=date(2024, 2, 1))
    books.unreadable.add((1, "S", "D3"))
    found = _of(books)
    assert found["projects_signed"].value == 1
    money = found["investment_signed"]
    assert (money.value, [(n.code, n.detail) for n in money.notes]) == (None, [("unreadable", {"count": 1})])


def test_a_date_that_nobody_could_read_stands_beside(books):
    _week(books, MARCH_22, 1, stage="signed", investment=3)
    books.unreadable.add((1, "S", "F3"))
    found = _of(books)
    assert [(n.code, n.detail) for n in found["projects_signed"].notes] == [("unreadable", {"count": 1})]
    assert (found["projects_signed"].value, found["investment_signed"].value) == (0, None)


@pytest.mark.parametrize(
    ("amount", "value", "hedged"),
    [(50.0, 1, True), (48.0, 0, True), (52.0, 1, True), (56.0, 1, False), (45.0, 0, False)],
)
def test_a_hedged_amount_within_five_per_cent_of_a_tier_hedges_it(books, amount, value, hedged):
    _week(books, MARCH_22, 1, stage="signed", signed_on=date(2024, 2, 1), investment=amount, hedged="investment")
    found = _of(books)["projects_signed_50yi"]
    assert (found.value, found.hedged) == (value, hedged)


def test_where_no_amount_is_known_there_are_no_bounds(books):
    low = {"investment_low": 50.0, "hedged": "investment,investment_low"}
    _week(books, MARCH_22, 1, stage="signed", signed_on=date(2024, 2, 1), **low)
    found = _of(books)["investment_signed"]
    assert (found.value, found.low, found.high) == (None, None, None)


def test_the_ratio_of_the_district_is_over_units_that_answer_both(books):
    on = date(2024, 2, 1)
    books.addresses[1, "S", 1] = {"name": "B", "signed_on": "C"}
    books.addresses[2, "S", 1] = FORM
    for name in ("子", "丑"):
        books.add("projects", A, submission=1, identity=name, name=name, stage="signed", signed_on=on)
    books.add("projects", B, submission=2, identity="寅", name="寅", stage="started", signed_on=on, started_on=on)
    books.add("projects", C, submission=2, identity="卯", name="卯", stage="signed", signed_on=on)
    found = report(books.snapshot(), district()).district["conversion_same_period"]
    assert (found.value, found.numerator, found.denominator) == (0.5, 1, 2)
    assert [(n.code, n.detail) for n in found.notes] == [("ratio-without-unit", {"unit": A})]


def test_the_ratio_of_the_district_keeps_a_project_that_a_unit_without_the_ratio_reports_too(books):
    on, lists = date(2024, 2, 1), {1: FORM, 2: {"name": "B", "signed_on": "C"}}
    for number, unit in ((1, A), (2, B)):
        books.addresses[number, "S", 1] = lists[number]
        books.add("projects", unit, submission=number, identity="甲", name="甲", stage="signed", signed_on=on)
    found = report(books.snapshot(), district())
    ratios = [place["conversion_same_period"] for place in (found.units[A], found.district)]
    assert [(ratio.numerator, ratio.denominator) for ratio in ratios] == [(0, 1), (0, 1)]
    assert found.units[B]["conversion_same_period"].denominator is None


def test_the_districts_own_ratio_stands_where_no_unit_answers_both(books):
    on = date(2024, 2, 1)
    books.addresses[1, "S", 1] = {"name": "B", "signed_on": "C"}
    books.add("projects", A, submission=1, identity="子", name="子", stage="signed", signed_on=on)
    books.addresses[2, "S", 1] = FORM
    for name, started_on in (("丑", on), ("寅", None)):
        books.add("projects", HOME, submission=2, identity=name, name=name, stage="signed", signed_on=on,
                  started_on=started_on)  # fmt: skip
    found = report(books.snapshot(), district()).district["conversion_same_period"]
    assert (found.value, found.numerator, found.denominator, found.reported) == (0.5, 1, 2, 0)
    assert [note.code for note in found.notes] == ["district-own"]
