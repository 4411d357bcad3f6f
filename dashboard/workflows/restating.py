"""Restating: what a frozen meeting showed beside what is now known for its day, and what has changed it since."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from dashboard.errors import StoreDamaged
from dashboard.store import Store
from dashboard.store.acts import Act
from dashboard.store.meetings import Frozen
from dashboard.workflows import reckoning, report
from metrics.measure import Measure
from metrics.restatements import Cause, CauseKind, Figure, Figures, Restatement, figures
from metrics.restatements import restatements as differences

STEPS = 12
"""Of so many causes each is given what it changed; of more only which figures they can have touched."""


@dataclass(frozen=True, slots=True)
class Restated:
    """What a meeting no longer shows as it was presented last: its figures, and its stock by stage.

    `damaged` is what was frozen where it is lost or altered on disk: then nothing can be compared.
    """

    figures: Sequence[Restatement] = ()
    stock: Sequence[Restatement] = ()
    damaged: Frozen | None = None


Shown = tuple[Figures, Figures]
"""Figures by unit, and the district's stock by stage."""


def restatements(store: Store, cover_to: date, known_at: datetime | None = None) -> Restated:
    """What of a meeting is no longer as it was presented last, with its causes; nothing when never frozen.

    A figure is another when its value, target, completion or light is, a stage when it holds other projects or another
    investment. Each cause has what the value changed by when it became known, and the parts add up to the difference.
    With more than `STEPS` causes they are named without amounts. Where the program reckons by other versions since,
    what that changes of the very ledgers that were frozen comes first. With `known_at` what was known then is meant.
    """
    frozen = store.meetings.record(cover_to).known(known_at)
    if frozen is None:
        return Restated()
    shown = _whole(store, frozen)
    if shown is None:
        return Restated(damaged=frozen)
    names = store.registry.at(cover_to, frozen.at).names
    presented = _presented(shown, names)
    known = _standing(store, cover_to, known_at)
    now = _known(known)
    if not any(differences(was, stands, names[0]) for was, stands in zip(presented, now, strict=True)):
        return Restated()
    done = [act for act in store.history.since(frozen.at) if known_at is None or act.at <= known_at]
    causes = [(act.at, cause) for act in done for cause in _causes(store, act, cover_to)]
    if reckoning.revised(frozen):
        causes.insert(0, (frozen.at, Cause("reckoning", 0, "")))
    steps = [_known(_standing(store, cover_to, at)) for at, _ in causes] if len(causes) <= STEPS else []
    found, stock = (
        differences(
            presented[part], now[part], names[0], [cause for _, cause in causes], [step[part] for step in steps]
        )
        for part in (0, 1)
    )
    told = {names[0]: shown["district"], **shown["units"]}
    by_unit = {known.district.name: known.report.district, **known.report.units}
    return Restated([replace(each, wholes=_wholes(each, told, by_unit)) for each in found], stock)


def _whole(store: Store, frozen: Frozen) -> Mapping[str, Any] | None:
    """What was frozen, exactly so; None where the archive has lost it or has something else."""
    try:
        content = store.meetings.shown(frozen.hash)
    except StoreDamaged as error:
        if error.code != "frozen-lost":
            raise
        return None
    if hashlib.sha256(content).hexdigest() != frozen.hash:
        return None
    shown: Mapping[str, Any] = json.loads(content)
    return shown


def _presented(shown: Mapping[str, Any], names: Sequence[str]) -> Shown:
    """What was frozen, in the official order of units that was in force."""
    told = {names[0]: shown["district"], **shown["units"]}
    order = [name for name in dict.fromkeys((*names, *told)) if name in told]
    found = {unit: {name: _figure(facts) for name, facts in told[unit].items()} for unit in order}
    return found, {names[0]: _stock(shown["stock"])}


def _figure(facts: Mapping[str, Any]) -> Figure:
    shown = facts["light"] or "", facts["grey_reason"] or ""
    return Figure(facts["value"], facts["target"], facts["completion"], *shown)


def _stock(stages: Iterable[Mapping[Any, Any]]) -> dict[str, Figure]:
    return {row["stage"]: Figure(row["projects"], amount=row["investment"]) for row in stages}


def _wholes(
    found: Restatement, told: Mapping[str, Any], now: Mapping[str, Mapping[str, Measure]]
) -> tuple[float | None, float | None]:
    """Denominators of a restated figure as it was presented and as it is known now."""
    shown = told.get(found.unit, {}).get(found.indicator)
    measure = now.get(found.unit, {}).get(found.indicator)
    return shown["denominator"] if shown else None, measure.denominator if measure else None


def _standing(store: Store, cover_to: date, moment: datetime | None) -> report.Standing:
    """The district on a day as known at a moment, that of an act included (None: now)."""
    return report.standing(store, store.registry.at(cover_to, moment), cover_to, moment)


def _known(known: report.Standing) -> Shown:
    home = known.district.name
    return figures(known.report, home), {home: _stock(known.stock.to_dict("records"))}


def _corrects(store: Store, said: Any) -> bool:
    """Whether a file takes the place of one for its own day, or of one that it names; that of last week's is late."""
    day = date.fromisoformat(said["period"])
    return said["replaces"] is not None or any(each.period == day for each in store.history.files(said["replaced"]))


def _called(store: Store, said: Any) -> tuple[str, str]:
    """The names of two linked things; with their units where the names are one, by their identities without a name."""
    identities = (said["one"], said["other"])
    (one, unit), (other, of) = (store.history.called(said["ledger"], identity) for identity in identities)
    if not one or not other or (one, unit) == (other, of):
        return identities
    return (one, other) if one != other else (f"{one} · {unit}", f"{other} · {of}")


def _causes(store: Store, act: Act, cover_to: date) -> Iterator[Cause]:
    """What an act can change of a day's figures; nothing for one that speaks of later days alone."""
    said: Any = act.content
    if act.kind == "submission" and date.fromisoformat(said["period"]) <= cover_to:
        told = store.submission(said["submission"]).by_hand
        kind: CauseKind = "manual" if told else "correction" if _corrects(store, said) else "late"
        touched = store.history.touched(said["submission"])
        yield Cause(kind, said["submission"], said["name"], touched, told.get("why", ""))
    elif act.kind == "retraction":
        receipt = store.submission(said["submission"])
        if receipt.receipt.period <= cover_to:
            touched = store.history.touched(said["submission"])
            yield Cause("retraction", said["submission"], receipt.name, touched, said["reason"])
    elif act.kind == "identity":
        kind, sign = ("link", "=") if said["same"] else ("parted", "≠")
        yield Cause(kind, act.number, f" {sign} ".join(_called(store, said)))
    elif act.kind == "registry" and (said["since"] is None or date.fromisoformat(said["since"]) <= cover_to):
        yield Cause("registry", act.number, said["note"])
