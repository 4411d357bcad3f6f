"""One unit's part of a meeting: its rows with lights, what moved and what stands still, how it reported."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from dashboard.charts import amounts, sentences
from dashboard.exports.contents import Grid, Listing, Part, Subject
from dashboard.workflows import dispatching, promise_parts
from dashboard.workflows.material import Material, behind
from dashboard.workflows.returns import Return, State
from dashboard.workflows.standing_still import Stalled, things
from metrics.changes import Event

SAID = 3
"""Sentences for the record; a slide has the first."""
LINES = 3
"""What a list shows; the rest is counted."""
_TOLD: tuple[State, ...] = ("on-time", "late", "corrected", "partial", "missing")


def part(told: Material, unit: str) -> Part | None:
    """What it has a target for in sentences, furthest behind first, and every figure, those with one first.

    A unit that owes returns has its part though there is nothing; None for any other without figure and target.
    """
    say = told.say
    found = [m for m in told.standing.report.units[unit].values() if m.value is not None or m.target]
    if not found and unit not in told.returns.grid:
        return None
    # without target, figure and movement there is nothing to say in a meeting; the workbook has it
    found = [m for m in found if m.target or m.value or m.change] or found
    found.sort(key=lambda m: not m.target)
    aimed = sorted((m for m in found if m.target), key=behind)
    said = tuple(each.text for each in sentences.paragraph(say, aimed[:SAID]))
    leads = tuple((unit, m.indicator) for m in aimed[:SAID])
    rows = tuple(
        (amounts.named(say, m.indicator), told.value(m, unit), told.completion(m, unit), told.status(m),
         told.change(m))
        for m in found
    )  # fmt: skip
    heads = tuple(say(f"pack.column.{name}") for name in ("indicator", "value", "completion", "light", "change"))
    return Part(
        f"unit-{unit}", unit, said, grid=Grid(heads, rows), lists=tuple(_lists(told, unit)), leads=leads,
        subjects=(*told.figures(aimed, unit), *_things(told, unit)),
    )  # fmt: skip


def _things(told: Material, unit: str) -> list[Subject]:
    """What of the unit does not move, each thing once however many rules it breaks, then what moved."""
    rows = [*(each.row for each in _stalled(told, unit)), *_waiting(told, unit)]
    found = [dispatching.standing(told, row) for row in rows if row["identity"]]
    found += [dispatching.happening(told, event) for event in _events(told, unit) if event.identity]
    first = dict[tuple[str, str], Subject]()
    for each in found:
        first.setdefault((each.kind, each.of), each)
    return list(first.values())


def _lists(told: Material, unit: str) -> Iterator[Listing]:
    told_of = {
        "actions": promise_parts.of_unit(told, unit), "moved": _moved(told, unit), "still": _still(told, unit),
        "returns": _sent(told, unit),
    }  # fmt: skip
    for name, lines in told_of.items():
        if lines:
            yield _shortened(told, name, lines)


def _shortened(told: Material, name: str, lines: Sequence[str]) -> Listing:
    rest = len(lines) - LINES
    more = told.say("pack.rest", n=rest) if rest > 0 else ""
    return Listing(told.say(f"pack.list.{name}"), tuple(lines[:LINES]), more)


def _moved(told: Material, unit: str) -> list[str]:
    say = told.say
    return [
        say("pack.line", name=told.names.of(say, event.name), said=dispatching.what(told, event))
        for event in _events(told, unit)
    ]


def _events(told: Material, unit: str) -> list[Event]:
    standing = told.standing
    if standing.previous is None:
        return []
    events = [*standing.movement.events, *standing.asset_movement.events]
    return dispatching.happened([event for event in events if event.unit == unit])


def _still(told: Material, unit: str) -> list[str]:
    """What stands still, then what waits for others."""
    say, lines = told.say, list[str]()
    for each in _stalled(told, unit):
        name, rules, since = dispatching.still(told, each)
        lines.append(say("pack.line", name=name, said=say("pack.still", rule=rules, since=since.text)))
    for row in _waiting(told, unit):
        name = str(row["name"])
        problem = told.names.within(say, str(row["problem"]), own=name)
        lines.append(say("pack.line", name=told.names.of(say, name), said=problem))
    return lines


def _stalled(told: Material, unit: str) -> list[Stalled]:
    """What of the unit's own lists stands still: what another unit breaks of a joint project is not its own."""
    return things(told.still[told.still["unit"] == unit])


def _waiting(told: Material, unit: str) -> list[dict[Any, Any]]:
    rows = told.still
    return rows[(rows["unit"] == unit) & (rows["rule"] == "problem")].to_dict("records")


def _sent(told: Material, unit: str) -> list[str]:
    """How it reported over the weeks on record: on time, late, corrected, not at all, and whether anything is new."""
    say, row = told.say, told.returns.grid.get(unit)
    if not row:
        return []
    counts = Counter(each.state for each in row.values())
    states = [
        say("pack.state", state=say(f"data.returns.{state}"), n=counts[state]) for state in _TOLD if counts[state]
    ]
    if not states:
        return []
    said = say("pack.sent", weeks=len(row), states=say("charts.comma").join(states))
    last: Return = row[told.returns.weeks[-1]]
    return [said, say("pack.repeated", n=last.repeats)] if last.repeats else [said]
