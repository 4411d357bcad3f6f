"""Whole ledger or increment: told by overlap with the last submission where that decides, never guessed silently."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

import pandas as pd

from dashboard.frames import frame
from dashboard.names import key
from loaders.entry import Record
from loaders.stated import Said
from loaders.tables import SheetResult

SCOPES = ("whole", "increment")
WEEK_DAYS = 8
AGAIN = 0.5
"""Share of what stood before that must stand in a list again for it to be the whole one beyond doubt."""
MOSTLY = 0.5
"""Share of a list's days within the week of its title from which on it is likely that week's report."""
_INCREMENT_WORDS = re.compile(r"(本周|本期|当周|本月|日\s*)新增(?!盘活)|增量|新增项目(表|清单|情况)")
_WHOLE_WORDS = re.compile(r"^(?!.*(本周|当周|本期)).*(累计|(年初|今年)以来)")
_KEYS = {
    "visits": ["direction", "start", "leader"],
    "projects": ["name"],
    "assets": ["name", "location"],
    "events": ["date", "title"],
}
_PART = {"visits": "direction", "assets": "kind", "events": "kind"}
_DATED = {"visits": "start", "events": "date"}

Records = Mapping[str, Sequence[Record]]
"""What the file holds, by table: a handful of rows, for which frames would cost more than reading them."""


def scope_of(
    records: Records,
    results: list[SheetResult],
    answers: dict[str, Any],
    previous: Mapping[str, pd.DataFrame] | None,
    period: date | None,
) -> tuple[str, bool]:
    """(`whole` or `increment`, whether a person should be asked).

    An answer decides, then the sheet's own words, then the overlap with the last submission; where that leaves it open
    the file is what its template was last time. A wrong whole makes things vanish, so a list that names less than half
    of what stood before is never taken for one without asking, whatever it was last time. Newer records are no
    increment in a second file for the same day: they may be the first one corrected.
    """
    if answers.get("scope") in SCOPES:
        return answers["scope"], False
    parts = [part for result in results for part in result.parts]
    titles = " ".join(part.terms.title + part.canvas.sheet.name for part in parts)
    within = _within_its_week(records, [p.terms.said for p in parts if p.terms.said])
    if _INCREMENT_WORDS.search(titles) or within == 1:
        return "increment", False
    if _only_increments(records):
        return "increment", False
    usual = answers.get("usual_scope", "")
    decided = {d for name in _KEYS if (d := _overlap(name, records.get(name, ()), (previous or {}).get(name)))}
    if answers.get("resent") and "increment" in decided:
        decided = decided - {"increment"} | {"none"}
    if len(decided) == 1 and not decided & {"open", "none"}:
        return decided.pop(), False
    if usual == "increment" or (usual == "whole" and not decided & {"open", "none"}):
        return usual, False
    if within >= MOSTLY and not decided:
        # a day typed wrong, or an entry that came late, makes no whole ledger of a week's report
        return "increment", True
    # where nothing stood before, a title that says what it sums up is taken at its word
    return "whole", bool(decided) or (_looks_like_a_week(records, period) and not _WHOLE_WORDS.search(titles))


def _only_increments(records: Records) -> bool:
    """An asset list that keeps 本周新增 and no cumulative area holds what is new, whatever it calls itself."""
    assets = records.get("assets", ())
    if not assets or any(rows for name, rows in records.items() if name not in ("assets", "counters")):
        return False
    grown = [row.get("revitalised_increment") for row in assets]
    return any(area is not None for area in grown) and all(row.get("revitalised_area") is None for row in assets)


def _within_its_week(records: Records, said: list[Said]) -> float:
    """Share of the days that do not lie before the range of days within one week that the title states; 1 where
    nobody could read any day, 0 where the title states no week or nothing happened on a day."""
    starts = [s.start for s in said if s.start and (s.end - s.start).days < WEEK_DAYS]
    if not starts or not any(records.get(table) for table in _DATED):
        return 0.0
    dates = _dates(records)
    return sum(day >= min(starts) for day in dates) / len(dates) if dates else 1.0


def _dates(records: Records) -> list[date]:
    return [_day(row[c]) for t, c in _DATED.items() for row in records.get(t, ()) if row.get(c) is not None]


def _day(moment: Any) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _overlap(name: str, rows: Sequence[Record], old: pd.DataFrame | None) -> str:
    """What a table's records say beside those that stood before, of the same units and direction, kind or stage.

    `whole` when at least half of them stand here again, `increment` when none does and all here are newer, `none` when
    none does otherwise, `open` in between; "" where there is nothing to compare.
    """
    if old is None or not rows or old.empty:
        return ""
    new = frame(name, rows)
    old = _comparable(name, old, new)
    before, now = _names(name, old), _names(name, new)
    if not before:
        return ""
    again = len(before & now) / len(before)
    if again >= AGAIN:
        return "whole"
    dated = _DATED.get(name)
    if not again and dated and new[dated].min() > old[dated].max():
        return "increment"
    return "open" if again else "none"


def stand_again(tables: Mapping[str, pd.DataFrame], previous: Mapping[str, pd.DataFrame]) -> bool:
    """Whether anything that stood before is named here again."""
    return any(_names(n, tables[n]) & _names(n, previous[n]) for n in _KEYS if n in tables and n in previous)


def left_out(tables: Mapping[str, pd.DataFrame], previous: Mapping[str, pd.DataFrame]) -> bool:
    """Whether anything that stood before, of the same units and direction, kind or stage, is not named here again."""
    for name in _KEYS:
        new, old = tables.get(name), previous.get(name)
        if new is not None and old is not None and _names(name, _comparable(name, old, new)) - _names(name, new):
            return True
    return False


def _comparable(name: str, old: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
    return old[_parts(name, old).isin(set(_parts(name, new))) & old["unit"].isin(set(new["unit"]))]


def _parts(name: str, table: pd.DataFrame) -> "pd.Series[Any]":
    """The part of its ledger that each record belongs to: lists of different parts complete each other."""
    if name == "projects":
        return table["stage"].eq("negotiating")
    return table[_PART[name]]


def _names(name: str, table: pd.DataFrame) -> set[tuple[object, ...]]:
    """What the records are about, as the eye compares it."""
    columns = [table[c].map(key) if table[c].dtype == "str" else table[c] for c in _KEYS[name]]
    return set(zip(*columns, strict=True))


def _looks_like_a_week(records: Records, period: date | None) -> bool:
    """Only dates of the last eight days, well into the year: a week's increment as likely as a whole ledger."""
    if period is None or period.timetuple().tm_yday < 21:
        return False
    dates = _dates(records)
    return bool(dates) and min(dates) > period - timedelta(days=WEEK_DAYS)
