"""A table for the wall: coloured cells in letters of a projector's size, each reached by click and by keyboard.

Streamlit's own table keeps one small size of letters and is drawn on a canvas that no keyboard walks through.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import streamlit as st

_HERE = Path(__file__).parent
_component = st.components.v2.component(
    "dispatch_matrix",
    html="<div class='matrix'></div>",
    js=(_HERE / "matrix.js").read_text(encoding="utf-8"),
    css=(_HERE / "matrix.css").read_text(encoding="utf-8"),
)


@dataclass(frozen=True)
class Row:
    """Printed cells from left to right, the colour under each, and whether it leads anywhere.

    `whole` rows stand for several of the others and are bold.
    """

    cells: Sequence[str]
    paints: Sequence[str]
    leads: Sequence[bool]
    whole: bool = False


def show(title: str, columns: Sequence[str], rows: Sequence[Row], *, line: str, key: str) -> tuple[int, int] | None:
    """Draws it; the row and column of the cell that was just picked. `line` is the colour between the cells."""
    data = {"title": title, "columns": list(columns), "rows": [asdict(row) for row in rows], "line": line}
    picked = _component(data=data, key=key, on_picked_change=lambda: None).picked
    return (int(picked[0]), int(picked[1])) if picked else None
