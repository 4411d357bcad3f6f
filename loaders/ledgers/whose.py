"""Whose figures a row of a table of figures holds."""

from collections.abc import Mapping, Sequence

from dashboard.names import unit_named
from loaders.bodies import core
from loaders.ledgers.grouped import nameless
from loaders.ledgers.plan import Plan
from loaders.lines import Line
from loaders.ownership import note_another, units_of_sections
from loaders.reader import TableReader
from loaders.values import text


class Owners:
    """Resolves the unit of each row of figures; `named` gives the row in which the unit stands, for those it is not
    their own."""

    def __init__(
        self, table: TableReader, plan: Plan, lines: Sequence[Line], given: str, named: Mapping[int, int]
    ) -> None:
        self.table, self.plan, self.given, self.named = table, plan, given, named
        self.sections = units_of_sections(table, lines, given)
        self.others = [line.row for line in lines if line.kind == "data" and self.text(line.row)]

    def reporter(self) -> str:
        """The unit that the caller, the sheet or the workbook names; "" where none does, which a person must say."""
        terms = self.table.terms
        return self.given or terms.unit or terms.unit_elsewhere

    def text(self, row: int) -> str:
        return text(self.table.value(self.named.get(row, row), self.plan.units)[0]) if self.plan.units else ""

    def of(self, row: int) -> str:
        """The row's unit: its own, its section's, else what is made of a blank; "" with a finding for none known."""
        if self.text(row):
            return self.own(row)
        return self.sections[row] if row in self.sections else self._unsaid(row)

    def own(self, row: int) -> str:
        """The unit that the row names, the reporter where it names none; "" with a finding for an unknown one."""
        words = self.text(row)
        if not words:
            return self.reporter()
        named = unit_named(words, self.table.district) or unit_named(core(words), self.table.district)
        at = self.table.value(self.named.get(row, row), self.plan.units)[1]
        if not named:
            self.table.notes.find("unknown-unit", at, words)
        if self.given == self.table.district.name:
            # the district sends everyone's figures
            return named
        if self.given and named and named != self.given:
            self.table.notes.find("unit-differs", at, words, given=self.given)
        if not self.given:
            note_another(self.table, named, at, words)
        return self.given or named

    def _unsaid(self, row: int) -> str:
        """Where other rows name units, a blank above them is the reporter's and said so; below one it may be anybody's,
        least of all the whole district's: "" with `unit-blank`."""
        reporter, everyones = self.reporter(), self.table.district.name
        if not self.others or self.given not in ("", everyones) or not nameless(self.table, self.plan, row):
            return reporter
        if not reporter or (reporter == everyones and row > self.others[0]):
            self.table.notes.find("unit-blank", (row, self.plan.units), "")
            return ""
        self.table.notes.find("unit-assumed", (row, self.plan.units), "", unit=reporter, source="sheet")
        return reporter
