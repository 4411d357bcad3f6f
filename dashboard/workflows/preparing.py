"""The secretary's checklist before a meeting: everything open, each with what it does to the figures."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import fsum, isnan
from typing import Any, Literal, get_args

import pandas as pd

from dashboard.store import Store
from dashboard.weeks import held_before
from dashboard.workflows import costs
from dashboard.workflows.concerns import findings_of
from dashboard.workflows.costs import Ground, ground_of
from dashboard.workflows.identifying import Waiting
from dashboard.workflows.overtaking import Overtaken, still
from dashboard.workflows.promising import URGENT, Watched
from dashboard.workflows.report import Standing
from dashboard.workflows.restating import Restated
from dashboard.workflows.returns import Returns
from loaders import Finding
from metrics import Measure, Report
from metrics.catalogue import INDICATORS, ledger
from metrics.claims import claims
from metrics.falls import FELL
from metrics.measure import ENTERED_BESIDE, Note
from metrics.targets import REVISED

Kind = Literal[
    "missing", "late", "proved", "due", "left-out", "unmapped", "totals", "fell", "overtaken", "untargeted",
    "retargeted", "contradicted", "manual", "identity", "claims", "movers", "damaged", "restated", "light",
]  # fmt: skip
KINDS: tuple[Kind, ...] = get_args(Kind)
"""Kinds of lines, the most urgent first."""
PAGE: Mapping[Kind, str] = {
    "missing": "returns", "late": "returns", "left-out": "ledger", "unmapped": "matches", "totals": "ledger",
    "fell": "ledger", "overtaken": "returns", "untargeted": "targets", "retargeted": "targets",
    "contradicted": "ledger", "manual": "ledger", "identity": "matches", "claims": "matches", "movers": "projects",
    "damaged": "overview", "restated": "overview", "light": "overview", "proved": "unit", "due": "unit",
}  # fmt: skip
"""Address of the page on which a line is dealt with."""
_FOUND: Mapping[str, Kind] = {
    "unmapped-column": "unmapped",
    "ambiguous-column": "unmapped",
    "unknown-ledger": "unmapped",
    "total-mismatch": "totals",
    "subtotal-mismatch": "totals",
    "rate-mismatch": "totals",
    "counter-differs": "totals",
}


_MOVERS: Mapping[str, str] = {"vanished": "fewer", "renamed": "kept", "resurrected": "more"}
"""Events that a leader asks about, with what each does to the stock."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing open: whose or which (`subject`), the detail of its sentence and that of its effect."""

    kind: Kind
    subject: str
    detail: Mapping[str, Any] = field(default_factory=dict)
    effect: str = ""
    at_stake: Mapping[str, Any] = field(default_factory=dict)
    count: int = 1
    """Of how many things it speaks."""


def checklist(
    store: Store,
    standing: Standing,
    returns: Returns,
    before: Report | None,
    *,
    waiting: Sequence[Waiting] = (),
    restated: Restated | None = None,
) -> list[Line]:
    """Every line, by `KINDS` and then in the official order. `before` is the last held meeting's report, if any.

    `waiting` are the pairs nobody has decided yet, `restated` what the last meeting showed and is no longer known so.

    `effect` is a word of the catalogue (`prepare.effect.*`): `carried` and `absent` count the figures that use an
    earlier return or have none, `counted` says that nothing is lost, `outside` how many values are in no figure,
    `instead`, `alone` and `beside` what an entry by hand stands for, `own` that the unit's later figure counts, `twice`
    that a pair counts as two until somebody decides, `once` that the district counts a project once, `unlit`
    that no light is shown, `causes` what has changed a figure since it was shown, `moved` what value and clock did to
    a light, `aimed` a new target too, `judged` that a new target judges, `until` the day from which records of an
    earlier week do not count, `fewer` and `more` that projects left the stock or came back into it, `kept` that they
    count as before.
    """
    lines = [*_owed(standing, returns), *_late(returns), *_found(store, standing), *_entered(standing.report)]
    lines += _fallen(standing.report)
    lines += [_overtaken(each) for each in still(store, returns, standing.as_of, standing.filters.known_at)]
    lines += [
        *_untargeted(standing),
        *_retargeted(standing.report),
        *_waiting(waiting),
        *_claimed(standing),
        *_movers(standing),
    ]
    lines += restated_lines(restated, standing.previous.as_of) if restated and standing.previous else []
    lines += _lights(standing.report, before) if before else []
    # what touches a figure comes before what touches none
    return sorted(lines, key=lambda line: (KINDS.index(line.kind), not line.effect))


def _owed(standing: Standing, returns: Returns) -> Iterator[Line]:
    for entry in returns.outstanding():
        measures = standing.report.units.get(entry.unit, {})
        owed = [m for name, m in measures.items() if ledger(INDICATORS[name]) in entry.lacking]
        carried = [m for m in owed if m.value is not None and m.cover_to and m.cover_to < standing.as_of]
        absent = [m for m in owed if m.value is None and m.target is not None]
        effect = "carried" if carried else "absent" if absent else ""
        stake = {"n": len(carried) or len(absent), "day": _oldest(carried)}
        yield Line("missing", entry.unit, {"ledgers": entry.lacking}, effect, stake)


def _oldest(measures: list[Measure]) -> date | None:
    return min((m.cover_to for m in measures if m.cover_to), default=None)


def _late(returns: Returns) -> Iterator[Line]:
    week = returns.weeks[-1]
    for unit, row in returns.grid.items():
        if row[week].state == "late":
            yield Line("late", unit, {"at": row[week].at}, "counted")


def _found(store: Store, standing: Standing) -> Iterator[Line]:
    """What the files that stand have open which cover a day since the last held meeting, a line a file and kind."""
    coverage = standing.snapshot.coverage
    since = held_before(standing.district, standing.as_of)
    fresh = coverage[pd.to_datetime(coverage["period"]) > pd.Timestamp(since)]
    for number in sorted({int(n) for n in fresh["submission"]}):
        filed = store.submission(number)
        found = findings_of(filed)
        on = ground_of(found, filed.sheets)
        told = [(kind, finding) for finding in found if (kind := _kind(finding, on)) is not None]
        for kind in dict.fromkeys(kind for kind, _ in told):
            mine = [finding for each, finding in told if each == kind]
            place = {"file": filed.name, "sheet": mine[0].sheet, "cell": mine[0].cell, "n": len(mine)}
            effect = "outside" if kind in ("left-out", "unmapped") else "counted"
            yield Line(kind, filed.receipt.unit, place, effect, {"n": len(mine)})


def promised(found: Sequence[Watched]) -> Iterator[Line]:
    """Actions that the latest uploads prove done, and the others that are overdue, late or near due."""
    for each in found:
        if each.proposed:
            yield Line("proved", each.action.promise.unit, {"action": each})
        elif each.state in URGENT:
            yield Line("due", each.action.promise.unit, {"action": each})


def _overtaken(found: Overtaken) -> Line:
    return Line("overtaken", found.unit, {"found": found}, "until", {"day": found.cover_to}, len(found.names))


def _kind(finding: Finding, on: Ground) -> Kind | None:
    return _FOUND.get(finding.code) or ("left-out" if costs.effect(finding, on) == "error" else None)


def _entered(report: Report) -> Iterator[Line]:
    """Figures that were entered by hand and count, and those that the unit's own later file contradicts."""
    for measures in (report.district, *report.units.values()):
        for name, measure in measures.items():
            yield from (_entry(note) for note in measure.notes if note.detail.get("indicator") == name)


def _fallen(report: Report) -> Iterator[Line]:
    """Counters that are lower than at the last held meeting, each unit's once; the figure stands as it was sent."""
    for name, measure in report.district.items():
        for note in measure.notes:
            if note.code == FELL:
                yield Line("fell", note.detail["unit"], {"indicator": name, **note.detail}, "counted")


def _entry(note: Note) -> Line:
    said = note.detail
    detail = {name: said[name] for name in ("indicator", "value", "who", "cover_to", "receipt")}
    if note.code == "manual-differs":
        return Line("contradicted", said["unit"], detail, "own", {"own": said["own"]})
    if note.code == ENTERED_BESIDE:
        return Line("manual", said["unit"], detail, "beside")
    own = said.get("own")
    return Line("manual", said["unit"], detail, "alone" if own is None else "instead", {"own": own})


def _claimed(standing: Standing) -> Iterator[Line]:
    for _, rows in claims(standing.state, standing.firsts).groupby("claim", sort=True):
        units = list(dict.fromkeys(rows["unit"]))
        yield Line("claims", str(rows["name"].iloc[0]), {"units": units}, "once")


def _waiting(waiting: Sequence[Waiting]) -> Iterator[Line]:
    for item in waiting:
        yield Line("identity", str(item.match.before["name"]), {"other": str(item.match.now["name"])}, "twice")


def _movers(standing: Standing) -> Iterator[Line]:
    """Projects that went without a word since the last held meeting, are called otherwise, or came back."""
    for kind, effect in _MOVERS.items():
        found = [event for event in standing.movement.events if event.kind == kind]
        if found:
            known = [event.amount for event in found if not isnan(event.amount)]
            about = any("amount" in event.hedged for event in found)
            stake = {"n": len(found), "known": len(known), "investment": fsum(known), "about": about}
            names = [(event.unit, event.name, event.was if kind == "renamed" else "") for event in found]
            yield Line("movers", kind, {"names": names}, effect, stake, len(found))


def restated_lines(restated: Restated, day: date) -> Iterator[Line]:
    """What the meeting that covers to a day showed and is no longer so: figures, and the stock by stage."""
    if restated.damaged:
        lost = restated.damaged
        yield Line("damaged", "", {"day": lost.cover_to, "version": lost.version, "hash": lost.hash})
    for found in (*restated.figures, *restated.stock):
        facts = {name: getattr(found, name) for name in ("indicator", "was", "stands", "wholes")} | {"day": day}
        yield Line("restated", found.unit, facts, "causes" if found.parts else "", {"parts": found.parts})


def _untargeted(standing: Standing) -> Iterator[Line]:
    """Indicators with targets of units and none of the district: they show no light."""
    for name, measure in standing.report.district.items():
        for note in measure.notes:
            if note.code == "target-partial":
                yield Line("untargeted", name, dict(note.detail), "unlit")


def _retargeted(report: Report) -> Iterator[Line]:
    """Targets that are others than at the last held meeting: completion and light are judged by the new ones."""
    for unit, measures in {"": report.district, **report.units}.items():
        for name, measure in measures.items():
            for note in _revisions(measure):
                yield Line("retargeted", unit or measure.unit, {"indicator": name, **note.detail}, "judged")


def _revisions(measure: Measure) -> list[Note]:
    return [note for note in measure.notes if note.code == REVISED]


def _lights(now: Report, before: Report) -> Iterator[Line]:
    """District indicators whose light is another than at the last meeting, with what the value and the clock did."""
    for name, measure in now.district.items():
        earlier = before.district.get(name)
        if earlier is None or measure.light is None or measure.light_word == earlier.light_word:
            continue
        detail = {"was": earlier.light_word, "now": measure.light_word}
        stake = {"was": earlier.completion, "now": measure.completion, "clock": earlier.elapsed, "on": measure.elapsed}
        effect = "moved" if None not in stake.values() else ""
        for note in _revisions(measure) if effect else ():
            effect, stake = "aimed", {**stake, "aimed": note.detail["was"], "aims": note.detail["now"]}
        yield Line("light", name, detail, effect, stake)
