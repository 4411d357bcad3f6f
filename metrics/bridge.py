"""The bridge between two meetings: opening + restated + new + moved in - moved out - terminated + added - removed =
closing.

DOMAIN section 4; it holds for every stage, unit and industry and in total, for projects counted and 亿元 alike, and
for assets by status within each kind, counted and in m².
`added` and `removed` are the corrections: what the ledgers take back or make up for, no step of the work. Where the
last meeting was frozen the opening is what it showed; what is known otherwise of that very day since is restated.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from dashboard.contract import ASSET_KINDS, SIDE_STAGES, STAGES
from dashboard.errors import DispatchError
from metrics.changes import Changes
from metrics.pairs import ASSETS, Entry, Pair

STEPS = {
    "restated_up": 1, "restated_down": -1,
    "new": 1, "moved_in": 1, "moved_out": -1, "terminated": -1, "added": 1, "removed": -1,
}  # fmt: skip
"""Steps from opening to closing with their sign."""
RESTATED = ("restated_up", "restated_down")
MEASURES = ("projects", "investment")
ASSET_MEASURES = ("assets", "area")
_COLUMNS = ("opening", *STEPS, "closing")


def steps_of(table: pd.DataFrame) -> list[str]:
    """Opening, steps and closing of a table of the bridge; of restatements only those that there are."""
    return [name for name in _COLUMNS if name not in RESTATED or table[name].any()]


STATUSES = (*ASSETS.order, "")
"""Statuses of assets in their order, then that none was told."""


class BridgeLeavesRest(DispatchError):
    """Opening and steps do not give closing: the derivation is at fault, and nothing is shown instead."""


@dataclass(frozen=True)
class Bridge:
    """Tables with a row a place and measure: `place measure opening restated_up restated_down new moved_in moved_out
    terminated added removed closing`, measure projects (counts) or investment (亿元; a project without an amount adds
    nothing).

    `stages`: every stage in order; there, terminated projects stand as a stage of their own. `units`: the registry's
    order; a project that several units report stands with each of them. `industries` by name; `total` one place "".
    In these three a terminated project no longer stands.

    restated up, restated down: of the last meeting's own day more, or less, is known since than it showed ·
    new: not known before · moved in, moved out: from or to another stage, unit or industry, or back from being
    terminated · terminated · added: came back after it had vanished, or its own day says that it was so at the opening
    already, or an amount was raised · removed: vanished, retracted, no longer so at the opening, or an amount lowered.

    `things` are the projects counted, by stage ("" for the total) and step.
    """

    stages: pd.DataFrame
    units: pd.DataFrame
    industries: pd.DataFrame
    total: pd.DataFrame
    things: Mapping[tuple[str, str], Sequence[Entry]] = field(default_factory=dict, repr=False)


def bridge(
    pairs: Sequence[Pair], changes: Changes, units: Sequence[str], shown: Sequence[Pair] | None = None
) -> Bridge:
    """The bridge over all pairs; `units` gives the order.

    `shown` pairs what the last meeting showed with what is known of its day since, where that was kept.

    Raises
    ------
    BridgeLeavesRest
        `bridge-rest` when a place's steps do not lead exactly from its opening to its closing.
    """
    by_stage, by_unit, by_industry, total = (_Account() for _ in range(4))
    for pair in pairs:
        stage = _Walk(pair, changes)
        by_stage.post(stage, _stage(pair.was), _stage(pair.now), *stage.between_stages())
        for account, was, now in (
            (by_unit, _units(pair.was), _units(pair.now)),
            (by_industry, _industry(pair.was), _industry(pair.now)),
            (total, _alive(pair.was), _alive(pair.now)),
        ):
            account.post(stage, was, now, "moved_out", "moved_in")
    if shown is not None:
        for account, places in ((by_stage, _stage), (by_unit, _units), (by_industry, _industry), (total, _alive)):
            account.begin_with(shown, places)
    industries = sorted({place for place, _ in by_industry.terms})
    order = [*units, *sorted({place for place, _ in by_unit.terms} - set(units))]
    return Bridge(
        by_stage.table((*STAGES, *SIDE_STAGES)), by_unit.table(order), by_industry.table(industries), total.table([""]),
        by_stage.things | total.things,
    )  # fmt: skip


@dataclass(frozen=True)
class AssetBridge:
    """As `Bridge`, of assets: a row a `kind`, status or whole kind, and measure: assets (counts) or area (m²).

    `statuses`: by kind every status in order, "" where none is told. `kinds`: each kind as a whole. Nothing is
    terminated; an asset without an area adds nothing to the m². Columns `kind place measure opening ... closing`.
    """

    statuses: pd.DataFrame
    kinds: pd.DataFrame


def asset_bridge(pairs: Sequence[Pair], changes: Changes, shown: Sequence[Pair] | None = None) -> AssetBridge:
    """The bridge over all pairs of assets, `shown` as in `bridge`; kinds in the contract's order, others after them.

    Raises
    ------
    BridgeLeavesRest
        As `bridge`.
    """
    by_status, by_kind = _Account(), _Account()
    for pair in pairs:
        walk = _Walk(pair, changes)
        by_status.post(walk, _status(pair.was), _status(pair.now), *walk.between_stages())
        by_kind.post(walk, _kind(pair.was), _kind(pair.now), "moved_out", "moved_in")
    if shown is not None:
        by_status.begin_with(shown, _status)
        by_kind.begin_with(shown, _kind)
    kinds = [*ASSET_KINDS, *sorted({place for place, _ in by_kind.terms} - set(ASSET_KINDS))]
    statuses = [by_status.table([_within(k, s) for s in STATUSES], ASSET_MEASURES).assign(kind=k) for k in kinds]
    whole = by_kind.table(kinds, ASSET_MEASURES)
    found = pd.concat(statuses, ignore_index=True)
    found["place"] = [place.partition("/")[2] for place in found["place"]]
    columns = ["kind", "place", "measure", *_COLUMNS]
    return AssetBridge(found[columns], whole.assign(kind=whole["place"], place="")[columns])


def _within(kind: str, status: str) -> str:
    return f"{kind}/{status}"


def _status(entry: Entry | None) -> frozenset[str]:
    return frozenset() if entry is None else frozenset((_within(entry.group, entry.stage),))


def _kind(entry: Entry | None) -> frozenset[str]:
    return frozenset() if entry is None else frozenset((entry.group,))


def _stage(entry: Entry | None) -> frozenset[str]:
    return frozenset() if entry is None else frozenset((entry.stage,))


def _standing(entry: Entry | None, places: Iterable[str]) -> frozenset[str]:
    return frozenset() if entry is None or entry.stage == "terminated" else frozenset(places)


def _units(entry: Entry | None) -> frozenset[str]:
    return _standing(entry, entry.units if entry else ())


def _industry(entry: Entry | None) -> frozenset[str]:
    return _standing(entry, (entry.group,) if entry else ())


def _alive(entry: Entry | None) -> frozenset[str]:
    return _standing(entry, ("",))


class _Walk:
    """How one thing came, moved and went."""

    def __init__(self, pair: Pair, changes: Changes) -> None:
        self.pair, self._changes = pair, changes
        self.was, self.now = _amount(pair.was), _amount(pair.now)
        self._late = pair.now is not None and changes.late(pair.was, pair.now)

    def between_stages(self) -> tuple[str, str]:
        """The steps out of one stage and into another."""
        if self.pair.now is not None and self.pair.now.stage == "terminated":
            return "terminated", "moved_in"
        return ("removed", "added") if self._late else ("moved_out", "moved_in")

    def arrival(self) -> str:
        """The step by which it came to where nothing of it stood."""
        pair = self.pair
        if pair.was is not None:
            return "new" if pair.was.stage != "terminated" else "moved_in"
        if pair.beyond is not None:
            return "moved_in"
        return "added" if self._late or self._changes.seen(pair.identity) else "new"

    def leaving(self) -> str:
        """The step by which it left without standing anywhere else."""
        pair = self.pair
        if pair.now is not None:
            return "terminated" if pair.now.stage == "terminated" else "removed"
        ended = pair.was is not None and pair.was.stage == "terminated"
        return "moved_out" if ended or pair.beyond is not None else "removed"


def _amount(entry: Entry | None) -> float:
    return 0.0 if entry is None or math.isnan(entry.amount) else entry.amount


@dataclass
class _Account:
    """Signed terms by place and step, of counts and of amounts, kept apart until they are summed."""

    terms: dict[tuple[str, str], tuple[list[float], list[float]]] = field(
        default_factory=lambda: defaultdict(lambda: ([], []))
    )
    things: dict[tuple[str, str], list[Entry]] = field(default_factory=lambda: defaultdict(list))

    def post(self, walk: _Walk, was: frozenset[str], now: frozenset[str], out: str, into: str) -> None:
        """One thing from these places to those: a place is stayed in, left for another, left, or come to."""
        for place in was:
            self._add(place, "opening", walk.pair.was, walk.was)
        for place in now:
            self._add(place, "closing", walk.pair.now, walk.now)
        gone, come = was - now, now - was
        for place in was & now:
            self._revise(place, walk)
        for place in gone:
            self._add(place, out if come else walk.leaving(), walk.pair.either, walk.was)
        for place in come:
            self._add(place, into if gone else walk.arrival(), walk.pair.either, walk.was if gone else walk.now)
            if gone:
                self._revise(place, walk)

    def begin_with(self, shown: Sequence[Pair], places: Callable[[Entry | None], frozenset[str]]) -> None:
        """Let the opening be what was shown, and what is known of that day since be steps of their own."""
        for held in (self.terms, self.things):
            for key in [key for key in held if key[1] == "opening"]:
                held.pop(key)
        for pair in shown:
            was, known = places(pair.was), places(pair.now)
            then, since = _amount(pair.was), _amount(pair.now)
            for place in was:
                self._add(place, "opening", pair.was, then)
            for place in was - known:
                self._add(place, "restated_down", pair.was, then)
            for place in known - was:
                self._add(place, "restated_up", pair.now, since)
            for place in was & known if then != since else ():
                up = since > then
                self.terms[place, "restated_up" if up else "restated_down"][1].extend(
                    (since, -then) if up else (then, -since)
                )

    def _add(self, place: str, step: str, thing: Entry | None, amount: float) -> None:
        counts, amounts = self.terms[place, step]
        counts.append(1.0)
        amounts.append(amount)
        if thing is not None:
            self.things[place, step].append(thing)

    def _revise(self, place: str, walk: _Walk) -> None:
        """An amount that changed is a correction of the amounts alone; both terms stay whole, so that no sum rounds."""
        if walk.was != walk.now:
            up = walk.now > walk.was
            self.terms[place, "added" if up else "removed"][1].extend(
                (walk.now, -walk.was) if up else (walk.was, -walk.now)
            )

    def table(self, places: Sequence[str], measures: Sequence[str] = MEASURES) -> pd.DataFrame:
        rows = []
        for place in places:
            for number, measure in enumerate(measures):
                terms = {step: self.terms.get((place, step), ([], []))[number] for step in _COLUMNS}
                self._prove(place, measure, terms)
                rows.append((place, measure, *(math.fsum(terms[step]) for step in _COLUMNS)))
        return pd.DataFrame(rows, columns=["place", "measure", *_COLUMNS])

    @staticmethod
    def _prove(place: str, measure: str, terms: dict[str, list[float]]) -> None:
        """Over the single terms, where nothing is rounded, so that the rest is exactly 0 or something is wrong."""
        signed = [sign * term for step, sign in STEPS.items() for term in terms[step]]
        rest = math.fsum([*terms["opening"], *signed, *(-term for term in terms["closing"])])
        if rest:
            raise BridgeLeavesRest("bridge-rest", place=place, measure=measure, rest=rest)
