"""3月累计 behind the weeks of March: what they add up to is of the month, and not of the year so far."""

import math
import re
from collections.abc import Sequence
from dataclasses import replace

from loaders.canvas import Canvas
from loaders.headings import Heading
from loaders.ledgers.slots import Slot

_MONTH_SO_FAR = re.compile(r"(?:20\d\d年)?(1[0-2]|0?[1-9])月份?(?:累计|合计|小计|共计)(?:数|值)?")
_NUMBERED = re.compile(r"第?[\d一二三四五六七八九十]{1,3}周")
_FEWEST = 2


def with_months(slots: Sequence[Slot], heads: Sequence[Heading], canvas: Canvas, rows: Sequence[int]) -> list[Slot]:
    """The columns again, those that name a month and add up the weeks beside them told as the month's."""
    weeks = [s.column for s in slots if s.on and s.role in ("", "week")]
    weeks += [h.column for h in heads if h.column not in weeks and h.path and _NUMBERED.fullmatch(h.path[-1].strip())]
    if len(weeks) < _FEWEST:
        return list(slots)
    named = {h.column: found for h in heads if h.path and (found := _MONTH_SO_FAR.fullmatch(h.path[-1].strip()))}
    return [
        replace(slot, role="month", month=int(named[slot.column][1]), until=0)
        if slot.column in named and slot.role == "cumulative" and _add_up(canvas, rows, weeks, slot.column)
        else slot
        for slot in slots
    ]


def _add_up(canvas: Canvas, rows: Sequence[int], parts: Sequence[int], whole: int) -> bool:
    """Whether the parts of every row that has a sum make it."""
    told = []
    for row in rows:
        claimed = canvas.own(row, whole)
        if isinstance(claimed, int | float):
            found = [v for column in parts if isinstance(v := canvas.own(row, column), int | float)]
            told.append(math.isclose(math.fsum(found), claimed))
    return bool(told) and all(told)
