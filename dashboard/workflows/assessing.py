"""An assessment period's scores: worked out under the rules that it was opened with, and published as a document."""

import json
from collections.abc import Callable, Sequence
from datetime import date, datetime

import pandas as pd

from dashboard.charts import scores
from dashboard.contract import Filters
from dashboard.errors import StoreDamaged
from dashboard.exports.tabular import book
from dashboard.i18n import Say
from dashboard.store import Store
from dashboard.store.assessed import Assessment, Publication
from dashboard.store.submission import Facts
from dashboard.weeks import stamped
from dashboard.workflows import score_rules
from dashboard.workflows.report import Standing
from dashboard.workflows.scoring import Scoring
from dashboard.workflows.wording import who
from metrics.measure import Source
from metrics.rulebook import Rulebook, Term
from metrics.score_inputs import Input
from metrics.scoring import Scoreboard, Scored, UnitScore, scoreboard

_TOTAL = ("group", "rank", "of", "unit", "total", "listed", "exempt")
_GIVEN = ("indicator", "weight", "value", "target", "year_target", "elapsed", "reason", "hedged", "made_of")
Stands = Callable[[Filters], Standing]


def rules_of(store: Store, period: Assessment) -> Rulebook:
    """The rules that a period was opened under, whatever is in force by now.

    Raises
    ------
    StoreDamaged
        `assessment-lost`: the archive does not hold them any more.
    SettingsError
        As `score_rules.read`: a unit that they name has left the registry.
    """
    district = store.registry.at(period.until)
    return score_rules.read(store.assessments.kept(period.rules), period.file, district, kept=True)


def published(store: Store, period: Assessment, stands: Stands, *, by: str, now: datetime) -> str:
    """Publish the accepted scores as of the period's last day; their hash."""
    rules, standing = rules_of(store, period), stands(Filters(period.until))
    board = Scoring(store, standing).board(rules)
    return store.assessments.publish(period.number, document(board, period.until), by=by, now=now)


def under(store: Store, hash_: str, say: Say) -> tuple[list[str], bool, bytes] | None:
    """What was published under a hash or its beginning: in lines, whether it is as it was published, and its bytes.

    None where no period has published so. A period that was closed is closed on its last publication.
    """
    wanted = hash_.strip().lower()
    every = [(period, each) for period in store.assessments.all() for each in period.publications]
    found = {each.hash: (period, each) for period, each in every if each.hash.startswith(wanted)}
    if len(found) != 1:
        return None
    period, each = next(iter(found.values()))
    last = period.last is not None and period.last.hash == each.hash
    state = "closed" if period.closed_at is not None and last else "published"
    lines = [say("assessing.proof", title=period.title, since=say.day(period.since), until=say.day(period.until),
                 n=each.version, at=stamped(each.at), by=who(say, each.by),
                 state=say(f"assessing.state.{state}"))]  # fmt: skip
    try:
        content = store.assessments.kept(each.hash)
        rules_of(store, period)
    except StoreDamaged:
        return [*lines, say("assessing.proof.altered")], False, b""
    told = [_line(say, unit) for unit in json.loads(content)["units"]]
    return [*lines, say("assessing.proof.whole", file=period.file, hash=period.rules), "", *told], True, content


def _line(say: Say, told: Facts) -> str:
    if told["total"] is None:
        return f"{told['unit']}  {say('scores.unplaced')}"
    total = scores.in_points(say, told["total"])
    return f"{told['unit']}  {say('scores.total', points=total, rank=told['rank'])}"


def sheets(store: Store, period: Assessment, publication: Publication, say: Say) -> bytes:
    """What was published to the units, as a workbook: the totals, and every term with its inputs, their cells and the
    arithmetic that a pocket calculator can follow.

    Raises
    ------
    StoreDamaged
        `assessment-lost`: the archive does not hold it any more.
    """
    told = json.loads(store.assessments.kept(publication.hash))
    rules = rules_of(store, period)
    terms, again = {term.id: term for term in rules.terms}, _again(told, rules)
    totals = [{name: unit[name] for name in _TOTAL} | {"formula": _sum(say, unit, again)} for unit in told["units"]]
    rows = [
        {"unit": unit["unit"], **_of_term(say, terms[term["id"]], term), **_of_input(say, each)}
        | {"formula": _arithmetic(say, unit["unit"], term, again)}
        for unit in told["units"]
        for term in unit["terms"]
        for each in term["inputs"] or [{}]
    ]
    named = {say("assessing.sheet.totals"): pd.DataFrame(totals), say("assessing.sheet.terms"): pd.DataFrame(rows)}
    return book({title: _headed(say, table) for title, table in named.items()})


def _again(told: Facts, rules: Rulebook) -> Scoreboard:
    """The scores worked out once more from the inputs that were published, for their arithmetic alone."""
    given = {
        (unit["unit"], term["id"]): tuple(
            Input(**{name: each[name] for name in _GIVEN if name in each}) for each in term["inputs"]
        )
        for unit in told["units"]
        for term in unit["terms"]
        if term["inputs"]
    }
    return scoreboard(rules, {unit["unit"]: unit["group"] for unit in told["units"]}, given)


def _arithmetic(say: Say, unit: str, told: Facts, again: Scoreboard) -> str:
    """A term's arithmetic; "" where it has no points, or none that gives what was published."""
    each = again.of(unit)
    scored = next((one for one in each.terms if one.term.id == told["id"]), None) if each else None
    stands = scored is not None and told["points"] is not None and scored.points == told["points"]
    return scores.formula(say, scored) if scored is not None and stands else ""


def _sum(say: Say, told: Facts, again: Scoreboard) -> str:
    each = again.of(told["unit"])
    stands = each is not None and told["total"] is not None and each.total == told["total"]
    return scores.total(say, each) if each is not None and stands else ""


def _headed(say: Say, table: pd.DataFrame) -> pd.DataFrame:
    if "listed" in table:
        table = table.assign(listed=[word and say(f"scores.listed.{word}") for word in table["listed"]])
    return table.rename(columns={name: say(f"assessing.sheet.{name}") for name in table.columns})


def _of_term(say: Say, term: Term, told: Facts) -> Facts:
    why = say(f"scores.reason.{told['missing']}") if told["missing"] else ""
    return {
        "term": term.name, "form": say(f"scores.form.{term.form}"), "possible": term.points, "points": told["points"],
        "missing": why, "evidence": "; ".join(told["evidence"]),
    }  # fmt: skip


def _of_input(say: Say, told: Facts) -> Facts:
    if not told:
        return dict.fromkeys(("indicator", "weight", "value", "made", "target", "elapsed"), None) | dict.fromkeys(
            ("cells", "target_cells"), ""
        )
    # what was published before shares and targets were told with their cells has neither
    weeks = tuple(date.fromisoformat(week) for week in told.get("weeks", ()))
    made = Input(**{name: told[name] for name in _GIVEN if name in told}, weeks=weeks)
    return {
        "indicator": scores.named(say, told["indicator"]), "weight": told["weight"], "value": told["value"],
        "made": scores.made_of(say, made), "target": told["target"], "elapsed": told["elapsed"],
        "cells": _places(told["cells"]), "target_cells": _places(told.get("target_cells", ())),
    }  # fmt: skip


def _places(cells: Sequence[Sequence[object]]) -> str:
    """Cells as text: the file, sheet and address of each."""
    return "; ".join(" ".join(str(part) for part in cell[1:] if part) for cell in cells)


def document(board: Scoreboard, as_of: date) -> Facts:
    """The scores as plain data: every unit with every term, its inputs and their cells."""
    rules = board.rules
    return {
        "as_of": as_of.isoformat(),
        "rules": {"title": rules.title, "version": rules.version, "sha256": rules.fingerprint},
        "units": [_unit(each) for each in board.units],
    }


def _unit(each: UnitScore) -> Facts:
    return {
        "unit": each.unit, "group": each.group, "total": each.total, "rank": each.rank, "of": each.of,
        "listed": each.listed, "exempt": each.exemption.reason if each.exemption else "",
        "terms": [_term(scored) for scored in each.terms],
    }  # fmt: skip


def _term(scored: Scored) -> Facts:
    return {
        "id": scored.term.id, "name": scored.term.name, "state": scored.state, "points": scored.points,
        "missing": scored.missing, "group": list(scored.group) if scored.group else None,
        "evidence": [each.evidence for each in scored.given],
        "inputs": [_input(each) for each in scored.inputs],
    }  # fmt: skip


def _input(each: Input) -> Facts:
    return {
        "indicator": each.indicator, "weight": each.weight, "value": each.value, "target": each.target,
        "year_target": each.year_target, "elapsed": each.elapsed, "reason": each.reason,
        "hedged": each.hedged, "made_of": [list(part) for part in each.made_of],
        "weeks": [week.isoformat() for week in each.weeks],
        "cells": _listed(each.source), "target_cells": _listed(each.target_source),
    }  # fmt: skip


def _listed(cells: Sequence[Source]) -> list[list[object]]:
    return [[cell.submission, cell.file, cell.sheet, cell.cell] for cell in cells]
