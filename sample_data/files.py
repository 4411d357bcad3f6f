"""What every file has in common: its place, its title lines, its notes."""

from collections.abc import Callable
from datetime import date

from sample_data import other_sheets
from sample_data.drafts import Draft, Draftbook
from sample_data.facts import written_out
from sample_data.other_sheets import Tally

Maker = Callable[[date, int], Draftbook | None]
"""Friday and number of the week to the file sent then, or None."""


def path(friday: date, name: str) -> str:
    return f"weeks/{friday.isoformat()}/{name}"


def book_of(friday: date, name: str, unit: str, sheets: list[Draft], about: str, kind: str = "xlsx") -> Draftbook:
    return Draftbook(path(friday, name), unit, sheets, kind, about, period=friday)


def heading(draft: Draft, title: str, friday: date, width: int, unit: str, measure: str = "") -> None:
    """Title, then one line with who fills in, when, and in which unit."""
    draft.line(title, width, "title")
    parts = {1: f"填报单位：{unit}", max(3, width // 2): f"填报时间：{written_out(friday)}"}
    if measure:
        parts[width] = f"单位：{measure}"
    draft.texts(parts)


def note(draft: Draft, text: str, width: int) -> None:
    draft.line(text, width, "note")


def nobody_went(draft: Draft) -> None:
    draft.put(draft.top, 1, 1)
    draft.put(draft.top, 2, "本周未外出")
    draft.top += 1


def counted(friday: date, unit: str, name: str, tallies: tuple[Tally, ...]) -> Draftbook:
    draft = Draft("统计表")
    width = 1 + 2 * len(tallies)
    draft.line(f"{unit}招商引资情况统计表", width, "title")
    draft.line(f"（2024年1月1日至{friday.month}月{friday.day}日）", width)
    other_sheets.counters(draft, unit, tallies, friday)
    note(draft, "注：累计数自1月1日起。", width)
    for each in tallies:
        draft.cover(unit, f"counters:{each.indicator}")
    return book_of(friday, name, unit, [draft], "只报数字，没有清单（本周/累计）")
