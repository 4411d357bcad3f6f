"""Where the tables of a sheet are: title area, header block, body; several tables on one sheet.

The header block is recognised by what its cells say (`headings.known`, registry names) and by its shape (text only,
merges, parents over children); everything between two header blocks belongs to the first one's body until the lines
above the next header, which are that one's title.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from loaders.canvas import Canvas, numeric
from loaders.cards import by_shape, of_card
from loaders.dayheads import days_over_figures
from loaders.figures import number
from loaders.forms import has_label, metadata, names_day, names_table, states_terms
from loaders.grid import Value, letter
from loaders.headings import MEASURES, SERIALS, Heading, heading, is_measure, is_part, known, measures_columns
from loaders.numbering import numbers_columns
from loaders.phrases import NOTE, NOTHING, NUMBERED, PAGE, reports_nothing
from loaders.repeats import Titles, goes_on
from loaders.sides import folds, sides, starts
from loaders.splitheads import completes, typed_text

MAX_HEADER_ROWS = 4
_PARTS_OF_DATE = frozenset("年月日")


@dataclass
class Block:
    """One table on a sheet, rows and columns 1-based and included."""

    number: int
    title_rows: list[int]
    header_rows: list[int]
    headings: list[Heading]
    body: list[int]
    left: int
    right: int

    @property
    def bottom(self) -> int:
        return self.body[-1] if self.body else self.header_rows[-1]

    @cached_property
    def serial(self) -> int:
        """The column headed 序号, 0 when there is none."""
        return next((h.column for h in self.headings if h.bases and h.bases[-1] in SERIALS), 0)

    @property
    def range(self) -> str:
        return f"{letter(self.left)}{self.header_rows[0]}:{letter(self.right)}{self.bottom}"


def blocks(canvas: Canvas, names_unit: Callable[[str], bool]) -> list[Block]:
    """Tables of a sheet from top to bottom, then left to right.

    `names_unit` tells whether a text is a unit of the registry (headings of transposed tables).
    """
    finder = _Finder(canvas, names_unit)
    heads = finder.heads()
    found: list[Block] = []
    start = 1
    for i, (top, bottom) in enumerate(heads):
        stop = heads[i + 1][0] - 1 if i + 1 < len(heads) else canvas.height
        title = [r for r in range(start, top) if canvas.typed(r)]
        body = list(range(bottom + 1, stop + 1))
        if i + 1 < len(heads):
            body, start = finder.without_next_title(body)
        for left, right in sides(canvas, top, bottom, body, finder.known, names_unit):
            found.append(finder.block(len(found) + 1, title, top, bottom, body, left, right))
    return found


@lru_cache(maxsize=16_384)
def is_value(text: str) -> bool:
    """What stands in a body: a figure (50余批次), or words for nothing (未外出)."""
    if numeric(text) or names_day(text) or reports_nothing(text.strip()) or PAGE.fullmatch(text.strip()):
        return True
    if len(text) > 12 or not any(c.isdigit() for c in text) or "年" in text or "月" in text or "季" in text:
        return False
    return any(number(text, quantity=q).value is not None for q in ("count", "area", "money"))


class _Finder:
    def __init__(self, canvas: Canvas, names_unit: Callable[[str], bool]) -> None:
        self.canvas = canvas
        self.names_unit = names_unit

    def known(self, text: str) -> bool:
        return known(text) or self.names_unit(text)

    def heads(self) -> list[tuple[int, int]]:
        """(first, last) row of every header block; a header repeated further down belongs to its table."""
        found: list[tuple[int, int]] = []
        titles = Titles(self.canvas, self.names_unit)
        row = 1
        while row <= self.canvas.height:
            if not self.is_head(row, first=not found) or (found and goes_on(self.canvas, row, found[-1])):
                row += 1
                continue
            top, bottom = self.extent(row, above=found[-1][1] if found else 0)
            if titles.open(top, bottom):
                found.append((top, bottom))
            row = bottom + 1
        return found or by_shape(self.canvas)

    def is_head(self, row: int, *, first: bool) -> bool:
        if not first and not isinstance(self.canvas.first(row), str):
            return False
        cells = self.canvas.typed(row)
        if len(cells) < 2:
            return False
        texts = [v for _, v in cells if isinstance(v, str) and not is_value(v)]
        if any(len(v) > 60 or has_label(v) or reports_nothing(v.strip()) for v in texts):
            return False
        if metadata(cells, self.names_unit) or self.states(cells) or self.is_banner(row, cells):
            return False
        if of_card(self.canvas, row, known):
            return False
        # a column may be headed by a day or a number, if it is one among many
        days = days_over_figures(self.canvas, row, cells)
        strangers = len(cells) - len(texts) - len(days)
        if strangers > 0 and (strangers * 5 > len(cells) or sum(map(known, texts)) < 4):
            return False
        units = sum(self.names_unit(text) for text in texts)
        hits = sum(known(text) for text in texts) + (units if units > 1 or first else 0) + len(days)
        needed = 2 if first or len(cells) <= 3 else 3
        apart = len(set(texts)) * 2 > len(texts) or bool(folds(texts)) or bool(days)
        return hits >= min(needed, len(cells)) and hits * 2 >= len(cells) and apart

    def may_head(self, text: str) -> bool:
        return len(text) <= 30 and not is_value(text) and not has_label(text)

    def extent(self, row: int, above: int) -> tuple[int, int]:
        """The block around a row that reads as a header: parents above it, children below it."""
        top = row
        while top - 1 > above and row - top < MAX_HEADER_ROWS - 1 and self.is_parent(top - 1):
            top -= 1
        bottom = max(self.merge_bottom(r) for r in range(top, row + 1))
        while bottom + 1 - top < MAX_HEADER_ROWS and self.is_child(bottom + 1, top):
            bottom = max(bottom + 1, self.merge_bottom(bottom + 1))
        return top, min(bottom, top + MAX_HEADER_ROWS - 1)

    def merge_bottom(self, row: int) -> int:
        bottoms = [m.bottom for c, _ in self.canvas.typed(row) if (m := self.canvas.covered.get((row, c)))]
        tall = [b for b in bottoms if b - row < MAX_HEADER_ROWS]
        return max(tall, default=row)

    def is_parent(self, row: int) -> bool:
        """A row just above a header that groups its columns: short texts, at least two, or one reaching down."""
        cells = self.canvas.typed(row)
        if self.states(cells):
            return False
        joined = any((m := self.canvas.covered.get((row, c))) and m.bottom > row for c, _ in cells)
        if not cells or not all(isinstance(v, str) and self.may_group(row, c, v, joined=joined) for c, v in cells):
            return False
        if joined or completes(self.canvas, row + 1, row):
            return True
        if metadata(cells, self.names_unit) or self.titles_apart(row + 1, cells):
            return False
        below = {c for c, _ in self.canvas.typed(row + 1)}
        wide = self.canvas.span(row, cells[0][0]) >= max(2, self.used_width(row + 1) - 1)
        groups = len(cells) >= 2 and not wide
        return groups and (len(below) > len(cells) or any(self.canvas.span(row, c) > 1 for c, _ in cells))

    def may_group(self, row: int, column: int, text: str, *, joined: bool) -> bool:
        """A heading; or, in a row that is merged into the header below it, a month spread over its columns."""
        return self.may_head(text) or (joined and len(text) <= 30 and self.canvas.span(row, column) > 1)

    def is_banner(self, row: int, cells: list[tuple[int, Value]]) -> bool:
        """Whether a row of headings only names the tables beside each other below it: 走出去 | | 请进来."""
        under = row + 1 if not self.is_term_line(row + 1) else row + 2
        wide = len(self.canvas.typed(under)) >= 2 * len(cells)
        return wide and self.titles_apart(under, cells) and self.is_head(under, first=True)

    def states(self, cells: list[tuple[int, Value]]) -> bool:
        """Whether a row speaks of the whole table: its title in several cells, or how its figures are measured."""
        return states_terms(cells, self.known) or names_table(cells, self.names_unit, known)

    def is_term_line(self, row: int) -> bool:
        cells = self.canvas.typed(row)
        return metadata(cells, self.names_unit) or any(isinstance(v, str) and has_label(v) for _, v in cells)

    def titles_apart(self, under: int, cells: list[tuple[int, Value]]) -> bool:
        """Whether the texts of a row stand one above each of the tables that lie beside each other below it."""
        begun = starts(self.canvas, under)
        return len(begun) > 1 and [c for c, _ in cells] == begun

    def used_width(self, row: int) -> int:
        columns = [c for c, _ in self.canvas.typed(row)]
        return columns[-1] - columns[0] + 1 if columns else 0

    def is_child(self, row: int, top: int) -> bool:
        """A row below a header row that names its columns further: text only, under a parent or an empty heading."""
        cells = self.canvas.typed(row)
        if not cells or any(not isinstance(v, str) or len(v) > 30 for _, v in cells):
            return False
        if all(is_measure(str(v)) for _, v in cells) or measures_columns(cells):
            return True
        if any(numeric(v) for _, v in cells) or self.is_section(row, cells):
            return False
        if completes(self.canvas, row, row - 1) or self.tells_parts(row, top, cells):
            return True
        under = [c for c, _ in cells if self.has_parent(row - 1, c, top)]
        hits = sum(self.known(str(v)) or str(v).strip() in _PARTS_OF_DATE for _, v in cells)
        return len(under) == len(cells) and hits * 2 >= len(cells)

    def is_section(self, row: int, cells: list[tuple[int, Value]]) -> bool:
        """Whether a row below a header opens the body: one text, numbered or as wide as the table (一、闲置厂房)."""
        column, text = cells[0]
        wide = self.canvas.span(row, column) > max(2, self.used_width(row - 1) // 2)
        return len(cells) == 1 and (wide or bool(NUMBERED.match(str(text))))

    def tells_parts(self, row: int, top: int, cells: list[tuple[int, Value]]) -> bool:
        """Whether a row says of the headings above it nothing but the part of the year: 本月, 累计."""
        first = min((c for c, _ in self.canvas.typed(top)), default=0)
        rest = [(c, v) for c, v in cells if self.canvas.shown(row - 1, c) != v]
        return bool(rest) and all(
            c > first and is_part(str(v)) and not reports_nothing(str(v)) and self.canvas.shown(top, c) for c, v in rest
        )

    def has_parent(self, row: int, column: int, top: int) -> bool:
        """Whether a heading spreads over this column from the left, or nothing is written above it."""
        if self.canvas.span(row, column) > 1:
            return True
        if self.canvas.own(row, column) is None:
            return True
        right = self.canvas.own(row, column + 1)
        return right is None and (row, column + 1) not in self.canvas.covered and column < self.canvas.width

    def without_next_title(self, body: list[int]) -> tuple[list[int], int]:
        """The body without the title lines of the table that follows, and the row where that title starts."""
        end = len(body)
        while end and self.is_title_line(body[end - 1]):
            end -= 1
        return body[:end], (body[end] if end < len(body) else (body[-1] + 1 if body else 1))

    def is_title_line(self, row: int) -> bool:
        cells = self.canvas.typed(row)
        if not cells:
            return True
        if any(has_label(str(v)) for _, v in cells) or states_terms(cells, self.known):
            return True
        text = cells[0][1].strip() if len(cells) == 1 and isinstance(cells[0][1], str) else ""
        # 无 alone is what the table above has to say
        return bool(text) and not (NOTE.match(text) or reports_nothing(text) or NOTHING.fullmatch(text))

    def block(
        self, number: int, title: list[int], top: int, bottom: int, body: list[int], left: int, right: int
    ) -> Block:
        headings = [self.heading(c, top, bottom) for c in range(left, right + 1)]
        rows = [r for r in body if self.canvas.holds(r, left, right) or self.covers(r, left, right)]
        if len(rows) > 1 and numbers_columns(self.texts(rows[0], left, right), right - left + 1):
            rows = rows[1:]
        last = rows[-1] if rows else bottom
        return Block(number, title, list(range(top, bottom + 1)), headings, [r for r in rows if r <= last], left, right)

    def covers(self, row: int, left: int, right: int) -> bool:
        return any((row, c) in self.canvas.covered for c in range(left, right + 1))

    def texts(self, row: int, left: int, right: int) -> list[str]:
        return [typed_text(v) for _, v in self.canvas.typed(row, left, right)]

    def heading(self, column: int, top: int, bottom: int) -> Heading:
        texts: list[tuple[int, str]] = []
        for row in range(top, bottom + 1):
            value = self.canvas.shown(row, column)
            origin = self.canvas.origin(row, column)[0]
            if value is None and row < bottom:
                value = self.inherited(row, column)
            words = typed_text(value) if value is not None else ""
            if words and not (texts and (texts[-1] == (origin, words) or self.only_measures(row, words))):
                texts.append((origin, words))
        return heading(column, texts)

    def only_measures(self, row: int, words: str) -> bool:
        return words.strip() in MEASURES and measures_columns(self.canvas.typed(row))

    def inherited(self, row: int, column: int) -> Value:
        """The parent to the left of an unmerged gap (a csv that lost its merges), if this column has a child."""
        if self.canvas.own(row + 1, column) is None or (row, column) in self.canvas.covered:
            return None
        for left in range(column - 1, 0, -1):
            value = self.canvas.own(row, left)
            if value is not None:
                alone = self.canvas.own(row + 1, left) is None or self.canvas.span(row, left) > 1
                return None if alone else value
        return None
