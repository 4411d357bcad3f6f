"""The files of the three parks."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sample_data import invent, other_sheets, project_lists, project_sheets, space_sheets, visit_sheets
from sample_data.drafts import Draft, Draftbook, Error
from sample_data.facts import Project, dotted, written_out
from sample_data.files import book_of, heading, note
from sample_data.visit_sheets import seen


def park_visits(friday: date, week: int) -> Draftbook:
    unit = "示例经济开发区"
    out = Draft("走出去")
    out.line("示例经济开发区2024年外出招商情况统计表", 12, "title")
    out.line(f"（2024年1月1日至{friday.month}月{friday.day}日）", 12)
    out.texts({1: "填报单位：示例经济开发区", 10: f"填报时间：{written_out(friday)}"})
    layout = visit_sheets.drifted_two_headed if week == 3 else visit_sheets.two_headed
    trips = seen(invent.OUTBOUND[unit], friday)
    records = layout(out, unit, trips)
    note(out, "注：同一次外出拜访多家企业的，按一次统计。", 12)
    out.cover(unit, "visits:outbound")
    if week >= 2:
        first = [r for r in records if r["fields"]["start"].month == 1]
        out.hidden_rows = set(range(first[0]["row"], first[-1]["row"] + 1))
        out.fault("hidden-rows", "", *(out.address(n, 1) for n in sorted(out.hidden_rows)), why="1月份的行被隐藏")
    inward = Draft("请进来")
    heading(inward, "示例经济开发区2024年客商接待情况统计表", friday, 9, unit)
    visit_sheets.plain_inbound(inward, unit, seen(invent.INBOUND[unit], friday))
    inward.cover(unit, "visits:inbound")
    return book_of(
        friday, "经开区走访招商台账.xlsx", unit, [out, inward], "外出、接待两张表；一次外出多家企业合并单元格"
    )


def _renamed(projects: Sequence[Project], week: int) -> list[Project]:
    """From week three one project goes by the name of the company registered for it."""

    return [
        replace(p, name="晨曜轴承（示例）有限公司高端轴承项目") if i == 0 and week >= 3 else p
        for i, p in enumerate(projects)
    ]


def park_projects(friday: date, week: int) -> Draftbook:
    unit = "示例经济开发区"
    draft = Draft("项目台账")
    heading(draft, f"示例经济开发区招商项目台账（截至{friday.month}月{friday.day}日）", friday, 13, unit)
    projects = _renamed(invent.PROJECTS[unit], week)
    if week == 4:
        projects = [*projects[3:], *projects[:3]]
    items = project_sheets.known(projects, friday)
    records = project_sheets.by_section(draft, unit, items, forget_last=week == 2)
    if week == 1:
        paid = next(r for r in records if r["fields"].get("paid_in"))
        draft.put(paid["row"], 11, Error("#REF!"))
        paid["fields"]["paid_in"] = None
        draft.fault("error-value", draft.address(paid["row"], 11), why="到位资金单元格为#REF!")
    note(draft, "注：投资额以签约协议为准；在谈项目为预计数。", 13)
    draft.cover(unit, "projects")
    book = book_of(friday, "经开区招商项目台账.xlsx", unit, [draft], "按阶段分节的项目台账，合计在末行")
    book.silent = {3: "首个项目注册公司后更名", 4: "行序调整"}.get(week, "")
    return book


def technopole_trips(friday: date, _: int) -> Draftbook:
    unit = "云溪科创园"
    name = f"云溪科创园外出招商登记（截至{friday.month}月{friday.day}日）"
    draft = Draft(name)
    visit_sheets.csv_outbound(draft, unit, seen(invent.OUTBOUND[unit], friday))
    draft.cover(unit, "visits:outbound")
    return book_of(friday, f"{name}.csv", unit, [draft], "GBK编码的csv，日期形如2024/3/20", "csv")


def technopole_space(friday: date, _: int) -> Draftbook:
    unit = "云溪科创园"
    draft = Draft("Sheet1")
    heading(draft, "云溪科创园楼宇盘活及在谈项目情况表", friday, 8, "云溪科创园管委会")
    buildings = [a for a in invent.BUILDINGS if a.unit == unit]
    draft.line("一、楼宇盘活情况", 8, "section")
    space_sheets.park_buildings(draft, unit, buildings, friday)
    draft.top += 1
    draft.line("二、在谈项目清单", 8, "section")
    project_lists.talks_only(draft, unit, project_sheets.known(invent.PROJECTS[unit], friday))
    draft.cover(unit, "assets:building")
    draft.cover(unit, "projects:talks")
    return book_of(friday, "科创园楼宇及在谈项目.xlsx", unit, [draft], "同一张表上有两个台账")


def harbour(friday: date, week: int) -> Draftbook:
    unit = "临港产业园"
    out, inward, projects = Draft("外出"), Draft("接待"), Draft("项目")
    title = f"临港产业园招商工作台账（{dotted(friday)}）"
    heading(out, title, friday, 8, unit)
    visit_sheets.numeric_dates(out, unit, seen(invent.OUTBOUND[unit], friday))
    out.cover(unit, "visits:outbound")
    heading(inward, title, friday, 7, unit)
    visit_sheets.dotted_inbound(inward, unit, seen(invent.INBOUND[unit], friday))
    inward.cover(unit, "visits:inbound")
    heading(projects, title, friday, 10, unit, "万元")
    project_sheets.in_ten_thousands(projects, unit, project_sheets.known(invent.PROJECTS[unit], friday))
    projects.cover(unit, "projects")
    return book_of(
        friday,
        "临港产业园招商台账.xls",
        unit,
        [out, inward, projects],
        "BIFF8的.xls，三张表；万元，一个项目为万美元",
        "xls",
    )


def chain(friday: date, week: int) -> Draftbook | None:
    if week != 1:
        return None
    unit = "示例经济开发区"
    draft = Draft("产业链图谱")
    heading(draft, "重点产业链目标企业清单", friday, 7, unit)
    other_sheets.chain(draft, unit, invent.PROSPECTS)
    draft.cover(unit, "prospects")
    return book_of(friday, "经开区产业链目标企业清单.xlsx", unit, [draft], "产业链单元格纵向合并")
