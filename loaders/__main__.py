"""`python -m loaders FILE...`: what was understood of each file. Exit 0 when all were read, 1 when one was not."""

import argparse
import io
import json
import os
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas as pd

from dashboard import config
from dashboard.contract import District
from dashboard.errors import SettingsError, UnreadableWorkbook
from dashboard.names import of_file, on_one_line
from loaders import Finding, Reading, TableReading, ingest


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m loaders", description=__doc__)
    parser.add_argument("files", nargs="+", metavar="FILE")
    parser.add_argument("--period", type=_day, help="last day the files cover, YYYY-MM-DD")
    parser.add_argument("--unit", default="", help="the unit whose files these are")
    parser.add_argument("--json", action="store_true", help="one JSON document on stdout")
    options = parser.parse_args(arguments)
    try:
        district = config.district(config.Settings.current().district_file)
    except SettingsError as error:
        print(f"{error.code}: {error.detail}", file=sys.stderr)
        return 1
    documents = [_document(name, options.unit, options.period, district) for name in options.files]
    try:
        _print(documents, as_json=options.json)
    except BrokenPipeError:
        # the reader of our output has gone (loaders | head); nothing more can be said there
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return 1 if any(document["error"] for document in documents) else 0


def _print(documents: list[dict[str, Any]], *, as_json: bool) -> None:
    # a console of another encoding must not change the JSON
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    if as_json:
        json.dump(documents, sys.stdout, ensure_ascii=False, allow_nan=False)
        print()
    else:
        for document in documents:
            print("\n".join(map(on_one_line, _listing(document))))
    sys.stdout.flush()


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is no day; please write YYYY-MM-DD") from None


def _document(name: str, unit: str, period: date | None, district: District) -> dict[str, Any]:
    path, name = Path(name), of_file(name)
    try:
        reading = ingest(path.read_bytes(), of_file(path.name), district=district, unit=unit, period=period)
    except UnreadableWorkbook as error:
        return _unread(name, error.code, error.detail)
    except OSError as error:
        return _unread(name, "not-found", {"reason": error.strerror or ""})
    return {"file": name, "error": None, **_understood(reading)}


def _unread(name: str, code: str, detail: dict[str, Any]) -> dict[str, Any]:
    cells = {"nonempty": 0, "parsed": 0, "flagged": 0, "ignored": 0}
    error = {"code": code, "detail": plain(detail)}
    return {"file": name, "error": error, "tables": {}, "findings": [], "sheets": [], "cells": cells}


def _understood(reading: Reading) -> dict[str, Any]:
    cells = reading.cells
    return {
        "tables": {name: records(table) for name, table in reading.tables.items()},
        "findings": [finding_document(finding) for finding in reading.findings],
        "sheets": [_sheet(sheet) for sheet in reading.sheets],
        "cells": {
            "nonempty": cells.nonempty,
            "parsed": cells.parsed,
            "flagged": cells.flagged,
            "ignored": cells.ignored,
            "reasons": cells.reasons,
        },
        "questions": [
            {"about": q.about, "sheet": q.sheet, "cell": q.cell, "found": q.found, "choices": list(q.choices)}
            for q in reading.questions
        ],
        "unit": reading.unit,
        "period": plain(reading.period),
        "scope": reading.scope,
        "template": reading.template,
        "fingerprint": reading.fingerprint,
    }


def records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """A canonical table as plain records: dates YYYY-MM-DD, absent numbers and dates null."""
    return [{str(k): plain(v) for k, v in row.items()} for row in table.to_dict("records")]


def finding_document(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity,
        "sheet": finding.sheet,
        "cell": finding.cell,
        "found": finding.found,
        "detail": plain(finding.detail),
    }


def _sheet(sheet: TableReading) -> dict[str, Any]:
    return {
        "name": sheet.name,
        "table": sheet.table,
        "range": sheet.range,
        "ledger": sheet.ledger,
        "header_rows": list(sheet.header_rows),
        "columns": sheet.columns,
        "total_rows": list(sheet.total_rows),
        "note_rows": list(sheet.note_rows),
        "hidden": sheet.hidden,
    }


def plain(value: Any) -> Any:
    """A value as JSON knows it."""
    if isinstance(value, dict):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(v) for v in value]
    if value is None or value is pd.NaT or (isinstance(value, float) and value != value):
        return None
    if isinstance(value, datetime | date):
        return value.strftime("%Y-%m-%d")
    return value.item() if hasattr(value, "item") else value


def _listing(document: dict[str, Any]) -> list[str]:
    """One file for a person: a line a table, then the findings."""
    if document["error"]:
        return [f"{document['file']}: {document['error']['code']}"]
    lines = [f"{document['file']}: {document['unit'] or '-'} {document['period'] or '-'} {document['scope']}"]
    for sheet in document["sheets"]:
        where = f"{sheet['name']}!{sheet['range']}" if sheet["range"] else sheet["name"]
        lines.append(
            f"  {where}: {sheet['ledger'] or '-'} " + " ".join(f"{c}={f}" for f, c in sheet["columns"].items())
        )
    lines += [f"  {len(rows):>5} {name}" for name, rows in document["tables"].items()]
    lines += [f"  {f['severity']} {f['code']} {f['sheet']}!{f['cell']} {f['found']}" for f in document["findings"]]
    return lines


if __name__ == "__main__":
    sys.exit(main())
