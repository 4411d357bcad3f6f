"""A workbook before it is written: cells, merges and looks, and beside them what the clerk meant by each row."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from openpyxl.utils import get_column_letter

Cell = str | int | float | date | datetime | None
Record = dict[str, Any]


@dataclass(frozen=True)
class Error:
    """An error cell such as #REF!."""

    text: str


@dataclass(frozen=True)
class Formula:
    """A formula whose value was never computed, as some programs save it."""

    text: str


@dataclass
class Draft:
    """One sheet. `top` is the next free row; every `put` keeps the look of the kind of line it belongs to."""

    name: str
    cells: dict[tuple[int, int], Any] = field(default_factory=dict)
    looks: dict[tuple[int, int], str] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    widths: dict[int, float] = field(default_factory=dict)
    hidden: bool = False
    hidden_rows: set[int] = field(default_factory=set)
    top: int = 1
    tables: int = 0
    records: list[Record] = field(default_factory=list)
    findings: list[Record] = field(default_factory=list)
    covers: list[Record] = field(default_factory=list)

    def put(self, row: int, column: int, value: Any, look: str = "body") -> None:
        self.cells[row, column] = value
        self.looks[row, column] = look

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        if (top, left) != (bottom, right):
            self.merges.append((top, left, bottom, right))

    def line(self, text: str, width: int, look: str = "meta") -> None:
        """A text over the whole width: title, metadata or note."""
        self.put(self.top, 1, text, look)
        self.merge(self.top, 1, self.top, width)
        self.top += 1

    def texts(self, parts: dict[int, str], look: str = "meta") -> None:
        """Several metadata texts on one line, by column."""
        for column, text in parts.items():
            self.put(self.top, column, text, look)
        self.top += 1

    def means(self, table: str, unit: str, row: int, **fields: Any) -> Record:
        """Note what a row stands for; a field given as None is not asserted to be absent, it is left out."""
        record = {"table": table, "unit": unit, "sheet": self.name, "number": self.tables, "row": row, "fields": fields}
        self.records.append(record)
        return record

    def fault(self, code: str, *cells: str, why: str = "") -> None:
        """A deliberate mistake: the finding it must become, at one of these cells."""
        self.findings.append({"code": code, "sheet": self.name, "cells": list(cells), "why": why})

    def cover(self, unit: str, scope: str, *, increment: bool = False) -> None:
        """This sheet answers for a unit's scope, even if it lists nothing."""
        entry = {"unit": unit, "scope": scope, "increment": increment}
        if entry not in self.covers:
            self.covers.append(entry)

    def address(self, row: int, column: int) -> str:
        return f"{get_column_letter(column)}{row}"


@dataclass
class Draftbook:
    """One file of one week."""

    path: str
    """Path below the sample folder, forward slashes."""
    unit: str
    sheets: list[Draft]
    kind: str = "xlsx"
    """xlsx, xls, csv or html: what the bytes are, whatever the name says."""
    about: str = ""
    silent: str = ""
    """Something odd that is no finding of this file alone: a row gone, renamed or moved."""
    period: date | None = None
