"""The files of the five streets."""

from datetime import date, timedelta

from sample_data import invent, project_lists, project_sheets, space_sheets, visit_sheets
from sample_data.drafts import Draft, Draftbook
from sample_data.facts import slashed, written_out
from sample_data.files import book_of, counted, heading, nobody_went
from sample_data.other_sheets import Tally
from sample_data.visit_sheets import seen


def lake_trips(friday: date, _: int) -> Draftbook:
    unit = "东湖街道"
    name = "东湖街道外出招商导出"
    draft = Draft(name)
    draft.line(f"东湖街道外出招商登记表（截至{written_out(friday)}）", 9, "title")
    visit_sheets.repeated_rows(draft, unit, seen(invent.OUTBOUND[unit], friday))
    draft.cover(unit, "visits:outbound")
    return book_of(friday, f"{name}.xls", unit, [draft], "网页表格另存的.xls；一次外出每家企业一行、行程重复", "html")


def lake_projects(friday: date, week: int) -> Draftbook:
    unit = "东湖街道"
    draft = Draft("项目")
    heading(draft, "东湖街道在手项目情况表", friday, 11 if week == 3 else 10, unit, "万元" if week == 3 else "亿元")
    undated = invent.PROJECTS[unit][3].name if week >= 3 else ""
    layout = project_sheets.drifted if week == 3 else project_sheets.hedged
    layout(draft, unit, project_sheets.known(invent.PROJECTS[unit], friday), undated)
    draft.cover(unit, "projects")
    return book_of(
        friday,
        "东湖街道项目情况表.xlsx",
        unit,
        [draft],
        "金额带“约”，单位只在表头上方；第三周换表：列名、列序、金额单位都变",
    )


def culture_visits(friday: date, _: int) -> Draftbook:
    unit = "文昌街道"
    draft = Draft("走访")
    heading(draft, f"文昌街道2024年招商走访情况（1月1日至{friday.month}月{friday.day}日）", friday, 7, unit)
    visit_sheets.spanned(draft, unit, seen(invent.OUTBOUND[unit], friday))
    draft.top += 1
    draft.line("客商接待情况", 7, "section")
    visit_sheets.dotted_inbound(draft, unit, seen(invent.INBOUND[unit], friday))
    draft.cover(unit, "visits:outbound")
    draft.cover(unit, "visits:inbound")
    return book_of(
        friday, "文昌街道招商走访.xlsx", unit, [draft], "外出、接待同在一张表；日期形如3月20日至23日，全为文本"
    )


def green_week(friday: date, week: int) -> Draftbook:
    unit = "青林街道"
    since = friday - timedelta(days=6)
    out, inward = Draft("外出"), Draft("接待")
    title = f"青林街道本周新增招商活动（{since.month}月{since.day}日至{friday.month}月{friday.day}日）"
    heading(out, title, friday, 7, unit)
    records = visit_sheets.one_day(out, unit, seen(invent.OUTBOUND[unit], friday, since))
    if not records:
        nobody_went(out)
    if week == 2:
        out.put(records[1]["row"], 2, 3.2)
        records[1]["fields"] |= {"start": None, "end": None}
        out.fault("ambiguous-date", out.address(records[1]["row"], 2), why="日期写作3.2（3月2日还是3月20日）")
    out.cover(unit, "visits:outbound", increment=True)
    heading(inward, title, friday, 7, unit)
    visit_sheets.dotted_inbound(inward, unit, seen(invent.INBOUND[unit], friday, since))
    inward.cover(unit, "visits:inbound", increment=True)
    return book_of(friday, "青林街道本周招商活动.xlsx", unit, [out, inward], "只报本周新增（增量）")


def bridge(friday: date, week: int) -> Draftbook | None:
    """The unit that sends nothing in week four."""
    if week == 4:
        return None
    unit = "长桥街道"
    draft, inward, projects = Draft("外出情况"), Draft("接待情况"), Draft("项目清单")
    title = f"长桥街道招商工作周报（{slashed(friday)}）"
    heading(draft, title, friday, 8, unit)
    visit_sheets.numeric_dates(draft, unit, seen(invent.OUTBOUND[unit], friday))
    draft.cover(unit, "visits:outbound")
    heading(inward, title, friday, 7, unit)
    visit_sheets.dotted_inbound(inward, unit, seen(invent.INBOUND[unit], friday))
    inward.cover(unit, "visits:inbound")
    heading(projects, title, friday, 6, unit)
    kept = [p for n, p in enumerate(invent.PROJECTS[unit]) if not (n == 3 and week == 3)]
    project_lists.two_lists(projects, unit, project_sheets.known(kept, friday), late_signing=week == 2)
    projects.cover(unit, "projects")
    book = book_of(
        friday,
        "长桥街道招商周报.xlsx",
        unit,
        [draft, inward, projects],
        "三张表；在谈、签约两个清单上下排列；第四周未报",
    )
    book.silent = "一个在谈项目不再出现" if week == 3 else ""
    return book


def street_space(friday: date, week: int) -> Draftbook:
    sheets = []
    for unit in ("东湖街道", "文昌街道", "望江街道", "长桥街道"):
        if unit == "长桥街道" and week == 4:
            continue
        draft = Draft(unit)
        heading(draft, f"{unit}闲置楼宇盘活情况", friday, 9, unit)
        space_sheets.street_buildings(draft, [a for a in invent.BUILDINGS if a.unit == unit], friday)
        draft.cover(unit, "assets:building")
        sheets.append(draft)
    scratch = Draft("底稿", hidden=True)
    scratch.line("旧底稿，勿用", 3)
    scratch.put(2, 1, "湖滨大厦")
    scratch.put(2, 2, 9999)
    scratch.fault("hidden-sheet", "", why="隐藏的底稿表")
    return book_of(friday, "街道楼宇盘活台账.xlsx", "", [*sheets, scratch], "一街道一表；数字为带单位的文本（4,200㎡）")


_RIVER = ((2, 5, 3, 8, 11), (1, 6, 2, 10, 12), (0, 6, 1, 11, 13), (1, 7, 3, 14, 15))
"""A week each: trips of the week and so far, receptions of the week and so far, projects discussed."""


def river_counters(friday: date, week: int) -> Draftbook:
    unit = "望江街道"
    out_week, out_all, in_week, in_all, talks = _RIVER[week - 1]
    tallies = (
        Tally("走出去（次）", "outbound_trips", out_week, out_all),
        Tally("请进来（批次）", "inbound_groups", in_week, in_all),
        Tally("洽谈项目（个）", "projects_discussed", None, talks, "余" if week == 4 else ""),
        Tally("拜访商会（家）", "chambers", None, 1),
    )
    return counted(friday, unit, "望江街道招商统计表.xlsx", tallies)
