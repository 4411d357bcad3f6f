"""Mess in and above the heading."""

from collections.abc import Callable
from random import Random
from typing import Any

from benchmarks.corpus import wording, world
from benchmarks.corpus.drafts import AREA_UNITS, FIELDS, SUBJECTS, Draft, Plan
from benchmarks.corpus.lists import Column, Shown
from benchmarks.corpus.messes import mess
from benchmarks.corpus.world import Fact


def subject_of(draft: Draft) -> str:
    """Subjects take turns, so that a kind of mess meets all of them."""
    return SUBJECTS[draft.index % len(SUBJECTS)]


@mess
def plain(draft: Draft) -> None:
    """One heading row, one line a record, true date and number cells."""
    plan = Plan(draft.rng, subject_of(draft), fields=["unit", *FIELDS[subject_of(draft)]])
    draft.given()
    draft.write(plan.table(), plan.lines, draft.paper(draft.rng.choice(("Sheet1", "台账", "明细"))))


@mess
def titled(draft: Draft) -> None:
    """A merged title that names the unit and the period, metadata lines under it."""
    plan = Plan(draft.rng, subject_of(draft), unit=world.unit(draft.rng), date_form=draft.rng.choice(("", "day")))
    rng = draft.rng
    said = rng.choice(("（截至2024年3月29日）", "（2024年3月29日）"))
    lines = rng.choice(
        (
            [f"填报单位：{plan.unit}|填报时间：2024年3月29日"],
            [f"填报单位：{plan.unit}", "填报日期：2024-03-29"],
            [f"单位（盖章）：{plan.unit}||填报人：{world.person(rng)}"],
            [f"报送单位:{plan.unit}|截止时间:2024年3月29日"],
        )
    )
    bare = plan.title().removeprefix(plan.unit)
    title = bare + said if rng.random() < 0.5 else plan.title() + said
    draft.truth.unit, draft.truth.period = plan.unit, "2024-03-29"
    draft.write(plan.table(title=title, metadata=lines), plan.lines)


def _groups(subject: str) -> dict[str, str]:
    return {
        "outbound": {"start": "外出时间", "end": "外出时间", "organisation": "对接情况", "counterpart": "对接情况"},
        "inbound": {"organisation": "来访客商", "counterpart": "来访客商", "headcount": "来访客商"},
        "projects": {
            "name": "项目基本情况",
            "investor": "项目基本情况",
            "content": "项目基本情况",
            "investment": "项目基本情况",
            "first_contact_on": "时间节点",
            "signed_on": "时间节点",
            "started_on": "时间节点",
        },
    }.get(
        subject,
        {
            "area": "面积",
            "idle_area": "面积",
            "revitalised_area": "盘活情况",
            "method": "盘活情况",
            "revitalised_on": "盘活情况",
        },
    )


_SUB = {"start": "起", "end": "止"}


@mess
def two_row_header(draft: Draft) -> None:
    """Groups above the headings, merged across; the others merged down."""
    subject = subject_of(draft)
    plan = Plan(draft.rng, subject, fields=["unit", *FIELDS[subject]])
    if subject == "projects":
        plan.fields.remove("industry")
        plan.rows = [plan.fact() for _ in range(5)]
    columns = _grouped(plan, _groups(subject))
    draft.given()
    draft.write(plan.table(columns=columns, title=plan.title("2024年") if draft.index % 2 else ""), plan.lines)


def _grouped(plan: Plan, groups: dict[str, str], above: str = "") -> list[Column]:
    columns = []
    for column in plan.columns():
        word = _SUB.get(column.field, column.heading) if plan.subject == "outbound" else column.heading
        if column.field not in groups:
            columns.append(column)
            continue
        path = ">".join(filter(None, [above, groups[column.field], word]))
        columns.append(Column(path, column.field, column.show, per_stop=column.per_stop))
    return columns


@mess
def three_row_header(draft: Draft) -> None:
    """Two levels of groups above some headings."""
    subject = subject_of(draft)
    plan = Plan(draft.rng, subject, fields=["unit", *FIELDS[subject]])
    if subject == "projects":
        plan.fields.remove("industry")
    above = {"outbound": "外出招商活动", "inbound": "接待活动", "projects": "项目情况"}.get(subject, "资源情况")
    draft.given()
    draft.write(plan.table(columns=_grouped(plan, _groups(subject), above), title=plan.title("2024年")), plan.lines)


@mess
def numbering_row(draft: Draft) -> None:
    """栏次 under the heading: 1 2 3, 甲 乙 丙 or (1) (2) (3)."""
    plan = Plan(draft.rng, subject_of(draft), unit=world.unit(draft.rng))
    draft.given()
    style = ("digits", "letters", "brackets")[draft.index % 3]
    draft.write(plan.table(title=plan.title("2024年"), numbering=style), plan.lines)
    draft.truth.unit = plan.unit


@mess
def reordered(draft: Draft) -> None:
    """Columns in an order of the clerk's own, some missing, unknown ones between them."""
    rng, subject = draft.rng, subject_of(draft)
    keep = [name for name in FIELDS[subject] if name in _needed(subject) or rng.random() < 0.75]
    plan = Plan(rng, subject, fields=["unit", *keep])
    columns = plan.columns()
    rng.shuffle(columns)
    for word, values in rng.sample(_UNKNOWN, 2):
        columns.insert(rng.randrange(len(columns)), Column(word, show=_one_of(rng, values)))
    draft.given()
    draft.write(plan.table(columns=columns, title=plan.title("2024年")), plan.lines)


def _one_of(rng: Random, values: tuple[str, ...]) -> Callable[[Fact], str]:
    return lambda fact: rng.choice(values)


_UNKNOWN = (
    ("是否上报市局", ("是", "否")),
    ("材料是否齐全", ("齐全", "缺合影")),
    ("照片编号", ("IMG01", "IMG02", "IMG03")),
    ("信息员", ("小周", "小郑")),
    ("用餐标准", ("工作餐", "")),
    ("核查结果", ("已核", "待核")),
)


def _needed(subject: str) -> tuple[str, ...]:
    return {
        "outbound": ("leader", "start", "organisation", "destination"),
        "inbound": ("start", "organisation"),
        "projects": ("name", "investment", "signed_on", "first_contact_on", "started_on"),
    }.get(subject, ("name", "area", "idle_area", "revitalised_area"))


@mess
def units_of_measure(draft: Draft) -> None:
    """The unit of measure in the heading, in a metadata line, in every cell or in the number format."""
    subject = ("projects", "land", "factory", "building")[draft.index % 4]
    where = ("metadata", "cell", "format", "heading")[(draft.index + draft.index // 4) % 4]
    rng = draft.rng
    money = rng.choice((("亿元", 1.0), ("万元", 1e-4)))
    area = rng.choice(AREA_UNITS["land" if subject == "land" else "floor"])
    plan = Plan(rng, subject, unit=world.unit(rng), money=money, area_unit=area, unit_in_heading=where == "heading")
    word, factor = money if subject == "projects" else area
    for name in plan.fields:
        if "area" in name or name in ("investment", "paid_in"):
            plan.shows[name] = _measured(name, word, factor, where)
    metadata = [f"填报单位：{plan.unit}||计量单位：{word}"] if where == "metadata" else [f"填报单位：{plan.unit}"]
    draft.given()
    draft.truth.unit = plan.unit
    draft.write(plan.table(title=plan.title("2024年"), metadata=metadata), plan.lines)


def _measured(name: str, word: str, factor: float, where: str) -> Callable[[Fact], Any]:
    plain_show = wording.amount(name, factor, f'0.00"{word}"' if where == "format" else "")
    if where != "cell":
        return plain_show

    def show(fact: Fact) -> Any:
        shown = plain_show(fact)
        return shown and Shown(f"{shown.value}{word}", shown.truth)

    return show


@mess
def traditional(draft: Draft) -> None:
    """Traditional characters and pinyin residue from a web page, in headings and units."""
    rng, subject = draft.rng, subject_of(draft)
    plan = Plan(rng, subject, fields=["unit", *FIELDS[subject]])
    plan.headings |= {name: word for name, word in _TRADITIONAL.items() if name in plan.headings}
    plan.headings |= _TRADITIONAL_OF.get(subject, {})
    residue = {"单位": "單位(wèi)"}
    plan.headings["unit"] = rng.choice((residue["单位"], "單位", "鎮街（園區）"))
    draft.given()
    draft.write(plan.table(title=plan.title("2024年")), plan.lines)


_TRADITIONAL = {
    "leader": "帶隊領導",
    "start": "開始時間",
    "end": "結束時間",
    "destination": "目的地",
    "organisation": "拜訪企業",
    "content": "洽談內容",
    "result": "取得成果",
    "name": "項目名稱",
    "investor": "投資方",
    "investment": "計劃總投資",
    "signed_on": "簽約時間",
    "started_on": "開工時間",
    "first_contact_on": "首次洽談時間",
    "industry": "產業類別",
    "area": "建築面積",
    "idle_area": "閒置面積",
    "revitalised_area": "已盤活面積",
    "method": "盤活方式",
}


@mess
def english(draft: Draft) -> None:
    """English headings."""
    rng, subject = draft.rng, ("outbound", "projects", "inbound", "building")[draft.index % 4]
    plan = Plan(rng, subject, fields=["unit", *FIELDS[subject]], date_form="dash" if draft.index % 2 else "")
    plan.headings |= {name: word for name, word in _ENGLISH[subject].items() if name in plan.headings}
    plan.unit_in_heading, plan.area_unit = False, ("sqm", 1.0)
    draft.given()
    draft.write(plan.table(), plan.lines)


_TRADITIONAL_OF = {"projects": {"content": "建設內容"}, "land": {"area": "佔地面積"}}
_ENGLISH = {
    "outbound": {
        "unit": "Unit",
        "leader": "Team Leader",
        "start": "Start Date",
        "end": "End Date",
        "destination": "Destination",
        "organisation": "Company Visited",
        "counterpart": "Contact Person",
        "content": "Purpose",
        "result": "Outcome",
    },
    "inbound": {
        "unit": "Unit",
        "start": "Visit Date",
        "organisation": "Visiting Company",
        "counterpart": "Visitors",
        "headcount": "Number of Visitors",
        "content": "Purpose of Visit",
        "leader": "Host",
        "result": "Outcome",
    },
    "projects": {
        "unit": "Unit",
        "name": "Project Name",
        "investor": "Investor",
        "content": "Project Description",
        "investment": "Total Investment (100 million CNY)",
        "industry": "Industry",
        "first_contact_on": "First Contact",
        "signed_on": "Signing Date",
        "started_on": "Construction Start",
        "responsible_person": "Person in Charge",
        "progress": "Progress",
        "problem": "Issues",
        "next_step": "Next Steps",
    },
    "building": {
        "unit": "Unit",
        "name": "Building Name",
        "location": "Address",
        "owner": "Owner",
        "area": "Floor Area (sqm)",
        "idle_area": "Vacant Area (sqm)",
        "revitalised_area": "Revitalised Area (sqm)",
        "method": "Method",
        "revitalised_on": "Date Revitalised",
        "occupant": "Tenant",
    },
}
