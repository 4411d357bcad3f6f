"""One record under construction: its fields read from the cells of the sheet rows it fills."""

from typing import Any

from dashboard.names import unit_named, units_resembling
from loaders.dateshapes import Day
from loaders.enumerations import is_tick
from loaders.figures import Number
from loaders.grid import Address, Value
from loaders.phrases import SHORTEST_WORDS, says_none
from loaders.reader import TableReader
from loaders.values import unmarked

Record = dict[str, Any]
_DONE = frozenset({"revitalised_area", "revitalised_increment", "paid_in"})
"""Figures of what was done: a plan under such a heading is none."""


_NAMES = frozenset({"name", "registered_name", "investor", "title"})
"""Texts that may carry a sign of their list before or behind them."""


def _plain_texts(table: TableReader, name: str) -> dict[int, str]:
    """Row -> text of a field that one column tells, where its cell needs no second look; see `Cells.plainly`."""
    columns = table.columns.fields.get(name, ())
    if len(columns) != 1 or name in table.columns.ticks:
        return {}
    found = table.plainly(columns[0])
    for row, said in found.items():
        if name in _NAMES:
            found[row] = "" if says_none(said) else unmarked(said)
        elif len(said) <= SHORTEST_WORDS and says_none(said):
            found[row] = ""
    return found


class Entry:
    """One record under construction, from the sheet rows it fills."""

    def __init__(self, table: TableReader, rows: list[int]) -> None:
        self.table, self.rows = table, rows
        self.fields = table.columns.fields
        self.values: Record = {"sheet": table.sheet.name, "table": table.block.number, "row": rows[0]}
        self.hedged: list[str] = []
        self.imprecise: list[str] = []

    def cells(self, name: str) -> list[tuple[Value, Address]]:
        """Non-empty cells of a field over the record's rows and the field's columns, each typed cell once."""
        columns = self.fields.get(name)
        if not columns:
            return []
        if len(columns) == len(self.rows) == 1:
            value, at = self.table.peek(self.rows[0], columns[0])
            return [] if value is None else [(value, at)]
        found: dict[Address, Value] = {}
        for row in self.rows:
            for column in columns:
                value, at = self.table.peek(row, column)
                if value is not None:
                    found[at] = value
        return [(value, at) for at, value in found.items()]

    def text(self, name: str, into: str = "") -> str:
        """The field's text, several cells joined, personal numbers left out with a finding; "" for 无, — and /."""
        plain = self.table.plain.get(name)
        if plain is None:
            plain = self.table.plain[name] = _plain_texts(self.table, name)
        if len(self.rows) == 1 and (said := plain.get(self.rows[0])) is not None:
            self.values[into or name] = said
            return said
        cells = self.cells(name)
        if ticks := self.table.columns.ticks.get(name):
            ticked = (ticks[at[1]] for value, at in cells if at[1] in ticks and is_tick(value))
            joined = "、".join(dict.fromkeys(ticked))
        elif len(cells) == 1:
            said = self.table.words(*cells[0])
            joined = "" if says_none(said) else said
        else:
            parts = (self.table.words(value, at) for value, at in cells)
            joined = "；".join(dict.fromkeys(p for p in parts if p and not says_none(p))) if cells else ""
        joined = self.values[into or name] = unmarked(joined) if name in _NAMES else joined
        return joined

    def first(self, name: str) -> tuple[int, int] | None:
        """(row, column) of the first of the record's cells that shows something for the field."""
        columns, canvas = self.fields.get(name, ()), self.table.canvas
        for row in self.rows:
            line = canvas.rows[row - 1]
            for column in columns:
                typed = column <= len(line) and line[column - 1] is not None
                if typed or canvas.shown(row, column) is not None:
                    return row, column
        return None

    def number(self, name: str, quantity: str, into: str = "") -> Number | None:
        where = self.first(name)
        if where is None:
            return None
        read, _ = (self.table.done_at if name in _DONE else self.table.number_at)(*where, quantity)
        self.values[into or name] = read.value
        if read.hedge:
            self.hedged.append(into or name)
        return read

    def cny(self, name: str) -> None:
        """An amount of which only CNY count; dollars are said to be left out."""
        read = self.number(name, "money")
        if read and read.usd:
            self.table.notes.find("dollars-left-out", self.at(name))

    def day(self, name: str, into: str = "", planned_into: str = "") -> Day | None:
        """The field's date; a planned one (拟4月底) goes to `planned_into`, never to the actual field."""
        where = self.first(name)
        return self.day_at(where, into or name, planned_into) if where else None

    def day_at(self, where: Address, into: str, planned_into: str = "") -> Day:
        """The date in one of the record's cells, as `day` files it."""
        read, _ = self.table.day_at(*where, ahead=into.startswith("planned_"))
        if read.problem or read.start is None:
            return read
        target = planned_into if read.planned else into
        if target and not (read.planned and self.values.get(target)):
            self.values[target] = read.start
            if read.precision != "day":
                self.imprecise.append(target)
        return read

    def unit(self, name: str, into: str = "") -> str:
        """A registry unit by its canonical name; a text that names none stays as written, and one that looks like a
        misspelt unit says so."""
        words = self.text(name, into)
        named = unit_named(words, self.table.district) if words else ""
        if named:
            self.values[into or name] = named
        elif words and (likely := units_resembling(words, self.table.district)):
            self.table.notes.find("unit-misspelt", self.at(name), words, likely="、".join(likely))
        return named

    def at(self, name: str) -> Address:
        """The cell a finding about this field stands on: the field's own, else the record's first typed cell."""
        where = self.first(name)
        if where:
            return self.table.canvas.origin(*where)
        left, right = self.table.block.left, self.table.block.right
        typed = self.table.canvas.typed(self.rows[0], left, right)
        return self.rows[0], typed[0][0] if typed else left

    def record(self) -> Record:
        self.values["hedged"] = ",".join(dict.fromkeys(self.hedged)) if self.hedged else ""
        self.values["imprecise"] = ",".join(dict.fromkeys(self.imprecise)) if self.imprecise else ""
        return self.values
