"""A project that several units count is said beside every figure that holds it."""

from datetime import date

from metrics import report
from tests.metrics.conftest import HOME, A, B, Books, C, district

FEBRUARY = date(2024, 2, 1)


def _project(books: Books, unit: str, name: str, **fields) -> Books:
    return books.add("projects", unit, identity=name, name=name, **{"stage": "signed", "signed_on": FEBRUARY, **fields})


def _said(books: Books, indicator: str) -> dict[str, int]:
    found = report(books.snapshot(), district())
    measures = {"": found.district[indicator], **{unit: each[indicator] for unit, each in found.units.items()}}
    told = {unit: [n.detail["count"] for n in m.notes if n.code == "several-units"] for unit, m in measures.items()}
    return {unit: counts[0] for unit, counts in told.items() if counts}


def test_a_project_that_two_units_count_is_said_for_both_and_the_district(books):
    for unit in (A, B):
        _project(books, unit, "both", investment=2.0)
    _project(_project(books, A, "own"), C, "another")
    for indicator in ("projects_signed", "projects_signed_1yi", "investment_signed", "projects_discussed"):
        assert _said(books, indicator) == {"": 1, A: 1, B: 1}
    found = report(books.snapshot(), district())
    assert (found.district["projects_signed"].value, found.units[A]["projects_signed"].value) == (3, 2)


def test_a_figure_that_counts_none_for_another_unit_says_nothing(books):
    _project(_project(books, A, "both"), B, "both", stage="negotiating", signed_on=None)
    assert _said(books, "projects_signed") == {}
    assert _said(books, "projects_discussed") == {"": 1, A: 1, B: 1}


def test_a_project_without_an_amount_adds_to_no_units_sum(books):
    for unit in (A, B):
        _project(books, unit, "both")
    assert (_said(books, "investment_signed"), _said(books, "projects_signed")) == ({}, {"": 1, A: 1, B: 1})


def test_the_districts_own_row_is_no_unit(books):
    _project(_project(books, A, "both"), HOME, "both")
    assert _said(books, "projects_signed") == {}
