"""Several tables, several sheets, hidden ones, and the formats in which they come."""

from datetime import date, timedelta
from typing import Any

from benchmarks.corpus import world
from benchmarks.corpus.drafts import FIELDS, Draft, Plan
from benchmarks.corpus.headers import subject_of
from benchmarks.corpus.lists import Line
from benchmarks.corpus.messes import mess
from benchmarks.corpus.truth import RecordTruth

_PAIRS = (("outbound", "inbound"), ("projects", "outbound"), ("factory", "building"), ("inbound", "projects"))


@mess
def tables_below(draft: Draft) -> None:
    """Two or three lists below each other on one sheet, each with its title."""
    rng = draft.rng
    unit = world.unit(rng)
    paper, row = draft.paper("汇总"), 1
    subjects = _PAIRS[draft.index % len(_PAIRS)]
    for number, subject in enumerate(subjects):
        plan = Plan(rng, subject, unit=unit)
        title = (
            f"{'一二三'[number]}、{plan.title().removeprefix(unit)}"
            if draft.index % 2
            else plan.title(f"{world.YEAR}年")
        )
        row = draft.write(plan.table(title=title), plan.lines, paper, top=row) + rng.choice((1, 2))
    draft.given(unit=unit)


@mess
def tables_beside(draft: Draft) -> None:
    """Two lists beside each other with an empty column between."""
    rng = draft.rng
    unit = world.unit(rng)
    paper, left = draft.paper("汇总"), 1
    for subject in _PAIRS[draft.index % len(_PAIRS)]:
        plan = Plan(rng, subject, unit=unit)
        table = plan.table(title=plan.title(f"{world.YEAR}年"))
        draft.write(table, plan.lines, paper, left=left)
        left += len(table.columns) + 1
    draft.given(unit=unit)


@mess
def sheet_a_unit(draft: Draft) -> None:
    """One sheet a unit; the sheet's name says which."""
    rng, subject = draft.rng, subject_of(draft)
    for unit in world.units(rng, 3):
        plan = Plan(rng, subject, unit=unit)
        title = plan.title(f"{world.YEAR}年").removeprefix(unit) if draft.index % 2 else ""
        draft.write(plan.table(title=title), plan.lines, draft.paper(unit))
    draft.given()


@mess
def sheet_a_month(draft: Draft) -> None:
    """One sheet a month, days without a year."""
    rng, subject = draft.rng, ("outbound", "inbound")[draft.index % 2]
    unit = world.unit(rng)
    for month in (1, 2, 3):
        plan = Plan(rng, subject, unit=unit, date_form="day")
        for fact in plan.rows:
            start = date(world.YEAR, month, rng.randint(3, 25))
            fact["end"] = start + (fact["end"] - fact["start"])
            fact["start"] = start
        title = f"{unit}{world.YEAR}年{month}月份招商活动登记表"
        draft.write(plan.table(title=title), plan.lines, draft.paper(f"{month}月"))
    draft.given(unit=unit)


@mess
def hidden_parts(draft: Draft) -> None:
    """Hidden rows are data; a hidden sheet stays out; both are said."""
    rng, subject = draft.rng, subject_of(draft)
    plan = Plan(rng, subject, fields=["unit", *FIELDS[subject]])
    paper = draft.paper("台账")
    end = draft.write(plan.table(title=plan.title("2024年")), plan.lines, paper)
    if draft.index % 2:
        paper.hidden_rows = [end - 2, end - 1]
        draft.truth.findings.append({"code": "hidden-rows", "sheet": paper.name, "cell": ""})
    else:
        kept = len(draft.truth.records), len(draft.truth.tables)
        old = Plan(rng, subject, fields=["unit", *FIELDS[subject]])
        hidden = draft.paper("旧表")
        draft.write(old.table(title=old.title("2023年")), old.lines, hidden)
        del draft.truth.records[kept[0] :], draft.truth.tables[kept[1] :]
        hidden.hidden = True
        draft.truth.findings.append({"code": "hidden-sheet", "sheet": hidden.name, "cell": ""})
    draft.given()


@mess
def repeated_header(draft: Draft) -> None:
    """The heading again in mid-list, sometimes under 续表."""
    rng = draft.rng
    plan = Plan(rng, subject_of(draft), unit=world.unit(rng))
    plan.rows = [plan.fact() for _ in range(8)]
    again = Line("again", text="续表" if draft.index % 2 else "")
    lines = [*plan.lines[:4], again, *plan.lines[4:]]
    draft.given()
    draft.truth.unit = plan.unit
    draft.write(plan.table(title=plan.title("2024年")), lines)


_FORMATS = (
    ("csv:gb18030", ""),
    ("csv:utf-8", ""),
    ("csv:utf-8-sig", ""),
    ("csv:utf-16", ""),
    ("csv:gb18030", "xls"),
    ("html", ""),
    ("xls", ""),
    ("xls", "et"),
)


@mess
def formats(draft: Draft) -> None:
    """Text in the encodings of offices, old Excel and WPS, a web page under the name .xls."""
    draft.kind, draft.suffix = _FORMATS[draft.index % len(_FORMATS)]
    rng = draft.rng
    subject = ("projects", "outbound", "factory", "land", "inbound")[draft.index % 5]
    plan = Plan(rng, subject, fields=["unit", *FIELDS[subject]])
    draft.given()
    title = plan.title("2024年") if draft.kind in ("html", "xls") or draft.index % 2 else ""
    draft.write(plan.table(title=title), plan.lines)


@mess
def empty_lists(draft: Draft) -> None:
    """Header only, 无, or 未外出: an explicit zero."""
    rng = draft.rng
    subject = ("outbound", "inbound", "factory", "building")[draft.index % 4]
    plan = Plan(rng, subject, unit=world.unit(rng), rows=[{}])
    plan.rows = []
    paper = draft.paper()
    table = plan.table(title=plan.title("2024年"), metadata=[f"填报单位：{plan.unit}"])
    end = draft.write(table, [], paper)
    how = draft.index // 4 % 3
    cell = paper.at(end - 1, 1)
    if how:
        word = {"outbound": ("未外出", "无外出"), "inbound": ("无", "无来访")}.get(subject, ("无", "暂无"))[how - 1]
        cell = paper.at(end, 2)
        paper.put(end, 2, word)
    indicator = {"outbound": "outbound_trips", "inbound": "inbound_groups"}.get(subject, f"{subject}_m2")
    values: dict[str, Any] = {"unit": plan.unit, "indicator": indicator, "period": "cumulative", "value": 0.0}
    values |= {"as_of": world.PERIOD, "cell": cell, "hedged": "", "imprecise": ""}
    _zero(draft, paper.name, end if how else end - 1, values)
    draft.given()
    draft.truth.unit = plan.unit


def _zero(draft: Draft, sheet: str, row: int, values: dict[str, Any]) -> None:
    draft.truth.records.append(RecordTruth("counters", sheet, row, values, {"value": values["cell"]}))


@mess
def stayed_home(draft: Draft) -> None:
    """In a district-wide list some units write 未外出: their zero, no visit."""
    rng = draft.rng
    plan = Plan(rng, "outbound", fields=["unit", *FIELDS["outbound"]])
    units = world.units(rng, 6)
    away, home = units[:4], units[4:]
    plan.rows = [{**plan.fact(), "unit": unit} for unit in away]
    paper = draft.paper()
    end = draft.write(plan.table(title=plan.title("2024年")), plan.lines, paper)
    column = ord(draft.truth.tables[-1].columns[rng.choice(("leader", "destination"))]) - 64
    unit_column = ord(draft.truth.tables[-1].columns["unit"]) - 64
    for row, unit in enumerate(home, end):
        paper.put(row, unit_column, unit)
        paper.put(row, column, "未外出")
        values = {"unit": unit, "indicator": "outbound_trips", "period": "cumulative", "value": 0.0}
        values |= {"as_of": world.PERIOD, "cell": paper.at(row, column), "hedged": "", "imprecise": ""}
        _zero(draft, paper.name, row, values)
    draft.given()


@mess
def straddling(draft: Draft) -> None:
    """Trips over the end of a month or a week keep their own dates."""
    plan = Plan(draft.rng, "outbound", unit=world.unit(draft.rng), date_form="day")
    for number, fact in enumerate(plan.rows):
        fact["start"] = date(world.YEAR, 2, 26) + timedelta(days=number)
        fact["end"] = fact["start"] + timedelta(days=4)
    draft.given(unit=plan.unit)
    draft.write(plan.table(title=plan.title("2024年")), plan.lines)
