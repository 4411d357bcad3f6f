"""Actions (督办): what units and people promised in a meeting, kept from one agenda to the next until it is done.

Making, changing, postponing, closing, withdrawing and reopening one are acts. The table `actions` has how each stands
now; what was known at a moment is what the acts until then say.
"""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, func, select

from dashboard.errors import SubmissionRefused
from dashboard.store import acts, relations
from dashboard.store.books import Books
from dashboard.store.promised import (
    Action,
    Cell,
    Criterion,
    Deed,
    Promise,
    StageReached,
    Step,
    called,
    criterion_said,
    of_row,
    plain,
    step_of,
    stepped,
)
from dashboard.store.registries import Registries
from dashboard.store.schema import actions
from dashboard.store.standing import Known

KIND = "action"


class Actions:
    """The actions of a store. Each has a number of its own, from 1 and without gaps, by which people call it."""

    def __init__(self, books: Books, registry: Registries) -> None:
        self.books = books
        self.registry = registry

    def all(self, known_at: datetime | None = None) -> list[Action]:
        """Every action by number, as it stands, or as it was known to stand at a moment."""
        former = self.registry.at(date.max, known_at).former
        with self.books.reading() as connection:
            known = Known.at(connection, known_at).acts
            found = _now(connection) if known_at is None else _then(connection, known)
            names = _names(found)
            shown = {
                (ledger, name): canonical
                for ledger in ("projects", "assets")
                for name, canonical in relations.shown(connection, ledger, names, known).items()
            }
        return [called(action, former, shown) for action in found]

    def one(self, number: int) -> Action:
        """An action as it stands. `SubmissionRefused` (`action-unknown`) where there is none under a number."""
        found = next((action for action in self.all() if action.number == number), None)
        if found is None:
            raise SubmissionRefused("action-unknown", number=number)
        return found

    def history(self, number: int) -> list[Step]:
        """Every step of an action in order; [] where there is none under a number."""
        with self.books.reading() as connection:
            told = acts.of_kind(connection, KIND)
            return [step_of(act) for act in told if act.content["action"] == number][::-1]

    def make(self, promise: Promise, *, by: str, now: datetime) -> int:
        """Note what was promised; the number of the action.

        Raises
        ------
        SubmissionRefused
            `action-without-text`; `action-unit-unknown`: the registry has no such unit; `action-due-early`: it is due
            before the day to which its meeting covers.
        """
        self._answerable(promise.unit, promise.text)
        _in_time(promise.due, promise.meeting)
        with self.books.writing() as connection:
            number = (connection.execute(select(func.max(actions.c.number))).scalar() or 0) + 1
            self._do(connection, number, "made", plain(_trimmed(promise)), by, now)
        return number

    def change(
        self, number: int, *, unit: str, person: str, text: str, criterion: Criterion | None, by: str, now: datetime
    ) -> None:
        """Put right who answers for an action, its words or how it shows that it is done.

        Raises
        ------
        SubmissionRefused
            `action-unknown`, `action-settled`, `action-without-text`, `action-unit-unknown`.
        """
        self._answerable(unit, text)
        said = {"unit": unit, "person": person.strip(), "text": text.strip(), "criterion": criterion_said(criterion)}
        with self.books.writing() as connection:
            _running(connection, number)
            self._do(connection, number, "changed", said, by, now)

    def postpone(self, number: int, due: date, reason: str, *, by: str, now: datetime) -> None:
        """Give an action another day, with the reason.

        Raises
        ------
        SubmissionRefused
            `action-unknown`, `action-settled`, `action-reason-missing`, `action-due-early`; `action-due-same`: it is
            due on that day already.
        """
        if not reason.strip():
            raise SubmissionRefused("action-reason-missing")
        with self.books.writing() as connection:
            promise = _running(connection, number).promise
            _in_time(due, promise.meeting)
            if due == promise.due:
                raise SubmissionRefused("action-due-same", day=due.isoformat())
            said = {"due": due.isoformat(), "was": promise.due.isoformat(), "reason": reason.strip()}
            self._do(connection, number, "postponed", said, by, now)

    def close(self, number: int, proof: str, *, cells: Sequence[Cell] = (), by: str, now: datetime) -> None:
        """Close an action that a person found done: in words, by the cells that prove it, or both.

        Raises
        ------
        SubmissionRefused
            `action-unknown`, `action-settled`; `action-without-proof`: neither words nor cells.
        """
        if not proof.strip() and not cells:
            raise SubmissionRefused("action-without-proof")
        said = {"text": proof.strip(), "cells": [asdict(cell) for cell in cells]}
        with self.books.writing() as connection:
            _running(connection, number)
            self._do(connection, number, "closed", said, by, now)

    def withdraw(self, number: int, reason: str, *, by: str, now: datetime) -> None:
        """Take back an action that should not have been made, with the reason; its history stays.

        Raises
        ------
        SubmissionRefused
            `action-unknown`, `action-settled`, `action-reason-missing`.
        """
        if not reason.strip():
            raise SubmissionRefused("action-reason-missing")
        with self.books.writing() as connection:
            _running(connection, number)
            self._do(connection, number, "withdrawn", {"reason": reason.strip()}, by, now)

    def reopen(self, number: int, reason: str, *, by: str, now: datetime) -> None:
        """Take back that an action was closed or withdrawn, as where the file that proved it was taken back.

        Raises
        ------
        SubmissionRefused
            `action-unknown`, `action-reason-missing`; `action-open`: it was neither.
        """
        if not reason.strip():
            raise SubmissionRefused("action-reason-missing")
        with self.books.writing() as connection:
            if _stood(connection, number).open:
                raise SubmissionRefused("action-open", number=number)
            self._do(connection, number, "reopened", {"reason": reason.strip()}, by, now)

    def _answerable(self, unit: str, text: str) -> None:
        if not text.strip():
            raise SubmissionRefused("action-without-text")
        if unit not in self.registry.current().names:
            raise SubmissionRefused("action-unit-unknown", unit=unit)

    def _do(
        self, connection: Connection, number: int, deed: Deed, said: dict[str, Any], by: str, now: datetime
    ) -> None:
        self.books.do(connection, KIND, {"action": number, "deed": deed, **said}, by=by, now=now)


def _in_time(due: date, meeting: date) -> None:
    if due < meeting:
        raise SubmissionRefused("action-due-early", due=due.isoformat(), meeting=meeting.isoformat())


def _trimmed(promise: Promise) -> Promise:
    return Promise(
        promise.meeting, promise.unit, promise.due, promise.text.strip(), promise.person.strip(), promise.item,
        promise.criterion,
    )  # fmt: skip


def _running(connection: Connection, number: int) -> Action:
    """An action that is neither closed nor withdrawn."""
    found = _stood(connection, number)
    if not found.open:
        raise SubmissionRefused("action-settled", number=number)
    return found


def _stood(connection: Connection, number: int) -> Action:
    """An action as its row has it."""
    row = connection.execute(select(actions).where(actions.c.number == number)).one_or_none()
    if row is None:
        raise SubmissionRefused("action-unknown", number=number)
    return of_row(row)


def _now(connection: Connection) -> list[Action]:
    return [of_row(row) for row in connection.execute(select(actions).order_by(actions.c.number))]


def _then(connection: Connection, known: int) -> list[Action]:
    """How the acts up to one leave every action."""
    found: dict[int, Action] = {}
    for act in reversed([act for act in acts.of_kind(connection, KIND) if act.number <= known]):
        number = act.content["action"]
        found[number] = stepped(found.get(number), act)
    return list(found.values())


def _names(found: Sequence[Action]) -> set[str]:
    """Identities that actions speak of."""
    promises = [action.promise for action in found]
    things = {promise.item.of for promise in promises if promise.item.kind in ("project", "asset")}
    return things | {p.criterion.identity for p in promises if isinstance(p.criterion, StageReached)}
