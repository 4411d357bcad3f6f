"""What the product must find: records file by file, and every figure week by week, reckoned from the facts alone.

A second opinion: nothing here reads a workbook, and no code is shared with loaders or metrics. A field that is null is
asserted to be absent; a field or figure that is left out is not asserted.
"""

import json
import unicodedata
from collections.abc import Sequence
from datetime import date
from typing import Any

from sample_data.drafts import Draftbook, Record
from sample_data.people import DISTRICT, FRIDAYS, PLACES
from sample_data.standing import Standing
from sample_data.verdict import figures


def truth(books: Sequence[Draftbook]) -> str:
    """The whole truth as one JSON text."""
    weekly = [book for book in books if book.path.startswith("weeks/")]
    document = {"files": [_file(book) for book in books], "reports": _reports(weekly)}
    return json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True, default=_plain) + "\n"


def _plain(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} has no place in the truth")


def _folded(record: Record) -> Record:
    """Texts in the form in which they are kept: NFKC, so （ becomes (."""
    said = {k: unicodedata.normalize("NFKC", v) if isinstance(v, str) else v for k, v in record["fields"].items()}
    return {**record, "fields": said}


def _file(book: Draftbook) -> Record:
    records = [_folded(record) for sheet in book.sheets if not sheet.hidden for record in sheet.records]
    counts: dict[str, int] = {}
    for record in records:
        counts[record["table"]] = counts.get(record["table"], 0) + 1
    return {
        "file": book.path,
        "kind": book.kind,
        "unit": book.unit,
        "period": book.period or date(2024, 3, 29),
        "units": sorted({record["unit"] for record in records if record["unit"]}),
        "tables": counts,
        "records": records,
        "findings": [finding for sheet in book.sheets for finding in sheet.findings],
        "scopes": [cover for sheet in book.sheets for cover in sheet.covers],
    }


def _reports(books: Sequence[Draftbook]) -> dict[str, Any]:
    standing, reports, previous = Standing(), {}, None
    for friday in FRIDAYS:
        for book in books:
            if book.period == friday:
                standing.receive(book)
        report = _report(standing, friday)
        if previous:
            _changes(report, previous)
        reports[friday.isoformat()] = previous = report
    return reports


def _report(standing: Standing, friday: date) -> dict[str, Any]:
    units = {place.name: figures(standing, place.name, friday) for place in PLACES}
    return {"as_of": friday, "district": figures(standing, DISTRICT, friday), "units": units}


def _changes(report: dict[str, Any], previous: dict[str, Any]) -> None:
    pairs = [(report["district"], previous["district"])]
    pairs += [(report["units"][name], previous["units"][name]) for name in report["units"]]
    for now, then in pairs:
        for indicator, figure in now.items():
            before = then.get(indicator, {}).get("value")
            if before is not None and figure["value"] is not None and not indicator.startswith("conversion"):
                figure["change"] = round(figure["value"] - before, 6)
