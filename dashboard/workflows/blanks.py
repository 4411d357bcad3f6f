"""Blank forms for those who ask for one: our own headings, the unit's open rows filled in; never required.

The forms are sheets of a Chinese office whatever language the screen speaks; their words stand in `blanks.toml`.
"""

import math
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from dashboard.contract import ASSET_KINDS, SIDE_STAGES, STAGES, District, kind_of
from dashboard.exports.forms import Form, workbook
from dashboard.exports.tabular import Cell
from dashboard.i18n import Say, speaker
from dashboard.store import Store
from loaders.measures import quantity_of_unit

_SOURCE = Path(__file__).with_name("blanks.toml")
_CHOICES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "projects": {"stage": (*STAGES, *SIDE_STAGES)},
    "assets": {"kind": ASSET_KINDS, "status": ("idle", "negotiating", "signed", "refitting", "in_use")},
    "events": {"kind": ("signing", "promotion", "meeting", "training")},
    "prospects": {"role": ("key", "upstream", "downstream")},
}
_LONG = frozenset(
    {"name", "investor", "content", "result", "progress", "problem", "next_step", "location", "organisation"}
)
_DONE = ("completed", "producing", "terminated")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a form: the field it is for ("" for none), its heading and its unit of measure."""

    field: str
    word: str
    unit: str = ""

    @property
    def heading(self) -> str:
        return _written("heading", word=self.word, unit=self.unit) if self.unit else self.word


@cache
def _document() -> dict[str, Any]:
    return tomllib.loads(_SOURCE.read_text(encoding="utf-8"))


def _written(word: str, /, **values: object) -> str:
    """A sentence or figure as it is written into a form."""
    text: str = _document()["words"][word]
    return text.format(**values)


@cache
def forms() -> dict[str, tuple[str, str, tuple[Column, ...]]]:
    """Form -> title, ledger and columns, in the order in which they are offered."""
    return {
        name: (entry["title"], entry["ledger"], tuple(Column(*column) for column in entry["columns"]))
        for name, entry in _document()["forms"].items()
    }


def blank(form: str, unit: str, store: Store, district: District, as_of: date) -> bytes:
    """A unit's form as xlsx, with the rows that are still open on the day filled in."""
    title, ledger, columns = forms()[form]
    say = speaker("zh_CN")
    day = say.day(as_of)
    kind = "yearly" if ledger == "targets" else "title"
    heading = _written(kind, unit=unit, title=title, day=day, year=as_of.year)
    rows = list(_rows(form, unit, store, district, as_of))
    place = {column.field: i for i, column in enumerate(columns) if column.field}
    choices = {
        place[name]: [_word(say, value) for value in values]
        for name, values in _CHOICES.get(ledger, {}).items()
        if name in place
    }
    return workbook(
        Form(
            title, heading, _written("facts", unit=unit, day=day), [column.heading for column in columns],
            [_cells(say, number, row, columns, ledger) for number, row in enumerate(rows, 1)], choices,
            frozenset(i for name, i in place.items() if kind_of(name, ledger) == "date"),
            frozenset(i for name, i in place.items() if name in _LONG),
        )
    )  # fmt: skip


def _rows(form: str, unit: str, store: Store, district: District, as_of: date) -> Iterable[Mapping[Any, Any]]:
    """Records to fill in: projects and assets still open, the chain list; of figures a row a unit."""
    ledger = forms()[form][1]
    if ledger in ("counters", "targets"):
        units = [u.name for u in district.reporting(as_of)] if unit == district.name else [unit]
        return [{"unit": name} for name in units]
    still: dict[str, Callable[[pd.DataFrame], pd.Series[bool]]] = {
        "projects": lambda table: ~table["stage"].isin(_DONE),
        "assets": lambda table: ~(table["idle_area"].eq(0) | _used_up(table)),
        "prospects": lambda table: table["organisation"].ne(""),
    }
    if ledger not in still:
        return []
    table = store.snapshot(as_of, units=(unit,)).tables[ledger]
    rows: list[dict[Any, Any]] = table[still[ledger](table)].to_dict("records")
    return rows


def _used_up(table: pd.DataFrame) -> "pd.Series[bool]":
    """Whether nothing idle is left of an asset that does not say how much is."""
    return table["idle_area"].isna() & table["status"].eq("in_use")


def _cells(say: Say, number: int, row: Mapping[Any, Any], columns: Iterable[Column], ledger: str) -> list[Cell]:
    return [number if c.field == "number" else _cell(say, row, c, ledger) if c.field in row else None for c in columns]


def _cell(say: Say, row: Mapping[Any, Any], column: Column, ledger: str) -> Cell:
    """A record's field as a person would type it: hedges and ranges kept, a month left a month."""
    value, name = row[column.field], column.field
    kind = kind_of(name, ledger)
    if name == "investment" and (spread := _range(row)):
        return spread
    if value is pd.NaT or value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    if kind == "date":
        month = name in str(row.get("imprecise", "")).split(",")
        return _written("month", year=value.year, month=value.month) if month else value.date()
    if kind == "number":
        measured = quantity_of_unit(column.unit)
        amount = _round(value / (measured[1] if measured else 1.0))
        return _written("about", amount=amount) if name in str(row.get("hedged", "")).split(",") else amount
    return _word(say, str(value)) if name in _CHOICES.get(ledger, {}) else str(value) or None


def _range(row: Mapping[Any, Any]) -> str:
    low, high = row.get("investment_low"), row.get("investment_high")
    if low is None or math.isnan(low):
        return ""
    if high is None or math.isnan(high):
        return _written("over", low=_round(low))
    return _written("range", low=_round(low), high=_round(high)) if low != high else ""


def _round(value: float) -> int | float:
    rounded = round(value, 6)
    return int(rounded) if rounded == int(rounded) else rounded


def _word(say: Say, value: str) -> str:
    return say(f"ui.value.{value}") if value else ""
