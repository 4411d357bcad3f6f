"""One cell -> one figure with its hedge: 约3万平方米, 近百亿元, 140余个, 1亿-5亿, 5亿以上, 1,200万, １２００."""

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

from loaders.absence import says_nothing
from loaders.formatunits import format_unit, hedging, of_another
from loaders.grid import Value
from loaders.measures import BASE_WORDS, Column, Measured, unit_in
from loaders.numberformats import section
from loaders.numerals import CHINESE, DECIMAL, MAGNITUDES, dashed, folded, numeral, raised, unmarked

_LARGEST = 10**15
_HEDGES = {
    **dict.fromkeys(("约", "大约", "约合", "约为", "大概", "近约", "约近", "左右", "上下", "来", "不等"), "about"),
    **dict.fromkeys(("近", "接近", "将近", "不足", "不到"), "nearly"),
    **dict.fromkeys(("超", "超过", "逾", "突破", "余", "多"), "over"),
    **dict.fromkeys(("至少", "不低于", "不少于", ">=", ">", "≥", "以上", "及以上", "+", "大于", "高于"), "least"),
    **dict.fromkeys(("不超过", "不高于", "不多于", "最多", "<=", "<", "≤", "以下", "以内", "小于", "低于"), "most"),
}
_PRINTED = {"least": "over", "most": "nearly"}
_BEFORE = (
    "大约|约合|约为|约近|约|大概|近约|近|接近|将近|不足|不到|超过|超|逾|突破|"
    "至少|不低于|不少于|大于|高于|不超过|不高于|不多于|最多|小于|低于|[><]=?|≥|≤"
)
_BETWEEN = r"余|多|来|\+"
_AFTER = r"余|多|左右|上下|及以上|以上|以下|以内|不等|\+"
_LEAD = re.compile(
    r"(?:(?:(?:有效|招商|项目|投资|获取|收集|新增)*(?:线索|信息)|人民币|rmb|cny|¥|(?P<usd>美元|us\$|usd|\$)|(?:计划|协议)?总?投资额?|(?:占地|建筑)?总?面积|占地|"
    r"\d{1,3}(?:层|栋|幢|间|处|宗|套)[,、]?(?=共|合计|总)|力争|暂定|初定|一行|等(?=\d)|预计|估计|计划|共计?|合计|总计|累计|已|拟|总)[:]?)*+"
)
_FIGURE = re.compile(
    rf"(?P<before>{_BEFORE})?(?P<sign>-)?(?P<hundredths>百分之)?"
    rf"(?P<figure>(?>{DECIMAL}e-?\d{{1,2}}(?![\d.])|(?>{DECIMAL}|[{CHINESE}点十百千万亿])++))"
    rf"(?P<between>{_BETWEEN})?(?P<unit>[十百千万亿]*(?:(?:{BASE_WORDS})(?!民币))?)(?:人民币|rmb)?(?P<after>{_AFTER})?"
)
_JOINT = re.compile(r"-+|至|到")
_BRACKET = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]|【([^【】]*)】")
_STOP = re.compile(r"[,;。、:!|.]+")
_NOUN = re.compile(rf"(?![每均])[^\W\d_{CHINESE}十百千万亿余多左右以上下不超近约每均至到]{{1,12}}\Z")
_LETTER = re.compile(r"[^\W\d_]")
_OTHER_UNIT = ("半", "尺", "英尺", "丈", "码", "英里", "里", "分")
"""What behind a unit makes it another one: 3亩半, 平方尺, 平方丈, 2亩3分."""
_ACCOUNTED = re.compile(rf"\(({DECIMAL})\)\Z")
_SPACE = re.compile(r"[ \t\u3000\xa0]+(?!\d)|(?<!\d)[ \t\u3000\xa0]+|'")
_MEASURED_WORD = re.compile(rf"(?<=[\d{CHINESE}余多])个(?=[万亿])")
"""1.5个亿."""
_LINE = re.compile(r"\s*[\r\n]\s*")


@dataclass(frozen=True, slots=True)
class Number:
    """A figure as read. `value`, `low` and `high` are in the base unit of the quantity that was asked for.

    `absent` cells (blank, 面议, 待定, 无, —) and cells with a `problem` have no value; a `unit-of-measure-missing`
    keeps the plain number in `value` for the caller to decide.
    """

    value: float | None = None
    low: float | None = None
    high: float | None = None
    hedge: str = ""
    """"" | about (约, 左右) | nearly (近, 不足, 不超过) | over (超, 余, 以上) | range."""
    unit: str = ""
    """Canonical unit word found in the cell or its number format; "" when there is none."""
    problem: str = ""
    """"" | not-a-number | unit-of-measure-missing | value-out-of-range."""
    absent: bool = False
    several: tuple[float, ...] = ()
    """Every figure of a cell that lists several, in base units; they are never summed."""
    usd: float | None = None
    """万美元 when money was asked for and the cell or column is in US dollars; then `value` is None."""


_ABSENT = Number(absent=True)
_NOT_A_NUMBER = Number(problem="not-a-number")
_OUT_OF_RANGE = Number(problem="value-out-of-range")


def number(raw: Value, *, quantity: str, unit: str = "", unit_format: str = "") -> Number:
    """The figure of one cell, in the base unit of `quantity` (area m², money 亿元, usd 万美元, share a fraction).

    `unit` is the column's unit; a unit in the cell wins over it, then one in the cell's number format. Never raises.

    Notes
    -----
    Area, money and share without any unit: `value` is the plain number, `problem` is unit-of-measure-missing.
    以上 and 不超过 of money are a bound without a value (CONTRACT.md section 5); counts and areas keep the figure.
    A plain or 约 figure has low = high = value; 余 and 超 leave `high` open, 近 and 不足 `low`.
    Explanations after the figure (brackets, a second clause) are left aside; figures are never summed.
    """
    kind = type(raw)
    if kind is float or kind is int:
        return _of_number(raw, quantity, unit, unit_format)
    if kind is str:
        return _of_text(raw, quantity, unit, unit_format)
    return _ABSENT if raw is None else _NOT_A_NUMBER


@lru_cache(maxsize=65536)
def _of_number(raw: float, quantity: str, unit: str, unit_format: str) -> Number:
    if not -_LARGEST <= raw <= _LARGEST:
        return _OUT_OF_RANGE
    if not unit_format:
        factor, shift, problem, dollars = _linear(quantity, unit)
        value = float(f"{float(raw)!r}{shift}") if shift and abs(raw) >= 1e-4 else float(Fraction(repr(raw)) * factor)
        return Number(usd=value) if dollars else Number(value, value, value, problem=problem if raw else "")
    shown_by = section(unit_format, raw)
    if of_another(shown_by, quantity, unit):
        return _NOT_A_NUMBER
    exact = Fraction(raw) if type(raw) is int else Fraction(repr(raw))
    if quantity == "share" and "%" in shown_by:
        return Number(float(exact), float(exact), float(exact), unit="%")
    word, divisor = format_unit(shown_by, quantity)
    if beside := hedging(shown_by):
        return _of_text(f"{beside[0]}{float(exact / divisor):.12g}{beside[1]}", quantity, unit, "")
    measured = Column(quantity, unit).measured(exact / divisor, word, "")
    return _hedged(measured, frozenset(), quantity)


@lru_cache(maxsize=256)
def _linear(quantity: str, unit: str) -> tuple[Fraction, str, str, bool]:
    """Factor of a column's plain numbers, as a decimal shift ("e-4") where it is a power of ten: exact and fast."""
    one = Column(quantity, unit).measured(Fraction(1), "", "")
    power = next((k for k in range(-10, 11) if one.value == Fraction(10) ** k), None)
    return one.value, "" if power is None else f"e{power}", one.problem, one.dollars


@lru_cache(maxsize=65536)
def _of_text(raw: str, quantity: str, unit: str, unit_format: str) -> Number:
    if len(raw) > 500:
        return _NOT_A_NUMBER
    if says_nothing(raw):
        return _ABSENT
    if raised(raw):
        return _NOT_A_NUMBER
    cell = _LINE.sub(";", dashed(folded(unmarked(raw))).strip())
    cell = _MEASURED_WORD.sub("", _SPACE.sub("", cell).strip(";。"))
    accounted = _ACCOUNTED.match(cell)
    if accounted:
        cell = "-" + accounted[1]
    word, divisor = format_unit(unit_format, quantity) if unit_format else ("", 1)
    return _Cell(cell, Column(quantity, word if word and divisor == 1 else unit)).read()


class _Cell:
    """Reads one cleaned text from left to right: lead, figure or range, explanation."""

    def __init__(self, cell: str, column: Column) -> None:
        self.cell = cell
        self.column = column
        self.hedges: set[str] = set()

    def read(self) -> Number:
        lead = _LEAD.match(self.cell)
        start = lead.end() if lead else 0
        first = _FIGURE.match(self.cell, start)
        if first is None:
            return _NOT_A_NUMBER
        joint = _JOINT.match(self.cell, first.end())
        second = _FIGURE.match(self.cell, joint.end()) if joint else None
        tail, word = self._explained(self.cell[(second or first).end() :], second or first)
        if tail is None:
            return _NOT_A_NUMBER
        dollars = "美元" if lead and lead["usd"] else ""
        last = self._measure(second or first, word, dollars)
        if last is None or last.problem == "not-a-number":
            return _NOT_A_NUMBER
        result = (
            self._range(first, second, word, dollars)
            if second
            else _hedged(last, self._kinds(first), self.column.quantity)
        )
        return self._with_several(result, tail, word) if tail else result

    def _kinds(self, match: re.Match[str]) -> frozenset[str]:
        words = (match["before"], match["between"], match["after"])
        return frozenset({_HEDGES[word] for word in words if word} | self.hedges)

    def _measure(self, match: re.Match[str], word: str = "", dollars: str = "", scale_of: str = "") -> Measured | None:
        value = _value(match["figure"] + scale_of)
        if value is None:
            return None
        scale, base = _parts(match["unit"])
        for magnitude in scale:
            value *= MAGNITUDES[magnitude]
        value = -value if match["sign"] else value
        written = "".join(c for c in match["figure"] + scale_of + scale if c in "万亿")[-1:]
        unit = "%" if match["hundredths"] else base or dollars
        if unit:
            found = self.column.measured(value, unit, "")
            return found.called((written or scale) + found.unit) if scale or written else found
        if word:
            return self.column.measured(value, word, "")
        return self.column.measured(value, "", written)

    def _range(self, first: re.Match[str], second: re.Match[str], word: str, dollars: str) -> Number:
        """1亿-5亿, 1-5亿元: a first figure without 万, 亿 or unit takes those of the second."""
        shared = word
        scale_of = ""
        if not first["unit"]:
            scale, base = _parts(second["unit"])
            if not any(c in "万亿" for c in first["figure"]):
                scale_of = "".join(c for c in second["figure"] if c in MAGNITUDES and _arabic(second["figure"])) + scale
            shared = base or word
        low = self._measure(first, shared, dollars, scale_of if _arabic(first["figure"]) or not scale_of else "")
        high = self._measure(second, word, dollars)
        if low is None or high is None or low.problem == "not-a-number" or low.value > high.value:
            return _NOT_A_NUMBER
        if low.dollars != high.dollars:
            return _NOT_A_NUMBER
        middle = float((low.value + high.value) / 2)
        if not abs(high.value) <= _LARGEST:
            return _OUT_OF_RANGE
        if high.dollars:
            return Number(hedge="range", unit=high.unit, usd=middle)
        return Number(middle, float(low.value), float(high.value), "range", high.unit, high.problem)

    def _explained(self, tail: str, figure: re.Match[str]) -> tuple[str | None, str]:
        """What follows the figure: (None, _) when it makes the figure doubtful; else the explanation and a unit."""
        word = ""
        while bracket := _BRACKET.match(tail):
            inside = next(filter(None, bracket.groups()), "")
            if inside in _HEDGES:
                self.hedges.add(_HEDGES[inside])
            elif not _parts(figure["unit"])[1]:
                word = word or unit_in(inside)
            tail = tail[bracket.end() :]
        if tail in _HEDGES:
            self.hedges.add(_HEDGES[tail])
            return "", word
        stop = _STOP.match(tail)
        if not tail or stop:
            return tail[stop.end() :] if stop else "", word
        if tail.startswith(_OTHER_UNIT) and _parts(figure["unit"])[1]:
            return None, word
        return ("" if figure["unit"] and _NOUN.match(tail) else None), word

    def _with_several(self, result: Number, tail: str, word: str) -> Number:
        """A second clause: its figures stand in `several`; a bare list of figures has no value of its own."""
        told = (m for m in _FIGURE.finditer(tail) if m["unit"] or _arabic(m["figure"]))
        found = [m for m in map(self._measure, told) if m and not m.problem]
        if not _LETTER.search(_FIGURE.sub("", tail)):
            listed = tuple(float(m.value) for m in found)
            own = () if result.value is None else (result.value,)
            return Number(problem="not-a-number", several=own + listed)
        if not found or result.value is None:
            return result
        return replace(result, several=(result.value, *(float(m.value) for m in found)))


def _value(figure: str) -> Fraction | None:
    if "e" in figure:
        return Fraction(figure.replace(",", ""))
    return numeral(figure)


def _arabic(figure: str) -> bool:
    return any(c.isdigit() for c in figure)


def _parts(unit: str) -> tuple[str, str]:
    """Magnitudes and base of a unit as the grammar matched it: 万平方米 -> 万, 平方米."""
    base = unit.lstrip("十百千万亿")
    return unit[: len(unit) - len(base)], base


def _hedged(found: Measured, kinds: frozenset[str], quantity: str) -> Number:
    """The figure with what its hedges leave open."""
    if not abs(found.value) <= _LARGEST:
        return _OUT_OF_RANGE
    if found.problem == "not-a-number":
        return _NOT_A_NUMBER
    value = float(found.value)
    hedge = next((kind for kind in ("most", "least", "over", "nearly", "about") if kind in kinds), "")
    printed = _PRINTED.get(hedge, hedge)
    if found.dollars:
        return Number(hedge=printed, unit=found.unit, usd=value)
    low = None if hedge in ("most", "nearly") else value
    high = None if hedge in ("least", "over") else value
    bound_only = quantity in ("money", "usd") and hedge in ("most", "least")
    return Number(None if bound_only else value, low, high, printed, found.unit, found.problem)
