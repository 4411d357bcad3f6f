"""Which line of the district's books a record belongs to: the scope within which a newer file replaces an older one.

visits by direction (stops go with their visit), assets and events by kind, prospects by chain, projects by stage,
counters by indicator and period (and as-of date where the period is a week or month), those entered by hand apart,
targets by indicator, year and period.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import pandas as pd

from dashboard.contract import ASSET_KINDS, SIDE_STAGES, STAGES

ClaimKind = Literal["list", "addition", "nothing"]
Place = tuple[str, str, str]
"""Unit, ledger and scope."""
FIGURES = ("counters", "targets")
"""Ledgers of figures: each stands by itself at its latest, no list replaces another."""
DATED_STAGES = {f"{stage}_on": stage for stage in ("producing", "completed", "started", "registered", "signed")}
"""Date column -> the stage that it says was reached, the furthest first."""
_BY_COLUMN = {"visits": "direction", "events": "kind", "assets": "kind", "prospects": "chain"}

_ZERO = "/zero"
_BY_HAND = "manual"
_ANSWERED_BY: Mapping[str, tuple[str, str]] = {
    "outbound_trips": ("visits", "outbound"),
    "inbound_groups": ("visits", "inbound"),
    "signing_events": ("events", "signing"),
    "training_events": ("events", "training"),
    "promotions": ("events", "promotion"),
    **{f"{kind}_m2": ("assets", kind) for kind in ASSET_KINDS},
    "projects_discussed": ("projects", "negotiating"),
    **dict.fromkeys(
        ("projects_signed", *(f"projects_signed_{tier}yi" for tier in (1, 10, 50))), ("projects", "signed")
    ),
    "investment_signed": ("projects", "signed"),
    "projects_started": ("projects", "started"),
    "projects_completed": ("projects", "completed"),
}
"""For an indicator the list whose being empty says that it is zero: ledger and scope."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the books.

    `sender` is "" for what a unit (or a file for the whole district) says about the unit itself, else the unit that
    reports for another: such rows never replace the other's own. `variant` is the form (template) of a list of
    projects, by which its next edition is known whatever stages that holds; "" elsewhere. `year` is set where a line
    matters for that year only.
    """

    unit: str
    ledger: str
    scope: str
    sender: str = ""
    variant: str = ""
    year: int | None = None

    @property
    def place(self) -> "Place":
        return self.unit, self.ledger, self.scope

    @property
    def in_talks(self) -> bool:
        """Whether this is about projects in talks: nothing of theirs replaces or refreshes what has been signed."""
        return self.ledger == "projects" and self.scope == STAGES[0]


@dataclass(frozen=True, slots=True)
class Claim:
    """What one submission says about one line: the whole list, an addition, or explicitly nothing."""

    line: Line
    submission: int
    period: date
    kind: ClaimKind
    records: int = 0
    sheet: str = ""
    cell: str = ""
    own: bool = False
    """Whether the unit itself sent it, and not a file for several units or the district's."""

    @property
    def order(self) -> tuple[date, int]:
        """Later periods win, within a period the later receipt."""
        return self.period, self.submission

    def later(self, other: "Claim") -> bool:
        """Whether this comes after another; of whole lists for one period the unit's own does, whichever came last."""
        if self.period == other.period and self.own != other.own and self._whole and other._whole:
            return self.own
        return self.order > other.order

    @property
    def _whole(self) -> bool:
        return self.kind == "list" and self.line.ledger not in FIGURES


def series(ledger: str, scope: str) -> str:
    """What lists show alive and corrections take the place of together: the scope; of projects all that was signed."""
    return "signed" if ledger == "projects" and scope != STAGES[0] else scope


def record_scopes(table: str, frame: pd.DataFrame) -> list[str]:
    """The scope of every record of a canonical table but `stops`, in the frame's order."""
    if table in _BY_COLUMN:
        return [str(value) for value in frame[_BY_COLUMN[table]]]
    if table == "projects":
        return _stages(frame)
    if table == "targets":
        return [f"{i}/{y}/{p}" for i, y, p in zip(frame["indicator"], frame["year"], frame["period"], strict=True)]
    return [
        _counter_scope(indicator, period, as_of)
        for indicator, period, as_of in zip(frame["indicator"], frame["period"], frame["as_of"], strict=True)
    ]


def overlap(tables: Mapping[str, pd.DataFrame], before: Mapping[str, pd.DataFrame]) -> bool:
    """Whether lists of the same matter stand in both: trips have nothing to do with receptions, land with factories."""
    return any(_same_matter(name, frame, before[name]) for name, frame in tables.items() if name in before)


def _same_matter(table: str, one: pd.DataFrame, other: pd.DataFrame) -> bool:
    column = _BY_COLUMN.get(table)
    # stops go with their visits
    return table != "stops" if column is None else not set(one[column]).isdisjoint(other[column])


def _counter_scope(indicator: str, period: str, as_of: Any) -> str:
    if period == "cumulative" or pd.isna(as_of):
        return f"{indicator}/{period}"
    return f"{indicator}/{period}/{as_of:%Y-%m-%d}"


def _stages(frame: pd.DataFrame) -> list[str]:
    """The stage at which every project is listed.

    A paused or terminated one belongs where its dates say; without any to the earliest stage of its list, and where
    nothing else stands in it to the talks, or to what was signed if it was terminated.
    """
    reached = list(map(_reached, frame["stage"], zip(*(frame[name].notna() for name in DATED_STAGES), strict=True)))
    places = list(zip(frame["sheet"], frame["table"], strict=True))
    listed: dict[tuple[str, int], set[str]] = {}
    for place, stage in zip(places, reached, strict=True):
        listed.setdefault(place, set()).add(stage)
    first = {place: next((stage for stage in STAGES if stage in stages), "") for place, stages in listed.items()}
    alone = ("signed" if stage == "terminated" else STAGES[0] for stage in frame["stage"])
    return [stage or first[place] or bare for stage, place, bare in zip(reached, places, alone, strict=True)]


def _reached(stage: str, dated: Iterable[bool]) -> str:
    """The stage itself; of a side state the furthest one that is dated, "" if none is."""
    if stage not in SIDE_STAGES:
        return stage or STAGES[0]
    return next((reached for reached, has in zip(DATED_STAGES.values(), dated, strict=True) if has), "")


def zero_scope(scope: str) -> str:
    """The scope of an explicit zero of the year, apart from the counter of the same indicator; of a week its own."""
    indicator, _, period = scope.partition("/")
    return indicator + _ZERO if period == "cumulative" else scope


def by_hand_scope(scope: str) -> str:
    """The scope of a counter entered by hand, apart from the unit's own: neither ever takes the other's place."""
    indicator, _, period = scope.partition("/")
    return f"{indicator}/{_BY_HAND}" if period == "cumulative" else f"{indicator}/{_BY_HAND}-{period}"


def is_by_hand(scope: str) -> bool:
    """Whether this is the scope of a counter entered by hand."""
    return scope.partition("/")[2].startswith(_BY_HAND)


def answered_list(scope: str) -> tuple[str, str] | None:
    """(ledger, scope) of the list that says by being empty what a counter of this scope says; None without one."""
    return _ANSWERED_BY.get(scope.partition("/")[0])


def is_zero(scope: str) -> bool:
    """Whether this is the scope of explicit zeros of the year."""
    return scope.endswith(_ZERO)


def line_year(table: str, scope: str) -> int | None:
    """The year to which a line's meaning is confined: targets, and counters of a week or month."""
    parts = scope.split("/")
    if table == "targets":
        return int(parts[-2])
    return int(parts[2][:4]) if table == "counters" and len(parts) == 3 else None
