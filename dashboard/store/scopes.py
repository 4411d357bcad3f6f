"""Which line of the district's books a record belongs to: the scope within which a newer file replaces an older one.

visits by direction (stops go with their visit), assets and events by kind, prospects by chain, projects by stage
class (`talks`, `signed`), counters by indicator and period (and as-of date where the period is a week or month),
targets by indicator, year and period.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import pandas as pd

from dashboard.contract import ASSET_KINDS, SIDE_STAGES, STAGES

ClaimKind = Literal["list", "addition", "nothing"]
Place = tuple[str, str, str]
"""Unit, ledger and scope."""
TALKS, SIGNED = "talks", "signed"

FIGURES = ("counters", "targets")
"""Ledgers of figures: each stands by itself at its latest, no list replaces another."""
_FIRST_STAGE = {TALKS: "negotiating", SIGNED: "signed"}
_SIGNED_DATES = ("signed_on", "registered_on", "started_on", "completed_on", "producing_on")
_BY_COLUMN = {"visits": "direction", "events": "kind", "assets": "kind", "prospects": "chain"}

_ZERO = "/zero"
_ANSWERED_BY: Mapping[str, tuple[str, str, str]] = {
    "outbound_trips": ("visits", "outbound", ""),
    "inbound_groups": ("visits", "inbound", ""),
    "signing_events": ("events", "signing", ""),
    "training_events": ("events", "training", ""),
    "promotions": ("events", "promotion", ""),
    **{f"{kind}_m2": ("assets", kind, "") for kind in ASSET_KINDS},
    "projects_discussed": ("projects", TALKS, "negotiating"),
    "projects_signed": ("projects", SIGNED, "signed"),
    "projects_started": ("projects", SIGNED, "started"),
    "projects_completed": ("projects", SIGNED, "completed"),
}
"""For an indicator the list whose being empty says that it is zero: ledger, scope and, of projects, the stage."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the books.

    `sender` is "" for what a unit (or a file for the whole district) says about the unit itself, else the unit that
    reports for another: such rows never replace the other's own. `variant` tells apart lists of projects that may
    stand side by side in one scope: their stages and headings. `year` is set where a line
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
        """Within what a submission that names the receipt it replaces takes that one's place."""
        return self.unit, self.ledger, self.scope

    @property
    def stages(self) -> frozenset[str]:
        """Stages of a list of projects; empty elsewhere."""
        return frozenset(self.variant.partition("|")[0].split(",")) if self.ledger == "projects" else frozenset()

    @property
    def coverage(self) -> str:
        """The scope as a snapshot's coverage names it: for projects the stages that the list holds."""
        if self.ledger != "projects":
            return self.scope
        return ",".join(stage for stage in (*STAGES, *SIDE_STAGES) if stage in self.stages) or _FIRST_STAGE[self.scope]

    @property
    def template(self) -> str:
        return self.variant.partition("|")[2]


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
    mixed: bool = False
    """True where the same submission lists projects in talks and signed ones of this unit."""

    @property
    def order(self) -> tuple[date, int]:
        """Later periods win, within a period the later receipt."""
        return self.period, self.submission


def record_scopes(table: str, frame: pd.DataFrame) -> list[str]:
    """The scope of every record of a canonical table but `stops`, in the frame's order."""
    if table in _BY_COLUMN:
        return [str(value) for value in frame[_BY_COLUMN[table]]]
    if table == "projects":
        return _stage_classes(frame)
    if table == "targets":
        return [f"{i}/{y}/{p}" for i, y, p in zip(frame["indicator"], frame["year"], frame["period"], strict=True)]
    return [
        _counter_scope(indicator, period, as_of)
        for indicator, period, as_of in zip(frame["indicator"], frame["period"], frame["as_of"], strict=True)
    ]


def _counter_scope(indicator: str, period: str, as_of: Any) -> str:
    if period == "cumulative" or pd.isna(as_of):
        return f"{indicator}/{period}"
    return f"{indicator}/{period}/{as_of:%Y-%m-%d}"


def _stage_classes(frame: pd.DataFrame) -> list[str]:
    """`talks` or `signed` for every project.

    A paused or terminated project belongs where its dates say, else to its list: talks if anything else there is in
    talks, signed if anything is signed. A list of nothing but paused projects is one of talks.
    """
    dated = frame[list(_SIGNED_DATES)].notna().any(axis=1)
    places = list(zip(frame["sheet"], frame["table"], strict=True))
    classes = [_natural_class(stage, bool(has)) for stage, has in zip(frame["stage"], dated, strict=True)]
    known: dict[tuple[str, int], set[str]] = {}
    for place, name in zip(places, classes, strict=True):
        known.setdefault(place, set()).add(name)
    return [
        name or _class_of_company(known[place], stage)
        for name, place, stage in zip(classes, places, frame["stage"], strict=True)
    ]


def _natural_class(stage: str, dated: bool) -> str:
    if stage in SIDE_STAGES:
        return SIGNED if dated else ""
    return SIGNED if stage in STAGES[1:] else TALKS


def _class_of_company(names: set[str], stage: str) -> str:
    if TALKS in names:
        return TALKS
    return SIGNED if SIGNED in names or stage == "terminated" else TALKS


def zero_scope(scope: str) -> str:
    """The scope of an explicit zero, apart from the counter of the same indicator."""
    return scope.partition("/")[0] + _ZERO


def answered_list(scope: str) -> tuple[str, str, str] | None:
    """(ledger, scope, stage) of the list whose emptiness an explicit zero states; None for any other scope."""
    return _ANSWERED_BY.get(scope.removesuffix(_ZERO)) if scope.endswith(_ZERO) else None


def line_year(table: str, scope: str) -> int | None:
    """The year to which a line's meaning is confined: targets, and counters of a week or month."""
    parts = scope.split("/")
    if table == "targets":
        return int(parts[-2])
    return int(parts[2][:4]) if table == "counters" and len(parts) == 3 else None
