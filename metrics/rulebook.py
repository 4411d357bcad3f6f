"""A district's score rules (考核办法): every term, and how one without data enters the sum, in force for a period.

Weights, ratios and thresholds are configuration (DOMAIN section 5); `metrics.rule_file` reads them.
"""

from dataclasses import dataclass
from datetime import date

FORMS = ("proportional", "pace", "steps", "efficacy", "bonus", "deduction", "manual")
"""proportional to the target or to the pace target, by steps, 功效系数, per item added or taken, by hand."""
PER_ITEM = ("bonus", "deduction")
AGAINST = ("proportional", "pace", "steps")
"""Forms that compare with a target."""
RETURNS = ("late_returns", "delayed_returns", "missing_returns")
"""Weeks whose return came after the deadline or never; only those that came; only those that never did.

What never came must not cost less than what came late, so the first is what a rule counts by default.
"""
COUNTS = ("rejected_projects", "overdue_starts", *RETURNS)
"""What is counted per item beside the indicators."""
MISSING = ("nothing", "left-out", "unranked")
"""A term without data gives no points; or the total is scaled to the other terms; or the unit has no rank."""


@dataclass(frozen=True, slots=True)
class Part:
    """An indicator (or one of `COUNTS`) with its weight in a term."""

    indicator: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Term:
    """One line of a score. `points` is what can be reached; a bonus or deduction has `each` and, if any, a `cap`."""

    id: str
    name: str
    form: str
    points: float = 0.0
    parts: tuple[Part, ...] = ()
    cap: float | None = None
    """Of a comparison the largest ratio (1 or 1.2), of a bonus or deduction the most points; None for no limit."""
    steps: tuple[tuple[float, float], ...] = ()
    """From which ratio on how many points, the highest first; below the last one 0."""
    pace: bool = False
    """True where steps are taken of the pace target."""
    each: float = 0.0
    base: float = 60.0
    spread: float = 40.0
    credit: str = "split"
    missing: str = ""
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Manual:
    """Points that a person gives a unit in a manual term, and on what evidence."""

    term: str
    unit: str
    points: float
    evidence: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Exemption:
    """A unit that is not judged in a term, or at all where `term` is ""."""

    unit: str
    reason: str
    term: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Rulebook:
    """A rule file as it was read; `fingerprint` is the sha256 of its `text`."""

    title: str
    version: str
    since: date
    until: date
    missing: str
    terms: tuple[Term, ...]
    honour: int = 0
    warning: int = 0
    least: float = 0.0
    """Share of the points that must have data for a unit to be ranked."""
    decisive: tuple[str, ...] = ()
    """Terms whose target must be met for the honour list, or missed for the warning list; all that have one if ()."""
    manual: tuple[Manual, ...] = ()
    exemptions: tuple[Exemption, ...] = ()
    file: str = ""
    fingerprint: str = ""
    text: str = ""

    def holds(self, on: date) -> bool:
        return self.since <= on <= self.until
