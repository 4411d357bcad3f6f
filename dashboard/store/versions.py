"""Versions: up to which act something has happened that can concern some units."""

from collections.abc import Collection
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, Connection, Select, bindparam, func, select

from dashboard.store import projections
from dashboard.store.acts import SILENT
from dashboard.store.schema import acts, claims, lines, submissions

_OF_ALL = tuple(sorted(projections.KINDS - {"submission", *SILENT}))
"""Kinds of acts that may concern any unit."""
_AWAITED = ("identity",)
"""What comes with submissions: links that are found when one is committed."""

_ACT_OF = select(submissions.c.act).where(submissions.c.number == bindparam("receipt"))
_LAST = select(func.max(acts.c.number))
_REMEMBERED = _LAST.where(acts.c.kind == "memory")


def of_units(connection: Connection, units: Collection[str]) -> int:
    """Number of the last act that can change a figure of these units, 0 when there is none.

    Of submissions it is one that they sent, that speaks of them or that takes the place of another: what it no longer
    says may have been theirs. Whatever else was done may concern everybody. `units` are all names under which records
    of theirs may have come. Costs a look at an index for each of their lines, however long the history is.
    """
    *others, sent, spoken, correcting = connection.execute(_asked(), {"units": sorted(units)}).one()
    receipt = max(sent or 0, spoken or 0, correcting or 0)
    act = connection.execute(_ACT_OF, {"receipt": receipt}).scalar()
    return max(act or 0, *(number or 0 for number in others))


def remembered(connection: Connection) -> int:
    """Number of the last act that changed what is remembered of any template, 0 when there is none."""
    return connection.execute(_REMEMBERED).scalar() or 0


def last(connection: Connection) -> int:
    """Number of the last act of any kind, 0 when there is none."""
    return connection.execute(_LAST).scalar() or 0


def seen_at_once(connection: Connection) -> int:
    """Number of the last act that nobody who looks may wait for, 0 when there is none: no submission, and no link."""
    return max((number or 0 for number in connection.execute(_telling()).one()), default=0)


def _of_kind(kind: str) -> Select[Any]:
    return _LAST.where(acts.c.kind == kind)


@cache
def _telling() -> Select[Any]:
    kinds = (kind for kind in _OF_ALL if kind not in _AWAITED)
    return select(*(_of_kind(kind).scalar_subquery() for kind in kinds))


@cache
def _asked() -> Select[Any]:
    """The question, written once."""
    named: BindParameter[Any] = bindparam("units", expanding=True)
    last = func.max(submissions.c.number)
    of_line = select(func.max(claims.c.submission)).where(claims.c.line == lines.c.id).correlate(lines)
    each = map(_of_kind, _OF_ALL)
    receipts = (
        select(last).where(submissions.c.unit.in_(named)),
        select(func.max(of_line.scalar_subquery())).where(lines.c.unit.in_(named)),
        select(last).where(submissions.c.replaces.is_not(None)),
    )
    return select(*(question.scalar_subquery() for question in (*each, *receipts)))
