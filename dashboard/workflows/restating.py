"""Restating: what a frozen meeting showed beside what is now known for its day, and what has changed it since."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from dashboard.store import Store
from dashboard.store.acts import Act
from dashboard.workflows import report
from metrics.measure import Measure
from metrics.restatements import Cause, CauseKind, Figures, Restatement, figures
from metrics.restatements import restatements as differences

STEPS = 12
"""Of so many causes each is given what it changed; of more only which figures they can have touched."""


def restatements(store: Store, cover_to: date) -> list[Restatement]:
    """Every figure of a meeting that is no longer what was presented last, with its causes; [] when never frozen.

    Each cause has what the figure changed by when it became known, and the parts add up to the difference. With more
    than `STEPS` causes they are named without amounts.

    Raises
    ------
    StoreDamaged
        `frozen-lost`: the archive has lost what was frozen.
    """
    frozen = store.meetings.record(cover_to).last
    if frozen is None:
        return []
    shown = json.loads(store.meetings.shown(frozen.hash))
    names = store.registry.at(cover_to, frozen.at).names
    home = names[0]
    told = {home: shown["district"], **shown["units"]}
    order = [name for name in dict.fromkeys((*names, *told)) if name in told]
    presented = {unit: {name: facts["value"] for name, facts in told[unit].items()} for unit in order}
    known = _standing(store, cover_to, None)
    now = _figures(known)
    found = differences(presented, now, home)
    if not found:
        return []
    causes = [(act, cause) for act in store.history.since(frozen.at) for cause in _causes(store, act, cover_to)]
    steps = [_figures(_standing(store, cover_to, act)) for act, _ in causes] if len(causes) <= STEPS else []
    stated = differences(presented, now, home, [cause for _, cause in causes], steps)
    by_unit = {known.district.name: known.report.district, **known.report.units}
    return [replace(each, wholes=_wholes(each, told, by_unit)) for each in stated]


def _wholes(
    found: Restatement, told: Mapping[str, Any], now: Mapping[str, Mapping[str, Measure]]
) -> tuple[float | None, float | None]:
    """Denominators of a restated figure as it was presented and as it is known now."""
    shown = told.get(found.unit, {}).get(found.indicator)
    measure = now.get(found.unit, {}).get(found.indicator)
    return shown["denominator"] if shown else None, measure.denominator if measure else None


def _standing(store: Store, cover_to: date, act: Act | None) -> report.Standing:
    """The district on a day as known once an act was done (None: now)."""
    moment = act.at if act else None
    return report.standing(store, store.registry.at(cover_to, moment), cover_to, moment)


def _figures(known: report.Standing) -> Figures:
    return figures(known.report, known.district.name)


def _causes(store: Store, act: Act, cover_to: date) -> Iterator[Cause]:
    """What an act can change of a day's figures; nothing for one that speaks of later days alone."""
    said: Any = act.content
    if act.kind == "submission" and date.fromisoformat(said["period"]) <= cover_to:
        told = store.submission(said["submission"]).by_hand
        kind: CauseKind = "manual" if told else "correction" if said["replaced"] else "late"
        touched = store.history.touched(said["submission"])
        yield Cause(kind, said["submission"], said["name"], touched, told.get("why", ""))
    elif act.kind == "retraction":
        receipt = store.submission(said["submission"])
        if receipt.receipt.period <= cover_to:
            touched = store.history.touched(said["submission"])
            yield Cause("retraction", said["submission"], receipt.name, touched, said["reason"])
    elif act.kind == "identity":
        yield Cause("link", act.number, f"{said['one']} = {said['other']}")
    elif act.kind == "registry" and (said["since"] is None or date.fromisoformat(said["since"]) <= cover_to):
        yield Cause("registry", act.number, said["note"])
