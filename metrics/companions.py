"""Who counts a joint trip (同行): the unit that reports it, or every unit that it names as a companion as well.

Which it is, is the district's rule (`Rules.joint_trips`) and is said beside every figure that holds such a trip. What
is counted for a companion rests on the reporting unit's record. In a sum of units each trip counts once, as reported.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

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
    everyone = State(*state.snapshot.beside) if state.snapshot.beside else state
    of_all = reported(everyone)
    at, unit = _named(state, own, everyone, of_all) if rule == COMPANIONS else _NOBODY
    found = replace(_with(state, everyone, of_all, at, unit), cover=own.cover)
    return replace(found, together=replace(found, mask=found.mask & ~_told_already(state, found, len(at))))


def _told_already(state: State, found: Counted, added: int) -> Flags:
    """Of what was added for companions, what a unit of the state reports itself: its figure has it, list or not."""
    told = found.ledger.frame["unit"].isin(list(state.units)).to_numpy(copy=True)
    told[: len(told) - added] = False
    return told


def _joint(ledger: Ledger, state: State) -> Flags:
    """Records of trips of several units, whichever of them names the other."""
    told = np.zeros(ledger.things[0], dtype=bool)
    told[ledger.things[1][list(state.once(_naming))]] = True
    return told[ledger.things[1]]


def _naming(state: State) -> Mapping[int, tuple[str, ...]]:
    """The other units that each record of a visit names, by its position."""
    return joint.companions(state.ledger("visits"), state.district)


def _named(state: State, own: Counted, everyone: State, of_all: Counted) -> tuple[Ints, Ints]:
    """Records of joint trips and, beside each, the number of a unit that it names as a companion."""
    ledger = of_all.ledger
    naming, start = everyone.once(_naming), ledger.day("start")
    until = {name: np.datetime64(day, "D") for name, day in own.cover.items() if state.units[name] > 0}
    found = [
        (at, state.units[name])
        for at, names in naming.items()
        if of_all.mask[at] and ledger.unit[at] > 0
        for name in names
        if name in until and start[at] <= until[name]
    ]
    pairs: Ints = np.array(found, dtype="int64").reshape(-1, 2)
    return pairs[:, 0], pairs[:, 1]


def _with(state: State, everyone: State, of_all: Counted, at: Ints, unit: Ints) -> Counted:
    """What counts, with these records once more for these units; only the units of the state count."""
    size = len(of_all.ledger.frame)
    rows: Ints = np.concatenate([np.arange(size, dtype="int64"), at])
    visits = of_all.ledger.frame.iloc[rows].reset_index(drop=True)
    snapshot = replace(everyone.snapshot, tables={**everyone.snapshot.tables, "visits": visits})
    ledger = Ledger(snapshot, "visits", state.units)
    ledger.unit[size:] = unit
    ledger.thing = of_all.ledger.thing[rows]
    chosen = np.ones(len(rows), dtype=bool) if everyone is state else ledger.unit > 0
    unreadable, mask = of_all.unreadable, of_all.mask[rows] & chosen
    return replace(
        of_all,
        ledger=ledger,
        mask=mask,
        unreadable=None if unreadable is None else unreadable[rows] & chosen,
        asides={_SAID[state.district.rules.joint_trips]: _joint(of_all.ledger, everyone)[rows] & mask},
    )
