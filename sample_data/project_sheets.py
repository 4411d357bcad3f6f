"""Project ledgers, each in its unit's own layout."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sample_data.drafts import Draft, Record
from sample_data.facts import Project, dotted
from sample_data.tables import Column, body, column, header, place, total

STAGES = {
    "negotiating": "在谈", "signed": "签约", "registered": "注册", "started": "开工", "completed": "竣工",
    "terminated": "终止",
}  # fmt: skip


@dataclass(frozen=True)
class Item:
    """A project as a ledger of one Friday shows it."""

    project: Project
    number: int
    on: date

    def day(self, field: str) -> date | None:
        return self.project.known(field, self.on)

    @property
    def stage(self) -> str:
        return self.project.stage(self.on)


def dated(heading: str, field: str, say: Callable[[date], Any], width: float = 13, blank: str | None = None) -> Column:
    """A date column; what has not come true yet is left blank."""

    def typed(item: Item) -> Any:
        day = item.day(field)
        return say(day) if day else blank

    return column(heading, typed, field, width, lambda item: item.day(field))


def plain(heading: str, typed: Callable[[Item], Any], field: str = "", width: float = 12) -> Column:
    return column(heading, typed, field, width, lambda item: getattr(item.project, field))


def amount(heading: str, scale: float = 1, width: float = 13) -> Column:
    return plain(heading, lambda item: _scaled(item.project.investment, scale), "investment", width)


def _scaled(value: float | None, scale: float) -> float | str:
    return "面议" if value is None else round(value * scale, 4)


NUMBER = plain("序号", lambda item: item.number, width=6)
NAME = plain("项目名称", lambda item: item.project.name, "name", 30)


def meant(draft: Draft, columns: Sequence[Column], item: Item, unit: str, row: int, **other: Any) -> Record:
    said = {c.field: c.meant(item) for c in columns if c.field and c.meant}
    return draft.means("projects", unit, row, **{"stage": item.stage, **said, **other})


def known(projects: Sequence[Project], on: date) -> list[Item]:
    """Projects first met by a day, numbered."""
    seen = [p for p in projects if p.first_contact_on <= on]
    return [Item(p, n, on) for n, p in enumerate(seen, 1)]


def by_section(draft: Draft, unit: str, items: Sequence[Item], *, forget_last: bool = False) -> list[Record]:
    """Stage section rows with their number of projects; 合计 at the foot, once with the last row forgotten."""
    columns = [
        NUMBER, NAME,
        plain("投资方", lambda item: item.project.investor, "investor", 28),
        plain("建设内容", lambda item: item.project.content, "content", 30),
        amount("计划总投资（亿元）"),
        plain("所属产业", lambda item: item.project.industry, "industry"),
        dated("初次接洽时间", "first_contact_on", dotted),
        dated("签约时间", "signed_on", dotted),
        dated("注册时间", "registered_on", dotted),
        dated("开工时间", "started_on", dotted),
        plain("到位资金（亿元）", lambda item: item.project.paid_in, "paid_in"),
        plain("责任人", lambda item: item.project.responsible_person, "responsible_person", 10),
        plain("存在问题", lambda item: item.project.problem or None, "problem", 20),
    ]  # fmt: skip
    header(draft, columns)
    sections = (
        ("一、在谈项目", ("negotiating",), "negotiating"),
        ("二、已签约项目", ("signed", "registered"), "signed"),
    )
    made, amounts = [], []
    for title, stages, stage in (*sections, ("三、已开工项目", ("started", "completed"), "started")):
        chosen = [item for item in items if item.stage in stages]
        draft.line(f"{title}（{len(chosen)}个）", len(columns), "section")
        for number, item in enumerate(chosen, 1):
            row = body(draft, columns, Item(item.project, number, item.on))
            made.append(meant(draft, columns, item, unit, row, stage=stage))
            amounts.append(item.project.investment or 0)
    at = place(columns, "investment")
    value = round(sum(amounts[:-1] if forget_last else amounts), 4)
    row = total(draft, len(columns), "合计", 2, {at: value})
    if forget_last:
        draft.fault("total-mismatch", draft.address(row, at), why="合计漏加最后一行")
    return made


def in_ten_thousands(draft: Draft, unit: str, items: Sequence[Item]) -> list[Record]:
    """万元, one project in 万美元, a stage column, true dates, 合计 as the first body row."""
    columns = [
        NUMBER, NAME,
        plain("投资主体", lambda item: item.project.investor, "investor", 28),
        plain("计划总投资（万元）", _money, "investment", 14),
        plain("行业类别", lambda item: item.project.industry, "industry"),
        plain("进展阶段", lambda item: STAGES[item.stage], width=10),
        dated("签约时间", "signed_on", lambda day: day),
        dated("开工时间", "started_on", lambda day: day),
        dated("竣工时间", "completed_on", lambda day: day),
        plain("下一步打算", lambda item: None if item.stage == "completed" else "加快推进前期手续", width=20),
    ]  # fmt: skip
    header(draft, columns)
    amounts = [round((item.project.investment or 0) * 10_000) for item in items]
    total(draft, len(columns), "合计", 2, {4: sum(amounts)})
    made = []
    for item in items:
        row = body(draft, columns, item)
        made.append(meant(draft, columns, item, unit, row, investment_usd=item.project.usd))
    return made


def _money(item: Item) -> Any:
    return f"{item.project.usd:g}万美元" if item.project.usd else _scaled(item.project.investment, 10_000)


def hedged(draft: Draft, unit: str, items: Sequence[Item], undated: str) -> list[Record]:
    """约1.2亿元 and ranges as text, 单位 only in the metadata line; one signed project without its date."""
    columns = [
        NUMBER, NAME,
        plain("投资方", lambda item: item.project.investor, "investor", 28),
        plain("总投资", _hedged, "investment"),
        plain("产业类别", lambda item: item.project.industry, "industry"),
        plain("项目阶段", lambda item: _stage_word(item, undated), width=10),
        dated("初次接洽时间", "first_contact_on", yearful),
        dated("签约时间", "signed_on", yearful),
        dated("开工时间", "started_on", yearful),
        plain("目前进展", lambda item: f"已对接{item.project.responsible_person}，持续推进", width=26),
    ]  # fmt: skip
    return _staged(draft, columns, items, unit, undated)


def drifted(draft: Draft, unit: str, items: Sequence[Item], undated: str) -> list[Record]:
    """Week three's form: columns renamed and moved, amounts in 万元, one column more."""
    columns = [
        NUMBER,
        plain("项目阶段", lambda item: _stage_word(item, undated), width=10),
        NAME,
        plain("外来投资方", lambda item: item.project.investor, "investor", 28),
        amount("拟投资额（万元）", 10_000, 14),
        plain("所属产业链", lambda item: item.project.industry, "industry"),
        dated("首次洽谈时间", "first_contact_on", yearful),
        dated("签约日期", "signed_on", yearful),
        dated("实际开工时间", "started_on", yearful),
        plain("是否上会", lambda item: "是" if item.number % 2 else "否", width=9),
        plain("最新进展", lambda item: f"已对接{item.project.responsible_person}，持续推进", width=26),
    ]
    made = _staged(draft, columns, items, unit, undated)
    head = made[0]["row"] - 1
    draft.fault("unmapped-column", draft.address(head, 10), why="新增一列“是否上会”")
    return made


def _staged(draft: Draft, columns: list[Column], items: Sequence[Item], unit: str, undated: str) -> list[Record]:
    header(draft, columns)
    made = []
    for item in items:
        row = body(draft, columns, item)
        other: dict[str, Any] = {}
        if item.project.name == undated:
            other = {"stage": "signed"}
            cells = [draft.address(row, n) for n in range(1, len(columns) + 1)]
            draft.fault("stage-without-date", *cells, why="阶段写“签约”，未填签约时间")
        if isinstance(_hedged(item), str) and columns[3].heading == ("总投资",):
            low, high = item.project.low, item.project.high
            other |= {"hedged": "investment", "investment_low": low or item.project.investment}
            other |= {"investment_high": high or item.project.investment}
        made.append(meant(draft, columns, item, unit, row, **other))
    return made


def _stage_word(item: Item, undated: str) -> str:
    return "签约" if item.project.name == undated else STAGES[item.stage]


def _hedged(item: Item) -> Any:
    project = item.project
    if project.low and project.high:
        return f"{project.low:g}亿-{project.high:g}亿"
    return f"约{project.investment:g}亿元" if item.number == 1 else project.investment


def yearful(day: date) -> str:
    return f"{day.year}-{day.month:02d}-{day.day:02d}"
