"""Restatements: figures for a day that are no longer what was presented for it, and what has changed them since."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from itertools import pairwise
from typing import Literal

from metrics.catalogue import INDICATORS, ledger
from metrics.measure import Measure, Report


@dataclass(frozen=True, slots=True)
class Figure:
    """What is shown of an indicator: value, target, completion (0..1 and more), colour and why there is none.

    None and "" where nothing is shown. Of a stage of the stock the value counts projects and `amount` is 亿元.
    """

    value: float | None = None
    target: float | None = None
    completion: float | None = None
    light: str = ""
    grey: str = ""
    amount: float | None = None

    def differing(self, other: "Figure") -> frozenset[str]:
        """The fields that are shown otherwise; why there is no light is told beside it and is no change of its own."""
        own = (f.name for f in fields(self) if f.name != "grey")
        both = ((name, getattr(self, name), getattr(other, name)) for name in own)
        return frozenset(name for name, one, another in both if not _same(one, another))


Figures = Mapping[str, Mapping[str, Figure]]
"""By unit, the district under its own name, every indicator; of the stock every stage."""
NOTHING = Figure()
CauseKind = Literal[
    "late", "correction", "manual", "retraction", "withdrawal", "link", "parted", "registry", "verdict", "reckoning",
    "other",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cause:
    """Something that became known after the figures were presented and speaks of their day or before.

    `number` is the receipt's, else the act's; `subject` what to call it by: a file's name, two names that
    are one or no longer are.
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
    """One figure then and now, with its causes; where each has an amount they add up to the difference.

    `indicator` is the stage for what is restated of the stock.
    """

    indicator: str
    unit: str
    was: Figure
    stands: Figure
    parts: tuple[Part, ...] = ()
    wholes: tuple[float | None, float | None] = (None, None)
    """Of how many things the figure was a share or ratio then, and is now; None where it is neither."""

    @property
    def presented(self) -> float | None:
        return self.was.value

    @property
    def now(self) -> float | None:
        return self.stands.value

    @property
    def difference(self) -> float | None:
        """Now less then; None where either is no number."""
        return None if self.presented is None or self.now is None else self.now - self.presented

    @property
    def explained(self) -> bool:
        """Whether the parts have amounts, which then add up to the difference."""
        return bool(self.parts) and all(part.amount is not None for part in self.parts)


def figures(report: Report, district: str) -> dict[str, dict[str, Figure]]:
    """What a report shows, the district's under its name."""
    by_unit = {district: report.district, **report.units}
    return {unit: {name: _figure(measure) for name, measure in found.items()} for unit, found in by_unit.items()}


def _figure(measure: Measure) -> Figure:
    shown = measure.light or "", measure.grey_reason or ""
    return Figure(measure.value, measure.target, measure.completion, *shown)


def restatements(
    presented: Figures, now: Figures, district: str, causes: Sequence[Cause] = (), steps: Sequence[Figures] = ()
) -> tuple[Restatement, ...]:
    """Every figure that is shown otherwise, be it by its value, target, completion or light.

    The district's stand first, then by unit and indicator in the order of `presented`.

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
            was, stands = _of(presented, unit, indicator), _of(now, unit, indicator)
            if was.differing(stands):
                shown = [was, *(_of(step, unit, indicator) for step in steps)]
                bare = Restatement(indicator, unit, was, stands)
                parts = _measured(shown, stands, causes) if steps else _possible(bare, district, causes)
                found.append(replace(bare, parts=tuple(parts)))
    return tuple(found)


def _of(told: Figures, unit: str, indicator: str) -> Figure:
    return told.get(unit, {}).get(indicator, NOTHING)


def _same(one: float | str | None, other: float | str | None) -> bool:
    if one is None or other is None or isinstance(one, str) or isinstance(other, str):
        return one == other
    return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-12)


def _measured(shown: Sequence[Figure], now: Figure, causes: Sequence[Cause]) -> Iterable[Part]:
    """The cause of every step at which a figure changed; what no step explains is named as a rest."""
    for cause, (before, after) in zip(causes, pairwise(shown), strict=True):
        if before.differing(after):
            yield Part(cause, _change(before, after))
    if shown[-1].differing(now):
        yield Part(Cause("other", 0, ""), _change(shown[-1], now))


def _change(before: Figure, after: Figure) -> float | None:
    """By how much a value changed; None where it did not, or came or went."""
    if before.value is None or after.value is None or _same(before.value, after.value):
        return None
    return after.value - before.value


def _possible(found: Restatement, district: str, causes: Sequence[Cause]) -> Iterable[Part]:
    """Causes that speak of the unit (of any, for the district) and of a ledger that feeds what changed."""
    fed = _fed(found)
    for cause in causes:
        about = {kept for whose, kept in cause.touches if found.unit in (whose, district)}
        if about & fed or not cause.touches:
            yield Part(cause)


def _fed(found: Restatement) -> set[str]:
    differing = found.was.differing(found.stands)
    fed = {"targets"} if "target" in differing else set[str]()
    if not differing & {"value", "amount"}:
        return fed
    indicator = INDICATORS.get(found.indicator)
    return fed | ({ledger(indicator), indicator.table, "counters"} if indicator else {"projects"})
