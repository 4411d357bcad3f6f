"""Whom a finding of a file concerns, and what is open: in a file for several units, the unit of the finding's row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.contract import Snapshot
from dashboard.store import Filed, Store
from dashboard.workflows.costs import OUTSIDE, Effect, effect, ground_of
from loaders import Finding
from loaders.grid import address


@dataclass(frozen=True, slots=True)
class Open:
    """An error or warning of a file that counts, and what it does to the figures."""

    receipt: int
    file: str
    finding: Finding
    effect: Effect

    @property
    def outside(self) -> bool:
        """Whether what stands there is in no figure, or in none until somebody says what it is."""
        return self.effect in OUTSIDE


def open_findings(store: Store, snapshot: Snapshot) -> dict[str, tuple[Open, ...]]:
    """Errors and warnings of every file that stands in a snapshot, by the unit concerned, by receipt and as found.

    () for a unit whose sheets have none; one of which no sheet stands is absent (a target table is nobody's return).
    A finding without effect on a figure is not open.
    """
    coverage = snapshot.coverage
    found: dict[str, list[Open]] = {
        str(unit): [] for unit in coverage.loc[coverage["table"] != "targets", "unit"].unique()
    }
    listed = store.submissions(as_of=snapshot.as_of)
    faulty = listed.loc[(listed["errors"] + listed["warnings"] > 0), "number"]
    for number in sorted(set(coverage["submission"]) & set(faulty)):
        for unit, opened in open_in(store.submission(int(number))).items():
            found.setdefault(unit, []).extend(opened)
    return {unit: tuple(opened) for unit, opened in found.items()}


def open_in(filed: Filed) -> dict[str, list[Open]]:
    """Errors and warnings of one file by the unit concerned; units without any are absent."""
    on = ground_of(findings_of(filed), filed.sheets)
    found: dict[str, list[Open]] = {}
    for unit, findings in concerned(filed).items():
        told = [Open(filed.receipt.number, filed.name, f, effect(f, on)) for f in findings]
        if kept := [each for each in told if each.effect != "info"]:
            found[unit] = kept
    return found


def findings_of(filed: Filed) -> list[Finding]:
    """The findings of a stored file as they were found."""
    return [Finding(f["code"], f["sheet"], f["cell"], f["found"], dict(f["detail"])) for f in filed.findings]


def concerned(filed: Filed) -> dict[str, Sequence[Finding]]:
    """The findings of a stored file by the unit that they concern.

    The sender all of them. Any other unit those in a row of its records: what stands in a heading, on the sheet as a
    whole or in a row of nobody's concerns the sender alone. A record of several rows reaches to the next one.
    """
    found = findings_of(filed)
    by_unit: dict[str, list[Finding]] = {}
    begins = _begins(filed) if found else {}
    for finding in found:
        if owner := _owner(begins.get(finding.sheet, {}), filed, finding):
            by_unit.setdefault(owner, []).append(finding)
    return {**by_unit, filed.receipt.unit: found}


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
