"""Columns headed by a day: 3月8日 | 3月15日 | … | 年度累计 are weeks by the day that ends them, and no months.

Whether a column that only names a day counts the week up to it or everything so far, its neighbours tell: a column of
what is cumulative, or a title that speaks of weeks. Where nothing does, nobody can know, and its figures stay out.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from loaders.headings import Heading
from loaders.ledgers.slots import Slot

_WEEK = 7
_YEARS = (2024, 2023)
"""A leap year and one that is none, for days that name no year."""
_WEEKLY = re.compile(r"(?<![每逐按])周(?![年边岁])|week", re.IGNORECASE)


def with_weeks(slots: Sequence[Slot], heads: Mapping[int, Heading], title: str) -> list[Slot]:
    """The columns again, those that only name a day told as weeks where that is certain."""
    bare = [slot for slot in slots if slot.on and not slot.role]
    told = bool(_WEEKLY.search(title)) or any(_WEEKLY.search(heads[slot.column].text) for slot in slots)
    spans = all(slot.since for slot in bare)
    standing = any(slot.role == "cumulative" and not slot.on for slot in slots)
    weekly = spans or (_weeks_apart(bare) and (told or standing))
    return [replace(slot, role="week") if weekly and slot in bare and _fits(slot) else slot for slot in slots]


def _fits(slot: Slot) -> bool:
    """Whether a column that names its first day, too, spans no more than a week."""
    if not (slot.since and slot.on):
        return True
    last, first = (date(_YEARS[0], *day[1:]) for day in (slot.on, slot.since))
    return 0 <= (last - first).days % 366 < _WEEK


def _weeks_apart(slots: Sequence[Slot]) -> bool:
    """Whether the days, each once and in order, lie whole weeks apart."""
    days = list(dict.fromkeys(slot.on for slot in slots if slot.on))
    return len(days) > 1 and any(all(_whole_weeks(*pair, year) for pair in pairwise(days)) for year in _YEARS)


def _whole_weeks(one: tuple[int, int, int], other: tuple[int, int, int], year: int) -> bool:
    try:
        first, second = date(one[0] or year, *one[1:]), date(other[0] or year, *other[1:])
    except ValueError:
        return False
    if second < first and not other[0]:
        second = second.replace(year=second.year + 1)
    return second > first and (second - first).days % _WEEK == 0
