"""Amounts in words: number, scale, unit word and hedge, as an office would write them."""

import math
from dataclasses import dataclass

from dashboard.i18n import Say
from dashboard.rounding import half_up
from metrics.catalogue import INDICATORS, Kind
from metrics.measure import Measure

M2_PER_MU = 2000 / 3


FEW = 10
"""Under so many things a ratio or share is printed as 3/7, never as a percentage, and nothing is estimated."""


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


@dataclass(frozen=True, slots=True)
class Scale:
    """What numbers are divided by before they are printed, the word that then follows them, and their unit word."""

    size: float
    word: str = ""
    """Key of the catalogue's 万, 亿 or million; "" for plain numbers and for money, whose unit says it."""
    unit: str = ""
    """Key of the unit word where the scale changes it."""


def scale_of(say: Say, value: float, indicator: str) -> Scale:
    """The scale at which an office would write a value: Chinese counts in 万 and 亿, English in millions."""
    if kind_of(indicator) == "money":
        if say.language == "zh_CN":
            return Scale(1.0, unit="charts.unit.money")
        if abs(value) >= 10:
            return Scale(10.0, unit="charts.unit.billion")
        return Scale(0.01, unit="charts.unit.million")
    steps = ((1e8, "yi"), (1e4, "wan")) if say.language == "zh_CN" else ((1e6, "million"),)
    return next((Scale(size, f"charts.scale.{word}") for size, word in steps if abs(value) >= size), Scale(1.0))


def amount(
    say: Say, value: float | None, indicator: str, hedge: str = "", scale: Scale | None = None, *,
    whole: float | None = None,
) -> str:  # fmt: skip
    """`value` with its unit word: 约3万平方米, 近100亿元, 140余个; "" for no value.

    `scale` is that of the figures it stands beside; its own without one. `whole` is of how many things a ratio or
    share is one; where that is not known it is printed as a percentage.
    """
    if value is None or math.isnan(value):
        return ""
    if kind_of(indicator) in ("share", "ratio"):
        few = of_few(float(half_up(value * whole)), whole) if whole else ""
        return hedged(say, hedge, few or say.percent(value), "")
    scale = scale or scale_of(say, value, indicator)
    number = number_at(say, value, scale)
    return hedged(say, hedge, number, unit_at(say, indicator, scale, number))


def done_of(say: Say, measure: Measure) -> str:
    """The value as it stands before its target: on the target's scale, without the unit word said there. 约0.55万."""
    kind, target = kind_of(measure.indicator), measure.target
    if target is None or measure.value is None or kind in ("share", "ratio"):
        return amount(say, measure.value, measure.indicator, measure.hedge, whole=measure.denominator)
    return hedged(say, measure.hedge, number_at(say, measure.value, scale_of(say, target, measure.indicator)), "")


def hedged(say: Say, hedge: str, number: str, unit: str) -> str:
    """Number and unit with the sheet's own hedge around them; an unknown hedge reads as 约."""
    known = hedge if not hedge or say.knows(f"charts.hedge.{hedge}") else "about"
    return say(f"charts.hedge.{known or 'exact'}", number=number, unit=unit).strip()


def number_at(say: Say, value: float, scale: Scale) -> str:
    """A number at a scale, to two places or, where it is small beside the scale, to two digits that tell something."""
    part = value / scale.size
    if not part or scale.size < 1 or (scale.size == 1 and not scale.unit and abs(part) >= 100):
        return say.number(part)
    digits = max(2, 1 - math.floor(math.log10(abs(part)))) if scale.size > 1 else 2
    number = say.number(part, digits)
    return say(scale.word, number=number) if scale.word else number


def unit_at(say: Say, indicator: str, scale: Scale, number: str = "") -> str:
    """The word of a scale: 万平方米, 亿元, billion CNY; of counted things the word that fits their printed number."""
    return say(scale.unit) if scale.unit else unit_word(say, indicator, number)


def value_of(say: Say, measure: Measure, scale: Scale | None = None) -> str:
    """A measure's value as printed, with its mark where it was entered by hand; the word for no data without one."""
    printed, mark = unmarked(say, measure, scale), mark_of(say, measure)
    return say("charts.marked", value=printed, mark=mark) if mark else printed


def unmarked(say: Say, measure: Measure, scale: Scale | None = None) -> str:
    """`value_of` for where `mark_of` stands beside it."""
    printed = amount(say, measure.value, measure.indicator, measure.hedge, scale, whole=measure.denominator)
    return printed or say("reason.no-data")


def mark_of(say: Say, measure: Measure) -> str:
    """人工 for a figure that was entered by hand, 含人工 for a sum with such a part; else ""."""
    return say(f"charts.by_hand.{measure.by_hand}") if measure.by_hand else ""


def of_few(part: float, whole: float) -> str:
    """3/7 for a part of fewer than ten things; "" for one of more."""
    return f"{part:g}/{whole:g}" if whole < FEW else ""


def share_of(say: Say, part: float, whole: float) -> str:
    """`part` of `whole` as printed: 3/7 under ten, 82.9% (300/362) from ten on, — where it cannot be known yet."""
    if part != part or not whole:
        return say("charts.dash")
    return of_few(part, whole) or f"{say.percent(part / whole)} ({int(part)}/{int(whole)})"


def change_of(say: Say, measure: Measure) -> str:
    """本期新增 with its sign, `—` when nothing comparable stands before."""
    if measure.change is None:
        return say("charts.change.none")
    if kind_of(measure.indicator) in ("share", "ratio"):
        return _change_of_share(say, measure)
    way, about = "less" if measure.change < 0 else "more", "_about" if measure.change_hedged else ""
    return say(f"charts.change.{way}{about}", amount=amount(say, abs(measure.change), measure.indicator))


def _change_of_share(say: Say, measure: Measure) -> str:
    """How a share has changed, in points; of fewer than ten things, now or then, from what to what: 1/2 → 2/3."""
    if not _of_few_things(measure):
        return say("charts.change.points", points=say.points(measure.change or 0.0))
    if measure.before is None:
        return say("charts.dash")
    part, whole = measure.before
    was = amount(say, part / whole, measure.indicator, whole=whole)
    now = amount(say, measure.value, measure.indicator, whole=measure.denominator)
    return say("charts.change.shares", was=was, now=now)


def _of_few_things(measure: Measure) -> bool:
    wholes = (measure.denominator, measure.before[1] if measure.before else None)
    return any(whole is not None and whole < FEW for whole in wholes)


def part_of_change(say: Say, measure: Measure, part: float) -> str:
    """A part of what a measure has changed by; a dash where that cannot be told in points, of so few things."""
    if kind_of(measure.indicator) in ("share", "ratio") and _of_few_things(measure):
        return say("charts.dash")
    return change_of(say, measure._replace(change=part))


def change_size(say: Say, measure: Measure) -> str:
    """How much came on or went, without its sign; 约 where it rests on a hedged cell."""
    hedge = "about" if measure.change_hedged else ""
    return amount(say, abs(measure.change or 0.0), measure.indicator, hedge)


def change_line(say: Say, measure: Measure) -> str:
    """`change_of` as a phrase of its own: 本期新增5,000平方米."""
    change = change_of(say, measure)
    return change if measure.change is None else say("charts.change", change=change)


def completion_of(say: Say, measure: Measure) -> str:
    """约10.0%, or 0/2 for a small target; "" without value or target."""
    if measure.value is None or not measure.target or measure.completion is None:
        return ""
    if measure.whole_items:
        return f"{say.number(measure.value, 1)}/{say.number(measure.target, 1)}"
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
    points = say.distance(measure.gap)
    word = "even" if float(points) == 0 else "above" if measure.gap > 0 else "below"
    about = say("charts.about") if measure.hedged else ""
    return say(f"charts.gap.{word}", about=about, points=points)


def axis_scale(say: Say, largest: float, indicator: str) -> tuple[Scale, str]:
    """The scale of an axis and of the figures along it, and its unit in words: 万平方米 for 300000 m² in Chinese."""
    scale = scale_of(say, largest, indicator)
    unit = unit_at(say, indicator, scale)
    word = say(scale.word, number="").strip() if scale.word else ""
    return scale, hedged(say, "", word, unit)
