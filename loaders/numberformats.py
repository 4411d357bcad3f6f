"""What a number format says about a cell besides how its number looks."""

import operator
import re
from collections.abc import Callable
from functools import lru_cache

BUILTIN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 14: "yyyy/m/d", 17: "mmm-yy",
    37: "#,##0;-#,##0", 38: "#,##0;[Red]-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;[Red]-#,##0.00",
    27: 'yyyy"年"m"月"', 36: 'yyyy"年"m"月"', 52: 'yyyy"年"m"月"', 55: 'yyyy"年"m"月"', 57: 'yyyy"年"m"月"',
    30: "m-d-yy", 28: 'm"月"d"日"', 29: 'm"月"d"日"', 31: 'yyyy"年"m"月"d"日"', 50: 'yyyy"年"m"月"d"日"',
    51: 'm"月"d"日"', 53: 'm"月"d"日"', 54: 'm"月"d"日"', 56: 'm"月"d"日"', 58: 'm"月"d"日"',
}  # fmt: skip
"""Formats that files name by number alone, as Excel and WPS show them under a Chinese system (27-36, 50-58)."""

_QUOTED = re.compile(r'"[^"]*"|[\\!_*].|\[[^\]]*\]')
_LITERAL = re.compile(r'"[^"]*"|[\\!].')
_GENERAL = re.compile(r"general|g/通用格式|上午/下午|am/pm", re.I)
_DATE_LETTER = re.compile(r"[ymdhs]|(?<![0#?.])e|aaa", re.I)
_FIXED = re.compile(r"\.0|^0{2,}|%|0!?\.")
_CURRENCY = re.compile(r"\[\$[^\]-]+(?:-[^\]]*)?\]|[¥￥$€]")
PLANNED = re.compile(r"拟|预计|计划|预期|力争")
"""What a format may say before a day that is still to come."""
_HAN = re.compile(r"[\u3400-\u9fff㎡]")


SCALED = re.compile(r"[0#?](,+)(?![0#?])")
"""Commas behind the last digit: each shows a thousandth."""
_SECTION = re.compile(r'(?:"[^"]*"|[\\!_*].|[^;])+')
_CONDITION = re.compile(r"\[(<=|>=|<>|=|<|>)(-?\d+(?:\.\d+)?)\]")
_HOLDS: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt, "<=": operator.le, "=": operator.eq, "<>": operator.ne, ">=": operator.ge, ">": operator.gt,
}  # fmt: skip


def section(code: str, number: float) -> str:
    """The part of a format that shows this number: by its conditions where it has any, else by the number's sign."""
    if ";" not in code:
        return code
    parts = _sections(code)
    conditions = [_CONDITION.search(part) for part in parts]
    if any(conditions):
        fitting = (p for p, c in zip(parts, conditions, strict=True) if not c or _HOLDS[c[1]](number, float(c[2])))
        return next(fitting, parts[-1])
    place = 1 if number < 0 else 2 if number == 0 else 0
    return parts[place] if place < len(parts) else parts[0]


@lru_cache(maxsize=1024)
def _sections(code: str) -> list[str]:
    return _SECTION.findall(code) or [code]


@lru_cache(maxsize=1024)
def is_date(code: str) -> bool:
    """Whether numbers under this format are dates or times of day."""
    bare = _bare(code)
    return bool(_DATE_LETTER.search(bare)) and not re.search(r"[0#?]", re.sub(r"s\.0+", "", bare, flags=re.I))


@lru_cache(maxsize=1024)
def telling(code: str) -> bool:
    """Whether the format says more than the number.

    A literal unit (0.00"万元"), currency, a scale, fixed decimals or leading zeros, a percent sign; a date without its
    day, or with words (拟, 预计) beside it.
    """
    bare = _bare(code)
    if is_date(code):
        undated = bool(re.search(r"[yme]", bare, re.I)) and not re.search(r"[dhsa]", bare, re.I)
        return undated or bool(PLANNED.search(code))
    return any(map(_tells, _sections(code)))


def _tells(part: str) -> bool:
    bare = _bare(part)
    words = "".join(_LITERAL.findall(part)).translate({ord(c): None for c in '"\\! ()-,.'})
    patterns = (_FIXED, _HAN, SCALED)
    return bool(words or any(pattern.search(bare) for pattern in patterns) or _CURRENCY.search(part))


def _bare(code: str) -> str:
    return _GENERAL.sub("", _QUOTED.sub("", code.split(";")[0]))
