"""Small workbooks for tests: rows typed as a clerk types them."""

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

import openpyxl

from dashboard.contract import District, Leader, Unit
from loaders import Reading, ingest

DISTRICT = District(
    name="示例区",
    aliases=("区本级", "全区", "区招商局", "区商务局"),
    units=(
        Unit("临江经济开发区", "园区", ("开发区", "经开区")),
        Unit("新海街道", "街道"),
        Unit("南城街道", "街道"),
        Unit("板浦镇", "镇", ("板铺镇",)),
    ),
    leaders=(Leader("周明远", "区委书记", "principal"), Leader("何清", "副区长", "deputy")),
)
PERIOD = date(2024, 3, 29)


def workbook(sheets: dict[str, Sequence[Sequence[Any]]], merges: dict[str, Sequence[str]] | None = None) -> bytes:
    """xlsx bytes; `merges` gives A1 ranges by sheet. A value starting with "=" is a formula without a cached value."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        for area in (merges or {}).get(name, ()):
            sheet.merge_cells(area)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def read(
    rows: Sequence[Sequence[Any]],
    merges: Sequence[str] = (),
    *,
    name: str = "新海街道.xlsx",
    sheet: str = "Sheet1",
    **options: Any,
) -> Reading:
    """One sheet read for the week of 29 March 2024 in the test district."""
    content = workbook({sheet: rows}, {sheet: merges})
    return ingest(content, name, **{"district": DISTRICT, "period": PERIOD, **options})


def records(reading: Reading, table: str, *fields: str) -> list[tuple[Any, ...]]:
    """The named fields of every record, dates as YYYY-MM-DD, absent numbers and dates None."""
    frame = reading.tables.get(table)
    if frame is None:
        return []
    return [tuple(_plain(row[f]) for f in fields) for row in frame.to_dict("records")]


def findings(reading: Reading) -> list[tuple[str, str]]:
    """(code, cell) of every finding."""
    return [(f.code, f.cell) for f in reading.findings]


def _plain(value: Any) -> Any:
    if hasattr(value, "strftime"):
        return None if value != value else value.strftime("%Y-%m-%d")
    return None if value != value else value
