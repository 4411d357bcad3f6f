"""Counters, targets, events, industry chains and resident posts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sample_data.drafts import Draft
from sample_data.facts import Event, Prospect, Trip, dotted, span
from sample_data.people import DISTRICT, PLACES, Place
from sample_data.tables import Column, Typed, always, body, column, header, total


@dataclass(frozen=True)
class Tally:
    """What a unit without lists counts: this week's and all of the year's, and how the clerk types it."""

    heading: str
    indicator: str
    week: int | None
    cumulative: int | None
    hedge: str = ""

    def typed(self, value: int | None) -> int | str | None:
        return f"{value}{self.hedge}" if self.hedge and value is not None else value


def counters(draft: Draft, unit: str, tallies: Sequence[Tally], as_of: date) -> None:
    """单位 × indicator > 本周/累计, one row for the unit that keeps no lists."""
    columns = [column("单位", lambda _: unit, width=14)]
    for each in tallies:
        columns.append(column(f"{each.heading}>本周", always(each.week), width=9))
        columns.append(column(f"{each.heading}>累计", always(each.typed(each.cumulative)), width=9))
    header(draft, columns)
    row = body(draft, columns, None)
    for index, each in enumerate(tallies):
        for place, period, value in ((2, "week", each.week), (3, "cumulative", each.cumulative)):
            if value is not None:
                hedged = "value" if each.hedge and period == "cumulative" else ""
                draft.means(
                    "counters", unit, row, indicator=each.indicator, period=period, as_of=as_of, value=value,
                    cell=draft.address(row, place + 2 * index), hedged=hedged,
                )  # fmt: skip


TARGET_COLUMNS = (
    ("盘活低效用地（万平方米）", "land_m2", 10_000),
    ("盘活闲置厂房（万平方米）", "factory_m2", 10_000),
    ("盘活闲置楼宇（万平方米）", "building_m2", 10_000),
    ("新签约项目（个）", "projects_signed", 1),
    ("签约计划总投资（亿元）", "investment_signed", 1),
    ("新开工项目（个）", "projects_started", 1),
    ("走出去（次）", "outbound_trips", 1),
    ("请进来（批次）", "inbound_groups", 1),
)


def targets(draft: Draft, year: int) -> None:
    """单位 × indicator under three header rows; 合计 is the first body row and only an assertion."""
    columns = [column("单位", lambda place: place.name, width=16)]
    for heading, indicator, scale in TARGET_COLUMNS:
        group = (
            "盘活存量"
            if indicator.endswith("m2")
            else "项目招引"
            if "signed" in indicator or "started" in indicator
            else "招商活动"
        )
        columns.append(Column((f"{year}年目标任务", group, heading), _target(indicator, scale), width=12))
    header(draft, columns)
    sums = [sum(p.targets.get(indicator, 0) for p in PLACES) / scale for _, indicator, scale in TARGET_COLUMNS]
    total(draft, len(columns), "合计", 1, {n: round(value, 4) for n, value in enumerate(sums, 2)})
    for place in PLACES:
        row = body(draft, columns, place)
        for index, (_, indicator, _) in enumerate(TARGET_COLUMNS, 2):
            if indicator in place.targets:
                draft.means(
                    "targets", place.name, row, indicator=indicator, year=year, period="year",
                    value=place.targets[indicator], cell=draft.address(row, index),
                )  # fmt: skip


def _target(indicator: str, scale: float) -> Typed:
    def typed(place: Place) -> float | str:
        return round(place.targets[indicator] / scale, 4) if indicator in place.targets else "—"

    return typed


_EVENT_WORDS = {"signing": "签约", "promotion": "推介", "training": "培训"}


def events(draft: Draft, known: Sequence[Event]) -> None:
    """The bureau's own list of signings, promotions and trainings."""
    columns = [
        column("序号", lambda pair: pair[0], width=6),
        column("活动名称", lambda pair: pair[1].title, width=30),
        column("活动类型", lambda pair: _EVENT_WORDS[pair[1].kind], width=10),
        column("时间", lambda pair: dotted(pair[1].date)),
        column("地点", lambda pair: pair[1].place or None, width=14),
        column("平台", lambda pair: pair[1].channel or None, width=10),
        column("批次", lambda pair: pair[1].count, width=8),
        column("签约项目（个）", lambda pair: pair[1].projects, width=10),
        column("投资额（亿元）", lambda pair: pair[1].investment, width=10),
    ]
    header(draft, columns)
    for number, event in enumerate(known, 1):
        row = body(draft, columns, (number, event))
        draft.means(
            "events", DISTRICT, row, kind=event.kind, date=event.date, title=event.title, count=event.count,
            projects=event.projects, investment=event.investment,
        )  # fmt: skip


_ROLES = {"key": "链主", "upstream": "上游配套", "downstream": "下游配套"}


def chain(draft: Draft, unit: str, companies: Sequence[Prospect]) -> None:
    """Key companies of industry chains, the chain's cell merged down."""
    columns = [
        column("产业链", lambda _: None, width=12),
        column("环节", lambda p: p.segment, width=14),
        column("企业名称", lambda p: p.organisation, width=32),
        column("所在地", lambda p: f"{p.location}(qū)" if p.location.endswith("區") else p.location, width=14),
        column("角色", lambda p: _ROLES[p.role], width=10),
        column("优先级", lambda p: p.priority, width=8),
        column("对接情况", lambda p: p.contact, width=12),
    ]
    header(draft, columns)
    start, previous = draft.top, ""
    for each in companies:
        row = body(draft, columns, each)
        if each.chain != previous:
            if previous:
                draft.merge(start, 1, row - 1, 1)
            start, previous = row, each.chain
            draft.put(row, 1, each.chain)
        draft.means(
            "prospects", unit, row, chain=each.chain, segment=each.segment, role=each.role,
            organisation=each.organisation, location=each.location, contact=each.contact,
        )  # fmt: skip
    draft.merge(start, 1, draft.top - 1, 1)


def resident(draft: Draft, unit: str, stays: Sequence[Trip]) -> None:
    """A resident post: hosts and days, no outbound trips of the units."""
    columns = [
        column("序号", lambda pair: pair[0], width=6),
        column("驻点城市", lambda pair: pair[1].destination, width=12),
        column("驻点人员", lambda pair: pair[1].leader, width=12),
        column("驻点时间", lambda pair: span(pair[1].start, pair[1].end), width=18),
        column("走访企业", lambda pair: "、".join(h.organisation for h in pair[1].hosts), width=44),
        column("有效线索", lambda pair: pair[1].content, width=24),
    ]
    header(draft, columns)
    for number, stay in enumerate(stays, 1):
        row = body(draft, columns, (number, stay))
        draft.means(
            "visits", unit, row, direction="outbound", level="resident", start=stay.start, end=stay.end,
            organisations=stay.organisations,
        )  # fmt: skip
        for host in stay.hosts:
            draft.means("stops", unit, row, visit_row=row, organisation=host.organisation, kind=host.kind)
