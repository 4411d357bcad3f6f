"""What was promised in a meeting: by whom, until when, how it shows that it was done, and every step since."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy import Row

from dashboard.errors import StoreDamaged
from dashboard.store.acts import Act, aware, canonical, utc
from dashboard.store.submission import Facts

ItemKind = Literal["", "figure", "project", "asset", "unit"]
State = Literal["open", "closed", "withdrawn"]
Deed = Literal["made", "changed", "postponed", "closed", "withdrawn", "reopened"]


@dataclass(frozen=True, slots=True)
class Item:
    """What an action came from: `of` names the indicator of a figure, else the identity of a project or asset.

    Nothing in particular where the kind is "".
    """

    kind: ItemKind = ""
    unit: str = ""
    of: str = ""


@dataclass(frozen=True, slots=True)
class StageReached:
    """A project stands at a stage of `contract.STAGES` or a later one; `name` is what it was called then."""

    identity: str
    stage: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class FigureReached:
    """An indicator of a unit, or of the district, is at least `value`, in its base unit."""

    unit: str
    indicator: str
    value: float


@dataclass(frozen=True, slots=True)
class LedgerReceived:
    """A ledger of a unit has come in for the week that closes on `period`."""

    unit: str
    ledger: str
    period: date


Criterion = StageReached | FigureReached | LedgerReceived
"""How data alone tell that an action is done; the day by which they should is that on which it is due."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Where it is proved: a cell of an archived file."""

    submission: int
    file: str
    sheet: str
    cell: str


@dataclass(frozen=True, slots=True)
class Promise:
    """An action as it is made: at the meeting that covers to `meeting`, of a unit and a person of it."""

    meeting: date
    unit: str
    due: date
    text: str
    person: str = ""
    item: Item = Item()
    criterion: Criterion | None = None


@dataclass(frozen=True, slots=True)
class Action:
    """An action as it stands: `settled` is when and by whom it was closed or withdrawn, None while it is open."""

    number: int
    promise: Promise
    made: tuple[datetime, str]
    state: State = "open"
    settled: tuple[datetime, str] | None = None

    @property
    def open(self) -> bool:
        return self.state == "open"


@dataclass(frozen=True, slots=True)
class Step:
    """Something that was done about an action. `said` holds what is new: due, reason, text, cells ..."""

    number: int
    deed: Deed
    at: datetime
    by: str
    said: Facts

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The cells by which it was closed."""
        return tuple(Cell(**cell) for cell in self.said.get("cells", ()))


_CRITERIA: Mapping[str, type[Any]] = {"stage": StageReached, "figure": FigureReached, "ledger": LedgerReceived}


def plain(promise: Promise) -> dict[str, Any]:
    """A promise as an act says it."""
    said = {name: getattr(promise, name) for name in ("unit", "person", "text")}
    days = {name: getattr(promise, name).isoformat() for name in ("meeting", "due")}
    return {**said, **days, "item": asdict(promise.item), "criterion": criterion_said(promise.criterion)}


def criterion_said(criterion: Criterion | None) -> dict[str, Any] | None:
    """A criterion as an act says it: its kind and its fields."""
    if criterion is None:
        return None
    kind = next(name for name, made in _CRITERIA.items() if isinstance(criterion, made))
    fields = asdict(criterion)
    return {"kind": kind, **{name: v.isoformat() if isinstance(v, date) else v for name, v in fields.items()}}


def criterion_of(said: Mapping[str, Any] | None) -> Criterion | None:
    if said is None:
        return None
    fields = {name: value for name, value in said.items() if name != "kind"}
    if "period" in fields:
        fields["period"] = date.fromisoformat(fields["period"])
    made: Criterion = _CRITERIA[said["kind"]](**fields)
    return made


def stepped(before: Action | None, act: Act) -> Action:
    """An action after an act about it; None before the act that makes it."""
    step, said = step_of(act), act.content
    if step.deed == "made":
        return Action(said["action"], _promise(said), (act.at, act.by))
    if before is None:
        raise StoreDamaged("store-unreadable", reason=f"act {act.number}")
    if step.deed in ("closed", "withdrawn"):
        return replace(before, state=step.deed, settled=(act.at, act.by))
    if step.deed == "reopened":
        return replace(before, state="open", settled=None)
    promise = before.promise
    if step.deed == "postponed":
        return replace(before, promise=replace(promise, due=date.fromisoformat(said["due"])))
    told = {name: said[name] for name in ("unit", "person", "text")}
    return replace(before, promise=replace(promise, **told, criterion=criterion_of(said["criterion"])))


def step_of(act: Act) -> Step:
    said = {name: value for name, value in act.content.items() if name not in ("action", "deed")}
    return Step(act.number, act.content["deed"], act.at, act.by, said)


def row_of(action: Action, act: int) -> dict[str, Any]:
    """The row of an action as it stands since an act."""
    promise, settled = action.promise, action.settled
    return {
        "number": action.number, "act": act, "state": action.state,
        **{name: getattr(promise, name) for name in ("meeting", "unit", "due", "text", "person")},
        "item": canonical(asdict(promise.item)), "criterion": canonical(criterion_said(promise.criterion)),
        "made_at": utc(action.made[0]), "made_by": action.made[1],
        "settled_at": utc(settled[0]) if settled else None, "settled_by": settled[1] if settled else "",
    }  # fmt: skip


def of_row(row: Row[Any]) -> Action:
    told = {name: getattr(row, name) for name in ("meeting", "unit", "due", "text", "person")}
    item, criterion = Item(**json.loads(row.item)), criterion_of(json.loads(row.criterion))
    settled = None if row.settled_at is None else (aware(row.settled_at), row.settled_by)
    promise = Promise(**told, item=item, criterion=criterion)
    return Action(row.number, promise, (aware(row.made_at), row.made_by), row.state, settled)


def called(action: Action, former: Mapping[str, str], shown: Mapping[tuple[str, str], str]) -> Action:
    """An action whose units bear their names of today, and its things the identities by which they are shown.

    `shown` is by ledger and identity.
    """
    promise, item, criterion = action.promise, action.promise.item, action.promise.criterion
    if item.kind in ("project", "asset"):
        item = replace(item, of=shown.get((f"{item.kind}s", item.of), item.of))
    item = replace(item, unit=former.get(item.unit, item.unit))
    if isinstance(criterion, StageReached):
        criterion = replace(criterion, identity=shown.get(("projects", criterion.identity), criterion.identity))
    elif criterion is not None:
        criterion = replace(criterion, unit=former.get(criterion.unit, criterion.unit))
    unit = former.get(promise.unit, promise.unit)
    return replace(action, promise=replace(promise, unit=unit, item=item, criterion=criterion))


def _promise(said: Mapping[str, Any]) -> Promise:
    meeting, due = (date.fromisoformat(said[name]) for name in ("meeting", "due"))
    return Promise(
        meeting, said["unit"], due, said["text"], said["person"], Item(**said["item"]), criterion_of(said["criterion"])
    )
