"""The row of column numbers under some headers: 甲 1 2 3, 栏次."""

import re
from collections.abc import Sequence

_NAMES = frozenset({"栏次", "列次", "行次", "序号", "项次"})
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_NUMBER = re.compile(r"[(（]?(\d{1,2}|[甲乙丙丁]|[一二三四五六七八九十])[)）]?(=.*)?")


def numbers_columns(texts: Sequence[str], width: int) -> bool:
    """Whether the texts of a row number most of the `width` columns of a table."""
    if len(texts) < 3 or len(texts) * 2 < width:
        return False
    if all(len(text) == 1 and text in _STEMS for text in texts):
        return True
    named = texts[1:] if texts[0] in _NAMES else texts
    if not all(_NUMBER.fullmatch(text) for text in named):
        return False
    digits = [int(m.group()) for text in named if (m := re.search(r"\d+", text.split("=")[0]))]
    return len(digits) >= 3 and digits == list(range(1, len(digits) + 1))
