"""Sheets to write on: safe texts, number formats that keep what a number is hedged by, widths, print set-up."""

import io
import math
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from xlsxwriter import Workbook

from dashboard.charts.chart import width
from dashboard.charts.look import palette
from dashboard.exports.contents import EXACT, Contents, Hedge
from dashboard.exports.fonts import EAST_ASIAN
from dashboard.exports.tabular import legal
from dashboard.i18n import Say

COLOURS = palette("light")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_RESERVED = re.compile(r"[\[\]:*?/\\]")
_NAME, _CELL = 31, 32_767
"""Longest name of a sheet and longest text of a cell."""
NARROW, WIDE = 9.0, 44.0
"""Columns in characters: narrower ones cut headings, wider ones leave no room for others, their texts are wrapped."""
_BESIDE = 2.5
"""Characters of a column that its text does not reach."""
_LINE = 17
"""Points of a line of text."""
MINUS = "\u2212"
_A4, _A3, _MARGIN = 9, 8, 0.5
_ON_A4, _ON_A3, _SMALLEST = 147.0, 213.0, 0.7
"""Characters across a page in letters of their own size, and the share of it below which nobody reads them."""
_FOOT = 250


class Paper:
    """The workbook that is being written, with its styles made once each."""

    def __init__(self, stream: io.BytesIO, contents: Contents, say: Say) -> None:
        plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        self.book = Workbook(stream, {"in_memory": True, "default_date_format": "yyyy-mm-dd", **plain})
        self.book.set_properties({
            "title": legal(contents.title), "author": legal(contents.place), "comments": legal(contents.stamp),
            "created": datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None),
        })  # fmt: skip
        self.contents, self.say = contents, say
        self._styles: dict[tuple[tuple[str, Any], ...], Any] = {}
        self._names: set[str] = set()

    def sheet(self, title: str) -> "Sheet":
        """A new sheet, its name legal and unlike every other's."""
        plain = _RESERVED.sub(" ", legal(title)).strip(" '")[:_NAME] or "data"
        name, number = plain, 1
        while name.casefold() in self._names:
            number += 1
            name = f"{plain[: _NAME - 5]} ({number})"
        self._names.add(name.casefold())
        return Sheet(self, self.book.add_worksheet(name), name)

    def style(self, **given: Any) -> Any:
        key = tuple(sorted(given.items()))
        if key not in self._styles:
            usual = {"font_name": EAST_ASIAN, "font_size": 11, "valign": "vcenter"}
            self._styles[key] = self.book.add_format({**usual, **given})
        return self._styles[key]


class Sheet:
    """One sheet: what is written is measured, so that its columns are as wide as what stands in them."""

    def __init__(self, paper: Paper, made: Any, name: str) -> None:
        self.paper, self.made, self.name = paper, made, name
        self.say = paper.say
        self._widths: dict[int, float] = {}
        self._wrapped: list[tuple[int, int, tuple[float, ...]]] = []
        made.hide_gridlines(2)
        made.set_landscape()
        made.set_paper(_A4)
        made.fit_to_pages(1, 0)
        made.set_margins(_MARGIN, _MARGIN, _MARGIN, _MARGIN + 0.25)
        stamp = legal(paper.contents.stamp).replace("&", "&&")
        made.set_footer(f"&L&9{stamp[:_FOOT]}&R&9&P/&N")

    @property
    def reference(self) -> str:
        """The sheet's name as a formula has it."""
        return "'" + self.name.replace("'", "''") + "'"

    def head(self) -> int:
        """Title of the sheet and the line that every page bears; the next free row."""
        contents = self.paper.contents
        self.words(0, 0, f"{contents.place} · {self.name}", measured=False, bold=True, font_size=16)
        self.words(1, 0, contents.stamp, measured=False, font_color=COLOURS.quiet)
        self.made.set_row(0, 26)
        return 3

    def headings(self, row: int, texts: "tuple[str, ...] | list[str]") -> None:
        for column, text in enumerate(texts):
            self.words(row, column, text, bold=True, text_wrap=True, bg_color=COLOURS.ground, border=1,
                       border_color=COLOURS.grid)  # fmt: skip

    def words(self, row: int, column: int, text: str, *, measured: bool = True, **style: Any) -> None:
        """A text cell; one that would start a formula if somebody typed it over says that it is a text."""
        plain = legal(text)[:_CELL]
        if plain.startswith(_FORMULA):
            style["quote_prefix"] = True
        if "border" in style and "align" not in style:
            style["indent"] = 1
        broad = tuple(width(line) * 2 for line in plain.split("\n"))
        if measured:
            self._measured(column, max(broad))
        if style.get("text_wrap"):
            self._wrapped.append((row, column, broad))
        if plain:
            self.made.write_string(row, column, plain, self.paper.style(**style))
        else:
            self.made.write_blank(row, column, None, self.paper.style(**style))

    def number(self, row: int, column: int, value: float, pattern: str, **style: Any) -> None:
        self._measured(column, len(f"{value:,.2f}"))
        self.made.write_number(row, column, value, self.paper.style(num_format=pattern, **style))

    def formula(self, row: int, column: int, formula: str, value: float, pattern: str, **style: Any) -> None:
        """A live formula that bears its result."""
        self._measured(column, len(f"{value:,.2f}"))
        self.made.write_formula(row, column, f"={formula}", self.paper.style(num_format=pattern, **style), value)

    def day(self, row: int, column: int, on: date, **style: Any) -> None:
        self._measured(column, 10)
        moment = datetime(on.year, on.month, on.day)  # noqa: DTZ001 - a day has no zone
        self.made.write_datetime(
            row, column, moment, self.paper.style(num_format="yyyy-mm-dd", align="center", **style)
        )

    def _measured(self, column: int, characters: float) -> None:
        self._widths[column] = max(self._widths.get(column, 0.0), characters)

    def fitted(self, least: Mapping[int, float] | None = None, most: float = WIDE, printed: int = 0) -> int:
        """Sets the columns' widths once all is written, and heights: not every program finds them for itself.

        They are printed on paper on which they can be read. How many of them, of what is too wide for A4 the first
        `printed` ones, of anything else all, 0.
        """
        wide: dict[int, float] = {}
        for column, needed in self._widths.items():
            wide[column] = min(max(needed + _BESIDE, (least or {}).get(column, NARROW)), most)
            self.made.set_column(column, column, wide[column])
        lines: dict[int, int] = {}
        for row, column, texts in self._wrapped:
            room = max(1.0, wide.get(column, NARROW) - _BESIDE)
            lines[row] = max(lines.get(row, 1), sum(max(1, math.ceil(each / room)) for each in texts))
        for row, n in lines.items():
            if n > 1:
                self.made.set_row(row, n * _LINE)
        broad = [wide[column] for column in sorted(wide)]
        kept = printed if sum(broad) * _SMALLEST > _ON_A4 else 0
        self._papered(broad[: kept or None])
        return kept

    def _papered(self, wide: Sequence[float]) -> None:
        """On A4 as wide as the page, on A3 where that would be too small, else on several A3 side by side."""
        total = sum(wide)
        paper, room = (_A4, _ON_A4) if total * _SMALLEST <= _ON_A4 else (_A3, _ON_A3)
        self.made.set_paper(paper)
        self.made.fit_to_pages(max(1, math.ceil(total * _SMALLEST / room)), 0)


def pattern(value: float, hedge: Hedge = EXACT, *, most: int = 2) -> str:
    """The number format of an amount: grouped, decimals only where there are some, its hedge around it."""
    digits = next((n for n in range(most) if abs(value - round(value, n)) < 1e-9), most)
    return hedged("#,##0" + ("." + "0" * digits if digits else ""), hedge)


def hedged(number: str, hedge: Hedge) -> str:
    """`number` as a format with the words around it."""
    before, after = (_quoted(word) for word in hedge)
    return f"{before}{number}{after}"


def about(say: Say) -> Hedge:
    """The words around what is reckoned from hedged numbers."""
    before, _, after = say("charts.hedge.about", number="\0", unit="").partition("\0")
    return before, after.rstrip()


def signed(number: str, hedge: Hedge = EXACT) -> str:
    """A format that shows + and −, and nothing before 0."""
    before, after = (_quoted(word) for word in hedge)
    return f"{before}+{number}{after};{before}{_quoted(MINUS)}{number}{after};{number}"


def _quoted(word: str) -> str:
    return f'"{word.replace(chr(34), "")}"' if word else ""
