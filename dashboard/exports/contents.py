"""What a meeting pack says, once, in plain values: every kind of file is written from this and computes nothing.

Figures stand here as they are printed on the pages, with the number behind them where a program can go on with it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Kind = Literal["columns", "bars", "bullet", "waterfall", "lines"]


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure as printed, and its number in base units; `light` is its colour, "" for none."""

    text: str
    value: float | None = None
    light: str = ""


Cell = str | Amount


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: headings and rows of texts and amounts. `strong` are the rows that sum others up."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    strong: frozenset[int] = frozenset()


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
class Part:
    """One subject: its finding as title, sentences, at most one chart and one table, and what stands below."""

    name: str
    title: str
    sentences: tuple[str, ...] = ()
    graph: Graph | None = None
    grid: Grid | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Contents:
    """A whole pack. `stamp` is the line that every page bears: cover-to date, basis, frozen (with hash) or live."""

    title: str
    place: str
    day: str
    stem: str
    stamp: str
    language: str
    parts: Sequence[Part]
