"""Editions of registry, calendar and rules: each an act, with the day from which it holds.

Until something is submitted the registry file speaks. Then what it says is the first edition, and a later change of it
is none: editions are saved with a reason and a day, so that what stood before stays what it was.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property, lru_cache
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection

from dashboard.contract import District
from dashboard.registry import district_of, document_of
from dashboard.store import acts
from dashboard.store.acts import Act
from dashboard.store.books import Books
from dashboard.store.renaming import former

KIND = "registry"


@dataclass(frozen=True, slots=True, eq=False)
class Edition:
    """One saved state of the registry, in force for as-of dates from `since` on (None: from the beginning)."""

    number: int
    at: datetime
    by: str
    note: str
    since: date | None
    district: District


class Registries:
    """The registry of a store through time. `seed` is what the registry file says."""

    def __init__(self, books: Books, seed: District) -> None:
        self.books = books
        self.seed = seed
        self._known: tuple[str, Sequence[Edition]] = ("", ())

    @cached_property
    def fingerprint(self) -> str:
        """The sha256 of what the registry file says."""
        return sha256(repr(self.seed).encode()).hexdigest()

    def editions(self) -> list[Edition]:
        """Every edition, newest first; empty while the registry file speaks."""
        with self.books.reading() as connection:
            seal = acts.last_seal(connection, KIND)
            known, found = self._known
            if seal != known:
                found = _editions(connection)
                self._known = seal, found
            return list(found)

    def current(self) -> District:
        """The registry as it will be once every edition is in force."""
        return self.at(date.max)

    def at(self, as_of: date, known_at: datetime | None = None) -> District:
        """The registry in force on a day, as known at a moment (None: now).

        Before the first edition was saved the earliest one stands for what was in force then.
        """
        editions = self.editions()
        found = _in_force(editions, as_of, known_at)
        if found is None:
            return self.seed
        known = (each.district for each in editions if known_at is None or each.at <= known_at)
        return _under_former_names(found.district, tuple(dict.fromkeys(known)))

    def in_force(self, as_of: date, known_at: datetime | None = None) -> Edition | None:
        """The edition behind `at`; None where the registry file speaks.

        Of the editions known by then that hold on the day, the one that came into force last; of equals the newest.
        """
        return _in_force(self.editions(), as_of, known_at)

    def keep(self, district: District, *, since: date | None, note: str, by: str, now: datetime) -> Edition:
        """Save an edition that holds from `since` on, up to the next later one."""
        with self.books.writing() as connection:
            self.pin(connection, now)
            act = self.books.do(connection, KIND, _content(district, since, note), by=by, now=now)
        return _edition(act)

    def settle(self, now: datetime) -> None:
        """As `pin`, once something was submitted: from then on a change of the file re-labels nothing behind it."""
        if not self.editions():
            with self.books.writing() as connection:
                self.pin(connection, now)

    @property
    def overruled(self) -> bool:
        """Whether the registry file says by now what no edition was ever saved of: it only seeded the first one."""
        told = document_of(self.seed)
        editions = self.editions()
        return bool(editions) and all(document_of(edition.district) != told for edition in editions)

    def pin(self, connection: Connection, now: datetime) -> None:
        """Save what the registry file says as the first edition, in the writer's transaction, if there is none."""
        if next(acts.of_kind(connection, KIND), None) is None:
            self.books.do(connection, KIND, _content(self.seed, None, ""), by="", now=now)


def _in_force(editions: Sequence[Edition], as_of: date, known_at: datetime | None) -> Edition | None:
    known = [e for e in editions if known_at is None or e.at <= known_at] or editions[-1:]
    holding = [e for e in known if e.since is None or e.since <= as_of]
    return max(holding, key=lambda e: (e.since or date.min, e.number), default=None)


@lru_cache(maxsize=64)
def _under_former_names(district: District, editions: tuple[District, ...]) -> District:
    """A district of the store with the names that its units bore in any of its editions; the same object each time."""
    names = former(editions, district)
    return replace(district, former=names) if names else district


def _content(district: District, since: date | None, note: str) -> dict[str, Any]:
    return {"document": document_of(district), "since": since.isoformat() if since else None, "note": note}


def _editions(connection: Connection) -> list[Edition]:
    return [_edition(act) for act in acts.of_kind(connection, KIND)]


def _edition(act: Act) -> Edition:
    said = act.content
    since = date.fromisoformat(said["since"]) if said["since"] else None
    return Edition(act.number, act.at, act.by, said["note"], since, _district(acts.canonical(said["document"])))


@lru_cache(maxsize=64)
def _district(document: str) -> District:
    return district_of(json.loads(document), _place)


def _place(section: str, index: int, field: str) -> Mapping[str, Any]:
    """What is in the store was checked before; only a newer program could have written what this one cannot read."""
    return {"file": KIND, "line": index + 1}
