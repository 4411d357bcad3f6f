"""One visit told by several units: the same organisation on overlapping days in one direction."""

from datetime import date

from metrics.encounters import told_twice
from metrics.figures import State
from tests.metrics.conftest import HOME, A, B, Books, C, district


def met(books: Books, unit: str, name: str, first: date, last: date | None = None, **fields) -> None:
    row = len(books.records.get("visits", [])) + 3
    books.add("visits", unit, row=row, start=first, end=last or first, **{"direction": "outbound", **fields})
    books.add("stops", unit, visit_row=row, organisation=name)


def found(books: Books) -> list[list]:
    rows = told_twice(State(books.snapshot(), district())).rows
    return [
        [row.organisation, f"{row.start:%m-%d}", f"{row.end:%m-%d}", row.units, row.merged] for row in rows.itertuples()
    ]


def test_overlapping_days_at_one_organisation_whatever_its_suffix() -> None:
    books = Books()
    met(books, B, "甲有限公司", date(2024, 3, 5), date(2024, 3, 7))
    met(books, A, "甲", date(2024, 3, 7))
    met(books, C, "甲", date(2024, 3, 9))
    met(books, C, "乙", date(2024, 3, 7))
    assert found(books) == [["甲有限公司", "03-05", "03-07", f"{A}、{B}", False]]


def test_what_has_one_identity_counts_once_already() -> None:
    books = Books()
    for unit in (A, B):
        met(books, unit, "甲", date(2024, 3, 5), identity="one")
    assert found(books) == [["甲", "03-05", "03-05", f"{A}、{B}", True]]


def test_one_unit_twice_the_other_direction_last_year_and_the_districts_own_row_tell_nothing_twice() -> None:
    books = Books()
    met(books, A, "甲", date(2024, 3, 5))
    met(books, A, "甲", date(2024, 3, 5))
    met(books, B, "甲", date(2024, 3, 5), direction="inbound")
    met(books, HOME, "甲", date(2024, 3, 5))
    for unit in (A, B):
        met(books, unit, "乙", date(2023, 3, 5))
    assert found(books) == []


def test_all_cells_are_named() -> None:
    books = Books()
    for unit in (A, B):
        met(books, unit, "甲", date(2024, 3, 5))
    tally = told_twice(State(books.snapshot(), district()))
    assert [source.unit for source in tally.cells[tally.rows["key"].iat[0]]] == [A, B]
