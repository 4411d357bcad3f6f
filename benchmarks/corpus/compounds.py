"""Whole sheets as they arrive: several habits at once, and columns that look like others."""

from collections.abc import Callable
from datetime import date
from random import Random
from typing import Any

from benchmarks.corpus import world
from benchmarks.corpus.bodies import NOTES, signature
from benchmarks.corpus.counting import SPANS, Count, Grid, chosen
from benchmarks.corpus.drafts import FIELDS, Draft, Plan
from benchmarks.corpus.headers import subject_of
from benchmarks.corpus.lists import Column, Line, Shown
from benchmarks.corpus.messes import mess
from benchmarks.corpus.world import Fact


def _number(rng: Random, low: float, high: float) -> Callable[[Fact], float]:
    return lambda fact: round(rng.uniform(low, high), 1)


def _lookalikes(rng: Random, subject: str) -> list[Column]:
    """Columns that resemble a field of the contract and are none."""
    if subject == "projects":
        return [
            Column("预计年产值（亿元）", show=_number(rng, 1, 20)),
            Column("预计年税收（万元）", show=_number(rng, 100, 900)),
            Column("计划用地（亩）", show=lambda fact: rng.randint(10, 200)),
            Column("其中：设备投资（亿元）", show=_number(rng, 0.1, 0.9)),
            Column("带动就业人数", show=lambda fact: rng.randint(20, 300)),
        ]
    if subject in ("outbound", "inbound"):
        return [
            Column("经费支出（元）", show=lambda fact: rng.randint(500, 9000)),
            Column("往返里程（公里）", show=lambda fact: rng.randint(50, 900)),
            Column("上报日期", show=lambda fact: f"{fact['end'].year}年{fact['end'].month}月29日"),
            Column("是否签到", show=lambda fact: rng.choice("是否")),
        ]
    return [
        Column("层数", show=lambda fact: rng.randint(1, 20)),
        Column("租金（元/㎡/月）", show=lambda fact: rng.randint(10, 45)),
        Column("容积率", show=_number(rng, 0.8, 3)),
        Column("建成年份", show=lambda fact: rng.randint(1995, 2020)),
        Column("层高（米）", show=_number(rng, 3, 12)),
    ]


@mess
def lookalike_columns(draft: Draft) -> None:
    """Output, taxes, land needed, rents, storeys: figures that are nobody's investment or area."""
    subject = subject_of(draft)
    plan = Plan(draft.rng, subject, fields=["unit", *FIELDS[subject]])
    columns = plan.columns()
    for extra in draft.rng.sample(_lookalikes(draft.rng, subject), 3):
        columns.insert(draft.rng.randrange(2, len(columns)), extra)
    draft.given()
    draft.write(plan.table(columns=columns, title=plan.title("2024年")), plan.lines)


@mess
def planned_and_actual(draft: Draft) -> None:
    """拟签约时间 and 计划开工时间 in columns of their own beside the actual ones."""
    rng = draft.rng
    fields = ["unit", "name", "investor", "investment", "signed_on", "started_on", "progress"]
    plan = Plan(rng, "projects", fields=fields)
    plan.headings["started_on"] = rng.choice(("实际开工时间", "开工时间"))
    planned = {fact["name"]: world.day(rng, world.PERIOD, date(2024, 11, 30)) for fact in plan.rows}
    for fact in plan.rows:
        fact["planned_start_on"] = planned[fact["name"]]
    columns = plan.columns()
    at = next(i for i, c in enumerate(columns) if c.field == "started_on")
    word = rng.choice(("计划开工时间", "拟开工时间", "预计开工时间", "预计开工日期"))
    columns.insert(at, Column(word, "planned_start_on", lambda f: f"{f['planned_start_on']:%Y-%m-%d}"))
    draft.given()
    draft.write(plan.table(columns=columns, title=plan.title("2024年")), plan.lines)


@mess
def merged_totals(draft: Draft) -> None:
    """合计 merged over the first columns; on visit lists it says 共6次."""
    rng, subject = draft.rng, subject_of(draft)
    plan = Plan(rng, subject, fields=["unit", *FIELDS[subject]])
    paper = draft.paper()
    total = Line("total", text=rng.choice(("合计", "总计", "合  计")), over=tuple(plan.rows))
    lines = [*plan.lines, total]
    draft.given()
    end = draft.write(plan.table(title=plan.title("2024年")), lines, paper)
    if subject in ("outbound", "inbound"):
        paper.put(end - 1, 4, f"共{len(plan.rows)}{'次' if subject == 'outbound' else '批次'}")
    paper.merge(end - 1, 1, end - 1, 3)
    paper.put(end, 1, rng.choice(NOTES))
    draft.truth.tables[-1].note_rows.append(end)


@mess
def everything(draft: Draft) -> None:
    """Title, metadata, units merged down, trips over rows, a heading of two rows, days without a year, notes, names."""
    rng, subject = draft.rng, ("outbound", "inbound")[draft.index % 2]
    plan = Plan(rng, subject, fields=["unit", *FIELDS[subject]], date_form=rng.choice(("day", "hao")))
    unit = world.unit(rng)
    for fact in plan.rows:
        fact["unit"] = unit
        fact["stops"] = world.visit(rng, subject, rng.choice((1, 1, 2, 3)))["stops"]
    group = "拜访对接情况" if subject == "outbound" else "来访客商情况"
    columns = []
    for column in plan.columns():
        grouped = column.field in ("organisation", "counterpart")
        heading = f"{group}>{column.heading}" if grouped else column.heading
        columns.append(Column(heading, column.field, column.show, per_stop=column.per_stop))
    metadata = [f"填报单位（盖章）：{unit}||填报日期：2024年3月29日"]
    table = plan.table(columns=columns, title=plan.title("2024年一季度"), metadata=metadata, stops="merged")
    draft.given()
    draft.truth.unit = unit
    draft.write(table, [*plan.lines, Line("note", text=rng.choice(NOTES)), signature(draft)])


def _counter_block(draft: Draft, grid: Grid, units: list[str], counts: list[Count]) -> None:
    for unit in units:
        grid.paper.put(grid.row, 1, unit)
        for column, count in enumerate(counts, 2):
            grid.count(column, unit, count, "cumulative", count.figure(draft.rng))
        grid.row += 1


@mess
def measures_row(draft: Draft) -> None:
    """A row of unit words (次, 批次, 亿元) under the row of indicators."""
    units, counts = world.units(draft.rng, 5), chosen(draft.rng, 5)
    grid = Grid(draft, draft.paper(), "counters")
    grid.title("2024年招商引资主要指标累计完成情况", 1 + len(counts))
    grid.head([["单位", *(c.bare for c in counts)], ["^", *(c.word for c in counts)]])
    _counter_block(draft, grid, units, counts)
    grid.truth.columns = {"unit": "A"}
    draft.given()


@mess
def crossed_heading(draft: Draft) -> None:
    """A 斜线 heading: 指标 above, 单位 below, in one cell."""
    units, counts = world.units(draft.rng, 5), chosen(draft.rng, 5)
    grid = Grid(draft, draft.paper(), "counters")
    grid.title("2024年招商引资主要指标累计完成情况", 1 + len(counts))
    corner = draft.rng.choice(("指标\n单位", "      指标\n单位", "单位\\指标", "单位/指标", "指标    单位"))
    grid.head([[corner, *(c.heading for c in counts)]])
    _counter_block(draft, grid, units, counts)
    grid.truth.columns = {"unit": "A"}
    draft.given()


@mess
def group_subtotals(draft: Draft) -> None:
    """街道小计 and 镇小计 between the units of a counter sheet, 合计 first."""
    rng = draft.rng
    counts = chosen(rng, 4)
    groups = {
        "街道": [u for u in world.UNITS if u.endswith("街道")][:3],
        "镇": [u for u in world.UNITS if u.endswith("镇")][:3],
    }
    figures: dict[str, list[float]] = {u: [c.figure(rng) for c in counts] for us in groups.values() for u in us}
    grid = Grid(draft, draft.paper(), "counters")
    grid.title("2024年招商引资主要指标累计完成情况", 1 + len(counts))
    grid.head([["单位", *(c.heading for c in counts)]])
    grid.total("合计", [sum(column) for column in zip(*figures.values(), strict=True)], 2)
    for word, units in groups.items():
        for unit in units:
            grid.paper.put(grid.row, 1, unit)
            for column, (count, figure) in enumerate(zip(counts, figures[unit], strict=True), 2):
                grid.count(column, unit, count, "cumulative", figure)
            grid.row += 1
        grid.total(f"{word}小计", [sum(figures[u][i] for u in units) for i in range(len(counts))], 2)
    grid.truth.columns = {"unit": "A"}
    draft.given()


@mess
def weekly_report(draft: Draft) -> None:
    """工作周报: a counter block, then the week's visits, then the projects, on one sheet."""
    rng = draft.rng
    unit, counts = world.unit(rng), chosen(rng, 4)
    grid = Grid(draft, draft.paper("周报"), "counters")
    grid.title(f"{unit}招商引资工作周报（2024年3月23日-3月29日）", 6)
    grid.head([["指标", "计量单位", "本周", "本月", "累计"]])
    for count in counts:
        grid.paper.put(grid.row, 1, count.bare)
        grid.paper.put(grid.row, 2, count.word)
        rising: list[Any] = sorted(count.figure(rng) for _ in range(3))
        for column, ((_, period), figure) in enumerate(zip(SPANS, rising, strict=True), 3):
            grid.count(column, unit, count, period, figure)
        grid.row += 1
    grid.truth.columns = {"indicator": "A"}
    row = grid.row + 1
    for word, subject in (("一、外出招商情况", "outbound"), ("二、项目推进情况", "projects")):
        plan = Plan(rng, subject, unit=unit)
        if subject == "outbound":
            plan.rows = plan.rows[:2]
        row = draft.write(plan.table(title=word), plan.lines, grid.paper, top=row) + 1
    draft.given(period=None)
    draft.truth.unit, draft.truth.period = unit, "2024-03-29"


@mess
def surnames_apart(draft: Draft) -> None:
    """Names padded with spaces, posts before names: 总经理张三, 张三（总经理）, 李  四."""
    rng, subject = draft.rng, ("outbound", "inbound")[draft.index % 2]
    plan = Plan(rng, subject, fields=["unit", *FIELDS[subject]])
    form = ("{0}（{1}）", "{1}{0}", "{1} {0}", "{0}/{1}")[draft.index // 2 % 4]
    plan.shows["counterpart"] = lambda stop: form.format(*stop["who"]) if stop.get("who") else ""
    for fact in plan.rows:
        fact["stops"] = fact["stops"][:1]
    plan.shows["leader"] = lambda fact: Shown(_padded(fact["leader"]), {"leader": fact["leader"]})
    draft.given()
    draft.write(plan.table(title=plan.title("2024年"), free=["leader"]), plan.lines)


def _padded(name: str) -> str:
    return f"{name[0]}  {name[1]}" if len(name) == 2 else name
