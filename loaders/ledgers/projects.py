"""Project ledgers: one row a project, its stage, dates and amounts."""

import calendar
import re
from collections.abc import Mapping
from datetime import date
from itertools import pairwise

from dashboard.contract import SIDE_STAGES, STAGES
from loaders.categories import affirmed, funding_of, legend_of, stage_of
from loaders.entry import Entry, Record
from loaders.lines import Line
from loaders.ownership import Sections, entries, note_sharing
from loaders.reader import TableReader
from loaders.ticks import enumerated, furthest
from loaders.values import person, text

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
_MAY_SAY_STAGE = re.compile(r"阶段|状态|状况|情况|进度|进展|程度|节点|步骤|哪.?步|到哪|动态|签约|开工|竣工|投产|建设")
_REACHED = (
    ("producing", "producing_on"),
    ("completed", "completed_on"),
    ("started", "started_on"),
    ("registered", "registered_on"),
    ("signed", "signed_on"),
)
_LIFE = (*STAGES, *SIDE_STAGES)
"""Of several stages that a row shows the last one in this order is where it stands."""
_DATE_OF = {"signed": "signed_on", "started": "started_on", "completed": "completed_on", "producing": "producing_on"}
_ORDER = ("first_contact_on", "signed_on", "started_on", "completed_on", "producing_on")


def records(table: TableReader, lines: list[Line], given: str) -> list[Record]:
    kept = []
    for line in lines:
        if line.kind == "data" and (first := _continues(table, line.row)):
            _note_amounts(table, line.row)
            note_sharing(table, (first, line.row))
        else:
            kept.append(line)
    legend = _legend(table)
    return [_project(entry, sections, legend) for entry, sections in entries(table, kept, given)]


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


def _legend(table: TableReader) -> dict[str, str]:
    """What the codes of the stage column stand for, by its heading, the title or the notes."""
    if not table.has("stage"):
        return {}
    heading = table.heading[table.columns.column("stage")].text
    return legend_of(heading) or legend_of(table.terms.title) or legend_of(table.terms.notes)


def _project(entry: Entry, sections: Sections, legend: Mapping[str, str]) -> Record:
    _texts(entry)
    for name in UNITS:
        if name in entry.fields:
            entry.unit(name)
    for name, planned in DATES.items():
        if name in entry.fields:
            entry.day(name, into=planned if name.startswith("planned") else name, planned_into=planned)
    _amounts(entry)
    entry.values["stage"] = _stage(entry, sections, legend)
    _check(entry)
    return entry.record()


def _texts(entry: Entry) -> None:
    values, fields = entry.values, entry.fields
    for name in TEXTS:
        if name in fields:
            entry.text(name)
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
    if entry.table.has("investment_usd"):
        dollars = entry.number("investment_usd", "usd")
        entry.values["investment_usd"] = dollars.value if dollars else entry.values.get("investment_usd")
    if entry.table.has("paid_in"):
        entry.number("paid_in", "money")


def _stage(entry: Entry, sections: Sections, legend: Mapping[str, str]) -> str:
    """Stage column, else section row, else the latest actual stage date up to the period, else title, else in talks."""
    ticked = furthest(entry, "stage", _LIFE)
    said = _stated(entry)
    if said:
        stage = legend.get(said.strip().upper().removesuffix("类")) or stage_of(said)
        if stage:
            return max(stage, ticked or stage, key=_LIFE.index)
        entry.table.notes.find("unknown-stage", entry.at("stage"), said)
    dated = _latest(entry)
    if ticked and dated and dated not in entry.table.columns.ticks["stage"].values():
        # 是否签约 is answered, and a date tells of a stage that was not asked about
        return max(ticked, dated, key=_LIFE.index)
    if ticked or sections.stage:
        return ticked or sections.stage
    titled = titled_stage(entry.table)
    if dated and titled in STAGES and STAGES.index(titled) > STAGES.index(dated):
        return titled
    if not dated and not titled:
        _doubt(entry)
    return dated or titled or "negotiating"


def _stated(entry: Entry) -> str:
    """What the stage column says; the columns that are ticked for a stage say nothing here."""
    ticks = entry.table.columns.ticks.get("stage")
    if not ticks:
        return entry.text("stage")
    return " ".join(text(value) for value, at in entry.cells("stage") if at[1] not in ticks)


def _doubt(entry: Entry) -> None:
    """A default stage is doubtful beside a cell that nobody read and whose heading may have said it, and where the
    progress tells of a later one."""
    table = entry.table
    missed = (h.column for h in (*table.columns.unmapped, *table.columns.ambiguous) if _MAY_SAY_STAGE.search(h.text))
    unread = [at for c in missed for value, at in [table.peek(entry.rows[0], c)] if value is not None]
    told = [at for value, at in entry.cells("progress") if stage_of(text(value)) not in ("", "negotiating")]
    for at in (*unread, *told)[:1]:
        table.notes.find("unknown-stage", at)


def _latest(entry: Entry) -> str:
    limit = entry.table.terms.period
    for stage, name in _REACHED:
        on = entry.values.get(name)
        if isinstance(on, date) and (limit is None or on <= limit):
            return stage
        # 已开工 under 开工时间 is no date, and says the stage all the same
        if any((said := text(value)).startswith("已") and stage_of(said) == stage for value, _ in entry.cells(name)):
            return stage
    return ""


_LISTED = ("在谈", "签约", "开工", "竣工", "投产")
"""Stages that lists are kept for."""


def titled_stage(table: TableReader) -> str:
    """The stage that title or sheet name give to the whole list (在谈项目清单), "" when they name several."""
    if any(word in table.terms.title for word in _LISTED):
        return table.terms.told(_one_stage)
    return _one_stage(table.sheet.name)


def _one_stage(text: str) -> str:
    names = {stage_of(word) for word in _LISTED if word in text}
    return names.pop() if len(names) == 1 else ""


def _check(entry: Entry) -> None:
    notes, values = entry.table.notes, entry.values
    if not values.get("name"):
        at = entry.at("name") if entry.table.has("name") else entry.table.nameless()
        notes.find("missing-required", at, field="name")
    dated = [(name, values[name]) for name in _ORDER if isinstance(values.get(name), date)]
    for (earlier, a), (later, b) in pairwise(dated):
        if (_last_possible(b) if later in entry.imprecise else b) < a:
            notes.find("dates-out-of-order", entry.at(later), field=later, before=str(a), other=earlier)
    limit = entry.table.terms.period
    for name, on in dated:
        if limit and on > limit:
            notes.find("date-out-of-period", entry.at(name), field=name, period=str(limit))
    _check_stage(entry)
    _check_behind(entry)


def _last_possible(first: date) -> date:
    """The last day a date known to the 旬 or month may be; 上旬 and a month both begin on day 1."""
    if first.day == 11:
        return first.replace(day=20)
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])


def _check_stage(entry: Entry) -> None:
    """A stage reached without its date: found at the record, or once for a table that keeps no such date."""
    table, stage = entry.table, entry.values["stage"]
    name = _DATE_OF.get(stage, "")
    if not name or entry.values.get(name):
        return
    if entry.first(name) and table.notes.conclude(entry.at(name), undated="stage"):
        return
    kept = "stage" if table.has("stage") else "name"
    at = entry.at(kept) if table.has(name) else table.head("stage") if kept == "stage" else None
    table.notes.find("stage-without-date", at, stage, field=name)


def _check_behind(entry: Entry) -> None:
    """A stage beside the date of a later one, up to the period: one of them was not kept."""
    stage, limit = entry.values["stage"], entry.table.terms.period
    at = entry.at("stage" if entry.table.has("stage") else "name")
    for later, name in reversed(_DATE_OF.items()):
        on = entry.values.get(name)
        behind = stage in STAGES and STAGES.index(stage) < STAGES.index(later)
        if behind and isinstance(on, date) and (limit is None or on <= limit):
            entry.table.notes.find("stage-behind-date", at, stage, field=name, on=str(on), reached=later, stage=stage)
            return
