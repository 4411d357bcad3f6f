"""Project ledgers: one row a project, its stage, dates and amounts."""

import calendar
import re
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from loaders.categories import affirmed, funding_of
from loaders.entry import Entry, Record
from loaders.facets import Sections
from loaders.ledgers.stages import Stages
from loaders.lines import Line
from loaders.ownership import entries, note_sharing
from loaders.reader import TableReader
from loaders.ticks import enumerated
from loaders.values import person

TEXTS = (
    "name",
    "registered_name",
    "credit_code",
    "investor",
    "content",
    "industry",
    "review_result",
    "responsible_person",
    "progress",
    "problem",
    "next_step",
)
UNITS = ("originating_unit", "referring_unit", "host_unit", "service_unit", "responsible_unit")
DATES = {
    "first_contact_on": "",
    "signed_on": "planned_signing_on",
    "registered_on": "",
    "started_on": "planned_start_on",
    "completed_on": "",
    "producing_on": "",
    "planned_signing_on": "planned_signing_on",
    "planned_start_on": "planned_start_on",
    "reviewed_on": "",
}
_TOLD_ON = ("content", "progress", "problem", "next_step")
_ORDER = ("first_contact_on", "signed_on", "started_on", "completed_on", "producing_on")


def records(table: TableReader, lines: list[Line], given: str) -> list[Record]:
    kept = []
    further: dict[int, list[int]] = {}
    for line in lines:
        if line.kind == "data" and (first := _continues(table, line.row)):
            _note_amounts(table, line.row)
            note_sharing(table, (first, line.row))
            further.setdefault(first, []).append(line.row)
        else:
            kept.append(line)
    stages = Stages(table)
    fields = _Kept(*([name for name in names if table.has(name)] for names in (TEXTS, UNITS, DATES)))
    found = [_project(entry, sections, stages, fields) for entry, sections in entries(table, kept, given)]
    for record in found:
        _go_on(table, record, further.get(record["row"], []))
    return found


def _go_on(table: TableReader, record: Record, rows: list[int]) -> None:
    """Texts that are told row by row beside a project's merged cells are all of them the project's."""
    if not rows:
        return
    told = Entry(table, [record["row"], *rows])
    for name in _TOLD_ON:
        if table.has(name):
            record[name] = told.text(name)


_LABEL = re.compile(r"\A(?:项目|主要|建设)*(?:内容|规模)(?:及规模)?\s*[:：]\s*")
"""What a cell that tells several things says before the second."""


class _Kept(NamedTuple):
    """The fields that a list keeps; most lists keep a third of all."""

    texts: list[str]
    units: list[str]
    dates: list[str]


def _continues(table: TableReader, row: int) -> int:
    """For a further row of a project whose name is merged down, the project's first row; else 0."""
    column = table.columns.column("name")
    merge = table.canvas.covered.get((row, column)) if column else None
    return merge.top if merge and merge.top < row and merge.top not in table.block.header_rows else 0


def _note_amounts(table: TableReader, row: int) -> None:
    """Amounts typed in a further row of a project are said: whose they are, nobody can tell."""
    for name in ("investment", "investment_usd", "paid_in"):
        for column in table.columns.fields.get(name, ()):
            if table.canvas.own(row, column) is not None:
                table.notes.find("merged-row", (row, column))


def _project(entry: Entry, sections: Sections, stages: Stages, kept: _Kept) -> Record:
    for name in kept.texts:
        entry.text(name)
    _name_in_content(entry)
    _kinds(entry)
    for name in kept.units:
        entry.unit(name)
    for name in kept.dates:
        if (where := entry.first(name)) and not stages.told(name, where):
            entry.day_at(where, name, DATES[name])
    if on := _signed_together(entry.table):
        entry.values["signed_on"] = on
    _amounts(entry)
    entry.values["stage"] = stages.of(entry, sections)
    _check(entry)
    stages.check(entry)
    return entry.record()


def _name_in_content(entry: Entry) -> None:
    """Under 项目名称及建设内容 the first line of a cell is the project's name, what follows its content."""
    table = entry.table
    if table.has("name") or not table.has("content"):
        return
    column = table.columns.column("content")
    both = any("名称" in word for head in table.block.headings if head.column == column for word in head.path)
    name, _, content = str(entry.values["content"] or "").partition("\n")
    if both and content:
        entry.values["name"], entry.values["content"] = name.strip(), _LABEL.sub("", content.strip())


def _signed_together(table: TableReader) -> date | None:
    """The day that a line above gives to the signing of the whole list, where no column dates it and it is past."""
    on, limit = table.terms.signed_on, table.terms.period
    return on if on and not table.has("signed_on") and (limit is None or on <= limit) else None


def _kinds(entry: Entry) -> None:
    values, fields = entry.values, entry.fields
    if "responsible_person" in fields:
        values["responsible_person"] = person(values["responsible_person"])
    if "key" in fields:
        values["key"] = "yes" if affirmed(entry.text("key")) else ""
    if "funding" in fields:
        values["funding"] = enumerated(entry, "funding", funding_of)


def _amounts(entry: Entry) -> None:
    read = entry.number("investment", "money")
    if read:
        entry.values["investment_low"] = read.low
        entry.values["investment_high"] = read.high
        entry.values["investment_usd"] = read.usd
        if read.hedge and read.low is not None and read.value is None:
            entry.hedged.append("investment_low")
    if "investment_usd" in entry.fields:
        dollars = entry.number("investment_usd", "usd")
        entry.values["investment_usd"] = dollars.value if dollars else entry.values.get("investment_usd")
    if "paid_in" in entry.fields:
        entry.cny("paid_in")


def _check(entry: Entry) -> None:
    notes, values = entry.table.notes, entry.values
    if not values.get("name"):
        at = entry.at("name") if entry.table.has("name") else entry.table.nameless()
        notes.find("missing-required", at, field="name")
    dated = [(name, on) for name in _ORDER if isinstance(on := values.get(name), date)]
    for (earlier, a), (later, b) in pairwise(dated):
        if (_last_possible(b) if later in entry.imprecise else b) < a:
            notes.find("dates-out-of-order", entry.at(later), field=later, before=str(a), other=earlier)
    limit = entry.table.terms.period
    for name, on in dated:
        if limit and on > limit:
            notes.find("date-out-of-period", entry.at(name), field=name, period=str(limit))


def _last_possible(first: date) -> date:
    """The last day a date known to the 旬 or month may be; 上旬 and a month both begin on day 1."""
    if first.day == 11:
        return first.replace(day=20)
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])
