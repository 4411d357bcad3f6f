"""Passwords and the codes with which a first one is set."""

import secrets
from datetime import datetime, timedelta
from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from sqlalchemy import Connection, Engine, delete, insert, select, update

from dashboard.errors import AccessDenied, SubmissionRefused
from dashboard.names import key
from dashboard.store.acts import aware, utc
from dashboard.store.engine import reading, writing
from dashboard.store.entrance import schema
from dashboard.store.entrance.events import Event, note, turned_away
from dashboard.store.entrance.keys import digest
from dashboard.store.entrance.people import Person, ended_of, named
from dashboard.store.entrance.schema import invitations, passwords

SHORTEST = 10
LONGEST = 200
INVITED = timedelta(days=7)
"""So long an invitation is good."""
WATCHED = timedelta(minutes=15)
"""Wrong passwords of so long count, and so long somebody waits who gave too many."""
_TRIES = 5
_TRIES_FROM_ONE_PLACE = 20
_TRIES_ON_ONE_NAME = 50
"""Many from everywhere on one name: a person is locked out by a stranger only at this cost to the stranger."""
_HASHER = PasswordHasher()
_AT_ONCE = BoundedSemaphore(2)
"""Each hash takes 64 MiB for a moment: who tries many at once waits, and takes no memory from others."""


@cache
def _nobodys() -> str:
    """Checked for a name that nobody has, so that the answer takes as long as for one that somebody has."""
    return _HASHER.hash(secrets.token_urlsafe(16))


class Passwords:
    """Hashes by argon2id with the library's parameters, made anew when those grow."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def invite(self, name: str, *, by: str, now: datetime) -> str:
        """A code with which the person sets a password, good once; earlier codes of theirs are good no more.

        Raises
        ------
        SubmissionRefused
            `person-unknown`: nobody of that name may come in.
        """
        code = secrets.token_urlsafe(16)
        with writing(self.engine, schema.LOCK) as connection:
            found = named(connection, name)
            if found is None or found.ended:
                raise SubmissionRefused("person-unknown", person=name)
            connection.execute(
                update(invitations)
                .where(invitations.c.person == name, invitations.c.used.is_(None))
                .values(used=utc(now))
            )
            row = {"sha256": digest(code), "person": name, "until": utc(now + INVITED)}
            connection.execute(insert(invitations).values(row))
            note(connection, Event(now, by, "invited", content={"person": name}))
        return code

    def accept(self, code: str, password: str, *, origin: str, now: datetime) -> Person:
        """Set a password with an invitation. Sign-ins under an earlier password end.

        Raises
        ------
        AccessDenied
            `invitation-void`: unknown, used, replaced or too old; `password-short`, `password-long`,
            `password-name`: one that cannot be taken. The code stays good then.
        """
        with writing(self.engine, schema.LOCK) as connection:
            row = connection.execute(select(invitations).where(invitations.c.sha256 == digest(code))).first()
            if row is None or row.used or aware(row.until) < now:
                raise AccessDenied("invitation-void")
            person = named(connection, row.person)
            if person is None or person.ended:
                raise AccessDenied("invitation-void")
            _assert_strong(password, person)
            connection.execute(update(invitations).where(invitations.c.sha256 == row.sha256).values(used=utc(now)))
            _kept(connection, person.name, _HASHER.hash(password))
            ended_of(connection, person.name, now)
            note(connection, Event(now, person.name, "password", origin))
        return person

    def proved(self, name: str, password: str, *, origin: str, now: datetime) -> Person:
        """The person whose name and password these are.

        Raises
        ------
        AccessDenied
            `sign-in-wrong`: name or password is; which of the two is not said. `sign-in-waits`: too many wrong ones
            for this name or from this address within a quarter of an hour; `minutes` says how long.
        """
        with reading(self.engine) as connection:
            if free := _waits_until(connection, name, origin, now):
                raise AccessDenied("sign-in-waits", minutes=max(1, -int((now - free) / timedelta(minutes=1))))
            person = named(connection, name)
            inside = person if person is not None and person.ended is None else None
            held = _held(connection, name) if inside else None
        if not _matches(held or _nobodys(), password) or inside is None or held is None:
            with writing(self.engine, schema.LOCK) as connection:
                note(connection, Event(now, name[:100], "turned-away", origin))
            raise AccessDenied("sign-in-wrong")
        if _HASHER.check_needs_rehash(held):
            with writing(self.engine, schema.LOCK) as connection:
                _kept(connection, name, _HASHER.hash(password))
        return inside


def _matches(held: str, password: str) -> bool:
    try:
        with _AT_ONCE:
            return _HASHER.verify(held, password[: LONGEST + 1])
    except (VerifyMismatchError, InvalidHashError):
        return False


def _held(connection: Connection, name: str) -> str | None:
    return connection.execute(select(passwords.c.hash).where(passwords.c.person == name)).scalar()


def _kept(connection: Connection, name: str, hashed: str) -> None:
    connection.execute(delete(passwords).where(passwords.c.person == name))
    connection.execute(insert(passwords).values(person=name, hash=hashed))


def _assert_strong(password: str, person: Person) -> None:
    if len(password) < SHORTEST:
        raise AccessDenied("password-short", shortest=SHORTEST)
    if len(password) > LONGEST:
        raise AccessDenied("password-long", longest=LONGEST)
    if key(person.name) in key(password) or len(set(password)) < 5:
        raise AccessDenied("password-name")


def _waits_until(connection: Connection, name: str, origin: str, now: datetime) -> datetime | None:
    """When somebody may try again; None for at once."""
    since, bounds = now - WATCHED, []
    for limit, of in (
        (_TRIES, {"who": name, "origin": origin}),
        (_TRIES_FROM_ONE_PLACE, {"origin": origin}),
        (_TRIES_ON_ONE_NAME, {"who": name}),
    ):
        if not all(of.values()):
            continue
        wrong = turned_away(connection, since, **of)
        if len(wrong) >= limit:
            bounds.append(wrong[limit - 1] + WATCHED)
    return max(bounds, default=None)
