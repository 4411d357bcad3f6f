"""Frames and facts as compressed JSON and back: readable in fifty years, exact to the last bit, never executable."""

import json
import math
import zlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Literal

import numpy as np
import pandas as pd

from dashboard.contract import TABLES, Kind
from dashboard.frames import kind_of, laid_out

Columns = dict[str, list[Any]]


def packed(value: Any) -> bytes:
    """JSON under deflate. Dates become ISO text, tuples lists, numpy numbers Python's own."""
    return zlib.compress(json.dumps(value, ensure_ascii=False, default=_plain, separators=(",", ":")).encode())


def unpacked(block: bytes) -> Any:
    return json.loads(zlib.decompress(block))


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, Iterable):
        return list(value)
    return value.item() if hasattr(value, "item") else str(value)


def columns_of(table: str, frame: pd.DataFrame) -> Columns:
    """A canonical frame as lists by column: None for absent numbers and dates, ISO text for dates."""
    return {column: _listed(frame[column], kind_of(column, table)) for column in TABLES[table]}


def _listed(series: pd.Series, kind: Kind) -> list[Any]:
    if kind == "date":
        return [None if pd.isna(moment) else moment.isoformat() for moment in series]
    if kind == "number":
        return [None if math.isnan(number) else number for number in series.tolist()]
    return series.tolist()


def array_of(values: Sequence[Any], kind: Kind | Literal["flag"]) -> Any:
    """The contract's column for listed values, as an array: the inverse of what `columns_of` did."""
    if kind == "date":
        return np.array(["NaT" if value is None else value for value in values], dtype="datetime64[us]")
    if kind == "number":
        return np.array([math.nan if value is None else value for value in values], dtype="float64")
    if kind == "text":
        return pd.array(values, dtype="str")
    return np.array(values, dtype="bool" if kind == "flag" else "int64")


def frame_of(table: str, columns: Columns) -> pd.DataFrame:
    """The canonical frame of listed columns."""
    return laid_out(table, {name: array_of(columns[name], kind_of(name, table)) for name in TABLES[table]})
