"""What a meeting has to settle: red and yellow by unit, what moved, what stands still, what needs coordination.

Each function gives one part of the meeting, or None where there is nothing to say.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Literal

import pandas as pd

from dashboard.charts import amounts, projects
from dashboard.charts import leaders as over_weeks
from dashboard.charts.look import COLOUR_GLYPHS
from dashboard.exports.contents import Amount, Cell, Graph, Grid, Part, Register, Series, Subject, said_of
from dashboard.i18n import Say
from dashboard.workflows import moves, restated, restating
from dashboard.workflows.material import WARNING, Material
from dashboard.workflows.preparing import restated_lines
from dashboard.workflows.standing_still import Stalled
from metrics.bridge import STEPS
from metrics.changes import Event
from metrics.measure import Measure

STUCK_OF_A_UNIT, STUCK_IN_ALL = 3, 10
"""What a slide shows of what stands still (DOMAIN section 4); the rest is counted and stands in the annex."""
MOVED = 12
"""What a slide shows of what moved."""


def lights(told: Material) -> Part | None:
    """Units with red or yellow, in the official order: which indicators, and how far from the clock."""
    say, units = told.say, told.standing.report.units
    rows = []
    for unit in told.standing.district.units:
        mine = {light: [m for m in units[unit.name].values() if m.light == light and m.target] for light in WARNING}
        if any(mine.values()):
            rows.append((unit.name, *(_warned(say, mine[light], light) for light in WARNING)))
    if not rows:
        return None
    counts = {light: sum(bool(row[place]) for row in rows) for place, light in enumerate(WARNING, start=1)}
    heads = (say("pack.column.unit"), *(f"{COLOUR_GLYPHS[light]} {say(f'pack.column.{light}')}" for light in WARNING))
    warned = (m for unit in told.standing.district.units for m in units[unit.name].values())
    grid = Grid(heads, tuple(rows))
    return Part("lights", say("pack.part.lights", **counts), grid=grid, subjects=told.figures(warned))


def _warned(say: Say, found: Sequence[Measure], light: str) -> Cell:
    said = [
        say("pack.warned", name=amounts.short(say, m.indicator), done=amounts.completion_of(say, m),
            gap=amounts.gap_of(say, m)).strip()
        for m in found
    ]  # fmt: skip
    return Amount(say("charts.semicolon").join(said), light=light, words=True) if said else ""


def leaders(told: Material) -> Part | None:
    """Leaders whom the rule binds: how long ago each was out. Only where a meeting is to see it."""
    say, days = told.say, told.standing.district.rules.outing_gap_days
    lines = [line for line in told.standing.leaders if line.due]
    if not lines:
        return None
    heads = tuple(say(f"charts.leaders.{name}") for name in ("leader", "trips", "last", "days", "due"))
    rows = tuple(
        (line.leader.name, Amount(say.number(len(line.trips)), len(line.trips)), say.day(line.last_end),
         Amount(say.number(line.days_since), line.days_since, "red" if line.overdue else ""),
         say.day(line.due))
        for line in lines
    )  # fmt: skip
    return Part("leaders", over_weeks.finding(told.canvas, lines, days), grid=Grid(heads, rows))


def moved(told: Material) -> Part | None:
    """From the last meeting's projects to this one's, and what happened to which project or asset."""
    standing, say = told.standing, told.say
    if standing.previous is None:
        return None
    total = standing.movement.bridge.total
    row = total[total["measure"] == "projects"].iloc[0]
    events = [*happened(standing.movement.events), *happened(standing.asset_movement.events)]
    if not events and not row["opening"] and not row["closing"]:
        return None
    title = say("pack.part.moved", opening=int(row["opening"]), closing=int(row["closing"]), n=len(events))
    rest = len(events) - MOVED
    note = say("pack.rest", n=rest) if rest > 0 else ""
    grid = _events(told, events[:MOVED]) if events else None
    subjects = tuple(happening(told, event) for event in events[:MOVED] if event.identity)
    # a step from one stage to the next moves no bar: then the list alone says what happened
    graph = _waterfall(say, row) if any(row[step] for step in STEPS) or grid is None else None
    return Part("moved", title, graph=graph, grid=grid, note=note, subjects=subjects)


def happening(told: Material, event: Event) -> Subject:
    """What moved, as something a decision can come from."""
    kind: Literal["project", "asset"] = "project" if event.table == "projects" else "asset"
    return told.thing(kind, event.unit, event.name, event.identity, what(told, event))


def happened(events: Sequence[Event]) -> list[Event]:
    """What moved a thing between stages, or in or out of the list, and what area came on or went."""
    return [event for event in moves.ordered(events) if event.kind in moves.MOVED]


def _waterfall(say: Say, row: "pd.Series[Any]") -> Graph:
    steps = [step for step in STEPS if row[step] or step not in projects.CORRECTIONS]
    ends, heights, labels, level = [0.0], [float(row["opening"])], [say.number(row["opening"])], float(row["opening"])
    for step in steps:
        signed = STEPS[step] * float(row[step])
        ends.append(min(level, level + signed))
        heights.append(abs(signed))
        labels.append(f"{signed:+.0f}".replace("-", "−") if signed else "0")
        level += signed
    names = tuple(say(f"charts.movement.{step}") for step in ("opening", *steps, "closing"))
    ground = Series("", (*ends, 0.0))
    drawn = Series(say("charts.column.projects"), (*heights, level), (*labels, say.number(level)))
    return Graph("waterfall", say("charts.column.projects"), names, (ground, drawn))


def _events(told: Material, events: Sequence[Event]) -> Grid:
    say = told.say
    heads = (say("pack.column.unit"), say("pack.column.thing"), say("pack.column.happened"), say("moving.column.when"))
    rows = tuple(
        (event.unit, told.names.of(say, event.name), what(told, event), moves.when(say, event)) for event in events
    )
    return Grid(heads, rows)


def what(told: Material, event: Event) -> str:
    """What happened, and from what to what."""
    line = moves.line(told.say, event)
    was, now = (told.names.within(told.say, str(line[side])) for side in ("was", "now"))
    return told.say("pack.happened", kind=line["kind"], was=was, now=now) if was and now else str(line["kind"])


def stuck(told: Material) -> Part | None:
    """What does not move, worst first: at most three of a unit and ten in all, the rest counted."""
    found, say = told.stalled, told.say
    if not found:
        return None
    seen, shown = Counter[str](), list[Stalled]()
    for each in found:
        unit = str(each.row["unit"])
        seen[unit] += 1
        if seen[unit] <= STUCK_OF_A_UNIT and len(shown) < STUCK_IN_ALL:
            shown.append(each)
    rest = len(found) - len(shown)
    heads = tuple(say(f"pack.column.{name}") for name in ("unit", "project", "rule", "since"))
    grid = Grid(heads, tuple((str(each.row["unit"]), *still(told, each)) for each in shown))
    note = say("pack.rest", n=rest) if rest else ""
    subjects = tuple(standing(told, each.row) for each in shown if each.row["identity"])
    return Part("stuck", say("pack.part.stuck", n=len(found)), grid=grid, note=note, subjects=subjects)


def register(told: Material) -> Register | None:
    """Everything that does not move as a table: what a slide has no room for too."""
    if not told.stalled:
        return None
    say, title = told.say, told.say("pack.sheet.stuck")
    heads = tuple(say(f"pack.column.{name}") for name in ("unit", "project", "rule", "since"))
    rows = tuple(
        (str(each.row["unit"]), *(said_of(cell) for cell in still(told, each))) for each in told.stalled
    )  # fmt: skip
    return Register(title, title, heads, rows)


def still(told: Material, of: Stalled) -> tuple[str, str, Amount]:
    """Of one thing that does not move: its name, the rules it breaks, and since when it breaks the gravest."""
    say, row = told.say, of.row
    days, meetings = int(row["days"]), int(row["meetings"])
    since = say("charts.days", n=days) if days >= 0 else say("pack.meetings", n=meetings)
    light = "yellow" if row["level"] == "yellow" else "red"
    rules = say("charts.semicolon").join(say(f"rule.{rule}") for rule in of.rules)
    return told.names.of(say, str(row["name"])), rules, Amount(since, days, light)


def standing(told: Material, row: Mapping[Any, Any]) -> Subject:
    """What does not move or waits for others, as something a decision can come from."""
    kind: Literal["project", "asset"] = "asset" if row["rule"] == "asset" else "project"
    rule = told.say(f"rule.{row['rule']}")
    return told.thing(kind, str(row["unit"]), str(row["name"]), str(row["identity"]), rule)


def coordination(told: Material) -> Part | None:
    """Problems that need others: whose, which lead, how much hangs on it, for how many meetings it is open."""
    rows = told.problems
    if rows.empty:
        return None
    say = told.say
    heads = tuple(say(f"pack.column.{name}") for name in ("unit", "project", "problem", "lead", "amount", "open"))
    listed = _listed(told)
    grid = Grid(heads, tuple(_coordinated(told, row, listed) for row in rows.to_dict("records")))
    subjects = tuple(standing(told, row) for row in rows.to_dict("records") if row["identity"])
    return Part("coordination", say("pack.part.coordination", n=len(rows)), grid=grid, subjects=subjects)


def _listed(told: Material) -> Mapping[tuple[Any, ...], Mapping[Any, Any]]:
    """What each row of the projects' ledgers says besides: who is responsible, what is hedged, how many dollars."""
    rows = told.standing.snapshot.tables["projects"]
    places = zip(*(rows[name] for name in ("submission", "sheet", "table", "row")), strict=True)
    return dict(zip(places, rows[["responsible_unit", "hedged", "investment_usd"]].to_dict("records"), strict=True))


def _coordinated(
    told: Material, row: Mapping[Any, Any], listed: Mapping[tuple[Any, ...], Mapping[Any, Any]]
) -> tuple[Cell, ...]:
    say, size = told.say, float(row["investment"])
    own = listed.get((row["submission"], row["sheet"], row["table"], row["row"]), {})
    hedged, dollars = str(own.get("hedged", "")).split(","), float(own.get("investment_usd", "nan"))
    amount = ""
    if size == size:
        amount = amounts.amount(say, size, "investment_signed", "about" if "investment" in hedged else "")
    elif dollars == dollars:
        # never converted: nobody here knows the rate of its day
        amount, size = say("moving.amount.dollars", usd=say.number(dollars, 2)), dollars
    lead = str(own.get("responsible_unit", ""))
    name, light = str(row["name"]), "yellow" if row["level"] == "yellow" else "red" if row["level"] else ""
    open_ = Amount(say("pack.open", n=row["meetings"]), row["meetings"], light)
    return (
        str(row["unit"]), told.names.of(say, name), told.names.within(say, str(row["problem"]), own=name), lead,
        Amount(amount, size) if amount else "", open_,
    )  # fmt: skip


def restated_since(told: Material) -> Part | None:
    """What the last meeting showed and is no longer so, with what changed it; the title is the one line on it."""
    before = told.standing.previous
    if before is None:
        return None
    say, found = told.say, restating.restatements(told.store, before.as_of, told.standing.filters.known_at)
    lines = [line for line in restated_lines(found, before.as_of) if line.kind == "restated"]
    if not lines:
        return None
    heads = tuple(say(f"pack.column.{name}") for name in ("unit", "indicator", "changed", "causes"))
    rows = []
    for line in lines:
        said = restated.words(say, line.detail)
        causes = [restated.cause(say, part, line.detail) for part in line.at_stake.get("parts", ())]
        told_ = told.names.within(say, say("charts.semicolon").join(causes))
        rows.append((line.subject, said["indicator"], said["changes"], told_))
    title = say("pack.part.restated", n=len(rows), day=say.day(before.as_of, year=False))
    return Part("restated", title, grid=Grid(heads, tuple(rows)))
