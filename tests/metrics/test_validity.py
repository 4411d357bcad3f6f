"""Grades of visits by the criteria their records fulfil."""

from datetime import date

import pytest

from metrics import validity
from metrics.reporting import prepared
from tests.metrics.conftest import AS_OF, HOME, A, B, Books, district

FULL = {"leader": "李一", "content": "洽谈", "result": "跟踪", "start": date(2024, 3, 1), "end": date(2024, 3, 2)}


def _visit(books: Books, unit: str, host: str = "甲公司", **fields) -> Books:
    row = len(books.records.get("visits", [])) + 3
    books.add("visits", unit, row=row, **{"direction": "outbound", **FULL, **fields})
    return books.add("stops", unit, visit_row=row, organisation=host)


def _rows(books: Books) -> list[dict]:
    return validity.grades(prepared(books.snapshot(), district())).rows.to_dict("records")


def test_a_full_record_lacks_nothing(books):
    (row,) = _rows(_visit(books, A))
    assert row == {"key": A, "unit": A, "visits": 1, "full": 1, "one-missing": 0, "more-missing": 0} | dict.fromkeys(
        validity.CRITERIA, 0
    )


@pytest.mark.parametrize(
    ("criterion", "fields"),
    [
        ("dated", {"start": None, "end": None}),
        ("dated", {"end": date(2024, 2, 1)}),
        ("dated", {"start": date(2024, 4, 2), "end": date(2024, 4, 2)}),
        ("leader", {"leader": ""}),
        ("host", {"host": ""}),
        ("purpose", {"content": ""}),
        ("outcome", {"result": ""}),
    ],
)
def test_one_criterion_missing(books, criterion, fields):
    (row,) = _rows(_visit(books, A, **fields))
    assert (row["full"], row["one-missing"]) == (0, 1)
    assert [name for name in validity.CRITERIA if row[name]] == [criterion]


def test_projects_discussed_stand_for_a_purpose(books):
    (row,) = _rows(_visit(books, A, content="", projects_discussed=2))
    assert row["full"] == 1


def test_two_missing_are_a_grade_of_their_own(books):
    (row,) = _rows(_visit(books, A, leader="", result=""))
    assert row["more-missing"] == 1


def test_units_in_the_official_order_the_district_first(books):
    _visit(_visit(_visit(books, B), A), HOME)
    assert [row["unit"] for row in _rows(books)] == [HOME, A, B]


def test_last_years_visits_and_resident_posts_are_not_graded(books):
    _visit(_visit(books, A, start=date(2023, 12, 30), end=date(2023, 12, 31)), A, level="resident")
    assert _rows(books) == []


def test_the_cells_are_those_of_incomplete_visits(books):
    found = validity.grades(prepared(_visit(_visit(books, A), A, result="").snapshot(), district()))
    assert [cell.row for cell in found.cells[A]] == [4]


def test_a_visit_is_judged_by_its_own_returns_cover_to_date(books):
    late = AS_OF.replace(day=15)
    (row,) = _rows(_visit(books, A, upto=late, start=AS_OF.replace(day=20), end=AS_OF.replace(day=20)))
    assert row["dated"] == 1
