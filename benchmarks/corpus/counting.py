"""Counter sheets and target tables: figures reported as figures."""

from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Any

from benchmarks.corpus import world
from benchmarks.corpus.drafts import Draft
from benchmarks.corpus.messes import mess
from benchmarks.corpus.paper import Paper
from benchmarks.corpus.truth import RecordTruth, TableTruth
from benchmarks.corpus.world import PERIOD, YEAR

INDICATORS = (
    ("outbound_trips", ("走出去（次）", "外出招商（次）", "走出去次数"), "次", 1.0),
    ("inbound_groups", ("请进来（批次）", "接待客商（批次）", "请进来批次"), "批次", 1.0),
    ("leader_trips", ("一把手外出招商（场次）", "主要领导外出招商（次）"), "场次", 1.0),
    ("leader_receptions", ("一把手接待客商（批次）", "主要领导接待客商（批次）"), "批次", 1.0),
    ("chambers", ("拜访商会（家）", "走访商会（家）"), "家", 1.0),
    ("projects_discussed", ("洽谈项目（个）", "在谈项目（个）"), "个", 1.0),
    ("projects_signed", ("签约项目（个）", "新签约项目（个）"), "个", 1.0),
    ("investment_signed", ("签约金额（亿元）", "签约项目总投资（亿元）"), "亿元", 1.0),
    ("projects_started", ("开工项目（个）", "新开工项目（个）"), "个", 1.0),
    ("land_m2", ("盘活低效用地（亩）", "盘活闲置土地（亩）"), "亩", 2000 / 3),
    ("factory_m2", ("盘活闲置厂房（万平方米）", "盘活厂房（万㎡）"), "万平方米", 10_000.0),
    ("building_m2", ("盘活闲置楼宇（万平方米）", "盘活楼宇（万㎡）"), "万平方米", 10_000.0),
)
_MONTH_ENDS = (date(YEAR, 1, 31), date(YEAR, 2, 29), PERIOD)
SPANS = (("本周", "week"), ("本月", "month"), ("累计", "cumulative"))


@dataclass
class Count:
    """One indicator on one sheet: its heading and the base units in one shown unit."""

    id: str
    heading: str
    word: str
    factor: float

    @property
    def bare(self) -> str:
        return self.heading.partition("（")[0]

    def figure(self, rng: Random, most: int = 40) -> float:
        return round(rng.uniform(0.3, 9), 2) if self.word in ("亿元", "万平方米") else float(rng.randint(0, most))


def chosen(rng: Random, count: int) -> list[Count]:
    picked = sorted(rng.sample(range(len(INDICATORS)), count))
    return [Count(INDICATORS[i][0], rng.choice(INDICATORS[i][1]), *INDICATORS[i][2:]) for i in picked]


@dataclass
class Grid:
    """A counting sheet on its paper, with its truth."""

    draft: Draft
    paper: Paper
    ledger: str
    row: int = 1
    truth: TableTruth = field(init=False)

    def __post_init__(self) -> None:
        self.truth = TableTruth(self.paper.name, self.ledger, [], {})
        self.draft.truth.tables.append(self.truth)

    def title(self, text: str, width: int) -> None:
        self.paper.put(self.row, 1, text)
        self.paper.merge(self.row, 1, self.row, width)
        self.row += 1

    def head(self, rows: list[list[str]]) -> None:
        """Heading rows; "" continues the cell on the left, "^" the one above."""
        self.truth.header_rows = list(range(self.row, self.row + len(rows)))
        for depth, texts in enumerate(rows):
            for index, text in enumerate(texts):
                if text in ("", "^"):
                    continue
                across = index
                while across + 1 < len(texts) and texts[across + 1] == "":
                    across += 1
                down = depth
                while down + 1 < len(rows) and rows[down + 1][index] == "^":
                    down += 1
                self.paper.put(self.row + depth, index + 1, text)
                self.paper.merge(self.row + depth, index + 1, self.row + down, across + 1)
        self.row += len(rows)

    def count(self, column: int, unit: str, count: Count, period: str, shown: float | None, row: int = 0) -> None:
        """A counter's cell; None leaves it blank, and a blank cell is no record."""
        values = {"unit": unit, "period": period, "as_of": PERIOD}
        self._cell("counters", row or self.row, column, count, shown, values)

    def target(self, column: int, unit: str, count: Count, shown: float | None) -> None:
        self._cell("targets", self.row, column, count, shown, {"unit": unit, "period": "year", "year": YEAR})

    def _cell(self, table: str, row: int, column: int, count: Count, shown: float | None, values: Any) -> None:
        if shown is None:
            return
        self.paper.put(row, column, int(shown) if shown == int(shown) else shown)
        where = self.paper.at(row, column)
        values |= {"indicator": count.id, "value": shown * count.factor, "cell": where}
        values |= {"hedged": "", "imprecise": ""}
        self.draft.truth.records.append(RecordTruth(table, self.paper.name, row, values, {"value": where}))

    def total(self, label: str, figures: list[float], first: int) -> None:
        self.truth.total_rows.append(self.row)
        self.paper.put(self.row, 1, label)
        for index, figure in enumerate(figures):
            self.paper.put(self.row, first + index, round(figure, 4))
        self.row += 1


_TITLES = ("招商引资工作周报表", "招商活动情况统计表", "双招双引工作进展情况表", "招商引资主要指标完成情况")


def _counter_title(rng: Random) -> str:
    return str(rng.choice(_TITLES))


@mess
def counters_wide(draft: Draft) -> None:
    """Units down, indicators across, each with 本周, 本月, 累计."""
    rng = draft.rng
    counts, units = chosen(rng, 4), world.units(rng, 6)
    spans = SPANS if draft.index % 2 else (SPANS[0], SPANS[2])
    grid = Grid(draft, draft.paper(), "counters")
    grid.title(f"{YEAR}年{_counter_title(rng)}", 1 + len(counts) * len(spans))
    heads = [["单位"], ["^"]]
    for count in counts:
        heads[0] += [count.heading, *[""] * (len(spans) - 1)]
        heads[1] += [word for word, _ in spans]
    grid.head(heads)
    figures = {u: [_rising(rng, count, len(spans)) for count in counts] for u in units}
    flat = [[figure for group in figures[unit] for figure in group] for unit in units]
    sums = [sum(figure or 0 for figure in column) for column in zip(*flat, strict=True)]
    if draft.index % 3 == 0:
        grid.total("合计", sums, 2)
    for unit in units:
        grid.paper.put(grid.row, 1, unit)
        for i, count in enumerate(counts):
            for j, (_, period) in enumerate(spans):
                grid.count(2 + i * len(spans) + j, unit, count, period, figures[unit][i][j])
        grid.row += 1
    if draft.index % 3 == 1:
        grid.total("合计", sums, 2)
    grid.truth.columns = {"unit": "A"}
    draft.given()


def _rising(rng: Random, count: Count, spans: int) -> list[float]:
    return [round(figure, 4) for figure in sorted(count.figure(rng) for _ in range(spans))]


@mess
def counters_long(draft: Draft) -> None:
    """One unit: indicators down, 本周 本月 累计 across, the unit of measure in a column of its own."""
    rng = draft.rng
    unit, counts = world.unit(rng), chosen(rng, 7)
    grid = Grid(draft, draft.paper(), "counters")
    grid.title(f"{unit}{YEAR}年{_counter_title(rng)}", 6)
    measure = rng.choice(("计量单位", "单位"))
    grid.head([["序号", rng.choice(("指标", "指标名称", "工作内容", "项目")), measure, "本周", "本月", "累计"]])
    for number, count in enumerate(counts, 1):
        for column, text in ((1, number), (2, count.bare), (3, count.word)):
            grid.paper.put(grid.row, column, text)
        for column, ((_, period), figure) in enumerate(zip(SPANS, _rising(rng, count, 3), strict=True), 4):
            grid.count(column, unit, count, period, figure)
        grid.row += 1
    grid.truth.columns = {"indicator": "B"}
    draft.given()
    draft.truth.unit = unit


@mess
def counters_transposed(draft: Draft) -> None:
    """Indicators down, units across; 累计 is said in the title."""
    rng = draft.rng
    units, counts = world.units(rng, 5), chosen(rng, 6)
    grid = Grid(draft, draft.paper(), "counters")
    grid.title(f"{YEAR}年招商引资主要指标累计完成情况（截至3月29日）", len(units) + 1)
    grid.head([[rng.choice(("指标", "指标名称")), *units]])
    for count in counts:
        grid.paper.put(grid.row, 1, count.heading)
        for column, unit in enumerate(units, 2):
            grid.count(column, unit, count, "cumulative", count.figure(rng))
        grid.row += 1
    grid.truth.columns = {"indicator": "A"}
    draft.given()


@mess
def counters_single_header(draft: Draft) -> None:
    """Units down, one heading row that says 本周 or 累计 with every indicator; some cells blank."""
    rng = draft.rng
    units, counts = world.units(rng, 6), chosen(rng, 6)
    word, period = SPANS[draft.index % 2 * 2]
    grid = Grid(draft, draft.paper(), "counters")
    grid.head([["序号", rng.choice(("单位", "镇街（园区）")), *(f"{word}{count.heading}" for count in counts)]])
    for number, unit in enumerate(units, 1):
        grid.paper.put(grid.row, 1, number)
        grid.paper.put(grid.row, 2, unit)
        for column, count in enumerate(counts, 3):
            grid.count(column, unit, count, period, None if rng.random() < 0.15 else count.figure(rng))
        grid.row += 1
    grid.truth.columns = {"unit": "B"}
    draft.given()


@mess
def months_across(draft: Draft) -> None:
    """One unit: indicators down, months across."""
    rng = draft.rng
    unit, counts = world.unit(rng), chosen(rng, 6)
    grid = Grid(draft, draft.paper(), "counters")
    grid.title(f"{unit}{YEAR}年招商引资指标分月完成情况表", 5)
    grid.head([["指标", "1月", "2月", "3月", "累计"]])
    for count in counts:
        months = [count.figure(rng, 12) for _ in range(3)]
        grid.paper.put(grid.row, 1, count.heading)
        for column, (figure, last) in enumerate(zip(months, _MONTH_ENDS, strict=True), 2):
            grid.count(column, unit, count, "month", figure)
            draft.truth.records[-1].values["as_of"] = last
        draft.truth.records[-1].free = ["as_of"]
        grid.count(5, unit, count, "cumulative", round(sum(months), 4))
        grid.row += 1
    grid.truth.columns = {"indicator": "A"}
    draft.given()
    draft.truth.unit = unit
