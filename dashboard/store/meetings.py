"""Meetings on record: collecting until frozen, frozen any number of times until opened, then as they were shown.

What was shown lies in the archive under its own hash: the hash gives the figures back, and nobody can alter either.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy import Connection

from dashboard.errors import StoreDamaged, SubmissionRefused
from dashboard.store import acts
from dashboard.store.acts import Act, canonical
from dashboard.store.arrangements import Arrangements
from dashboard.store.books import Books
from dashboard.store.dossiers import fingerprint
from dashboard.store.registries import Registries
from dashboard.store.submission import Facts
from dashboard.store.templates import Templates

KIND = "meeting"


@dataclass(frozen=True, slots=True)
class Frozen:
    """One frozen state of a meeting: its version from 1, and the hash of everything that it shows.

    `reckoning` is by what versions its figures were worked out; None where that was not noted yet.
    """

    cover_to: date
    version: int
    hash: str
    at: datetime
    by: str
    reckoning: Mapping[str, int] | None = field(default=None, hash=False)


@dataclass(frozen=True, slots=True)
class Record:
    """A meeting's way so far: its frozen versions, oldest first, and when it was opened."""

    cover_to: date
    versions: tuple[Frozen, ...] = ()
    opened_at: datetime | None = None

    @property
    def state(self) -> Literal["collecting", "frozen", "opened"]:
        if self.opened_at is not None:
            return "opened"
        return "frozen" if self.versions else "collecting"

    @property
    def last(self) -> Frozen | None:
        return self.versions[-1] if self.versions else None

    def known(self, moment: datetime | None) -> Frozen | None:
        """The version that was presented last, as known at a moment (None: now)."""
        return next((each for each in reversed(self.versions) if moment is None or each.at <= moment), None)


class Meetings:
    """The meetings of a store, what is arranged for them, and what their slides are made on. Everything is an act."""

    def __init__(self, books: Books, registry: Registries) -> None:
        self.books = books
        self.registry = registry
        self.arrangements = Arrangements(books)
        self.templates = Templates(books)

    def record(self, cover_to: date) -> Record:
        """The way of the meeting that covers to a day; one that is collecting has none yet."""
        with self.books.reading() as connection:
            return _record(connection, cover_to)

    def presented(self, cover_to: date, known_at: datetime | None = None) -> datetime | None:
        """The moment whose knowledge a meeting presented last, as known at another; None where it was never frozen."""
        frozen = self.record(cover_to).known(known_at)
        return frozen.at if frozen is not None else None

    def frozen(self) -> list[Frozen]:
        """Every frozen version of every meeting, newest first."""
        with self.books.reading() as connection:
            return [f for act in acts.of_kind(connection, KIND) if (f := _frozen(act)) is not None]

    def shown(self, hash_: str) -> bytes:
        """What was frozen under a hash, exactly as it was shown.

        Raises
        ------
        SubmissionRefused
            `unknown-hash`: nothing was ever frozen under it.
        StoreDamaged
            `frozen-lost`: the archive does not hold it any more.
        """
        of = next((frozen for frozen in self.frozen() if frozen.hash == hash_), None)
        if of is None:
            raise SubmissionRefused("unknown-hash", hash=hash_)
        try:
            return self.books.archive.content(hash_)
        except FileNotFoundError as error:
            raise StoreDamaged("frozen-lost", day=of.cover_to.isoformat(), sha256=hash_) from error

    def freeze(
        self,
        cover_to: date,
        shown: Facts,
        version: int,
        *,
        by: str,
        now: datetime,
        reckoning: Mapping[str, int] | None = None,
    ) -> Frozen | None:
        """Freeze what was worked out from the store at a version; None when the store has moved on since.

        Raises
        ------
        SubmissionRefused
            `meeting-opened`: what was shown in a meeting stays as it was shown.
        """
        content = canonical(shown).encode()
        name = fingerprint(content)
        self.books.archive.keep(content, name)
        with self.books.writing() as connection:
            record = _record(connection, cover_to)
            if record.opened_at is not None:
                raise SubmissionRefused("meeting-opened", day=cover_to.isoformat())
            if acts.version(connection) != version:
                return None
            self.registry.pin(connection, now)
            said = {"cover_to": cover_to.isoformat(), "version": len(record.versions) + 1, "hash": name}
            said |= {} if reckoning is None else {"reckoning": dict(reckoning)}
            act = self.books.do(connection, KIND, said, by=by, now=now)
        return _frozen(act)

    def open(self, cover_to: date, *, by: str, now: datetime) -> Record:
        """Open a frozen meeting: from now on later returns are restatements of what it showed.

        Raises
        ------
        SubmissionRefused
            `meeting-not-frozen`, `meeting-opened`.
        """
        with self.books.writing() as connection:
            record = _record(connection, cover_to)
            if record.state != "frozen":
                code = "meeting-opened" if record.opened_at else "meeting-not-frozen"
                raise SubmissionRefused(code, day=cover_to.isoformat())
            self.books.do(connection, KIND, {"cover_to": cover_to.isoformat(), "opened": True}, by=by, now=now)
            return _record(connection, cover_to)


def _record(connection: Connection, cover_to: date) -> Record:
    day = cover_to.isoformat()
    told = [act for act in acts.of_kind(connection, KIND) if act.content["cover_to"] == day][::-1]
    opened = next((act.at for act in told if act.content.get("opened")), None)
    return Record(cover_to, tuple(f for act in told if (f := _frozen(act)) is not None), opened)


def _frozen(act: Act) -> Frozen | None:
    said: Any = act.content
    if said.get("opened"):
        return None
    day = date.fromisoformat(said["cover_to"])
    return Frozen(day, said["version"], said["hash"], act.at, act.by, said.get("reckoning"))
