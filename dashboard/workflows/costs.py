"""What a finding costs: outside the figures, left out until decided, counted and marked, or nothing; with its sign."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from dashboard.i18n import Say
from loaders import Finding, Reading

Effect = Literal["error", "undecided", "warning", "capped", "info"]
"""What a finding does to the figures: outside, left out until decided, counted and marked, cut to the asset's, none."""
SIGNS: Mapping[Effect, str] = {"error": "✕", "undecided": "?", "warning": "▲", "capped": "▲", "info": "·"}
"""The sign of every effect, worst first; effects with one sign are counted as one."""
OUTSIDE: frozenset[Effect] = frozenset({"error", "undecided"})
_UNREAD = ("unknown-ledger", "no-header", "unmapped-column", "ambiguous-column", "hidden-sheet", "shifted-columns")
"""Findings about content that is in no figure until somebody says what it is."""
_UNREAD_SHEET = ("unknown-ledger", "no-header", "hidden-sheet")
_LOST_CELL = ("formula-without-value", "error-value")
"""Findings about one cell of which nothing was read; where nothing was to be read, nothing is lost."""
_ROWS, _CELLS = 2, 3
"""So many rows of so many formulas without their values may be a list of which nothing could be read."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What the findings of one file stand on: its totals, and its sheets on which there is no table of a ledger."""

    totals: frozenset[tuple[str, str]] = frozenset()
    """Sheet and row of every total; it is only compared with its rows."""
    apart: Mapping[str, Effect] = field(default_factory=dict)
    """Sheet without a table of a ledger -> what a lost cell there costs; undecided while the sheet is asked about."""


def ground(reading: Reading) -> Ground:
    """The ground of a file that has been read."""
    sheets = [{"name": s.name, "ledger": s.ledger, "total_rows": s.total_rows} for s in reading.sheets]
    return ground_of(reading.findings, sheets)


def ground_of(findings: Sequence[Finding], sheets: Iterable[Mapping[str, Any]]) -> Ground:
    """The ground of a file by its findings and what is kept of its sheets."""
    listed = list(sheets)
    rows = frozenset((str(e.get("name")), str(row)) for e in listed for row in e.get("total_rows") or ())
    read = {str(e.get("name")) for e in listed if e.get("ledger")}
    apart = {str(e.get("name")) for e in listed} - read if read else set()
    asked = {f.sheet for f in findings if f.code in _UNREAD_SHEET}
    unvalued = Counter((f.sheet, row_of(f.cell)) for f in findings if f.code == "formula-without-value")
    full = Counter(sheet for (sheet, _), n in unvalued.items() if n >= _CELLS)
    costs: dict[str, Effect] = {
        name: "undecided" if name in asked else "info" for name in apart if name in asked or full[name] < _ROWS
    }
    return Ground(rows, costs)


def row_of(cell: str) -> str:
    """The row of an A1 address; "" for ""."""
    return re.sub(r"\D", "", cell)


def effect(finding: Finding, on: Ground = Ground()) -> Effect:
    """What a finding does to the figures of the file that it stands in."""
    if finding.code in _LOST_CELL:
        total = (finding.sheet, row_of(finding.cell)) in on.totals
        return "info" if total else on.apart.get(finding.sheet, finding.severity)
    if finding.code in _UNREAD and "post" not in finding.detail:
        return "undecided"
    if finding.code == "personal-number-left-out":
        # no figure needs a telephone number
        return "info"
    return "capped" if capped(finding) else finding.severity


def capped(finding: Finding) -> bool:
    """Whether an area was taken as the asset's own, which no revitalised area exceeds."""
    cut = finding.code == "area-exceeds-asset" and finding.detail.get("field") == "revitalised_area"
    return cut and "area" in finding.detail


def cost(say: Say, finding: Finding, on: Ground = Ground()) -> str:
    """The sign and the words of `effect`: ✕ 不计入."""
    return worded(say, effect(finding, on))


def worded(say: Say, cost: Effect) -> str:
    """The sign and the words of an effect."""
    return f"{SIGNS[cost]} {say(f'data.severity.{cost}')}"


def tally(reading: Reading) -> dict[Effect, int]:
    """How many findings of a file have which effect, worst first; what is cut to the asset's area counts and is marked.

    Effects that no finding has are absent.
    """
    return tallied([reading])


def tallied(readings: Iterable[Reading]) -> dict[Effect, int]:
    """The tally of several files."""
    found = Counter(
        effect(finding, on) for reading in readings for on in [ground(reading)] for finding in reading.findings
    )
    found["warning"] += found.pop("capped", 0)
    return {each: found[each] for each in SIGNS if found[each]}


def signs(reading: Reading) -> str:
    """The tally in signs: ✕ 2  ▲ 1; "" for a file in which nothing was found."""
    return "  ".join(f"{SIGNS[each]} {n}" for each, n in tally(reading).items())


def summed(say: Say, counts: Mapping[Effect, int]) -> str:
    """A tally in words: ✕ 不计入2项、▲ 计入并标注1项; that nothing was found for an empty one."""
    parts = [say("data.severity.count", cost=worded(say, each), n=n) for each, n in counts.items()]
    return say("charts.comma").join(parts) if parts else say("data.severity.nothing")
