"""Amounts in words: number, scale, unit word and hedge, as an office would write them."""

import math

from dashboard.i18n import Say
from metrics.catalogue import INDICATORS, Kind
from metrics.measure import Measure

M2_PER_MU = 2000 / 3


FEW = 10
"""Under so many a ratio is printed as 3/7, not as a percentage."""


def kind_of(indicator: str) -> Kind:
    """What an indicator's base unit measures: things, m², 亿元, or a fraction (share and ratio)."""
    return INDICATORS[indicator].kind


def named(say: Say, indicator: str) -> str:
    """The indicator's name in the interface's language."""
    return say(INDICATORS[indicator].name_key)


def short(say: Say, indicator: str) -> str:
    """The name for the head of a narrow column."""
    key = f"short.{indicator}"
    return say(key) if say.knows(key) else named(say, indicator)


def unit_word(say: Say, indicator: str, number: str = "") -> str:
    """The word that is counted in: 次, 场次, 批次, 个, 家, 平方米, 亿元; in English by its printed number."""
    kind = kind_of(indicator)
    key = f"charts.unit.{kind}" if kind in ("area", "money") else INDICATORS[indicator].unit_key
    return say.counted(key, number)


def amount(say: Say, value: float | None, indicator: str, hedge: str = "") -> str:
    """`value` with its unit word: 约3万平方米, 近100亿元, 140余个; "" for no value.

    Chinese counts in 万 and 亿; English in thousands and millions, 亿元 as billions or millions of yuan.
    """
    if value is None or math.isnan(value):
        return ""
    kind = kind_of(indicator)
    if kind in ("share", "ratio"):
        return hedged(say, hedge, say.percent(value), "")
    if kind == "money":
        return hedged(say, hedge, *_money(say, value))
    number = scaled(say, value)
    return hedged(say, hedge, number, unit_word(say, indicator, number))


def hedged(say: Say, hedge: str, number: str, unit: str) -> str:
    """Number and unit with the sheet's own hedge around them; an unknown hedge reads as 约."""
    known = hedge if not hedge or say.knows(f"charts.hedge.{hedge}") else "about"
    return say(f"charts.hedge.{known or 'exact'}", number=number, unit=unit).strip()


def scaled(say: Say, value: float) -> str:
    """A number at the scale of its language: 30000 is 3万, 1250 is 1,250; in English 30,000 and 1.25 million."""
    steps = ((1e8, "yi"), (1e4, "wan")) if say.language == "zh_CN" else ((1e6, "million"),)
    for size, word in steps:
        if abs(value) >= size:
            return say(f"charts.scale.{word}", number=say.number(value / size, 2))
    return say.number(value, 2 if abs(value) < 100 else 0)


def _money(say: Say, value: float) -> tuple[str, str]:
    if say.language == "zh_CN":
        return say.number(value, 2), say("charts.unit.money")
    if abs(value) >= 10:
        return say.number(value / 10, 2), say("charts.unit.billion")
    return say.number(value * 100, 0), say("charts.unit.million")


def value_of(say: Say, measure: Measure) -> str:
    """A measure's value as printed; the word for no data when there is none."""
    return few_of(measure) or amount(say, measure.value, measure.indicator, measure.hedge) or say("reason.no-data")


def few_of(measure: Measure) -> str:
    """3/7 for a ratio or share of fewer than ten things, which is never printed as a percentage; "" otherwise."""
    whole, part = measure.denominator, measure.numerator
    if kind_of(measure.indicator) not in ("share", "ratio") or part is None or not whole or whole >= FEW:
        return ""
    return f"{part:g}/{whole:g}"


def change_of(say: Say, measure: Measure) -> str:
    """本期新增 with its sign, `—` when nothing comparable stands before."""
    if measure.change is None:
        return say("charts.change.none")
    if kind_of(measure.indicator) in ("share", "ratio"):
        return say("charts.change.points", points=say.points(measure.change))
    size = amount(say, abs(measure.change), measure.indicator)
    if measure.change < 0:
        return say("charts.change.less", amount=size)
    return say("charts.change.more", amount=size)


def change_line(say: Say, measure: Measure) -> str:
    """`change_of` as a phrase of its own: 本期新增5,000平方米."""
    change = change_of(say, measure)
    return change if measure.change is None else say("charts.change", change=change)


def completion_of(say: Say, measure: Measure) -> str:
    """约10.0%, or 0/2 for a small target; "" without value or target."""
    if measure.value is None or not measure.target or measure.completion is None:
        return ""
    if measure.whole_items:
        return say("charts.of", done=say.number(measure.value, 1), target=say.number(measure.target, 1))
    return hedged(say, "about" if measure.hedged else "", say.percent(measure.completion), "")


def gap_of(say: Say, measure: Measure) -> str:
    """约低14.3个百分点, 高2.0个百分点, or 差1个 in whole items for a small target; "" where there is none."""
    if measure.gap is None or measure.value is None:
        return ""
    if measure.whole_items:
        short = math.floor((measure.target or 0) * (measure.elapsed or 0) + 1e-9) - measure.value
        number = say.number(short, 1)
        unit = unit_word(say, measure.indicator, number)
        return say("charts.gap.items", number=number, unit=unit) if short > 0 else ""
    points = f"{abs(measure.gap) * 100:.1f}"
    word = "even" if float(points) == 0 else "above" if measure.gap > 0 else "below"
    about = say("charts.about") if measure.hedged else ""
    return say(f"charts.gap.{word}", about=about, points=points)


def axis_scale(say: Say, largest: float, indicator: str) -> tuple[float, str]:
    """What to divide an axis by, and its unit in words: (10000, 万平方米) for 300000 m² in Chinese."""
    unit = unit_word(say, indicator)
    if kind_of(indicator) == "money":
        return (1.0, unit) if say.language == "zh_CN" else (10.0, say("charts.unit.billion"))
    if say.language == "zh_CN" and largest >= 10_000:
        return 10_000.0, say("charts.scale.wan", number="") + unit
    if say.language == "en" and largest >= 10_000:
        return 1_000.0, say("charts.scale.thousand", unit=unit)
    return 1.0, unit
