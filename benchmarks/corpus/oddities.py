"""Columns and cells that are not what their heading says."""

from collections.abc import Callable
from random import Random
from typing import Any

from benchmarks.corpus import world
from benchmarks.corpus.drafts import FIELDS, Draft, Plan
from benchmarks.corpus.lists import Column, Line, Shown
from benchmarks.corpus.messes import mess
from benchmarks.corpus.paper import ErrorCell, Formula
from benchmarks.corpus.world import Fact


def broken(column: Column, bad: Any, code: str, every: int) -> Column:
    """The column with some cells spoiled: their value is absent and a finding names them."""
    turn = iter(range(10_000))

    def show(fact: Fact) -> Any:
        shown = column.cell(fact)
        if next(turn) % every or shown.value is None:
            return shown
        absent = dict.fromkeys([column.field, *shown.truth])
        return Shown(bad, absent, code=code)

    return Column(column.heading, column.field, show)


@mess
def error_cells(draft: Draft) -> None:
    """#REF!, #N/A, #DIV/0! under figures and dates."""
    rng, subject = draft.rng, ("projects", "factory", "land")[draft.index % 3]
    plan = Plan(rng, subject, fields=["unit", *FIELDS[subject]])
    names = {"projects": ("investment",)}.get(subject, ("idle_area", "revitalised_area"))
    bad = ErrorCell(("#REF!", "#N/A", "#DIV/0!", "#VALUE!")[draft.index % 4])
    columns = [broken(c, bad, "error-value", 3) if c.field in names else c for c in plan.columns()]
    draft.given()
    draft.write(plan.table(columns=columns, title=plan.title("2024年")), plan.lines)


@mess
def uncomputed_formulas(draft: Draft) -> None:
    """Formulas without a cached value are absent, never 0."""
    rng, subject = draft.rng, ("projects", "factory", "building")[draft.index % 3]
    plan = Plan(rng, subject, fields=["unit", *FIELDS[subject]])
    names = ("investment",) if subject == "projects" else ("idle_area",)
    columns = [
        broken(c, Formula("=1+2"), "formula-without-value", 2) if c.field in names else c for c in plan.columns()
    ]
    draft.given()
    draft.write(plan.table(columns=columns, title=plan.title("2024年")), plan.lines)


def _phone(rng: Random) -> str:
    return f"13{rng.randrange(10**9):09d}"


@mess
def telephones(draft: Draft) -> None:
    """Telephone columns are left out and said."""
    rng, subject = draft.rng, ("outbound", "inbound", "projects")[draft.index % 3]
    plan = Plan(rng, subject, fields=["unit", *FIELDS[subject]])
    as_text = rng.random() < 0.5
    word = rng.choice(("联系电话", "手机号码", "联系方式", "电话"))
    phone = Column(word, show=lambda fact: _phone(rng) if as_text else int(_phone(rng)))
    columns = plan.columns()
    columns.insert(-1, phone)
    paper = draft.paper()
    draft.given()
    draft.write(plan.table(columns=columns, title=plan.title("2024年")), plan.lines, paper)
    draft.truth.findings.append({"code": "personal-number-left-out", "sheet": paper.name, "cell": ""})


@mess
def name_and_post(draft: Draft) -> None:
    """Name and post of the person met in two columns."""
    _two_columns(draft, swapped=False)


@mess
def shifted_posts(draft: Draft) -> None:
    """The telephone number stands under 职务, the post under 联系电话."""
    _two_columns(draft, swapped=True)


def _two_columns(draft: Draft, swapped: bool) -> None:
    rng = draft.rng
    plan = Plan(rng, "outbound", fields=["unit", *(f for f in FIELDS["outbound"] if f != "counterpart")])
    columns = plan.columns()
    at = next(i for i, c in enumerate(columns) if c.field == "organisation") + 1
    name = Column(rng.choice(("接洽人姓名", "对接人姓名", "对方联系人")), "counterpart", _part(0), per_stop=True)
    post = Column(rng.choice(("接洽人职务", "职务")), "post", _part(1), per_stop=True)
    phone = Column("联系电话", "phone", lambda stop: _phone(rng), per_stop=True)
    pair = [post, phone]
    if swapped:
        pair = [
            Column(post.heading, "phone", phone.show, per_stop=True),
            Column(phone.heading, "post", post.show, per_stop=True),
        ]
    columns[at:at] = [name, *(pair if swapped else pair[:1])]
    for fact in plan.rows:
        fact["stops"] = fact["stops"][:1]
    draft.given()
    paper = draft.paper()
    draft.write(plan.table(columns=columns, title=plan.title("2024年")), plan.lines, paper)
    columns_read = draft.truth.tables[-1].columns
    draft.truth.tables[-1].optional += [columns_read.pop(extra) for extra in ("post", "phone") if extra in columns_read]
    if swapped:
        draft.truth.findings.append({"code": "shifted-columns", "sheet": paper.name, "cell": ""})


def _part(index: int) -> Callable[[Fact], str]:
    return lambda stop: stop["who"][index] if stop.get("who") else ""


@mess
def duplicates(draft: Draft) -> None:
    """The same row twice: the second copy is left out and said."""
    rng, subject = draft.rng, ("projects", "outbound", "factory")[draft.index % 3]
    plan = Plan(rng, subject, fields=["unit", *FIELDS[subject]])
    columns = plan.columns(extra=False)
    paper = draft.paper()
    draft.given()
    table = plan.table(columns=columns, title=plan.title("2024年"))
    row = draft.write(table, [*plan.lines, plan.lines[0]], paper) - 1
    draft.truth.records = [r for r in draft.truth.records if r.row != row]
    draft.truth.findings.append({"code": "duplicate-row", "sheet": paper.name, "cell": ""})


@mess
def stage_column(draft: Draft) -> None:
    """A stage column, written in words or as codes whose legend is in the heading."""
    rng = draft.rng
    fields = ["unit", "name", "investor", "investment", "stage", "progress", "problem"]
    plan = Plan(rng, "projects", fields=fields)
    plan.rows = [{**world.project(rng), "unit": world.unit(rng)} for _ in range(8)]
    if draft.index % 2:
        plan.headings["stage"] = "项目状态（在谈1、签约2、开工3、竣工4）"
        codes = {"negotiating": 1, "signed": 2, "started": 3, "completed": 4}
        plan.rows = [{**world.project(rng, rng.choice(tuple(codes))), "unit": world.unit(rng)} for _ in range(8)]
        plan.shows["stage"] = lambda fact: codes[fact["stage"]]
    draft.given()
    draft.write(plan.table(title=plan.title("2024年")), plan.lines)


_LEVELS = (
    ("区委书记", "principal"),
    ("区长", "principal"),
    ("副区长", "deputy"),
    ("街道党工委书记", "unit"),
    ("镇长", "unit"),
)


@mess
def leaders_posts(draft: Draft) -> None:
    """The level of a visit comes from the leader's post."""
    rng, subject = draft.rng, ("outbound", "inbound")[draft.index % 2]
    plan = Plan(rng, subject, fields=["unit", *FIELDS[subject]])
    columns = plan.columns()
    at = next(i for i, c in enumerate(columns) if c.field == "leader") + 1
    columns.insert(at, Column(rng.choice(("职务", "领导职务", "带队领导职务")), "level", optional=True))
    table = plan.table(columns=columns, title=plan.title("2024年"))
    for fact in plan.rows:
        fact["level"], fact["derived"]["level"] = rng.choice(_LEVELS)
    draft.given()
    draft.write(table, plan.lines)


@mess
def event_ledger(draft: Draft) -> None:
    """Signing ceremonies, promotions and trainings."""
    _other_list(draft, "events")


@mess
def chain_list(draft: Draft) -> None:
    """Target companies along an industry chain."""
    _other_list(draft, "prospects")


def _other_list(draft: Draft, subject: str) -> None:
    rng = draft.rng
    plan = Plan(rng, subject, fields=["unit", *FIELDS[subject]] if subject == "events" else [], unit=world.unit(rng))
    columns = plan.columns()
    if subject == "prospects":
        show = {"key": "链主", "upstream": "上游", "downstream": "下游配套"}
        columns.insert(4, Column("角色", "role", lambda fact: Shown(show[fact["role"]], {"role": fact["role"]})))
    elif draft.index % 2:
        columns.insert(4, Column("活动地点", show=lambda fact: world.city(rng), optional=True))
    draft.given(unit=plan.unit if subject == "prospects" else "")
    lines = plan.lines
    if draft.index % 3 == 0:
        lines = [*lines, Line("note", text="注：统计截至3月29日。")]
    draft.write(plan.table(columns=columns, title=plan.title("2024年")), lines)


@mess
def resident_posts(draft: Draft) -> None:
    """驻点招商: days and hosts of a post, no outbound trips."""
    rng = draft.rng
    fields = ["unit", "destination", "leader", "start", "end"]
    headings = {"destination": "驻点城市", "leader": "驻点人员", "start": "驻点开始时间", "end": "驻点结束时间"}
    plan = Plan(rng, "outbound", fields=fields, headings=headings)
    columns = [
        *plan.columns(extra=False),
        Column("走访企业（家）", "organisations"),
        Column("有效线索（条）", "leads", optional=True),
    ]
    for fact in plan.rows:
        fact["organisations"], fact["leads"], fact["stops"] = float(rng.randint(1, 20)), rng.randint(0, 5), []
    table = plan.table(columns=columns, title="2024年驻点招商情况统计表", defaults={"level": "resident"})
    draft.given()
    draft.write(table, plan.lines)


@mess
def dollars_column(draft: Draft) -> None:
    """万美元 in the heading: never converted in silence."""
    rng = draft.rng
    plan = Plan(rng, "projects", fields=["unit", *FIELDS["projects"]])
    plan.headings["investment"] = rng.choice(("总投资（万美元）", "投资总额（万美元）", "计划总投资（万美元）"))
    absent = dict.fromkeys(("investment", "investment_low", "investment_high"))
    plan.shows["investment"] = lambda fact: Shown(
        int(fact["investment"] * 1000), {**absent, "investment_usd": fact["investment"] * 1000}
    )
    table = plan.table(title=plan.title("2024年"), optional=["investment", "investment_usd"])
    draft.given()
    draft.write(table, plan.lines)
    del draft.truth.tables[-1].columns["investment"]


@mess
def unnamed_rows(draft: Draft) -> None:
    """A project without its name but with the rest is kept, and said."""
    rng = draft.rng
    plan = Plan(rng, "projects", fields=["unit", *FIELDS["projects"]])
    plan.rows[1]["name"] = ""
    draft.given()
    paper = draft.paper()
    draft.write(plan.table(title=plan.title("2024年")), plan.lines, paper)
    draft.truth.findings.append({"code": "missing-required", "sheet": paper.name, "cell": ""})
