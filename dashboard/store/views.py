"""Snapshots: the standing claims of a day turned into the contract's tables, with coverage and addresses.

`targets` and `counters` have two columns named `period`, as the contract has it: the date up to which the submission
covers, third in order, and the table's own text (year, week, cumulative ...).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any, Literal

import pandas as pd
from sqlalchemy import Connection, select, tuple_

from dashboard.contract import COVERAGE, NAMES_UNITS, TABLES, District, Kind, Snapshot
from dashboard.frames import kind_of
from dashboard.store.blocks import Columns, array_of, frame_of, unpacked
from dashboard.store.engine import chunks
from dashboard.store.filing import Part
from dashboard.store.folding import Standing
from dashboard.store.identity import identities
from dashboard.store.schema import parts, readings, submissions
from dashboard.store.submission import by_hand
from dashboard.weeks import returns_missed

_KINDS: Mapping[str, Kind | Literal["flag"]] = {
    "submission": "integer", "file": "text", "period": "date", "stale": "flag",
}  # fmt: skip
"""What the columns before a snapshot's record hold."""
PartKey = tuple[int, str, str]
Naming = Callable[[str, pd.DataFrame, Sequence[str]], Sequence[str]]
"""For a ledger, its rows and their own identities: under which ones they are shown."""
LINKED = ("projects", "assets", "visits", "prospects", "stops")
"""Ledgers whose identities can be linked."""
ByPart = dict[PartKey, dict[str, Standing]]


@dataclass
class Contents:
    """What standing submissions hold: file names, sheet entries, records by (submission, unit, ledger)."""

    files: dict[int, str] = field(default_factory=dict)
    sheets: dict[int, Sequence[Mapping[str, Any]]] = field(default_factory=dict)
    parts: dict[PartKey, Part] = field(default_factory=dict)
    findings: dict[int, Sequence[Mapping[str, Any]]] = field(default_factory=dict)


def contents(connection: Connection, standing: Iterable[Standing], known: Contents) -> Contents:
    """Load what the standing claims refer to; `known` brings what is not in the store (what-if submissions)."""
    claims = [entry.claim for entry in standing]
    numbers = {claim.submission for claim in claims} - set(known.files)
    wanted = {(c.submission, c.line.unit, c.line.ledger) for c in claims if c.records}
    wanted |= {(number, unit, "stops") for number, unit, ledger in wanted if ledger == "visits"}
    found = Contents(dict(known.files), dict(known.sheets), dict(known.parts), dict(known.findings))
    heads = select(submissions.c.number, submissions.c.name, readings.c.sheets, readings.c.findings).join(readings)
    for chunk in chunks(numbers):
        for number, name, sheets, findings in connection.execute(heads.where(submissions.c.number.in_(chunk))):
            found.files[number], found.sheets[number] = name, unpacked(sheets)
            found.findings[number] = unpacked(findings)
    key = tuple_(parts.c.submission, parts.c.unit, parts.c.ledger)
    for places in chunks(wanted - set(known.parts)):
        for number, unit, ledger, block in connection.execute(select(parts).where(key.in_(places))):
            found.parts[number, unit, ledger] = opened(unit, ledger, block)
    return found


def opened(unit: str, ledger: str, block: bytes) -> Part:
    """A stored part, unpacked."""
    content = unpacked(block)
    return Part(unit, ledger, content["columns"], content["scopes"])


def snapshot(
    as_of: date, standing: Sequence[Standing], held: Contents, district: District, naming: Naming | None = None
) -> Snapshot:
    """The district as it stood: rows in the registry's order of units, then by receipt and place in the file.

    `naming` gives the identities under which the rows of a ledger are shown; their own without it.
    """
    stale = _staleness(district, as_of)
    ordered = _ordered(standing, district)
    by_part = _by_part(ordered)
    frames = {table: _renamed(_frame(table, by_part, held, stale), district) for table in TABLES}
    for table, frame in frames.items():
        own = identities(table, frame, frames["stops"]) if len(frame) else []
        shown = naming(table, frame, own) if own and naming and table in LINKED else own
        frame["identity"] = pd.Series(shown, dtype="str", index=frame.index)
    coverage = _renamed(_coverage(ordered, held, stale), district)
    marks = (_addresses(held), _hedges(held), _unreadable(held), _merged(held), _by_hand(held))
    return Snapshot(as_of, frames, coverage, *marks)


class Tables(Mapping[str, pd.DataFrame]):
    """The canonical tables alone, without those that are empty; rows in the order of a snapshot.

    Each is put together when it is first asked for: a file holds one or two of those that stand for its sender.
    """

    def __init__(self, standing: Sequence[Standing], held: Contents, district: District) -> None:
        by_part = _by_part(_ordered(standing, district))
        found = {table: _own(table, by_part, held)[0] for table in TABLES}
        self._columns = {table: columns for table, columns in found.items() if columns["row"]}
        self._made: dict[str, pd.DataFrame] = {}
        self._district = district

    def __getitem__(self, table: str) -> pd.DataFrame:
        if table not in self._made:
            self._made[table] = _renamed(frame_of(table, self._columns[table]), self._district)
        return self._made[table]

    def __iter__(self) -> Iterator[str]:
        return iter(self._columns)

    def __len__(self) -> int:
        return len(self._columns)


def _ordered(standing: Sequence[Standing], district: District) -> list[Standing]:
    rank = {name: position for position, name in enumerate(district.names)}
    rank |= {name: rank[now] for name, now in district.former.items()}
    return sorted(
        standing,
        key=lambda s: (rank.get(s.claim.line.unit, len(rank)), s.claim.line.unit, s.claim.submission),
    )


def _renamed(frame: pd.DataFrame, district: District) -> pd.DataFrame:
    """Units under the names of the registry in force."""
    for column in NAMES_UNITS if district.former else ():
        if column in frame and frame[column].isin(list(district.former)).any():
            frame[column] = frame[column].map(lambda name: district.former.get(name, name)).astype("str")
    return frame


def _staleness(district: District, as_of: date) -> Callable[[Standing], bool]:
    """Whether an expected return was missed since; a ledger that the rules give no cadence is never stale."""

    @lru_cache(maxsize=4096)
    def missed(fresh: date, ledger: str) -> bool:
        expected = ledger in district.rules.cadence_weeks
        return expected and returns_missed(district, fresh, as_of, ledger) >= 1

    return lambda entry: missed(entry.fresh, entry.claim.line.ledger)


def _frame(table: str, by_part: ByPart, held: Contents, stale: Callable[[Standing], bool]) -> pd.DataFrame:
    own, entries = _own(table, by_part, held)
    if not entries:
        return _blank(table).copy(deep=False)
    head: Columns = {name: [] for name in _KINDS}
    _precede(head, held, entries, stale)
    return _laid_out(table, head, own)


@lru_cache(maxsize=16)
def _blank(table: str) -> pd.DataFrame:
    """A table without records: most of those that one unit's files fill, made once."""
    return _laid_out(table, {name: [] for name in _KINDS}, {name: [] for name in TABLES[table]})


def _laid_out(table: str, head: Columns, own: Columns) -> pd.DataFrame:
    columns = [array_of(values, _KINDS[name]) for name, values in head.items()]
    columns += [array_of(values, kind_of(name, table)) for name, values in own.items()]
    frame = pd.DataFrame(dict(enumerate(columns)), copy=False)
    frame.columns = pd.Index([*head, *own])
    return frame


def _own(table: str, by_part: ByPart, held: Contents) -> tuple[Columns, list[Standing]]:
    """A table's own columns of everything that stands, and by what each record stands."""
    own: Columns = {name: [] for name in TABLES[table]}
    by: list[Standing] = []
    for (number, unit, ledger), entries in by_part.items():
        part = held.parts.get((number, unit, table))
        if part is None or ledger != ("visits" if table == "stops" else table):
            continue
        rows = [i for i, scope in enumerate(part.scopes) if scope in entries]
        every = len(rows) == len(part.scopes)
        for name, values in own.items():
            column = part.columns[name]
            values.extend(column if every else [column[i] for i in rows])
        by += [entries[part.scopes[i]] for i in rows]
    return own, by


def _precede(columns: Columns, held: Contents, entries: Iterable[Standing], stale: Callable[[Standing], bool]) -> None:
    """Append what precedes a record in a snapshot."""
    for entry in entries:
        columns["submission"].append(entry.claim.submission)
        columns["file"].append(held.files[entry.claim.submission])
        columns["period"].append(entry.claim.period.isoformat())
        columns["stale"].append(stale(entry))


def _by_part(standing: Sequence[Standing]) -> ByPart:
    """Standing claims with records by (submission, unit, ledger), then by scope, in the order given."""
    grouped: ByPart = defaultdict(dict)
    for entry in standing:
        if entry.claim.records:
            line = entry.claim.line
            grouped[entry.claim.submission, line.unit, line.ledger][line.scope] = entry
    return grouped


def _coverage(standing: Sequence[Standing], held: Contents, stale: Callable[[Standing], bool]) -> pd.DataFrame:
    columns: Columns = {name: [] for name in COVERAGE}
    for entry in standing:
        claim = entry.claim
        columns["unit"].append(claim.line.unit)
        columns["table"].append(claim.line.ledger)
        columns["scope"].append(claim.line.scope)
        columns["nothing"].append(claim.kind == "nothing")
        columns["addition"].append(claim.kind == "addition")
        columns["sheet"].append(claim.sheet)
        columns["cell"].append(claim.cell)
        _precede(columns, held, [entry], stale)
    kinds = {**_KINDS, "nothing": "flag", "addition": "flag"}
    return pd.DataFrame({name: array_of(values, kinds.get(name, "text")) for name, values in columns.items()})


def _hedges(held: Contents) -> dict[tuple[int, str, str], str]:
    """The word of every hedged cell, by submission, sheet and cell."""
    return {
        (number, sheet.get("name", ""), cell): word
        for number, sheets in held.sheets.items()
        for sheet in sheets
        for cell, word in (sheet.get("hedges") or {}).items()
    }


def _merged(held: Contents) -> dict[tuple[int, str, str], str]:
    """The first cell of the merge that covers a cell, by submission, sheet and cell."""
    return {
        (number, sheet.get("name", ""), cell): first
        for number, sheets in held.sheets.items()
        for sheet in sheets
        for cell, first in (sheet.get("merged") or {}).items()
    }


def _by_hand(held: Contents) -> dict[int, Mapping[str, str]]:
    """Who told what was entered by hand, why and on what evidence, by submission."""
    return {number: said for number, sheets in held.sheets.items() if (said := by_hand(sheets))}


def _unreadable(held: Contents) -> frozenset[tuple[int, str, str]]:
    """Cells that errors name, by submission, sheet and cell."""
    return frozenset(
        (number, finding.get("sheet", ""), finding.get("cell", ""))
        for number, findings in held.findings.items()
        for finding in findings
        if finding.get("severity") == "error"
    )


def _addresses(held: Contents) -> dict[tuple[int, str, int], Mapping[str, str]]:
    return {
        (number, sheet.get("name", ""), int(sheet.get("table", 1))): dict(sheet.get("columns") or {})
        for number, sheets in held.sheets.items()
        for sheet in sheets
    }
