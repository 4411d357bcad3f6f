"""Event ledgers and chain lists: signings, promotions, meetings, trainings; companies of an industry chain."""

from loaders.bodies import Line
from loaders.categories import chain_role, event_kind
from loaders.ownership import Ownership, Sections
from loaders.reader import Entry, Record, TableReader


def events(table: TableReader, lines: list[Line], given: str) -> list[Record]:
    rows = [line.row for line in lines if line.kind == "data"]
    owner, sections = Ownership(table, rows, given), Sections(table)
    found: list[Record] = []
    for line in lines:
        if line.kind == "section":
            sections.enter(line)
        elif line.kind == "data":
            found.append(_event(table, line.row, owner, sections))
    return found


def table_event_kind(table: TableReader) -> str:
    """The kind that title or sheet name give to every row, "" when they leave it open."""
    named = event_kind(table.terms.title) or event_kind(table.sheet.name)
    return "" if named == "meeting" else named


def _kept_kind(table: TableReader, entry: Entry) -> str:
    """What the columns a row fills make of it: signed projects a signing, a platform a promotion."""
    if entry.first("projects") or (table.has("projects") and not table.has("channel")):
        return "signing"
    return "promotion" if entry.first("channel") else "meeting"


def _event(table: TableReader, row: int, owner: Ownership, sections: Sections) -> Record:
    entry = table.entry([row])
    entry.values["unit"] = owner.of(row, sections)
    for name in ("title", "channel", "industry"):
        entry.text(name)
    said = event_kind(entry.text("kind"))
    shared = table_event_kind(table)
    own = event_kind(entry.values["title"])
    # an article that promotes a signing is a promotion; in any other list the event's own name decides
    named = shared if shared == "promotion" and entry.first("channel") else own if own != "meeting" else ""
    entry.values["kind"] = said or sections.event or named or shared or own or _kept_kind(table, entry)
    if table.has("date"):
        entry.day("date")
    for name in ("count", "projects"):
        if table.has(name):
            entry.number(name, "count")
    if table.has("investment"):
        entry.number("investment", "money")
    if not entry.values["title"]:
        table.notes.find("missing-required", entry.at("title"), "", field="title")
    return entry.record()


def prospects(table: TableReader, lines: list[Line], given: str) -> list[Record]:
    rows = [line.row for line in lines if line.kind == "data"]
    owner, sections = Ownership(table, rows, given), Sections(table)
    found: list[Record] = []
    for line in lines:
        if line.kind == "section":
            sections.enter(line)
        elif line.kind == "data":
            found.append(_prospect(table, line.row, owner, sections))
    return found


def _prospect(table: TableReader, row: int, owner: Ownership, sections: Sections) -> Record:
    entry = table.entry([row])
    entry.values["unit"] = owner.of(row, sections)
    for name in ("chain", "segment", "organisation", "location", "priority", "contact"):
        entry.text(name)
    entry.values["role"] = chain_role(entry.text("role"))
    if not entry.values["organisation"]:
        table.notes.find("missing-required", entry.at("organisation"), "", field="organisation")
    return entry.record()
