"""What was noted while a sheet was read: findings, and which cells were understood."""

from typing import Any

from loaders.findings import SEVERITY, Finding
from loaders.grid import Address, Sheet, Value, a1
from loaders.values import text, without_personal_numbers


class Notebook:
    """Findings and consumed cells of one sheet; the same finding on the same cell is kept once."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet.name
        self._rows = sheet.rows
        self.findings: list[Finding] = []
        self.parsed: set[Address] = set()
        self.areas: list[tuple[frozenset[int], frozenset[int]]] = []
        """(rows, columns) of tables whose every typed cell was understood."""
        self.flagged: set[Address] = set()
        self.hedges: dict[Address, str] = {}
        self._seen: set[tuple[str, Address | None]] = set()

    def understood(self) -> dict[int, frozenset[int]]:
        """Row -> columns understood as part of a table."""
        found: dict[int, frozenset[int]] = {}
        for rows, columns in self.areas:
            found |= {row: columns | found.get(row, columns) for row in rows}
        return found

    def find(self, code: str, at: Address | None, found: Value = "", **detail: Any) -> None:
        """Notes a finding; one about the sheet itself has no cell.

        It quotes the cell it stands on as typed; `found` is what to quote where that holds nothing.
        """
        if (code, at) in self._seen:
            return
        self._seen.add((code, at))
        words, _ = without_personal_numbers(text(self._typed(at)) or text(found))
        self.findings.append(Finding(code, self.sheet, a1(*at) if at else "", words, detail))
        if at and SEVERITY[code] != "info":
            self.flagged.add(at)

    def _typed(self, at: Address | None) -> Value:
        row, column = at or (0, 0)
        line = self._rows[row - 1] if 0 < row <= len(self._rows) else []
        return line[column - 1] if 0 < column <= len(line) else None
