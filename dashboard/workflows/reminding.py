"""Words to remind with: what a unit still owes for a week, and what of its sheets is not in the figures."""

import re
from collections.abc import Sequence
from datetime import date

from dashboard.contract import District
from dashboard.i18n import Say
from dashboard.workflows.concerns import Open
from dashboard.workflows.returns import OWED, Return, due
from dashboard.workflows.wording import advice, sentence
from metrics.outings import LeaderLine

SHOWN = 12
"""Errors that a text names; of the rest it says how many they are."""


def everybody(say: Say, district: District, week: date, owed: Sequence[Return]) -> str:
    """One text for the group chat: who still owes what."""
    lines = [say("data.returns.remind_line", unit=e.unit, ledgers=_ledgers(say, district, e)) for e in owed]
    return "\n".join([say("data.returns.remind", week=say.day(week), n=len(owed)), *lines])


def one(say: Say, district: District, entry: Return, found: Sequence[Open]) -> str:
    """One unit's text: a sentence of what is missing for the week and one for each open error; "" where all is well."""
    errors = [each for each in found if each.effect == "error"]
    lines = [_missing(say, district, entry)] if entry.state in OWED else []
    open_ = len(lines) + len(errors)
    lines += [_error(say, each) for each in errors[:SHOWN]]
    if not lines:
        return ""
    if len(errors) > SHOWN:
        lines.append(say("data.returns.remind_more", n=len(errors) - SHOWN))
    head = say("data.returns.remind_one", unit=entry.unit, week=say.day(entry.week), n=open_)
    return "\n".join([head, *(f"{number}. {line}" for number, line in enumerate(lines, 1))])


def leader(say: Say, line: LeaderLine, limit_days: int) -> str:
    """One leader's slip, for nobody else: how many outings, how long since the last, and when the next is due."""
    last = say("agenda.slip.last", day=say.day(line.last_end)) if line.last_end else say("agenda.slip.none")
    due = say("agenda.slip.due", day=say.day(line.due)) if line.due else ""
    return say(
        "agenda.slip", name=line.leader.name, day=say.day(line.cover_to), trips=len(line.trips), last=last,
        days=line.days_since, limit=limit_days, due=due,
    )  # fmt: skip


def _missing(say: Say, district: District, entry: Return) -> str:
    ledgers = _ledgers(say, district, entry)
    return say("data.returns.remind_missing", ledgers=ledgers) if ledgers else say("data.returns.remind_nothing")


def _ledgers(say: Say, district: District, entry: Return) -> str:
    unit = district.unit(entry.unit)
    names = entry.lacking or (due(unit, district) if unit else ())
    return say("data.joint").join(say(f"data.table.{name}") for name in names)


def _error(say: Say, each: Open) -> str:
    """Where, what, and what to do about it."""
    finding = each.finding
    place = re.sub(r"\s+", " ", f"{each.file} {finding.sheet} {finding.cell}".strip())
    said = say("reply.text.said", what=sentence(say, finding), advice=advice(say, finding)).strip()
    return say("data.returns.remind_error", place=place, said=said)
