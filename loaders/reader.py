"""Reads the cells of one table's rows as typed fields, noting every cell it used and every doubt."""

import re
from collections.abc import Callable, Mapping
from functools import cached_property

from dashboard.contract import District
from dashboard.names import unit_named
from loaders.answers import answer
from loaders.canvas import Canvas
from loaders.cells import Cells
from loaders.columns import Columns
from loaders.dates import day
from loaders.dateshapes import Day
from loaders.figures import Number, number
from loaders.grid import Address, Merge, Value, a1, letter
from loaders.headings import Heading
from loaders.layout import Block
from loaders.leaders import titled_leader
from loaders.measures import quantity_of_unit
from loaders.metadata import Terms, month_of
from loaders.notebook import Notebook
from loaders.phrases import says_off, says_planned
from loaders.splitdates import joined
from loaders.values import text

_DIGIT = re.compile(r"\d")
_NO_SPAN = (0, 0)
_DATED = ("start", "end", "date", "signed_on", "started_on", "revitalised_on")
_NOTHING: Mapping[str, str] = {}
LARGEST_COUNT = 1e7
"""More visits, projects or people than any district has: a telephone number among the figures."""
LATE_DAYS = 31
"""A yearless date this far after the period belongs to the year before."""


def _plausible(read: Number, quantity: str) -> bool:
    """Amounts, areas and counts are never negative, and no count runs into the tens of millions."""
    for figure in (read.value, read.low, read.usd):
        if figure is not None and (not figure >= 0 or (quantity == "count" and figure >= LARGEST_COUNT)):
            return False
    return True


class TableReader:
    """One table with the decision about its columns, ready to be read row by row."""

    def __init__(
        self, canvas: Canvas, block: Block, columns: Columns, terms: Terms, notes: Notebook, district: District
    ) -> None:
        self.canvas, self.block, self.columns, self.terms = canvas, block, columns, terms
        self.notes, self.district = notes, district
        self.sheet = canvas.sheet
        self.heading = {h.column: h for h in block.headings}
        self.duplicates: set[int] = set()
        """Rows left out as second copies."""
        self.decided_units: Mapping[str, str] = {}
        """Units of measure a person gave: heading text -> unit word."""
        self.spans: dict[int, tuple[int, int]] = {}
        """Year and month of the rows under sections that name them, 0 for none."""
        self.measures: Mapping[int, Mapping[str, str]] = {}
        """Units of measure of the rows under sections that state them, by quantity."""
        self.without_unit: dict[int, str] = {}
        """Columns of figures that nothing gives a unit to, with the quantity asked for."""
        self._head = block.header_rows[-1]
        self._units: dict[tuple[int, str], str] = {}
        self._bare: dict[tuple[int, str], bool] = {}
        cells = Cells(canvas, block, notes)
        self.peek, self.words, self.texts, self.plainly = cells.peek, cells.words, cells.texts, cells.plainly
        self.plain: dict[str, Mapping[int, str]] = {}
        """Field -> row -> its text, where one cell alone tells it and nothing is to be noted (`Entry.text`)."""

    @property
    def addresses(self) -> dict[str, str]:
        """Canonical field -> column letter."""
        return {name: letter(columns[0]) for name, columns in self.columns.fields.items()}

    def has(self, name: str) -> bool:
        return name in self.columns.fields

    def head(self, name: str) -> Address:
        """The heading cell of a field, for findings about a column."""
        heading = self.heading[self.columns.column(name)]
        return self.head_of(heading)

    def head_of(self, heading: Heading) -> Address:
        row = heading.rows[-1] if heading.rows else self.block.header_rows[-1]
        return self.canvas.origin(row, heading.column)

    @cached_property
    def titled_leader(self) -> tuple[str, str]:
        """(name, post) of the one leader that title or sheet name say the table is about."""
        return titled_leader(self.terms.title, self.sheet.name, [leader.name for leader in self.district.leaders])

    def nameless(self) -> Address:
        """The heading to ask about where no column gives the records their name: the first one nobody read."""
        unread = self.columns.unmapped or [h for h in self.block.headings if h.path]
        return self.head_of(unread[0])

    def value(self, row: int, column: int) -> tuple[Value, Address]:
        """What the cell shows, and the cell that was typed; counted as understood."""
        value, at = self.peek(row, column)
        if value is not None:
            self.notes.parsed.add(at)
        return value, at

    def unit_of(self, column: int, quantity: str) -> str:
        """The column's unit of measure for a quantity: heading, then the sheet's 单位 line; "" when neither says."""
        known = self._units.get((column, quantity))
        if known is None:
            head = self.heading[column]
            own = answer(self.decided_units, self.columns.ledger, head.text) or head.unit
            measured = quantity_of_unit(own)
            fits = measured and (measured[0] == quantity or (quantity == "money" and measured[0] == "usd"))
            known = own if fits else self.terms.units_of_measure.get(quantity, "")
            self._units[column, quantity] = known
        return known

    def assume_unit(self, column: int, quantity: str, unit: str) -> None:
        """Sets the unit of a column for the row being read; "" goes back to what heading and sheet say."""
        self._units.pop((column, quantity), None)
        if unit:
            self._units[column, quantity] = unit

    def number_at(self, row: int, column: int, quantity: str) -> tuple[Number, Address]:
        """A figure in the base unit; what cannot be read, or has no unit, becomes a finding and no value."""
        value, at = self.peek(row, column)
        if at != (row, column) and value is not None and (at[0] < row or _DIGIT.search(text(value))):
            # the figure of an earlier row or column, whose cell is merged into this one, counts once
            self.notes.find("merged-figure", at, **self._merged(at))
            return Number(absent=True), at
        self._adopt_measure(row, column, quantity)
        pattern = self.sheet.formats.get(at, "") if self.sheet.formats else ""
        stated = self.measures.get(row, _NOTHING).get(quantity, "")
        read = number(value, quantity=quantity, unit=stated or self.unit_of(column, quantity), unit_format=pattern)
        if read.hedge:
            self.notes.hedges[at] = read.hedge
        if not read.problem and read.value == 0 and not stated and self._unitless(column, quantity):
            read = Number(problem="unit-of-measure-missing")
        if not read.problem and _plausible(read, quantity):
            if value is not None:
                self.notes.parsed.add(at)
            return read, at
        if not read.problem:
            self.notes.find("value-out-of-range", at, value)
            return Number(value=None, absent=False, problem="value-out-of-range"), at
        if read.problem == "unit-of-measure-missing":
            self.without_unit[column] = quantity
            self.notes.find(
                read.problem, self.head_of(self.heading[column]), self.heading[column].text, example=str(value)
            )
        else:
            self.notes.find(read.problem, at, value)
        return Number(value=None, absent=False, problem=read.problem), at

    def _merged(self, at: Address) -> dict[str, str]:
        """The range of a merged figure, and whose it may be where its rows are several units'."""
        merge = self.canvas.covered[at]
        units = self.columns.column("unit")
        rows = range(merge.top, merge.bottom + 1) if units else ()
        said = [text(self.peek(row, units)[0]) for row in rows] or self._units_above(merge)
        named = list(dict.fromkeys(filter(None, said)))
        area = {"area": f"{a1(*at)}:{a1(merge.bottom, merge.right)}"}
        return area | ({"first": named[0], "units": "、".join(named)} if len(named) > 1 else {})

    def _units_above(self, merge: Merge) -> list[str]:
        """The units that head the columns of a merged cell."""
        heads = (self.heading.get(column) for column in range(merge.left, merge.right + 1))
        return [head.path[-1] for head in heads if head and head.path and unit_named(head.path[-1], self.district)]

    def _adopt_measure(self, row: int, column: int, quantity: str) -> None:
        """A column of units of measure says what the row's figures are in, where their heading does not."""
        if not self.columns.measure or self.heading[column].unit:
            return
        said = text(self.peek(row, self.columns.measure)[0])
        known = quantity_of_unit(said) if said else None
        fits = known and (known[0] == quantity or (quantity == "money" and known[0] == "usd"))
        self.assume_unit(column, quantity, said if fits else "")

    def done_at(self, row: int, column: int, quantity: str) -> tuple[Number, Address]:
        """Like `number_at`, for what was done: a figure that says it is planned becomes a finding and no value."""
        value, at = self.peek(row, column)
        if isinstance(value, str) and says_planned(value):
            self.notes.find("planned-figure", at, value)
            return Number(problem="planned-figure"), at
        return self.number_at(row, column, quantity)

    def day_at(self, row: int, column: int, *, ahead: bool = False) -> tuple[Day, Address]:
        """The date in a cell; `ahead` where its column holds plans, which lie beyond the period and not a year ago."""
        value, at = self.peek(row, column)
        said = self.spans.get(row, _NO_SPAN) if self.spans else _NO_SPAN
        year, month = said[0] or self.terms.year, said[1] or month_of(self.terms, value)
        if column in self.columns.split:
            year_column, month_column, _ = self.columns.split[column]
            value = joined(self.carried(row, year_column), self.carried(row, month_column), value)
        elif month and isinstance(value, int | float) and value in range(1, 32):
            value = f"{value:g}日"
        pattern = self.sheet.formats.get(at, "") if self.sheet.formats else ""
        read = day(value, year=year, month=month, number_format=pattern)
        if read.inferred and not said[0]:
            read = self._of_its_year(
                read, ahead, lambda: day(value, year=(year or 0) - 1, month=month, number_format=pattern)
            )
        if read.precision == "year":
            read = Day(problem="ambiguous-date")
        if read.problem:
            self.notes.find(read.problem, at, value)
        elif read.inferred and read.start:
            self.notes.years[at] = (read.start.year, *(("section", "") if said[0] else self.terms.year_from))
        return read, at

    def _of_its_year(self, read: Day, ahead: bool, year_before: Callable[[], Day]) -> Day:
        """A day that takes its year from the sheet: none of an old title's, and of the year before if it would lie well
        after the period."""
        if self._stale:
            return Day(problem="date-without-year")
        if ahead or not self._too_late(read):
            return read
        # 12月底 in a sheet of March: of last year, or still ahead
        before = year_before()
        return before if before.precision == "day" else Day(problem="ambiguous-date")

    @cached_property
    def _stale(self) -> bool:
        """Whether the title's year was copied from last year's: every day that names its year is of a later one; or
        none does, while day of reporting or file state a later year, in which all of them lie up to the period."""
        columns = [c for name in _DATED for c in self.columns.fields.get(name, ())]
        cells = [v for row in self.block.body for c in columns if (v := self.peek(row, c)[0]) is not None]
        years = {read.start.year for value in cells if (read := day(value)).start}
        if self.terms.year and years:
            return min(years) > self.terms.year
        later, limit = self.terms.later_year, self.terms.period
        if not limit or limit.year != later:
            return False
        days = [start for value in cells if (start := day(value, year=later).start)]
        return bool(days) and max(days) <= limit

    def done_on(self, row: int, column: int) -> tuple[Day, Address]:
        """Like `day_at`, for what took place: a planned day, or one called off, becomes a finding and no day."""
        value, at = self.peek(row, column)
        read, _ = self.day_at(row, column)
        if not read.problem and (read.planned or says_off(text(value))):
            self.notes.find("planned-figure", at, value)
            return Day(problem="planned-figure"), at
        return read, at

    def carried(self, row: int, column: int) -> Value:
        """What the cell shows, or the nearest cell above it in the table: a month stands once over its days."""
        above = range(row, self._head, -1) if column else ()
        return next((v for r in above if (v := self.peek(r, column)[0]) is not None), None)

    def _unitless(self, column: int, quantity: str) -> bool:
        """Whether the column holds figures that nothing gives a unit to; then its zeros are no figures either."""
        known = self._bare.get((column, quantity))
        if known is None:
            unit = self.unit_of(column, quantity)
            rows = () if unit else [row for row in self.block.body if quantity not in self.measures.get(row, _NOTHING)]
            known = any(self._alone(row, column, quantity).problem == "unit-of-measure-missing" for row in rows)
            self._bare[column, quantity] = known
        return known

    def _alone(self, row: int, column: int, quantity: str) -> Number:
        """A cell's figure by what the cell and its number format say, without its column."""
        pattern = self.sheet.formats.get((row, column), "")
        return number(self.canvas.own(row, column), quantity=quantity, unit_format=pattern)

    def _too_late(self, read: Day) -> bool:
        """Whether a past event would lie well after the period if the sheet's year were taken for it."""
        limit = self.terms.period
        return bool(limit and read.start and not read.planned and (read.start - limit).days > LATE_DAYS)
