"""Figures that are lower than the unit's last ones and cannot fall: those since January, areas of one asset."""

from collections import Counter
from collections.abc import Hashable, Mapping
from datetime import date
from typing import Any

import pandas as pd

from dashboard.contract import ASSET_KINDS
from dashboard.names import key
from loaders.grid import address
from loaders.tables import SheetResult

HEDGE_SHARE = 0.05
"""Two figures of which one is hedged (约3) fall only by more than this share."""
EQUAL = 1e-9
"""Share by which two equal areas may differ once 亩 were made m²."""
AREAS = ("area", "revitalised_area")
"""Of an asset what cannot get less: its own size, and what of it was ever brought back into use."""
_LISTED: Mapping[str, tuple[str, str, str]] = {
    **dict.fromkeys(("outbound_trips", "leader_trips", "chambers"), ("visits", "direction", "outbound")),
    **dict.fromkeys(("inbound_groups", "leader_receptions"), ("visits", "direction", "inbound")),
    **{f"{kind}_m2": ("assets", "kind", kind) for kind in ASSET_KINDS},
    "signing_events": ("events", "kind", "signing"),
    "promotions": ("events", "kind", "promotion"),
    "training_events": ("events", "kind", "training"),
}
"""Of an indicator the list that overrules its figure: table, column, and what stands there; else that of projects."""
_Last = dict[tuple[str, str], tuple[date, float, bool]]


def note_falls(results: list[SheetResult], previous: Mapping[str, pd.DataFrame] | None) -> None:
    """Notes `counter-fell` on every cumulative counter below the unit's last of the same year and indicator.

    A file for an earlier day than the last one is no fall. The figure is kept: it may be the right one. An asset's
    areas are held against its last ones in the same way (`area-fell`).
    """
    _areas(results, (previous or {}).get("assets"))
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
                said = {"was": _plain(was), "on": day.isoformat()} | _overruled(record, results, previous or {})
                result.notes.find("counter-fell", address(record["cell"]), **said)


def _overruled(
    record: Mapping[str, Any], results: list[SheetResult], previous: Mapping[str, pd.DataFrame]
) -> dict[str, bool]:
    """`listed` where the unit keeps the list by whose records the figure is counted instead."""
    table, column, value = _LISTED.get(record["indicator"], ("projects", "", ""))
    rows: list[Mapping[Any, Any]] = [row for result in results for row in result.records.get(table, ())]
    rows.extend(previous[table].to_dict("records") if table in previous else [])
    kept = any(row["unit"] == record["unit"] and (not column or row[column] == value) for row in rows)
    return {"listed": True} if kept else {}


def _areas(results: list[SheetResult], last: pd.DataFrame | None) -> None:
    """Notes `area-fell` on every area of an asset below that of the unit's last list; it is kept as it stands.

    An asset is known by its unit, kind, name and location; what two rows of the last list bear tells nothing.
    """
    known = _known(last)
    for result in results if known else ():
        letters = {reading.table: reading.columns for reading in result.readings}
        for record in result.records.get("assets", ()):
            if before := known.get(_asset(record)):
                for field in AREAS:
                    if _fell(field, before, record):
                        at = letters.get(record["table"], {}).get(field)
                        cell = address(f"{at}{record['row']}") if at else None
                        told = {"was": _plain(before[field]), "now": _plain(record[field])}
                        result.notes.find("area-fell", cell, field=field, **told)


def _fell(field: str, before: Mapping[Any, Any], now: Mapping[str, Any]) -> bool:
    one, other = before.get(field), now.get(field)
    if pd.isna(one) or pd.isna(other):
        return False
    about = any(field in str(each.get("hedged") or "").split(",") for each in (before, now))
    return bool(other < one * (1 - (HEDGE_SHARE if about else EQUAL)))


def _known(last: pd.DataFrame | None) -> dict[tuple[str, ...], dict[Hashable, Any]]:
    """The assets of the last list by what tells them apart, without those that it tells apart by nothing."""
    rows = [] if last is None else last.to_dict("records")
    often = Counter(map(_asset, rows))
    return {asset: row for row in rows if often[asset := _asset(row)] == 1 and row["name"]}


def _asset(record: Mapping[Any, Any]) -> tuple[str, ...]:
    told = (str(record.get(name) or "") for name in ("name", "location"))
    return str(record.get("unit") or ""), str(record.get("kind") or ""), *map(key, told)


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
