"""首报: of each unit the first receipt that shows a thing, by order of arrival, and the cell in which it stands."""

from dashboard.links import Link
from tests.dashboard.store.desk import MARCH_8, MARCH_15, MARCH_22, MARCH_29, Desk, project

A = "甲|甲"
"""Investor and name, folded: 甲公司 and 甲项目."""
ONE, OTHER = "甲街道", "乙镇"


def _send(desk: Desk, period, unit: str = ONE, name: str = "甲", stage: str = "signed", row: int = 3) -> int:
    sheets = [{"name": "项目", "table": 1, "ledger": "projects", "columns": {"unit": "A", "name": "C"}}]
    records = [project(name, stage, unit=unit, row=row)]
    return desk.send(period, unit=unit, name=f"{unit}{period:%m%d}.xlsx", sheets=sheets, projects=records).number


def _first(desk: Desk, known_at=None, name: str = A) -> dict[str, int]:
    found = desk.store.history.first_receipts("projects", [name], known_at)
    return {unit: first.receipt for (_, unit), first in found.items()}


def test_each_units_first_receipt_counts_with_file_and_cell(desk: Desk) -> None:
    _send(desk, MARCH_8, OTHER, row=7)
    told = desk.now
    _send(desk, MARCH_15, ONE)
    _send(desk, MARCH_22, OTHER, stage="started")
    found = desk.store.history.first_receipts("projects", [A])
    assert {unit: first.receipt for (_, unit), first in found.items()} == {OTHER: 1, ONE: 2}
    first = found[A, OTHER]
    assert (first.at, first.file, first.sheet, first.cell) == (told, "乙镇0308.xlsx", "项目", "C7")


def test_what_came_first_is_first_whatever_week_it_speaks_of(desk: Desk) -> None:
    _send(desk, MARCH_22, ONE)
    _send(desk, MARCH_8, OTHER)
    _send(desk, MARCH_8, ONE, stage="negotiating")
    assert _first(desk) == {ONE: 1, OTHER: 2}


def test_a_retracted_receipt_shows_nothing_and_the_next_to_come_is_first(desk: Desk) -> None:
    _send(desk, MARCH_8)
    _send(desk, MARCH_22)
    _send(desk, MARCH_15)
    before = desk.now
    desk.store.retract(1, "发错单位", by="secretary", now=desk.now)
    assert _first(desk) == {ONE: 2}
    assert _first(desk, before) == {ONE: 1}
    desk.store.retract(2, "发错单位", by="secretary", now=desk.now)
    assert _first(desk) == {ONE: 3}
    desk.store.retract(3, "发错单位", by="secretary", now=desk.now)
    assert _first(desk) == {}


def test_known_at_a_moment_is_what_had_come_by_then(desk: Desk) -> None:
    _send(desk, MARCH_8, ONE)
    before = desk.now
    _send(desk, MARCH_8, OTHER)
    assert _first(desk, before) == {ONE: 1}


def test_a_thing_linked_under_another_name_was_first_shown_under_either(desk: Desk) -> None:
    _send(desk, MARCH_8, name="乙")
    _send(desk, MARCH_29, name="甲")
    before = desk.now
    desk.store.links.decide("projects", Link("乙|乙", A, True), why={}, by="x", now=desk.now)
    assert _first(desk, name="乙|乙") == {ONE: 1}
    assert _first(desk, before) == {ONE: 2}
