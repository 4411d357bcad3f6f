"""Project ledgers that are short lists: in-talk and signed tables, the towns' summary, weekly increments."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sample_data.drafts import Draft, Record
from sample_data.facts import third, third_start, written_out, yearless
from sample_data.project_sheets import NAME, NUMBER, STAGES, Item, amount, dated, meant, plain, yearful
from sample_data.tables import body, header, total

PLANNED = "拟4月下旬"


def two_lists(draft: Draft, unit: str, items: Sequence[Item], *, late_signing: bool = False) -> list[Record]:
    """In-talk and signed projects as two tables on one sheet."""
    columns = [
        NUMBER, NAME,
        plain("投资方", lambda item: item.project.investor, "investor", 28),
        amount("协议投资额（亿元）"),
        dated("首次接洽", "first_contact_on", written_out, 16),
        plain("责任人", lambda item: item.project.responsible_person, "responsible_person"),
    ]  # fmt: skip
    signed = [
        *columns[:4],
        dated("签约时间", "signed_on", written_out, 16),
        dated("开工时间", "started_on", written_out, 16),
        plain("目前阶段", lambda item: STAGES[item.stage], width=10),
    ]
    made = []
    for title, stages, form in (
        ("在谈项目清单", ("negotiating",), columns),
        ("签约项目清单", ("signed", "started"), signed),
    ):
        draft.line(title, len(columns), "section")
        header(draft, form)
        for number, item in enumerate((i for i in items if i.stage in stages), 1):
            row = body(draft, form, Item(item.project, number, item.on))
            made.append(meant(draft, form, item, unit, row))
            if late_signing and item.stage == "started" and number == 1:
                wrong = date(2024, 3, 15)
                draft.put(row, 5, written_out(wrong))
                made[-1]["fields"]["signed_on"] = wrong
                draft.fault(
                    "dates-out-of-order", draft.address(row, 5), draft.address(row, 6), why="签约时间晚于开工时间"
                )
        draft.top += 1
    return made


def by_town(draft: Draft, towns: dict[str, Sequence[Item]]) -> list[Record]:
    """A unit column merged down, 小计 after each unit, contact dates known to ten days, a planned start."""
    contact = plain("初次接洽时间", lambda item: _roughly(item)[0], width=13)
    columns = [
        plain("镇", lambda _: None, width=10), NUMBER, NAME,
        plain("投资方", lambda item: item.project.investor, "investor", 28),
        amount("总投资（亿元）"),
        contact,
        dated("签约时间", "signed_on", lambda day: day, 12),
        plain("开工时间", _planned, width=13),
        plain("进展状态", lambda item: STAGES[item.stage], width=10),
        plain("需协调事项", lambda item: item.project.problem or None, "problem", 20),
    ]  # fmt: skip
    header(draft, columns)
    made = []
    for unit, items in towns.items():
        first = draft.top
        for item in items:
            row = body(draft, columns, item)
            made.append(meant(draft, columns, item, unit, row, started_on=item.day("started_on")))
            made[-1]["fields"] |= _doubts(item)
        draft.put(first, 1, unit)
        draft.merge(first, 1, draft.top - 1, 1)
        total(draft, len(columns), "小计", 3, {5: round(sum(i.project.investment or 0 for i in items), 4)})
    return made


def _roughly(item: Item) -> tuple[str | int, date]:
    """This year's first contacts to ten days (三月中旬), earlier ones to the month, and the day they are kept as."""
    day = item.project.first_contact_on
    if day.year == item.on.year:
        return third(day), third_start(day)
    return day.year * 100 + day.month, day.replace(day=1)


def _doubts(item: Item) -> Record:
    """What is known only roughly about a town's project."""
    said: Record = {"first_contact_on": _roughly(item)[1], "imprecise": "first_contact_on"}
    if _planned(item) == PLANNED:
        said |= {"planned_start_on": date(2024, 4, 21), "imprecise": "first_contact_on,planned_start_on"}
    return said


def _planned(item: Item) -> Any:
    started = item.day("started_on")
    if started:
        return started
    return PLANNED if item.stage == "signed" else None


def new_items(draft: Draft, unit: str, items: Sequence[Item]) -> list[Record]:
    """This week's new projects only; dates without a year, which stands in the title."""
    columns = [
        NUMBER, NAME,
        plain("客商/投资方", lambda item: item.project.investor, "investor", 28),
        amount("拟投资额（亿元）"),
        plain("状态", lambda item: STAGES[item.stage], width=9),
        dated("签约时间", "signed_on", yearless),
        plain("首谈单位", lambda item: item.project.originating_unit, "originating_unit", 13),
        plain("备注", lambda _: None, width=12),
    ]  # fmt: skip
    header(draft, columns)
    return [meant(draft, columns, item, unit, body(draft, columns, item)) for item in items]


def talks_only(draft: Draft, unit: str, items: Sequence[Item]) -> list[Record]:
    """A list of projects in talks, without stage column or dates of signing."""
    columns = [
        NUMBER, NAME,
        plain("投资方", lambda item: item.project.investor, "investor", 28),
        plain("项目内容", lambda item: item.project.content, "content", 30),
        amount("拟投资额（亿元）"),
        dated("初次接洽时间", "first_contact_on", yearful),
        plain("责任人", lambda item: item.project.responsible_person, "responsible_person", 12),
    ]  # fmt: skip
    header(draft, columns)
    return [meant(draft, columns, item, unit, body(draft, columns, item)) for item in items]
