"""A sheet as it was typed, each row with the glyph, word and tint of what it was taken for."""

import pandas as pd
import streamlit as st

from dashboard.i18n import Say
from dashboard.workflows.facsimile import Facsimile

GLYPHS = {"title": "◇", "header": "▤", "data": "●", "total": "Σ", "note": "※", "ignored": "○", "blank": ""}
_TINTS = {
    "light": {"header": "#dbe7f3", "title": "#f3f6fa", "total": "#e7e2f2", "note": "#f1efe6", "ignored": "#eceff2"},
    "dark": {"header": "#23405c", "title": "#1d2733", "total": "#3b3357", "note": "#3d3a2a", "ignored": "#2a313b"},
}
_MARK = {"light": "background-color:#ffe08a;color:#3b2a00", "dark": "background-color:#7a5a00;color:#fff3d0"}
_ROW_PIXELS = 28


def draw(part: Facsimile, say: Say, look: str, *, key: str, height: int | None = None) -> None:
    """The window as a table with the sheet's own row numbers and column letters; marked cells carry ▶ and a tint."""
    frame = _frame(part, say)
    styled = frame.style.apply(lambda _: _styles(part, frame, look), axis=None)
    tall = height or min(len(part.cells) + 1, 16) * _ROW_PIXELS + 3
    st.dataframe(styled, placeholder="", key=key, height=tall, row_height=_ROW_PIXELS, hide_index=False)


def legend(part: Facsimile, say: Say) -> None:
    """The glyphs in use with their words."""
    kinds = [kind for kind in GLYPHS if kind in part.kinds and kind != "blank"]
    words = [f"{GLYPHS[kind]} {say(f'ui.row.{kind}')}" for kind in kinds]
    if part.marked:
        words.append(f"▶ {say('ui.row.marked')}")
    st.caption("　".join(words))


def _frame(part: Facsimile, say: Say) -> pd.DataFrame:
    width = len(part.letters)
    rows = [
        [_cell(part, i, j, text) for j, text in enumerate((*texts, *("",) * (width - len(texts))))]
        for i, texts in enumerate(part.cells)
    ]
    numbers = [str(part.top + i) for i in range(len(rows))]
    frame = pd.DataFrame(rows, columns=list(part.letters), index=numbers, dtype="str")
    if any(kind not in ("blank", "ignored") for kind in part.kinds):
        frame.insert(0, say("ui.row.kind"), [_word(kind, say) for kind in part.kinds])
    return frame


def _word(kind: str, say: Say) -> str:
    return f"{GLYPHS[kind]} {say(f'ui.row.{kind}')}" if GLYPHS[kind] else ""


def _cell(part: Facsimile, i: int, j: int, text: str) -> str:
    return f"▶ {text}" if (part.top + i, part.left + j) in part.marked else text


def _styles(part: Facsimile, frame: pd.DataFrame, look: str) -> pd.DataFrame:
    tints = {kind: f"background-color:{tint}" for kind, tint in _TINTS[look].items()}
    width, offset = len(frame.columns), len(frame.columns) - len(part.letters)
    styles = [[tints.get(kind, "")] * width for kind in part.kinds] or [[""] * width for _ in part.cells]
    for row, column in part.marked:
        i, j = row - part.top, column - part.left
        if 0 <= i < len(styles) and 0 <= j < len(part.letters):
            styles[i][j + offset] = _MARK[look]
    return pd.DataFrame(styles, index=frame.index, columns=frame.columns)
