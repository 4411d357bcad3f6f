"""Sheets by authors who had never seen the program, with what a careful person reads in them.

`sheets.zip` holds the workbooks and `truth.json`: per file the unit and period it was sent for, its tables (sheet,
number, ledger, header rows) and the records with the fields that the author was certain about. The authors knew the
contract and the field, neither the loaders nor their words; what the loaders then misread was mended by general rules.
`python -m benchmarks strangers` prints every difference and exits non-zero when there is one.
"""

import json
import math
import re
import unicodedata
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from loaders import Reading, ingest

_SHEETS = Path(__file__).with_name("sheets.zip")
_LISTED = ("hedged", "imprecise")
"""Fields of which the truth names some entries and leaves others open."""
Record = Mapping[str, Any]


def differences(every: int = 1) -> Iterator[str]:
    """One line for everything that is read otherwise than its author meant it, in every so manyth file."""
    with zipfile.ZipFile(_SHEETS) as package:
        for truth in json.loads(package.read("truth.json"))[::every]:
            content, name = package.read(truth["file"]), truth["file"].rpartition("/")[2]
            reading = ingest(content, name, unit=truth["unit"], period=date.fromisoformat(truth["period"]))
            yield from (f"{truth['file']}: {told}" for told in compared(truth, reading))


def compared(truth: Mapping[str, Any], reading: Reading) -> Iterator[str]:
    """How a reading differs from the truth about one file."""
    found = {(s.name, s.table): (s.ledger, list(s.header_rows)) for s in reading.sheets}
    for sheet, table, ledger, header in truth["tables"]:
        if found.get((sheet, table)) != (ledger, header):
            yield f"{sheet} {table}: {ledger} {header}, read {found.get((sheet, table))}"
    for table in {*truth["records"], *reading.tables}:
        rows = reading.tables[table].to_dict("records") if table in reading.tables else []
        yield from _records(table, truth["records"].get(table, []), rows)


def _records(table: str, expected: list[Record], rows: list[dict[Any, Any]]) -> Iterator[str]:
    left: dict[tuple[Any, ...], list[dict[Any, Any]]] = {}
    for row in rows:
        left.setdefault(_place(table, row), []).append(row)
    for record in expected:
        place = _place(table, record)
        near = sorted(left.get(place, ()), key=lambda row: sum(not _same(n, v, row[n]) for n, v in record.items()))
        if not near:
            yield f"{table} {place}: missing"
            continue
        left[place].remove(near[0])
        wrong = {name: (v, near[0][name]) for name, v in record.items() if not _same(name, v, near[0][name])}
        yield from (f"{table} {place} {name}: {meant!r}, read {read!r}" for name, (meant, read) in wrong.items())
    yield from (f"{table} {place}: not in the sheet" for place, rest in left.items() for _ in rest)


def _place(table: str, record: Record) -> tuple[Any, ...]:
    own = {"stops": "organisation", "counters": "cell", "targets": "cell"}.get(table, "")
    return record["sheet"], int(record["row"]), _plain(record[own]) if own else ""


def _same(name: str, meant: Any, read: Any) -> bool:
    if name in _LISTED:
        return set(meant) <= set(read.split(","))
    one, other = _plain(meant), _plain(read)
    if isinstance(one, int | float) and isinstance(other, int | float):
        return math.isclose(one, other, rel_tol=1e-6, abs_tol=1e-12)
    return bool(one == other)


def _plain(value: Any) -> Any:
    """A value to compare: absent is None, dates YYYY-MM-DD, texts without white space and width."""
    if value is None or value != value or value == "":
        return None
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d}"
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", value)) if isinstance(value, str) else value


def main() -> int:
    """Prints the differences; 1 when there are any."""
    told = list(differences())
    print("\n".join(told) if told else "every sheet is read as its author meant it")
    return 1 if told else 0
