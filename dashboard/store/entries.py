"""The rows that acts write: nothing else writes any."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, delete, func, insert, or_, select

from dashboard.store import promised
from dashboard.store.acts import Act, canonical, utc
from dashboard.store.blocks import packed
from dashboard.store.dossiers import Dossier
from dashboard.store.filing import Part
from dashboard.store.schema import (
    actions,
    claims,
    lines,
    memories,
    parts,
    readings,
    retractions,
    submissions,
    verdicts,
    withdrawals,
)
from dashboard.store.scopes import Claim, Line
from dashboard.store.submission import Submission

_OUTSIDE, _MARKED = ("error", "undecided"), ("warning", "capped")
"""Effects of findings that are counted as what is in no figure, and as what counts and is marked."""
_SAID = ("sha256", "name", "unit", "scope", "reader", "template", "replaces", "records", "errors", "warnings")
"""Facts of a submission's act that are columns of its row as they are."""


def key_of(sha256: str, unit: str, period: str, replaces: int | None, after: int | None) -> str:
    """Idempotency key: the same bytes for the same unit and week, replacing the same receipt, are one.

    Once that one was retracted, the same bytes are something new: `after` is the act that retracted it.
    """
    key = "|".join((sha256, unit, period, str(replaces or "")))
    return f"{key}|{after}" if after else key


def facts_of(
    submission: Submission, number: int, dossier: Dossier, block: str, replaced: Sequence[int], after: int | None
) -> dict[str, Any]:
    """What the act of a submission says; `block` is the dossier's name in the archive."""
    effects = [finding.get("effect") or finding.get("severity", "") for finding in submission.findings]
    return {
        "submission": number,
        "sha256": submission.sha256,
        "dossier": block,
        "name": submission.name,
        "unit": submission.unit,
        "period": submission.period.isoformat(),
        "scope": submission.scope,
        "reader": submission.reader,
        "template": submission.template,
        "replaces": submission.replaces,
        "replaced": sorted(replaced),
        "after": after,
        "records": dossier.records,
        "errors": sum(effects.count(each) for each in _OUTSIDE),
        "warnings": sum(effects.count(each) for each in _MARKED),
    }


def file(connection: Connection, act: Act, dossier: Dossier) -> None:
    """Write every row of a submission."""
    said = act.content
    number = said["submission"]
    head = {name: said[name] for name in _SAID} | {
        "number": number,
        "key": key_of(said["sha256"], said["unit"], said["period"], said["replaces"], said["after"]),
        "period": date.fromisoformat(said["period"]),
        "replaced": json.dumps(said["replaced"]),
        "uploader": act.by,
        "at": utc(act.at),
        "act": act.number,
    }
    connection.execute(insert(submissions).values(head))
    facts = {name: packed(getattr(dossier, name)) for name in ("findings", "sheets", "answers")}
    connection.execute(insert(readings).values(submission=number, **facts))
    _file_parts(connection, number, dossier.parts)
    _file_claims(connection, dossier.claims)


def retract(connection: Connection, act: Act) -> None:
    """Write that a receipt counts no longer."""
    said = act.content
    connection.execute(insert(retractions).values(submission=said["submission"], act=act.number, reason=said["reason"]))


def withdraw(connection: Connection, act: Act) -> None:
    """Write that the bytes of an archived file are gone on purpose."""
    said = act.content
    connection.execute(insert(withdrawals).values(sha256=said["sha256"], act=act.number, reason=said["reason"]))


def remember(connection: Connection, act: Act) -> None:
    """Write what is remembered of a template from now on, or that nothing is."""
    said = act.content
    place = {"unit": said["unit"], "template": said["template"]}
    connection.execute(delete(memories).where(*(memories.c[name] == value for name, value in place.items())))
    if said["after"] is not None:
        kept = {name: canonical(said["after"][name]) for name in ("answers", "layout")}
        connection.execute(insert(memories).values(**place, **kept, at=utc(act.at), by=act.by))


def judge(connection: Connection, act: Act) -> None:
    """Write the verdict on a claim."""
    said = {name: act.content[name] for name in ("ledger", "unit", "identity", "verdict", "reason", "evidence")}
    since = date.fromisoformat(act.content["since"])
    connection.execute(insert(verdicts).values(act=act.number, since=since, **said))


def promise(connection: Connection, act: Act) -> None:
    """Write how an action stands after an act about it."""
    own = actions.c.number == act.content["action"]
    row = connection.execute(select(actions).where(own)).one_or_none()
    after = promised.stepped(None if row is None else promised.of_row(row), act)
    connection.execute(delete(actions).where(own))
    connection.execute(insert(actions).values(promised.row_of(after, act.number)))


def block_of(part: Part) -> bytes:
    """A part as the database holds it."""
    return packed({"columns": part.columns, "scopes": part.scopes})


def _file_parts(connection: Connection, number: int, content: Sequence[Part]) -> None:
    rows = [
        {"submission": number, "unit": part.unit, "ledger": part.ledger, "content": block_of(part)} for part in content
    ]
    if rows:
        connection.execute(insert(parts), rows)


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
