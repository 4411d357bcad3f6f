"""The files of the four towns."""

from datetime import date, timedelta

from sample_data import invent, project_lists, project_sheets, visit_sheets
from sample_data.drafts import Draft, Draftbook
from sample_data.files import book_of, counted, heading, nobody_went
from sample_data.other_sheets import Tally
from sample_data.visit_sheets import seen


def towns(friday: date, week: int) -> Draftbook:
    """The towns' office keeps one workbook: a sheet a town, and their projects together."""
    sheets = []
    for unit in ("白塔镇", "沙河镇"):
        draft = Draft(unit)
        draft.line(f"{unit}招商引资活动台账", 9, "title")
        draft.line("一、外出招商", 9, "section")
        trips = seen(invent.OUTBOUND.get(unit, []), friday)
        repeat = [*trips, trips[-1]] if week == 2 and trips else trips
        records = visit_sheets.with_telephone(draft, unit, repeat)
        if len(repeat) > len(trips):
            _drop_copy(draft, records[-1]["row"])
        if not trips:
            _zero(draft, unit, friday)
        draft.top += 1
        draft.line("二、客商接待", 9, "section")
        visit_sheets.dotted_inbound(draft, unit, seen(invent.INBOUND[unit], friday))
        draft.cover(unit, "visits:outbound")
        draft.cover(unit, "visits:inbound")
        sheets.append(draft)
    projects = Draft("项目汇总")
    projects.line(f"镇级招商项目汇总表（截至2024年{friday.month}月{friday.day}日）", 10, "title")
    project_lists.by_town(projects, {u: project_sheets.known(invent.PROJECTS[u], friday) for u in ("白塔镇", "沙河镇")})
    projects.cover("白塔镇", "projects")
    projects.cover("沙河镇", "projects")
    return book_of(
        friday, "镇级招商台账汇总.xlsx", "", [*sheets, projects], "一镇一表，另有带单位列的项目汇总；沙河镇写“未外出”"
    )


def _drop_copy(draft: Draft, row: int) -> None:
    """The second copy of a trip is no record."""
    draft.records = [r for r in draft.records if not (r["row"] == row and r["table"] in ("visits", "stops"))]
    draft.fault("duplicate-row", *(draft.address(row, n) for n in range(1, 10)), why="末行与上一行重复")


def _zero(draft: Draft, unit: str, friday: date) -> None:
    row = draft.top
    draft.put(row, 1, "未外出")
    draft.merge(row, 1, row, 9)
    draft.top += 1
    draft.means(
        "counters", unit, row, indicator="outbound_trips", period="cumulative", as_of=friday, value=0, cell=f"A{row}"
    )


def willow(friday: date, week: int) -> Draftbook:
    unit = "柳林镇"
    since = friday - timedelta(days=6)
    out, inward, projects = Draft("走出去"), Draft("请进来"), Draft("新增项目")
    title = f"柳林镇招商周报（2024年{since.month}月{since.day}日至{friday.month}月{friday.day}日新增）"
    heading(out, title, friday, 7, unit)
    if not visit_sheets.one_day(out, unit, seen(invent.OUTBOUND[unit], friday, since), serial=True):
        nobody_went(out)
    out.cover(unit, "visits:outbound", increment=True)
    heading(inward, title, friday, 7, unit)
    visit_sheets.dotted_inbound(inward, unit, seen(invent.INBOUND[unit], friday, since))
    inward.cover(unit, "visits:inbound", increment=True)
    heading(projects, title, friday, 8, unit)
    fresh = [
        p for p in invent.PROJECTS[unit] if p.first_contact_on <= friday and (week == 1 or p.first_contact_on >= since)
    ]
    project_lists.new_items(projects, unit, project_sheets.known(fresh, friday))
    projects.cover(unit, "projects", increment=True)
    return book_of(
        friday,
        "柳林镇招商周报（新增）.xlsx",
        unit,
        [out, inward, projects],
        "只报本周新增（增量）；没有外出的周写“本周未外出”",
    )


_GATE = ((1, 2, 1, 3, 4), (0, 2, 2, 5, 5), (1, 3, 0, 5, 5), (0, 3, 1, 6, 6))
"""A week each: trips of the week and so far, receptions of the week and so far, projects discussed."""


def gate_counters(friday: date, week: int) -> Draftbook:
    unit = "石门镇"
    out_week, out_all, in_week, in_all, talks = _GATE[week - 1]
    tallies = (
        Tally("外出招商（次）", "outbound_trips", out_week, out_all),
        Tally("接待客商（批次）", "inbound_groups", in_week, in_all),
        Tally("洽谈项目数（个）", "projects_discussed", None, talks),
    )
    return counted(friday, unit, "石门镇招商情况统计.xlsx", tallies)
