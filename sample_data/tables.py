"""How a clerk lays out a table: a header block of one to three rows, body rows with merged, repeated or blank cells."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sample_data.drafts import Draft

Typed = Callable[[Any], Any]


@dataclass(frozen=True)
class Column:
    """A column: its heading from top to bottom, what the clerk types for a fact, and which field that carries."""

    heading: tuple[str, ...]
    typed: Typed
    field: str = ""
    width: float = 12
    meant: Typed | None = None
    """The field's true value, by default the fact's attribute of that name."""
    each_host: bool = False
    """True where a trip over several rows has its own value on every row."""


def column(heading: str, typed: Typed, field: str = "", width: float = 12, meant: Typed | None = None) -> Column:
    """A column whose heading levels are separated by > in one text."""
    return Column(tuple(heading.split(">")), typed, field, width, meant)


def host_column(heading: str, typed: Typed, width: float = 16) -> Column:
    """A column with a value of its own for every organisation met."""
    return Column(tuple(heading.split(">")), typed, "", width, each_host=True)


def always(value: Any) -> Typed:
    """The same cell whatever the fact."""
    return lambda _: value


def header(draft: Draft, columns: Sequence[Column], *, widths: bool = True) -> int:
    """Write the header block with its merges; the row of its last line."""
    depth = max(len(c.heading) for c in columns)
    first = draft.top
    for index, each in enumerate(columns, 1):
        for level, text in enumerate(each.heading):
            draft.put(first + level, index, text, "head")
        if len(each.heading) < depth:
            draft.merge(first + len(each.heading) - 1, index, first + depth - 1, index)
        if widths:
            draft.widths[index] = max(each.width, draft.widths.get(index, 0))
    for level in range(depth - 1):
        _merge_across(draft, columns, level, first + level)
    draft.top = first + depth
    draft.tables += 1
    return draft.top - 1


def _merge_across(draft: Draft, columns: Sequence[Column], level: int, row: int) -> None:
    start = 0
    for index in range(1, len(columns) + 1):
        same = index < len(columns) and _upper(columns[index], level) == _upper(columns[start], level) is not None
        if not same:
            if index - start > 1:
                draft.merge(row, start + 1, row, index)
                for extra in range(start + 2, index + 1):
                    draft.put(row, extra, None, "head")
            start = index


def _upper(each: Column, level: int) -> tuple[str, ...] | None:
    return each.heading[: level + 1] if len(each.heading) > level + 1 else None


def body(draft: Draft, columns: Sequence[Column], fact: Any, look: str = "body") -> int:
    """One row for one fact; its row number."""
    row = draft.top
    for index, each in enumerate(columns, 1):
        draft.put(row, index, each.typed(fact), look)
    draft.top += 1
    return row


def fields(columns: Sequence[Column], fact: Any) -> dict[str, Any]:
    """What the columns say about a fact, by canonical field."""
    said: dict[str, Any] = {}
    for each in columns:
        if each.field:
            said[each.field] = each.meant(fact) if each.meant else getattr(fact, each.field)
    return said


def place(columns: Sequence[Column], field: str) -> int:
    """1-based position of the column that carries a field."""
    return next(i for i, each in enumerate(columns, 1) if each.field == field)


def total(draft: Draft, width: int, word: str, at: int, values: dict[int, Any]) -> int:
    """A 合计 or 小计 row; its row number."""
    row = draft.top
    for index in range(1, width + 1):
        draft.put(row, index, values.get(index), "total")
    draft.put(row, at, word, "total")
    draft.top += 1
    return row
