"""Mess in the body: merges, sections, totals, notes, lists in one cell."""

from collections.abc import Callable

from benchmarks.corpus import wording, world
from benchmarks.corpus.drafts import FIELDS, Draft, Plan
from benchmarks.corpus.headers import subject_of
from benchmarks.corpus.lists import Column, Line, Shown, facts
from benchmarks.corpus.messes import mess
from benchmarks.corpus.world import Fact

NOTES = (
    "注：1.本表每周五17:00前报送；2.数据统计截至当周周五。",
    "备注：面积以不动产权证为准，无证的以实测为准。",
    "说明：同一项目由多个单位跟进的，由首谈单位填报。",
    "填表说明：外出招商须附照片及公函。",
)


def signature(draft: Draft) -> Line:
    rng = draft.rng
    telephone = f"0518-8{rng.randrange(10**6):06d}"
    return Line(
        "note",
        text=f"填表人：{world.person(rng)}    审核人：{world.person(rng)}    联系电话：{telephone}",
    )


def by_unit(plan: Plan, count: int) -> None:
    """Rows sorted by unit, several a unit, in the official order."""
    rng = plan.rng
    rows = []
    for unit in world.units(rng, count):
        for _ in range(rng.choice((1, 2, 3))):
            rows.append({**plan.fact(), "unit": unit})
    plan.rows = rows


@mess
def unit_merged_down(draft: Draft) -> None:
    """Unit cells merged down over their rows, or written only where they change."""
    subject = subject_of(draft)
    plan = Plan(draft.rng, subject, fields=["unit", *FIELDS[subject]])
    plan.rng = draft.rng
    by_unit(plan, 4)
    for fact in plan.rows:
        fact["stops"] = fact.get("stops", [])[:1]
    how = "merge_down" if draft.index % 3 else "blank_repeats"
    draft.given()
    draft.write(plan.table(title=plan.title("2024年"), **{how: ["unit"]}), plan.lines)


@mess
def trip_over_rows(draft: Draft) -> None:
    """One trip over several rows, its cells merged, repeated or left blank."""
    subject = ("outbound", "inbound")[draft.index % 2]
    plan = Plan(draft.rng, subject, fields=["unit", *FIELDS[subject]])
    for fact in plan.rows:
        fact["stops"] = world.visit(draft.rng, subject, draft.rng.choice((1, 2, 3, 4)))["stops"]
    numbers = {id(fact): index for index, fact in enumerate(plan.rows, 1)}
    columns = [Column("序号", show=lambda fact: numbers[id(fact)]), *plan.columns(extra=False)]
    draft.given()
    stops = ("merged", "repeated", "blank")[draft.index // 2 % 3]
    draft.write(plan.table(columns=columns, title=plan.title("2024年"), stops=stops), plan.lines)


@mess
def lists_in_a_cell(draft: Draft) -> None:
    """Several hosts in one cell, joined as clerks join them."""
    subject = ("outbound", "inbound")[draft.index % 2]
    plan = Plan(draft.rng, subject, fields=["unit", *(f for f in FIELDS[subject] if f != "counterpart")])
    for fact in plan.rows:
        fact["stops"] = world.visit(draft.rng, subject, draft.rng.choice((1, 2, 3, 4)))["stops"]
    joint = ("、", "，", "；", "\n")[draft.index // 2 % 4]
    draft.given()
    draft.write(plan.table(title=plan.title("2024年"), stops=joint), plan.lines)


_SECTIONS = (("在谈项目", "negotiating"), ("签约项目", "signed"), ("开工项目", "started"), ("竣工项目", "completed"))


@mess
def stage_sections(draft: Draft) -> None:
    """一、在谈项目（12个): the stage is said by section rows alone."""
    rng = draft.rng
    fields = ["name", "investor", "content", "investment", "responsible_person", "progress", "problem"]
    plan = Plan(rng, "projects", fields=fields, unit=world.unit(rng))
    lines, plan.rows = [], []
    for number, (word, stage) in enumerate(_SECTIONS[: rng.choice((2, 3, 4))], 1):
        group = [{**world.project(rng, stage), "unit": plan.unit} for _ in range(rng.randint(2, 5))]
        plan.rows += group
        text = rng.choice(
            (f"{wording.NUMERALS[number]}、{word}（{len(group)}个）", f"（{wording.NUMERALS[number]}）{word}", word)
        )
        lines += [Line("section", text=text), *facts(group)]
    table = plan.table(title=plan.title("2024年"), metadata=[f"填报单位：{plan.unit}"])
    for fact in plan.rows:
        fact["derived"] = {"stage": fact["stage"]}
    draft.given()
    draft.truth.unit = plan.unit
    draft.write(table, lines)


@mess
def unit_sections(draft: Draft) -> None:
    """Section rows name the unit; each closes with a subtotal, the sheet with a total."""
    rng, subject = draft.rng, subject_of(draft)
    plan = Plan(rng, subject)
    by_unit(plan, 3)
    lines: list[Line] = []
    for number, unit in enumerate(dict.fromkeys(fact["unit"] for fact in plan.rows), 1):
        group = tuple(fact for fact in plan.rows if fact["unit"] == unit)
        lines += [Line("section", text=f"{wording.NUMERALS[number]}、{unit}"), *facts(group)]
        if subject in ("projects", "land", "factory", "building"):
            lines.append(Line("total", text=rng.choice(("小计", "小 计")), over=group))
    if subject in ("projects", "land", "factory", "building"):
        lines.append(Line("total", text="合计", over=tuple(plan.rows)))
    table = plan.table(title=plan.title("2024年"))
    for fact in plan.rows:
        fact["derived"]["unit"] = fact["unit"]
    draft.given()
    draft.write(table, lines)


@mess
def totals(draft: Draft) -> None:
    """合计 first, last, or a subtotal under every unit."""
    rng, subject = draft.rng, ("projects", "land", "factory", "building")[draft.index % 4]
    plan = Plan(rng, subject, fields=["unit", *FIELDS[subject]])
    by_unit(plan, 4)
    table = plan.table(title=plan.title("2024年"), total_label_column=rng.choice((1, 2)))
    total = Line("total", text=rng.choice(("合计", "总计", "合 计", "全区合计")), over=tuple(plan.rows))
    where = draft.index // 4 % 3
    lines = [[total, *plan.lines], [*plan.lines, total], [*_with_subtotals(plan), total]][where]
    draft.given()
    draft.write(table, lines)


def _with_subtotals(plan: Plan) -> list[Line]:
    lines: list[Line] = []
    for unit in dict.fromkeys(fact["unit"] for fact in plan.rows):
        group = tuple(fact for fact in plan.rows if fact["unit"] == unit)
        lines += [*facts(group), Line("total", text=f"{unit}小计", over=group)]
    return lines


@mess
def notes(draft: Draft) -> None:
    """Notes, a signature line and an empty line under the table."""
    plan = Plan(draft.rng, subject_of(draft), unit=world.unit(draft.rng))
    lines = [*plan.lines, Line("note", text=draft.rng.choice(NOTES))]
    if draft.index % 2:
        lines.append(Line("blank"))
    lines.append(signature(draft))
    draft.given()
    draft.truth.unit = plan.unit
    draft.write(plan.table(title=plan.title("2024年"), metadata=[f"填报单位：{plan.unit}"]), lines)


@mess
def all_text(draft: Draft) -> None:
    """Every cell is text, numbers and dates too."""
    subject = subject_of(draft)
    rng = draft.rng
    form = rng.choice(tuple(wording.DATE_FORMS))
    plan = Plan(rng, subject, fields=["unit", *FIELDS[subject]], date_form=form)
    columns = []
    for column in plan.columns():
        columns.append(column if column.per_stop else Column(column.heading, column.field, _as_text(column)))
    draft.given()
    draft.write(plan.table(columns=columns), plan.lines)


def _as_text(column: Column) -> Callable[[Fact], Shown]:
    def show(fact: Fact) -> Shown:
        shown = column.cell(fact)
        value = shown.value
        return Shown("" if value is None else str(value), shown.truth)

    return show
