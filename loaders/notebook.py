"""What was noted while a sheet was read: findings, and which cells were understood."""

from collections import defaultdict
from typing import Any

from loaders.findings import SEVERITY, Finding
from loaders.grid import Address, Sheet, Value, a1, address
from loaders.values import quoted, text, without_personal_numbers


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
        self.years: dict[Address, tuple[int, str, str]] = {}
        """Cells of dates that name no year -> the year taken, what gave it, and its words."""
        self.repeated: list[tuple[frozenset[int], range]] = []
        """(rows, columns) of second copies, which are in no figure."""
        self._seen: set[tuple[str, Address | None]] = set()

    def understood(self) -> dict[int, frozenset[int]]:
        """Row -> columns understood as part of a table."""
        found: dict[int, frozenset[int]] = {}
        for rows, columns in self.areas:
            # one set for all rows of a table: equal ones would be told apart row by row
            found |= {row: columns | found[row] if row in found else columns for row in rows}
        return found

    def find(self, code: str, at: Address | None, found: Value = "", **detail: Any) -> None:
        """Notes a finding; one about the sheet itself has no cell.

        It quotes the cell it stands on as typed; `found` is what to quote where that holds nothing.
        """
        if (code, at) in self._seen:
            return
        self._seen.add((code, at))
        if at in self.years:
            detail["year"] = self.years[at]
        words, _ = without_personal_numbers(quoted(self._typed(at)) or quoted(found))
        self.findings.append(Finding(code, self.sheet, a1(*at) if at else "", words, detail))
        if at and SEVERITY[code] != "info":
            self.flagged.add(at)

    def conclude(self, at: Address, **detail: Any) -> bool:
        """Adds what follows from it to the error on a cell; False where none stands there."""
        cell = a1(*at)
        found = next((f for f in reversed(self.findings) if f.cell == cell and f.severity == "error"), None)
        if found:
            found.detail.update(detail)
        return found is not None

    def unread(self) -> dict[int, tuple[tuple[int, str, str], ...]]:
        """Row -> (column, code, text) of its cells that could not be read, in no order but always the same."""
        found = defaultdict(set)
        for finding in self.findings:
            if finding.cell and finding.severity == "error":
                row, column = address(finding.cell)
                found[row].add((column, finding.code, text(finding.found)))
        return {row: tuple(sorted(cells)) for row, cells in found.items()}

    def repeats(self, at: Address) -> bool:
        """Whether a cell stands in a second copy."""
        return any(at[0] in rows and at[1] in columns for rows, columns in self.repeated)

    def leave_repeated(self) -> None:
        """Of a second copy only that it is one is true: what else was found in it counts for nothing."""
        left = {
            id(finding): at
            for finding in self.findings
            if self.repeated and finding.cell and finding.code != "duplicate-row"
            and self.repeats(at := address(finding.cell))
        }  # fmt: skip
        self.findings = [finding for finding in self.findings if id(finding) not in left]
        still = {finding.cell for finding in self.findings}
        self.flagged -= {at for at in left.values() if a1(*at) not in still}
        for rows, columns in self.repeated:
            self.parsed -= {(row, column) for row in rows for column in columns}

    def _typed(self, at: Address | None) -> Value:
        row, column = at or (0, 0)
        line = self._rows[row - 1] if 0 < row <= len(self._rows) else []
        return line[column - 1] if 0 < column <= len(line) else None
