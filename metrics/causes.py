"""Why a number changed since the last held meeting: the things, and counters, that add up to the difference.

A thing that counts now and did not then is new, or late when its own day lies before that meeting; one that counts no
longer is gone; one that counts with another amount is revised. A unit's counter speaks as a whole, and one
that is lower than it was has fallen. What that meeting showed and is no longer known so is restated: the change begins
at the number as it was presented, and that part of it is of no work of the week.
"""

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from dashboard.links import Links
from metrics import joint
from metrics.adding_up import counted, over, tallies
from metrics.catalogue import INDICATORS
from metrics.conversion import DATES, EVENT
from metrics.counting import valued
from metrics.figures import Counted, Figure, State
from metrics.ledger import Days, Floats, Ints, Ledger
from metrics.measure import Source

Kind = Literal["restated", "new", "late", "revised", "gone", "counter", "fell"]
KINDS: tuple[Kind, ...] = ("restated", "new", "late", "revised", "gone", "counter", "fell")


@dataclass(frozen=True, slots=True)
class Cause:
    """One part of a difference: how much of the indicator's base unit, whose it is, and the cells then and now."""

    kind: Kind
    unit: str
    amount: float
    was: Source | None
    now: Source | None


@dataclass(frozen=True, slots=True)
class Held:
    """What one thing, or one unit's counter, is of a number."""

    amount: float
    unit: str
    cell: Source | None
    day: np.datetime64 | None = None
    """The thing's own day, NaT where it has none; None for a counter."""


Parts = Mapping[Hashable, Held]


def causes(state: State, indicator: str, unit: str = "") -> tuple[Cause, ...]:
    """What adds up to the change of a number since the last meeting showed it, by kind, then in the official order.

    For the district each thing once, or for one unit. Empty without an earlier meeting and where either end has no
    data. What began anew on 1 January is all new. Of shares and ratios it is `metrics.proportions` that tells them.
    """
    item, before = INDICATORS[indicator], state.before
    if item.kind in ("share", "ratio") or before is None:
        return ()
    # one trip that another unit tells today is the same trip
    days = [each for each in (state.presented, state.previous, state) if each is not None]
    trips = joint.known_as(each.ledger("visits") for each in days) if item.subject == "visits" else Links()
    now, anew = parts_of(state, indicator, unit, trips), item.flow and before.year != state.year
    shown = {} if anew else parts_of(before, indicator, unit, trips)
    if now is None or shown is None:
        return ()
    was = shown
    if state.presented is not None and not anew:
        was = (parts_of(state.previous, indicator, unit, trips) if state.previous is not None else None) or {}
    opening = np.datetime64(before.snapshot.as_of, "D")
    found = [cause_of(was.get(key), now.get(key), opening) for key in {**now, **was}]
    if was is not shown:
        found += [_restated(shown.get(key), was.get(key)) for key in {**was, **shown}]
    return in_order(state, found)


def in_order(state: State, found: Iterable[Cause | None]) -> tuple[Cause, ...]:
    """Causes by kind, then in the official order; None for what has not changed."""
    places = state.units
    told = (cause for cause in found if cause is not None)
    return tuple(sorted(told, key=lambda cause: (KINDS.index(cause.kind), places.get(cause.unit, len(places)))))


def rests_on_hedged(state: State, indicator: str, unit: str = "") -> bool:
    """Whether any part of the change of a number has a hedged cell, of now or of then: the change is about so much.

    What is hedged and has not moved is in no change.
    """
    days = [each.hedges for each in (state.snapshot, *state.earlier)]
    cells = (cell for cause in causes(state, indicator, unit) for cell in (cause.now, cause.was) if cell is not None)
    return any((cell.submission, cell.sheet, cell.cell) in hedges for cell in cells for hedges in days)


def cause_of(was: Held | None, now: Held | None, opening: np.datetime64) -> Cause | None:
    one = now or was
    assert one is not None
    amount = (now.amount if now else 0.0) - (was.amount if was else 0.0)
    if not amount:
        return None
    kind: Kind = "revised"
    if one.day is None:
        kind = "fell" if was and now and amount < 0 else "counter"
    elif was is None:
        kind = "late" if one.day <= opening else "new"
    elif now is None:
        kind = "gone"
    return Cause(kind, one.unit, amount, was.cell if was else None, now.cell if now else None)


def _restated(shown: Held | None, known: Held | None) -> Cause | None:
    one = known or shown
    assert one is not None
    amount = (known.amount if known else 0.0) - (shown.amount if shown else 0.0)
    cells = shown.cell if shown else None, known.cell if known else None
    return Cause("restated", one.unit, amount, *cells) if amount else None


def parts_of(
    state: State, indicator: str, unit: str, trips: Links, among: Collection[str] | None = None
) -> Parts | None:
    """What a number is made of, by thing or counter, of these units alone if any; None where there is no number."""
    figures = figures_of(state, indicator, unit)
    if among is not None:
        figures = {name: figure for name, figure in figures.items() if name in among}
    if not any(figure.value is not None for figure in figures.values()):
        return None
    plain = {name: figure for name, figure in figures.items() if not figure.from_list}
    found: dict[Hashable, Held] = {
        ("counter", name): Held(figure.value or 0.0, name, figure.trail[0] if figure.trail else None)
        for name, figure in plain.items()
    }
    listed = [name for name in figures if name not in plain]
    if not listed:
        return found
    for key, held in _things(state, indicator, listed, by_unit=len(figures) == 1).items():
        _hold(found, trips.canonical(key) if isinstance(key, str) else key, held)
    return found


def _hold(found: dict[Hashable, Held], key: Hashable, held: Held) -> None:
    """Put a thing among others; two that are one since were shown as two."""
    more = found[key].amount if key in found else 0.0
    found[key] = replace(held, amount=held.amount + more)


def figures_of(state: State, indicator: str, unit: str) -> dict[str, Figure]:
    """The units' figures of which a number is made; the district's own where no unit has any."""
    home, told = state.district.name, tallies(state)[indicator].units
    if unit and unit != home:
        return {unit: told[unit]} if unit in told else {}
    streets = {name: figure for name, figure in told.items() if name != home}
    return streets or dict(told)


def _things(state: State, indicator: str, units: Sequence[str], *, by_unit: bool) -> dict[Hashable, Held]:
    """The things on the lists of some units, each once; a record without identity is known by its place."""
    what = counted(state, indicator)
    if not by_unit:
        what = over(state, indicator, units, what)
        what = what.together or what
    ledger = what.ledger
    mine = valued(what) & ledger.of_units([state.units[name] for name in units if name in what.cover])
    at = ledger.distinct(mine, by_unit=by_unit)
    amounts = np.ones(len(at)) if what.values is None else what.values[at]
    return held_of(state, ledger, at, what.column, amounts, _days(what, indicator)[at])


def held_of(state: State, ledger: Ledger, at: Ints, column: str, amounts: Floats, days: Days) -> dict[Hashable, Held]:
    """The things of these records with their cells of one column, under the names that they bear since."""
    cells, names = ledger.sources(state.snapshot, at, column), ledger.frame["identity"].to_numpy(dtype=object)[at]
    called, found = state.called.get(ledger.table, {}), dict[Hashable, Held]()
    for name, amount, cell, day in zip(names, amounts, cells, days, strict=True):
        own = called.get(name, name) or (cell.unit, cell.file, cell.sheet, cell.row)
        _hold(found, own, Held(float(amount), cell.unit, cell, day))
    return found


def _days(what: Counted, indicator: str) -> Days:
    """The day by which each record counts; NaT where none is its own."""
    column = {"visits": "start", "events": "date"}.get(what.ledger.table) or DATES.get(EVENT.get(indicator, ""))
    return what.ledger.day(column) if column else np.full(len(what.mask), np.datetime64("NaT", "D"))
