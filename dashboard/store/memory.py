"""What is remembered of a unit's templates, and the trail of every change to it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from sqlalchemy import Connection, select

from dashboard.errors import SubmissionRefused
from dashboard.store import acts
from dashboard.store.acts import Act, aware, canonical
from dashboard.store.books import Books
from dashboard.store.schema import memories
from dashboard.store.submission import Facts

KIND = "memory"
NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Memory:
    """One template of one unit ("" for a file in which every record names its own).

    `answers` is what people decided, as `loaders.ingest` takes it. `layout` is how the template was read last: an entry
    a table with `sheet`, `ledger`, `hidden` and `columns` (an entry a heading: heading, field, quantity, unit, how).
    """

    unit: str
    template: str
    answers: Mapping[str, Any] = field(default_factory=dict)
    layout: Sequence[Facts] = ()
    at: datetime = NEVER
    by: str = ""

    @property
    def content(self) -> Facts:
        return {"answers": dict(self.answers), "layout": list(self.layout)}


@dataclass(frozen=True, slots=True)
class Change:
    """One step of the trail: `before` and `after` are a memory's content, None where there was or is no memory."""

    number: int
    unit: str
    template: str
    at: datetime
    by: str
    before: Facts | None
    after: Facts | None


class Memories:
    """The remembered templates of a store. Every change is an act: the trail is what was done."""

    def __init__(self, books: Books) -> None:
        self.books = books

    def recall(self, unit: str, template: str) -> Memory | None:
        """What is remembered of a unit's template; None when it never came or was forgotten."""
        with self.books.reading() as connection:
            return _one(connection, unit, template)

    def listing(self, *, unit: str | None = None, template: str | None = None) -> list[Memory]:
        """Every memory, of one unit or one template if given, by unit, newest first."""
        wanted = select(memories).order_by(memories.c.unit, memories.c.at.desc(), memories.c.template)
        if unit is not None:
            wanted = wanted.where(memories.c.unit == unit)
        if template is not None:
            wanted = wanted.where(memories.c.template == template)
        with self.books.reading() as connection:
            return [_memory(row) for row in connection.execute(wanted)]

    def remember(
        self,
        unit: str,
        template: str,
        answers: Mapping[str, Any],
        *,
        layout: Sequence[Facts] = (),
        by: str = "",
        now: datetime,
    ) -> None:
        """Keep what was decided about a template, in place of what was kept before; the same again changes nothing."""
        after = Memory(unit, template, answers, layout)
        with self.books.writing() as connection:
            before = _one(connection, unit, template)
            if before is None or canonical(before.content) != canonical(after.content):
                self._change(connection, unit, template, before, after.content, by, now)

    def forget(self, unit: str, template: str, *, by: str, now: datetime) -> None:
        """Forget a template altogether: next time everything open is asked again."""
        with self.books.writing() as connection:
            before = _one(connection, unit, template)
            if before is not None:
                self._change(connection, unit, template, before, None, by, now)

    def trail(self, limit: int = 200) -> list[Change]:
        """The newest changes first."""
        with self.books.reading() as connection:
            return [_change(act) for act in islice(acts.of_kind(connection, KIND), limit)]

    def undo(self, number: int, *, by: str, now: datetime) -> None:
        """Put back what stood before a change; that is a change of its own.

        Raises
        ------
        SubmissionRefused
            `memory-moved-on`: the template has been changed again since; nothing is touched.
        """
        with self.books.writing() as connection:
            act = acts.numbered(connection, number)
            step = _change(act) if act is not None and act.kind == KIND else None
            if step is None or _last(connection, step.unit, step.template) != number:
                raise SubmissionRefused("memory-moved-on", number=number)
            now_is = _one(connection, step.unit, step.template)
            self._change(connection, step.unit, step.template, now_is, step.before, by, now)

    def _change(
        self,
        connection: Connection,
        unit: str,
        template: str,
        before: Memory | None,
        after: Facts | None,
        by: str,
        now: datetime,
    ) -> None:
        said = {"unit": unit, "template": template, "before": before and before.content, "after": after}
        self.books.do(connection, KIND, said, by=by, now=now)


def _last(connection: Connection, unit: str, template: str) -> int | None:
    """Number of the newest change of a template."""
    changes = map(_change, acts.of_kind(connection, KIND))
    return next((c.number for c in changes if (c.unit, c.template) == (unit, template)), None)


def _one(connection: Connection, unit: str, template: str) -> Memory | None:
    wanted = select(memories).where(memories.c.unit == unit, memories.c.template == template)
    row = connection.execute(wanted).one_or_none()
    return _memory(row) if row else None


def _memory(row: Any) -> Memory:
    return Memory(row.unit, row.template, json.loads(row.answers), json.loads(row.layout), aware(row.at), row.by)


def _change(act: Act) -> Change:
    said = act.content
    return Change(act.number, said["unit"], said["template"], act.at, act.by, said["before"], said["after"])
