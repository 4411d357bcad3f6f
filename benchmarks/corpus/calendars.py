"""Dates as people type them."""

from collections.abc import Callable
from datetime import date
from typing import Any

from benchmarks.corpus import wording, world
from benchmarks.corpus.drafts import FIELDS, Draft, Plan
from benchmarks.corpus.headers import subject_of
from benchmarks.corpus.lists import Shown
from benchmarks.corpus.messes import mess
from benchmarks.corpus.world import YEAR, Fact


@mess
def date_forms(draft: Draft) -> None:
    """A different way to write a full date in every workbook."""
    subject = subject_of(draft)
    form = tuple(wording.DATE_FORMS)[draft.index % len(wording.DATE_FORMS)]
    if draft.index >= len(wording.DATE_FORMS):
        subject = ("projects", "outbound", "factory", "inbound", "land", "building")[draft.index % 6]
    plan = Plan(draft.rng, subject, fields=["unit", *FIELDS[subject]], date_form=form)
    if form == "compact":
        for name in [n for n in plan.fields if n in ("start", "end") or n.endswith("_on")]:
            plan.shows[name] = _compact_number(name)
    draft.given()
    draft.write(plan.table(title=plan.title("2024年")), plan.lines)


def _compact_number(name: str) -> Callable[[Fact], Any]:
    """20240320 typed as a number."""
    return lambda fact: int(f"{fact[name]:%Y%m%d}") if fact.get(name) else None


@mess
def year_elsewhere(draft: Draft) -> None:
    """Days without a year; the title, a metadata line or the file name has it."""
    rng, subject = draft.rng, ("outbound", "inbound")[draft.index % 2]
    form = rng.choice(tuple(wording.YEARLESS_FORMS))
    plan = Plan(rng, subject, unit=world.unit(rng), date_form=form)
    where = ("title", "metadata", "file")[draft.index // 2 % 3]
    metadata = {"title": [], "metadata": [f"填报单位：{plan.unit}|填报日期：2024年3月29日"], "file": []}[where]
    title = plan.title("2024年" if where == "title" else "")
    if where == "file":
        draft.stem = "2024年1-3月台账"
    draft.given(period=None)
    draft.truth.unit = plan.unit
    draft.write(plan.table(title=title, metadata=metadata), plan.lines)


@mess
def date_ranges(draft: Draft) -> None:
    """Start and end of a trip in one cell."""
    plan = Plan(draft.rng, "outbound", fields=["unit", *(f for f in FIELDS["outbound"] if f != "end")])
    plan.headings["start"] = draft.rng.choice(("外出时间", "起止时间", "出差时间", "外出起止时间", "外出日期"))
    form = draft.index % len(_RANGES)
    plan.shows["start"] = lambda fact: Shown(
        _RANGES[form](fact["start"], fact["end"]), {"start": fact["start"], "end": fact["end"]}
    )
    table = plan.table(title=plan.title("2024年"), optional=["end"])
    draft.given()
    draft.write(table, plan.lines)


def _short(start: date, end: date, till: str) -> str:
    """3月20日至23日, 3月30日至4月2日, or one day alone."""
    if start == end:
        return f"{start.month}月{start.day}日"
    tail = f"{end.day}日" if end.month == start.month else f"{end.month}月{end.day}日"
    return f"{start.month}月{start.day}日{till}{tail}"


def _dotted(start: date, end: date) -> str:
    first = f"{start.year}.{start.month:02d}.{start.day:02d}"
    return first if start == end else f"{first}-{end.month:02d}.{end.day:02d}"


def _bare(start: date, end: date) -> str:
    """3月20-23日."""
    if start == end or start.month != end.month:
        return _short(start, end, "-")
    return f"{start.month}月{start.day}-{end.day}日"


_RANGES: tuple[Callable[[date, date], str], ...] = (
    lambda start, end: _short(start, end, "至"),
    lambda start, end: _short(start, end, "-"),
    _dotted,
    lambda start, end: f"{start:%Y/%m/%d}-{end:%Y/%m/%d}" if start != end else f"{start:%Y/%m/%d}",
    lambda start, end: f"{YEAR}年{_short(start, end, '—')}",
    _bare,
)


@mess
def imprecise_dates(draft: Draft) -> None:
    """Known to the month or the ten days only."""
    rng = draft.rng
    subject = ("projects", "factory")[draft.index % 2]
    plan = Plan(rng, subject, fields=["unit", *FIELDS[subject]])
    names = [name for name in plan.fields if name.endswith("_on")]
    for name in names:
        plan.shows[name] = _vague(draft, name)
    draft.given()
    draft.write(plan.table(title=plan.title("2024年")), plan.lines)


def _vague(draft: Draft, name: str) -> Callable[[Fact], Any]:
    form = draft.index % 4

    def show(fact: Fact) -> Any:
        day = fact.get(name)
        if not day:
            return None
        tenth = min(2, (day.day - 1) // 10)
        text, known = (
            (f"{day.year}年{day.month}月", 1),
            (f"{day.year}年{day.month}月{'上中下'[tenth]}旬", 1 + 10 * tenth),
            (f"{day.year}.{day.month:02d}", 1),
            (int(f"{day:%Y%m}"), 1),
        )[form]
        return Shown(text, {name: day.replace(day=known)}, imprecise=name)

    return show


@mess
def planned_dates(draft: Draft) -> None:
    """拟, 预计, 计划: what has not happened stands under the heading of what has."""
    rng = draft.rng
    plan = Plan(rng, "projects", fields=["unit", *FIELDS["projects"]])
    plan.rows = [{**world.project(rng, rng.choice(("signed", "started"))), "unit": world.unit(rng)} for _ in range(6)]
    word, form = rng.choice(("拟", "预计", "计划")), draft.index % 3

    def show(fact: Fact) -> Any:
        if fact.get("started_on"):
            return wording.serial_date(fact["started_on"])
        month = rng.randint(4, 11)
        text, planned, vague = (
            (f"{word}{YEAR}年{month}月", date(YEAR, month, 1), True),
            (f"{word}{YEAR}年{month}月中旬开工", date(YEAR, month, 11), True),
            (f"{word}{month}月18日", date(YEAR, month, 18), False),
        )[form]
        truth = {"started_on": None, "planned_start_on": planned}
        return Shown(text, truth, imprecise="planned_start_on" if vague else "")

    plan.shows["started_on"] = show
    draft.given()
    draft.write(plan.table(title=plan.title("2024年"), optional=["planned_start_on"]), plan.lines)


@mess
def dots_as_numbers(draft: Draft) -> None:
    """3.2 typed as a number may be 2 or 20 March; 3.15 and a format that prints 3.20 may not."""
    rng = draft.rng
    subject = ("outbound", "inbound")[draft.index % 2]
    plan = Plan(rng, subject, fields=["unit", *(f for f in FIELDS[subject] if f != "end")])
    days = [(3, 15), (3, 2), (2, 26), (1, 20), (3, 8), (3, 1)]
    plan.rows = plan.rows[:6]
    for fact, (month, number) in zip(plan.rows, days, strict=False):
        fact["start"] = fact["end"] = date(YEAR, month, number)
    printed = draft.index // 2 % 2 == 0
    plan.shows["start"] = lambda fact: _dot(fact["start"], printed)
    table = plan.table(title=plan.title("2024年"), optional=["end"])
    for fact in plan.rows:
        fact["derived"].pop("end", None)
    draft.given()
    draft.write(table, plan.lines)


def _dot(day: date, printed: bool) -> Shown:
    number = float(f"{day.month}.{day.day:02d}") if day.day >= 10 else float(f"{day.month}.{day.day}")
    if printed:
        number = float(f"{day.month}.{day.day:02d}")
        return Shown(number, {"start": day, "end": day}, "0.00")
    if str(number) in ("3.2", "3.1", "1.2"):
        return Shown(number, {"start": None, "end": None}, code="ambiguous-date")
    return Shown(number, {"start": day, "end": day})


@mess
def no_year_anywhere(draft: Draft) -> None:
    """Nobody says the year: the dates are absent, and a finding says so."""
    rng, subject = draft.rng, ("outbound", "inbound")[draft.index % 2]
    plan = Plan(rng, subject, unit=world.unit(rng))
    for name in [n for n in ("start", "end") if n in plan.fields]:
        plan.shows[name] = _yearless(name)
    table = plan.table(title=plan.title())
    for fact in plan.rows:
        fact["derived"].pop("end", None)
        if "end" not in plan.fields:
            fact["derived"]["end"] = None
    draft.given(period=None)
    draft.truth.unit = plan.unit
    draft.write(table, plan.lines)


def _yearless(name: str) -> Callable[[Fact], Shown]:
    write = wording.YEARLESS_FORMS["day"]
    return lambda fact: Shown(write(fact[name]), {name: None}, code="date-without-year")
