"""Acts: everything that was ever done to the store, in order, each sealed by a hash over itself and all before it.

Every other table is a projection of the acts: nothing is changed there that no act says (dashboard.store.projections).
The seal of the last act is therefore the seal of the whole store.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, select

from dashboard.errors import StoreDamaged
from dashboard.store import schema
from dashboard.store.engine import horizon
from dashboard.store.submission import Facts

NOTHING_YET = datetime.min.replace(tzinfo=UTC)
SET_BACK = timedelta(minutes=5)
"""By so much a clock lies behind the act before when it was set back, or ran ahead until then; writers wait less."""
SILENT = ("memory", "withdrawal", "action", "rebuild", "arrangement", "template")
"""Kinds of acts that change no figure."""
_KEPT = {
    "submission": ("sha256", "dossier"), "meeting": ("hash",), "assessment": ("rules", "hash"), "template": ("hash",),
}  # fmt: skip
"""By kind where an act says the hashes of what it put into the archive."""

_NEWEST_SEAL = (
    select(schema.acts.c.chain)
    .where(schema.acts.c.kind == bindparam("of"))
    .order_by(schema.acts.c.number.desc())
    .limit(1)
)
"""Asked so often that to write it anew would take longer than to answer it; so are the next two."""
_TELLING = (
    select(schema.acts.c.number).where(schema.acts.c.kind.not_in(SILENT)).order_by(schema.acts.c.number.desc()).limit(1)
)
_TELLING_UNTIL = _TELLING.where(schema.acts.c.number <= bindparam("until"))


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that was done: by whom, when, and everything needed to do it again."""

    number: int
    at: datetime
    by: str
    kind: str
    content: Facts
    chain: str = ""

    @property
    def facts(self) -> dict[str, Any]:
        return {"number": self.number, "at": stamp(self.at), "by": self.by, "kind": self.kind, "content": self.content}

    @property
    def clock(self) -> datetime | None:
        """What the machine's clock said, where that was before the act before; None otherwise."""
        said = self.content.get("clock")
        return datetime.fromisoformat(said) if said else None

    @property
    def kept(self) -> tuple[str, ...]:
        """The hashes under which the archive holds what was handed in or shown with it."""
        return tuple(found for name in _KEPT.get(self.kind, ()) if (found := self.content.get(name)))

    @property
    def line(self) -> str:
        """The act as one line of the journal."""
        return canonical(self.facts | {"chain": self.chain})

    def sealed(self, previous: str) -> "Act":
        """The act with its seal; `previous` is that of the act before, "" for the first."""
        return replace(self, chain=hashlib.sha256(f"{previous}\n{canonical(self.facts)}".encode()).hexdigest())


FIRST = Act(0, NOTHING_YET, "", "", {})
"""What stands before the first act."""


def canonical(value: Any) -> str:
    """The one way to write a value as JSON, so that its hash is the same everywhere and for ever."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, allow_nan=False, separators=(",", ":"))


def stamp(moment: datetime) -> str:
    """A moment as acts write it: UTC, to the microsecond."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def utc(moment: datetime) -> datetime:
    """The moment in UTC without a zone, as the database keeps it; one without a zone is this machine's time."""
    return moment.astimezone(UTC).replace(tzinfo=None)


def aware(moment: datetime) -> datetime:
    """A moment of the database with its zone."""
    return moment.replace(tzinfo=UTC)


def parsed(line: str) -> Act:
    """The act of a journal line. `ValueError` when the line is none."""
    facts = json.loads(line)
    try:
        at = datetime.fromisoformat(facts["at"])
        return Act(facts["number"], at, facts["by"], facts["kind"], facts["content"], facts["chain"])
    except (KeyError, TypeError) as error:
        raise ValueError(f"no act: {line[:80]}") from error


def last(connection: Connection) -> Act:
    """The newest act; `FIRST` when there is none."""
    return next(iter(_found(connection, select(schema.acts).order_by(schema.acts.c.number.desc()).limit(1))), FIRST)


def numbered(connection: Connection, number: int) -> Act | None:
    return next(iter(_found(connection, select(schema.acts).where(schema.acts.c.number == number))), None)


def sealed(connection: Connection, seal: str) -> Act | None:
    """The act whose seal begins so; None where none does, or several."""
    found = list(_found(connection, select(schema.acts).where(schema.acts.c.chain.startswith(seal)).limit(2)))
    return found[0] if len(found) == 1 else None


def unbroken(connection: Connection, until: Act) -> bool:
    """Whether every act up to this one still is what was sealed, each over all before it."""
    before = ""
    for act in _found(connection, select(schema.acts).order_by(schema.acts.c.number)):
        if act.number > until.number:
            break
        if act.sealed(before).chain != act.chain:
            return False
        before = act.chain
    return before == until.chain


def since(connection: Connection, number: int) -> Iterator[Act]:
    """The acts after one, in order."""
    return _found(connection, select(schema.acts).where(schema.acts.c.number > number).order_by(schema.acts.c.number))


def continued(connection: Connection, last: Act) -> list[Act]:
    """The acts after one, in order, each sealed over the one before.

    Raises
    ------
    StoreDamaged
        `act-unproved`: one of them is not; it is damaged, or was never done.
    """
    found = []
    for act in since(connection, last.number):
        if act.sealed(last.chain) != act:
            raise StoreDamaged("act-unproved", number=act.number)
        found.append(last := act)
    return found


def mentioned(connection: Connection, sha256: str) -> bool:
    """Whether any act names a file of the archive."""
    found = select(schema.acts.c.number).where(schema.acts.c.content.contains(sha256)).limit(1)
    return connection.execute(found).first() is not None


def of_kind(connection: Connection, kind: str) -> Iterator[Act]:
    """The acts of one kind, newest first."""
    wanted = select(schema.acts).where(schema.acts.c.kind == kind)
    return _found(connection, wanted.order_by(schema.acts.c.number.desc()))


def last_seal(connection: Connection, kind: str) -> str:
    """The seal of the newest act of a kind, "" when there is none: as long as it stands no act of that kind came."""
    return connection.execute(_NEWEST_SEAL, {"of": kind}).scalar() or ""


def version(connection: Connection) -> int:
    """Number of the last act that can change a figure and that the connection may know of, 0 when there is none."""
    bound = horizon(connection)
    asked = (_TELLING, {}) if bound is None else (_TELLING_UNTIL, {"until": bound})
    return connection.execute(*asked).scalar() or 0


def known(connection: Connection, moment: datetime) -> int:
    """Number of the last act at or before a moment, 0 when there is none."""
    latest = select(func.max(schema.acts.c.number)).where(schema.acts.c.at <= utc(moment))
    return connection.execute(latest).scalar() or 0


def following(connection: Connection, kind: str, content: Facts, *, by: str, now: datetime) -> Act:
    """The next act, sealed and not yet written.

    Each is later than the one before, whatever the clock does: a moment tells for ever what was known then, and order
    by time is order by number. What a clock said that was set back stands beside it, as `clock` in the content.
    """
    return after(last(connection), kind, content, by=by, now=now)


def after(before: Act, kind: str, content: Facts, *, by: str, now: datetime) -> Act:
    """The act that follows on one, as `following` makes it."""
    plain = json.loads(canonical(content))
    at = clock = aware(utc(now))
    if before.number:
        at = max(clock, before.at + timedelta(microseconds=1))
        plain |= {"clock": stamp(clock)} if clock < before.at - SET_BACK else {}
    return Act(before.number + 1, at, by, kind, plain).sealed(before.chain)


def write(connection: Connection, act: Act) -> None:
    """Write an act down as it is."""
    row = {"number": act.number, "at": utc(act.at), "by": act.by, "kind": act.kind, "chain": act.chain}
    connection.execute(insert(schema.acts).values(**row, content=canonical(act.content)))


def _found(connection: Connection, wanted: Any) -> Iterator[Act]:
    for row in connection.execute(wanted):
        try:
            act = Act(row.number, aware(row.at), row.by, row.kind, json.loads(row.content), row.chain)
        except (AttributeError, TypeError, ValueError) as error:
            raise StoreDamaged("store-unreadable", reason=f"act {row.number}") from error
        yield act
