"""Pairs: every project or asset as it stood at the last meeting and as it stands now, told together by identity."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from dashboard.contract import SIDE_STAGES, STAGES
from metrics.figures import State
from metrics.ledger import a_day
from metrics.measure import Source


@dataclass(frozen=True, slots=True)
class Subject:
    """What a ledger's things are followed by: where they stand, how large they are, what they promise."""

    table: str
    stage: str
    """Column of the stage; `order` its values in their natural order, `aside` those that stand beside them."""
    order: tuple[str, ...]
    aside: tuple[str, ...]
    amount: str
    group: str
    reached: Mapping[str, str]
    """By stage the column of the day on which it was reached."""
    promises: Mapping[str, str]
    """By column of a promised day the stage that was promised."""
    done: str = ""
    """Column of how much of the amount is done; "" where none is kept."""
    bounds: tuple[str, ...] = ()
    """Columns of the least and the most that an amount may be, and of one in dollars."""

    def level(self, stage: str) -> int:
        """Rank of a stage: paused and terminated over all others, so that one record of several can end a thing."""
        return (*self.order, *self.aside).index(stage) if stage in self.order or stage in self.aside else -1


PROJECTS = Subject(
    "projects", "stage", STAGES, SIDE_STAGES, "investment", "industry",
    {
        "signed": "signed_on", "registered": "registered_on", "started": "started_on", "completed": "completed_on",
        "producing": "producing_on",
    },
    {"planned_signing_on": "signed", "planned_start_on": "started"},
    bounds=("investment_low", "investment_high", "investment_usd"),
)  # fmt: skip
ASSETS = Subject(
    "assets", "status", ("idle", "negotiating", "signed", "refitting", "in_use"), (), "area", "kind",
    {"in_use": "revitalised_on"}, {}, "revitalised_area",
)  # fmt: skip


class Side:
    """One day's ledger by identity; what districts report of themselves counts only where no unit reports."""

    def __init__(self, state: State, subject: Subject) -> None:
        self.state, self.subject = state, subject
        self.ledger = state.ledger(subject.table)
        self._columns: dict[str, list[Any]] = {}

    @cached_property
    def entries(self) -> dict[str, "Entry"]:
        """Every thing by identity; a record without one is its own thing, by its place."""
        streets = self.ledger.unit > 0
        mask = streets if streets.any() else self.ledger.unit == 0
        found: dict[str, list[int]] = {}
        for at in self.ledger.preference[mask[self.ledger.preference]]:
            found.setdefault(self._identity(int(at)), []).append(int(at))
        return {identity: Entry(self, identity, tuple(at)) for identity, at in found.items()}

    def _identity(self, at: int) -> str:
        own = str(self.value("identity", at))
        return own or "|".join(str(self.value(name, at)) for name in ("unit", "name", "row"))

    def value(self, column: str, at: int) -> Any:
        """A cell's value: text, number (NaN where absent), or a `date` (None where absent)."""
        if column not in self._columns:
            values = self.ledger.frame[column]
            dated = pd.api.types.is_datetime64_any_dtype(values.dtype)
            self._columns[column] = (
                [None if np.isnat(day) else a_day(day) for day in self.ledger.day(column)] if dated else values.tolist()
            )
        return self._columns[column][at]

    def hedged(self, column: str, at: int) -> bool:
        """Whether the sheet hedges a cell's figure."""
        return column in str(self.value("hedged", at)).split(",")

    def source(self, column: str, at: int) -> Source:
        """Submission, file, sheet and cell of one column of a record."""
        return self.ledger.sources(self.state.snapshot, np.array([at], dtype="int64"), column)[0]


@dataclass(frozen=True)
class Entry:
    """A thing on one day: the positions of its records, the one that speaks for it first."""

    side: Side = field(repr=False)
    identity: str
    at: tuple[int, ...]

    def value(self, column: str) -> Any:
        """What the record that speaks for it says."""
        return self.side.value(column, self.at[0])

    def told(self, column: str) -> int:
        """The latest record that says anything in a column; the speaking one where none does."""
        return next((at for at in self.at if _says(self.side.value(column, at))), self.at[0])

    @cached_property
    def staged(self) -> int:
        """The record that tells the stage: the furthest, the latest of equals."""
        level = self.side.subject.level
        return max(self.at, key=lambda at: level(self.side.value(self.side.subject.stage, at)))

    @cached_property
    def stage(self) -> str:
        return str(self.side.value(self.side.subject.stage, self.staged))

    @cached_property
    def amount(self) -> float:
        """The amount by the latest record that has one; NaN where none has."""
        return float(self.side.value(self.side.subject.amount, self.told(self.side.subject.amount)))

    @cached_property
    def group(self) -> str:
        return str(self.side.value(self.side.subject.group, self.told(self.side.subject.group)))

    @cached_property
    def units(self) -> tuple[str, ...]:
        """Units that report it, the one that speaks for it first."""
        return tuple(dict.fromkeys(str(self.side.value("unit", at)) for at in self.at))

    def of_unit(self, unit: str) -> int:
        """The record in which a unit speaks of it; the speaking one where it does not."""
        return next((at for at in self.at if self.side.value("unit", at) == unit), self.at[0])

    def source(self, column: str, at: int | None = None) -> Source:
        return self.side.source(column, self.at[0] if at is None else at)


def _says(value: Any) -> bool:
    return value is not None and value != "" and value == value


@dataclass(frozen=True, slots=True)
class Pair:
    """One thing then and now; None where it did not stand.

    `beyond` is where it stood on the missing day when a reader's choice of unit or industry leaves that out: it has
    moved; it is neither new nor vanished.
    """

    identity: str
    was: Entry | None
    now: Entry | None
    beyond: Entry | None = None

    @property
    def either(self) -> Entry:
        entry = self.now or self.was
        assert entry is not None  # a pair has at least one side
        return entry


def of_one_unit(was: Entry, now: Entry) -> tuple[int, int]:
    """Records of one unit on both days, so that two units' spellings are not taken for a change."""
    unit = next((unit for unit in now.units if unit in was.units), "")
    return (was.of_unit(unit), now.of_unit(unit)) if unit else (was.at[0], now.at[0])


def pairs(state: State, subject: Subject, whole: State | None = None) -> list[Pair]:
    """Every thing of `state` and of `state.previous` (none: an empty opening), in the order of records then and now.

    `whole` is the same state before a reader's filters narrowed it, its `previous` too.
    """
    now, then = _entries(state, subject), _entries(state.previous, subject)
    every_now = {} if whole is None else _entries(whole, subject)
    every_then = {} if whole is None else _entries(whole.previous, subject)
    found = []
    for name in dict.fromkeys((*then, *now)):
        was, stands = then.get(name), now.get(name)
        beyond = every_then.get(name) if was is None else every_now.get(name) if stands is None else None
        found.append(Pair(name, was, stands, beyond))
    return found


def restated(state: State, subject: Subject) -> list[Pair] | None:
    """Everything as the last meeting showed it beside what is known of that day since; None where that is the same.

    Two that were shown and are one since: the first of them is that one, the other stands no longer.
    """
    if state.presented is None:
        return None
    shown, known = _entries(state.presented, subject), dict(_entries(state.previous, subject))
    called = state.presented.called.get(subject.table, {})
    found = [Pair(name, entry, known.pop(called.get(name, name), None)) for name, entry in shown.items()]
    return [*found, *(Pair(name, None, entry) for name, entry in known.items())]


def _entries(state: State | None, subject: Subject) -> Mapping[str, Entry]:
    return Side(state, subject).entries if state is not None else {}
