"""Whole ledger or increment: told by overlap with the last submission where that decides, never guessed silently."""

import re
from datetime import date, timedelta
from typing import Any

import pandas as pd

from loaders.metadata import Said
from loaders.tables import SheetResult

WEEK_DAYS = 8
_INCREMENT_WORDS = re.compile(r"(本周|本期|当周|本月|日\s*)新增(?!盘活)|增量|新增项目(表|清单|情况)")
_KEYS = {
    "visits": ["direction", "start", "leader"],
    "projects": ["name"],
    "assets": ["name", "location"],
    "events": ["date", "title"],
}
_DATED = {"visits": "start", "events": "date"}


def scope_of(
    tables: dict[str, pd.DataFrame],
    results: list[SheetResult],
    answers: dict[str, Any],
    previous: dict[str, pd.DataFrame] | None,
    period: date | None,
) -> tuple[str, bool]:
    """(`whole` or `increment`, whether a person should be asked)."""
    if answers.get("scope") in ("whole", "increment"):
        return answers["scope"], False
    parts = [part for result in results for part in result.parts]
    titles = " ".join(part.terms.title + part.canvas.sheet.name for part in parts)
    if _INCREMENT_WORDS.search(titles) or _keeps_to_its_week(tables, [p.terms.said for p in parts if p.terms.said]):
        return "increment", False
    if _only_increments(tables):
        return "increment", False
    decided = [d for name in _KEYS if (d := _overlap(name, tables, previous))]
    if decided:
        return ("increment" if set(decided) == {"increment"} else "whole"), False
    return "whole", _looks_like_a_week(tables, period)


def _only_increments(tables: dict[str, pd.DataFrame]) -> bool:
    """An asset list that keeps 本周新增 and no cumulative area holds what is new, whatever it calls itself."""
    assets = tables.get("assets")
    if assets is None or set(tables) - {"assets", "counters"}:
        return False
    return bool(assets["revitalised_increment"].notna().any()) and bool(assets["revitalised_area"].isna().all())


def _keeps_to_its_week(tables: dict[str, pd.DataFrame], said: list[Said]) -> bool:
    """The title states a range of days within one week, and no dated row lies before it."""
    starts = [s.start for s in said if s.start and (s.end - s.start).days < WEEK_DAYS]
    dates = _dates(tables)
    return bool(starts) and len(dates) > 0 and bool((dates >= pd.Timestamp(min(starts))).all())


def _dates(tables: dict[str, pd.DataFrame]) -> pd.Series:
    columns = [tables[t][c] for t, c in _DATED.items() if t in tables]
    return pd.concat(columns).dropna() if columns else pd.Series(dtype="datetime64[us]")


def _overlap(name: str, tables: dict[str, pd.DataFrame], previous: dict[str, pd.DataFrame] | None) -> str:
    """whole when records of the last submission stand here again, increment when none does and all are newer."""
    old, new = (previous or {}).get(name), tables.get(name)
    if old is None or new is None or old.empty or new.empty:
        return ""
    before = set(old[_KEYS[name]].itertuples(index=False, name=None))
    now = set(new[_KEYS[name]].itertuples(index=False, name=None))
    if before & now:
        return "whole"
    dated = _DATED.get(name)
    if dated and new[dated].min() > old[dated].max():
        return "increment"
    return ""


def _looks_like_a_week(tables: dict[str, pd.DataFrame], period: date | None) -> bool:
    """Only dates of the last eight days, well into the year: a week's increment as likely as a whole ledger."""
    if period is None or period.timetuple().tm_yday < 21:
        return False
    dates = _dates(tables)
    return len(dates) > 0 and bool((dates > pd.Timestamp(period - timedelta(days=WEEK_DAYS))).all())
