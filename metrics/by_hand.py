"""Figures entered by hand: what the bureau was told stands until a later return of the unit's own says the figure.

As in all folding a return is later by the day it covers to, for the same day by receipt: a file that comes late for an
earlier week takes nothing back. A sign of life of an empty list says nothing of a figure of the year; what was entered
stands on, as of the day of the sign. An addition says nothing of the base that was corrected: the entry stands, as of
its own day, until a whole list says the figure.

Once the unit's own figure counts, it differs from what was entered if it covers to the same day and is another. What
covers to a later day may have grown; it differs only where a figure counted since January has become smaller.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from metrics.catalogue import INDICATORS, ledger
from metrics.figures import Figure, State
from metrics.measure import ENTERED, ENTERED_BESIDE, ENTERED_PART, Note, plain

Order = tuple[date, int]
"""Day covered to, of a counter its own and not its file's, and receipt: the greater is the later."""
_NEVER: Order = (date.min, 0)
_MARKS = (*ENTERED, ENTERED_PART)


@dataclass(frozen=True, slots=True)
class Told:
    """A figure entered by hand for a unit, of the year or of what stands."""

    figure: Figure
    order: Order


def same(one: float | None, other: float | None) -> bool:
    return one is not None and other is not None and math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)


def note(state: State, unit: str, indicator: str, figure: Figure, receipt: int, own: float | None = None) -> Note:
    """That a figure was entered by hand, by whom and why, and what it stands in the place of."""
    said = _facts(state, unit, indicator, figure, receipt)
    return Note("manual", said) if own is None else Note("manual-instead", said | {"own": plain(own)})


def differing(state: State, unit: str, indicator: str, entered: Figure, receipt: int, own: Figure) -> Note:
    """That the unit's own later figure counts and is another than what was entered."""
    said = _facts(state, unit, indicator, entered, receipt)
    return Note("manual-differs", said | {"own": plain(own.value), "own_cover_to": own.cover_to})


def _facts(state: State, unit: str, indicator: str, figure: Figure, receipt: int) -> dict[str, Any]:
    told = state.snapshot.by_hand[receipt]
    said = {"unit": unit, "indicator": indicator, "value": plain(figure.value), "cover_to": figure.cover_to}
    return {**said, "receipt": receipt, **told}


def decided(state: State, unit: str, indicator: str, own: Figure | None, told: Told, scopes: frozenset[str]) -> Figure:
    """A unit's figure: what was told, or its own where a later return says it; `scopes` are those of its list."""
    receipt = told.order[1]
    if own is None or own.value is None:
        return told.figure._replace(notes=(note(state, unit, indicator, told.figure, receipt),))
    whole, added = _latest_returns(state, unit, indicator, own, scopes)
    if whole < told.order:
        # what was added since, or entered of a later week, is not in the figure, which then says nothing of a later day
        beyond = added > told.order or marks(own)
        until = told.figure.cover_to if beyond else max(told.figure.cover_to, own.cover_to)
        return told.figure._replace(
            cover_to=until,
            weekly_points=own.weekly_points,
            notes=(note(state, unit, indicator, told.figure, receipt, own.value),),
        )
    if not _contradicts(own, told, max(whole, added), INDICATORS[indicator].flow):
        return own
    return own._replace(notes=(*own.notes, differing(state, unit, indicator, told.figure, receipt, own)))


def _contradicts(own: Figure, told: Told, latest: Order, flow: bool) -> bool:
    if same(own.value, told.figure.value):
        return False
    return latest[0] == told.order[0] or (flow and (own.value or 0.0) < (told.figure.value or 0.0))


def _latest_returns(
    state: State, unit: str, indicator: str, own: Figure, scopes: frozenset[str]
) -> tuple[Order, Order]:
    """The latest of the returns that say the unit's own figure, and the latest of those that only add to it."""
    if not own.from_list:
        return own.said or _NEVER, _NEVER
    kept = ledger(INDICATORS[indicator])
    found = {False: _NEVER, True: _NEVER}
    for row in state.coverage:
        if row.unit == unit and row.table == kept and row.scope in scopes and not row.nothing:
            found[row.addition] = max(found[row.addition], (row.period, row.submission))
    return found[False], found[True]


def marks(*figures: Figure | None) -> tuple[Note, ...]:
    """The notes of these figures that tell of what was entered by hand: what is made of them carries them on."""
    return tuple(note for figure in figures if figure for note in figure.notes if note.code in _MARKS)


def beside(own: Figure | None) -> tuple[Note, ...]:
    """Said of a sum beside which the district's own figure was entered by hand."""
    return tuple(Note(ENTERED_BESIDE, note.detail) for note in marks(own) if note.code in ENTERED)


def parts(units: Iterable[tuple[str, Figure]]) -> tuple[Note, ...]:
    """Said of a sum: one note for each unit whose figure was entered by hand."""
    return tuple(Note(ENTERED_PART, {"unit": name}) for name, figure in units if marks(figure))
