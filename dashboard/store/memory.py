"""What is remembered of a unit's templates, and the trail of every change to it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Engine, delete, func, insert, select

from dashboard.errors import SubmissionRefused
from dashboard.store.engine import reading, writing
from dashboard.store.records import aware, utc
from dashboard.store.schema import changes, memories
from dashboard.store.submission import Facts

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
    """The remembered templates of a store. Every change is written together with its line of the trail."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def recall(self, unit: str, template: str) -> Memory | None:
        """What is remembered of a unit's template; None when it never came or was forgotten."""
        with reading(self.engine) as connection:
            return _one(connection, unit, template)

    def listing(self, *, unit: str | None = None, template: str | None = None) -> list[Memory]:
        """Every memory, of one unit or one template if given, by unit, newest first."""
        wanted = select(memories).order_by(memories.c.unit, memories.c.at.desc(), memories.c.template)
        if unit is not None:
            wanted = wanted.where(memories.c.unit == unit)
        if template is not None:
            wanted = wanted.where(memories.c.template == template)
        with reading(self.engine) as connection:
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
        with writing(self.engine) as connection:
            before = _one(connection, unit, template)
            after = Memory(unit, template, answers, layout, now, by)
            if before is None or _text(before.content) != _text(after.content):
                _write(connection, unit, template, before, after, by, now)

    def forget(self, unit: str, template: str, *, by: str, now: datetime) -> None:
        """Forget a template altogether: next time everything open is asked again."""
        with writing(self.engine) as connection:
            before = _one(connection, unit, template)
            if before is not None:
                _write(connection, unit, template, before, None, by, now)

    def trail(self, limit: int = 200) -> list[Change]:
        """The newest changes first."""
        wanted = select(changes).order_by(changes.c.number.desc()).limit(limit)
        with reading(self.engine) as connection:
            return [_change(row) for row in connection.execute(wanted)]

    def undo(self, number: int, *, by: str, now: datetime) -> None:
        """Put back what stood before a change; that is a change of its own.

        Raises
        ------
        SubmissionRefused
            `memory-moved-on`: the template has been changed again since; nothing is touched.
        """
        with writing(self.engine) as connection:
            found = connection.execute(select(changes).where(changes.c.number == number)).one_or_none()
            last = _last(connection, found.unit, found.template) if found else None
            if found is None or last != number:
                raise SubmissionRefused("memory-moved-on", number=number)
            step, now_is = _change(found), _one(connection, found.unit, found.template)
            back = Memory(step.unit, step.template, **step.before, at=now, by=by) if step.before else None
            _write(connection, step.unit, step.template, now_is, back, by, now)


def _write(
    connection: Connection,
    unit: str,
    template: str,
    before: Memory | None,
    after: Memory | None,
    by: str,
    now: datetime,
) -> None:
    """The memory and its line of the trail, in the one transaction that the caller holds."""
    connection.execute(delete(memories).where(memories.c.unit == unit, memories.c.template == template))
    moment = utc(now)
    if after is not None:
        kept = {"answers": _text(dict(after.answers)), "layout": _text(list(after.layout))}
        connection.execute(insert(memories).values(unit=unit, template=template, at=moment, by=by, **kept))
    number = (connection.execute(select(func.max(changes.c.number))).scalar() or 0) + 1
    texts = {name: _text(m.content) if m else "" for name, m in (("before", before), ("after", after))}
    connection.execute(insert(changes).values(number=number, unit=unit, template=template, at=moment, by=by, **texts))


def _last(connection: Connection, unit: str, template: str) -> int | None:
    own = select(func.max(changes.c.number)).where(changes.c.unit == unit, changes.c.template == template)
    return connection.execute(own).scalar()


def _one(connection: Connection, unit: str, template: str) -> Memory | None:
    wanted = select(memories).where(memories.c.unit == unit, memories.c.template == template)
    row = connection.execute(wanted).one_or_none()
    return _memory(row) if row else None


def _memory(row: Any) -> Memory:
    return Memory(row.unit, row.template, json.loads(row.answers), json.loads(row.layout), aware(row.at), row.by)


def _change(row: Any) -> Change:
    before, after = (json.loads(text) if text else None for text in (row.before, row.after))
    return Change(row.number, row.unit, row.template, aware(row.at), row.by, before, after)


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
