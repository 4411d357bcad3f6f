"""Units of measure: what a unit word measures and how large it is, and which one a heading carries.

Base units: area m², money 亿元, usd 万美元, people, count, share (a fraction), days.
"""

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

from loaders.numerals import MAGNITUDES, folded

_YI = Fraction(1, 10**8)
_BASES: dict[str, tuple[str, Fraction]] = {
    **dict.fromkeys(("㎡", "m2", "m^2", "sqm", "平方米", "平米", "平方", "平", "方"), ("area", Fraction(1))),
    **dict.fromkeys(("亩",), ("area", Fraction(2000, 3))),
    **dict.fromkeys(("公顷", "ha", "hm2"), ("area", Fraction(10**4))),
    **dict.fromkeys(("平方公里", "平方千米", "km2"), ("area", Fraction(10**6))),
    **dict.fromkeys(("元", "块", "元整"), ("money", _YI)),
    **dict.fromkeys(("美元", "美金", "usd", "us$"), ("usd", Fraction(1, 10**4))),
    **dict.fromkeys(("人", "名", "位"), ("people", Fraction(1))),
    **dict.fromkeys(
        (
            "个",
            "家",
            "次",
            "场",
            "场次",
            "批",
            "批次",
            "人次",
            "条",
            "宗",
            "项",
            "起",
            "件",
            "户",
            "处",
            "栋",
            "幢",
            "地块",
        ),
        ("count", Fraction(1)),
    ),
    **dict.fromkeys(("%", "个百分点"), ("share", Fraction(1, 100))),
    **dict.fromkeys(("‰",), ("share", Fraction(1, 1000))),
    **dict.fromkeys(("天",), ("days", Fraction(1))),
}
_ENGLISH = tuple(
    (re.compile(words), unit)
    for words, unit in (
        (r"(us\$|usd)\s*(10,?000|10k)|(10,?000|10k|ten thousand)\s*(us\$|usd|us dollars?)", "万美元"),
        (r"(us\$|usd)\s*(1 )?m(illion|n)?\b|(1 )?million\s*(us\$|usd|us dollars?)", "百万美元"),
        (
            r"(1 )?(hundred million|100 ?million|100 ?m|100 ?mn)\s*(cny|rmb|yuan)|(cny|rmb|yuan)\s*100 ?m(illion|n)?\b",
            "亿元",
        ),
        (r"(10,?000|10k|ten thousand)\s*(cny|rmb|yuan)|(cny|rmb|yuan)\s*(10,?000|10k)\b", "万元"),
        (r"(1 )?million\s*(cny|rmb|yuan)|(cny|rmb|yuan)\s*(1 )?m(illion|n)\b", "百万元"),
        (r"(10,?000|ten thousand)\s*(sq\.? ?m|m2|square met(er|re)s?)\b", "万㎡"),
        (r"\bsq\.? ?m\b\.?|\bsquare met(er|re)s?\b", "㎡"),
        (r"\bhectares?\b", "公顷"),
        (r"\bmu\b", "亩"),
        (r"\byuan\b", "元"),
    )
)
_CANONICAL = {
    **dict.fromkeys(("㎡", "m2", "m^2", "sqm", "平方米", "平米", "平方", "平", "方"), "㎡"),
    **dict.fromkeys(("公顷", "ha", "hm2"), "公顷"),
    **dict.fromkeys(("平方公里", "平方千米", "km2"), "平方公里"),
    **dict.fromkeys(("元", "块", "元整"), "元"),
    **dict.fromkeys(("美元", "美金", "usd", "us$"), "美元"),
}
BASE_WORDS = "|".join(sorted(map(re.escape, _BASES), key=len, reverse=True))
"""Alternation of every unit word without its 万 or 亿, longest first, for grammars that embed it."""
_UNIT = re.compile(rf"(?P<scale>[十百千万亿]*)(?P<base>{BASE_WORDS})?\Z")
_MONEY_WORDS = re.compile(r"人民币|rmb|cny|[¥￥()\s]")
_STATED = re.compile(r"(?:计量|金额|面积|货币)?单位\s*[:]\s*([^\s;。]+)")
_BRACKET = re.compile(r"[(\[【〔{]([^()\[\]【】〔〕{}]*)[)\]】〕}]")
_PARTED = re.compile(r"[/:_|\-\s]+")
_LIST = re.compile(r"[,、;/]")
_SUFFIX = re.compile(
    r"(?:[百千]?万|亿)(?:元|美元|美金|usd|平方米|平米|m2|㎡|亩|平)\Z|[百千](?:平方米|万元)\Z|"
    r"(?:平方米|平米|m2|㎡|平方公里|公顷|美元|亩|%|‰)\Z"
)
_RATE = re.compile(r"每|/|均\Z")
_NUMBER_OF = re.compile(r"(?<=亩)数\Z")
"""总亩数 is measured in 亩."""


@lru_cache(maxsize=4096)
def unit_ratio(text: str) -> tuple[str, Fraction, str] | None:
    """Quantity, exact factor to the base unit, and canonical word of a unit word; None when it is none.

    万 or 亿 alone is money (投资额（万）); a rate (万元/亩) is no unit.
    """
    word = _MONEY_WORDS.sub("", _translated(folded(text)))
    match = _UNIT.match(word)
    if not match or not word:
        return None
    scale, base = match["scale"], match["base"]
    if base is None:
        if scale[-1] not in "万亿":
            return None
        base = "元"
    factor = Fraction(1)
    for magnitude in scale:
        factor *= MAGNITUDES[magnitude]
    quantity, size = _BASES[base]
    if scale and quantity in ("share", "days"):
        return None
    return quantity, factor * size, scale + _CANONICAL.get(base, base)


def _translated(text: str) -> str:
    """English units as Chinese ones: 100 million CNY -> 亿元, mu -> 亩."""
    if not any("a" <= c <= "z" for c in text):
        return text
    for words, unit in _ENGLISH:
        text = words.sub(unit, text)
    return text


def quantity_of_unit(text: str) -> tuple[str, float] | None:
    """What a unit word measures and its factor to the base unit: 万㎡ -> ("area", 10000.0); None when it is none.

    Quantities: area (m²), money (亿元), usd (万美元), people, count, share (a fraction), days.
    """
    found = unit_ratio(text)
    return (found[0], float(found[1])) if found else None


def unit_word(text: str) -> str:
    """The canonical word of a text that is nothing but a unit: （平米） -> ㎡; "" when it is none."""
    found = unit_ratio(text.strip("()（）[] "))
    return found[2] if found else ""


def unit_in(text: str, quantity: str = "") -> str:
    """The unit of measure a heading or metadata line carries, as its canonical word; "" when none or several.

    Read only from 单位：, from brackets, after a separator or as a well-known ending, so that 单位 (an organisation)
    and 个人 never count. `quantity` picks from a line that names several (单位：个、亿元).
    """
    return _unit_in(text, quantity) if text else ""


@lru_cache(maxsize=4096)
def _unit_in(text: str, quantity: str) -> str:
    heading = _translated(folded(text))
    for words in (_stated(heading), _bracketed(heading), _ending(heading)):
        fitting = {w: None for w in words if not quantity or _quantity(w) == quantity}
        if fitting:
            return next(iter(fitting)) if len(fitting) == 1 else ""
    return ""


def _quantity(word: str) -> str:
    found = unit_ratio(word)
    return found[0] if found else ""


def _words(text: str) -> list[str]:
    """Canonical words of a list of nothing but units; none for a rate (万元/亩)."""
    whole = unit_ratio(text)
    if whole:
        return [whole[2]]
    parts = [unit_ratio(part) for part in _LIST.split(text) if part.strip()]
    found = [part[2] for part in parts if part]
    if "/" in text and len(found) > 1:
        return []
    return found


def _stated(heading: str) -> list[str]:
    return [word for match in _STATED.finditer(heading) for word in _words(match[1].strip("()[]【】"))]


def _bracketed(heading: str) -> list[str]:
    return [word for match in _BRACKET.finditer(heading) for word in _words(match[1])]


def _ending(heading: str) -> list[str]:
    bare = _NUMBER_OF.sub("", _BRACKET.sub("", heading).strip())
    if not bare:
        return []
    whole = unit_ratio(bare)
    if whole:
        return [whole[2]]
    parts = _PARTED.split(bare)
    last = unit_ratio(parts[-1]) if len(parts) > 1 else None
    suffix = _SUFFIX.search(bare)
    found = last or (unit_ratio(suffix[0]) if suffix else None)
    if found is None:
        return []
    before = bare[: len(bare) - len(parts[-1] if last else suffix[0] if suffix else "")]
    rate = _SUFFIX.search(before.rstrip("/:_|- ")) if "/" in before[-2:] else _RATE.search(before[-1:])
    return [] if rate else [found[2]]


@dataclass(frozen=True, slots=True)
class Measured:
    """An exact value in the base unit, the canonical unit word of the cell, and whether it is dollars."""

    value: Fraction
    unit: str = ""
    problem: str = ""
    dollars: bool = False

    def called(self, unit: str) -> "Measured":
        return replace(self, unit=unit)


@dataclass(frozen=True, slots=True)
class Column:
    """What is asked of a column: its quantity and its unit."""

    quantity: str
    unit: str

    def measured(self, value: Fraction, word: str, scale: str) -> Measured:
        """`value` in the unit `word` of the cell, or, scaled by 万 or 亿 in the cell, in the column's own base."""
        if word:
            found = unit_ratio(word)
            if found is None or not self._takes(found[0]):
                return Measured(value, problem="not-a-number")
            return Measured(value * found[1], found[2], dollars=self._dollars(found[0]))
        own = unit_ratio(self.unit)
        if own is None or not self._takes(own[0]):
            own = None
        if scale and self.quantity in ("money", "usd"):
            base = "美元" if self.quantity == "usd" or (own and own[0] == "usd") else "元"
            return self.measured(value, base, "").called(scale + base)
        if own is None:
            missing = self.quantity in ("area", "money", "usd", "share")
            return Measured(value, problem="unit-of-measure-missing" if missing and value else "")
        factor = own[1]
        if scale:
            base_unit = unit_ratio(own[2].lstrip("十百千万亿"))
            factor = base_unit[1] if base_unit else factor
        return Measured(value * factor, dollars=self._dollars(own[0]))

    def _takes(self, quantity: str) -> bool:
        counted = {"count", "people"}
        dollars = self.quantity == "money" and quantity == "usd"
        return quantity == self.quantity or dollars or {quantity, self.quantity} <= counted

    def _dollars(self, quantity: str) -> bool:
        return self.quantity == "money" and quantity == "usd"
