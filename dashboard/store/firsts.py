"""First receipts: which receipt was the first to show a thing at a unit, by order of arrival.

A sighting is written when a thing first reads as it does; the first receipt that shows it is therefore among them.
Only where a receipt that once wrote it down was taken back may one between it and the next sighting have said the
same without a row of its own: those alone are looked through.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from dashboard.links import Links
from dashboard.store.acts import aware
from dashboard.store.blocks import unpacked
from dashboard.store.engine import chunks
from dashboard.store.filing import Part
from dashboard.store.schema import parts, readings, sightings, submissions
from dashboard.store.sightings import gone, seen_in
from dashboard.store.standing import Known

Key = tuple[str, str]
"""Canonical identity and unit."""
_Place = tuple[int, str, int, int]
"""Receipt, sheet, table, row."""


@dataclass(frozen=True, slots=True)
class FirstReceipt:
    """The first receipt that shows a thing at a unit, when it came, and the cell of its name."""

    receipt: int
    at: datetime
    file: str
    sheet: str
    cell: str


def first_receipts(
    connection: Connection, ledger: str, names: Collection[str], links: Links, known: Known
) -> dict[Key, FirstReceipt]:
    """By thing and unit; of things that no receipt shows that counts, as far as known, nothing."""
    members = {member: name for name in names for member in links.members(name)}
    back = set(connection.execute(gone(known)).scalars())
    shown: dict[Key, list[Row[Any]]] = {}
    for row in _sighted(connection, ledger, members, known):
        shown.setdefault((members[row.identity], row.unit), []).append(row)
    found = {key: _first(connection, ledger, key[1], rows, back, known) for key, rows in shown.items()}
    return _addressed(connection, {key: place for key, place in found.items() if place is not None})


def _sighted(connection: Connection, ledger: str, names: Iterable[str], known: Known) -> Iterable[Row[Any]]:
    wanted = select(sightings).where(sightings.c.ledger == ledger, sightings.c.submission <= known.receipts)
    for chunk in chunks(names):
        yield from connection.execute(wanted.where(sightings.c.identity.in_(chunk)).order_by(sightings.c.submission))


def _first(
    connection: Connection, ledger: str, unit: str, rows: Sequence[Row[Any]], back: Collection[int], known: Known
) -> _Place | None:
    counts = next((row for row in rows if row.submission not in back), None)
    lost = [row.submission for row in rows if row.submission in back]
    end = counts.submission if counts is not None else known.receipts + 1
    if lost and lost[0] + 1 < end:
        silent = _silent(connection, ledger, unit, {row.identity for row in rows}, range(lost[0] + 1, end), back)
        if silent is not None:
            return silent
    return None if counts is None else (counts.submission, counts.sheet, counts.table, counts.row)


def _silent(
    connection: Connection, ledger: str, unit: str, names: Collection[str], between: range, back: Collection[int]
) -> _Place | None:
    """The first receipt in a range that shows one of these names without a sighting of its own."""
    wanted = select(parts.c.submission, parts.c.content).where(
        parts.c.unit == unit,
        parts.c.ledger == ledger,
        parts.c.submission >= between.start,
        parts.c.submission <= between[-1],
    )
    for number, content in connection.execute(wanted.order_by(parts.c.submission)):
        if number in back:
            continue
        block = unpacked(content)
        said = seen_in(Part(unit, ledger, block["columns"], block["scopes"]))
        if name := next((name for name in said if name in names), ""):
            return number, said[name].sheet, said[name].table, said[name].row
    return None


def _addressed(connection: Connection, found: Mapping[Key, _Place]) -> dict[Key, FirstReceipt]:
    heads = select(submissions.c.number, submissions.c.name, submissions.c.at, readings.c.sheets).join(readings)
    told: dict[int, tuple[datetime, str, Sequence[Mapping[str, Any]]]] = {}
    for chunk in chunks(place[0] for place in found.values()):
        for number, name, at, sheets in connection.execute(heads.where(submissions.c.number.in_(chunk))):
            told[number] = aware(at), name, unpacked(sheets)
    return {
        key: FirstReceipt(number, *told[number][:2], sheet, f"{lettered(told[number][2], sheet, table, 'name')}{row}")
        for key, (number, sheet, table, row) in found.items()
    }


def lettered(sheets: Sequence[Mapping[str, Any]], sheet: str, table: int, field: str) -> str:
    """The column of a field in a table of a file; A where it has none of its own."""
    for entry in sheets:
        if entry.get("name") == sheet and int(entry.get("table", 1)) == table:
            return str((entry.get("columns") or {}).get(field, "A"))
    return "A"
