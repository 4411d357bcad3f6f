"""The claims that may stand on a day, found through indexes: work grows with the answer, not with the history.

For every line the latest whole list, the additions since, and the latest explicit nothing; for lists of projects
also their companions of the same period (folding rule 3). `folding.fold` decides among them. What a submission
replaces by name is left out, within the units, ledgers and scopes that the submission itself speaks of.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, Row, Select, and_, exists, func, not_, or_, select, tuple_

from dashboard.store.schema import claims, lines, submissions
from dashboard.store.scopes import Claim, Line, Place

_FIELDS = (
    lines.c.unit,
    lines.c.ledger,
    lines.c.scope,
    lines.c.sender,
    lines.c.variant,
    lines.c.year,
    claims.c.submission,
    claims.c.period,
    claims.c.kind,
    claims.c.records,
    claims.c.sheet,
    claims.c.cell,
    claims.c.mixed,
)


class Horizon:
    """Which claims count: up to a period, up to a receipt, without what was replaced by name.

    `withdrawn` are places of a receipt that a draft, not yet committed, would replace.
    """

    def __init__(self, as_of: date, known: int, withdrawn: Iterable[tuple[int, Place]] = ()) -> None:
        self.as_of = as_of
        self.known = known
        self.withdrawn = tuple((number, *place) for number, place in withdrawn)

    def admits(self, claim: Any) -> ColumnElement[bool]:
        """The condition for a claims table or alias."""
        admitted = [claim.c.period <= self.as_of, claim.c.submission <= self.known, ~self._replaced(claim)]
        if self.withdrawn:
            own = lines.alias()
            place = tuple_(claim.c.submission, own.c.unit, own.c.ledger, own.c.scope)
            admitted.append(not_(exists().where(own.c.id == claim.c.line, place.in_(self.withdrawn))))
        return and_(*admitted)

    def _replaced(self, claim: Any) -> ColumnElement[bool]:
        """Whether a known submission that names the claim's receipt is the same file read anew, or speaks of the same
        unit, ledger and scope."""
        successor, said, new, old = submissions.alias(), claims.alias(), lines.alias(), lines.alias()
        earlier, anew = submissions.alias(), submissions.alias()
        same_file = exists().where(
            earlier.c.number == claim.c.submission,
            anew.c.replaces == earlier.c.number,
            anew.c.number <= self.known,
            anew.c.sha256 == earlier.c.sha256,
        )
        return same_file | exists().where(
            successor.c.replaces == claim.c.submission,
            successor.c.number <= self.known,
            said.c.submission == successor.c.number,
            new.c.id == said.c.line,
            old.c.id == claim.c.line,
            old.c.unit == new.c.unit,
            old.c.ledger == new.c.ledger,
            old.c.scope == new.c.scope,
        )


def candidates(connection: Connection, horizon: Horizon, units: Sequence[str] | None = None) -> list[Claim]:
    """Claims among which those that stand are to be found, of all units or of some."""
    year = horizon.as_of.year
    wanted = or_(lines.c.year.is_(None), lines.c.year.between(year - 1, year + 1))
    if units is not None:
        wanted = and_(wanted, lines.c.unit.in_(units))
    queries = (_latest("list", horizon), _additions(horizon), _latest("nothing", horizon), _companions(horizon))
    found = {
        (claim.line, claim.submission): claim
        for query in queries
        for claim in map(_claim, connection.execute(query.where(wanted)))
    }
    return [claim for claim in found.values() if claim.line.ledger != "counters" or claim.line.year in (None, year)]


def _claim(row: Row[Any]) -> Claim:
    fields = tuple(row)
    return Claim(Line(*fields[:6]), *fields[6:])


def _newest(kind: str, horizon: Horizon, field: str, of: FromClause = lines) -> Any:
    """Of a line's claims of one kind the latest: its submission or period, as a subquery."""
    newest = claims.alias()
    return (
        select(newest.c[field])
        .where(newest.c.line == of.c.id, newest.c.kind == kind, horizon.admits(newest))
        .order_by(newest.c.period.desc(), newest.c.submission.desc())
        .limit(1)
        .correlate(of)
        .scalar_subquery()
    )


def _latest(kind: str, horizon: Horizon) -> Select[Any]:
    newest = _newest(kind, horizon, "submission")
    return select(*_FIELDS).join_from(lines, claims, and_(claims.c.line == lines.c.id, claims.c.submission == newest))


def _additions(horizon: Horizon) -> Select[Any]:
    since = func.coalesce(_newest("list", horizon, "period"), date.min)
    return (
        select(*_FIELDS)
        .join_from(lines, claims, claims.c.line == lines.c.id)
        .where(claims.c.kind == "addition", claims.c.period >= since, horizon.admits(claims))
    )


def _companions(horizon: Horizon) -> Select[Any]:
    """Lists of signed projects that came for the same period as the latest list of another variant."""
    other, latest = lines.alias(), claims.alias()
    newest = _newest("list", horizon, "submission", other)
    return (
        select(*_FIELDS)
        .join_from(other, latest, and_(latest.c.line == other.c.id, latest.c.submission == newest))
        .join(
            lines,
            and_(
                lines.c.unit == other.c.unit,
                lines.c.ledger == other.c.ledger,
                lines.c.sender == other.c.sender,
                lines.c.id != other.c.id,
            ),
        )
        .join(claims, and_(claims.c.line == lines.c.id, claims.c.kind == "list", claims.c.period == latest.c.period))
        .where(other.c.ledger == "projects", horizon.admits(claims))
    )
