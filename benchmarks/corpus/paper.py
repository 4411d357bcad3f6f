"""A sheet as a clerk fills it in: cells, merges, hidden rows, number formats."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from benchmarks.corpus.truth import letter


@dataclass(frozen=True)
class Formula:
    """A formula whose value was never computed."""

    text: str


@dataclass(frozen=True)
class ErrorCell:
    """#REF! and its like."""

    text: str


@dataclass
class Paper:
    """One sheet; rows and columns count from 1."""

    name: str
    cells: dict[tuple[int, int], Any] = field(default_factory=dict)
    formats: dict[tuple[int, int], str] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden: bool = False

    def put(self, row: int, column: int, value: Any, number_format: str = "") -> None:
        """Writes one cell; None and "" leave it empty."""
        if value is None or value == "":
            return
        self.cells[row, column] = value
        if number_format:
            self.formats[row, column] = number_format
        elif isinstance(value, date):
            self.formats[row, column] = "yyyy/m/d"

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        if (top, left) != (bottom, right):
            self.merges.append((top, left, bottom, right))

    @property
    def height(self) -> int:
        return max([row for row, _ in self.cells] + [m[2] for m in self.merges], default=0)

    @property
    def width(self) -> int:
        return max([column for _, column in self.cells] + [m[3] for m in self.merges], default=0)

    def at(self, row: int, column: int) -> str:
        return f"{letter(column)}{row}"
