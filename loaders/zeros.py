"""Explicit zeros: a ledger that is present but empty says 0 for what it covers; a blank says nothing.

An empty whole ledger says 0 for the year so far, an empty increment only for its week (`within`), an
empty sheet of a month for that month. The zero is a counter of that period like any other; it takes neither a list nor
an earlier figure of the year away.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from loaders.entry import Record
from loaders.facets import Sections
from loaders.grid import Address, a1
from loaders.ledgers import assets, events
from loaders.ledgers.directions import Directions
from loaders.ledgers.stages import titled_stage
from loaders.lines import Line
from loaders.metadata import covers_to
from loaders.nilrows import nil_section
from loaders.ownership import Ownership
from loaders.reader import TableReader

_OTHERWISE = re.compile(r"[上下去明前]一?个?[周月期年季半]")
_MONTH = re.compile(r"(?:20\d\d年)?\d{1,2}月份?")
"""A sheet that is one month of a ledger: what is not on it may stand on the sheets of the others."""
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
    empty = {line.row: told for line in lines if (told := _said_empty(table, line))}
    kinds = {line.kind for line in lines} | {line.kind for line in empty.values()}
    if table.columns.ledger not in _ANSWERS or ("data" in kinds and "nil" not in kinds):
        return []
    if "nil" not in kinds and _rows_unread(table, lines):
        return []
    answers = _ANSWERS[table.columns.ledger][1]
    if "nil" not in kinds:
        first = next(h for h in table.block.headings if h.path)
        unit = given or table.terms.unit
        return _zeros(table, answers.get(scope(table), ()), unit, table.head_of(first)) if unit else []
    return [
        zero
        for unit, part, line in _inside(table, lines, empty, given)
        for zero in _zeros(table, answers.get(part or scope(table), ()), unit, (line.row, line.column))
    ]


def _inside(
    table: TableReader, lines: list[Line], empty: dict[int, Line], given: str
) -> Iterator[tuple[str, str, Line]]:
    """(unit, what its section says, line) of every row that says there is nothing, where no record says otherwise.

    `empty` are the section rows among them.
    """
    facet = _ANSWERS[table.columns.ledger][0]
    owner, sections = Ownership(table, lines, given, ("nil", "data")), Sections(table)
    listed: set[tuple[str, str]] = set()
    none: list[tuple[str, str, Line]] = []
    for line in lines:
        if line.kind == "section":
            sections.enter(line)
        if line.row in empty and (unit := _whose(table, sections, given)):
            none.append((unit, getattr(sections, facet), line))
        elif line.kind == "data":
            listed.add((owner.of(line.row, sections), getattr(sections, facet)))
        elif line.kind == "nil":
            table.notes.parsed.update((line.row, c) for c, _ in table.canvas.typed(line.row))
            none.append((owner.of(line.row, sections), getattr(sections, facet), line))
    # 三、开工项目（0个） over 无 says it twice: the row of its own counts
    twice = {told[:2] for told in none if told[2].kind == "nil"}
    yield from (t for t in none if t[:2] not in listed and not (t[2].kind == "section" and t[:2] in twice))


def _said_empty(table: TableReader, line: Line) -> Line | None:
    """The section as the row that says that there is nothing below it: 二、宁海街道：未外出, 三、板浦镇（0次）."""
    kind = nil_section(line.text)[1] if line.kind == "section" else None
    told = replace(line, kind=kind) if kind else None
    told = _of_the_month(table, told) if told and told.kind == "elsewhen" else told
    return told if told and told.kind == "nil" else None


def _whose(table: TableReader, sections: Sections, given: str) -> str:
    """The unit of whose section it is said that nothing stands below it; "" for a stranger's."""
    if sections.stranger:
        return ""
    return given if given not in ("", table.district.name) else sections.unit or given or table.terms.unit


def _of_the_month(table: TableReader, line: Line) -> Line:
    """3月份未外出 in a file of March is of the period at hand; what is of another one is told by a finding."""
    named = set(re.findall(r"(\d{1,2})月", line.text))
    period = table.terms.period
    if period and named == {str(period.month)} and not _OTHERWISE.search(line.text):
        return replace(line, kind="nil")
    table.notes.find("another-period", (line.row, line.column), line.text)
    return line


def _rows_unread(table: TableReader, lines: list[Line]) -> bool:
    """Whether rows stand under the headings that nobody could read, or that speak of another period or of plans: such
    a list is not an empty one."""
    if any(line.kind in ("elsewhen", "plan") for line in lines):
        return True
    unread = (len(table.canvas.typed(line.row)) > 1 for line in lines if line.kind == "other")
    return any(unread) or (len(table.canvas.typed(table.block.header_rows[-1] + 1)) > 1 and not table.block.body)


def within(zero: Record, scope: str) -> Record:
    """The zero of a list that holds only what is new: of its week, where it was of the year so far."""
    return zero | ({"period": "week"} if scope == "increment" and zero["period"] == "cumulative" else {})


def _zeros(table: TableReader, indicators: tuple[str, ...], unit: str, at: Address) -> list[Record]:
    return [
        {
            "unit": unit,
            "sheet": table.sheet.name,
            "table": table.block.number,
            "row": at[0],
            "indicator": indicator,
            "period": "month" if _MONTH.fullmatch(table.sheet.name.strip()) else "cumulative",
            "as_of": covers_to(table.terms),
            "value": 0.0,
            "cell": a1(*at),
            "hedged": "",
            "imprecise": "",
        }
        for indicator in indicators
    ]
