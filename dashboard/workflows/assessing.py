"""An assessment period's scores: worked out under the rules that it was opened with, and published as a document."""

import json
from collections.abc import Callable
from datetime import date, datetime

import pandas as pd

from dashboard.charts import scores
from dashboard.contract import Filters
from dashboard.exports.tabular import book
from dashboard.i18n import Say
from dashboard.store import Store
from dashboard.store.assessed import Assessment, Publication
from dashboard.store.submission import Facts
from dashboard.workflows import score_rules
from dashboard.workflows.report import Standing
from dashboard.workflows.scoring import Scoring
from metrics.rulebook import Rulebook, Term
from metrics.score_inputs import Input
from metrics.scoring import Scoreboard, Scored, UnitScore

_TOTAL = ("group", "rank", "of", "unit", "total", "listed", "exempt")
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
    return score_rules.read(store.assessments.kept(period.rules), period.file, store.registry.at(period.until))


def published(store: Store, period: Assessment, stands: Stands, *, by: str, now: datetime) -> str:
    """Publish the accepted scores as of the period's last day; their hash."""
    rules, standing = rules_of(store, period), stands(Filters(period.until))
    board = Scoring(store, standing).board(rules)
    return store.assessments.publish(period.number, document(board, period.until), by=by, now=now)


def sheets(store: Store, period: Assessment, publication: Publication, say: Say) -> bytes:
    """What was published to the units, as a workbook: the totals, and every term with its inputs and their cells.

    Raises
    ------
    StoreDamaged
        `assessment-lost`: the archive does not hold it any more.
    """
    told = json.loads(store.assessments.kept(publication.hash))
    terms = {term.id: term for term in rules_of(store, period).terms}
    totals = [{name: unit[name] for name in _TOTAL} for unit in told["units"]]
    rows = [
        {"unit": unit["unit"], **_of_term(say, terms[term["id"]], term), **_of_input(say, each)}
        for unit in told["units"]
        for term in unit["terms"]
        for each in term["inputs"] or [{}]
    ]
    named = {say("assessing.sheet.totals"): pd.DataFrame(totals), say("assessing.sheet.terms"): pd.DataFrame(rows)}
    return book({title: _headed(say, table) for title, table in named.items()})


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
        return dict.fromkeys(("indicator", "weight", "value", "target", "elapsed"), None) | {"cells": ""}
    cells = "; ".join(f"{file} {sheet} {cell}" for _, file, sheet, cell in told["cells"])
    kept = {name: told[name] for name in ("weight", "value", "target", "elapsed")}
    return {"indicator": scores.named(say, told["indicator"]), **kept, "cells": cells}


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
        "cells": [[cell.submission, cell.file, cell.sheet, cell.cell] for cell in each.source],
    }  # fmt: skip
