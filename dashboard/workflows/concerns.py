"""Whom a finding of a file concerns: in a file for several units, the unit of the row on which it stands."""

from collections.abc import Mapping
from typing import Any

from dashboard.store import Filed
from loaders import Finding
from loaders.grid import address


def concerning(filed: Filed, unit: str) -> list[Finding]:
    """The findings of a stored file that concern a unit.

    In the unit's own file all of them. In any other those in a row of the unit's records: what stands in a heading, on
    the sheet as a whole or in a row of nobody's concerns the sender. A record of several rows reaches to the next one.
    """
    found = [Finding(f["code"], f["sheet"], f["cell"], f["found"], dict(f["detail"])) for f in filed.findings]
    if filed.receipt.unit == unit:
        return found
    begins = _begins(filed)
    return [finding for finding in found if _owner(begins.get(finding.sheet, {}), filed, finding) == unit]


def _begins(filed: Filed) -> dict[str, dict[int, str]]:
    """Sheet -> first row of each of its records -> the record's unit."""
    begins: dict[str, dict[int, str]] = {}
    for table in filed.tables.values():
        for sheet, row, unit in zip(table["sheet"], table["row"], table["unit"], strict=True):
            begins.setdefault(str(sheet), {})[int(row)] = str(unit)
    return begins


def _owner(begins: Mapping[int, str], filed: Filed, finding: Finding) -> str:
    """The unit of the last record that begins in or above the finding's row, within the table around it; else ""."""
    if not finding.cell:
        return ""
    row = address(finding.cell)[0]
    top, bottom, last = _table_around(filed, finding.sheet, row)
    first = max((begin for begin in begins if top <= begin <= row), default=0)
    return begins[first] if first and row <= bottom and row not in last else ""


def _table_around(filed: Filed, sheet: str, row: int) -> tuple[int, int, frozenset[int]]:
    """First and last row of the table in which a row stands, and its rows of totals and notes."""
    for entry in filed.sheets:
        first, _, last = str(entry.get("range") or "").partition(":")
        if entry.get("name") == sheet and last and address(first)[0] <= row <= address(last)[0]:
            return (
                address(first)[0],
                address(last)[0],
                frozenset(_rows(entry, "total_rows") + _rows(entry, "note_rows")),
            )
    return 1, 0, frozenset()


def _rows(entry: Mapping[str, Any], name: str) -> list[int]:
    return [int(row) for row in entry.get(name) or ()]
