"""Explicit zeros: a ledger that is present but empty says 0 for what it covers; a blank says nothing.

An empty whole ledger says 0 for the year so far, an empty increment only for its week (`ingest` decides which).
"""

from loaders.bodies import Line
from loaders.grid import Address, a1
from loaders.ledgers import assets, events, visits
from loaders.ledgers.projects import titled_stage
from loaders.ownership import Ownership, Sections
from loaders.reader import Record, TableReader

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
            return "resident" if resident else visits.table_direction(table)
        case "assets":
            return assets.table_kind(table)
        case "events":
            return events.table_event_kind(table)
        case "projects":
            return titled_stage(table)
    return ""


def answers_for(table: TableReader) -> tuple[str, ...]:
    """Indicators that an empty table of this kind puts at zero."""
    by_scope: dict[str, _Answers] = {
        "visits": _BY_DIRECTION,
        "assets": _BY_KIND,
        "events": _BY_EVENT,
        "projects": _BY_STAGE,
    }
    return by_scope.get(table.columns.ledger, {}).get(scope(table), ())


def records(table: TableReader, lines: list[Line], given: str) -> list[Record]:
    """Zero counters of an empty list, and of each unit that reports 未外出 inside one."""
    indicators = answers_for(table)
    nils = [line for line in lines if line.kind == "nil"]
    empty = not any(line.kind == "data" for line in lines)
    if not indicators or not (empty or nils):
        return []
    owner, sections = Ownership(table, [line.row for line in nils], given), Sections(table)
    if nils:
        found = []
        for line in nils:
            table.notes.parsed.update((line.row, c) for c, _ in table.canvas.typed(line.row))
            found += _zeros(table, indicators, owner.of(line.row, sections), (line.row, line.column))
        return found
    first = next(h for h in table.block.headings if h.path)
    unit = given or table.terms.unit
    return _zeros(table, indicators, unit, table.head_of(first)) if unit else []


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
