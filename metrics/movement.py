"""Movement since the last held meeting: the bridges of projects and assets, and by name what happened to which."""

from dataclasses import dataclass

from metrics.bridge import AssetBridge, Bridge, asset_bridge, bridge
from metrics.changes import Changes, Event, Past
from metrics.figures import State
from metrics.pairs import ASSETS, PROJECTS, Subject, pairs, restated


@dataclass(frozen=True)
class Movement:
    """The bridge and its events, in the official order of units, then by place in the sheet."""

    bridge: Bridge
    events: tuple[Event, ...]


@dataclass(frozen=True)
class AssetMovement:
    """The same of assets."""

    bridge: AssetBridge
    events: tuple[Event, ...]


def movement(state: State, past: Past | None = None, whole: State | None = None) -> Movement:
    """How the stock of projects (distinct, all units) moved since `state.previous`.

    `whole` is the state before a reader's filters narrowed it. Without an earlier meeting everything is new in the
    bridge and there are no events.
    """
    changes, found = Changes(state, PROJECTS, past), pairs(state, PROJECTS, whole)
    shown = restated(state, PROJECTS)
    return Movement(bridge(found, changes, state.district.names, shown), _events(state, PROJECTS, past, whole))


def asset_movement(state: State, past: Past | None = None, whole: State | None = None) -> AssetMovement:
    """How the stock of assets moved since `state.previous`, as `movement` says it of projects."""
    changes, found = Changes(state, ASSETS, past), pairs(state, ASSETS, whole)
    return AssetMovement(asset_bridge(found, changes, restated(state, ASSETS)), _events(state, ASSETS, past, whole))


def _events(state: State, subject: Subject, past: Past | None, whole: State | None) -> tuple[Event, ...]:
    if state.previous is None:
        return ()
    changes = Changes(state, subject, past)
    found = [event for pair in pairs(state, subject, whole) for event in changes.of(pair)]
    last = len(state.units)

    def place(event: Event) -> tuple[int, str, int]:
        cell = event.cell_now or event.cell_was
        return (state.units.get(event.unit, last), cell.sheet if cell else "", cell.row if cell else 0)

    return tuple(sorted(found, key=place))
