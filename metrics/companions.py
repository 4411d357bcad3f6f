"""Who counts a joint trip (同行): the unit that reports it, or every unit that it names as a companion as well.

Which it is, is the district's rule (`Rules.joint_trips`) and is said beside every figure that holds such a trip. What
is counted for a companion rests on the reporting unit's record. In a sum of units each trip counts once, as reported.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from metrics import joint
from metrics.figures import Counted, State
from metrics.ledger import Flags, Ints, Ledger

REPORTING, COMPANIONS = "reporting", "companions"
_SAID = {REPORTING: "joint-reporting", COMPANIONS: "joint-companions"}
"""The note beside a figure that holds joint trips, by the rule."""
NOTES = tuple(_SAID.values())
_NOBODY: tuple[Ints, Ints] = np.array([], dtype="int64"), np.array([], dtype="int64")


def shared(state: State, reported: Callable[[State], Counted]) -> Counted:
    """The visits that count for each unit by the district's rule for joint trips.

    A companion counts a trip where its own list answers and covers the day; without one it has no data still. It never
    counts a trip of the district's own. `reported` gives the visits that count for the units that report them.
    """
    own = reported(state)
    rule = state.district.rules.joint_trips
    if rule == REPORTING and not state.snapshot.beside:
        return replace(own, asides={_SAID[rule]: _joint(own.ledger, state) & own.mask})
    once_more = state.once(_once_more)
    of_all, rows, ledger = reported(once_more.everyone), once_more.rows, once_more.ledger
    chosen = once_more.chosen & ~(once_more.added & ~_covered(state, once_more, own, of_all))
    mask = of_all.mask[rows] & chosen
    found = replace(
        of_all,
        ledger=ledger,
        mask=mask,
        cover=own.cover,
        unreadable=None if of_all.unreadable is None else of_all.unreadable[rows] & chosen,
        asides={_SAID[rule]: once_more.joint & mask},
    )
    return replace(found, together=replace(found, mask=mask & ~once_more.told_already))


class _OnceMore(NamedTuple):
    """The visits of all units that the state knows of, joint trips once more for each unit that they name."""

    everyone: State
    ledger: Ledger
    rows: Ints
    """Of which record of everyone's ledger each of these is."""
    added: Flags
    """The records of companions."""
    told_already: Flags
    """Of these what a unit of the state reports itself: its figure has it, list or not."""
    joint: Flags
    """Records of trips of several units."""
    chosen: Flags
    """Records of the units of the state."""


def _once_more(state: State) -> _OnceMore:
    everyone = State(*state.snapshot.beside) if state.snapshot.beside else state
    reported = everyone.ledger("visits")
    at, unit = _named(state, everyone) if state.district.rules.joint_trips == COMPANIONS else _NOBODY
    size = len(reported.frame)
    rows: Ints = np.concatenate([np.arange(size, dtype="int64"), at])
    visits = reported.frame.iloc[rows].reset_index(drop=True)
    snapshot = replace(everyone.snapshot, tables={**everyone.snapshot.tables, "visits": visits})
    ledger = Ledger(snapshot, "visits", state.units)
    by_whom = ledger.unit.copy()
    ledger.unit[size:] = unit
    ledger.thing = reported.thing[rows]
    added = np.arange(len(rows)) >= size
    chosen = np.ones(len(rows), dtype=bool) if everyone is state else ledger.unit > 0
    return _OnceMore(everyone, ledger, rows, added, added & (by_whom >= 0), _joint(reported, everyone)[rows], chosen)


def _named(state: State, everyone: State) -> tuple[Ints, Ints]:
    """Records of joint trips and, beside each, the number of a unit of the state that it names as a companion."""
    ledger, units = everyone.ledger("visits"), state.units
    found = [
        (at, units[name])
        for at, names in everyone.once(_naming).items()
        if ledger.unit[at] > 0
        for name in names
        if units.get(name, 0) > 0
    ]
    pairs: Ints = np.array(found, dtype="int64").reshape(-1, 2)
    return pairs[:, 0], pairs[:, 1]


def _covered(state: State, once_more: _OnceMore, own: Counted, of_all: Counted) -> Flags:
    """Which trips count and are no later than the unit's own list tells; none of a unit without one."""
    start = once_more.ledger.day("start")
    return of_all.mask[once_more.rows] & (start <= state.limit(once_more.ledger, own.cover))


def _joint(ledger: Ledger, state: State) -> Flags:
    """Records of trips of several units, whichever of them names the other."""
    told = np.zeros(ledger.things[0], dtype=bool)
    told[ledger.things[1][list(state.once(_naming))]] = True
    return told[ledger.things[1]]


def _naming(state: State) -> Mapping[int, tuple[str, ...]]:
    """The other units that each record of a visit names, by its position."""
    return joint.companions(state.ledger("visits"), state.district)
