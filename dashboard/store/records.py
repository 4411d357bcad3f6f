"""Looking up: receipts, what a file spoke of, lists of what there is."""

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import ColumnElement, Connection, Row, Select, and_, func, or_, outerjoin, select

from dashboard.contract import TABLES
from dashboard.errors import SubmissionRefused
from dashboard.store.acts import aware
from dashboard.store.blocks import Columns, array_of, frame_of, unpacked
from dashboard.store.entries import block_of
from dashboard.store.filing import Part
from dashboard.store.schema import acts, claims, lines, parts, readings, retractions, submissions, withdrawals
from dashboard.store.scopes import Place
from dashboard.store.submission import Filed, Receipt, Retraction, Submission, Withdrawal
from dashboard.store.views import opened

_SAME = ("sha256", "unit", "period")
"""What makes two submissions those of the same bytes."""
_RECEIPTS = select(submissions, acts.c.chain).join_from(submissions, acts, acts.c.number == submissions.c.act)

_LISTED: Mapping[str, ColumnElement[Any]] = {
    **submissions.c,
    "file": submissions.c.name,
    "retracted": func.coalesce(retractions.c.reason, ""),
}
"""What stands in the columns of the list."""


def last_number(connection: Connection, act: int | None = None) -> int:
    """Number of the last receipt, or of the last one up to an act; 0 when there is none."""
    last = select(func.max(submissions.c.number))
    if act is not None:
        last = last.where(submissions.c.act <= act)
    return connection.execute(last).scalar() or 0


def last_period(connection: Connection) -> date:
    """The latest cover-to date of any submission; the last day there is when there is none."""
    return connection.execute(select(func.max(submissions.c.period))).scalar() or date.max


def counting(known: int | None = None) -> ColumnElement[bool]:
    """The condition for a submission that was not retracted, up to an act if one is given."""
    back = select(retractions.c.submission)
    return submissions.c.number.not_in(back if known is None else back.where(retractions.c.act <= known))


def exists(connection: Connection, number: int) -> bool:
    return connection.execute(select(submissions.c.number).where(submissions.c.number == number)).first() is not None


def replaces(connection: Connection, number: int) -> int | None:
    """The receipt that this one names as the one it takes the place of."""
    named = select(submissions.c.replaces).where(submissions.c.number == number)
    found: int | None = connection.execute(named).scalar()
    return found


def succeeded(connection: Connection, number: int | None) -> set[int]:
    """A receipt and all that it took the place of by name, and those theirs."""
    found: set[int] = set()
    while number is not None:
        found.add(number)
        number = replaces(connection, number)
    return found


def superseded(connection: Connection, number: int) -> set[int]:
    """Receipts whose place a receipt took in their own week, or by name; in whole or in part, and those theirs."""
    found, wanted = set[int](), {number}
    while wanted:
        own = receipt(connection, wanted.pop())
        of_week = select(submissions.c.number).where(
            submissions.c.number.in_(own.replaced), submissions.c.period == own.period
        )
        named = replaces(connection, own.number)
        new = {*connection.execute(of_week).scalars(), *(() if named is None else (named,))} - found
        found |= new
        wanted |= new
    return found


def successors(connection: Connection, number: int, period: date) -> list[int]:
    """Receipts that count and took the place of one for this day, in whole or in part, or name it; by number."""
    later = select(submissions.c.number, submissions.c.replaced, submissions.c.replaces).where(
        counting(), submissions.c.number > number, or_(submissions.c.period == period, submissions.c.replaces == number)
    )
    rows = connection.execute(later.order_by(submissions.c.number))
    return [row.number for row in rows if row.replaces == number or number in json.loads(row.replaced)]


def places(connection: Connection, number: int) -> set[Place]:
    """Unit, ledger and scope of everything that a receipt's file spoke of."""
    spoken = select(lines.c.unit, lines.c.ledger, lines.c.scope).join_from(claims, lines, claims.c.line == lines.c.id)
    rows = connection.execute(spoken.where(claims.c.submission == number))
    return {(unit, ledger, scope) for unit, ledger, scope in rows}


def identical(connection: Connection, submission: Submission) -> tuple[Receipt | None, int | None]:
    """The receipt of an identical submission, marked as repeated; or, once that was retracted, the act that did it."""
    alike = [getattr(submissions.c, name) == getattr(submission, name) for name in (*_SAME, "replaces")]
    found = _newest_of(alike).add_columns(retractions.c.act.label("retracted"))
    row = connection.execute(found).first()
    if row is None or row.retracted is not None:
        return None, None if row is None else row.retracted
    return _receipt(row, repeated=True), None


def receipt_of_bytes(connection: Connection, submission: Submission) -> Receipt | None:
    """The newest receipt of these bytes for this unit and week, marked as repeated; None where none counts."""
    alike = [getattr(submissions.c, name) == getattr(submission, name) for name in _SAME]
    row = connection.execute(_newest_of(alike).where(retractions.c.act.is_(None))).first()
    return None if row is None else _receipt(row, repeated=True)


def _newest_of(alike: Sequence[ColumnElement[bool]]) -> Select[Any]:
    found = _RECEIPTS.outerjoin(retractions, retractions.c.submission == submissions.c.number)
    return found.where(*alike).order_by(submissions.c.number.desc()).limit(1)


def reads_alike(connection: Connection, number: int, scope: str, content: Sequence[Part]) -> bool:
    """Whether a stored submission holds exactly these records as this part of its ledgers."""
    kept = select(submissions.c.scope).where(submissions.c.number == number)
    stored = select(parts.c.unit, parts.c.ledger, parts.c.content).where(parts.c.submission == number)
    held = {(unit, ledger): unpacked(block) for unit, ledger, block in connection.execute(stored)}
    told = {(part.unit, part.ledger): unpacked(block_of(part)) for part in content}
    return connection.execute(kept).scalar() == scope and held == told


def receipt(connection: Connection, number: int) -> Receipt:
    """The receipt of a number. `SubmissionRefused` (`unknown-receipt`) when there is none."""
    return _receipt(_row(connection, number))


def _row(connection: Connection, number: int) -> Row[Any]:
    row = connection.execute(_RECEIPTS.where(submissions.c.number == number)).first()
    if row is None:
        raise SubmissionRefused("unknown-receipt", receipt=number)
    return row


def _receipt(row: Row[Any], *, repeated: bool = False) -> Receipt:
    return Receipt(
        number=row.number,
        at=aware(row.at),
        sha256=row.sha256,
        unit=row.unit,
        period=row.period,
        replaced=tuple(json.loads(row.replaced)),
        repeated=repeated,
        act=row.act,
        chain=row.chain,
    )


def retraction(connection: Connection, number: int) -> Retraction | None:
    """That a receipt was taken back, and why; None while it counts."""
    wanted = select(retractions, acts).join_from(retractions, acts, acts.c.number == retractions.c.act)
    row = connection.execute(wanted.where(retractions.c.submission == number)).first()
    return None if row is None else Retraction(number, row.reason, aware(row.at), row.by, row.act, row.chain)


def withdrawal(connection: Connection, sha256: str) -> Withdrawal | None:
    """That the archived bytes of this hash were taken away, and why; None while they are kept."""
    wanted = select(acts).join_from(withdrawals, acts, acts.c.number == withdrawals.c.act)
    row = connection.execute(wanted.where(withdrawals.c.sha256 == sha256)).first()
    if row is None:
        return None
    said = json.loads(row.content)
    return Withdrawal(said["submission"], sha256, said["reason"], aware(row.at), row.by)


def listing(
    connection: Connection, unit: str, period: date | None, as_of: date | None, receipts: int, until: int
) -> pd.DataFrame:
    """Receipts up to a number, newest first, with what each file was and how much was found in it.

    Retracted is what was taken back `until` an act.
    """
    kinds = {
        "number": "integer",
        "unit": "text",
        "period": "date",
        "file": "text",
        "at": "moment",
        "uploader": "text",
        "scope": "text",
        "records": "integer",
        "errors": "integer",
        "warnings": "integer",
        "retracted": "text",
    }
    names = [_LISTED[name] for name in kinds]
    back = and_(retractions.c.submission == submissions.c.number, retractions.c.act <= until)
    wanted = select(*names).select_from(outerjoin(submissions, retractions, back)).order_by(submissions.c.number.desc())
    wanted = wanted.where(submissions.c.number <= receipts)
    if unit:
        about = select(claims.c.submission).join(lines).where(lines.c.unit == unit)
        wanted = wanted.where(or_(submissions.c.unit == unit, submissions.c.number.in_(about)))
    if period is not None:
        wanted = wanted.where(submissions.c.period == period)
    if as_of is not None:
        wanted = wanted.where(submissions.c.period <= as_of)
    rows = connection.execute(wanted).all()
    columns = (
        dict(zip(kinds, map(list, zip(*rows, strict=True)), strict=True)) if rows else {name: [] for name in kinds}
    )
    return pd.DataFrame({name: _series(columns[name], kind) for name, kind in kinds.items()})


def _series(values: list[Any], kind: str) -> Any:
    if kind == "moment":
        return pd.Series(pd.to_datetime(values, utc=True)).astype("datetime64[us, UTC]")
    if kind == "date":
        return pd.Series(pd.to_datetime(values)).astype("datetime64[us]")
    return array_of(values, "integer" if kind == "integer" else "text")


def filed(connection: Connection, number: int) -> Filed:
    """A stored submission in full."""
    row = _row(connection, number)
    facts = connection.execute(select(readings).where(readings.c.submission == number)).one()
    return Filed(
        receipt=_receipt(row),
        name=row.name,
        uploader=row.uploader,
        scope=row.scope,
        template=row.template,
        reader=row.reader,
        replaces=row.replaces,
        tables=_tables(connection, number),
        findings=unpacked(facts.findings),
        sheets=unpacked(facts.sheets),
        answers=unpacked(facts.answers),
        retraction=retraction(connection, number),
    )


def _tables(connection: Connection, number: int) -> dict[str, pd.DataFrame]:
    """The submission's canonical tables, records in the order of the file."""
    found: dict[str, Columns] = {}
    for _, unit, ledger, block in connection.execute(select(parts).where(parts.c.submission == number)):
        columns = opened(unit, ledger, block).columns
        held = found.setdefault(ledger, {name: [] for name in TABLES[ledger]})
        for name, values in held.items():
            values.extend(columns[name])
    return {table: frame_of(table, _in_order(found[table])) for table in TABLES if table in found}


def _in_order(columns: Columns) -> Columns:
    places = list(zip(columns["sheet"], columns["table"], columns["row"], strict=True))
    order = sorted(range(len(places)), key=places.__getitem__)
    return {name: [values[at] for at in order] for name, values in columns.items()}


def received(connection: Connection, unit: str, period: date, ledgers: Collection[str]) -> bool:
    """Whether a sender has sent anything of these ledgers for a day that still counts."""
    sent = select(claims.c.submission).join(lines, lines.c.id == claims.c.line).join(submissions)
    own = (submissions.c.unit == unit, submissions.c.period == period)
    wanted = sent.where(counting(), *own, lines.c.ledger.in_(list(ledgers)))
    return connection.execute(wanted.limit(1)).scalar() is not None
