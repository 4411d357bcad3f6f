"""Restatements: figures for a day that are no longer what was presented for it, and what has changed them since."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from metrics.catalogue import INDICATORS, ledger
from metrics.measure import Report

Figures = Mapping[str, Mapping[str, float | None]]
"""Value of every indicator by unit, the district under its own name; None where nobody reported."""
CauseKind = Literal["late", "correction", "manual", "retraction", "withdrawal", "link", "registry", "verdict", "other"]


@dataclass(frozen=True, slots=True)
class Cause:
    """Something that became known after the figures were presented and speaks of their day or before.

    `number` is the receipt's, else the act's; `subject` what to call it by: a file's name, two names that are one.
    `touches` are the (unit, ledger) that it can change; empty when it may change any.
    """

    kind: CauseKind
    number: int
    subject: str
    touches: frozenset[tuple[str, str]] = frozenset()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """What one cause contributes to a difference; `amount` None where it cannot be told in a number."""

    cause: Cause
    amount: float | None = None


@dataclass(frozen=True, slots=True)
class Restatement:
    """One figure then and now, with its causes; where each has an amount they add up to the difference."""

    indicator: str
    unit: str
    presented: float | None
    now: float | None
    parts: tuple[Part, ...] = ()
    wholes: tuple[float | None, float | None] = (None, None)
    """Of how many things the figure was a share or ratio then, and is now; None where it is neither."""

    @property
    def difference(self) -> float | None:
        """Now less then; None where either is no number."""
        return None if self.presented is None or self.now is None else self.now - self.presented

    @property
    def explained(self) -> bool:
        """Whether the parts have amounts, which then add up to the difference."""
        return bool(self.parts) and all(part.amount is not None for part in self.parts)


def figures(report: Report, district: str) -> dict[str, dict[str, float | None]]:
    """The values of a report, the district's under its name."""
    by_unit = {district: report.district, **report.units}
    return {unit: {name: measure.value for name, measure in found.items()} for unit, found in by_unit.items()}


def restatements(
    presented: Figures, now: Figures, district: str, causes: Sequence[Cause] = (), steps: Sequence[Figures] = ()
) -> tuple[Restatement, ...]:
    """Every figure that differs, the district's first, then by unit and indicator in the order of `presented`.

    `steps` are the figures of the same day as known after each of the `causes`, in the order in which they became
    known: then each cause has what it changed, and the parts add up. Without them the causes that can have touched a
    figure are named without an amount.
    """
    if steps and len(steps) != len(causes):
        raise ValueError(f"{len(steps)} steps for {len(causes)} causes")
    order = [district, *(unit for unit in presented if unit != district)]
    found = []
    for unit in dict.fromkeys([*order, *now]):
        for indicator in dict.fromkeys([*presented.get(unit, {}), *now.get(unit, {})]):
            was, stands = _value(presented, unit, indicator), _value(now, unit, indicator)
            if not _same(was, stands):
                values = [was, *(_value(step, unit, indicator) for step in steps)]
                parts = _measured(values, stands, causes) if steps else _possible(unit, indicator, district, causes)
                found.append(Restatement(indicator, unit, was, stands, tuple(parts)))
    return tuple(found)


def _value(of: Figures, unit: str, indicator: str) -> float | None:
    return of.get(unit, {}).get(indicator)


def _same(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-12)


def _measured(values: Sequence[float | None], now: float | None, causes: Sequence[Cause]) -> Iterable[Part]:
    """The cause of every step at which a value changed; what no step explains is named as a rest."""
    for cause, (before, after) in zip(causes, pairwise(values), strict=True):
        if not _same(before, after):
            yield Part(cause, None if before is None or after is None else after - before)
    if not _same(values[-1], now):
        last = values[-1]
        yield Part(Cause("other", 0, ""), None if last is None or now is None else now - last)


def _possible(unit: str, indicator: str, district: str, causes: Sequence[Cause]) -> Iterable[Part]:
    """Causes that speak of the unit (of any, for the district) and of a ledger that feeds the indicator."""
    fed = {ledger(INDICATORS[indicator]), INDICATORS[indicator].table, "counters"}
    for cause in causes:
        about = {kept for whose, kept in cause.touches if unit in (whose, district)}
        if about & fed or not cause.touches:
            yield Part(cause)
