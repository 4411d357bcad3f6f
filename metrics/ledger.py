"""A snapshot's table made ready for counting: units and identities as numbers, one canonical order of rows.

Grouping happens once a table; every indicator is then a mask. Nothing depends on the order of the rows received.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.contract import AFTER_SNAPSHOT, Snapshot
from dashboard.frames import frame
from metrics.measure import Source

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Days = npt.NDArray[np.datetime64]
Floats = npt.NDArray[np.float64]
Words = npt.NDArray[np.object_]


NOWHERE: Ints = np.array([], dtype="int64")
"""Of no record."""
_EPOCH = date(1970, 1, 1).toordinal()
_INSTEAD = {"revitalised_area": "revitalised_increment", "count": "date", "idle_area": "area"}
"""Column that speaks where a record leaves the decisive one blank."""


def days(column: pd.Series) -> Days:
    """A date column as whole days; NaT where absent."""
    return np.asarray(column.to_numpy(), dtype="datetime64[D]")


def each_day(dates: Iterable[date]) -> Days:
    """Dates as whole days; numpy takes ten times as long to find out by itself what they are."""
    return np.array([on.toordinal() - _EPOCH for on in dates], dtype="int64").view("datetime64[D]")


def a_day(value: np.datetime64) -> date:
    """One whole day as a `date`."""
    day: date = value.astype("datetime64[D]").item()
    return day


class Ledger:
    """One canonical table of a snapshot with what every count needs. The frame itself stays untouched."""

    def __init__(self, snapshot: Snapshot, table: str, units: Mapping[str, int]) -> None:
        self.table = table
        self.frame = table_of(snapshot, table)
        self._coded: dict[str, tuple[Ints, Words]] = {}
        self._days: dict[str, Days] = {}
        self._numbers: dict[str, Floats] = {}
        self._words: dict[str, list[str]] = {}
        self._snapshot = snapshot
        self._kept: dict[str, Flags] = {}
        self._units = len(units)
        codes, words = self.codes("unit")
        self.unit: Ints = np.array([units.get(word, -1) for word in words], dtype="int64")[codes]
        """Number of the unit in the official order; -1 for what no registry unit reported."""
        self.period = _returned(self.frame, snapshot.as_of)

    @cached_property
    def thing(self) -> Ints:
        """Number of the identity; a record without identity is a thing of its own."""
        codes, _ = self.codes("identity")
        places: Ints = np.arange(len(codes), dtype="int64")
        return np.where(self.is_in("identity", ""), -1 - places, codes)

    @cached_property
    def things(self) -> tuple[int, Ints]:
        """How many things there are, and which of them each record is of, counted from 0."""
        return _numbered(self.thing)

    @cached_property
    def claims(self) -> tuple[int, Ints]:
        """How many things of a unit there are, each unit's apart, and which of them each record is of."""
        return _numbered(self.unit * (2 * len(self.unit) + 1) + self.thing)

    @cached_property
    def of_several(self) -> Flags:
        """Records of things that more than one unit lists."""
        places = int(self.unit.max(initial=0)) + 2
        pairs = np.unique(self.thing * places + self.unit + 1)
        things, units = np.unique(pairs // places, return_counts=True)
        return np.isin(self.thing, things[units > 1])

    @cached_property
    def rank(self) -> Ints:
        """Place of each record by official order of units, sheet, table, row."""
        sheets, words = self.codes("sheet")
        by_name: Ints = np.argsort(np.argsort(words))
        place = [self.receipt, *(self.frame[name].to_numpy() for name in ("row", "table"))]
        order = np.lexsort((*place, by_name[sheets], self.unit))
        rank: Ints = np.empty(len(order), dtype="int64")
        rank[order] = np.arange(len(order))
        return rank

    @cached_property
    def preference(self) -> Ints:
        """Record positions, the latest return first, then by receipt and place: which of several speaks for a thing."""
        return np.lexsort((self.rank, -self.receipt, -self.period.astype("int64")))

    @cached_property
    def receipt(self) -> Ints:
        """Number of the submission of each record."""
        return self.frame["submission"].to_numpy(dtype="int64")

    @cached_property
    def span(self) -> list[str]:
        """What a target or counter covers: year, Q1, 03, week, month, cumulative."""
        return span_of(self.frame)

    def codes(self, column: str) -> tuple[Ints, Words]:
        """A text column as numbers and the words they stand for, in the order of their first record."""
        if column not in self._coded:
            # of the array and not of the column: what pandas wraps around it costs more than a district's rows
            numbers, words = self.frame[column].array.factorize(use_na_sentinel=False)
            self._coded[column] = np.asarray(numbers, dtype="int64"), np.asarray(words, dtype="object")
        return self._coded[column]

    def day(self, column: str) -> Days:
        """A date column as whole days, not to be changed."""
        if column not in self._days:
            self._days[column] = days(self.frame[column])
            self._days[column].setflags(write=False)
        return self._days[column]

    def numbers(self, column: str) -> Floats:
        """A column of numbers, NaN where absent, not to be changed."""
        if column not in self._numbers:
            self._numbers[column] = self.frame[column].to_numpy(dtype="float64", copy=True)
            self._numbers[column].setflags(write=False)
        return self._numbers[column]

    def words(self, column: str) -> list[str]:
        """A text column as plain words, not to be changed."""
        if column not in self._words:
            # a column already told by numbers is put together from its few words, which pandas takes longer for
            coded = self._coded.get(column)
            self._words[column] = self.frame[column].tolist() if coded is None else coded[1][coded[0]].tolist()
        return self._words[column]

    def is_in(self, column: str, *values: str) -> Flags:
        """Which records hold one of these words."""
        codes, words = self.codes(column)
        wanted = set(values)
        return np.fromiter((word in wanted for word in words), bool, len(words))[codes]

    def hedged(self, *columns: str) -> Flags:
        """Which records hedge one of these columns."""
        codes, words = self.codes("hedged")
        wanted = set(columns)
        return np.fromiter((not wanted.isdisjoint(word.split(",")) for word in words), bool, len(words))[codes]

    def distinct(self, mask: Flags, by_unit: bool) -> Ints:
        """Positions of one record a thing (a unit and thing if `by_unit`) among those in the mask, in place order."""
        if not mask.any():
            return NOWHERE
        at = self.preference[mask[self.preference]]
        count, numbers = self.claims if by_unit else self.things
        spoken = np.full(count, -1, dtype="int64")
        # the last one written stays: from the back the most preferred of each
        spoken[numbers[at[::-1]]] = at[::-1]
        chosen = spoken[spoken >= 0]
        return chosen[np.argsort(self.rank[chosen])]

    def sources(self, snapshot: Snapshot, at: Ints, column: str) -> list[Source]:
        """The cell of one column in each of these records; targets and counters name their own."""
        blank = np.isnan(self.numbers(column)) if column in _INSTEAD else None
        found = []
        for i in at:
            submission, sheet, table, row = self.place[i]
            file, unit, cell = self._places[i]
            field = _INSTEAD[column] if blank is not None and blank[i] else column
            at_cell = cell or snapshot.cell(submission, sheet, table, row, field)
            found.append(Source(submission, file, sheet, at_cell, self.table, row, unit))
        return found

    @cached_property
    def _places(self) -> list[tuple[str, str, str]]:
        """Besides its `place` each record's file, unit and, where it names one, its cell."""
        cells = self.words("cell") if "cell" in self.frame.columns else [""] * len(self.frame)
        return list(zip(self.words("file"), self.words("unit"), cells, strict=True))

    @cached_property
    def place(self) -> list[tuple[int, str, int, int]]:
        """Where each record stands: submission, sheet, number of the table, row."""
        return self._standing("row")

    @cached_property
    def visit_place(self) -> list[tuple[int, str, int, int]]:
        """Where the visit of each stop stands."""
        return self._standing("visit_row")

    def _standing(self, row: str) -> list[tuple[int, str, int, int]]:
        numbers = (self.frame[name].tolist() for name in ("table", row))
        return list(zip(self.receipt.tolist(), self.words("sheet"), *numbers, strict=True))

    def listed_under(self, column: str) -> Flags:
        """Which records stand in a table that keeps this column."""
        if column not in self._kept:
            keeping = {place for place, letters in self._snapshot.addresses.items() if column in letters}
            places, numbers = self._tables
            self._kept[column] = np.fromiter((place in keeping for place in places), bool, len(places))[numbers]
        return self._kept[column]

    @cached_property
    def _tables(self) -> tuple[list[tuple[int, str, int]], Ints]:
        """The tables in which records stand (submission, sheet, number of the table), and which of them each does."""
        places: dict[tuple[int, str, int], int] = {}
        stands = zip(self.receipt.tolist(), self.words("sheet"), self.frame["table"].tolist(), strict=True)
        numbers = np.array([places.setdefault(place, len(places)) for place in stands], dtype="int64")
        return list(places), numbers

    def reached(self, stages: Collection[str]) -> Flags:
        """Which records are of stopped projects that earlier returns showed at one of these stages."""
        found, (codes, words) = self._snapshot.reached, self.codes("identity")
        if not found:
            return np.zeros(len(codes), dtype=bool)
        return np.fromiter((found.get(word) in stages for word in words), bool, len(words))[codes]

    def of_units(self, numbers: Collection[int] | Ints) -> Flags:
        """Which records are of these units, by their numbers in the official order."""
        # one place more than there are units: of none of them is what no registry unit reported
        among = np.zeros(self._units + 1, dtype=bool)
        among[list(numbers)] = True
        return among[self.unit]

    def unreadable(self, *columns: str) -> Flags:
        """Which records have a cell in one of these columns that nobody could read."""
        found = np.zeros(len(self.frame), dtype=bool)
        wrong = self._snapshot.unreadable
        if wrong:
            for at, (number, sheet, table, row) in enumerate(self.place):
                letters = self._snapshot.addresses.get((number, sheet, table), {})
                found[at] = any((number, sheet, f"{letters[c]}{row}") in wrong for c in columns if c in letters)
        return found


def _numbered(keys: Ints) -> tuple[int, Ints]:
    """How many different keys there are, and the place of each among them in their order."""
    found, places = np.unique(keys, return_inverse=True)
    return len(found), places


def table_of(snapshot: Snapshot, table: str) -> pd.DataFrame:
    """A canonical table of the snapshot, empty where it holds none."""
    found = snapshot.tables.get(table)
    return empty(table) if found is None else found


def empty(table: str) -> pd.DataFrame:
    """A canonical table of a snapshot without records."""
    before = {"submission": "int64", "file": "str", "period": "datetime64[us]", "stale": "bool"}
    lead = [pd.Series([], dtype=kind, name=name) for name, kind in before.items()]
    after = [pd.Series([], dtype="str", name=name) for name in AFTER_SNAPSHOT]
    return pd.concat([*lead, frame(table), *after], axis=1)


def _returned(table: pd.DataFrame, fallback: date) -> Days:
    """Cover-to date of the return of each record: the date column `period`, beside the text one of some tables."""
    for column in _periods(table):
        if pd.api.types.is_datetime64_any_dtype(column.dtype):
            return days(column)
    return np.full(len(table), np.datetime64(fallback, "D"))


def span_of(table: pd.DataFrame) -> list[str]:
    """The period that targets and counters speak of: year, Q1, 03, week, month, cumulative."""
    for column in _periods(table):
        if not pd.api.types.is_datetime64_any_dtype(column.dtype):
            return column.tolist()
    return [""] * len(table)


def _periods(table: pd.DataFrame) -> Iterator[pd.Series]:
    """The columns called `period`, of which a snapshot's targets and counters have two."""
    # as a list: an index of text is slow to ask for one name after the other
    for at, name in enumerate(table.columns.tolist()):
        if name == "period":
            yield table.iloc[:, at]
