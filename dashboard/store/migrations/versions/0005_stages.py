"""Projects are filed by their stage, on each form by itself; the records stay as they are.

Revision: 0005
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

from dashboard.store.blocks import packed, unpacked
from dashboard.store.filing import Part
from dashboard.store.scopes import Claim, Line
from dashboard.store.staging import by_stage

revision = "0005"
down_revision = "0004"

_LINES = sa.table("lines", *map(sa.column, ("id", "unit", "ledger", "scope", "sender", "variant", "year")))
_PARTS = sa.table("parts", *map(sa.column, ("submission", "unit", "ledger", "content")))
_CLAIMS = sa.table(
    "claims",
    sa.column("period", sa.Date),
    *(sa.column(name) for name in ("line", "submission", "kind", "records", "sheet", "cell")),
)
_SAID = ("submission", "period", "kind", "records", "sheet", "cell")


def upgrade() -> None:
    connection = op.get_bind()
    parts = _parts(connection)
    old = _claims(connection)
    of_projects = sa.select(_LINES.c.id).where(_LINES.c.ledger == "projects")
    connection.execute(sa.delete(_CLAIMS).where(_CLAIMS.c.line.in_(of_projects)))
    connection.execute(sa.delete(_LINES).where(_LINES.c.ledger == "projects"))
    op.drop_column("claims", "mixed")
    numbers: dict[Line, int] = {}
    last = connection.execute(sa.select(sa.func.max(_LINES.c.id))).scalar() or 0
    for number, claims in sorted(old.items()):
        staged, said = by_stage(parts.get(number, []), claims)
        for part in staged:
            block = packed({"columns": part.columns, "scopes": part.scopes})
            own = sa.and_(_PARTS.c.submission == number, _PARTS.c.unit == part.unit, _PARTS.c.ledger == part.ledger)
            connection.execute(sa.update(_PARTS).where(own).values(content=block))
        for claim in said:
            if claim.line not in numbers:
                numbers[claim.line] = last = last + 1
                connection.execute(_LINES.insert().values(id=last, **_columns(claim.line)))
            fields = {name: getattr(claim, name) for name in _SAID}
            connection.execute(_CLAIMS.insert().values(line=numbers[claim.line], **fields))


def _columns(line: Line) -> dict[str, Any]:
    return {name: getattr(line, name) for name in ("unit", "ledger", "scope", "sender", "variant", "year")}


def _parts(connection: sa.Connection) -> dict[int, list[Part]]:
    found: dict[int, list[Part]] = {}
    for row in connection.execute(sa.select(_PARTS).where(_PARTS.c.ledger == "projects")).all():
        found.setdefault(row.submission, []).append(Part(row.unit, row.ledger, **unpacked(row.content)))
    return found


def _claims(connection: sa.Connection) -> dict[int, list[Claim]]:
    line = (_LINES.c[name] for name in ("unit", "ledger", "scope", "sender", "variant", "year"))
    joined = sa.select(*line, *(_CLAIMS.c[name] for name in _SAID)).join_from(
        _CLAIMS, _LINES, _CLAIMS.c.line == _LINES.c.id
    )
    found: dict[int, list[Claim]] = {}
    for row in connection.execute(joined.where(_LINES.c.ledger == "projects").order_by(_LINES.c.id)).all():
        found.setdefault(row.submission, []).append(Claim(Line(*row[:6]), *row[6:]))
    return found
