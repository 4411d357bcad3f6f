"""The template of a file: which headings it has, and what each column is read as.

Two files are of one template when their visible sheets have the same headings in the same order; days, weeks and
months written into a heading (截至3月22日累计) change from week to week and do not count.
"""

import hashlib
import re
from collections.abc import Collection, Iterable
from functools import lru_cache

from dashboard.names import plain
from loaders import headings
from loaders.answers import answered
from loaders.grid import a1, letter
from loaders.headings import Heading
from loaders.ledgers.measured import quantity
from loaders.ledgers.slots import Slot
from loaders.measures import unit_in
from loaders.outcome import ColumnReading, TableReading
from loaders.reader import TableReader
from loaders.spelling import normal

SEPARATOR = " > "
MEASURED = ("money", "area")
"""Quantities whose figures say nothing without a unit of measure."""
_DAY = re.compile(
    r"(?:20\d\d\s*年)?\d{1,2}\s*月(?:份)?(?:\d{1,2}\s*[日号])?|20\d\d\s*年|20\d{6}|第?\d{1,2}\s*周|"
    r"(?<![\d.])(?:20\d\d[./-])?\d{1,2}[./-]\d{1,2}(?![\d.])|(?<=[-—–~～至到])\d{1,2}\s*[日号]"
)


@lru_cache(maxsize=4096)
def undated(heading: str) -> str:
    """A heading with every day, week, month and year in it as #."""
    return _DAY.sub("#", plain(heading))


@lru_cache(maxsize=4096)
def sameness(heading: str) -> str:
    """What two headings must share to be one column: their path without days, brackets, units, white space."""
    parts = [normal(undated(part)) for part in heading.split(SEPARATOR)]
    return SEPARATOR.join(part for part in parts if part) or undated(heading)


def stated_unit(heading: str) -> str:
    """The unit of measure that a heading states itself; "" when it states none."""
    return next((unit for part in reversed(heading.split(SEPARATOR)) if (unit := unit_in(part))), "")


def fingerprint(tables: Iterable[TableReading]) -> str:
    """Fingerprint of the headings of the visible sheets, whatever the file's name, period, rows and answers."""
    found = [table for table in tables if table.headings]
    shown = [table for table in found if not table.hidden] or found
    heads = [[undated(text) for text in table.headings.values()] for table in shown]
    return hashlib.sha256(repr(heads).encode()).hexdigest()[:16] if heads else ""


def columns_of(table: TableReader) -> tuple[ColumnReading, ...]:
    """How every headed column of a list was read, left to right."""
    fields = {column: name for name, columns in table.columns.fields.items() for column in columns}
    return tuple(_column(table, head, fields.get(head.column, "")) for head in table.block.headings if head.path)


def _column(table: TableReader, head: Heading, field: str) -> ColumnReading:
    kind = headings.word(table.columns.ledger, field).kind if field else ""
    measured = kind if kind in MEASURED else ""
    unit = table.unit_of(head.column, kind) if measured else ""
    return _reading(table, head, field, measured, unit, how(table, head, field))


def figures_of(table: TableReader, slots: Iterable[Slot], decided: Collection[str]) -> tuple[ColumnReading, ...]:
    """How every headed column of a table of figures was read; `decided` are the headings a person has settled."""
    fields = {slot.column: slot.indicator or slot.role for slot in slots}
    fields |= {column: name for name, columns in table.columns.fields.items() for column in columns}
    heads = [head for head in table.block.headings if head.path]
    return tuple(
        _figure(table, head, fields.get(head.column, ""), answered(decided, "counters", head.text)) for head in heads
    )


def _figure(table: TableReader, head: Heading, field: str, decided: bool) -> ColumnReading:
    kind = quantity(field)
    measured = kind if kind in MEASURED else ""
    unit = table.unit_of(head.column, kind) if measured else ""
    by = "person" if decided else "word" if field else how(table, head, "")
    return _reading(table, head, field, measured, unit, by)


def _reading(table: TableReader, head: Heading, field: str, measured: str, unit: str, by: str) -> ColumnReading:
    cell = a1(*table.head_of(head))
    return ColumnReading(letter(head.column), cell, head.text, field, measured, unit, by)


def how(table: TableReader, head: Heading, field: str) -> str:
    """By what a column was read or left out (`ColumnReading.how`)."""
    columns = table.columns
    if head.column in table.without_unit:
        return "unmeasured"
    if head.column in columns.how:
        return columns.how[head.column]
    if field:
        return "content"
    if head in columns.ambiguous:
        return "ambiguous"
    if head in columns.unmapped:
        return "unknown"
    return "private" if head in columns.phones else "aside"
