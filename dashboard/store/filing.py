"""A submission taken apart: its records by (unit, ledger), and what it claims about which lines of the books."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.contract import TABLES, naming_column
from dashboard.store.blocks import Columns, columns_of
from dashboard.store.scopes import (
    FIGURES,
    Claim,
    ClaimKind,
    Line,
    answered_list,
    by_hand_scope,
    line_year,
    record_scopes,
    zero_scope,
)
from dashboard.store.submission import Facts, Submission


@dataclass(frozen=True)
class Part:
    """Records of one unit in one ledger, with the scope of each. Stops lie with the unit of their visit."""

    unit: str
    ledger: str
    columns: Columns
    scopes: list[str]


def parts_of(submission: Submission) -> list[Part]:
    """The records of a submission by (unit, ledger), in contract order of ledgers and first appearance of units."""
    return [part for table in TABLES for part in _parts(submission, table)]


def _parts(submission: Submission, table: str) -> Iterator[Part]:
    frame = submission.tables.get(table)
    if frame is None or frame.empty:
        return
    units, scopes = _owners(submission, table, frame)
    columns = columns_of(table, frame)
    if table == "counters":
        scopes = _told_apart(submission, columns, scopes)
    rows: dict[str, list[int]] = defaultdict(list)
    for index, unit in enumerate(units):
        rows[unit].append(index)
    for unit, indices in rows.items():
        chosen = {name: [values[i] for i in indices] for name, values in columns.items()}
        yield Part(unit, table, chosen, [scopes[i] for i in indices])


def _owners(submission: Submission, table: str, frame: pd.DataFrame) -> tuple[list[str], list[str]]:
    if table != "stops":
        return [str(unit) for unit in frame["unit"]], record_scopes(table, frame)
    visits = submission.tables.get("visits")
    homes: dict[tuple[str, int, int], tuple[str, str]] = {}
    if visits is not None:
        places = zip(visits["sheet"], visits["table"], visits["row"], strict=True)
        homes = dict(zip(places, zip(visits["unit"], visits["direction"], strict=True), strict=True))
    keys = zip(frame["sheet"], frame["table"], frame["visit_row"], strict=True)
    owners = [homes.get(key, (unit, "")) for key, unit in zip(keys, frame["unit"], strict=True)]
    return [unit for unit, _ in owners], [scope for _, scope in owners]


def _told_apart(submission: Submission, columns: Columns, scopes: list[str]) -> list[str]:
    """Scopes of counters; those of explicit zeros and of figures entered by hand are lines of their own."""
    if submission.by_hand:
        return [by_hand_scope(scope) for scope in scopes]
    zeros = _explicit_zeros(submission, columns)
    return [zero_scope(scope) if index in zeros else scope for index, scope in enumerate(scopes)]


def _explicit_zeros(submission: Submission, columns: Columns) -> frozenset[int]:
    """Which counters are the figures of a list that is present but empty."""
    ledgers = {_sheet_key(sheet): sheet.get("ledger", "") for sheet in submission.sheets}
    places = zip(columns["sheet"], columns["table"], columns["value"], strict=True)
    return frozenset(
        index
        for index, (sheet, table, value) in enumerate(places)
        if value == 0 and ledgers.get((sheet, table), "") not in ("", *FIGURES)
    )


def _sheet_key(sheet: Facts) -> tuple[str, int]:
    return str(sheet.get("name", "")), int(sheet.get("table", 1))


def claims_of(submission: Submission, number: int, parts: list[Part], *, district: str = "") -> list[Claim]:
    """What the submission, as receipt `number`, says about which lines. `district` is the registry's first entry."""
    desk = _Desk(submission, number, district)
    listed = [claim for part in parts if part.ledger != "stops" for claim in desk.listed(part)]
    known = {claim.line.place for claim in listed}
    signs = [claim for claim in desk.signs(parts) if claim.line.place not in known]
    return list({claim.line: claim for claim in [*signs, *listed]}.values())


class _Desk:
    """Writes the claims of one submission."""

    def __init__(self, submission: Submission, number: int, district: str) -> None:
        self.submission = submission
        self.number = number
        self.district = district
        self.sheets = {_sheet_key(sheet): sheet for sheet in submission.sheets}

    def listed(self, part: Part) -> Iterator[Claim]:
        """A claim for every scope that the part has records in."""
        rows: dict[str, list[int]] = defaultdict(list)
        for index, scope in enumerate(part.scopes):
            rows[scope].append(index)
        for scope, indices in rows.items():
            yield Claim(
                Line(
                    part.unit,
                    part.ledger,
                    scope,
                    self._sender(part.unit),
                    self._variant(part.ledger),
                    line_year(part.ledger, scope),
                ),
                self.number,
                self.submission.period,
                self._kind(part.ledger),
                len(indices),
                part.columns["sheet"][indices[0]],
                self._cell(part, indices[0]),
                self.submission.unit == part.unit,
            )

    def signs(self, parts: list[Part]) -> Iterator[Claim]:
        """What every explicit zero says of the list that it stands for: `nothing`, or its end if a person said so."""
        ended = self.submission.scope == "whole" and self.submission.answers.get("scope") == "whole"
        for part in parts:
            for index in _explicit_zeros(self.submission, part.columns) if part.ledger == "counters" else ():
                answered = answered_list(part.scopes[index])
                if answered:
                    variant = self._variant(answered[0]) if ended else ""
                    line = Line(part.unit, *answered, self._sender(part.unit), variant)
                    sheet, cell = part.columns["sheet"][index], self._cell(part, index)
                    kind: ClaimKind = "list" if ended else "nothing"
                    own = self.submission.unit == part.unit
                    yield Claim(line, self.number, self.submission.period, kind, 0, sheet, cell, own)

    def _variant(self, ledger: str) -> str:
        return self.submission.template if ledger == "projects" else ""

    def _sender(self, unit: str) -> str:
        return "" if self.submission.unit in (unit, self.district) else self.submission.unit

    def _kind(self, ledger: str) -> ClaimKind:
        return "addition" if self.submission.scope == "increment" and ledger not in FIGURES else "list"

    def _sheet(self, part: Part, index: int) -> Any:
        return self.sheets.get((part.columns["sheet"][index], part.columns["table"][index]), {})

    def _cell(self, part: Part, index: int) -> str:
        if part.ledger in FIGURES:
            return str(part.columns["cell"][index])
        sheet = self._sheet(part, index)
        cell = f"{naming_column(sheet.get('columns') or {})}{part.columns['row'][index]}"
        return str((sheet.get("merged") or {}).get(cell, cell))
