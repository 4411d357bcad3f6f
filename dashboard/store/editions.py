"""Editions of one file: rows whose unit nobody could tell, and which the next edition corrects or leaves out.

A unit that a list of several no longer names stands at its last value, like any unit that is late. Rows of an unknown
unit have nobody who could be late: they go with the next edition of the same sender, ledger and scope that names more
than half of the units again, so that a corrected name is not counted beside its misspelling.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, and_, or_, select

from dashboard.store.schema import claims, lines, retractions, submissions
from dashboard.store.scopes import FIGURES, Claim, Line, series
from dashboard.store.submission import Submission

_Series = tuple[str, str]
_LOOK_BACK = 60
"""Whole submissions of the sender among which the last edition is looked for."""


def left_out(connection: Connection, submission: Submission, number: int, said: Sequence[Claim]) -> list[Claim]:
    """Empty lists for the rows of unknown units that the last edition had and this one, claiming `said`, has not."""
    current: dict[_Series, list[Claim]] = defaultdict(list)
    for claim in said:
        if claim.kind == "list" and claim.line.ledger not in FIGURES:
            current[_series(claim.line)].append(claim)
    if not current:
        return []
    editions = _editions(connection, submission, number)
    return [
        replace(here[0], line=line, records=0, own=submission.unit == line.unit)
        for which, here in current.items()
        for line in _missing(editions.get(which, {}), {claim.line.unit for claim in here})
    ]


def _series(line: Line) -> _Series:
    """What editions of one file have in common."""
    return line.ledger, series(line.ledger, line.scope)


def _editions(connection: Connection, submission: Submission, number: int) -> dict[_Series, dict[int, list[Line]]]:
    """Earlier lists of the sender by series, then by receipt, the latest first."""
    earlier = or_(
        submissions.c.period < submission.period,
        and_(submissions.c.period == submission.period, submissions.c.number < number),
    )
    recent = (
        select(submissions.c.number)
        .where(submissions.c.unit == submission.unit, submissions.c.scope == "whole", earlier)
        .where(submissions.c.number.not_in(select(retractions.c.submission)))
        .order_by(submissions.c.period.desc(), submissions.c.number.desc())
        .limit(_LOOK_BACK)
    )
    numbers = list(connection.execute(recent).scalars())
    fields: tuple[Any, ...] = tuple(column for column in lines.c if column.name != "id")
    # the empty lists that an edition left are handed on: it may be retracted, and this one stays
    told = or_(claims.c.records > 0, lines.c.unit == "")
    named = (
        select(claims.c.submission, *fields)
        .join_from(claims, lines, claims.c.line == lines.c.id)
        .where(claims.c.submission.in_(numbers), claims.c.kind == "list", told)
    )
    found: dict[_Series, dict[int, list[Line]]] = defaultdict(lambda: defaultdict(list))
    for row in sorted(map(tuple, connection.execute(named)), key=lambda row: numbers.index(row[0])):
        line = Line(*row[1:])
        found[_series(line)][row[0]].append(line)
    return found


def _missing(editions: dict[int, list[Line]], units: Collection[str]) -> list[Line]:
    for edition in editions.values():
        named = {line.unit for line in edition if line.unit}
        if "" not in units and 2 * len(named & set(units)) > len(named):
            return [line for line in edition if not line.unit]
    return []
