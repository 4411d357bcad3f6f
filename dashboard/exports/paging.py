"""How much room texts take on a slide: what fits, and where a long table goes on to the next one.

Office programs lay text out themselves; this errs on the side of more room, so that nothing is cut.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from pptx.util import Inches, Pt

from dashboard.charts.look import GLYPHS
from dashboard.exports.contents import Cell, Grid, Listing, Part, said_of

MARGIN, TOP, FOOT = Inches(0.5), Inches(1.25), Inches(0.55)
SENTENCE, CELL, STAMP = Pt(20), Pt(15), Pt(12)
PAD, LEAN = Inches(0.05), Inches(0.03)
"""Room beside the text of a cell, and above and below it."""
_ROW, GAP = Inches(0.36), Inches(0.12)
LISTED = 0.36
"""Share of the width that lists have beside a table."""
_LATIN_ENDS = 0x2E7F
_SIGNS = frozenset(GLYPHS.values())
"""Signs of lights are as wide as a Chinese letter."""
_BOLD = 1.1
"""How much wider bold letters are."""
_STRONG = 1.25
"""How much wider headings are for being bold; a word of theirs cannot be broken."""
_LEAST, _MOST, _ROOM = 4.0, 24.0, 0.5
"""Letters of the narrowest column, of the widest where they are cut, and by which one is wider than its text."""
_WORD = re.compile(r"[^\s\u2e80-\uffff]+")
"""What no line may be broken within: Chinese may break anywhere."""
_BELOW = 2
"""Lines for which the foot of a slide has room."""
_FEW = 3
"""Rows that a table has on every page that it goes on to."""
_LEADING, _TALL = 1.35, 1.42
"""Height of a line of text, in letters; in a table programs keep to the tallest of a row's typefaces."""


@dataclass(frozen=True, slots=True)
class Page:
    """What a slide of the presentation has room for; a table with `lists` beside it leaves them theirs.

    `stamp` stands below every slide, after what is to be said of the part.
    """

    width: int
    height: int
    lists: bool = False
    stamp: str = ""

    @property
    def wide(self) -> int:
        return int(self.width - 2 * MARGIN)

    @property
    def tabled(self) -> int:
        """How wide a table may be."""
        return self.wide - self.listed - int(GAP) if self.lists else self.wide

    @property
    def listed(self) -> int:
        """How wide the lists are."""
        return int(self.wide * LISTED) if self.lists else self.wide

    def on_one_line(self, text: str, size: int) -> bool:
        """Whether a bold text takes one line of the whole width."""
        return _lines(text, self.wide, int(size * _BOLD)) == 1

    def fitted(self, text: str, most: int, least: int) -> int:
        """The size, in whole points, at which a bold text takes one line; `least` where it takes two anyway."""
        return next((size for size in range(most, least, -Pt(1)) if self.on_one_line(text, size)), least)

    def said(self, sentences: Sequence[str]) -> int:
        """Height of sentences, in EMU."""
        lines = sum(_lines(text, self.wide, SENTENCE) for text in sentences)
        return int(SENTENCE * _LEADING * lines) + (GAP if lines else 0)

    def room(self, sentences: Sequence[str], note: str = "") -> int:
        return int(self.height - TOP - FOOT - self.said(sentences) - self.beyond(note))

    def below(self, note: str) -> str:
        """What stands at the foot of a slide."""
        return "  ".join(text for text in (note, self.stamp) if text)

    def beyond(self, note: str) -> int:
        """How much higher than usual the foot of a slide begins, where it is one of three lines or more."""
        lines = _lines(self.below(note), int(self.wide - Inches(1)), STAMP)
        return int(STAMP * _LEADING * max(0, lines - _BELOW))

    def high(self, found: Listing) -> int:
        """Height of a list with its heading."""
        lines = sum(_lines(text, self.listed, CELL) for text in lines_of(found))
        return int(CELL * _LEADING * lines + GAP)

    def widths(self, grid: Grid) -> list[int]:
        return [int(self.tabled * share) for share in grid.shares or shares(grid, self.tabled)]


def paged(part: Part, page: Page) -> Iterator[Part]:
    """The part, or as many as its table needs; chart and sentences stand on the first.

    Lists stand below the table or beside it where both have room on one page, else by its end, and by its second half
    where it fills a page alone, else on a page of their own.
    """
    part = replace(part, sentences=said_on(part))
    if not (part.lists and part.grid and part.grid.rows):
        yield from _tabled(part, page)
        return
    whole = _together(part, page)
    if whole is not None:
        yield whole
        return
    pages = list(_tabled(replace(part, lists=()), page))
    *before, last = pages if len(pages) > 1 else _halved(pages[0])
    end = _together(replace(last, lists=part.lists), page) if before else None
    yield from [*before, end] if end else [*pages, replace(part, sentences=(), graph=None, grid=None)]


def stacked(part: Part, page: Page) -> int:
    """How high the table of a part is that has room for its lists below it, on the whole width; 0 where it has not."""
    if part.grid is None or not part.grid.rows or not part.lists:
        return 0
    widths = page.widths(part.grid)
    rows = [height(row, widths, strong=at in part.grid.strong) for at, row in enumerate(part.grid.rows)]
    high = sum(rows) + height(part.grid.columns, widths, strong=True) + GAP
    lists = sum(map(page.high, part.lists))
    return int(high) if high + lists <= page.room(part.sentences, part.note) else 0


def _together(part: Part, page: Page) -> Part | None:
    """A part with its lists on one page with its table, None where they have no room there."""
    if stacked(part, page):
        return part
    narrow = replace(page, lists=True)
    if sum(map(narrow.high, part.lists)) > narrow.room(part.sentences, part.note):
        return None
    grid = replace(part.grid, shares=()) if part.grid else None
    found = list(_tabled(replace(part, grid=grid), narrow))
    return found[0] if len(found) == 1 else None


def _halved(part: Part) -> list[Part]:
    """A part in two, each with half of the rows; itself where there are too few."""
    grid = part.grid
    if grid is None or len(grid.rows) < 2 * _FEW:
        return [part]
    half = -(-len(grid.rows) // 2)
    first, second = frozenset(at for at in grid.strong if at < half), frozenset(at - half for at in grid.strong)
    return [
        replace(part, grid=replace(grid, rows=grid.rows[:half], strong=first)),
        replace(part, sentences=(), grid=replace(grid, rows=grid.rows[half:], strong=second)),
    ]


def _tabled(part: Part, page: Page) -> Iterator[Part]:
    """The part, or as many as its table needs in their order; the columns are those of the whole table."""
    grid = part.grid
    if grid is None or not grid.rows:
        yield part
        return
    grid = replace(grid, shares=tuple(shares(grid, page.tabled)))
    if part.graph:
        yield replace(part, grid=None)
        part = replace(part, graph=None, sentences=())
    heights = [height(row, page.widths(grid), strong=at in grid.strong) for at, row in enumerate(grid.rows)]
    room = page.room((), part.note) - height(grid.columns, page.widths(grid), strong=True)
    start = 0
    while start < len(grid.rows):
        end = _end(heights, grid.strong, start, room, page.said(part.sentences))
        strong = frozenset(at - start for at in grid.strong if start <= at < end)
        yield replace(part, grid=replace(grid, rows=grid.rows[start:end], strong=strong))
        part, start = replace(part, sentences=(), lists=()), end


def _end(heights: Sequence[int], strong: Collection[int], start: int, room: int, said: int) -> int:
    """The row before which a page ends that begins with row `start`, where `said` of its room is taken.

    As many pages as are still needed are filled alike: a single last row on a page of its own says nothing. But where
    it costs no page, one ends with a subtotal rather than within a group.
    """
    rest = sum(heights[start:])
    pages = max(1, -(-(rest + said) // room))
    fair, end = (rest + said) / pages - said, start + 1
    while end < len(heights) and sum(heights[start : end + 1]) <= room - said and sum(heights[start:end]) < fair:
        end += 1
    whole = [
        at + 1 for at in strong
        if at - start >= _FEW and sum(heights[start : at + 1]) <= room - said
        and _pages(heights[at + 1 :], room) < pages
    ]  # fmt: skip
    return min(whole, key=lambda at: abs(at - end)) if whole and end < len(heights) else end


def _pages(heights: Sequence[int], room: int) -> int:
    """How many pages rows need that none is parted by."""
    pages, left = 0, 0
    for high in heights:
        pages, left = (pages, left - high) if high <= left else (pages + 1, room - high)
    return pages


def _lines(text: str, wide: int, size: int) -> int:
    """How many lines a text takes; programs leave a little room between Chinese and Latin letters."""
    chinese = [ord(letter) > _LATIN_ENDS for letter in text]
    mixed = 1.12 if any(chinese) and not all(chinese) else 1.0
    return max(1, -(-int(_width(text) * size * mixed) // max(1, wide)))


def height(row: Sequence[Cell], widths: Sequence[int], *, strong: bool = False) -> int:
    size = int(CELL * _BOLD) if strong else CELL
    lines = max(_lines(said_of(cell), wide - 2 * PAD, size) for cell, wide in zip(row, widths, strict=True))
    return int(max(_ROW, CELL * _TALL * lines + 2 * LEAN))


def _width(text: str) -> float:
    """How many letters wide a text is, a Chinese one as one and a Latin one as half of it."""
    return sum(2 if ord(letter) > _LATIN_ENDS or letter in _SIGNS else 1 for letter in text) / 2


def _broken(text: str) -> float:
    """How wide the longest part of a text is that stands on one line, in letters."""
    return max((sum(map(_breadth, word)) for word in _WORD.findall(text)), default=1.0)


def _breadth(letter: str) -> float:
    """How wide a letter of a word is, as office fonts draw it: words may not break, so halves are not near enough."""
    if letter in "mwMW%@":
        return 0.9
    if letter in "ijlftrI.,:;'|!()-":
        return 0.35
    return 0.72 if letter.isupper() or letter in _SIGNS else 0.57


def shares(grid: Grid, wide: int, size: int = CELL) -> list[float]:
    """Shares of a width by the longest text of each column; where there is too little, the longest ones wrap, but
    within no word.

    Where not even the words have room in letters of `size`, lengths alone decide.
    """
    longest = _levelled([2 * PAD + size * each for each in letters(grid)], wide)
    least = [
        2 * PAD + size * max(_broken(head) * _STRONG, *(_broken(said_of(cell)) for cell in column), 1)
        for head, *column in zip(grid.columns, *grid.rows, strict=True)
    ]
    least = least if sum(least) < wide else [0.0] * len(least)
    kept = dict[int, float]()
    while True:
        rest = sum(length for at, length in enumerate(longest) if at not in kept)
        each = (wide - sum(kept.values())) / rest if rest else 0
        short = {at: least[at] for at, length in enumerate(longest) if at not in kept and length * each < least[at]}
        if not short or len(short) + len(kept) == len(longest):
            return [kept.get(at, length * each) / wide for at, length in enumerate(longest)]
        kept |= short


def letters(grid: Grid) -> list[float]:
    """How wide the longest text of each column is, in letters."""
    rows = [[_letters(cell, strong=at in grid.strong) for cell in row] for at, row in enumerate(grid.rows)]
    heads = [_width(head) * _BOLD + _ROOM for head in grid.columns]
    return [max(_LEAST, head, *column) for head, *column in zip(heads, *rows, strict=True)]


def _letters(cell: Cell, *, strong: bool) -> float:
    """How wide a column is wanted for a cell, in letters; a long text wraps."""
    return min(_MOST, _width(said_of(cell)) * (_BOLD if strong else 1) + _ROOM)


def _levelled(longest: Sequence[float], room: float) -> list[float]:
    """Lengths cut to a level at which they fit into a room: the short ones stay whole."""
    rest, open_ = room, sorted(longest)
    while open_ and open_[0] * len(open_) <= rest:
        rest -= open_.pop(0)
    level = max(rest / len(open_), 1.0) if open_ else max(longest)
    return [min(length, level) for length in longest]


def said_on(part: Part) -> tuple[str, ...]:
    """Sentences that a slide shows: one where lists stand on it too; the bulletin has them all."""
    return part.sentences[:1] if part.lists else part.sentences


def lines_of(found: Listing) -> list[str]:
    """The heading, then every line with its mark."""
    return [found.title, *(f"· {line}" for line in (*found.lines, found.rest) if line)]
