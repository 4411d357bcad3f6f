"""What happened to which project or asset since the last meeting: a row an event, then and now one click away."""

from collections.abc import Sequence

import pandas as pd

from dashboard.ui import cache, tables, tracing
from dashboard.ui.shell import Context
from dashboard.workflows import moves
from metrics.changes import Event


def table(here: Context, events: Sequence[Event], key: str) -> None:
    """One row an event; a pick opens the cells then and now."""
    if not events:
        return
    say = here.say
    # by what is listed, since a caller may choose among the day's events as it likes
    listed = ("\t".join((event.kind, event.unit, event.name)) for event in events)
    rows = cache.drawn(here, (key, *listed), lambda: pd.DataFrame([moves.line(say, event) for event in events]))
    headings = {name: say(f"moving.column.{name}") for name in ("kind", "was", "now", "when", "lag")}
    picked = tables.show(rows, say, key=key, select=True, headings=headings)
    if picked:
        event = events[picked[0]]
        cells = {"now": event.cell_now, "was": event.cell_was}
        told = {say(f"moving.column.{which}"): cell for which, cell in cells.items() if cell is not None}
        tracing.opened(here, f"{event.name} · {moves.word(say, event)}", list(told.values()), list(told))
