"""What a number carries besides its value: basis, cover-to date, target, light, and the cells it came from."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, NamedTuple

Light = Literal["green", "yellow", "red", "grey"]
LightWord = Literal["met", "on-pace", "level", "behind", "far-behind", "too-early", "not-due", "no-light", "grey"]
GreyReason = Literal["no-data", "stale", "no-target", "too-early", "not-due"]
ENTERED, ENTERED_PART, ENTERED_BESIDE = ("manual", "manual-instead"), "manual-part", "manual-own"
"""Codes of the notes that say that a figure was entered by hand, a part of it, or the district's own beside it."""


class Source(NamedTuple):
    """The cell somebody typed. `table` and `row` find the canonical record in the snapshot."""

    submission: int
    file: str
    sheet: str
    cell: str
    table: str = ""
    row: int = 0
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """Something to be said beside a number: `counter-differs`, `stale-part`, `undated`, `hedged-band` ..."""

    code: str
    detail: dict[str, Any] = field(default_factory=dict)


def plain(value: float | None) -> float | int | None:
    """A number as a note says it: 40 for 40.0."""
    return int(value) if value is not None and value == int(value) else value


class Measure(NamedTuple):
    """One indicator for one unit or the district: F of CONTRACT.md section 3.

    Fractions for completion, elapsed and gap (0.1 is 10 %); base units for values; None where there is none.
    No data is `value` None, never 0.
    """

    indicator: str
    unit: str
    unit_of_measure: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    target: float | None = None
    completion: float | None = None
    elapsed: float | None = None
    gap: float | None = None
    needed_per_week: float | None = None
    run_rate_per_week: float | None = None
    forecast: float | None = None
    change: float | None = None
    before: tuple[float, float] | None = None
    """Part and whole of a share or ratio at the last meeting, from which it has changed."""
    change_hedged: bool = False
    """Whether what came on since the last meeting rests on a hedged cell."""
    light: Light | None = None
    light_word: LightWord = "no-light"
    grey_reason: GreyReason | None = None
    basis: str = "day"
    cover_to: date | None = None
    reported: int = 0
    expected: int = 0
    hedged: bool = False
    hedge: str = ""
    """The word to print beside a hedged value: about, nearly, over; "" for an exact one."""
    stale: bool = False
    source: Sequence[Source] = ()
    """The cells that feed the value, by official order of units, sheet and row; read only when somebody looks."""
    target_source: tuple[Source, ...] = ()
    """Where the target was written; a seed target names the registry file and its line."""
    whole_items: bool = False
    """True for a counted indicator with a target under ten: shown as 0/2, never as a percentage."""
    notes: tuple[Note, ...] = ()

    @property
    def by_hand(self) -> Literal["", "entered", "part"]:
        """Whether the figure was entered by hand, or holds one that was; "" where neither."""
        codes = {note.code for note in self.notes}
        return "entered" if codes.intersection(ENTERED) else "part" if ENTERED_PART in codes else ""


@dataclass(frozen=True)
class Report:
    """Every catalogue indicator for the district and for every unit of the registry, in the official order."""

    as_of: date
    previous: date | None
    district: dict[str, Measure]
    units: dict[str, dict[str, Measure]]
