"""What a figure's heading says besides its indicator: target or done, of which part of the year."""

import re

_SO_FAR = r"(今年以来|本年以来|年初以来|年初至今|自年初|开年以来|年内|今年|本年|当年|1-\d{1,2}月(份)?)"
_WORDS: tuple[tuple[str, str], ...] = (
    ("rate", r"(完成率|完成进度|完成比例?|达成率|进度)"),
    (
        "target",
        r"(20\d\d年?)?(年度|全年|年|一季度|上半年|前三季度)?(目标任务|目标值|目标数|任务数|目标|任务|计划数)(值|数)?",
    ),
    ("week", r"(本|当|这|该)周(累计|新增|完成)?(数|值|面积)?"),
    ("month", r"(本|当|这|该)月(累计|新增|完成)?(数|值|面积)?"),
    (
        "cumulative",
        rf"({_SO_FAR}|全年|年度|已|实际)*(累计|完成值|完成数|完成|实绩)(完成|盘活)?(数|值|面积)?|{_SO_FAR}(数|值|面积)?",
    ),
)
_EDGES = tuple((role, re.compile(rf"^(?:{words})(的)?|(?:{words})$")) for role, words in _WORDS)
_QUARTER = re.compile(r"前?第?([一二两三四1-4])个?季度|q([1-4])|(上半年|半年度?)")
_NUMERALS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4}


def role_inside(form: str) -> str:
    """The role that begins or ends a heading: 年内外出招商, 闲置厂房年度目标; "" when none does."""
    return next((role for role, edge in _EDGES if edge.search(form)), "")


_MONTH_FIRST = re.compile(r"^(?:20\d\d年)?(?:1[0-2]|0?[1-9])月(?:份)?(?![底末初上中下前以至到])(?=[^\W\d_]{2})")


def without_month(form: str) -> str:
    """2024年3月走出去 -> 走出去."""
    return _MONTH_FIRST.sub("", form)


def without_role(form: str) -> str:
    """累计走出去 -> 走出去; 走出去本周 -> 走出去."""
    for _, edge in _EDGES:
        bare = edge.sub("", form)
        if bare and bare != form:
            return bare
    return form


def quarter_in(words: str) -> int:
    """The quarter a text names, 0 for none; what is cumulative to its end counts as it: 上半年 is 2."""
    found = _QUARTER.search(words)
    if not found:
        return 0
    named = found.group(1) or found.group(2)
    return 2 if not named else _NUMERALS.get(named) or int(named)
