"""Frames as Streamlit's own tables, with headings in the reader's language."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.charts.chart import width
from dashboard.i18n import Say
from dashboard.ui.escape import literal
from dashboard.workflows.columns import blank, heading, heading_of, worded

__all__ = ["ROW_PIXELS", "blank", "figures", "heading", "heading_of", "plain", "show", "worded"]
_SHORT_ROWS = 12
ROW_PIXELS = 35
_SIGN_PIXELS = 14.5
"""A full-width character in a table."""
_SENTENCE = 560
_WRAPPED_PIXELS = 66
"""Width of a column of sentences, and the row height from which Streamlit breaks lines."""
_DAY_PIXELS = 116


def show(
    rows: pd.DataFrame,
    say: Say,
    *,
    key: str,
    select: bool = False,
    columns: Sequence[str] = (),
    headings: Mapping[str, str] | None = None,
    height: int | None = None,
    wrapped: str = "",
    across: int = _SENTENCE,
) -> list[int]:
    """Draws a table and returns the positions of the rows picked (empty unless `select`).

    Wholly empty columns are left out unless `columns` names them. `headings` adds names for columns outside the
    contract. `wrapped` names a column of sentences: long ones run over several lines, `across` so many pixels. Text is
    drawn on a canvas, so nothing in it can become a link, an image or markup.
    """
    shown = [c for c in columns or rows.columns if c in rows.columns and (c in columns or not blank(rows[c]))]
    own = headings or {}
    rows = worded(rows[shown], say)
    config: dict[str, Any] = {c: _column(rows[c], own.get(c) or heading_of(say, rows[c])) for c in shown}
    options: dict[str, Any] = {"on_select": "rerun", "selection_mode": "single-row"} if select else {}
    pitch = ROW_PIXELS
    if wrapped in shown and max(width(text) for text in rows[wrapped]) * _SIGN_PIXELS > across:
        config[wrapped] = st.column_config.TextColumn(own.get(wrapped) or heading(say, wrapped), width=across)
        pitch = _WRAPPED_PIXELS
    tall = height or min(len(rows), _SHORT_ROWS) * pitch + ROW_PIXELS + 2
    picked = st.dataframe(
        rows[shown],
        hide_index=True,
        column_config=config,
        key=key,
        height=tall,
        row_height=pitch,
        placeholder="",
        **options,
    )
    return list(picked.selection.rows) if select else []


def figures(rows: pd.DataFrame, *, key: str) -> None:
    """A chart's table; columns that say nothing are left out."""
    told = [column for column in rows if not blank(rows[column])]
    st.dataframe(rows[told], hide_index=True, placeholder="", key=key)


def _column(series: "pd.Series[Any]", label: str) -> Any:
    if pd.api.types.is_datetime64_any_dtype(series):
        return st.column_config.DateColumn(label, format="YYYY-MM-DD", width=_DAY_PIXELS)
    if pd.api.types.is_bool_dtype(series):
        return st.column_config.CheckboxColumn(label)
    if pd.api.types.is_numeric_dtype(series):
        return st.column_config.NumberColumn(label, format="%d" if series.name == "year" else "localized")
    return st.column_config.TextColumn(label)


def plain(text: object) -> str:
    """A workbook's text for a heading or sentence: shown as typed, whatever markup it contains."""
    return literal(text)
