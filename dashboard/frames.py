"""Records as the canonical tables of the contract."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from operator import itemgetter
from typing import Any

import numpy as np
import pandas as pd

from dashboard.contract import TABLES, Kind

Record = dict[str, Any]
_TEXT = pd.StringDtype(na_value=np.nan)
"""What pandas makes of "str", looked up once and not for every column."""
_NO_TEXT = pd.array([""] * 256, dtype=_TEXT)


_INTEGERS = frozenset({"table", "row", "visit_row", "year"})
_NUMBERS = frozenset({"organisations", "projects_discussed", "headcount", "count", "value", "paid_in"})
_DATES = frozenset({"start", "end", "date", "as_of"})


def kind_of(column: str, table: str = "") -> Kind:
    """What a contract column holds; `period` is text in targets and counters and a date in a snapshot."""
    if column in _INTEGERS:
        return "integer"
    if column in _DATES or column.endswith("_on"):
        return "date"
    if column == "projects" and table == "events":
        return "number"
    if column in _NUMBERS or column.startswith("investment") or "area" in column or column == "revitalised_increment":
        return "number"
    return "text"


def frame(table: str, records: Iterable[Record] = ()) -> pd.DataFrame:
    """Records as the canonical table: columns in contract order, contract types, absent fields filled as absent.

    Text is "" when absent, numbers NaN, dates NaT. A key that the contract does not know raises `KeyError`,
    so a misspelt field cannot vanish in silence.
    """
    rows = list(records)
    columns = TABLES[table]
    present: set[str] = set().union(*rows)
    if unknown := present - set(columns):
        raise KeyError(f"{table} has no column {sorted(unknown)}")
    size = len(rows)
    made: dict[str, Any] = {}
    for kind, names in _by_kind(table).items():
        # one array a kind, cut into columns: thirty small arrays would cost more than reading the sheet
        filled = [name for name in names if name in present]
        absent = [name for name in names if name not in present]
        if kind == "text":
            # Arrow's texts never change in place, so one column of none serves them all
            nothing = _NO_TEXT[:size] if size <= len(_NO_TEXT) else pd.array([""] * size, dtype=_TEXT)
            made |= {name: nothing[:] for name in absent}
            absent = []
        array = _array([value for name in filled for value in _column(rows, name)], size * len(absent), kind)
        made |= {name: array[i * size : (i + 1) * size] for i, name in enumerate(filled + absent)}
    return laid_out(table, made, pd.RangeIndex(size))


def laid_out(table: str, arrays: Mapping[str, Any], index: pd.Index | None = None) -> pd.DataFrame:
    """The canonical table made of an array for each of its columns."""
    # numbered at first: pandas would look at each name for its type, once a table instead of once a process
    whole = pd.DataFrame({i: arrays[name] for i, name in enumerate(TABLES[table])}, index=index, copy=False)
    whole.columns = _names(table)
    return whole


@lru_cache(maxsize=16)
def _names(table: str) -> pd.Index:
    return pd.Index(TABLES[table])


def _column(rows: list[Record], name: str) -> Iterable[Any]:
    try:
        return list(map(itemgetter(name), rows))
    except KeyError:
        return [row.get(name) for row in rows]


@lru_cache(maxsize=16)
def _by_kind(table: str) -> dict[Kind, tuple[str, ...]]:
    kinds: dict[Kind, tuple[str, ...]] = {}
    for column in TABLES[table]:
        kind = kind_of(column, table)
        kinds[kind] = (*kinds.get(kind, ()), column)
    return kinds


def _array(values: list[Any], absent: int, kind: Kind) -> Any:
    """The values, followed by as many absent ones as are asked for."""
    if kind == "text":
        return pd.array([v if type(v) is str else "" if v is None else str(v) for v in values], dtype=_TEXT)
    if kind == "integer":
        return np.array([0 if v is None else v for v in values] + [0] * absent, dtype="int64")
    if kind == "number":
        return np.array(values + [None] * absent, dtype="float64")
    # numpy looks at a day for microseconds, and a long list repeats few days
    place = {day: i for i, day in enumerate(dict.fromkeys(values))}
    days = np.array([None if day is pd.NaT else day for day in place], dtype="datetime64[us]")
    known = days[[place[v] for v in values]] if place else days
    # as pandas keeps it: handed to a frame as numpy's own, every column would be converted by itself
    return pd.array(np.append(known, np.full(absent, np.datetime64("NaT"))))
