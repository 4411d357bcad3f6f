"""What `ingest` hands back: tables, findings, questions, and where every cell went."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pandas as pd

from loaders.findings import Finding
from loaders.returned import Returned


@dataclass(frozen=True, slots=True)
class ColumnReading:
    """How one headed column was read; `cell` is its heading's.

    `field` is the canonical field or indicator, "" when nothing reads it. `quantity` is money or area where the figures
    carry a unit of measure, `unit` the one they are read in. `how` says by what: person, word, pattern, content (its
    cells), unmeasured (figures that nothing gives a unit to); left out: aside (序号), private, ambiguous, unknown.
    """

    letter: str
    cell: str
    heading: str
    field: str = ""
    quantity: str = ""
    unit: str = ""
    how: str = "word"

    @property
    def doubtful(self) -> bool:
        """Whether a person should look at it first."""
        return self.how in ("unknown", "ambiguous", "content", "unmeasured")


@dataclass(frozen=True, slots=True)
class TableReading:
    """How one table was understood; an empty sheet has one entry with table 0 and no range."""

    name: str
    table: int
    range: str = ""
    ledger: str = ""
    header_rows: tuple[int, ...] = ()
    columns: dict[str, str] = field(default_factory=dict)
    """Canonical field -> column letter."""
    headings: dict[str, str] = field(default_factory=dict)
    """Column letter -> heading as written, parents joined by " > "."""
    total_rows: tuple[int, ...] = ()
    note_rows: tuple[int, ...] = ()
    hidden: bool = False
    hedges: dict[str, str] = field(default_factory=dict)
    """Cell -> about, nearly, over or range, for every figure the sheet hedges."""
    years: dict[str, tuple[tuple[int, str, str], ...]] = field(default_factory=dict)
    """Column letter -> (year, what gave it, its words) for its dates that name none; title, sheet, file, section,
    elsewhere (other tables of the file) or period."""
    merged: dict[str, str] = field(default_factory=dict)
    """Cell that a merge covers -> the cell in which the merge begins, for the columns of the records."""
    mapping: tuple[ColumnReading, ...] = ()
    """Every headed column, left to right."""
    scopes: tuple[str, ...] = ()
    """What the list answers for: outbound, inbound, resident; land, factory, building; signing ...; a stage."""


@dataclass(frozen=True, slots=True)
class CellCount:
    """Every non-empty cell, counted once; `reasons` says why the ignored ones were left out."""

    nonempty: int
    parsed: int
    flagged: int
    ignored: int
    reasons: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Question:
    """What a person should decide: `about` is column, ledger, unit, period, scope, unit-of-measure or hidden-sheet.

    `found` is the heading or title asked about; `choices` the answers that make sense, likeliest first.
    """

    about: str
    sheet: str = ""
    cell: str = ""
    found: str = ""
    choices: tuple[str, ...] = ()
    detail: dict[str, Any] = field(default_factory=dict)
    """Of a unit of measure that seems to have changed: the cell that shows it best (`example`), its figure as it `was`
    and is read `now`, and their `quantity`."""


@dataclass(frozen=True)
class Reading:
    """One file, understood. Nothing above the loaders guesses again."""

    file: str
    kind: str
    tables: dict[str, pd.DataFrame]
    findings: list[Finding]
    sheets: list[TableReading]
    cells: CellCount
    questions: list[Question]
    unit: str
    period: date | None
    scope: str
    template: str
    fingerprint: str
    answers: dict[str, Any] = field(default_factory=dict)
    returned: Returned | None = None
    """The numbered findings that a marked workbook brings back with it."""
