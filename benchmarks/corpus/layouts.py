"""Where the table lies on the sheet, and how its headings and lines are set out."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from benchmarks.corpus import wording, world
from benchmarks.corpus.drafts import FIELDS, Draft, Plan
from benchmarks.corpus.headers import subject_of
from benchmarks.corpus.lists import Column, Line, Shown, facts
from benchmarks.corpus.messes import mess
from benchmarks.corpus.world import Fact


def _planned(draft: Draft) -> Plan:
    subject = subject_of(draft)
    return Plan(draft.rng, subject, fields=["unit", *FIELDS[subject]])


@mess
def annex_line(draft: Draft) -> None:
    """附件2 above the title, sometimes an empty row between title and heading."""
    plan = _planned(draft)
    paper = draft.paper()
    paper.put(1, 1, draft.rng.choice(("附件2", "附件1：", "附表3")))
    draft.given()
    if draft.index % 2:
        paper.put(2, 1, plan.title("2024年"))
        draft.write(plan.table(), plan.lines, paper, top=4)
    else:
        draft.write(plan.table(title=plan.title("2024年")), plan.lines, paper, top=2)


@mess
def offset_table(draft: Draft) -> None:
    """The table does not begin in A1."""
    plan = _planned(draft)
    draft.given()
    table = plan.table(title=plan.title("2024年") if draft.index % 2 else "")
    draft.write(table, plan.lines, top=draft.rng.choice((3, 4, 6)), left=draft.rng.choice((2, 3)))


@mess
def instructions_above(draft: Draft) -> None:
    """Several lines of instructions between title and heading."""
    plan = _planned(draft)
    lines = draft.rng.sample(_INSTRUCTIONS, 3)
    draft.given()
    numbered = [f"{number}.{text}" for number, text in enumerate(lines, 1)]
    draft.write(plan.table(title=plan.title("2024年"), metadata=["填报要求：", *numbered]), plan.lines)


_INSTRUCTIONS = (
    "各单位于每周五下午5点前将本表报区招商局；",
    "项目名称须与备案名称一致，不得随意简写；",
    "外出招商须由主要领导带队方可计入；",
    "面积以实际测绘为准，盘活以签订合同为准；",
    "同一客商多次来访的分别填写。",
)


@mess
def broken_headings(draft: Draft) -> None:
    """Line breaks and spaces inside headings."""
    plan = _planned(draft)
    joint = ("\n", "  ", "\u3000")[draft.index % 3]
    for name, word in plan.headings.items():
        middle = len(word) // 2
        if len(word) <= 5 and "（" not in word:
            plan.headings[name] = word[:middle] + joint + word[middle:]
    columns = plan.columns()
    if joint == "\n":
        columns = [Column(c.heading.replace("（", "\n（"), c.field, c.show, per_stop=c.per_stop) for c in columns]
    draft.given()
    draft.write(plan.table(columns=columns, title=plan.title("2024年")), plan.lines)


@mess
def decorated_headings(draft: Draft) -> None:
    """Stars, numbers, 必填 and hints around headings."""
    plan = _planned(draft)
    columns = plan.columns()
    wrap = ("*{}", "{}（必填）", "{}*", "{n}.{}", "【{}】", "{n}、{}")[draft.index // 2 % 6]
    headed = [
        Column(wrap.format(c.heading, n=n), c.field, c.show, per_stop=c.per_stop) for n, c in enumerate(columns, 1)
    ]
    if draft.index % 2:
        hints = {
            "start": "（如2024-3-1）",
            "signed_on": "（年月日）",
            "name": "（全称）",
            "organisation": "（填写全称）",
        }
        headed = [Column(c.heading + hints.get(c.field, ""), c.field, c.show, per_stop=c.per_stop) for c in columns]
    draft.given()
    draft.write(plan.table(columns=headed, title=plan.title("2024年")), plan.lines)


@mess
def gaps(draft: Draft) -> None:
    """Empty rows between records, an empty column inside the table, prepared empty lines with serial numbers below."""
    plan = _planned(draft)
    rng = draft.rng
    how = draft.index // 2 % 3
    lines: list[Line] = []
    for number, line in enumerate(plan.lines):
        lines += [line, Line("blank")] if how == 0 and number % 3 == 1 else [line]
    columns = plan.columns()
    if how == 1:
        columns.insert(4, Column("", show=lambda fact: None))
    paper = draft.paper()
    draft.given()
    end = draft.write(plan.table(columns=columns, title=plan.title("2024年")), lines, paper)
    if how == 2:
        for row in range(end, end + rng.randint(2, 5)):
            paper.put(row, 1, len(plan.rows) + 1 + row - end)


@mess
def other_sheets(draft: Draft) -> None:
    """A cover, instructions and a code list beside the sheet that matters."""
    plan = _planned(draft)
    rng = draft.rng
    if draft.index % 2:
        cover = draft.paper("填报说明")
        cover.put(1, 1, "填报说明")
        for row, text in enumerate(_INSTRUCTIONS, 2):
            cover.put(row, 1, text)
    draft.given()
    draft.write(plan.table(title=plan.title("2024年")), plan.lines, draft.paper("明细表"))
    codes = draft.paper(rng.choice(("字典", "下拉选项", "参数")))
    for row, pair in enumerate(
        (("产业类别", "盘活方式"), ("新材料", "招商"), ("电子信息", "租赁"), ("食品", "改造")), 1
    ):
        codes.put(row, 1, pair[0])
        codes.put(row, 2, pair[1])
    draft.paper("Sheet3")


@mess
def bare_totals(draft: Draft) -> None:
    """A total said in other words, in another column, or by its sum alone."""
    rng, subject = draft.rng, ("projects", "factory", "land", "building")[draft.index % 4]
    plan = Plan(rng, subject, fields=["unit", *FIELDS[subject]])
    plan.rows = [plan.fact() for _ in range(6)]
    word = ("", "共计", "总    计", "合计：", "全区", "累计")[draft.index // 2 % 6]
    table = plan.table(title=plan.title("2024年"), total_label_column=rng.choice((1, 2, 3)))
    draft.given()
    draft.write(table, [*plan.lines, Line("total", text=word, over=tuple(plan.rows))])


@mess
def ditto_marks(draft: Draft) -> None:
    """同上 and 〃 stand for the unit above."""
    plan = _planned(draft)
    sign = ("同上", "〃", "″")[draft.index % 3]
    units = world.units(draft.rng, 3)
    plan.rows = [{**plan.fact(), "unit": unit} for unit in units for _ in range(3)]
    last: list[str] = [""]

    def show(fact: Fact) -> str:
        text = sign if fact["unit"] == last[0] else fact["unit"]
        last[0] = fact["unit"]
        return text

    plan.shows["unit"] = show
    for fact in plan.rows:
        fact["stops"] = fact.get("stops", [])[:1]
    draft.given()
    draft.write(plan.table(title=plan.title("2024年")), plan.lines)


_DAYS: tuple[Callable[[date], Any], ...] = (
    lambda d: f"{d.month}月{d.day}日（周{'一二三四五六日'[d.weekday()]}）",
    lambda d: f"{d.month}月{d.day}日上午",
    lambda d: f"{d:%Y-%m-%d} 14:30",
    lambda d: f"{d.year % 100}.{d.month}.{d.day}",
    lambda d: f"{d.year % 100}年{d.month}月{d.day}日",
    lambda d: f"{d.year}. {d.month}. {d.day}",
    lambda d: f"{d.year}年{d.month}月{d.day}号",
    lambda d: f"{d.year} 年 {d.month} 月 {d.day} 日",
    lambda d: f"{d.year}-{d.month}-{d.day}",
    lambda d: f"{d.year}年{d.month}.{d.day}",
    lambda d: f"{d.month}/{d.day}",
    lambda d: f"{d:%Y%m%d}",
)


@mess
def odd_days(draft: Draft) -> None:
    """Days with a weekday, an hour, spaces, two-digit years."""
    write = _DAYS[draft.index % len(_DAYS)]
    plan = Plan(draft.rng, ("outbound", "inbound")[draft.index % 2])
    plan = Plan(draft.rng, plan.subject, fields=["unit", *FIELDS[plan.subject]])
    for name in [n for n in ("start", "end") if n in plan.fields]:
        plan.shows[name] = _written(name, write)
    draft.given()
    draft.write(plan.table(title=plan.title("2024年")), plan.lines)


def _written(name: str, write: Callable[[date], Any]) -> Callable[[Fact], Any]:
    return lambda fact: Shown(write(fact[name]))


@mess
def sections_with_figures(draft: Draft) -> None:
    """Section rows with counts and sums, not merged, deeper numbering inside."""
    rng = draft.rng
    fields = ["name", "investor", "investment", "content", "responsible_person", "progress"]
    plan = Plan(rng, "projects", fields=fields, unit=world.unit(rng))
    lines, plan.rows = [], []
    for number, (word, stage) in enumerate((("签约项目", "signed"), ("在谈项目", "negotiating")), 1):
        group = [{**world.project(rng, stage), "unit": plan.unit} for _ in range(rng.randint(2, 5))]
        plan.rows += group
        total = round(sum(fact["investment"] for fact in group), 2)
        head = wording.NUMERALS[number]
        text = rng.choice(
            (
                f"{head}、{word}{len(group)}个，总投资{total}亿元",
                f"{head}、{word}（共{len(group)}个，计划总投资{total}亿元）",
            )
        )
        lines += [Line("section", text=text), *facts(group)]
    table = plan.table(title=plan.title("2024年"))
    for fact in plan.rows:
        fact["derived"] = {"stage": fact["stage"]}
    draft.given(unit=plan.unit)
    draft.write(table, lines)


@mess
def companions_and_heads(draft: Draft) -> None:
    """Companions, headcounts with 人, durations and reception places beside the usual columns."""
    rng, subject = draft.rng, ("outbound", "inbound")[draft.index % 2]
    plan = Plan(rng, subject, fields=["unit", *FIELDS[subject]])
    for fact in plan.rows:
        fact["companions"] = rng.choice(("区发改局", "区商务局、区自规局", "区工信局"))
    columns = plan.columns()
    if subject == "outbound":
        columns.insert(4, Column("同行单位", "companions"))
        columns.insert(
            5, Column("天数", show=lambda f: (f["end"] - f["start"]) // timedelta(days=1) + 1, optional=True)
        )
        columns.insert(6, Column("外出人数", "headcount", lambda f: Shown(f"{f['headcount']:g}人")))
    else:
        columns.insert(4, Column("接待地点", show=lambda f: "会议中心", optional=True))
    table = plan.table(
        columns=columns, title=plan.title("2024年"), free=["destination"] if subject == "inbound" else []
    )
    draft.given()
    draft.write(table, plan.lines)
