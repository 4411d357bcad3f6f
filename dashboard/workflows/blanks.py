"""Blank forms for those who ask for one: our own headings, everything that stands filled in; never required.

The forms are sheets of a Chinese office whatever language the screen speaks; their words stand in `blanks.toml`. A
form is titled as the whole ledger, so every record that stands is on it: sent back as it came it changes no figure.
"""

import math
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd

from dashboard.contract import ASSET_KINDS, SIDE_STAGES, STAGES, District, Snapshot
from dashboard.exports.forms import Form, workbook
from dashboard.exports.tabular import Cell
from dashboard.frames import kind_of
from dashboard.i18n import Say, speaker
from dashboard.store import Store
from dashboard.workflows.filled import Row, typed

_SOURCE = Path(__file__).with_name("blanks.toml")
_CHOICES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "visits": {"level": ("principal", "deputy", "unit", "team", "resident")},
    "projects": {"stage": (*STAGES, *SIDE_STAGES), "funding": ("domestic", "foreign"), "key": ("yes", "no")},
    "assets": {"kind": ASSET_KINDS, "status": ("idle", "negotiating", "signed", "refitting", "in_use")},
    "events": {"kind": ("signing", "promotion", "meeting", "training")},
    "prospects": {"role": ("key", "upstream", "downstream")},
}
_LONG = frozenset(
    {"name", "investor", "content", "result", "progress", "problem", "next_step", "location", "organisation"}
)
_FIGURES = ("counters", "targets")
_STAGE_DATES = frozenset({"signed_on", "registered_on", "started_on", "completed_on"})
_PLACE = ["submission", "sheet", "table"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a form: the field it is for ("" for none), its heading and its unit of measure."""

    field: str
    word: str
    unit: str = ""

    @property
    def heading(self) -> str:
        return _written("heading", word=self.word, unit=self.unit) if self.unit else self.word


@lru_cache(maxsize=1)
def _document() -> dict[str, Any]:
    return tomllib.loads(_SOURCE.read_text(encoding="utf-8"))


def _written(word: str, /, **values: object) -> str:
    """A sentence or figure as it is written into a form."""
    text: str = _document()["words"][word]
    return text.format(**values)


@lru_cache(maxsize=1)
def forms() -> dict[str, tuple[str, str, tuple[Column, ...]]]:
    """Form -> title, ledger and columns, in the order in which they are offered."""
    return {name: (entry["title"], entry["ledger"], _columns(entry["columns"])) for name, entry in _entries()}


def _entries() -> Iterable[tuple[str, Any]]:
    entries: dict[str, Any] = _document()["forms"]
    return entries.items()


def _columns(listed: Iterable[Iterable[str]]) -> tuple[Column, ...]:
    return tuple(Column(*column) for column in listed)


def blank(form: str, unit: str, store: Store, district: District, as_of: date) -> bytes:
    """A unit's form as xlsx, with everything filled in that stands for the unit on the day."""
    title, ledger, _ = forms()[form]
    say = speaker("zh_CN")
    day = say.day(as_of)
    kind = "yearly" if ledger == "targets" else "title"
    heading = _written(kind, unit=unit, title=title, day=day, year=as_of.year)
    rows = list(_rows(form, unit, store, district, as_of))
    columns = _shown(say, form, rows)
    place = {column.field: i for i, column in enumerate(columns) if column.field}
    choices = {
        place[name]: [_word(say, name, value) for value in values]
        for name, values in _CHOICES.get(ledger, {}).items()
        if name in place
    }
    lines = [[_cell(say, row, column, ledger) for column in columns] for row in rows]
    return workbook(
        Form(
            title, heading, _written("facts", unit=unit, day=day), [column.heading for column in columns],
            lines if ledger in (*_FIGURES, "visits") else _distinct(lines), choices,
            frozenset(i for name, i in place.items() if kind_of(name, ledger) == "date"),
            frozenset(i for name, i in place.items() if name in _LONG),
        )
    )  # fmt: skip


def _shown(say: Say, form: str, rows: Collection[Row]) -> tuple[Column, ...]:
    """The form's columns, and those of the further ones in which a record has something.

    A stage's date stays off the form where the lists that stand keep none: its empty column would say that nothing was
    signed, started or completed, of which those lists say nothing.
    """
    _, ledger, columns = forms()[form]
    further = _columns(_document()["forms"][form].get("further", ()))
    kept = {name for row in rows for name in row.get("kept", ())}
    sparing = {*further, *(c for c in columns if rows and c.field in _STAGE_DATES and c.field not in kept)}
    return tuple(
        column
        for column in (*columns, *further)
        if column not in sparing or any(_cell(say, row, column, ledger) for row in rows)
    )


def _rows(form: str, unit: str, store: Store, district: District, as_of: date) -> Iterable[Row]:
    """Every record that stands; of figures a row a unit, to be filled in anew."""
    ledger = forms()[form][1]
    if ledger in _FIGURES:
        units = [u.name for u in district.reporting(as_of)] if unit == district.name else [unit]
        return [{"unit": name} for name in units]
    stands = store.snapshot(as_of, units=(unit,))
    table = stands.tables[ledger]
    if ledger == "visits":
        return _trips(stands, table[table["direction"] == form])
    if ledger == "assets":
        table = _cumulative(table, as_of.year)
    return [_worded(stands, row) | {"number": 0} for row in _records(table)]


def _records(table: pd.DataFrame) -> Iterator[dict[Any, Any]]:
    yield from table.to_dict("records")


def _worded(stands: Snapshot, row: dict[Any, Any]) -> dict[Any, Any]:
    """A record with the word that each of its hedged figures was hedged by, and the fields that its list keeps."""
    where = (row["submission"], row["sheet"])
    words = {
        name: stands.hedges.get((*where, stands.cell(*where, row["table"], row["row"], name)), "")
        for name in filter(None, row["hedged"].split(","))
    }
    return row | {"words": words, "kept": stands.addresses.get((*where, row["table"]), {})}


def _trips(stands: Snapshot, visits: pd.DataFrame) -> Iterator[Row]:
    """A trip with its first host, then a row for each further one, under the trip's number."""
    met = {place: list(_records(stops)) for place, stops in stands.tables["stops"].groupby([*_PLACE, "visit_row"])}
    for number, visit in enumerate(_records(visits), 1):
        hosts = met.get((*(visit[name] for name in _PLACE), visit["row"]), [])
        first, *rest = [
            {"organisation": host["organisation"], "counterpart": host["counterpart"]} for host in hosts or _NOBODY
        ]
        (rest or [first])[-1]["organisation"] = _more(visit, (rest or [first])[-1]["organisation"], len(hosts))
        yield _worded(stands, visit) | first | {"number": number}
        yield from ({**host, "number": number} for host in rest)


_NOBODY: tuple[dict[str, str], ...] = ({"organisation": "", "counterpart": ""},)


def _more(visit: Row, name: str, named: int) -> str:
    """The last host's name with how many more there were than those that are named."""
    count = visit["organisations"]
    if math.isnan(count) or count <= named:
        return name
    hedged = "organisations" in visit["hedged"].split(",")
    some = _written("some", name=name) if name else ""
    return _written("hosts_about" if hedged else "hosts", name=some, count=int(count) - max(named - 1, 0))


def _cumulative(table: pd.DataFrame, year: int) -> pd.DataFrame:
    """Assets with their cumulative area: of those reported by what is new each week, their sum on the last record.

    A sheet of nothing but new areas would be read as an addition, and counted twice.
    """
    whole = table.groupby("identity")["revitalised_area"].transform("count") > 0
    fresh = table["revitalised_increment"].notna() & ~whole & table["identity"].ne("")
    if not fresh.any():
        return table
    new = table[fresh]
    on = new["revitalised_on"].fillna(pd.to_datetime(new["period"]).astype("datetime64[us]"))
    areas = new["revitalised_increment"].where(on.dt.year == year, 0.0)
    added = new.assign(revitalised_on=on, revitalised_area=areas.groupby(new["identity"]).transform(math.fsum))
    return pd.concat([table[~fresh], added.drop_duplicates("identity", keep="last")])


def _distinct(rows: Iterable[list[Cell]]) -> list[list[Cell]]:
    """Records in their order, numbered, each once: two senders may have told the same."""
    return [[number, *row] for number, row in enumerate(dict.fromkeys(tuple(row[1:]) for row in rows), 1)]


def _cell(say: Say, row: Row, column: Column, ledger: str) -> Cell:
    if column.field not in row:
        return None
    if column.field == "number":
        number: int = row["number"]
        return number
    value = typed(row, column.field, column.unit, ledger, _written)
    return _word(say, column.field, str(value)) if value and column.field in _CHOICES.get(ledger, {}) else value


def _word(say: Say, field: str, value: str) -> str:
    """The office's word for a value: the form's own where it has one, else the screen's."""
    own: str = _document()["values"].get(field, {}).get(value, "")
    return own or say(f"ui.value.{value}")
