"""What happened to which project or asset, in words: a row an event."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from dashboard.charts import amounts
from dashboard.i18n import Say
from metrics.changes import Event, Extent

STAGED = (
    *("new", "resurrected", "advanced", "moved-back", "paused", "resumed", "terminated"),
    *("vanished", "retracted", "struck-off"),
)
"""Events that move a thing between stages, or in or out of the list."""
MOVED = (*STAGED, "done-revised")
"""The same, and areas that came on or went: what a meeting hears of."""
AMOUNT: Mapping[str, str] = {"projects": "investment", "assets": "area"}
"""Column of what a thing amounts to, by table."""


def ordered(events: Sequence[Event]) -> list[Event]:
    """What moved first, what was only revised then, what stands still last; within each as they are given."""
    return sorted(events, key=lambda event: (event.kind not in MOVED, event.kind == "stalled"))


def line(say: Say, event: Event) -> dict[str, Any]:
    """A row of the list: who, what, from what to what, when, how late it was reported, and what it amounts to."""
    return {
        "unit": event.unit,
        "name": event.name,
        "kind": word(say, event),
        "was": _said(say, event, "was"),
        "now": _said(say, event, "now"),
        "when": when(say, event),
        "lag": float("nan") if event.lag_days is None else float(event.lag_days),
        AMOUNT[event.table]: event.amount,
        "hedged": AMOUNT[event.table] if "amount" in event.hedged else "",
    }


def _said(say: Say, event: Event, which: str) -> str:
    """What stood or stands there, in words: a stage, a day, an amount with its hedge, else the text itself."""
    value: Any = getattr(event, which)
    if value is None or value == "" or value != value:
        return ""
    if isinstance(value, date):
        return say.day(value)
    if isinstance(value, Extent):
        return _extent(say, value)
    if isinstance(value, float):
        hedge = "about" if which in event.hedged else ""
        if event.table == "assets":
            return amounts.amount(say, value, "land_m2", hedge)
        return amounts.hedged(say, hedge, say("moving.amount", n=say.number(value, 4)), "")
    if isinstance(value, int):
        return say("moving.meetings", n=value)
    return _plain(say, event, str(value))


def _extent(say: Say, found: Extent) -> str:
    """An amount by its bounds, or in dollars; "" where it says neither."""
    told = {name: say.number(value, 4) for name, value in asdict(found).items() if not math.isnan(value)}
    key = {("low", "high"): "range", ("low",): "at-least", ("high",): "at-most", ("usd",): "dollars"}.get(tuple(told))
    if key == "range" and found.low == found.high:
        return say("moving.amount", n=told["low"])
    return say(f"moving.amount.{key}", **told) if key else ""


def _plain(say: Say, event: Event, value: str) -> str:
    """A stage, status or kind in words; names and industries as they are typed."""
    if event.table == "assets":
        return say(f"ui.value.{value}") if event.kind in (*STAGED, "reclassified") else value
    return say(f"charts.stage.{value}") if event.kind in STAGED else value


def word(say: Say, event: Event) -> str:
    """What happened; an asset has an area and a kind where a project has an amount and an industry."""
    key = f"mover.{event.table}.{event.kind}"
    return say(key) if say.knows(key) else say(f"mover.{event.kind}")


def when(say: Say, event: Event) -> str:
    """The day, or the days between which it happened; what lies before the opening says so."""
    if event.earliest == event.latest:
        days = say.day(event.latest)
    else:
        days = say("moving.between", since=say.day(event.earliest, year=False), until=say.day(event.latest, year=False))
    return say("moving.late", day=days) if event.dated == "late" else days
