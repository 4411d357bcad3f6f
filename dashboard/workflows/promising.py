"""Actions as a meeting looks at them: how each stands on a day, which the latest uploads prove, what is carried on."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Literal

from dashboard.contract import District
from dashboard.store import Store
from dashboard.store.promised import Action, Cell, plain
from dashboard.weeks import end_of, held_before, held_between
from dashboard.workflows.criteria import Judged, judged
from dashboard.workflows.report import Read, Standing
from metrics.measure import Source

State = Literal["overdue", "late", "near", "open", "closed", "withdrawn"]
STATES: tuple[State, ...] = ("overdue", "late", "near", "open", "closed", "withdrawn")
"""The most urgent first."""
URGENT: tuple[State, ...] = ("overdue", "late", "near")
COLOURS: Mapping[State, str] = {"overdue": "red", "late": "yellow", "near": "blue"}
"""Of a state that has one; a glyph and a word always stand beside it."""
GLYPHS: Mapping[State, str] = {"overdue": "✕", "late": "◐", "near": "◔", "open": "○", "closed": "✓", "withdrawn": "—"}
CELLS = 20
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Watched:
    """An action as it stands on a day, with what the data say of its criterion (None where it has none)."""

    action: Action
    state: State
    judged: Judged | None = None

    @property
    def proposed(self) -> bool:
        """Whether the data prove it done and nobody has confirmed that yet."""
        return self.action.open and self.judged is not None and self.judged.told == "met"

    @property
    def unshown(self) -> bool:
        """Whether it was closed although the data do not show it done, or do so no more."""
        return self.action.state == "closed" and self.judged is not None and self.judged.told != "met"


@dataclass(frozen=True, slots=True)
class Carried:
    """What a meeting looks back on (上次交办落实), by the day it was due: `open` was made at an earlier one."""

    open: tuple[Action, ...] = ()
    closed: tuple[Action, ...] = ()
    withdrawn: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """One line of an action's history; `proposed` is when the file that proves it came."""

    kind: Literal["made", "changed", "postponed", "proposed", "closed", "withdrawn", "reopened"]
    at: datetime
    by: str = ""
    said: Mapping[str, Any] = field(default_factory=dict)
    cells: tuple[Cell, ...] = ()


def state(action: Action, district: District, day: date) -> State:
    """How an action stands on a day.

    Near due (blue) from `Rules.action_near_days` before it is due, that day itself included; late (yellow) from the day
    after, past the first meeting that finds it so; overdue (red) once a further held meeting has.
    """
    due = action.promise.due
    if not action.open:
        return "closed" if action.state == "closed" else "withdrawn"
    if day <= due:
        return "near" if (due - day).days <= district.rules.action_near_days else "open"
    return "overdue" if held_between(district, due + _DAY, day) > 1 else "late"


def watched(store: Store, standing: Standing, read: Read | None = None) -> list[Watched]:
    """Every action made up to a day, the most urgent first, then by the day it is due.

    `standing` is of the whole district. An action is shown as it stands now, on whatever day one looks.
    """
    read = read or store.snapshot
    found = [each for each in store.actions.all() if each.promise.meeting <= standing.as_of]
    looked = [
        Watched(
            action, state(action, standing.district, standing.as_of),
            judged(action.promise, standing, read) if action.state != "withdrawn" else None,
        )
        for action in found
    ]  # fmt: skip
    return sorted(looked, key=lambda each: (STATES.index(each.state), *_due(each.action)))


def carried(store: Store, day: date, known_at: datetime | None = None) -> Carried:
    """What the meeting that covers to a day looks back on: what earlier ones left open, and what was settled since.

    `known_at` as in `Store.snapshot`.
    """
    before = held_before(store.registry.at(day, known_at), day)
    since = store.meetings.record(before).opened_at or end_of(before)
    found = [each for each in store.actions.all(known_at) if each.promise.meeting < day]
    found.sort(key=_due)
    fresh = [each for each in found if each.settled and each.settled[0] > since]
    return Carried(
        tuple(each for each in found if each.open),
        tuple(each for each in fresh if each.state == "closed"),
        tuple(each for each in fresh if each.state == "withdrawn"),
    )


def document(of: Watched) -> dict[str, Any]:
    """An action as plain data: what was promised, how it stands, what the data say of it and in which cells."""
    action, found = of.action, of.judged
    told = None
    if found is not None:
        told = {"told": found.told, "why": found.why, "cells": [asdict(cell) for cell in proof(found)]}
    settled = action.settled and {"at": action.settled[0].isoformat(), "by": action.settled[1]}
    made = {"at": action.made[0].isoformat(), "by": action.made[1]}
    return {
        "number": action.number, "state": of.state, "proposed": of.proposed, "made": made, "settled": settled,
        **plain(action.promise), "data": told,
    }  # fmt: skip


def proof(found: Judged) -> tuple[Cell, ...]:
    """The cells that prove an action, as its closing keeps them: of a sum of many the first few."""
    return tuple(Cell(each.submission, each.file, each.sheet, each.cell) for each in found.cells[:CELLS])


def sources(cells: Sequence[Cell]) -> list[Source]:
    """Kept cells as the drawer opens them."""
    return [Source(each.submission, each.file, each.sheet, each.cell) for each in cells]


def history(store: Store, of: Watched) -> list[Event]:
    """What was done about an action, in order; a proposal stands where the newest of the files that prove it came."""
    events: list[Event] = []
    for step in store.actions.history(of.action.number):
        if step.deed == "closed" and step.cells:
            events.append(_proposed(store, step.cells, events[0].at))
        events.append(Event(step.deed, step.at, step.by, step.said, step.cells))
    if of.proposed and of.judged is not None and of.judged.cells:
        events.append(_proposed(store, proof(of.judged), events[0].at))
    return sorted(events, key=lambda event: event.at)


def _proposed(store: Store, cells: tuple[Cell, ...], made: datetime) -> Event:
    came = store.submission(max(cell.submission for cell in cells)).receipt.at
    return Event("proposed", max(came, made), cells=cells)


def _due(action: Action) -> tuple[date, int]:
    return action.promise.due, action.number
