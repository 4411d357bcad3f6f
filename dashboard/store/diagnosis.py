"""Diagnosis: which row of the database it is that cannot be read, looked for once reading has failed.

Nothing here knows what the receipts say (that is `check`): only whether a row can be read and is as the schema has it.
"""

import json
import zlib
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Date,
    DateTime,
    Engine,
    Integer,
    LargeBinary,
    Table,
    and_,
    select,
    type_coerce,
)
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.types import NullType

from dashboard.contract import TABLES
from dashboard.errors import StoreDamaged
from dashboard.store import schema
from dashboard.store.blocks import frame_of, unpacked
from dashboard.store.engine import reading
from dashboard.store.schema import claims, lines, parts, readings, submissions

ILLEGIBLE = (
    *(ValueError, TypeError, LookupError, AttributeError, ArithmeticError, AssertionError, zlib.error),
    SQLAlchemyError,
)
"""What working with a damaged row may raise; a fault of the program raises the same, and no row is found then."""


def damage(engine: Engine) -> StoreDamaged | None:
    """The first row that cannot be read, or that is missing beside another; None where all can be read.

    `row-damaged`: with its table and receipt; `table-damaged`: with its table alone, where the row is no receipt's.
    """
    for table in schema.metadata.sorted_tables:
        try:
            with reading(engine) as connection:
                found = next(_faults(connection, table), None)
        except ILLEGIBLE:
            found = ()
        if found is not None:
            return _said(table.name, *found)
    return None


def _said(table: str, receipt: Any = None) -> StoreDamaged:
    if isinstance(receipt, int):
        return StoreDamaged("row-damaged", table=table, receipt=receipt)
    return StoreDamaged("table-damaged", table=table)


def _faults(connection: Connection, table: Table) -> Iterator[tuple[Any, ...]]:
    """The receipt, if one is to be had, of every row that is not as it has to be."""
    key = "number" if table is submissions else "submission"
    raw = select(*(type_coerce(column, NullType()).label(column.name) for column in table.c))
    for row in connection.execute(raw).mappings():
        told = {str(name): value for name, value in row.items()}
        if not _legible(table, told):
            yield (told[key],) if key in table.c else ()
    yield from _missing(connection, table)


def _legible(table: Table, row: Mapping[str, Any]) -> bool:
    try:
        for column in table.c:
            _read(table, column, row[column.name])
        shape = _SHAPES.get(table.name)
        return shape is None or shape(row)
    except ILLEGIBLE:
        return False


def _read(table: Table, column: Column[Any], value: Any) -> None:
    """Raises one of `ILLEGIBLE` where a value cannot be what its column holds."""
    if value is None:
        if not column.nullable:
            raise ValueError(column.name)
    elif isinstance(column.type, LargeBinary):
        unpacked(value)
    elif isinstance(column.type, DateTime):
        datetime.fromisoformat(str(value))
    elif isinstance(column.type, Date):
        date.fromisoformat(str(value))
    elif isinstance(value, str) == isinstance(column.type, (Boolean, Integer)):
        raise TypeError(column.name)
    elif f"{table.name}.{column.name}" in _WRITTEN:
        json.loads(value)


_WRITTEN = ("acts.content", "submissions.replaced", "memories.answers", "memories.layout", "sightings.told")
"""Columns of text that is JSON."""


def _whole_reading(row: Mapping[str, Any]) -> bool:
    findings, sheets, answers = (unpacked(row[name]) for name in ("findings", "sheets", "answers"))
    listed = isinstance(findings, list) and isinstance(sheets, list) and isinstance(answers, dict)
    return listed and all(isinstance(each, dict) for each in (*findings, *sheets))


def _whole_part(row: Mapping[str, Any]) -> bool:
    held = unpacked(row["content"])
    return len(frame_of(row["ledger"], held["columns"])) == len(held["scopes"])


_SHAPES: Mapping[str, Callable[[Mapping[str, Any]], bool]] = {
    "readings": _whole_reading,
    "parts": _whole_part,
    "submissions": lambda row: isinstance(json.loads(row["replaced"]), list),
    "lines": lambda row: row["ledger"] in TABLES,
    "claims": lambda row: row["kind"] in ("list", "addition", "nothing"),
}


def _missing(connection: Connection, table: Table) -> Iterator[tuple[Any, ...]]:
    """Receipts of which rows stand elsewhere that need one of this table."""
    if table is readings:
        other = select(submissions.c.number).where(submissions.c.number.not_in(select(readings.c.submission)))
    elif table is submissions:
        other = select(claims.c.submission).where(claims.c.submission.not_in(select(submissions.c.number)))
    elif table is parts:
        place = (
            (parts.c[name], of.c[name]) for name, of in (("submission", claims), ("unit", lines), ("ledger", lines))
        )
        joined = claims.join(lines, lines.c.id == claims.c.line).outerjoin(
            parts, and_(*(one == other for one, other in place))
        )
        other = (
            select(claims.c.submission).select_from(joined).where(claims.c.records > 0, parts.c.submission.is_(None))
        )
    else:
        return
    yield from (tuple(row) for row in connection.execute(other))
