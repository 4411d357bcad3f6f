"""Canonical columns and the contract's own words, as people read them."""

from typing import Any

import pandas as pd

from dashboard.i18n import Say

_CODED = ("direction", "level", "kind", "stage", "status", "role", "funding", "indicator", "period", "key", "verdict")
_NAMES = ("hedged", "imprecise")
"""Columns that list columns."""


def heading(say: Say, column: str) -> str:
    """The printed name of a canonical column; a column without one keeps its own."""
    key = f"ui.column.{column}"
    return say(key) if say.knows(key) else column


def heading_of(say: Say, series: "pd.Series[Any]") -> str:
    """`heading` by what a column holds: `period` is the day that a file covers to, in words a part of the year."""
    day = pd.api.types.is_datetime64_any_dtype(series)
    return heading(say, "span" if series.name == "period" and not day else str(series.name))


def worded(rows: pd.DataFrame, say: Say) -> pd.DataFrame:
    """A copy in which the contract's own words (outbound, signed, factory ...) are said in the reader's language."""
    coded = [c for c in rows.columns if c in _CODED and rows[c].dtype == "str"]
    listed = [c for c in rows.columns if c in _NAMES and rows[c].dtype == "str"]
    said = {c: rows[c].map(lambda value: _word(str(value), say)) for c in coded}
    return rows.assign(**said, **{c: rows[c].map(lambda value: _headings(str(value), say)) for c in listed})


def _headings(names: str, say: Say) -> str:
    """Columns that a cell lists, by their printed names."""
    return say("data.joint").join(heading(say, name) for name in names.split(",") if name)


def _word(value: str, say: Say) -> str:
    for key in (f"ui.value.{value}", f"indicator.{value}"):
        if say.knows(key):
            return say(key)
    return value


def blank(series: "pd.Series[Any]") -> bool:
    """Whether a column says nothing at all."""
    return bool(series.isna().all() or (series.astype("str") == "").all())
