"""The decision about one table: which column holds which field, which ones nobody reads, and by what."""

from dataclasses import dataclass, field

from loaders.headings import Heading

DECIDED = -1
"""Rank of a column that a person gave its field."""


@dataclass
class Columns:
    """The decision for one table: `fields` maps a canonical field to its columns, best first."""

    ledger: str
    fields: dict[str, list[int]] = field(default_factory=dict)
    ambiguous: list[Heading] = field(default_factory=list)
    unmapped: list[Heading] = field(default_factory=list)
    ignored: list[Heading] = field(default_factory=list)
    phones: list[Heading] = field(default_factory=list)
    ticks: dict[str, dict[int, str]] = field(default_factory=dict)
    """Fields kept as a column for each value: field -> column -> value."""
    split: dict[int, tuple[int, int, int]] = field(default_factory=dict)
    """Dates kept in columns of their parts: column of the day -> columns of year (or 0), month and day."""
    measure: int = 0
    """The column that states the unit of measure of each row's figures: 亩, ㎡."""
    serial: int = 0
    """The column that numbers the rows, under 序号 or another heading."""
    how: dict[int, str] = field(default_factory=dict)
    """By what a column was matched or dropped: person, word or pattern."""
    score: float = 0.0

    @property
    def used(self) -> frozenset[int]:
        """Every column that feeds a field."""
        own = (*self.fields.values(), *self.split.values(), [self.measure] if self.measure else [])
        return frozenset(c for columns in own for c in columns)

    def column(self, name: str) -> int:
        """First column of a field, 0 when the table has none."""
        columns = self.fields.get(name)
        return columns[0] if columns else 0
