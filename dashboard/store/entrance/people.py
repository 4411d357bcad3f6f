"""Who may sign in, and what each may do."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, Engine, delete, insert, select, update

from dashboard.errors import SubmissionRefused
from dashboard.store.acts import aware, utc
from dashboard.store.engine import reading, writing
from dashboard.store.entrance import schema
from dashboard.store.entrance.events import Event, note
from dashboard.store.entrance.schema import grants, invitations, people, signins


class Grant(NamedTuple):
    """A role; a reporter has it for one unit, every other role for the district ("")."""

    role: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may sign in by `name`; `shown` is how people call them. `ended` once they may not any more."""

    name: str
    shown: str
    grants: frozenset[Grant]
    ended: datetime | None = None


def named(connection: Connection, name: str) -> Person | None:
    """The person of a name; None for nobody."""
    return next(iter(_found(connection, (name,))), None)


def _found(connection: Connection, names: Collection[str] = ()) -> list[Person]:
    wanted, held = select(people).order_by(people.c.name), select(grants)
    if names:
        wanted, held = wanted.where(people.c.name.in_(names)), held.where(grants.c.person.in_(names))
    given: dict[str, set[Grant]] = {}
    for row in connection.execute(held):
        given.setdefault(row.person, set()).add(Grant(row.role, row.unit))
    return [
        Person(row.name, row.shown, frozenset(given.get(row.name, ())), aware(row.ended) if row.ended else None)
        for row in connection.execute(wanted)
    ]


class People:
    """The table of people. Every change is an event, written in the same transaction."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def all(self) -> list[Person]:
        """Everybody, those who may not come in any more too, by name."""
        with reading(self.engine) as connection:
            return _found(connection)

    def named(self, name: str) -> Person | None:
        """The person of a name; None for nobody."""
        with reading(self.engine) as connection:
            return named(connection, name)

    def keep(self, name: str, shown: str, given: Iterable[Grant], *, by: str, now: datetime) -> None:
        """Let somebody in, or change what they may do; somebody who was put out may come in again.

        Raises
        ------
        SubmissionRefused
            `person-unnamed`: the name is empty or has spaces around it; `person-unit`: a reporter without a unit;
            `admin-last`: nobody would be left who may change this.
        """
        held = sorted(set(given))
        if not name or name != name.strip():
            raise SubmissionRefused("person-unnamed")
        if any(grant.role == "reporter" and not grant.unit for grant in held):
            raise SubmissionRefused("person-unit", person=name)
        with writing(self.engine, schema.LOCK) as connection:
            found = named(connection, name)
            if found is None:
                connection.execute(insert(people).values(name=name, shown=shown))
            else:
                connection.execute(update(people).where(people.c.name == name).values(shown=shown, ended=None))
                connection.execute(delete(grants).where(grants.c.person == name))
            if held:
                rows = [{"person": name, "role": grant.role, "unit": grant.unit} for grant in held]
                connection.execute(insert(grants), rows)
            if found is not None and Grant("admin") in found.grants:
                _assert_administered(connection)
            what = {"person": name, "shown": shown, "grants": [list(grant) for grant in held]}
            note(connection, Event(now, by, "person", content=what))

    def end(self, name: str, *, by: str, now: datetime) -> None:
        """Put somebody out: they may not sign in any more, and every sign-in of theirs ends.

        Raises
        ------
        SubmissionRefused
            `person-unknown`; `admin-last`: nobody would be left who may change this.
        """
        with writing(self.engine, schema.LOCK) as connection:
            if named(connection, name) is None:
                raise SubmissionRefused("person-unknown", person=name)
            connection.execute(update(people).where(people.c.name == name).values(ended=utc(now)))
            _assert_administered(connection)
            unused = invitations.c.used.is_(None)
            connection.execute(update(invitations).where(invitations.c.person == name, unused).values(used=utc(now)))
            ended_of(connection, name, now)
            note(connection, Event(now, by, "ended", content={"person": name}))


def ended_of(connection: Connection, name: str, now: datetime) -> int:
    """End every sign-in of a person; how many that were."""
    running = (signins.c.person == name) & signins.c.ended.is_(None)
    return int(connection.execute(update(signins).where(running).values(ended=utc(now))).rowcount)


def _assert_administered(connection: Connection) -> None:
    left = select(grants.c.person).join(people, people.c.name == grants.c.person)
    if connection.execute(left.where(grants.c.role == "admin", people.c.ended.is_(None))).first() is None:
        raise SubmissionRefused("admin-last")
