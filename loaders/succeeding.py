"""One list kept on a sheet a week in one workbook: the latest sheet is the list, the ones before it are what it was."""

from collections.abc import Sequence
from datetime import date

from dashboard.names import key
from loaders.grid import address
from loaders.outcome import TableReading
from loaders.tables import SheetResult

_NAMED = {"projects": "name", "assets": "name", "prospects": "organisation"}
"""Ledgers that are kept forward, and what their records are called."""

_Kept = tuple[date, SheetResult, TableReading]


def set_earlier_aside(results: Sequence[SheetResult]) -> None:
    """Takes back the records of lists that a later sheet of the file goes on with; `earlier-sheet` says so of each.

    Such a list states another day, has the same headings, and most of what it names stands on the later sheet
    again; what does not, as in a sheet for the signings of each month, is a list of its own.
    """
    alike: dict[tuple[str, ...], list[_Kept]] = {}
    for result in results:
        for reading in result.readings:
            if reading.ledger in _NAMED and (day := _day_of(result, reading)):
                alike.setdefault((reading.ledger, *reading.headings.values()), []).append((day, result, reading))
    for tables in alike.values():
        tables.sort(key=lambda table: table[0])
        *before, (latest, newest, its) = tables
        names = _names(newest, its) if before else set()
        for day, result, reading in before:
            own = _names(result, reading)
            if day < latest and result is not newest and len(own & names) * 2 > len(own):
                _set_aside(result, reading, its.name)


def _day_of(result: SheetResult, reading: TableReading) -> date | None:
    said = next((part.terms.said for part in result.parts if part.block.number == reading.table), None)
    return said.end if said and said.exact else None


def _names(result: SheetResult, reading: TableReading) -> set[tuple[str, str]]:
    column = _NAMED[reading.ledger]
    rows = (row for row in result.records.get(reading.ledger, ()) if row["table"] == reading.table)
    return {(row["unit"], key(row[column])) for row in rows if row[column]}


def _set_aside(result: SheetResult, reading: TableReading, later: str) -> None:
    rows = [row["row"] for row in result.records[reading.ledger] if row["table"] == reading.table]
    result.leave_out(reading.table, rows)
    at = address(f"{min(reading.columns.values(), default='A')}{reading.header_rows[-1]}")
    result.notes.find("earlier-sheet", at, reading.name, later=later)
