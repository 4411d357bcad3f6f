"""What the cells of a column look like, so that a heading is believed only where they can be what it promises."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from loaders.canvas import Canvas, numeric
from loaders.cells import repeats_above
from loaders.dates import day
from loaders.figures import number
from loaders.grid import Value
from loaders.layout import Block
from loaders.lines import Line
from loaders.phrases import BY_START, reports_nothing, says_whole
from loaders.stagewords import names_step

SAMPLE_ROWS = 60
_COUNT = re.compile(
    r"(?:不少于|不低于|至少|约|[≥>])?\s*\d+\s*(?:个|次|家|项|宗|批次?|场次?)(?:项目|企业)?(?:以上|左右|及以上)?"
)
"""A count as words, which names nothing: 不少于8个."""
_QUANTITY = {"money": "money", "area": "area", "count": "count"}


@dataclass
class Profile:
    """What the cells of one column look like, from a sample of data rows."""

    values: list[Value]
    _fitting: dict[str, bool] = field(default_factory=dict, compare=False)
    _shares: dict[Callable[[str], bool], float] = field(default_factory=dict, compare=False)

    @property
    def filled(self) -> int:
        return len(self.values)

    def share(self, test: Callable[[Value], bool]) -> float:
        return sum(map(test, self.values)) / len(self.values) if self.values else 0.0

    @cached_property
    def texts(self) -> Counter[str]:
        """Every text of the column once, with how many cells hold it."""
        return Counter(value for value in self.values if isinstance(value, str))

    def text_share(self, test: Callable[[str], bool]) -> float:
        """Share of the cells that hold a text of which `test` is true."""
        known = self._shares.get(test)
        if known is None:
            told = sum(times for text, times in self.texts.items() if test(text))
            known = self._shares[test] = told / len(self.values) if told else 0.0
        return known

    def fits(self, kind: str) -> bool:
        """Whether the cells can be what a heading of that kind promises; an empty column can be anything."""
        known = self._fitting.get(kind)
        if known is None:
            known = self._fitting[kind] = not self.values or self._fits(kind)
        return known

    def _fits(self, kind: str) -> bool:
        if kind == "date":
            return self.share(_is_date) >= 0.4
        if kind == "figure":
            return self.share(_is_figure) >= 0.4
        if kind in _QUANTITY:
            return self.share(lambda v: _is_number(v, _QUANTITY[kind])) >= 0.4
        if kind == "unit":
            return self.share(numeric) < 0.5
        if kind == "post":
            return True
        return self.share(lambda v: not isinstance(v, str) or bool(_COUNT.fullmatch(v.strip()))) < 0.8


def _is_date(value: Value) -> bool:
    """A day, or words in its place that say whether it has come (已签, 未签) or that it is the start's (当天)."""
    if isinstance(value, float | int):
        return value < 13 or 20_000 <= value <= 80_000 or 19_000_000 < value < 21_000_000 or 190_000 < value < 210_000
    if isinstance(value, str) and (names_step(value) or BY_START.fullmatch(value.strip())):
        return True
    read = day(value, year=2020, month=1)
    return read.absent or read.planned or not read.problem or read.problem == "ambiguous-date"


def _is_figure(value: Value) -> bool:
    """A figure of any quantity, or words for none (未外出)."""
    if isinstance(value, str) and reports_nothing(value.strip()):
        return True
    return any(_is_number(value, quantity) for quantity in ("count", "area", "money", "share"))


def _is_number(value: Value, quantity: str) -> bool:
    if quantity == "area" and isinstance(value, str) and says_whole(value.strip()):
        return True
    read = number(value, quantity=quantity)
    return read.absent or read.problem != "not-a-number"


def profiles(canvas: Canvas, block: Block, lines: list[Line]) -> dict[int, Profile]:
    """A profile for every column of a table; a ditto tells no more than a blank."""
    rows = [line.row for line in lines if line.kind == "data"][:SAMPLE_ROWS]
    return {h.column: Profile([v for row in rows if _tells(v := canvas.own(row, h.column))]) for h in block.headings}


def _tells(value: Value) -> bool:
    return value is not None and not (isinstance(value, str) and repeats_above(value))
