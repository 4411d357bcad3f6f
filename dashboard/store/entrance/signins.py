"""Sign-ins: what a browser shows to be let in, each for a bounded time and ended whenever somebody says so."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, Row, insert, select, update
from sqlalchemy.exc import IntegrityError

from dashboard.store.acts import aware, utc
from dashboard.store.engine import reading, writing
from dashboard.store.entrance import schema
from dashboard.store.entrance.events import Event, note
from dashboard.store.entrance.keys import digest
from dashboard.store.entrance.links import UploadLink
from dashboard.store.entrance.links import numbered as link_numbered
from dashboard.store.entrance.people import Person, ended_of, named
from dashboard.store.entrance.schema import signins


@dataclass(frozen=True, slots=True)
class SignIn:
    """A sign-in that counts now: a person's, or that of an upload link."""

    until: datetime
    person: Person | None = None
    link: UploadLink | None = None


class SignIns:
    """The table of sign-ins. It keeps hashes: who reads it can sign in as nobody."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def begin(self, person: str, *, way: str, lasting: timedelta, origin: str, now: datetime, token: str = "") -> str:
        """Sign a person in; returns what the browser shows from now on.

        `token` is what it shows already where somebody else has proved who it is; one that was seen before stays as
        it was, ended ones included.
        """
        token, row = token or secrets.token_urlsafe(32), {"person": person}
        self._begun(token, row, lasting, Event(now, person, "signed-in", origin, {"way": way}))
        return token

    def begin_by(self, link: UploadLink, *, lasting: timedelta, origin: str, now: datetime) -> str:
        """Let in who has an upload link; no longer than the link is good."""
        token, whole = secrets.token_urlsafe(32), min(lasting, link.until - now)
        event = Event(now, link.name, "signed-in", origin, {"way": "link", "unit": link.unit})
        self._begun(token, {"link": link.number}, whole, event)
        return token

    def _begun(self, token: str, whose: dict[str, str] | dict[str, int], lasting: timedelta, event: Event) -> None:
        at, until = utc(event.at), utc(event.at + lasting)
        try:
            with writing(self.engine, schema.LOCK) as connection:
                connection.execute(insert(signins).values(sha256=digest(token), at=at, until=until, **whose))
                note(connection, event)
        except IntegrityError:
            return

    def known(self, token: str) -> bool:
        """Whether there ever was a sign-in of this token, whatever became of it."""
        with reading(self.engine) as connection:
            return _row(connection, token) is not None

    def found(self, token: str, now: datetime) -> SignIn | None:
        """The sign-in that a browser shows; None where it ended, grew old, or its person or link may not come in."""
        if not token:
            return None
        with reading(self.engine) as connection:
            row = _row(connection, token)
            if row is None or row.ended or aware(row.until) <= now:
                return None
            person = named(connection, row.person) if row.person is not None else None
            link = link_numbered(connection, row.link) if row.link is not None else None
        if person is not None and person.ended is None:
            return SignIn(aware(row.until), person=person)
        if link is not None and link.good(now):
            return SignIn(aware(row.until), link=link)
        return None

    def end(self, token: str, *, now: datetime) -> None:
        """End one; nothing happens where it had ended."""
        with writing(self.engine, schema.LOCK) as connection:
            row = _row(connection, token)
            if row is None or row.ended:
                return
            connection.execute(update(signins).where(signins.c.sha256 == row.sha256).values(ended=utc(now)))
            note(connection, Event(now, row.person or f"link {row.link}", "signed-out"))

    def end_all(self, person: str, *, by: str, now: datetime) -> int:
        """End every one of a person, as after a lost telephone; how many there were."""
        with writing(self.engine, schema.LOCK) as connection:
            ended = ended_of(connection, person, now)
            note(connection, Event(now, by, "signed-out", content={"person": person, "n": ended}))
        return ended


def _row(connection: Connection, token: str) -> Row[Any] | None:
    return connection.execute(select(signins).where(signins.c.sha256 == digest(token))).first()
