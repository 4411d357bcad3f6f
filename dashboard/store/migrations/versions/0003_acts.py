"""Acts with their chain, in place of the trail of memories; dossiers in the archive; retractions, withdrawals.

Revision: 0003
"""

import json
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import context, op

# The seal of an act and the name of a dossier are the same for ever: a store is proved by them.
from dashboard.store.acts import FIRST, Act, aware, canonical, utc
from dashboard.store.dossiers import fingerprint

revision = "0003"
down_revision = "0002"

_UNKNOWN = datetime.fromtimestamp(0, UTC).replace(tzinfo=None)
_ACTS = sa.table("acts", *map(sa.column, ("number", "by", "kind", "content", "chain")), sa.column("at", sa.DateTime))
_MEMORIES = sa.table(
    "memories", *map(sa.column, ("unit", "template", "answers", "layout", "by")), sa.column("at", sa.DateTime)
)
_CHANGES = sa.table(
    "changes", *map(sa.column, ("number", "unit", "template", "by", "before", "after")), sa.column("at", sa.DateTime)
)
_PLAIN = ("sha256", "name", "unit", "scope", "reader", "template", "replaces", "records", "errors", "warnings")
_SUBMISSIONS = sa.table(
    "submissions",
    *map(sa.column, ("number", "uploader", "replaced", "act", *_PLAIN)),
    sa.column("period", sa.Date),
    sa.column("at", sa.DateTime),
)
_READINGS = sa.table("readings", *map(sa.column, ("submission", "findings", "sheets", "answers")))
_PARTS = sa.table("parts", *map(sa.column, ("submission", "unit", "ledger", "content")))
_LINE = ("unit", "ledger", "scope", "sender", "variant", "year")
_LINES = sa.table("lines", *map(sa.column, ("id", *_LINE)))
_CLAIM = ("kind", "records", "sheet", "cell")
_CLAIMS = sa.table("claims", *map(sa.column, ("line", "submission", *_CLAIM)), sa.column("mixed", sa.Boolean))

Done = tuple[datetime, str, str, dict[str, Any]]
"""When (UTC, without a zone), by whom, what kind, and what an act says."""


def upgrade() -> None:
    _create()
    connection = op.get_bind()
    before = FIRST
    # what was done is read to its end before anything is written: sorted by time, in its own order within a kind
    for at, by, kind, said in sorted([*_remembered(connection), *_submitted(connection)], key=lambda done: done[0]):
        act = Act(before.number + 1, max(aware(at), before.at), by, kind, said).sealed(before.chain)
        row = {"number": act.number, "at": utc(act.at), "by": by, "kind": kind, "chain": act.chain}
        connection.execute(sa.insert(_ACTS).values(**row, content=canonical(said)))
        _project(connection, act)
        before = act
    op.drop_table("changes")


def _create() -> None:
    op.create_table(
        "acts",
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("chain", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_acts"),
    )
    op.create_index("ix_acts_at", "acts", ["at"])
    op.create_index("ix_acts_kind_number", "acts", ["kind", "number"])
    _create_endings()
    # a column with a reference can only be added empty, and to SQLite in these words; every row gets its act below
    op.execute("ALTER TABLE submissions ADD COLUMN act INTEGER CONSTRAINT fk_submissions_act REFERENCES acts (number)")
    op.create_index("ix_submissions_sha256", "submissions", ["sha256"])


def _create_endings() -> None:
    op.create_table(
        "retractions",
        sa.Column("submission", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("act", sa.Integer, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("submission", name="pk_retractions"),
        sa.ForeignKeyConstraint(["submission"], ["submissions.number"], name="fk_retractions_submission"),
        sa.ForeignKeyConstraint(["act"], ["acts.number"], name="fk_retractions_act"),
    )
    op.create_table(
        "withdrawals",
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("act", sa.Integer, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_withdrawals"),
        sa.ForeignKeyConstraint(["act"], ["acts.number"], name="fk_withdrawals_act"),
    )


def _remembered(connection: sa.Connection) -> Iterator[Done]:
    """Every change of a memory in its order; first what was remembered before there was a trail."""
    trail = connection.execute(sa.select(_CHANGES).order_by(_CHANGES.c.number)).all()
    kept = connection.execute(sa.select(_MEMORIES).order_by(_MEMORIES.c.unit, _MEMORIES.c.template)).all()
    first = {(row.unit, row.template): row for row in reversed(trail)}
    for row in kept:
        if (row.unit, row.template) not in first:
            yield row.at, row.by, *_memory(row, None, {n: json.loads(row._mapping[n]) for n in ("answers", "layout")})
    for row in first.values():
        if row.before:
            yield _UNKNOWN, "", *_memory(row, None, json.loads(row.before))
    at = _UNKNOWN
    for row in trail:
        at = max(at, row.at)
        sides = (json.loads(text) if text else None for text in (row.before, row.after))
        yield at, row.by, *_memory(row, *sides)


def _memory(row: Any, before: Any, after: Any) -> tuple[str, dict[str, Any]]:
    return "memory", {"unit": row.unit, "template": row.template, "before": before, "after": after}


def _submitted(connection: sa.Connection) -> Iterator[Done]:
    """Every submission in its order, with its dossier archived."""
    for row in connection.execute(sa.select(_SUBMISSIONS).order_by(_SUBMISSIONS.c.number)).all():
        said = {name: row._mapping[name] for name in _PLAIN} | {
            "submission": row.number,
            "dossier": _archived(connection, row.number),
            "period": row.period.isoformat(),
            "replaced": json.loads(row.replaced),
            "after": None,
        }
        yield row.at, row.uploader, "submission", said


def _archived(connection: sa.Connection, number: int) -> str:
    """The name of a submission's dossier, made of its rows, once it lies in the archive."""
    facts = connection.execute(sa.select(_READINGS).where(_READINGS.c.submission == number)).one()
    parts = connection.execute(sa.select(_PARTS).where(_PARTS.c.submission == number)).all()
    joined = sa.join(_CLAIMS, _LINES, _CLAIMS.c.line == _LINES.c.id)
    fields = [*(_LINES.c[name] for name in _LINE), *(_CLAIMS.c[name] for name in _CLAIM), _CLAIMS.c.mixed]
    claims = connection.execute(sa.select(*fields).select_from(joined).where(_CLAIMS.c.submission == number))
    held = {
        "format": 1,
        "parts": sorted(([row.unit, row.ledger, *_part(row.content)] for row in parts), key=lambda part: part[:2]),
        "claims": sorted((list(row) for row in claims), key=lambda claim: claim[:5]),
        **{name: _unpacked(facts._mapping[name]) for name in ("findings", "sheets", "answers")},
    }
    block = zlib.compress(json.dumps(held, ensure_ascii=False, separators=(",", ":")).encode())
    name = fingerprint(block)
    context.config.attributes["archive"].keep(block, name)
    return name


def _part(block: bytes) -> tuple[Any, Any]:
    content = _unpacked(block)
    return content["columns"], content["scopes"]


def _unpacked(block: bytes) -> Any:
    return json.loads(zlib.decompress(block))


def _project(connection: sa.Connection, act: Act) -> None:
    """What the older tables say already, but for the act itself."""
    said = act.content
    if act.kind == "submission":
        own = _SUBMISSIONS.c.number == said["submission"]
        connection.execute(sa.update(_SUBMISSIONS).where(own).values(act=act.number))
        return
    own = sa.and_(_MEMORIES.c.unit == said["unit"], _MEMORIES.c.template == said["template"])
    connection.execute(sa.delete(_MEMORIES).where(own))
    if said["after"] is not None:
        texts = {name: canonical(said["after"][name]) for name in ("answers", "layout")}
        place = {"unit": said["unit"], "template": said["template"], "at": utc(act.at), "by": act.by}
        connection.execute(sa.insert(_MEMORIES).values(**place, **texts))
