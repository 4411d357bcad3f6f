"""What was done at the door: who came in, who was turned away, what was taken out, who was let in by whom."""

import json
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Select, func, insert, select

from dashboard.store.acts import aware, canonical, utc
from dashboard.store.engine import reading, writing
from dashboard.store.entrance import schema
from dashboard.store.entrance.schema import events

KINDS = (
    "signed-in", "turned-away", "signed-out", "person", "ended", "invited", "password", "link-issued", "link-ended",
    "downloaded",
)  # fmt: skip
"""Every kind of event."""


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that was done: when, by whom, from which address (as far as that is known), and on what."""

    at: datetime
    who: str
    kind: str
    origin: str = ""
    content: dict[str, Any] = field(default_factory=dict)


def note(connection: Connection, event: Event) -> None:
    """Write an event down in the writer's transaction."""
    number = (connection.execute(select(func.max(events.c.number))).scalar() or 0) + 1
    row = {"number": number, "at": utc(event.at), "who": event.who, "kind": event.kind, "origin": event.origin}
    connection.execute(insert(events).values(**row, content=canonical(event.content)))


class Events:
    """The log; nothing in it is ever changed, which the database itself sees to."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def add(self, event: Event) -> None:
        """Write an event down by itself."""
        with writing(self.engine, schema.LOCK) as connection:
            note(connection, event)

    def all(
        self, since: datetime | None = None, until: datetime | None = None, kinds: Collection[str] = (), who: str = ""
    ) -> list[Event]:
        """The events from `since` up to before `until`, newest first; of these kinds and of one person where said."""
        wanted = select(events).order_by(events.c.number.desc())
        if since is not None:
            wanted = wanted.where(events.c.at >= utc(since))
        if until is not None:
            wanted = wanted.where(events.c.at < utc(until))
        if kinds:
            wanted = wanted.where(events.c.kind.in_(kinds))
        if who:
            wanted = wanted.where(events.c.who == who)
        with reading(self.engine) as connection:
            return [
                Event(aware(row.at), row.who, row.kind, row.origin, json.loads(row.content))
                for row in connection.execute(wanted)
            ]


def turned_away(connection: Connection, since: datetime, *, who: str = "", origin: str = "") -> list[datetime]:
    """When wrong passwords were given since a moment, for one name, from one address, or both; the newest first.

    A sign-in of that name from there begins the count anew.
    """
    wanted: Select[Any] = select(events.c.at, events.c.kind).where(
        events.c.at >= utc(since), events.c.kind.in_(("turned-away", "signed-in"))
    )
    if who:
        wanted = wanted.where(events.c.who == who)
    if origin:
        wanted = wanted.where(events.c.origin == origin)
    found: list[datetime] = []
    for at, kind in connection.execute(wanted.order_by(events.c.number.desc())):
        if kind == "signed-in" and who:
            break
        if kind == "turned-away":
            found.append(aware(at))
    return found
