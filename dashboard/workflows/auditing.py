"""What was done, by whom and when: the acts of the store and the events at the door in one list."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

import pandas as pd

from dashboard.i18n import Say
from dashboard.store import Store
from dashboard.store.entrance import Entrance
from dashboard.store.entrance.events import KINDS
from dashboard.weeks import ZONE, stamped
from dashboard.workflows.wording import who

DONE = (
    "submission", "retraction", "withdrawal", "meeting", "arrangement", "registry", "score-rules", "assessment",
    "verdict", "identity", "memory", "action", "template", "rebuild",
)  # fmt: skip
"""Kinds of acts, in the order of the list to choose from; `KINDS` of events follow."""
_TOLD = (
    "submission", "name", "file", "unit", "period", "cover_to", "version", "opened", "number", "person", "grants",
    "link", "n", "until", "way", "note", "reason", "title", "verdict", "switch", "on", "sha256", "hash",
)  # fmt: skip
"""What of an entry's facts is told, in this order."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """From which day to which (both included), of whom and of which kinds; "" and () for all."""

    since: date
    until: date
    who: str = ""
    kinds: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that was done; `origin` is the address it came from, "" where that is not known."""

    at: datetime
    who: str
    kind: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    origin: str = ""


def entries(store: Store, entrance: Entrance, wanted: Wanted) -> list[Entry]:
    """The list, newest first."""
    since = datetime.combine(wanted.since, time(), ZONE)
    until = datetime.combine(wanted.until + timedelta(days=1), time(), ZONE)
    done = (
        Entry(act.at, act.by, act.kind, act.content)
        for act in store.history.since(since - timedelta(microseconds=1))
        if act.at < until
    )
    found = entrance.events.all(since, until)
    every = [*done, *(Entry(each.at, each.who, each.kind, each.content, each.origin) for each in found)]
    kept = [e for e in every if wanted.who in ("", e.who) and (not wanted.kinds or e.kind in wanted.kinds)]
    return sorted(kept, key=lambda entry: entry.at, reverse=True)


def table(found: Collection[Entry], say: Say) -> pd.DataFrame:
    """The list as rows of plain text: when, who, what, about what, from where."""
    rows = [
        (
            stamped(entry.at),
            who(say, entry.who),
            word(say, entry.kind),
            "; ".join(_facts(say, entry.facts)),
            entry.origin,
        )
        for entry in found
    ]
    headings = [say(f"audit.column.{name}") for name in ("at", "who", "what", "about", "origin")]
    return pd.DataFrame(rows, columns=headings, dtype="str")


def word(say: Say, kind: str) -> str:
    """What an entry's kind is called."""
    return say(f"audit.event.{kind}") if kind in KINDS else say(f"proof.kind.{kind}")


def _facts(say: Say, facts: Mapping[str, Any]) -> Iterator[str]:
    for name in _TOLD:
        if (value := facts.get(name)) not in (None, "", [], False):
            yield f"{say(f'audit.fact.{name}')} {_shown(say, name, value)}".rstrip()


def _shown(say: Say, name: str, value: Any) -> str:
    """A fact in the reader's words; that something is so is said by its name alone."""
    if value is True:
        return ""
    if name == "grants":
        return say("data.joint").join(f"{say(f'people.role.{role}')} {unit}".rstrip() for role, unit in value)
    if name == "way":
        return say(f"audit.way.{value}")
    if name == "until":
        return stamped(datetime.fromisoformat(value))
    return str(value)[:16] if name in ("sha256", "hash") else str(value)
