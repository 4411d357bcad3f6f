"""Sentences for the record: a template over one measure's figures, as a bulletin says it, and the measure behind it."""

from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.charts import amounts
from dashboard.i18n import Say
from metrics.measure import Measure


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and the measures whose figures it holds: each leads to its cells."""

    text: str
    measures: tuple[Measure, ...]


def progress(say: Say, measure: Measure) -> Sentence:
    """截至3月29日，盘活闲置楼宇约3万平方米，完成全年目标约10.0%，约低14.3个百分点 - what is known of it, and no more.

    Without a value it says 无数据; without a target neither share nor gap; a light only by its word.
    """
    parts = [say("sentence.value", name=amounts.named(say, measure.indicator), value=amounts.value_of(say, measure))]
    if measure.value is not None and measure.target:
        target = amounts.amount(say, measure.target, measure.indicator)
        word = "sentence.completion.items" if measure.whole_items else "sentence.completion"
        parts.append(say(word, target=target, completion=amounts.completion_of(say, measure)))
        gap = _gap(say, measure)
        parts += [gap] if gap else []
    if measure.change:
        parts.append(amounts.change_line(say, measure))
    day = say.day(measure.cover_to) if measure.cover_to else ""
    body = say("sentence.comma").join(parts)
    return Sentence(say("sentence.dated" if day else "sentence.undated", day=day, body=body), (measure,))


def _gap(say: Say, measure: Measure) -> str:
    """How far from the clock: 低于序时进度约14.3个百分点; in whole things where those are counted."""
    if measure.gap is None:
        return ""
    if measure.whole_items:
        gap = amounts.gap_of(say, measure)
        return say("sentence.gap.items", gap=gap) if gap else ""
    points = say.distance(measure.gap)
    word = "even" if float(points) == 0 else "above" if measure.gap > 0 else "below"
    return say(f"sentence.gap.{word}", about=say("charts.about") if measure.hedged else "", points=points)


def paragraph(say: Say, measures: Iterable[Measure]) -> list[Sentence]:
    """One sentence a measure that has data or a target, in their order."""
    return [progress(say, each) for each in measures if each.value is not None or each.target]
