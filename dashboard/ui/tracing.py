"""From a row of a tally to its cells: the same walk as from a number, without an indicator above it."""

from collections.abc import Mapping, Sequence

import streamlit as st

from dashboard.charts import Chart
from dashboard.ui import charts, drawer, tables
from dashboard.ui.escape import literal
from dashboard.ui.shell import Context
from metrics.measure import Source

LIMIT = 2000


def shown(chart: Chart, here: Context, names: Mapping[str, str], cells: Mapping[str, Sequence[Source]]) -> None:
    """Draws a chart of a tally; a pick opens the cells behind it. `names` are the printed names of its keys."""
    picked = charts.show(chart, here, lead=names)
    if picked:
        opened(here, names.get(picked, picked), cells.get(picked, ()))


def opened(here: Context, title: str, cells: Sequence[Source], which: Sequence[str] = ()) -> None:
    """Opens the drawer with these cells; `which` says of each what it is (now, before)."""
    st.dialog(literal(title), width="large", position="right")(_cells)(here, title, cells, which)


def _cells(here: Context, title: str, cells: Sequence[Source], which: Sequence[str]) -> None:
    say = here.say
    if not cells:
        st.info(say("visiting.no_cells"))
        return
    if len(cells) > LIMIT:
        st.caption(say("ui.drawer.more", n=LIMIT, total=len(cells)))
    key = f"cells-{title}"
    headings = {
        "which": say("ui.drawer.which"),
        "what": say("ui.drawer.rows"),
        "cell": say("ui.column.cell"),
        "file": say("ui.column.file"),
    }
    listed = drawer.lines(cells[:LIMIT], here.standing.snapshot, say, here.standing.openings)
    if which:
        listed.insert(0, "which", list(which[:LIMIT]))
    picked = tables.show(listed, say, key=key, select=True, headings=headings)
    drawer.place(here, cells[picked[0] if picked else 0], key)
    if not picked and len(cells) > 1:
        st.caption(say("ui.drawer.pick"))
