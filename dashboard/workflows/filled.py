"""A record's fields as a person would type them into a form: hedges, ranges and months kept as words."""

import calendar
import math
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pandas as pd

from dashboard.exports.tabular import Cell
from dashboard.frames import kind_of
from loaders.measures import quantity_of_unit

Row = Mapping[Any, Any]
Written = Callable[..., str]
"""A sentence or figure of the forms by its name: `written("about", amount=3, unit="亿元")`."""
_TEN_DAYS = {1: "early", 10: "early", 11: "middle", 20: "middle", 21: "late"}


def typed(row: Row, name: str, unit: str, ledger: str, written: Written) -> Cell:
    """The field `name` of a record, its figure in `unit`; None where it is absent.

    Of a hedged figure the row's `words` say by what: field -> about, nearly, over or range.
    """
    value, kind = row[name], kind_of(name, ledger)
    if name == "investment" and ledger == "projects":
        return _amount_of_project(row, unit, written)
    if _absent(value):
        return None
    if kind == "date":
        return _day(row, name, written)
    if kind != "number":
        return str(value) or None
    amount, by = _in(value, unit), _hedged_as(row, name)
    return written(row.get("words", {}).get(by) or "about", amount=amount, unit=unit) if by else amount


def _hedged_as(row: Row, name: str) -> str:
    """The field under which a figure is said to be hedged, "" where it is not: dollars may stand in its column."""
    hedged = str(row.get("hedged", "")).split(",")
    dollars = name == "investment_usd" and _absent(row["investment"])
    return next((field for field in (name, *(["investment"] if dollars else [])) if field in hedged), "")


def _absent(value: Any) -> bool:
    return value is None or value is pd.NaT or (isinstance(value, float) and math.isnan(value))


def _amount_of_project(row: Row, unit: str, written: Written) -> Cell:
    """Amount and bounds say together what was typed: 近10亿 has no lower bound, 50余亿 no upper, 5亿以上 no amount."""
    value, low, high = (row[name] for name in ("investment", "investment_low", "investment_high"))
    if _absent(value):
        bound = ("least", low) if not _absent(low) else ("most", high)
        return None if _absent(bound[1]) else written(bound[0], amount=_in(bound[1], unit), unit=unit)
    if not (_absent(low) or _absent(high)) and low != high:
        return written("between", low=_in(low, unit), high=_in(high, unit), unit=unit)
    if "investment" not in str(row.get("hedged", "")).split(","):
        return _in(value, unit)
    word = "about" if _absent(low) == _absent(high) else "nearly" if _absent(low) else "over"
    return written(word, amount=_in(value, unit), unit=unit)


def _day(row: Row, name: str, written: Written) -> Cell:
    """A day; where only its month or ten days are known, these: a month's first and last day stand for the month."""
    day: date = pd.Timestamp(row[name]).date()
    if name not in str(row.get("imprecise", "")).split(","):
        return day
    first = row.get("start") if name == "end" else None
    whole = day.day in (1, calendar.monthrange(day.year, day.month)[1]) and not _within_ten_days(first)
    word = "month" if whole else _TEN_DAYS.get(day.day, "late")
    return written(word, year=day.year, month=day.month)


def _within_ten_days(first: Any) -> bool:
    """Whether a trip begins with the second or last ten days of a month, so that its end is not the month's."""
    return not _absent(first) and pd.Timestamp(first).day in (11, 21)


def _in(value: float, unit: str) -> int | float:
    """A figure in the column's unit of measure, without the noise of the conversion."""
    measured = quantity_of_unit(unit)
    rounded = round(value / (measured[1] if measured else 1.0), 9)
    return int(rounded) if rounded == int(rounded) else rounded
