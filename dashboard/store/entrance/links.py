"""Upload links: who has one hands in one unit's files and sees that unit's rows, without an account."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, func, insert, select, update

from dashboard.errors import SubmissionRefused
from dashboard.store.acts import aware, utc
from dashboard.store.engine import reading, writing
from dashboard.store.entrance import schema
from dashboard.store.entrance.events import Event, note
from dashboard.store.entrance.keys import digest
from dashboard.store.entrance.schema import upload_links


@dataclass(frozen=True, slots=True)
class UploadLink:
    """A link as it was issued; the link itself is shown once and kept nowhere."""

    number: int
    unit: str
    note: str
    by: str
    at: datetime
    until: datetime
    ended: datetime | None = None

    @property
    def name(self) -> str:
        """As who its holder acts."""
        return f"link {self.number}"

    def good(self, now: datetime) -> bool:
        return self.ended is None and now < self.until


class UploadLinks:
    """The table of links. Every change is an event, written in the same transaction."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def issue(self, unit: str, until: datetime, remark: str, *, by: str, now: datetime) -> str:
        """A new link for a unit; returns the secret part of its address.

        Raises
        ------
        SubmissionRefused
            `link-past`: it would be good for no time.
        """
        if until <= now:
            raise SubmissionRefused("link-past")
        secret = secrets.token_urlsafe(32)
        with writing(self.engine, schema.LOCK) as connection:
            number = (connection.execute(select(func.max(upload_links.c.number))).scalar() or 0) + 1
            row = {"number": number, "sha256": digest(secret), "unit": unit, "note": remark, "by": by}
            connection.execute(insert(upload_links).values(**row, at=utc(now), until=utc(until)))
            what = {"link": number, "unit": unit, "until": until.isoformat(timespec="minutes")}
            note(connection, Event(now, by, "link-issued", content=what))
        return secret

    def all(self) -> list[UploadLink]:
        """Every link that was issued, the newest first."""
        with reading(self.engine) as connection:
            rows = connection.execute(select(upload_links).order_by(upload_links.c.number.desc()))
            return [_link(row) for row in rows]

    def opened(self, secret: str, now: datetime) -> UploadLink | None:
        """The link of an address; None where it is none or good no more."""
        with reading(self.engine) as connection:
            row = connection.execute(select(upload_links).where(upload_links.c.sha256 == digest(secret))).first()
        found = _link(row) if row else None
        return found if found and found.good(now) else None

    def end(self, number: int, *, by: str, now: datetime) -> None:
        """Take a link back; who came in by it is out at once."""
        with writing(self.engine, schema.LOCK) as connection:
            found = numbered(connection, number)
            if found is None or found.ended:
                return
            connection.execute(update(upload_links).where(upload_links.c.number == number).values(ended=utc(now)))
            note(connection, Event(now, by, "link-ended", content={"link": number, "unit": found.unit}))


def numbered(connection: Connection, number: int) -> UploadLink | None:
    """The link of a number; None where there is none."""
    row = connection.execute(select(upload_links).where(upload_links.c.number == number)).first()
    return _link(row) if row else None


def _link(row: Row[Any]) -> UploadLink:
    ended = aware(row.ended) if row.ended else None
    return UploadLink(row.number, row.unit, row.note, row.by, aware(row.at), aware(row.until), ended)
