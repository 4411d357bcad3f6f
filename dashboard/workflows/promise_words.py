"""Actions in words: what shows that one is done, what the data say of it, each step of its history, the reminder."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from dashboard.charts.amounts import amount, named
from dashboard.contract import Snapshot
from dashboard.exports.naming import apart, safe_stem
from dashboard.exports.parcel import packed
from dashboard.i18n import LANGUAGES, Say, speaker
from dashboard.store.promised import Action, Cell, Criterion, FigureReached, Item, LedgerReceived, StageReached
from dashboard.workflows.codes import Names, names_of
from dashboard.workflows.criteria import Judged
from dashboard.workflows.promising import GLYPHS, Event, State, Watched
from dashboard.workflows.report import Standing
from metrics.measure import Source

BUREAU = Names(frozenset(), full=True)
"""How projects are called where the bureau alone reads: by their names."""


def state_word(say: Say, state: State) -> str:
    """Glyph and word of a state: ◔ 临近."""
    return f"{GLYPHS[state]} {say(f'acting.state.{state}')}"


def proposed_word(say: Say) -> str:
    """Glyph and word of an action that the data prove done and nobody has confirmed yet."""
    return f"{GLYPHS['closed']} {say('acting.proposed')}"


def stands(say: Say, of: Watched) -> str:
    """How an action stands: its state, or that the data prove it done."""
    return proposed_word(say) if of.proposed else state_word(say, of.state)


def text_of(say: Say, action: Action, names: Names = BUREAU) -> str:
    """What is to be done, as it was typed; elsewhere than at the bureau projects in talks stand under their codes.

    Where nobody typed anything what shows it done stands there, in the reader's language.
    """
    wanted = action.promise.criterion
    if wanted is not None and action.promise.text in (criterion(speaker(each), wanted) for each in LANGUAGES):
        return criterion(say, wanted, names)
    own = wanted.name if isinstance(wanted, StageReached) else ""
    return names.within(say, action.promise.text, own=own)


def answerable(say: Say, action: Action) -> str:
    """Who answers for it: the unit, with the person where one is named."""
    promise = action.promise
    return say("acting.whose", unit=promise.unit, person=promise.person) if promise.person else promise.unit


def origin(say: Say, item: Item, snapshot: Snapshot, names: Names = BUREAU) -> str:
    """What an action came from, by name: an indicator, a project or an asset of a unit.

    "" for a unit as a whole, and for what stands in no list any more.
    """
    if item.kind == "figure":
        return say("acting.item", unit=item.unit, name=named(say, item.of))
    if item.kind not in ("project", "asset"):
        return ""
    rows = snapshot.tables[f"{item.kind}s"]
    called = rows["name"][rows["identity"] == item.of]
    return say("acting.item", unit=item.unit, name=names.of(say, called.iloc[0])) if len(called) else ""


def criterion(say: Say, wanted: Criterion | None, names: Names = BUREAU) -> str:
    """How it shows that an action is done; of one without a criterion that a person says so."""
    if wanted is None:
        return say("acting.criterion.none")
    if isinstance(wanted, StageReached):
        stage = say(f"charts.stage.{wanted.stage}")
        return say("acting.criterion.stage", name=names.of(say, wanted.name), stage=stage)
    if isinstance(wanted, FigureReached):
        value = amount(say, wanted.value, wanted.indicator)
        return say("acting.criterion.figure", unit=wanted.unit, name=named(say, wanted.indicator), value=value)
    ledger = say(f"data.table.{wanted.ledger}")
    return say("acting.criterion.ledger", unit=wanted.unit, ledger=ledger, day=say.day(wanted.period, year=False))


def told(say: Say, wanted: Criterion, found: Judged) -> str:
    """What the data say of a criterion: 台账为“签约”，尚未达到."""
    if found.told == "untold":
        return say(f"acting.untold.{found.why}", stands=_stands(say, wanted, found))
    kind = (
        "ledger" if isinstance(wanted, LedgerReceived) else "figure" if isinstance(wanted, FigureReached) else "stage"
    )
    dated = say("acting.told.dated", day=say.day(found.on)) if found.on and kind == "stage" else ""
    covered = say("acting.told.covered", day=say.day(found.on)) if found.on and kind == "figure" else ""
    return say(f"acting.{found.told}.{kind}", stands=_stands(say, wanted, found)) + dated + covered


def _stands(say: Say, wanted: Criterion, found: Judged) -> str:
    if isinstance(wanted, FigureReached):
        return amount(say, found.stands if isinstance(found.stands, float | int) else None, wanted.indicator)
    return say(f"charts.stage.{found.stands}") if found.stands else ""


def place(cells: Sequence[Cell | Source]) -> str:
    """The first cell of a proof: file, sheet and address."""
    return " ".join(text for text in (cells[0].file, cells[0].sheet, cells[0].cell) if text) if cells else ""


def event(say: Say, found: Event, names: Names = BUREAU) -> str:
    """What a step of the history says beside its name, time and by whom."""
    detail = _DETAIL.get(found.kind)
    return names.within(say, detail(say, found)) if detail else ""


def _postponed(say: Say, found: Event) -> str:
    was, due = (say.day(date.fromisoformat(found.said[name])) for name in ("was", "due"))
    return say("acting.event.moved", was=was, due=due, reason=found.said["reason"])


def _made(say: Say, found: Event) -> str:
    due = say.day(date.fromisoformat(found.said["due"]))
    return say("acting.event.due", text=found.said["text"], unit=found.said["unit"], due=due)


def _closed(say: Say, found: Event) -> str:
    text = str(found.said["text"])
    return say("acting.event.proved", text=text, place=place(found.cells)) if found.cells else text


_DETAIL: Mapping[str, Callable[[Say, Event], str]] = {
    "made": _made,
    "changed": lambda say, found: say("acting.event.now", text=found.said["text"], unit=found.said["unit"]),
    "postponed": _postponed,
    "proposed": lambda say, found: place(found.cells),
    "closed": _closed,
    "withdrawn": lambda say, found: str(found.said["reason"]),
    "reopened": lambda say, found: str(found.said["reason"]),
}


def listing(say: Say, found: Sequence[Watched]) -> list[str]:
    """Actions as text for a terminal, a line each."""
    if not found:
        return [say("acting.none.at_all")]
    return [f"{answerable(say, each.action)}  {_line(say, each, BUREAU)}{_found(say, each)}" for each in found]


def _found(say: Say, of: Watched) -> str:
    wanted = of.action.promise.criterion
    return "" if of.judged is None or wanted is None else f"  {told(say, wanted, of.judged)}"


def slip(say: Say, unit: str, day: date, found: Sequence[Watched], names: Names = BUREAU) -> str:
    """A unit's reminder: its open actions, each with the day it is due and what would show it done; "" without any."""
    own = [each for each in found if each.action.open and each.action.promise.unit == unit]
    if not own:
        return ""
    lines = [f"{number}. {_line(say, each, names)}" for number, each in enumerate(own, 1)]
    return "\n".join([say("acting.slip.head", unit=unit, day=say.day(day), n=len(own)), *lines])


def _line(say: Say, of: Watched, names: Names) -> str:
    action, promise = of.action, of.action.promise
    state = stands(say, of)
    line = say(
        "acting.slip.line", number=action.number, text=text_of(say, action, names), state=state,
        due=say.day(promise.due, year=False),
        person=say("acting.slip.person", person=promise.person) if promise.person else "",
    )  # fmt: skip
    if promise.criterion is None:
        return line
    return line + say("acting.slip.shown", criterion=criterion(say, promise.criterion, names))


def slips(say: Say, standing: Standing, found: Sequence[Watched], *, full: bool = False) -> dict[str, str]:
    """The reminder of every unit that has one, in the official order.

    A slip names the unit's own projects, which it reported itself; those of others in talks stand under their codes
    unless full names were switched on.
    """
    if not found:
        return {}
    names, rows = names_within(standing, found, full=full), standing.snapshot.tables["projects"]
    written = {}
    for unit in standing.district.names:
        reported = {*rows["name"][rows["unit"] == unit], *_named(found, unit)}
        own = replace(names, talks=names.talks - reported)
        if text := slip(say, unit, standing.as_of, found, own):
            written[unit] = text
    return written


def names_within(standing: Standing, found: Sequence[Watched], *, full: bool = False) -> Names:
    """How projects are called where actions are handed out.

    As in the pack (`codes.names_of`); one that stands in no list any more keeps its code, since nobody knows whether it
    ever came beyond talks.
    """
    names, rows = names_of(standing, full=full), standing.snapshot.tables["projects"]
    return replace(names, talks=names.talks | (set(_named(found)) - set(rows["name"])))


def _named(found: Sequence[Watched], unit: str = "") -> list[str]:
    """Projects that criteria name; those of a unit's own items where one is given."""
    promises = [each.action.promise for each in found if not unit or each.action.promise.item.unit == unit]
    return [p.criterion.name for p in promises if isinstance(p.criterion, StageReached) and p.criterion.name]


def slips_zipped(say: Say, day: date, written: Mapping[str, str]) -> bytes:
    """The reminders as one ZIP, a text file a unit."""
    names = apart([slip_name(say, unit, day) for unit in written])
    return packed({name: slip_file(text) for name, text in zip(names, written.values(), strict=True)})


def slip_name(say: Say, unit: str, day: date) -> str:
    return safe_stem(say("acting.slip.file", unit=unit, day=f"{day:%Y%m%d}")) + ".txt"


def slip_file(text: str) -> bytes:
    """A reminder as a file that every editor opens in its own letters."""
    return f"\ufeff{text}\n".replace("\n", "\r\n").encode()
