"""Figures counted since January that are lower than the unit's last ones: what was done cannot be undone."""

from collections.abc import Mapping
from datetime import date

import pandas as pd

from loaders.grid import address
from loaders.tables import SheetResult

HEDGE_SHARE = 0.05
"""Two figures of which one is hedged (约3) fall only by more than this share."""
_Last = dict[tuple[str, str], tuple[date, float, bool]]


def note_falls(results: list[SheetResult], previous: Mapping[str, pd.DataFrame] | None) -> None:
    """Notes `counter-fell` on every cumulative counter below the unit's last of the same year and indicator.

    A file for an earlier day than the last one is no fall. The figure is kept: it may be the right one.
    """
    last = _last(previous or {})
    for result in results if last else ():
        for record in result.records.get("counters", ()):
            known = last.get((record["unit"], record["indicator"]))
            on = record.get("as_of")
            if record["period"] != "cumulative" or known is None or on is None:
                continue
            day, was, hedged = known
            band = HEDGE_SHARE if hedged or record.get("hedged") else 0.0
            if on.year == day.year and pd.Timestamp(on) >= pd.Timestamp(day) and record["value"] < was * (1 - band):
                result.notes.find("counter-fell", address(record["cell"]), was=_plain(was), on=day.isoformat())


def _last(previous: Mapping[str, pd.DataFrame]) -> _Last:
    """The latest cumulative counter by unit and indicator."""
    found: _Last = {}
    frame = previous.get("counters")
    if frame is None:
        return found
    rows = frame[(frame["period"] == "cumulative") & frame["as_of"].notna() & frame["value"].notna()]
    names = ("unit", "indicator", "as_of", "value", "hedged")
    for unit, indicator, on, value, hedged in zip(*(rows[name] for name in names), strict=True):
        before = found.get((unit, indicator))
        if before is None or before[0] <= on.date():
            found[unit, indicator] = on.date(), value, bool(hedged)
    return found


def _plain(value: float) -> str:
    return f"{value:,.4f}".rstrip("0").rstrip(".").replace(",", "")
