"""What a number format says about a cell besides how its number looks."""

import re
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
_HAN = re.compile(r"[\u3400-\u9fff㎡]")


@lru_cache(maxsize=1024)
def is_date(code: str) -> bool:
    """Whether numbers under this format are dates or times of day."""
    bare = _bare(code)
    return bool(_DATE_LETTER.search(bare)) and not re.search(r"[0#?]", re.sub(r"s\.0+", "", bare, flags=re.I))


@lru_cache(maxsize=1024)
def telling(code: str) -> bool:
    """Whether the format says more than the number.

    A literal unit (0.00"万元"), currency, fixed decimals or leading zeros, a percent sign; a date without its day.
    """
    first = code.split(";")[0]
    bare = _bare(code)
    if is_date(code):
        return bool(re.search(r"[yme]", bare, re.I)) and not re.search(r"[dhsa]", bare, re.I)
    words = "".join(_LITERAL.findall(first)).translate({ord(c): None for c in '"\\! ()-+,.'})
    return bool(words or _FIXED.search(bare) or _CURRENCY.search(first) or _HAN.search(bare))


def _bare(code: str) -> str:
    return _GENERAL.sub("", _QUOTED.sub("", code.split(";")[0]))
