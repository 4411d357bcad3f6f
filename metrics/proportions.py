"""Why a share or ratio changed since the last held meeting: the things, and counters, that add up to the difference.

From n0 of d0 to n of d: what is one more of those above the line brings 1/d, one more of those below it takes n0/d0/d.
Summed over all that came and went that is n/d - n0/d0, whatever the order, so that every thing has its own part.
"""

import math
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import replace

import numpy as np

from dashboard.links import Links
from metrics import compliance
from metrics.catalogue import INDICATORS
from metrics.causes import Cause, Held, Parts, cause_of, figures_of, held_of, in_order, parts_of
from metrics.figures import State
from metrics.ledger import Floats, Ints
from metrics.ratios import ever_signed

_Line = tuple[Parts, Parts]
"""What stands above the line and what below it, by thing or counter."""
_NOTHING: _Line = ({}, {})


def causes(state: State, indicator: str, unit: str = "") -> tuple[Cause, ...]:
    """What adds up to the change of a share or ratio since the last meeting showed it, as `metrics.causes` tells it.

    Amounts are fractions of the ratio (0.01 is a point). Empty for any other indicator, without an earlier meeting and
    where either end has no ratio.
    """
    tell, before = _LINES.get(indicator), state.before
    if tell is None or before is None:
        return ()
    anew = INDICATORS[indicator].flow and before.year != state.year
    now, shown = tell(state, unit), _NOTHING if anew else tell(before, unit)
    if now is None or shown is None:
        return ()
    known = shown
    if state.presented is not None and not anew and state.previous is not None:
        known = tell(state.previous, unit) or _NOTHING
    return in_order(state, _parts(now, shown, known, np.datetime64(before.snapshot.as_of, "D"), anew=anew))


def _parts(now: _Line, shown: _Line, known: _Line, opening: np.datetime64, *, anew: bool) -> Iterator[Cause]:
    whole, then = _sum(now[1]), _sum(shown[1])
    if not whole or not (then or anew):
        return
    ratio = _sum(shown[0]) / then if then else 0.0
    for key in {**now[1], **now[0], **shown[1], **shown[0]}:
        above, below = (_amount(line, key) - _amount(old, key) for line, old in zip(now, shown, strict=True))
        amount = (above - ratio * below) / whole
        ends = [(old.get(key), line.get(key)) for line, old in zip(now, shown, strict=True)]
        told = next(filter(None, (cause_of(*end, opening) for end in ends if any(end))), None)
        if told is None or not amount:
            continue
        # nothing has happened to it since but that the last meeting's own day is known otherwise
        restated = all(_amount(line, key) == _amount(old, key) for line, old in zip(now, known, strict=True))
        yield replace(told, kind="restated", amount=amount) if restated else replace(told, amount=amount)


def _sum(parts: Parts) -> float:
    return math.fsum(held.amount for held in parts.values())


def _amount(parts: Parts, key: Hashable) -> float:
    return parts[key].amount if key in parts else 0.0


def _same_period(state: State, unit: str) -> _Line | None:
    """Projects started above, signed below, of the units that tell both."""
    among = figures_of(state, "conversion_same_period", unit)
    line = [parts_of(state, name, unit, Links(), among) for name in ("projects_started", "projects_signed")]
    return None if line[0] is None or line[1] is None else (line[0], line[1])


def _stock(state: State, unit: str) -> _Line | None:
    units = list(figures_of(state, "conversion_stock", unit))
    if not units:
        return None
    at, beyond = ever_signed(state, units)
    return _held(state, at[beyond], "stage"), _held(state, at, "stage")


def _surveyed(state: State, unit: str) -> _Line | None:
    """Those in this period's returns above; below those that have vanished from them too, which have no cell."""
    found = compliance.things(state, unit)
    called = state.called.get("projects", {})
    ledger, nowhere = state.ledger("projects"), np.datetime64("NaT", "D")
    cells = [ledger.sources(state.snapshot, np.array([each.at]), "progress")[0] if each.at >= 0 else None
             for each in found]  # fmt: skip
    held = {
        called.get(each.thing, each.thing): (Held(1.0, each.unit, cell, nowhere), each.fate)
        for each, cell in zip(found, cells, strict=True)
    }
    below: dict[Hashable, Held] = {key: each for key, (each, _) in held.items()}
    return {key: each for key, (each, fate) in held.items() if fate != "missing"}, below


def _held(state: State, at: Ints, column: str) -> Parts:
    ones: Floats = np.ones(len(at))
    return held_of(state, state.ledger("projects"), at, column, ones, np.full(len(at), np.datetime64("NaT", "D")))


_LINES: Mapping[str, Callable[[State, str], _Line | None]] = {
    "conversion_same_period": _same_period,
    "conversion_stock": _stock,
    "surveyed_share": _surveyed,
}
