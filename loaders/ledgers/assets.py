"""Asset ledgers: idle land, factories and buildings, and how much of each came back into use. All areas in m²."""

from loaders.categories import asset_kind, asset_status
from loaders.entry import Entry, Record
from loaders.facets import Sections
from loaders.lines import Line
from loaders.mentions import note_areas
from loaders.ownership import entries
from loaders.phrases import says_whole
from loaders.reader import TableReader
from loaders.ticks import enumerated
from loaders.values import text

TEXTS = ("name", "location", "owner", "method", "occupant", "idle_since", "idle_reason")
_AREAS = ("area", "idle_area", "revitalised_area", "revitalised_increment")
_TOLERANCE = 1.005
_OF_LAND = ("亩", "公顷")
"""Units that measure land and no floor."""


def records(table: TableReader, lines: list[Line], given: str) -> list[Record]:
    return [_asset(entry, sections) for entry, sections in entries(table, lines, given)]


def table_kind(table: TableReader) -> str:
    """The kind that title, sheet name or headings give to every row of the table, "" when they leave it open."""
    heads = {
        asset_kind(h.text)
        for name in ("name", "idle_area", "revitalised_area", "revitalised_increment")
        for c in table.columns.fields.get(name, ())
        if (h := table.heading[c])
    }
    named = heads - {""}
    return table.terms.told(asset_kind) or asset_kind(table.sheet.name) or (named.pop() if len(named) == 1 else "")


def _asset(entry: Entry, sections: Sections) -> Record:
    table = entry.table
    for name in TEXTS:
        entry.text(name)
    if table.has("responsible_unit"):
        entry.unit("responsible_unit")
    kind = enumerated(entry, "kind", asset_kind) or sections.kind or table_kind(table)
    entry.values["kind"] = kind or asset_kind(entry.values["name"])
    _areas(entry)
    if table.has("revitalised_on"):
        entry.day("revitalised_on")
    entry.values["status"] = enumerated(entry, "status", asset_status)
    note_areas(entry)
    _check(entry)
    return entry.record()


def _areas(entry: Entry) -> None:
    """Land is measured by its site, factory and building by their floor; land is never floor. Where nothing tells the
    kind, the only one of the two columns measures it."""
    kind = entry.values["kind"]
    kept = [name for name in ("land_area", "floor_area") if entry.table.has(name)]
    fitting = "land_area" if kind == "land" else "floor_area" if kind else kept[0] if len(kept) == 1 else ""
    for name in (fitting, "area"):
        if name and entry.table.has(name) and entry.values.get("area") is None:
            entry.number(name, "area", into="area")
    for name in {"land_area", "floor_area"} - {fitting}:
        if kind and entry.cells(name) and entry.values.get("area") is None:
            _other_area(entry, name, kind)
    for name in ("idle_area", "revitalised_area", "revitalised_increment"):
        if entry.table.has(name) and not (name != "revitalised_increment" and _whole(entry, name)):
            entry.number(name, "area")


def _whole(entry: Entry, name: str) -> bool:
    """Whether a cell says that its area is the whole asset's, 全部, which is then the area that the row states."""
    area, at = entry.values.get("area"), entry.first(name)
    if area is None or at is None or not says_whole(text(entry.table.peek(*at)[0])):
        return False
    entry.table.value(*at)
    entry.values[name] = area
    if "area" in entry.hedged:
        entry.hedged.append(name)
    return True


def _other_area(entry: Entry, name: str, kind: str) -> None:
    """The area of an asset that has none of its own kind: 20亩 is of land under whatever heading; any other is not
    taken, which the row says, or once the heading where the table keeps no area of this kind."""
    at = entry.at(name)
    if kind == "land" and text(entry.table.canvas.shown(*at)).endswith(_OF_LAND):
        entry.number(name, "area", into="area")
        return
    own = "land_area" if kind == "land" else "floor_area"
    kept = entry.table.has(own) or entry.table.has("area")
    entry.table.notes.find("area-of-another-kind", at if kept else entry.table.head(name), kind=kind)


def _check(entry: Entry) -> None:
    table, notes, values = entry.table, entry.table.notes, entry.values
    if not values["name"]:
        at = entry.at("name") if table.has("name") else table.nameless()
        notes.find("missing-required", at, field="name")
    if not values["kind"] and any(values.get(name) for name in _AREAS):
        # land and floor are never added, so that an area of no kind is in no figure
        kept = "kind" if table.has("kind") else "name"
        at = entry.at("kind") if kept == "kind" else table.head("name") if table.has("name") else table.nameless()
        notes.find("unknown-kind", at)
    area = values.get("area")
    for name in ("idle_area", "revitalised_area"):
        part = values.get(name)
        if area is not None and part is not None and part > area * _TOLERANCE:
            notes.find("area-exceeds-asset", entry.at(name), field=name, part=part, area=area)
    _check_revival(entry)


def _check_revival(entry: Entry) -> None:
    """An area brought back without its date: found at the record, or once for a table that keeps no date. What is new
    in the period (本周新增) needs none."""
    table, done = entry.table, entry.values.get("revitalised_area")
    if on := entry.values.get("revitalised_on"):
        limit = table.terms.period
        if limit and on > limit:
            table.notes.find(
                "date-out-of-period", entry.at("revitalised_on"), field="revitalised_on", period=f"{limit}"
            )
        return
    if not table.has("revitalised_on"):
        if done:
            table.notes.find("revival-without-date", table.head("revitalised_area"))
        return
    where = "revitalised_area" if done else "revitalised_increment"
    if not (done or entry.values.get("revitalised_increment")):
        return
    typed = entry.first("revitalised_on") is not None
    if not (typed and table.notes.conclude(entry.at("revitalised_on"), undated="revival")):
        table.notes.find("revival-without-date", entry.at(where))
