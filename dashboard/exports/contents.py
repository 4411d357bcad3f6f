"""What a meeting pack says, once, in plain values: every kind of file is written from this and computes nothing.

Figures stand here as they are printed on the pages, with the number behind them where a program can go on with it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

SubjectKind = Literal["figure", "project", "asset"]
Kind = Literal["columns", "bars", "stacked", "bullet", "waterfall", "lines"]


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure as printed, and its number in base units; `light` is its colour, "" for none.

    `leads` names the place (district or unit) and indicator it is of, where it leads to its cells on a screen. `words`
    are a text under a light rather than a figure: they stand at the left and may wrap.
    """

    text: str
    value: float | None = None
    light: str = ""
    leads: tuple[str, str] = ("", "")
    words: bool = False


Cell = str | Amount


def said_of(cell: Cell) -> str:
    return cell.text if isinstance(cell, Amount) else cell


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: headings and rows of texts and amounts. `strong` are the rows that sum others up; `shares` of the width
    are those of the whole table where this is a page of it."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    strong: frozenset[int] = frozenset()
    shares: tuple[float, ...] = ()

    def filled(self) -> "Grid":
        """The table without columns in which no row says anything."""
        if not self.rows:
            return self
        kept = [at for at, _ in enumerate(self.columns) if any(map(said_of, (row[at] for row in self.rows)))]
        rows = tuple(tuple(row[at] for at in kept) for row in self.rows)
        return replace(self, columns=tuple(self.columns[at] for at in kept), rows=rows)


@dataclass(frozen=True, slots=True)
class Series:
    """Values of one name, None where there is no data; `light` one colour a value, where they have any."""

    name: str
    values: tuple[float | None, ...]
    labels: tuple[str, ...] = ()
    lights: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Graph:
    """A chart that an office program draws itself and people can edit.

    `bullet` has what is done first and where the clock stands second; `waterfall` has the ends of its steps first
    (hidden ground) and the steps second.
    """

    kind: Kind
    unit: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    percent: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """A few lines under a heading; `rest` says how many more there are, "" for none."""

    title: str
    lines: tuple[str, ...]
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """Something a part shows and from which a decision can come: what it is called there, of which unit, what it is.

    `of` is the indicator of a figure, else the identity of a project or asset.
    """

    said: str
    kind: SubjectKind
    unit: str
    of: str


@dataclass(frozen=True, slots=True)
class Part:
    """One subject: its finding as title, sentences, at most one chart, one table and lists, and what stands below.

    `item` is that of the agenda under which it is called up; `leads` the place and indicator that each of the first
    sentences is about.
    """

    name: str
    title: str
    sentences: tuple[str, ...] = ()
    graph: Graph | None = None
    grid: Grid | None = None
    note: str = ""
    lists: tuple[Listing, ...] = ()
    item: str = ""
    leads: tuple[tuple[str, str], ...] = ()
    subjects: tuple[Subject, ...] = ()


Hedge = tuple[str, str]
"""What stands before and after a number that its sheet hedges: ("约", ""), ("", "余")."""
EXACT: Hedge = ("", "")


@dataclass(frozen=True, slots=True)
class Figure:
    """One measure of a place (the district or a unit) for a program to go on with: numbers in base units, words apart.

    None is no data and never 0; `status` says why. `few` is the target or whole of so few things that a share of it is
    written 0/2 and never as a percentage. `part` and `whole` are what a ratio is of.
    """

    place: str
    indicator: str
    name: str
    unit: str
    printed: str
    status: str
    value: float | None = None
    target: float | None = None
    completion: float | None = None
    elapsed: float | None = None
    change: float | None = None
    part: float | None = None
    whole: float | None = None
    few: int = 0
    behind: Hedge = EXACT
    """Words around how many things are lacking by the clock, where so few are counted."""
    hedge: Hedge = EXACT
    about: Hedge = EXACT
    """The hedge of what is reckoned from a hedged value."""
    light: str = ""
    cover_to: date | None = None
    remark: str = ""
    adds: bool = False
    """Whether figures of several places may be added up: not shares."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of a register that its sheet hedges."""

    value: float
    hedge: Hedge


@dataclass(frozen=True, slots=True)
class Sum:
    """A number that follows from others of its row: the sum of factor times column, to `digits` places."""

    value: float
    parts: tuple[tuple[int, float], ...]
    digits: int | None = None


Field = str | int | float | date | Quantity | Sum | None


@dataclass(frozen=True, slots=True)
class Register:
    """A table of records. Those with the same `sheet` stand below each other on it; `added` are the columns (by place)
    of which a sum says something; `remark` is what has to be said of it, or instead of rows. On paper stand the first
    `printed` columns, all of them for 0."""

    sheet: str
    title: str
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Field, ...], ...] = ()
    added: frozenset[int] = frozenset()
    remark: str = ""
    printed: int = 0


@dataclass(frozen=True, slots=True)
class Contents:
    """A whole pack. `stamp` is the line that every page bears: cover-to date, basis, frozen (with hash) or live.

    `figures` are all measures, the district's first, then unit by unit in the official order; `board` the indicators
    of the board; `registers` the ledgers, what changed and published scores; `brief` sentences for the chat group, the
    weightiest first.
    """

    title: str
    place: str
    day: str
    stem: str
    stamp: str
    language: str
    parts: Sequence[Part]
    figures: Sequence[Figure] = ()
    board: tuple[str, ...] = ()
    registers: Sequence[Register] = ()
    brief: Sequence[str] = ()
