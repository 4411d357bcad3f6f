"""The day a figure runs to, and the part of the year a target is for."""

import calendar
import re
from collections.abc import Sequence
from datetime import date

from loaders.ledgers.covering import Covering
from loaders.ledgers.slots import Slot
from loaders.ledgers.titled import titled_part
from loaders.metadata import Terms, covers_to
from loaders.reader import LATE_DAYS

_WEEK = 7
_OF_YEAR = re.compile(r"全年|年度|年(?=目标|任务|计划|初目标|初任务)")


def runs_to(terms: Terms, covered: Covering, slot: Slot, role: str) -> date | None:
    """The day a figure runs to: the end of its month, never after the period of the file."""
    if slot.on and role in ("week", "cumulative"):
        return day_of(terms, slot.on)
    if role == "week" and covered.end:
        return min(covered.end, terms.period or covered.end)
    month = slot.until or (slot.month if role == "month" else 0)
    month = month or (covered.month if role == "month" else 0)
    year = slot.year or _year(terms)
    if not month or not year:
        return covers_to(terms)
    end = date(year, month, calendar.monthrange(year, month)[1])
    running = terms.period and (terms.period.year, terms.period.month) == (year, month)
    return min(end, terms.period) if running and terms.period else end


def day_of(terms: Terms, on: tuple[int, int, int]) -> date | None:
    """The day that heads a column: without a year in the sheet's, one long after the period in the year before."""
    year = on[0] or _year(terms)
    try:
        day = date(year, on[1], on[2]) if year else None
    except ValueError:
        return terms.period
    late = day and not on[0] and terms.period and (day - terms.period).days > LATE_DAYS
    return day.replace(year=year - 1) if day and late else day


def lies_ahead(terms: Terms, on: tuple[int, int, int]) -> bool:
    """Whether the day that heads a column is later than the week the file covers to."""
    day = day_of(terms, on)
    return bool(day and terms.period and (day - terms.period).days >= _WEEK)


def target_span(terms: Terms, slot: Slot, slots: Sequence[Slot], heading: str) -> tuple[int, str]:
    """Year and part of the year of a target under a heading: "year", "Q1".."Q4", "01".."12"."""
    month = slot.month or slot.until
    part = f"Q{slot.quarter}" if slot.quarter else f"{month:02d}" if month else ""
    return slot.year or _year(terms), part or _rest_of_year(terms, slot, slots, heading)


def _rest_of_year(terms: Terms, slot: Slot, slots: Sequence[Slot], heading: str) -> str:
    """The year for a column that says so (年度目标) or stands beside quarters or months; else what the title says."""
    split = any(s.parts_year for s in slots if s.indicator == slot.indicator)
    return "year" if split or _OF_YEAR.search(heading) else titled_part(terms.title, terms.period)


def _year(terms: Terms) -> int:
    return terms.year or (terms.period.year if terms.period else 0)
