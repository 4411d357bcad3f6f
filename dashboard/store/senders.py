"""What units sent themselves, whatever of it still stands: returns are judged by it, figures are not.

A file for several units may take the place of a unit's own in the figures; the unit has returned its own all the same.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import ColumnElement, Connection, and_, literal, null, or_, select

from dashboard.contract import SENT, District
from dashboard.store.records import counting
from dashboard.store.renaming import with_former
from dashboard.store.schema import claims, lines, submissions
from dashboard.store.scopes import is_by_hand
from dashboard.store.standing import Known
from dashboard.weeks import WEEK


def sent(
    connection: Connection, as_of: date, district: District, known: Known, units: Sequence[str] | None = None
) -> pd.DataFrame:
    """Rows `SENT`: of the week up to a day every claim that a unit made for itself, and every line it ever made one on.

    A line on which the unit was not heard that week has receipt 0 and no period. What was entered by hand is nobody's
    file, a target table nobody's return.
    """
    former = district.former
    of_units = [] if units is None else [lines.c.unit.in_(sorted(with_former(set(units), former)))]
    told = [lines.c.ledger != "targets", _own(district), *of_units]
    rows: list[Any] = []
    for wanted in (_of_the_week(as_of, known, told), _ever(as_of, known, told)):
        rows += [
            {**row, "unit": former.get(row["unit"], row["unit"])}
            for row in connection.execute(wanted).mappings()
            if not (row["table"] == "counters" and is_by_hand(row["scope"]))
        ]
    found = pd.DataFrame(rows, columns=list(SENT))
    return found.assign(period=pd.to_datetime(found["period"]))


def _own(district: District) -> ColumnElement[bool]:
    """Whether the sender is the unit of the line, under whatever names it bore."""
    by_names: dict[str, list[str]] = {}
    for name, now in district.former.items():
        by_names.setdefault(now, [now]).append(name)
    same = [and_(lines.c.unit.in_(names), submissions.c.unit.in_(names)) for names in by_names.values()]
    return and_(lines.c.sender == "", or_(submissions.c.unit == lines.c.unit, *same))


def _counted(as_of: date, known: Known) -> ColumnElement[bool]:
    return and_(
        submissions.c.period <= as_of,
        submissions.c.number <= known.receipts,
        counting(known.acts),
        or_(claims.c.records > 0, claims.c.kind == "nothing"),
    )


def _of_the_week(as_of: date, known: Known, told: Sequence[ColumnElement[bool]]) -> Any:
    head = (lines.c.unit, lines.c.ledger.label("table"), lines.c.scope, claims.c.submission)
    body = (submissions.c.name.label("file"), submissions.c.period, claims.c.sheet, claims.c.cell)
    joined = select(*head, *body).select_from(submissions).join(claims).join(lines)
    fresh = submissions.c.period > as_of - WEEK
    return joined.where(fresh, _counted(as_of, known), *told).order_by(lines.c.unit, claims.c.submission, lines.c.id)


def _ever(as_of: date, known: Known, told: Sequence[ColumnElement[bool]]) -> Any:
    """One row a line: the first claim that is found settles it, whatever its history is."""
    own = select(literal(1)).select_from(claims).join(submissions)
    heard = own.where(claims.c.line == lines.c.id, _counted(as_of, known), *told).correlate(lines).exists()
    head = (lines.c.unit, lines.c.ledger.label("table"), lines.c.scope, literal(0).label("submission"))
    body = (literal("").label("file"), null().label("period"), literal("").label("sheet"), literal("").label("cell"))
    return select(*head, *body).where(heard).order_by(lines.c.unit, lines.c.id)
