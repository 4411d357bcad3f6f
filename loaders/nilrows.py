"""Rows that report nothing: 未外出 beside a serial number and a unit, 无 and — everywhere else."""

import re
from collections.abc import Callable

from loaders.canvas import numeric
from loaders.forms import names_day
from loaders.grid import Value
from loaders.lines import Line, LineKind
from loaders.phrases import NIL, NIL_ELSEWHEN, NIL_MARK, NOTHING, SECTION_NIL

_SHORT = 50
_MAY_BE_NIL = re.compile(rf"{NIL_MARK.pattern}|0")
_DAY = re.compile(r"(?:20\d\d\s*[年./-]\s*)?\d{1,2}\s*[月./-]\s*(?:\d{1,2}\s*[日号]?)?")


def nil(
    row: int, cells: list[tuple[int, Value]], texts: list[tuple[int, str]], names_section: Callable[[str], bool]
) -> Line | None:
    """A row that reports nothing: 未外出, or 无 and — everywhere but under serial number and unit.

    A row that names, dates or counts anything is a record, however many of its cells say 无.
    """
    if any(numeric(v) and not (i == 1 and numbers_row(v)) for i, (_, v) in enumerate(cells) if i):
        return None
    strong = [line for c, t in texts if (line := none_said(row, c, t))]
    weak = [Line(row, "nil", t, c) for c, t in texts if NOTHING.fullmatch(t.casefold())]
    rest = [t for _, t in texts if not none_said(row, 0, t) and not NOTHING.fullmatch(t.casefold())]
    said = (strong or weak)[:1]
    if not said or len(rest) > (2 if strong else 1) or any(_dated(t) for t in rest):
        return None
    if not strong and rest and not names_section(rest[0]):
        return None
    return said[0]


def only_nothing(row: int, cells: list[tuple[int, Value]], names_section: Callable[[str], bool]) -> Line | None:
    """A row whose only words say 未外出, beside nothing but serial number, unit or section, day, 0, 无 and —."""
    texts = ((c, v.strip()) for c, v in cells if isinstance(v, str) and NIL_MARK.search(v))
    said = next((line for c, text in texts if (line := none_said(row, c, text))), None)
    if not said:
        return None
    beside = (v for i, (c, v) in enumerate(cells) if c != said.column and not (i < 2 and numbers_row(v)))
    return said if all(_tells_nothing(v, names_section) for v in beside) else None


def none_said(row: int, column: int, text: str) -> Line | None:
    """未外出 of the period at hand, or of another one: 下周无外出."""
    kind: LineKind | None = "nil" if NIL.fullmatch(text) else "elsewhen" if NIL_ELSEWHEN.fullmatch(text) else None
    return Line(row, kind, text, column) if kind else None


def nil_section(text: str) -> tuple[str, LineKind | None]:
    """The words of a section before it says that there is nothing below it, and of which period; (text, None) for any
    other: 宁海街道：未外出 -> 宁海街道."""
    said = SECTION_NIL.fullmatch(text) if len(text) < _SHORT and _MAY_BE_NIL.search(text) else None
    return (said["who"], "elsewhen" if said["then"] else "nil") if said else (text, None)


def _tells_nothing(value: Value, names_section: Callable[[str], bool]) -> bool:
    if not isinstance(value, str):
        return value == 0 or names_day(value)
    text = value.strip()
    named = names_section(text) or bool(NOTHING.fullmatch(text.casefold()) or none_said(0, 0, text))
    return named or text == "0" or names_day(text) or bool(_DAY.fullmatch(text))


def numbers_row(value: Value) -> bool:
    return isinstance(value, int | float) and 0 < value < 1000 and value == int(value)


def _dated(text: str) -> bool:
    return bool(re.search(r"\d", text))
