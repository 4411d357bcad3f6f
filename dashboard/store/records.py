"""Rows of the database: writing a submission, finding receipts, listing what there is."""

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Row, func, insert, or_, select, update

from dashboard.contract import TABLES
from dashboard.errors import SubmissionRefused
from dashboard.store.blocks import array_of, frame_of, packed, unpacked
from dashboard.store.filing import Part
from dashboard.store.schema import claims, lines, parts, readings, submissions
from dashboard.store.scopes import Claim, Line, Place
from dashboard.store.submission import Filed, Receipt, Submission
from dashboard.store.views import opened


def utc(moment: datetime) -> datetime:
    """The moment in UTC without a zone, as the database keeps it; one without a zone is this machine's time."""
    return moment.astimezone(UTC).replace(tzinfo=None)


def aware(moment: datetime) -> datetime:
    """A moment of the database with its zone."""
    return moment.replace(tzinfo=UTC)


def last_number(connection: Connection, known: datetime | None = None) -> int:
    """Number of the last receipt, or of the last one at or before a UTC moment; 0 when there is none."""
    last = select(func.max(submissions.c.number))
    if known is not None:
        last = last.where(submissions.c.at <= known)
    return connection.execute(last).scalar() or 0


def last_period(connection: Connection) -> date:
    """The latest cover-to date of any submission; the last day there is when there is none."""
    return connection.execute(select(func.max(submissions.c.period))).scalar() or date.max


def exists(connection: Connection, number: int) -> bool:
    return connection.execute(select(submissions.c.number).where(submissions.c.number == number)).first() is not None


def replaces(connection: Connection, number: int) -> int | None:
    """The receipt that this one names as the one it takes the place of."""
    named = select(submissions.c.replaces).where(submissions.c.number == number)
    found: int | None = connection.execute(named).scalar()
    return found


def places(connection: Connection, number: int) -> set[Place]:
    """Unit, ledger and scope of everything that a receipt's file spoke of."""
    spoken = select(lines.c.unit, lines.c.ledger, lines.c.scope).join_from(claims, lines, claims.c.line == lines.c.id)
    rows = connection.execute(spoken.where(claims.c.submission == number))
    return {(unit, ledger, scope) for unit, ledger, scope in rows}


def receipt_by_key(connection: Connection, key: str) -> Receipt | None:
    """The receipt of an identical submission, marked as repeated."""
    row = connection.execute(select(submissions).where(submissions.c.key == key)).first()
    return None if row is None else _receipt(row, repeated=True)


def receipt_of_bytes(connection: Connection, submission: Submission) -> Receipt | None:
    """The newest receipt of these bytes for this unit and week, marked as repeated; None for a new file."""
    same = (getattr(submissions.c, name) == getattr(submission, name) for name in ("sha256", "unit", "period"))
    row = connection.execute(select(submissions).where(*same).order_by(submissions.c.number.desc())).first()
    return None if row is None else _receipt(row, repeated=True)


def reads_alike(connection: Connection, number: int, scope: str, content: Sequence[Part]) -> bool:
    """Whether a stored submission holds exactly these records as this part of its ledgers."""
    kept = select(submissions.c.scope).where(submissions.c.number == number)
    stored = select(parts.c.unit, parts.c.ledger, parts.c.content).where(parts.c.submission == number)
    held = {(unit, ledger): block for unit, ledger, block in connection.execute(stored)}
    return connection.execute(kept).scalar() == scope and held == {(p.unit, p.ledger): _block(p) for p in content}


def receipt(connection: Connection, number: int) -> Receipt:
    return _receipt(_row(connection, number))


def _row(connection: Connection, number: int) -> Row[Any]:
    row = connection.execute(select(submissions).where(submissions.c.number == number)).first()
    if row is None:
        raise SubmissionRefused("unknown-receipt", receipt=number)
    return row


def _receipt(row: Row[Any], *, repeated: bool = False) -> Receipt:
    replaced = tuple(json.loads(row.replaced))
    return Receipt(row.number, aware(row.at), row.sha256, row.unit, row.period, replaced, repeated)


def file(
    connection: Connection,
    submission: Submission,
    number: int,
    at: datetime,
    content: Sequence[Part],
    said: Sequence[Claim],
) -> None:
    """Write every row of a submission; `note_replaced` completes its receipt."""
    before = connection.execute(select(func.max(submissions.c.at))).scalar()
    severities = [finding.get("severity", "") for finding in submission.findings]
    head = {
        "number": number,
        "key": submission.key,
        "sha256": submission.sha256,
        "name": submission.name,
        "unit": submission.unit,
        "period": submission.period,
        "scope": submission.scope,
        "uploader": submission.uploader,
        "at": max(at, before or at),
        "reader": submission.reader,
        "template": submission.template,
        "replaces": submission.replaces,
        "replaced": "[]",
        "records": sum(len(part.scopes) for part in content if part.ledger != "stops"),
        "errors": severities.count("error"),
        "warnings": severities.count("warning"),
    }
    connection.execute(insert(submissions).values(head))
    facts = {name: packed(getattr(submission, name)) for name in ("findings", "sheets", "answers")}
    connection.execute(insert(readings).values(submission=number, **facts))
    _file_parts(connection, number, content)
    _file_claims(connection, said)


def _file_parts(connection: Connection, number: int, content: Sequence[Part]) -> None:
    rows = [
        {
            "submission": number,
            "unit": part.unit,
            "ledger": part.ledger,
            "content": _block(part),
        }
        for part in content
    ]
    if rows:
        connection.execute(insert(parts), rows)


def _block(part: Part) -> bytes:
    return packed({"columns": part.columns, "scopes": part.scopes})


def _file_claims(connection: Connection, said: Sequence[Claim]) -> None:
    numbers = _line_numbers(connection, [claim.line for claim in said])
    rows = [
        {
            "line": numbers[claim.line],
            "submission": claim.submission,
            "kind": claim.kind,
            "period": claim.period,
            "records": claim.records,
            "sheet": claim.sheet,
            "cell": claim.cell,
            "mixed": claim.mixed,
        }
        for claim in said
    ]
    if rows:
        connection.execute(insert(claims), rows)


def _line_numbers(connection: Connection, wanted: Sequence[Line]) -> dict[Line, int]:
    """Numbers of the lines, new ones written down first."""
    units = {line.unit for line in wanted}
    years = {line.year for line in wanted if line.year is not None}
    known = select(lines).where(lines.c.unit.in_(units), or_(lines.c.year.is_(None), lines.c.year.in_(years)))
    numbers = {Line(*row[1:]): row.id for row in connection.execute(known)}
    missing = [line for line in wanted if line not in numbers]
    last = connection.execute(select(func.max(lines.c.id))).scalar() or 0
    rows = [
        {
            "id": number,
            "unit": line.unit,
            "ledger": line.ledger,
            "scope": line.scope,
            "sender": line.sender,
            "variant": line.variant,
            "year": line.year,
        }
        for number, line in enumerate(missing, last + 1)
    ]
    if rows:
        connection.execute(insert(lines), rows)
    return numbers | {line: number for number, line in enumerate(missing, last + 1)}


def note_replaced(connection: Connection, number: int, replaced: Sequence[int]) -> None:
    """Write into a receipt, still in its own transaction, what no longer stands because of it."""
    text = json.dumps(list(replaced))
    connection.execute(update(submissions).where(submissions.c.number == number).values(replaced=text))


def listing(connection: Connection, unit: str, period: date | None, as_of: date | None) -> pd.DataFrame:
    """Receipts, newest first, with what each file was and how much was found in it."""
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
    }
    names = [submissions.c[name if name != "file" else "name"] for name in kinds]
    wanted = select(*names).order_by(submissions.c.number.desc())
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
    )


def _tables(connection: Connection, number: int) -> dict[str, pd.DataFrame]:
    """The submission's canonical tables, records in the order of the file."""
    found: dict[str, list[pd.DataFrame]] = {}
    for _, unit, ledger, block in connection.execute(select(parts).where(parts.c.submission == number)):
        found.setdefault(ledger, []).append(frame_of(ledger, opened(unit, ledger, block).columns))
    return {
        table: pd.concat(found[table]).sort_values(["sheet", "table", "row"], kind="stable", ignore_index=True)
        for table in TABLES
        if table in found
    }
