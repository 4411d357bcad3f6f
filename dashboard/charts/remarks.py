"""What charts of measures say in words: the finding of their title, and what must not be overlooked under it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from dashboard.charts import amounts
from dashboard.charts.chart import Canvas
from dashboard.charts.look import GLYPHS
from dashboard.i18n import Say
from dashboard.rounding import to_places
from metrics.falls import FELL
from metrics.measure import ENTERED, ENTERED_BESIDE, ENTERED_PART, Measure, Note, Report
from metrics.projection import LONG, SHORT, projection, rate
from metrics.strip import Week
from metrics.targets import REVISED

_UNDATED = ("signed-without-date", "started-without-date", "completed-without-date")
"""What no figure counts for want of a date; first where a plain 0 would say that there was nothing."""
_UNDER_A_TITLE = (
    "stale-part",
    "district-own",
    "target-partial",
    "target-exceeded",
    REVISED,
    "basis-instead",
    "bases-differ",
    ENTERED_PART,
    *_UNDATED,
)
"""Notes that nobody must overlook."""
_AMOUNTS = {
    "target-differs": ("own", "units"),
    "target-exceeded": ("own", "units"),
    FELL: ("was", "now"),
    REVISED: ("was", "now"),
    "amounts-ranged": ("low", "high"),
}
"""By note the details that are amounts of its indicator."""
NOTES = 3
NAMED = 3
"""Rows named in the title."""


def banded(canvas: Canvas, band: str, title: str) -> str:
    """The title of one of several bands: 盘活：…"""
    return canvas.say("charts.banded", band=canvas.say(f"charts.band.{band}"), title=title)


def finding(canvas: Canvas, measures: Sequence[Measure]) -> str:
    """The title of measures with targets: who is furthest behind, and what has no data. Nothing is averaged.

    Lights are spoken of only where one is shown; without any target the figures are the finding.
    """
    say = canvas.say
    if measures and not any(m.target for m in measures):
        return say("charts.untargeted", items=figures(canvas, measures))
    late = [m for m in measures if m.light_word in ("behind", "far-behind")]
    late.sort(key=lambda m: m.gap or 0.0)
    parts = []
    if late:
        said = [" ".join((amounts.short(say, m.indicator), amounts.gap_of(say, m))).strip() for m in late]
        parts.append(say("charts.comma").join(said[:NAMED]))
        if late[NAMED:]:
            parts.append(say("charts.more", n=len(late) - NAMED))
    else:
        parts.append(_without_delay(canvas, measures))
    silent = [amounts.short(say, m.indicator) for m in measures if m.value is None]
    if silent:
        names = say("charts.comma").join(silent[:NAMED])
        if silent[NAMED:]:
            names = say("charts.bullets.among", names=names, n=len(silent))
        parts.append(say("charts.bullets.no_data", names=names))
    return say("charts.semicolon").join(part for part in parts if part) or say("charts.bullets.empty")


def _without_delay(canvas: Canvas, measures: Sequence[Measure]) -> str:
    """What is said where no light is yellow or red: the lights that are shown, else the figures."""
    lit = [m for m in measures if m.light == "green"]
    known = [m for m in measures if m.value is not None]
    if not lit:
        return figures(canvas, known)
    others = any(m.light_word != "level" for m in lit)
    return canvas.say("charts.bullets.none_behind" if others else "charts.bullets.all_level")


def figures(canvas: Canvas, measures: Sequence[Measure]) -> str:
    """The first measures with a value as printed; "" without any."""
    say = canvas.say
    known = [m for m in measures if m.value is not None][:NAMED]
    said = [say("charts.pair", name=amounts.short(say, m.indicator), amount=amounts.value_of(say, m)) for m in known]
    return say("charts.comma").join(said)


def notes_of(canvas: Canvas, measures: Sequence[Measure]) -> str:
    """What must be said under the title: late units inside sums, increments over other units, missing targets.

    What is true of several measures is said once, with their names in front.
    """
    say = canvas.say
    said: dict[str, list[str]] = {}
    others: dict[tuple[int, int], list[str]] = {}
    noted = [(measure, note) for measure in measures for note in measure.notes]
    for measure, note in sorted(noted, key=lambda each: bool(each[0].value) or each[1].code not in _UNDATED):
        name = amounts.short(say, measure.indicator)
        if note.code == "change-other-units":
            others.setdefault((note.detail["now"], note.detail["then"]), []).append(name)
        elif text := _told(canvas, note, measure.indicator):
            said.setdefault(text, []).append(name)
    every = len([m for m in measures if m.value is not None])
    parts = [_about(canvas, names, text, every) for text, names in said.items()]
    parts += [_other_units(canvas, others)] if others else []
    more = [say("charts.more", n=len(parts) - NOTES)] if parts[NOTES:] else []
    return say("charts.semicolon").join([*parts[:NOTES], *more])


def _other_units(canvas: Canvas, names: Mapping[tuple[int, int], Sequence[str]]) -> str:
    """Increments over other units than last time, said once: 请进来（本期8家，上期5家）、…"""
    say = canvas.say
    pairs = [
        say("charts.other_units.one", names=say("charts.comma").join(named), now=now, then=then)
        for (now, then), named in names.items()
    ]
    return say("charts.other_units", items=say("charts.comma").join(pairs))


def _told(canvas: Canvas, note: Note, indicator: str) -> str:
    if note.code in ENTERED:
        return canvas.say("charts.by_hand.note")
    return words(canvas.say, note, indicator) if note.code in _UNDER_A_TITLE else ""


def words(say: Say, note: Note, indicator: str) -> str:
    """What a note beside an indicator's figure says, in one sentence; "" for one that speaks by a sign alone.

    A missing detail reads as nothing.
    """
    variant = note.detail.get("without") or note.detail.get("basis", "")
    keys = (f"note.{note.code}.{variant}", f"note.{note.code}")
    key = next((key for key in keys if say.knows(key)), "")
    if not key:
        return ""
    told = {name: _worded(say, name, value) for name, value in note.detail.items()}
    for side in _AMOUNTS.get(note.code, ()):
        told[side] = amounts.amount(say, note.detail[side], indicator)
    return say(key).format_map(defaultdict(str, told))


def _worded(say: Say, name: str, value: object) -> object:
    if isinstance(value, date):
        return say.day(value, year=False)
    if name == "due_share":
        assert isinstance(value, float)
        return say.percent(value)
    if name == "basis":
        return say(f"charts.basis.{value}")
    if name == "lights":
        assert isinstance(value, Mapping)
        each = (say("note.light", basis=say(f"charts.basis.{b}"), light=say(f"light.{w}")) for b, w in value.items())
        return say("charts.comma").join(each)
    return value


def _about(canvas: Canvas, names: Sequence[str], text: str, every: int) -> str:
    """A note with the names it is about; without them where it is about every figure of the chart."""
    if len(names) == every > 1:
        return text
    return canvas.say("charts.note_of", names=canvas.say("charts.comma").join(names), note=text)


def nothing(canvas: Canvas, measure: Measure) -> str:
    """What stands for a value that is not there: 无数据（应报21，已报0）, the count only of what units owe."""
    if not measure.expected:
        return canvas.say("reason.no-data")
    return canvas.say("charts.no_data", expected=measure.expected, reported=measure.reported)


def own_figure(canvas: Canvas, measure: Measure) -> str:
    """区本级填报40次, where the district's own row differs from its units' sum; else ""."""
    say = canvas.say
    for note in measure.notes:
        if note.code == "district-differs":
            entered = any(other.code == ENTERED_BESIDE for other in measure.notes)
            key = "charts.own_figure.entered" if entered else "charts.own_figure"
            return say(key, amount=amounts.amount(say, note.detail["own"], measure.indicator))
    return ""


def outlook(say: Say, measure: Measure, additions: Sequence[float]) -> list[str]:
    """The rate over the last four and twelve weeks, what is needed, and the year's end by the weeks so far.

    `additions` is what each week added, oldest first; nothing is said from fewer than four weeks.
    """
    if measure.value is None or measure.cover_to is None:
        return []

    def printed(value: float, digits: int = 1) -> str:
        return amounts.amount(say, to_places(value, digits), measure.indicator)

    rates = {weeks: pace for weeks in (SHORT, LONG) if (pace := rate(additions, weeks)) is not None}
    lines = [say("charts.outlook.rate", weeks=weeks, rate=printed(pace)) for weeks, pace in rates.items()]
    if lines and measure.needed_per_week:
        lines.append(say("charts.outlook.needed", rate=printed(measure.needed_per_week)))
    ahead = projection(measure.value, additions, measure.cover_to)
    told = [say("charts.comma").join(lines)] if lines else []
    if ahead is not None and (measure.cover_to.month, measure.cover_to.day) != (12, 31):
        whole = 0 if amounts.kind_of(measure.indicator) == "count" else 1
        parts = {"value": ahead.value, "low": ahead.low, "high": ahead.high}
        ends = {name: printed(value, whole) for name, value in parts.items()}
        told.append(say("charts.outlook.end", weeks=ahead.weeks, **ends))
    return told


def past_lights(say: Say, weeks: Sequence[Week]) -> str:
    """The lights of the last weeks as signs, and how many that lay behind were made good since; "" without any."""
    if not weeks:
        return ""
    signs = " ".join(GLYPHS[week.word] for week in weeks)
    first, last = (say.day(week.end, year=False) for week in (weeks[0], weeks[-1]))
    told = say("charts.past_lights", n=len(weeks), first=first, last=last, signs=signs)
    good = sum(week.made_good for week in weeks)
    return say("charts.semicolon").join((told, say("charts.made_good", n=good))) if good else told


def listing(say: Say, report: Report) -> list[str]:
    """All that has to be said beside a report's figures under its heading; [] where nothing has.

    A line a note, the district first, then the units in the official order.
    """
    parts = (report.district, *report.units.values())
    said = [
        f"{measure.unit}  {amounts.named(say, measure.indicator)}  {told}"
        for part in parts
        for measure in part.values()
        for note in measure.notes
        if (told := words(say, note, measure.indicator))
    ]
    return [say("command.remarks"), *said] if said else []
