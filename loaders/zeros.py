"""Explicit zeros: a ledger that is present but empty says 0 for what it covers; a blank says nothing.

An empty whole ledger says 0 for the year so far, an empty increment only for its week (`ingest` decides which). The
zero is a counter of that period like any other; it takes neither a list nor an earlier figure of the year away.
"""

import re
from dataclasses import replace

from loaders.entry import Record
from loaders.facets import Sections
from loaders.grid import Address, a1
from loaders.ledgers import assets, events
from loaders.ledgers.directions import Directions
from loaders.ledgers.stages import titled_stage
from loaders.lines import Line
from loaders.ownership import Ownership
from loaders.reader import TableReader

_OTHERWISE = re.compile(r"[上下去明前]一?个?[周月期年季半]")
_Answers = dict[str, tuple[str, ...]]
_BY_DIRECTION: _Answers = {"outbound": ("outbound_trips",), "inbound": ("inbound_groups",)}
_BY_KIND: _Answers = {"land": ("land_m2",), "factory": ("factory_m2",), "building": ("building_m2",)}
_BY_EVENT: _Answers = {"signing": ("signing_events",), "promotion": ("promotions",), "training": ("training_events",)}
_SIGNED = (
    "projects_signed",
    "projects_signed_1yi",
    "projects_signed_10yi",
    "projects_signed_50yi",
    "investment_signed",
)
_BY_STAGE: _Answers = {
    "negotiating": ("projects_discussed",),
    "signed": _SIGNED,
    "started": ("projects_started",),
    "completed": ("projects_completed",),
    "": ("projects_discussed", *_SIGNED, "projects_started", "projects_completed"),
}


def scope(table: TableReader) -> str:
    """What part of its ledger this table covers: a direction, a kind, a stage; "" when it is open."""
    match table.columns.ledger:
        case "visits":
            resident = "驻点" in table.terms.title + table.sheet.name
            return "resident" if resident else Directions(table).usual
        case "assets":
            return assets.table_kind(table)
        case "events":
            return events.table_event_kind(table)
        case "projects":
            return titled_stage(table)
    return ""


_ANSWERS: dict[str, tuple[str, _Answers]] = {
    "visits": ("direction", _BY_DIRECTION),
    "assets": ("kind", _BY_KIND),
    "events": ("event", _BY_EVENT),
    "projects": ("stage", _BY_STAGE),
}
"""Ledger -> what a section row says of its scope, and which indicators each scope answers."""


def records(table: TableReader, lines: list[Line], given: str) -> list[Record]:
    """Zero counters of an empty list, and of each unit that reports 未外出 inside one.

    无 under a section speaks of that section; where the same unit has rows of the same section, its rows speak.
    """
    lines = [_of_the_month(table, line) if line.kind == "elsewhen" else line for line in lines]
    kinds = {line.kind for line in lines}
    if table.columns.ledger not in _ANSWERS or ("data" in kinds and "nil" not in kinds):
        return []
    if "nil" not in kinds and _rows_unread(table, lines):
        return []
    facet, answers = _ANSWERS[table.columns.ledger]
    if "nil" not in kinds:
        first = next(h for h in table.block.headings if h.path)
        unit = given or table.terms.unit
        return _zeros(table, answers.get(scope(table), ()), unit, table.head_of(first)) if unit else []
    owner, sections = Ownership(table, lines, given, ("nil", "data")), Sections(table)
    listed: set[tuple[str, str]] = set()
    empty: list[tuple[str, str, Line]] = []
    for line in lines:
        if line.kind == "section":
            sections.enter(line)
        elif line.kind == "data":
            listed.add((owner.of(line.row, sections), getattr(sections, facet)))
        elif line.kind == "nil":
            table.notes.parsed.update((line.row, c) for c, _ in table.canvas.typed(line.row))
            empty.append((owner.of(line.row, sections), getattr(sections, facet), line))
    return [
        zero
        for unit, part, line in empty
        if (unit, part) not in listed
        for zero in _zeros(table, answers.get(part or scope(table), ()), unit, (line.row, line.column))
    ]


def _of_the_month(table: TableReader, line: Line) -> Line:
    """3月份未外出 in a file of March is of the period at hand; what is of another one is told by a finding."""
    named = set(re.findall(r"(\d{1,2})月", line.text))
    period = table.terms.period
    if period and named == {str(period.month)} and not _OTHERWISE.search(line.text):
        return replace(line, kind="nil")
    table.notes.find("another-period", (line.row, line.column), line.text)
    return line


def _rows_unread(table: TableReader, lines: list[Line]) -> bool:
    """Whether rows stand under the headings that nobody could read, or that speak of another period: such a list is
    not an empty one."""
    if any(line.kind == "elsewhen" for line in lines):
        return True
    unread = (len(table.canvas.typed(line.row)) > 1 for line in lines if line.kind == "other")
    return any(unread) or (len(table.canvas.typed(table.block.header_rows[-1] + 1)) > 1 and not table.block.body)


def _zeros(table: TableReader, indicators: tuple[str, ...], unit: str, at: Address) -> list[Record]:
    return [
        {
            "unit": unit,
            "sheet": table.sheet.name,
            "table": table.block.number,
            "row": at[0],
            "indicator": indicator,
            "period": "cumulative",
            "as_of": table.terms.period,
            "value": 0.0,
            "cell": a1(*at),
            "hedged": "",
            "imprecise": "",
        }
        for indicator in indicators
    ]
