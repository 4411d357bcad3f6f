"""Rows -> canonical records, one sheet at a time."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from dashboard.contract import TABLES, District
from dashboard.names import unit_named
from loaders import zeros
from loaders.asking import ask_left_out
from loaders.canvas import numeric
from loaders.checks import check_names, check_sheet, without_duplicates
from loaders.columns import Columns
from loaders.entry import Record
from loaders.grid import Sheet, Value, address, letter
from loaders.headings import LISTS, Heading, known
from loaders.ledgers import assets, events, projects, visits
from loaders.ledgers.counters import FiguresReader
from loaders.ledgers.plan import Plan, most, plan
from loaders.lines import Line
from loaders.mapping import list_columns
from loaders.notebook import Notebook
from loaders.outcome import Question, TableReading
from loaders.ownership import note_unnamed
from loaders.parts import Part
from loaders.plans import without_plans
from loaders.portions import without_portions
from loaders.profiles import profiles
from loaders.ranking import LIST_THRESHOLD, likeliest
from loaders.reader import TableReader
from loaders.sections import measures, spans, with_sections
from loaders.shifts import shifted_rows
from loaders.suggesting import ledgers_for
from loaders.sums import with_unlabelled
from loaders.templates import columns_of, figures_of
from loaders.told import table_reading
from loaders.totals import check_totals
from loaders.values import without_personal_numbers

FIGURES_THRESHOLD = 3.0
_FEWEST_LABELS = 3
_OF_UNITS = {"unit-blank", "unknown-unit"}
NO_LEDGER = "none"
FIGURES = ("counters", "targets")
"""What a person may call a table of figures."""


@dataclass
class SheetResult:
    """What one sheet gave."""

    notes: Notebook
    records: dict[str, list[Record]] = field(default_factory=dict)
    readings: list[TableReading] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    zeros: list[Record] = field(default_factory=list)
    """Counters of empty lists; whether they speak of the week or of the year depends on the file's scope."""

    def add(self, table: str, records: list[Record]) -> None:
        if records:
            self.records.setdefault(table, []).extend(records)

    def planned(self, ledger: str) -> set[int]:
        """Rows at which visits begin whose day is only planned, or was called off."""
        rows = {address(f.cell)[0] for f in self.notes.findings if f.cell and f.code == "planned-figure"}
        return {r["row"] for r in self.records.get(ledger, ()) if ledger == "visits" and not r["start"]} & rows

    def leave_out(self, number: int, rows: Collection[int]) -> None:
        """Takes back the records that begin in these rows of a table."""
        if rows:
            for table, records in self.records.items():
                kept = [r for r in records if r["table"] != number or r.get("visit_row", r["row"]) not in rows]
                self.records[table] = kept


def read_sheet(sheet: Sheet, parts: list[Part], district: District, given: str, answers: dict[str, Any]) -> SheetResult:
    """Reads every table of a sheet; `given` is the unit the caller names, `answers` a person's decisions."""
    result = SheetResult(Notebook(sheet), parts=parts)
    for part in parts:
        _read_part(part, result, district, given, answers)
    if not parts:
        result.readings.append(TableReading(sheet.name, 0, hidden=sheet.hidden))
        form = _like_a_form(sheet.rows)
        if form or any(_like_a_record(row) for row in sheet.rows):
            result.notes.find("no-header", None, **({"form": True} if form else {}))
    check_sheet(sheet, parts, result.notes)
    result.notes.leave_repeated()
    return result


def _like_a_record(row: list[Value]) -> bool:
    """Several cells, one of them a figure or date; a cover sheet or instructions have none such."""
    typed = [value for value in row if value is not None]
    return len(typed) > 2 or (len(typed) > 1 and any(map(numeric, typed)))


def _like_a_form(rows: Sequence[Sequence[Value]]) -> bool:
    """Several rows that hold nothing but headings' words and what each says beside it: a table on its side, one record
    as a form, a summary of figures with their units of measure."""
    typed = ([v for v in row if v is not None] for row in rows)
    return sum(len(line) // 2 for line in typed if len(line) % 2 == 0 and _labels(line[::2])) >= _FEWEST_LABELS


def _labels(cells: Sequence[Value]) -> bool:
    return bool(cells) and all(isinstance(cell, str) and known(cell.strip(":： ")) for cell in cells)


def _read_part(part: Part, result: SheetResult, district: District, given: str, answers: dict[str, Any]) -> None:
    shapes = profiles(part.canvas, part.block, part.lines)
    said = answers.get("columns", {})
    title = f"{part.terms.title}\n{part.canvas.sheet.name}"

    def names_unit(text: str) -> bool:
        return not part.terms.unit and bool(unit_named(text, district))

    best = likeliest(part.block, shapes, part.terms, said, names_unit)
    decided = answers.get("ledgers", {}).get(part.canvas.sheet.name, "")
    if decided == NO_LEDGER:
        result.readings.append(table_reading(part, result.notes, "", {}))
        return
    if decided in LISTS:
        best = list_columns(part.block, shapes, decided, said, names_unit, part.terms)
        _read_list(part, best, result, district, given, answers)
        return
    figures = Plan()
    if said or decided in FIGURES or most(part.block, district) > best.score:
        reporter = given or part.terms.unit or part.terms.unit_elsewhere
        figures = plan(part.canvas, part.block, part.lines, shapes, district, title, said, reporter)
    wanted = decided in FIGURES and figures.score > 0
    telling = figures.score > best.score and figures.score >= FIGURES_THRESHOLD
    if wanted or (telling and not figures.listing):
        _read_figures(part, figures, result, district, given, answers)
    elif best.score >= LIST_THRESHOLD:
        _read_list(part, best, result, district, given, answers)
    else:
        _not_a_ledger(part, result)


def _not_a_ledger(part: Part, result: SheetResult) -> None:
    block = part.block
    if not any(part.canvas.typed(row) for row in block.body) and _like_a_form(part.canvas.sheet.rows):
        # the last lines of a form look like a header that nothing follows
        result.notes.find("no-header", None, form=True)
        result.readings.append(table_reading(part, result.notes, "", {}))
        return
    first = next((h for h in block.headings if h.path), None)
    at = (first.rows[0], first.column) if first else None
    result.notes.find("unknown-ledger", at, first.text if first else "")
    result.readings.append(table_reading(part, result.notes, "", {}))
    title = f"{part.terms.title}\n{part.terms.sheet}\n{part.terms.file}"
    choices = (*ledgers_for(block.headings, title), *FIGURES, NO_LEDGER)
    called, _ = without_personal_numbers(part.terms.quoted(part.terms.title.partition("\n")[0]))
    result.questions.append(Question("ledger", part.canvas.sheet.name, "", called, choices))


def _read_figures(
    part: Part, figures: Plan, result: SheetResult, district: District, given: str, answers: dict[str, Any]
) -> None:
    columns = Columns("counters", ambiguous=figures.ambiguous, ignored=figures.ignored, unmapped=figures.unmapped)
    for name in ("units", "indicators"):
        if column := getattr(figures, name):
            columns.fields[name[:-1]] = [column]
    table = TableReader(part.canvas, part.block, columns, part.terms, result.notes, district)
    table.decided_units = answers.get("units_of_measure", {})
    _understood(table, [h for h in part.block.headings if h not in (*figures.unmapped, *figures.ambiguous)])
    decided = answers.get("ledgers", {}).get(part.canvas.sheet.name, "")
    reader = FiguresReader(table, figures, given, decided)
    found = reader.read(part.lines)
    said = {finding.code for finding in result.notes.findings}
    if any(not record["unit"] for record in (*found.counters, *found.targets)) and not said & _OF_UNITS:
        note_unnamed(table)
    result.add("counters", found.counters)
    result.add("targets", found.targets)
    ask_left_out(table, result.questions)
    mapping = figures_of(table, figures.slots, answers.get("columns", {}))
    addresses = table.addresses
    first = letter(figures.slots[0].column)
    addresses.setdefault("unit", addresses.get("indicator", first))
    addresses.setdefault("indicator", first)
    ledger = "targets" if found.targets or reader.default == "target" else "counters"
    result.readings.append(table_reading(part, result.notes, ledger, addresses, mapping, found.total_rows))


def _read_list(
    part: Part, columns: Columns, result: SheetResult, district: District, given: str, answers: dict[str, Any]
) -> None:
    table = TableReader(part.canvas, part.block, columns, part.terms, result.notes, district)
    table.decided_units = answers.get("units_of_measure", {})
    mapped = columns.used
    _understood(table, [h for h in part.block.headings if h.column in mapped])
    part.lines = with_unlabelled(table, without_portions(table, with_sections(table, part.lines)))
    if not answers.get("ledgers", {}).get(part.canvas.sheet.name):
        part.lines = without_plans(table, part.lines)
    table.spans, table.measures = spans(part.lines, columns.ledger), measures(part.lines)
    _list_records(table, part.lines, result, given)
    shifted = shifted_rows(table, part.lines)
    result.leave_out(part.block.number, shifted)
    rows = frozenset(line.row for line in part.lines if line.kind == "data") - table.duplicates - shifted
    if table.duplicates:
        result.notes.repeated.append((frozenset(table.duplicates), range(part.block.left, part.block.right + 1)))
    result.notes.areas.append((rows, mapped.difference(table.without_unit)))
    result.zeros += zeros.records(table, part.lines, given)
    begun = {record["row"] for record in result.records.get(columns.ledger, ()) if record["table"] == part.block.number}
    totals = check_totals(table, part.lines, begun, result.planned(columns.ledger))
    ask_left_out(table, result.questions)
    scope = zeros.scope(table)
    result.readings.append(
        table_reading(
            part, result.notes, columns.ledger, _contract_fields(table, result), columns_of(table), totals,
            (scope,) if scope else (),
        )
    )  # fmt: skip


def _contract_fields(table: TableReader, result: SheetResult) -> dict[str, str]:
    """Canonical field -> column letter; the column that gives an asset's `area` depends on the kinds of its rows."""
    addresses = table.addresses
    if table.columns.ledger == "assets":
        kinds = [r["kind"] for r in result.records.get("assets", ()) if r["table"] == table.block.number]
        land = kinds.count("land") * 2 > len(kinds) if kinds else assets.table_kind(table) == "land"
        order = ("land_area", "floor_area") if land else ("floor_area", "land_area")
        given = [addresses[name] for name in (*order, "area") if name in addresses]
        addresses |= {"area": given[0]} if given else {}
    known = {*TABLES[table.columns.ledger], *(TABLES["stops"] if table.columns.ledger == "visits" else ())}
    return {name: column for name, column in addresses.items() if name in known}


def _list_records(table: TableReader, rows: list[Line], result: SheetResult, given: str) -> None:
    ledger = table.columns.ledger
    if ledger == "visits":
        found, stops = visits.records(table, rows, given)
        kept = without_duplicates(table, found, stops)
        left = {record["row"] for record in kept}
        result.add("visits", kept)
        result.add("stops", [stop for stop in stops if stop["visit_row"] in left])
        return
    read = {
        "projects": projects.records,
        "assets": assets.records,
        "events": events.events,
        "prospects": events.prospects,
    }
    kept = without_duplicates(table, read[ledger](table, rows, given), [])
    if ledger in ("projects", "assets"):
        check_names(table, kept)
    result.add(ledger, kept)


def _understood(table: TableReader, known: list[Heading]) -> None:
    table.notes.parsed.update(table.terms.cells)
    for heading in known:
        for row in table.block.header_rows:
            at = table.canvas.origin(row, heading.column)
            if table.canvas.own(*at) is not None:
                table.notes.parsed.add(at)
