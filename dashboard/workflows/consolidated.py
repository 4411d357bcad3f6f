"""The district's records in one place: filtered, searched, with their history, and as one workbook."""

import io
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill

from dashboard.contract import District, Filters, Snapshot
from dashboard.exports.tabular import cells
from dashboard.names import key
from dashboard.store import Store
from metrics.selection import selected

LEDGERS = ("visits", "stops", "projects", "assets", "events", "prospects", "counters", "targets")
"""Tables in the order in which the ledger page offers them."""
_LEFT_OUT = ("table", "visit_row", "identity", "stale", "submission")
_LOCATED = ("submission", "file", "period", "stale", "sheet", "table", "row")
"""Where a record was found: it may move without being changed."""
_PLACE = ("file", "period", "sheet", "row", "cell", "hedged", "imprecise")
_HEAD = PatternFill("solid", fgColor="DBE7F3")


def records(snapshot: Snapshot, district: District, table: str, filters: Filters, search: str = "") -> pd.DataFrame:
    """Rows of a table that stand on the snapshot's day, for the filters' unit, group and industry.

    `search` keeps rows in which any text contains it, after folding of width, case and script. The snapshot stays
    untouched.
    """
    frame = single(selected(snapshot, district, filters).tables[table])
    return frame[_found(frame, key(search))] if search.strip() else frame


def single(frame: pd.DataFrame) -> pd.DataFrame:
    """Every column once: of the two named `period` in counters and targets the contract's own (week, Q1) stays."""
    return frame.loc[:, ~frame.columns.duplicated(keep="last")]


def _found(frame: pd.DataFrame, wanted: str) -> "pd.Series[bool]":
    texts = [c for c in frame.columns if frame[c].dtype == "str" and c not in ("identity", "hedged", "imprecise")]
    rows = [any(wanted in key(text) for text in row if text) for row in frame[texts].itertuples(index=False)]
    return pd.Series(rows, index=frame.index, dtype="bool")


def visible(frame: pd.DataFrame) -> list[str]:
    """Columns a reader wants to see: no internal keys, none that is wholly empty; the place comes last."""
    shown = [c for c in frame.columns if c not in _LEFT_OUT and not _blank(frame[c])]
    return sorted(shown, key=lambda column: column in _PLACE)


def _blank(series: "pd.Series[Any]") -> bool:
    return bool(series.isna().all() or (series.astype("str") == "").all())


def history(store: Store, table: str, identity: str, as_of: date, known_at: datetime | None = None) -> pd.DataFrame:
    """How one thing was reported up to a day, as known at a moment: a row a cover-to date on which it changed.

    Columns are the table's own, oldest first; `as_of_day` says for which day. Empty when the thing was never seen.
    Only the returns of units that ever showed it are looked at, and of those the ones that say anything new.
    """
    seen: list[pd.DataFrame] = []
    last = None
    units, days = store.history.days(table, identity, as_of, known_at)
    for day in days:
        frame = store.snapshot(day, known_at, units=units).tables[table]
        rows = frame[frame["identity"] == identity]
        said = rows.drop(columns=list(_LOCATED)).astype("str").to_numpy().tolist()
        if said and said != last:
            seen.append(rows.assign(as_of_day=pd.Timestamp(day)))
        last = said or last
    return pd.concat(seen, ignore_index=True) if seen else pd.DataFrame()


def workbook(
    tables: Mapping[str, pd.DataFrame], title: Callable[[str], str], heading: Callable[["pd.Series[Any]"], str]
) -> bytes:
    """One workbook with a sheet a table; empty tables are left out. Every text is a text cell, never a formula.

    `title` names sheets, `heading` columns: what `period` means hangs on what it holds.
    """
    book = Workbook()
    first = book.worksheets[0]
    for name, table in tables.items():
        rows = single(table)
        if len(rows):
            kept = rows[visible(rows)]
            shown = kept.set_axis([heading(kept[column]) for column in kept], axis="columns")
            _fill(book.create_sheet(_plain(title(name))[:31]), shown)
    if len(book.worksheets) > 1:
        book.remove(first)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _fill(sheet: Any, frame: pd.DataFrame) -> None:
    for number, row in enumerate(cells(frame), start=1):
        for column, value in enumerate(row, start=1):
            cell = sheet.cell(number, column)
            if isinstance(value, str):
                cell.value, cell.data_type = _plain(value), "s"
            else:
                cell.value = value
            if number == 1:
                cell.font, cell.fill, cell.alignment = Font(bold=True), _HEAD, Alignment(wrap_text=True)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions


def _plain(text: str) -> str:
    return str(ILLEGAL_CHARACTERS_RE.sub("", text))
