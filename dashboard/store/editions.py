"""Editions of one file: what a whole list of several units no longer names.

A unit's own list speaks for that unit only. A list that one sender keeps for several units, or that holds rows whose
unit nobody could tell, speaks for all of them: when its next edition leaves one out, that one's rows go. The next
edition is known by its sender, ledger and scope, and by naming more than half of the units again; so a file for the
streets never empties the towns, nor one unit's file a list of two.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, and_, or_, select

from dashboard.store.schema import claims, lines, submissions
from dashboard.store.scopes import FIGURES, Claim, Line
from dashboard.store.submission import Submission

_LOOK_BACK = 60
"""Whole submissions of the sender among which the last edition is looked for."""


def left_out(connection: Connection, submission: Submission, number: int, said: Sequence[Claim]) -> list[Claim]:
    """Lists without records for what the last edition named and this one, claiming `said`, does not."""
    current: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in said:
        if claim.kind == "list" and claim.line.ledger not in FIGURES:
            current[claim.line.ledger, claim.line.scope].append(claim)
    if not current:
        return []
    editions = _editions(connection, submission, number)
    return [
        replace(here[0], line=line, records=0, mixed=False)
        for place, here in current.items()
        for line in _missing(editions.get(place, {}), {claim.line.unit for claim in here})
    ]


def _editions(
    connection: Connection, submission: Submission, number: int
) -> dict[tuple[str, str], dict[int, list[Line]]]:
    """Earlier lists of the sender by (ledger, scope), then by receipt, the latest first."""
    earlier = or_(
        submissions.c.period < submission.period,
        and_(submissions.c.period == submission.period, submissions.c.number < number),
    )
    recent = (
        select(submissions.c.number)
        .where(submissions.c.unit == submission.unit, submissions.c.scope == "whole", earlier)
        .order_by(submissions.c.period.desc(), submissions.c.number.desc())
        .limit(_LOOK_BACK)
    )
    numbers = list(connection.execute(recent).scalars())
    fields: tuple[Any, ...] = tuple(column for column in lines.c if column.name != "id")
    named = (
        select(claims.c.submission, *fields)
        .join_from(claims, lines, claims.c.line == lines.c.id)
        .where(claims.c.submission.in_(numbers), claims.c.kind == "list", claims.c.records > 0)
    )
    found: dict[tuple[str, str], dict[int, list[Line]]] = defaultdict(lambda: defaultdict(list))
    for row in sorted(map(tuple, connection.execute(named)), key=lambda row: numbers.index(row[0])):
        line = Line(*row[1:])
        found[line.ledger, line.scope][row[0]].append(line)
    return found


def _missing(editions: dict[int, list[Line]], units: Collection[str]) -> list[Line]:
    for edition in editions.values():
        named = {line.unit for line in edition if line.unit}
        if 2 * len(named & set(units)) > len(named):
            return [line for line in edition if line.unit not in units]
    return []
