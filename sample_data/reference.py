"""The reference district's two workbooks: the published figures of 29 March 2024, on the bureau's own sheets."""

from datetime import date

from sample_data.drafts import Draft, Draftbook
from sample_data.tables import Column, always, body, header

DISTRICT = "海州区"
COVER_TO = date(2024, 3, 29)
COUNTERS: tuple[tuple[str, str, object, float, bool], ...] = (
    ("走出去（次）", "outbound_trips", 40, 40, False),
    ("请进来（批次）", "inbound_groups", 132, 132, False),
    ("区主要领导>一把手外出招商（场次）", "leader_trips", 13, 13, False),
    ("区主要领导>一把手接待客商（批次）", "leader_receptions", 16, 16, False),
    ("洽谈项目（个）", "projects_discussed", "140余", 140, True),
    ("拜访商会（家）", "chambers", 5, 5, False),
    ("签约情况>签约活动（次）", "signing_events", 8, 8, False),
    ("签约情况>计划总投资", "investment_signed", "近百亿元", 100, True),
    ("推介（批次）", "promotions", "50余", 50, True),
)
TARGETS: tuple[tuple[str, str, float, object, object, float | None], ...] = (
    ("低效用地", "land_m2", 60, "—", "—", None),
    ("闲置厂房", "factory_m2", 15, "约2", "13.3%", 20_000),
    ("闲置楼宇", "building_m2", 30, "约3", "10.0%", 30_000),
)


def books() -> list[Draftbook]:
    return [
        Draftbook("reference/海州区招商引资工作统计表.xlsx", DISTRICT, [_counters()], about="全区招商活动统计（累计）"),
        Draftbook("reference/海州区存量资源盘活目标及完成情况.xlsx", DISTRICT, [_targets()], about="盘活目标与完成值"),
    ]


def _counters() -> Draft:
    draft = Draft("统计表")
    columns = [Column(("单位",), lambda _: "全区", width=10)]
    for heading, _, cell, _, _ in COUNTERS:
        columns.append(Column(tuple(heading.split(">")), always(cell), width=13))
    draft.line("海州区招商引资工作情况统计表", len(columns), "title")
    draft.line("（2024年1月1日至3月29日）", len(columns))
    draft.texts({1: "填报单位：区招商局", 8: "填报时间：2024年3月29日"})
    header(draft, columns)
    row = body(draft, columns, None)
    for index, (_, indicator, _, value, hedged) in enumerate(COUNTERS, 2):
        said = {"indicator": indicator, "period": "cumulative", "value": value, "cell": draft.address(row, index)}
        draft.means("counters", DISTRICT, row, **said, hedged="value" if hedged else "")
    draft.line(
        "注：1.一把手外出招商指区主要领导带队赴外开展招商活动，与走出去有交叉，不重复相加。", len(columns), "note"
    )
    draft.line("    2.推介指通过公众号、视频号、抖音等平台开展的线上推介。", len(columns), "note")
    return draft


def _targets() -> Draft:
    draft = Draft("盘活目标")
    columns = [Column(("序号",), lambda _: 1, width=6), Column(("单位",), lambda _: DISTRICT, width=12)]
    for kind, _, target, done, rate, _ in TARGETS:
        columns.append(Column((kind, "目标值"), always(target), width=10))
        columns.append(Column((kind, "完成值"), always(done), width=10))
        columns.append(Column((kind, "完成进度"), always(rate), width=10))
    draft.line("海州区2024年存量资源盘活目标任务及完成情况表", len(columns), "title")
    draft.texts({1: "填报单位：区招商局", 5: "填报时间：2024年3月29日", 10: "单位：万平方米"})
    header(draft, columns)
    row = body(draft, columns, None)
    for index, (_, indicator, target, _, _, done) in enumerate(TARGETS):
        left = 3 + 3 * index
        draft.means(
            "targets", DISTRICT, row, indicator=indicator, year=2024, period="year", value=target * 10_000,
            cell=draft.address(row, left),
        )  # fmt: skip
        if done is not None:
            said = {"indicator": indicator, "period": "cumulative", "value": done, "hedged": "value"}
            draft.means("counters", DISTRICT, row, **said, cell=draft.address(row, left + 1))
    draft.line("注：低效用地盘活面积正在核定，暂无数据。", len(columns), "note")
    return draft
