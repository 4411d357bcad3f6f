"""Whether a log's rows are trips or receptions, and where that is doubtful."""

import re
from functools import cached_property

from dashboard.names import plain, unit_within
from loaders.categories import direction_of, names_both
from loaders.entry import Entry
from loaders.facets import Sections
from loaders.persons import direction_in
from loaders.reader import TableReader
from loaders.ticks import enumerated
from loaders.values import text

_GUESTS = re.compile("[来宾客]")


class Directions:
    """Resolves the direction of each row of one log; what holds for the whole table is worked out once."""

    def __init__(self, table: TableReader) -> None:
        self.table = table

    @cached_property
    def named(self) -> str:
        """What title, headings, sheet or file say."""
        return direction_in(self.table.block.headings, self.table.terms)

    @cached_property
    def usual(self) -> str:
        """outbound or inbound as the table is named; at last by what is kept, and where."""
        return self.named or ("outbound" if self.table.has("destination") and not self._at_home() else "inbound")

    def of(self, entry: Entry, sections: Sections) -> str:
        own = enumerated(entry, "direction", direction_of) if self.table.has("direction") else ""
        if not (own or sections.direction):
            self._doubt(entry)
        return own or sections.direction or self.usual

    def _doubt(self, entry: Entry) -> None:
        """A row that does not say its direction is doubtful in a log that keeps trips and receptions together; where
        nothing names the log's, also one that tells of the other: 接待甲公司 among trips."""
        notes = self.table.notes
        told = [] if self.named else [at for v, at in entry.cells("content") if self._against(text(v))]
        if told:
            notes.find("unknown-direction", told[0])
            return
        if self._told and (cells := entry.cells("direction")):
            notes.find("unknown-direction", cells[0][1])
        elif not self.named and (self._both or not self._shown):
            first = next(h for h in self.table.block.headings if h.path)
            notes.find("unknown-direction", self.table.head_of(first), self.table.terms.quoted(self.table.terms.title))

    def _against(self, words: str) -> bool:
        return direction_of(words) not in ("", self.usual)

    @cached_property
    def _both(self) -> bool:
        return names_both(self.table.terms.title)

    @cached_property
    def _shown(self) -> bool:
        """Whether what is kept shows whether somebody went or came, where no word says it: places, or guests."""
        table = self.table
        return (
            table.has("destination") or table.has("origin") or any(_GUESTS.search(h.text) for h in table.block.headings)
        )

    @cached_property
    def _told(self) -> bool:
        """Whether the cells of a column tell directions, in any row."""
        column = 0 if "direction" in self.table.columns.ticks else self.table.columns.column("direction")
        rows = self.table.block.body if column else ()
        return any(direction_of(text(self.table.canvas.own(row, column))) for row in rows)

    def _at_home(self) -> bool:
        """Whether every place a log names is the district or one of its units: guests came there."""
        table = self.table
        column, name = table.columns.column("destination"), table.district.name
        places = [text(v) for row in table.block.body if (v := table.canvas.own(row, column)) is not None]
        home = (unit_within(place, table.district) or plain(place) in name for place in places)
        return bool(places) and all(home)
