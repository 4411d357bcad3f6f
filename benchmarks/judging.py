"""One reading against the truth of its workbook."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from dashboard.contract import TABLES
from dashboard.frames import kind_of
from dashboard.names import plain
from loaders.outcome import Reading

_PLACE = {"sheet", "table", "row", "cell"}
_FACTORS = (10.0, 15.0, 100.0, 1000.0, 10_000.0, 1e6, 1e8, 2000 / 3, 10_000 / 15)
_SOURCE = {
    "investment_low": "investment",
    "investment_high": "investment",
    "investment_usd": "investment",
    "planned_start_on": "started_on",
    "planned_signing_on": "signed_on",
}
"""Fields that come from another one's cell."""
_DOUBTFUL = ("error", "warning")


@dataclass
class Judged:
    """Counts and failures of one workbook. A failure: sheet, cell, what, expected, got, said or silent."""

    counts: dict[str, int] = field(default_factory=dict)
    values: dict[str, int] = field(default_factory=dict)
    exact: dict[str, int] = field(default_factory=dict)
    failures: list[tuple[str, ...]] = field(default_factory=list)

    def count(self, name: str, by: int = 1) -> None:
        self.counts[name] = self.counts.get(name, 0) + by

    def fail(self, sheet: str, cell: str, what: str, expected: Any, got: Any, said: str = "") -> None:
        texts = (sheet, cell, what, expected, got, said)
        self.failures.append(tuple(str(text).replace("\n", "\\n") for text in texts))


class _Judge:
    def __init__(self, truth: dict[str, Any], reading: Reading) -> None:
        self.truth, self.reading, self.judged = truth, reading, Judged()
        self.said = {(f.sheet, f.cell): f.code for f in reading.findings if f.severity in _DOUBTFUL}
        self.spoken_rows = {(f.sheet, _row_of(f.cell)) for f in reading.findings if f.severity in _DOUBTFUL}
        self.pairs = [(table, self._reading_of(table)) for table in truth["tables"]]

    def _reading_of(self, table: dict[str, Any]) -> Any:
        same = [t for t in self.reading.sheets if t.name == table["sheet"] and not t.hidden]
        rows = set(table["header_rows"])
        letters = set(table["columns"].values())
        overlap = [t for t in same if rows & set(t.header_rows)]
        overlap.sort(key=lambda t: -len(letters & set(t.columns.values())))
        return next(iter(overlap or same), None)

    def run(self) -> Judged:
        for table, read in self.pairs:
            self._table(table, read)
        self._records()
        self._findings()
        self._cells()
        self._file()
        return self.judged

    def _table(self, table: dict[str, Any], read: Any) -> None:
        judged, sheet = self.judged, table["sheet"]
        judged.count("tables")
        judged.count("columns", len(table["columns"]))
        if read is None:
            judged.fail(sheet, "", "table", table["ledger"], "no table")
            return
        ledger_right = read.ledger == table["ledger"]
        judged.count("ledger", ledger_right)
        if not ledger_right:
            judged.fail(sheet, "", "ledger", table["ledger"], read.ledger)
        header_right = list(read.header_rows) == table["header_rows"]
        judged.count("header", header_right)
        if not header_right:
            judged.fail(sheet, "", "header rows", table["header_rows"], list(read.header_rows))
        if table["ledger"] not in ("targets", "counters"):
            self._mapping(table, read)
        elif ledger_right:
            judged.count("mapped", len(table["columns"]))
            judged.count("mapped_right", len(table["columns"]))

    def _mapping(self, table: dict[str, Any], read: Any) -> None:
        judged, wanted = self.judged, table["columns"]
        given = {n: where for n, where in read.columns.items() if not {n, where} & set(table["optional"])}
        head = max(table["header_rows"], default=1)
        for name, where in given.items():
            judged.count("mapped")
            if wanted.get(name) == where:
                judged.count("mapped_right")
            elif name not in wanted or where not in wanted.values():
                judged.fail(
                    table["sheet"],
                    f"{where}{head}",
                    f"column {name}",
                    wanted.get(name, "none"),
                    f"{where} {read.headings.get(where, '')}",
                )
        for name, where in wanted.items():
            if given.get(name) != where:
                taken = next((f for f, at in given.items() if at == where), "unmapped")
                said = self._heading_said(table, where)
                judged.fail(
                    table["sheet"],
                    f"{where}{head}",
                    "heading",
                    f"{name} <- {read.headings.get(where, '?')}",
                    taken,
                    said,
                )

    def _heading_said(self, table: dict[str, Any], where: str) -> str:
        return next(
            (
                self.said[table["sheet"], f"{where}{row}"]
                for row in table["header_rows"]
                if (table["sheet"], f"{where}{row}") in self.said
            ),
            "",
        )

    def _records(self) -> None:
        got = dict(self._read_records())
        wanted = {_key(r["table"], r["sheet"], r["row"], r["values"]): r for r in self.truth["records"]}
        free = {(t["sheet"], t["ledger"]): set(t["free"]) for t in self.truth["tables"]}
        for key, record in wanted.items():
            self.judged.count("records")
            if key not in got:
                where = f"{record['sheet']}, row {record['row']}"
                said = "said" if (record["sheet"], record["row"]) in self.spoken_rows else "silent"
                self.judged.fail(
                    record["sheet"],
                    f"row {record['row']}",
                    f"{record['table']} record missing",
                    _brief(record["values"]),
                    where,
                    said,
                )
                continue
            self.judged.count("found")
            left_open = free.get((record["sheet"], record["table"]), set()) | set(record["free"])
            self._values(record, got.pop(key), left_open)
        self._extras({key: row for key, row in got.items() if key not in wanted})

    def _read_records(self) -> Iterator[tuple[tuple[Any, ...], dict[str, Any]]]:
        for name, frame in self.reading.tables.items():
            for row in frame.to_dict("records"):
                values = {str(column): value for column, value in row.items()}
                yield _key(name, row["sheet"], row["row"], values), values

    def _extras(self, extra: dict[Any, dict[str, Any]]) -> None:
        totals = {(t["sheet"], row) for t in self.truth["tables"] for row in t["total_rows"] + t["note_rows"]}
        for (name, *_), row in extra.items():
            is_total = (row["sheet"], row["row"]) in totals
            self.judged.count("totals_as_data" if is_total else "extra")
            what = "total or note as data" if is_total else f"extra {name} record"
            self.judged.fail(row["sheet"], row.get("cell") or f"row {row['row']}", what, "no record", _brief(row))

    def _values(self, record: dict[str, Any], got: dict[str, Any], free: set[str]) -> None:
        name = record["table"]
        for column in TABLES[name]:
            if column in _PLACE or column in record["free"] or (column in free and column not in record["values"]):
                continue
            if name == "stops" and column not in record["values"]:
                continue
            self._value(record, got, column, kind_of(column, name))

    def _value(self, record: dict[str, Any], got: dict[str, Any], column: str, kind: str) -> None:
        expected, found = _canonical(record["values"].get(column), kind), _canonical(got[column], kind)
        if expected is None and found is None:
            return
        kind = "number" if kind == "integer" else kind
        self.judged.values[kind] = self.judged.values.get(kind, 0) + 1
        if _same(expected, found, column):
            self.judged.exact[kind] = self.judged.exact.get(kind, 0) + 1
            return
        cell, said = self._covered(record, column)
        if not said:
            self.judged.count("silent")
            if kind == "number" and _measure_slip(expected, found):
                self.judged.count("measure")
        self.judged.fail(record["sheet"], cell, f"{record['table']}.{column}", expected, found, said or "silent")

    def _covered(self, record: dict[str, Any], column: str) -> tuple[str, str]:
        """The cell a value came from, and the code of a finding that names it, its row or its heading."""
        sheet, row = record["sheet"], record["row"]
        own = record["cells"].get(_SOURCE.get(column, column)) or record["values"].get("cell", "")
        places = [own] if own else []
        for table, read in self.pairs:
            if table["sheet"] != sheet or read is None:
                continue
            source = _SOURCE.get(column, column)
            letters = {table["columns"].get(source), read.columns.get(column), read.columns.get(source)} - {None}
            heads = set(table["header_rows"]) | set(read.header_rows)
            places += [f"{where}{row}" for where in letters] + [f"{w}{head}" for w in letters for head in heads]
        code = next((self.said[sheet, place] for place in places if (sheet, place) in self.said), "")
        if not code and not own and (sheet, row) in self.spoken_rows:
            code = "row"
        if not code and column == "unit":
            code = next(
                (c for (s, _), c in self.said.items() if s == sheet and c in ("unknown-unit", "unit-differs")), ""
            )
        return own or f"row {row}", code

    def _findings(self) -> None:
        given = {(f.code, f.sheet, cell) for f in self.reading.findings for cell in (f.cell, "")}
        for wanted in self.truth["findings"]:
            self.judged.count("findings")
            if (wanted["code"], wanted["sheet"], wanted["cell"]) in given:
                self.judged.count("findings_given")
            else:
                there = self.said.get((wanted["sheet"], wanted["cell"]), "none")
                self.judged.fail(wanted["sheet"], wanted["cell"], "finding", wanted["code"], there)

    def _cells(self) -> None:
        cells = self.reading.cells
        kept = cells.nonempty == cells.parsed + cells.flagged + cells.ignored
        seen = cells.nonempty == self.truth["nonempty"]
        self.judged.count("conserved", kept and seen)
        if not (kept and seen):
            self.judged.fail("", "", "cells", self.truth["nonempty"], cells)

    def _file(self) -> None:
        for name in ("unit", "period"):
            expected, got = self.truth[name], getattr(self.reading, name)
            got = got.isoformat() if hasattr(got, "isoformat") else got or ""
            if expected and expected != got:
                self.judged.fail("", "", f"file {name}", expected, got)


def judge(truth: dict[str, Any], reading: Reading | None, error: str = "") -> Judged:
    """Counts and failures of a reading; a workbook that could not be read fails as a whole."""
    if reading is not None:
        return _Judge(truth, reading).run()
    judged = Judged({"tables": len(truth["tables"]), "records": len(truth["records"])})
    judged.fail("", "", "unreadable", truth["mess"], error)
    return judged


def _key(table: str, sheet: str, row: int, values: dict[str, Any]) -> tuple[Any, ...]:
    if table in ("counters", "targets"):
        return (table, sheet, values["cell"], values["indicator"], values.get("period", ""))
    if table == "stops":
        return (table, sheet, row, plain(values["organisation"]))
    return (table, sheet, row)


def _canonical(value: Any, kind: str) -> Any:
    if value is None or value == "" or value != value:
        return None
    if kind == "date":
        return str(value)[:10]
    return float(value) if kind in ("number", "integer") else plain(str(value))


def _same(expected: Any, found: Any, column: str) -> bool:
    if isinstance(expected, float) and isinstance(found, float):
        return math.isclose(expected, found, rel_tol=1e-6, abs_tol=1e-9)
    if column in ("hedged", "imprecise"):
        return _names(expected) == _names(found)
    return bool(expected == found)


def _names(text: str | None) -> set[str]:
    """Named columns; the two ends of an amount go without saying."""
    return set((text or "").split(",")) - {"", "investment_low", "investment_high"}


def _measure_slip(expected: float | None, found: float | None) -> bool:
    if not expected or not found:
        return False
    ratio = max(expected, found) / min(expected, found)
    return any(math.isclose(ratio, factor, rel_tol=0.01) for factor in _FACTORS)


def _row_of(cell: str) -> int:
    digits = re.sub(r"\D", "", cell)
    return int(digits) if digits else 0


def _brief(values: dict[str, Any]) -> str:
    names = ("indicator", "period", "value", "organisation", "name", "leader", "start", "unit", "title")
    shown = [str(values[n]) for n in names if n in values and values[n] not in ("", None) and values[n] == values[n]]
    return " ".join(shown[:4])
