"""Actions as parts of a meeting: what earlier meetings left open or saw settled, and what this one decides."""

from collections.abc import Mapping, Sequence

from dashboard.exports.contents import Amount, Grid, Part, Register
from dashboard.workflows import promise_words, promising
from dashboard.workflows.material import Material
from dashboard.workflows.promising import State, Watched

_TINTS: Mapping[State, str] = {
    "overdue": "red",
    "late": "yellow",
    "near": "blue",
    "closed": "green",
    "withdrawn": "grey",
}
"""Ground of a cell by state; its glyph and word stand on it."""


def carried(told: Material) -> Part | None:
    """上次交办落实: how every action stands that earlier meetings left open, or that was settled since the last one."""
    looked = promising.carried(told.store, told.standing.as_of)
    numbers = {each.number for each in (*looked.open, *looked.closed, *looked.withdrawn)}
    found = [each for each in told.promises if each.action.number in numbers]
    done = len([each for each in found if each.action.state == "closed"])
    # what the data prove done waits for the meeting, not for the unit
    ready = len([each for each in found if each.proposed])
    late = len([each for each in found if each.state in ("late", "overdue") and not each.proposed])
    title = told.say("pack.part.carried", n=len(found), done=done, ready=ready, late=late)
    return _part(told, "carried", title, found)


def decisions(told: Material) -> Part | None:
    """议定事项: the actions made at this meeting."""
    found = [each for each in told.promises if each.action.promise.meeting == told.standing.as_of]
    return _part(told, "decisions", told.say("pack.part.decisions", n=len(found)), found)


def of_unit(told: Material, unit: str) -> list[str]:
    """A unit's open actions, the most urgent first, a line each."""
    return [
        told.say(
            "pack.line",
            name=promise_words.text_of(told.say, each.action, told.promised_names),
            said=_standing(told, each),
        )
        for each in told.promises
        if each.action.open and each.action.promise.unit == unit
    ]


def _part(told: Material, name: str, title: str, found: Sequence[Watched]) -> Part | None:
    if not found:
        return None
    say = told.say
    heads = tuple(say(f"pack.column.{each}") for each in ("number", "answerable", "text", "due", "state"))
    return Part(name, title, grid=Grid(heads, tuple(_row(told, each) for each in found)))


def _row(told: Material, of: Watched) -> tuple[str | Amount, ...]:
    say, action = told.say, of.action
    word = promise_words.stands(say, of)
    light = "green" if of.proposed else _TINTS.get(of.state, "")
    return (
        str(action.number), promise_words.answerable(say, action), _text(told, of),
        say.day(action.promise.due, year=False), Amount(word, light=light, words=True),
    )  # fmt: skip


def _text(told: Material, of: Watched) -> str:
    return promise_words.text_of(told.say, of.action, told.promised_names)


def _standing(told: Material, of: Watched) -> str:
    due = told.say("acting.due", day=told.say.day(of.action.promise.due, year=False))
    return told.say("acting.due_standing", due=due, state=promise_words.stands(told.say, of))


def register(told: Material) -> Register | None:
    """Every action up to the day as a table: when given, to whom, what shows that it is done, how it stands."""
    if not told.promises:
        return None
    say = told.say
    names = ("number", "meeting", "unit", "person", "text", "criterion", "due", "state")
    rows = tuple(
        (each.action.number, each.action.promise.meeting, each.action.promise.unit, each.action.promise.person,
         _text(told, each), promise_words.criterion(say, each.action.promise.criterion, told.promised_names),
         each.action.promise.due, promise_words.stands(say, each))
        for each in told.promises
    )  # fmt: skip
    title = say("pack.sheet.actions")
    return Register(title, title, tuple(say(f"pack.column.{name}") for name in names), rows)
