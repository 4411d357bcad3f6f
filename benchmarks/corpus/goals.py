"""Target tables: targets, what is done, and rates that follow from both."""

from random import Random

from benchmarks.corpus import world
from benchmarks.corpus.counting import Count, Grid, chosen
from benchmarks.corpus.drafts import Draft
from benchmarks.corpus.messes import mess
from benchmarks.corpus.world import YEAR


def _target_heads(counts: list[Count], depth: int, rng: Random) -> list[list[str]]:
    words = rng.choice(
        (
            ("目标值", "完成值", "完成率（%）"),
            ("年度目标", "累计完成", "完成率"),
            ("目标任务", "完成数", "完成进度（%）"),
        )
    )
    first = rng.choice(("单位", "镇街（园区）", "责任单位"))
    top, middle, low = [first], ["^"], ["^"]
    for count in counts:
        top += [count.heading, "", ""]
        low += list(words)
    middle += [c for count in counts for c in (count.heading, "", "")]
    if depth == 2:
        return [top, low]
    return [[first, rng.choice(("招商引资目标任务", "年度主要指标")), *[""] * (3 * len(counts) - 1)], middle, low]


@mess
def targets(draft: Draft) -> None:
    """Units down; over two or three heading rows indicator > 目标值 / 完成值 / 完成率; 合计 first, last or missing."""
    rng = draft.rng
    units, counts = world.units(rng, 6), chosen(rng, 3)
    grid = Grid(draft, draft.paper(), "targets")
    grid.title(f"{YEAR}年目标任务分解及完成情况表", 1 + 3 * len(counts))
    grid.head(_target_heads(counts, 2 + draft.index % 2, rng))
    figures = {u: [(float(rng.randint(10, 60)), float(rng.randint(2, 9))) for _ in counts] for u in units}
    sums = []
    for i in range(len(counts)):
        goal, done = sum(figures[u][i][0] for u in units), sum(figures[u][i][1] for u in units)
        sums += [goal, done, round(done / goal * 100, 2)]
    where = draft.index % 3
    if where == 0:
        grid.total("合计", sums, 2)
    for unit in units:
        grid.paper.put(grid.row, 1, unit)
        for i, (count, (goal, done)) in enumerate(zip(counts, figures[unit], strict=True)):
            grid.target(2 + 3 * i, unit, count, goal)
            grid.count(3 + 3 * i, unit, count, "cumulative", done)
            grid.paper.put(grid.row, 4 + 3 * i, round(done / goal * 100, 2))
        grid.row += 1
    if where == 1:
        grid.total("全区合计", sums, 2)
    grid.truth.columns = {"unit": "A"}
    draft.given()


@mess
def targets_only(draft: Draft) -> None:
    """目标任务分解表: units down, targets across, nothing done yet."""
    rng = draft.rng
    units, counts = world.units(rng, 6), chosen(rng, 4)
    grid = Grid(draft, draft.paper(), "targets")
    grid.title(f"{YEAR}年招商引资目标任务分解表", 1 + len(counts))
    grid.head([["单位", *(count.heading for count in counts)]])
    for unit in units:
        grid.paper.put(grid.row, 1, unit)
        for column, count in enumerate(counts, 2):
            grid.target(column, unit, count, float(rng.randint(2, 40)))
        grid.row += 1
    grid.truth.columns = {"unit": "A"}
    draft.given()


@mess
def targets_long(draft: Draft) -> None:
    """One unit: indicators down, 年度目标 累计完成 完成率 across."""
    rng = draft.rng
    unit, counts = world.unit(rng), chosen(rng, 6)
    grid = Grid(draft, draft.paper(), "targets")
    grid.title(f"{unit}{YEAR}年招商引资目标任务完成情况表", 6)
    grid.head([["序号", "指标名称", rng.choice(("计量单位", "单位")), "年度目标", "累计完成", "完成率"]])
    for number, count in enumerate(counts, 1):
        goal, done = float(rng.randint(10, 60)), float(rng.randint(2, 9))
        for column, text in ((1, number), (2, count.bare), (3, count.word)):
            grid.paper.put(grid.row, column, text)
        grid.target(4, unit, count, goal)
        grid.count(5, unit, count, "cumulative", done)
        grid.paper.put(grid.row, 6, round(done / goal, 4), "0.00%")
        grid.row += 1
    grid.truth.columns = {"indicator": "B"}
    draft.given()
    draft.truth.unit = unit
