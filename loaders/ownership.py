"""Whose record a row is: the unit from column, section, sheet name, metadata line or file name, in that order."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from dashboard.names import unit_named, unit_within
from loaders.bodies import core
from loaders.carrying import Carried, heading_totals, unit_totals
from loaders.entry import Entry
from loaders.facets import Sections
from loaders.grid import Value
from loaders.ledgers.members import names_parts
from loaders.lines import Line
from loaders.reader import TableReader
from loaders.sections import heads_others
from loaders.values import items, text

_UNIT_COLUMN_SHARE = 0.3
_OFFICE = re.compile(
    r"[区县](?:委|政府)?[\u4e00-\u9fff]{1,8}(?:局|委|办|办公室|部|中心)|.*(?:分队|招商[队组]|工作组|专班|驻[\u4e00-\u9fff]{1,8}[组队办处])"
)
"""A department, a task team or a post that the district keeps outside: 区科技局, 装备制造小分队, 驻上海招商组."""
_TELLING = ("responsible_unit", "responsible", "host_unit", "originating_unit")


class Ownership:
    """Resolves the unit of each record of one table."""

    def __init__(self, table: TableReader, lines: Sequence[Line], given: str, kinds: Sequence[str] = ("data",)) -> None:
        """`kinds` are those of the lines whose units are asked for."""
        self.table, self.given = table, given
        self._meant: dict[Value, str] = {}
        self._alone: dict[Value, str] = {}
        rows = [line.row for line in lines if line.kind in kinds]
        self.column = table.columns.column("unit")
        self.answered = any(map(self._answerable, rows))
        """Whether the list says of some of its rows who answers for them."""
        if self.column and not self._names_units(self.column, rows):
            self._give_up(rows)
        heads = heading_totals(table, self.column, lines)
        self.carried = Carried(table, self.column, sorted({*rows, *heads}), heads)
        self._unnamed = False
        self._units = {self._named(words) for words in self.carried.names} - {""}
        self._units |= set(unit_totals(table, self.column, lines).values())

    def _unit_in(self, value: Value) -> str:
        """The registry's unit that a cell names, alone or among other words."""
        if value not in self._meant:
            words = text(value)
            self._meant[value] = self._named(words) or unit_within(words, self.table.district)
        return self._meant[value]

    @cached_property
    def _telling(self) -> list[int]:
        """Columns that may tell whose a row is, where nothing else does."""
        fields = self.table.columns.fields
        return [column for name in _TELLING for column in fields.get(name, ())]

    @cached_property
    def _answering(self) -> list[int]:
        fields = self.table.columns.fields
        return list(fields.get("responsible_unit") or fields.get("host_unit") or ())

    @cached_property
    def _leading(self) -> list[int]:
        """Columns of a log that name who led a trip."""
        fields = self.table.columns.fields if self.table.columns.ledger == "visits" else {}
        return [*fields.get("leader", ()), *fields.get("post", ())]

    def _names_units(self, column: int, rows: list[int]) -> bool:
        values = [text(v) for r in rows if (v := self.table.canvas.own(r, column)) is not None]
        named = sum(bool(self._named(v)) or self._names_office(v) for v in values)
        return not values or named >= max(1, _UNIT_COLUMN_SHARE * len(values))

    def _give_up(self, rows: list[int]) -> None:
        """A 单位 column without a single registry unit is something else if the file says elsewhere whose it is."""
        if not (self.given or self.table.terms.unit):
            return
        heading = self.table.heading[self.column]
        if "organisation" not in self.table.columns.fields and self.table.columns.ledger == "visits":
            self.table.columns.fields["organisation"] = [self.column]
        elif names_parts(heading, [text(self.table.canvas.own(row, self.column)) for row in rows], self.table.district):
            # the sections of a street report for the street
            self.table.columns.ignored.append(heading)
        else:
            self.table.notes.find("unmapped-column", self.table.head_of(heading), heading.text)
        self.table.columns.fields.pop("unit", None)
        self.column = 0

    def _named(self, words: str) -> str:
        return unit_named(words, self.table.district)

    def _names_office(self, words: str) -> bool:
        """Whether a unit cell of the district's own file names one of its offices. The registry may know it or not: it
        is neither nobody nor the district as a whole."""
        everyone = self.table.district.name
        own = f"区{words.removeprefix(everyone)}" if words.startswith(everyone) else words
        return {self.given, self.table.terms.unit} <= {"", everyone} and bool(_OFFICE.fullmatch(own))

    def of(self, row: int, sections: Sections) -> str:
        """Canonical unit of a row; "" with `unknown-unit` when the sheet names one that the registry does not know."""
        said, at = self._said(row, sections)
        named = self._named(said) if said else ""
        if said and at and not named and self._names_office(said):
            self.table.notes.find("unknown-unit", at, said)
            return ""
        if said and self.given in ("", self.table.district.name) and self.carried.doubtful(row):
            self._assume(row, named, "above")
        if self.given == self.table.district.name:
            # the district sends everyone's records
            return named or self._unsaid(row, sections, self.given, said)
        if self.given:
            if named and named != self.given and at:
                self.table.notes.find("unit-differs", at, said, given=self.given)
            return self.given
        if said:
            if not named and at:
                self.table.notes.find("unknown-unit", at, said)
            note_another(self.table, named, at, said)
            return named
        return self._unsaid(row, sections, self.table.terms.unit, said)

    def _unsaid(self, row: int, sections: Sections, titled: str, said: str) -> str:
        """Whose a row is that names no registry unit itself."""
        if sections.unit:
            return sections.unit
        if titled == self.table.district.name or (sections.stranger and not titled):
            unit = self._everyones(row, sections, titled)
        else:
            unit = titled or self._responsible(row)
        if unit and unit == titled and not said and self._units - {unit} and not self._answerable(row):
            self._assume(row, unit, "sheet")
        return unit

    def _everyones(self, row: int, sections: Sections, district: str) -> str:
        """Whose a row of the whole district's list is: who answers for it, else the district's own.

        Where the list says of other rows who answers for them, a blank says nothing, least of all that it is the
        district's: "" with `unit-blank`.
        """
        if own := self._answerable(row):
            return own
        for column in self._answering:
            words = text(self.table.peek(row, column)[0])
            if len({self._named(each) for each in items(words)} - {""}) > 1:
                # of 开发区、新海街道 nobody can tell whose it is
                self.table.notes.find("unknown-unit", (row, column), words)
                return ""
        if sections.stranger:
            return self._of_stranger(sections)
        if self.answered and not any(text(self.table.value(row, column)[0]) for column in self._answering):
            self.table.notes.find("unit-blank", (row, self._answering[0]), "")
            return ""
        return self._led(row) or district

    def _led(self, row: int) -> str:
        """In a log of the whole district: the unit whose head the leader is called, 板浦镇镇长李强."""
        for words in (text(self.table.peek(row, column)[0]) for column in self._leading):
            unit = unit_within(words, self.table.district)
            if unit and unit != self.table.district.name and unit in words:
                return unit
        return ""

    def _of_stranger(self, sections: Sections) -> str:
        if line := sections.stranger:
            self.table.notes.find("unknown-unit", (line.row, line.column), line.text)
        return ""

    def _answerable(self, row: int) -> str:
        """In a list of the whole district: the unit that answers for a project or an asset, else where it lands."""
        for column in self._answering:
            if unit := self._named_by(self.table.value(row, column)[0]):
                return unit
        return ""

    def _named_by(self, value: Value) -> str:
        """The registry's unit that a cell is the name of."""
        known = self._alone.get(value)
        if known is None:
            known = self._alone[value] = self._named(text(value))
        return known

    def _said(self, row: int, sections: Sections) -> tuple[str, tuple[int, int] | None]:
        """What the unit cell says, or for a blank one the cell that holds for it (`Carried`), unless a section begins
        between them."""
        above = self.carried.above(row)
        if not above or above < sections.begun:
            return "", None
        return self.carried.named[above]

    def _assume(self, row: int, unit: str, source: str) -> None:
        """Notes that a blank unit cell was taken for this unit's: that of the row above, or whose the sheet is."""
        if unit:
            self.table.notes.find("unit-assumed", (row, self.column), "", unit=unit, source=source)

    def _responsible(self, row: int) -> str:
        for column in self._telling:
            if found := self._unit_in(self.table.value(row, column)[0]):
                return found
        terms = self.table.terms
        if unit := self._led(row) or terms.unit_elsewhere:
            return unit
        if not self._unnamed:
            # it is said once, on the table
            self._unnamed = True
            note_unnamed(self.table)
        return ""


def note_unnamed(table: TableReader) -> None:
    """`unknown-unit` on a table of which nothing says whose it is."""
    terms = table.terms
    said = terms.unit_text or terms.quoted(terms.title.partition("\n")[0]) or table.sheet.name
    # the cell may say more than the name: 填报单位：青岚镇 截至2024年3月29日 单位：万元
    named = {"named": terms.unit_text} if terms.unit_at and terms.unit_text else {}
    table.notes.find("unknown-unit", terms.unit_at, said, **named)


def note_sharing(table: TableReader, rows: Sequence[int]) -> None:
    """`merged-row` on the unit of a further row of a record where it is another than the first one's: the record is
    the first unit's alone."""
    column = table.columns.column("unit")
    first = text(table.peek(rows[0], column)[0]) if column else ""
    named = unit_named(first, table.district)
    for row in rows[1:] if named else ():
        if (words := text(table.canvas.own(row, column))) and unit_named(words, table.district) not in ("", named):
            table.notes.find("merged-row", (row, column), first=first)


def note_another(table: TableReader, named: str, at: tuple[int, int] | None, said: str) -> None:
    """`reported-by-another` on a cell that names another street, town or park than the one whose sheet this is."""
    terms, district = table.terms, table.district
    if not at or not terms.unit_at or terms.unit == named:
        return
    carriers = {unit.name for unit in district.units if unit.kind == "carrier"}
    if {terms.unit, named} <= carriers:
        table.notes.find("reported-by-another", at, said, given=terms.unit)


def units_of_sections(table: TableReader, lines: Iterable[Line], given: str) -> dict[int, str]:
    """Row -> unit of the rows under a section that names one: 板浦镇 over 走出去 and 请进来.

    What stands under a section of somebody else (二、城投公司) is nobody's the registry knows: "". What stands under
    a total over the sections is the district's own, which is never added to the units'.
    """
    found: dict[int, str] = {}
    everyone = given in ("", table.district.name)
    unit: str | None = None
    opened, unknown = "", Line(0, "section")
    for line in lines:
        if unit is not None and (head := heads_others(table, line, opened)):
            whole = head.kind == "total" and not head.subtotal
            unit = given if not everyone else table.district.name if whole else ""
            unknown = Line(0, "section") if whole else head
        elif line.kind == "section":
            if named := _of_section(table, line, given):
                unit, opened, unknown = named, line.text, Line(0, "section")
        elif unit is not None:
            found[line.row] = unit
            if unknown.row:
                table.notes.find("unknown-unit", (unknown.row, unknown.column), unknown.text)
                unknown = Line(0, "section")
            continue
        if line.kind == "section":
            table.notes.parsed.add((line.row, line.column))
    return found


def _of_section(table: TableReader, line: Line, given: str) -> str:
    at, named = (line.row, line.column), unit_named(core(line.text), table.district)
    if named and given not in ("", named, table.district.name):
        table.notes.find("unit-differs", at, line.text, given=given)
        return given
    if named and not given:
        note_another(table, named, at, line.text)
    return named


def entries(table: TableReader, lines: Iterable[Line], given: str) -> Iterator[tuple[Entry, Sections]]:
    """An entry for every data row, its unit settled, with what the section rows above it say."""
    rows = list(lines)
    owner = Ownership(table, rows, given)
    sections = Sections(table)
    for line in rows:
        if line.kind == "section":
            sections.enter(line)
        elif line.kind == "data":
            entry = Entry(table, [line.row])
            entry.values["unit"] = owner.of(line.row, sections)
            yield entry, sections
