"""The claims that may stand on a day, found through indexes: work grows with the answer, not with the history.

For every line the latest whole list, the unit's own for the same period beside one from elsewhere (folding rule 1), the
additions since any list of its scope, and the latest explicit nothing; for lists of projects also what else came on
their form for the same period (folding rule 3). `folding.fold` decides among them. What a submission replaces by name
is left out, within the units, ledgers and scopes that it speaks of itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Connection,
    Row,
    Select,
    and_,
    bindparam,
    exists,
    not_,
    or_,
    select,
    tuple_,
    union_all,
)

from dashboard.contract import STAGES
from dashboard.store.schema import claims, lines, retractions, submissions
from dashboard.store.scopes import FIGURES, Claim, Line, Place

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
)


@dataclass(frozen=True, slots=True)
class Horizon:
    """Which claims count: up to a period, of receipts and acts known, without what was retracted or replaced by name.

    `withdrawn` are places of receipts that drafts, not yet committed, would replace; `spared` are receipts that count
    although they were retracted.
    """

    as_of: date
    known: int
    acts: int
    withdrawn: frozenset[tuple[int, Place]] = frozenset()
    spared: frozenset[int] = frozenset()


def candidates(connection: Connection, horizon: Horizon, units: Sequence[str] | None = None) -> list[Claim]:
    """Claims among which those that stand are to be found, of all units or of some."""
    year = horizon.as_of.year
    said = {
        "as_of": horizon.as_of, "known": horizon.known, "acts": horizon.acts, "units": list(units or ()),
        "first_year": year - 1, "last_year": year + 1,
        "withdrawn": [(number, *place) for number, place in horizon.withdrawn], "spared": sorted(horizon.spared),
    }  # fmt: skip
    query = _query(units is not None, _Terms(bool(horizon.withdrawn), bool(horizon.spared)))
    found = {(claim.line, claim.submission): claim for claim in map(_claim, connection.execute(query, said))}
    return [claim for claim in found.values() if claim.line.ledger != "counters" or claim.line.year in (None, year)]


class _Terms(NamedTuple):
    """What a question has to ask beside the horizon's numbers."""

    withdrawing: bool
    sparing: bool


@lru_cache(maxsize=8)
def _query(of_units: bool, terms: _Terms) -> CompoundSelect[Any]:
    """The five questions as one, written once: to write and to hand them over takes longer than to answer them."""
    wanted = or_(lines.c.year.is_(None), lines.c.year.between(bindparam("first_year"), bindparam("last_year")))
    if of_units:
        wanted = and_(wanted, lines.c.unit.in_(bindparam("units", expanding=True)))
    asked = (
        _latest("list", terms),
        _additions(terms),
        _latest("nothing", terms),
        _companions(terms),
        _own_beside(terms),
    )
    return union_all(*(query.where(wanted) for query in asked))


def _admits(claim: Any, terms: _Terms) -> ColumnElement[bool]:
    """The condition for a claims table or alias."""
    admitted = [
        claim.c.period <= bindparam("as_of"),
        claim.c.submission <= bindparam("known"),
        ~_retracted(claim.c.submission, terms),
        ~_replaced(claim, terms),
    ]
    if terms.withdrawing:
        own = lines.alias()
        place = tuple_(claim.c.submission, own.c.unit, own.c.ledger, own.c.scope)
        gone = place.in_(bindparam("withdrawn", expanding=True))
        admitted.append(not_(exists().where(own.c.id == claim.c.line, gone)))
    return and_(*admitted)


def _retracted(number: ColumnElement[int], terms: _Terms) -> ColumnElement[bool]:
    """Whether a receipt had been taken back."""
    back = retractions.alias()
    taken = exists().where(back.c.submission == number, back.c.act <= bindparam("acts"))
    return taken.where(back.c.submission.not_in(bindparam("spared", expanding=True))) if terms.sparing else taken


def _replaced(claim: Any, terms: _Terms) -> ColumnElement[bool]:
    """Whether a known submission that was not retracted names the claim's receipt, and is the same file read anew or
    speaks of the same unit, ledger and scope."""
    successor, said, new, old = submissions.alias(), claims.alias(), lines.alias(), lines.alias()
    earlier, anew = submissions.alias(), submissions.alias()
    same_file = exists().where(
        earlier.c.number == claim.c.submission,
        anew.c.replaces == earlier.c.number,
        anew.c.number <= bindparam("known"),
        anew.c.sha256 == earlier.c.sha256,
        ~_retracted(anew.c.number, terms),
    )
    return same_file | exists().where(
        successor.c.replaces == claim.c.submission,
        successor.c.number <= bindparam("known"),
        said.c.submission == successor.c.number,
        new.c.id == said.c.line,
        old.c.id == claim.c.line,
        old.c.unit == new.c.unit,
        old.c.ledger == new.c.ledger,
        or_(old.c.scope == new.c.scope, and_(*(_signed(line) for line in (old, new)))),
        ~_retracted(successor.c.number, terms),
    )


def _signed(line: Any) -> ColumnElement[bool]:
    return and_(line.c.ledger == "projects", line.c.scope != STAGES[0])


def _claim(row: Row[Any]) -> Claim:
    fields = tuple(row)
    return Claim(Line(*fields[:6]), *fields[6:])


def _own(line: Any) -> ColumnElement[bool]:
    """Whether a claim on a line came from the line's own unit."""
    sent = submissions.alias()
    return exists().where(sent.c.number == claims.c.submission, sent.c.unit == line.c.unit).correlate(claims, line)


def _newest(kind: str, terms: _Terms) -> Any:
    """The submission of a line's latest claim of one kind, as a subquery."""
    newest = claims.alias()
    return (
        select(newest.c.submission)
        .where(newest.c.line == lines.c.id, newest.c.kind == kind, _admits(newest, terms))
        .order_by(newest.c.period.desc(), newest.c.submission.desc())
        .limit(1)
        .correlate(lines)
        .scalar_subquery()
    )


def _latest(kind: str, terms: _Terms) -> Select[Any]:
    newest = _newest(kind, terms)
    stands = and_(claims.c.line == lines.c.id, claims.c.submission == newest)
    return select(*_FIELDS, _own(lines)).join_from(lines, claims, stands)


def _own_beside(terms: _Terms) -> Select[Any]:
    """A unit's own list for the same period as a later one on its line that came from elsewhere (folding rule 1)."""
    latest = claims.alias()
    newest = _newest("list", terms)
    of_the_day = and_(claims.c.line == lines.c.id, claims.c.kind == "list", claims.c.period == latest.c.period)
    return (
        select(*_FIELDS, _own(lines))
        .join_from(lines, latest, and_(latest.c.line == lines.c.id, latest.c.submission == newest))
        .join(claims, of_the_day)
        .where(lines.c.ledger.not_in(FIGURES), claims.c.submission < latest.c.submission)
        .where(_own(lines), _admits(claims, terms))
    )


def _additions(terms: _Terms) -> Select[Any]:
    """Additions that no list of their scope, on whatever form, is later than."""
    said, whole = lines.alias(), claims.alias()
    same = (said.c[name] == lines.c[name] for name in ("unit", "ledger", "scope", "sender"))
    later = exists().where(
        *same, whole.c.line == said.c.id, whole.c.kind == "list", whole.c.period > claims.c.period,
        _admits(whole, terms),
    )  # fmt: skip
    return (
        select(*_FIELDS, _own(lines))
        .join_from(lines, claims, claims.c.line == lines.c.id)
        .where(claims.c.kind == "addition", _admits(claims, terms), ~later.correlate(lines, claims))
    )


def _companions(terms: _Terms) -> Select[Any]:
    """Lists of projects on one form for the same period as the latest of a line."""
    other, latest = lines.alias(), claims.alias()
    newest = _newest("list", terms)
    on_the_form = (other.c[name] == lines.c[name] for name in ("unit", "ledger", "sender", "variant"))
    of_the_day = and_(claims.c.line == other.c.id, claims.c.kind == "list", claims.c.period == latest.c.period)
    fields = [other.c[field.name] if field.table is lines else field for field in _FIELDS]
    return (
        select(*fields, _own(other))
        .join_from(lines, latest, and_(latest.c.line == lines.c.id, latest.c.submission == newest))
        .join(other, and_(*on_the_form))
        .join(claims, of_the_day)
        .where(lines.c.ledger == "projects", _admits(claims, terms))
    )
