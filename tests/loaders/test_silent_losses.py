"""What a plain sheet said and a reading lost or misread without a word."""

from datetime import datetime

import pytest

from tests.loaders.sheets import findings, read, records


def test_how_many_firms_and_chambers_were_called_on_are_no_names_of_hosts() -> None:
    head = ["单位", "走访企业（家）", "走访商会（家）", "收集项目线索（条）"]
    got = read([["3月招商走访统计"], head, ["新海街道", 12, 1, 3], ["板浦镇", 8, 0, 2]], name="统计.xlsx")
    assert records(got, "stops", "organisation") == []
    assert records(got, "counters", "unit", "indicator", "period", "value") == [
        ("新海街道", "chambers", "month", 1.0),
        ("板浦镇", "chambers", "month", 0.0),
    ]


@pytest.mark.parametrize("heading", ["规模", "体量", "投资体量"])
def test_amounts_without_their_unit_beside_one_with_it_are_amounts(heading: str) -> None:
    rows = [["签约项目"], ["金额单位：亿元"], ["项目", "企业", heading]]
    got = read([*rows, ["甲项目", "甲电子有限公司", 1.5], ["乙项目", "乙机械有限公司", "300万美元"]])
    assert records(got, "projects", "investment", "investment_usd") == [(1.5, None), (None, 300.0)]
    assert findings(got) == [("stage-without-date", "")] or findings(got) == []


def test_what_weeks_add_up_to_is_of_their_month_and_not_of_the_year() -> None:
    head = ["指标", "3月2日-8日", "3月9日-15日", "3月16日-22日", "3月23日-29日", "3月累计"]
    got = read([["3月招商周统计"], head, ["走出去（次）", 1, 2, 1, 3, 7], ["请进来（批次）", 2, 1, 3, 3, 9]])
    kept = [r for r in records(got, "counters", "indicator", "period", "value") if r[1] != "week"]
    assert kept == [("outbound_trips", "month", 7.0), ("inbound_groups", "month", 9.0)]


def test_what_numbered_weeks_add_up_to_is_of_their_month() -> None:
    head = ["指标", "第10周", "第11周", "第12周", "3月累计"]
    got = read([["3月招商周统计"], head, ["走出去（次）", 1, 2, 1, 4], ["请进来（批次）", 2, 1, 3, 6]])
    assert records(got, "counters", "indicator", "period", "value") == [
        ("outbound_trips", "month", 4.0),
        ("inbound_groups", "month", 6.0),
    ]


def test_more_than_the_weeks_beside_it_is_of_the_year_so_far() -> None:
    head = ["指标", "3月2日-8日", "3月9日-15日", "3月累计"]
    got = read([["招商周统计"], head, ["走出去（次）", 1, 2, 11], ["请进来（批次）", 2, 1, 3]])
    kept = [r for r in records(got, "counters", "indicator", "period", "value") if r[1] != "week"]
    assert kept == [("outbound_trips", "cumulative", 11.0), ("inbound_groups", "cumulative", 3.0)]


@pytest.mark.parametrize("remark", ["已终止洽谈", "项目已终止", "已流失", "暂停推进", "企业放弃投资", "终止"])
def test_a_remark_that_a_project_is_over_makes_its_stage_doubtful(remark: str) -> None:
    got = read([["在谈项目"], ["项目名称", "投资方", "投资额（亿元）", "备注"], ["甲项目", "甲公司", 2, remark]])
    assert records(got, "projects", "stage") == [("negotiating",)]
    assert findings(got) == [("stage-behind-date", "D3")]


@pytest.mark.parametrize(
    "remark", ["原合作方退出，已换新股东", "避免项目流失", "上周暂停，本周恢复", "终止合同条款已谈妥"]
)
def test_a_remark_about_something_else_leaves_the_stage_alone(remark: str) -> None:
    got = read([["在谈项目"], ["项目名称", "投资方", "投资额（亿元）", "备注"], ["甲项目", "甲公司", 2, remark]])
    assert findings(got) == []


def test_a_remark_that_says_what_the_stage_says_is_no_contradiction() -> None:
    got = read([["项目"], ["项目名称", "投资方", "阶段", "备注"], ["甲项目", "甲公司", "终止", "已终止洽谈"]])
    assert records(got, "projects", "stage") == [("terminated",)]
    assert findings(got) == []


def test_a_post_kept_outside_is_one_where_the_title_alone_says_so() -> None:
    rows = [["日期", "走访企业", "走访人员"], [datetime(2024, 3, 12), "甲电子有限公司", "江涛"]]
    got = read([["驻深圳招商组3月工作情况"], *rows], name="南城街道.xlsx")
    assert records(got, "visits", "direction", "level") == [("outbound", "resident")]


def test_chambers_that_live_elsewhere_are_called_on_by_nobody_who_lives_there() -> None:
    rows = [["日期", "拜访商会", "带队领导"], [datetime(2024, 3, 12), "深圳市潮汕商会", "江涛"]]
    got = read([["走访驻外商会情况"], *rows], name="南城街道.xlsx")
    assert records(got, "visits", "level") == [("",)]


def test_companies_to_be_called_on_are_no_projects() -> None:
    head = ["企业全称", "总部", "主攻方向", "对接责任人", "计划拜访时间", "是否已对接"]
    got = read([["生物医药链拟拜访企业"], head, ["甲药业有限公司", "苏州", "抗体药", "江涛", "2024年4月", "是"]])
    assert records(got, "projects", "investor") == []
    assert records(got, "prospects", "organisation", "location") == [("甲药业有限公司", "苏州")]


@pytest.mark.parametrize("heading", ["主办", "承办", "主办方", "承办方", "组织方", "牵头单位"])
def test_who_holds_an_event_is_whose_it_is(heading: str) -> None:
    rows = [["时间", heading, "活动", "签约数"], ["3月20日", "板浦镇", "项目签约仪式", 5]]
    got = read([["示例区招商活动开展情况"], *rows], name="活动.xlsx")
    assert records(got, "events", "unit", "projects") == [("板浦镇", 5.0)]
    assert got.questions == []


@pytest.mark.parametrize("said", ["2024.3.25-3.24", "3月25日-3月24日", "3月25日-24日", "3月25-24日"])
def test_a_trip_that_would_end_before_it_began_is_asked_about(said: str) -> None:
    got = read([["外出招商台账"], ["时间", "目的地", "拜访企业"], [said, "南京", "甲电子有限公司"]])
    assert records(got, "visits", "start", "end") == [(None, None)]
    assert findings(got) == [("ambiguous-date", "A3")]


@pytest.mark.parametrize(
    ("said", "end"),
    [
        ("2023.12.30-1.2", "2024-01-02"),
        ("1月30日-2日", "2024-02-02"),
        ("2月20日-5日", "2024-03-05"),
        ("3月1日-29日", "2024-03-29"),
        ("3月4-28日", "2024-03-28"),
    ],
)
def test_a_trip_that_runs_into_the_next_month_or_year_is_read(said: str, end: str) -> None:
    got = read([["外出招商台账"], ["时间", "目的地", "拜访企业"], [said, "南京", "甲电子有限公司"]])
    assert records(got, "visits", "end") == [(end,)]


def test_a_row_that_tells_of_a_reception_is_doubtful_in_a_log_that_nothing_names() -> None:
    head = ["时间", "内容", "参加领导", "企业", "地点"]
    rows = [
        ["3月4日", "赴无锡考察", "江涛", "甲公司", "无锡"],
        ["3月11日", "接待乙公司来访", "江涛", "乙公司", "会议室"],
    ]
    got = read([["招商工作台账"], head, *rows])
    assert findings(got) == [("unknown-direction", "B4")]


def test_how_one_was_received_on_a_trip_makes_no_reception_of_it() -> None:
    rows = [["3月4日", "甲公司董事长接待", "江涛", "甲公司", "无锡"]]
    got = read([["外出招商台账"], ["时间", "洽谈内容", "带队领导", "拜访企业", "目的地"], *rows])
    assert records(got, "visits", "direction") == [("outbound",)]
    assert findings(got) == []


@pytest.mark.parametrize(
    ("leaders", "level"),
    [
        ("周明远、赵立", "principal"),
        ("何清、周明远", "principal"),
        ("周明远（书记）、何清", "principal"),
        ("周 明远", "principal"),
        ("何清、赵立", "deputy"),
        ("赵立、钱进", ""),
    ],
)
def test_of_several_leaders_the_principal_is_the_one_who_led(leaders: str, level: str) -> None:
    rows = [["时间", "带队领导", "目的地", "拜访企业"], ["3月12日", leaders, "南京", "甲电子有限公司"]]
    got = read([["区领导外出招商"], *rows], name="示例区.xlsx")
    assert records(got, "visits", "level") == [(level,)]


_LET = [["楼宇名称", "总面积（㎡）", "已出租面积（㎡）", "空置面积（㎡）"], ["甲大厦", 9000, 6000, 3000]]


def test_space_that_is_let_is_no_revival_where_nothing_is_idle() -> None:
    got = read([["楼宇情况"], *_LET])
    assert records(got, "assets", "area", "idle_area", "revitalised_area") == [(9000.0, 3000.0, None)]
    assert findings(got) == [("unmapped-column", "C2")]


@pytest.mark.parametrize("title", ["闲置楼宇盘活情况", "存量楼宇去化情况"])
def test_idle_space_that_is_let_is_brought_back_into_use(title: str) -> None:
    got = read([[title], *_LET])
    assert records(got, "assets", "revitalised_area") == [(6000.0,)]


def test_funds_paid_in_dollars_are_said_to_be_left_out() -> None:
    head = ["项目名称", "投资方", "总投资（亿元）", "到账外资（万美元）"]
    got = read(
        [["在谈项目"], head, ["甲项目", "甲公司", 2, 120], ["乙项目", "乙公司", 1, 0], ["丙项目", "丙公司", 3, None]]
    )
    assert records(got, "projects", "investment", "paid_in") == [(2.0, None), (1.0, None), (3.0, None)]
    assert findings(got) == [("dollars-left-out", "D3")]


def test_a_signing_of_dollars_is_said_to_be_left_out() -> None:
    got = read(
        [["签约活动"], ["时间", "活动名称", "签约项目数", "签约金额"], ["3月12日", "甲签约仪式", 3, "800万美元"]]
    )
    assert records(got, "events", "projects", "investment") == [(3.0, None)]
    assert findings(got) == [("dollars-left-out", "D3")]


def test_hosts_within_what_was_discussed_are_said_to_be_unclear() -> None:
    told = "1.甲电子有限公司，洽谈轴承项目；2.乙机械有限公司，洽谈视觉项目"
    got = read([["外出招商情况"], ["时间", "带队领导", "走访企业及洽谈内容"], ["3月12日", "江涛", told]])
    assert records(got, "stops", "organisation") == []
    assert findings(got) == [("organisation-unclear", "C3")]


def test_the_period_of_a_statistics_form_is_the_titles() -> None:
    rows = [
        ["指标", "单位", "本期", "上年同期", "同比±"],
        ["新签约项目", "个", 21, 18, 3],
        ["新开工项目", "个", 8, 5, 3],
    ]
    got = read([["1-3月招商引资主要指标"], *rows], name="板浦镇.xlsx")
    assert records(got, "counters", "indicator", "period", "value") == [
        ("projects_signed", "cumulative", 21.0),
        ("projects_started", "cumulative", 8.0),
    ]


def test_a_period_that_nothing_names_is_asked_about() -> None:
    got = read([["招商引资主要指标"], ["指标", "本期", "累计"], ["新签约项目（个）", 2, 21]], name="板浦镇.xlsx")
    assert records(got, "counters", "period", "value") == [("cumulative", 21.0)]
    assert findings(got) == [("period-unclear", "B2")]


def test_a_trip_of_the_districts_log_is_of_the_unit_whose_head_led_it() -> None:
    rows = [["带队领导", "时间", "地点", "拜访企业"], ["板浦镇镇长李强", "3月24日", "徐州", "甲电子有限公司"]]
    got = read([["示例区外出招商汇总"], *rows, ["副区长何清", "3月26日", "无锡", "乙机械有限公司"]], name="汇总.xlsx")
    assert records(got, "visits", "unit", "leader", "level") == [
        ("板浦镇", "李强", "unit"),
        ("示例区", "何清", "deputy"),
    ]


def test_whoever_goes_along_with_the_leader_in_the_title_led_nothing() -> None:
    rows = [["日期", "来访单位", "陪同领导", "会见地点"], ["3月4日", "甲电子有限公司", "副区长何清", "区政府"]]
    got = read([["周明远书记会见客商情况"], *rows], name="接待.xlsx")
    assert records(got, "visits", "unit", "leader", "level", "companions") == [
        ("示例区", "周明远", "principal", "副区长何清")
    ]


def test_leaders_who_receive_are_called_accompanying_where_the_title_names_nobody() -> None:
    rows = [["日期", "来访单位", "陪同领导"], ["3月4日", "甲电子有限公司", "江涛"]]
    got = read([["客商来访情况"], *rows])
    assert records(got, "visits", "leader") == [("江涛",)]


@pytest.mark.parametrize("brackets", ["㎡，截至3月29日", "截至3月29日，㎡", "截至3月29日、平方米"])
def test_a_unit_of_measure_may_stand_beside_a_day_in_brackets(brackets: str) -> None:
    got = read([[f"盘活厂房情况（{brackets}）"], ["单位", "累计盘活"], ["板浦镇", 1500]], name="统计.xlsx")
    assert records(got, "counters", "unit", "value") == [("板浦镇", 1500.0)]


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        ("企业（联系人）", "甲电子有限公司（周到）"),
        ("企业名称", "甲电子有限公司（董事长 王强）"),
        ("企业名称", "甲电子有限公司 王强总经理"),
    ],
)
def test_who_is_met_is_no_part_of_a_prospects_name(heading: str, said: str) -> None:
    got = read([["数字经济产业链目标企业"], [heading, "所在城市", "环节"], [said, "杭州", "软件"]])
    assert records(got, "prospects", "organisation") == [("甲电子有限公司",)]


def test_a_place_in_brackets_stays_in_a_prospects_name() -> None:
    rows = [
        ["企业名称", "所在城市", "环节"],
        ["甲（上海）有限公司", "上海", "软件"],
        ["乙公司（华东）", "上海", "硬件"],
    ]
    got = read([["数字经济产业链目标企业"], *rows])
    assert records(got, "prospects", "organisation") == [("甲(上海)有限公司",), ("乙公司(华东)",)]


@pytest.mark.parametrize("name", ["日本味源株式会社", "韩国现代模塑株式会社", "大阪甲有限会社"])
def test_companies_of_neighbouring_countries_are_companies(name: str) -> None:
    got = read([["外出招商台账"], ["时间", "目的地", "拜访企业"], ["3月12日", "日本", name]])
    assert records(got, "stops", "organisation", "kind") == [(name, "company")]


@pytest.mark.parametrize("turned", [False, True])
def test_money_beside_how_many_is_no_number_of_projects(turned: bool) -> None:
    rows = [["个数", "总投资（亿元）"], [9, 15], [2, 4.6], [3, 2.8]]
    labels = ["项目阶段", "在谈", "签约", "开工"]
    table = [[label, *(reversed(row) if turned else row)] for label, row in zip(labels, rows, strict=True)]
    got = read([["板浦镇项目情况（截至3月29日）"], *table], name="板浦镇.xlsx")
    assert sorted(records(got, "counters", "indicator", "period", "value")) == [
        ("investment_signed", "cumulative", 4.6),
        ("projects_discussed", "cumulative", 9.0),
        ("projects_signed", "cumulative", 2.0),
        ("projects_started", "cumulative", 3.0),
    ]
    assert findings(got) == [("unmapped-column", "B2" if turned else "C2")]


def test_funding_may_be_asked_for_with_a_stroke() -> None:
    got = read([["签约项目"], ["项目名称", "投资方", "内/外资"], ["甲项目", "甲株式会社", "外资"]])
    assert records(got, "projects", "funding") == [("foreign",)]


def _summary(title: str, head: list[object], parts: list[object], merges: list[str], row: list[object]) -> object:
    return read([[title], head, parts, ["板浦镇", *row]], merges, name="汇总.xlsx")


def test_what_projects_of_other_stages_cost_is_no_signed_investment() -> None:
    head = ["单位", "在谈项目", None, "签约项目", None, "开工项目", None]
    parts = [None, *["个数", "投资额（亿元）"] * 3]
    merges = ["A2:A3", "B2:C2", "D2:E2", "F2:G2"]
    got = _summary("招商项目汇总表（截至3月29日）", head, parts, merges, [9, 15, 2, 4.6, 3, 2.8])
    assert records(got, "counters", "indicator", "value") == [
        ("projects_discussed", 9.0),
        ("projects_signed", 2.0),
        ("investment_signed", 4.6),
        ("projects_started", 3.0),
    ]
    assert findings(got) == []


def test_how_many_parcels_there_are_is_no_area() -> None:
    head = ["单位", "低效用地", None, "闲置厂房", None]
    parts = [None, "宗数", "面积（亩）", "处数", "面积（㎡）"]
    got = _summary("盘活存量资源汇总（截至3月29日）", head, parts, ["A2:A3", "B2:C2", "D2:E2"], [2, 15, 1, 4000])
    assert records(got, "counters", "indicator", "value") == [("land_m2", 10_000.0), ("factory_m2", 4000.0)]
    assert findings(got) == []


def test_firms_called_on_and_persons_received_are_neither_trips_nor_groups() -> None:
    head = ["单位", "走出去", None, "请进来", None]
    parts = [None, "批次", "走访企业（家）", "批次", "接待客商（人次）"]
    got = _summary("走出去请进来汇总（3月）", head, parts, ["A2:A3", "B2:C2", "D2:E2"], [4, 10, 3, 11])
    assert records(got, "counters", "indicator", "period", "value") == [
        ("outbound_trips", "month", 4.0),
        ("inbound_groups", "month", 3.0),
    ]


def test_persons_alone_are_no_groups() -> None:
    got = read(
        [["招商统计（截至3月29日）"], ["单位", "走出去（次）", "接待客商（人次）"], ["板浦镇", 4, 11]], name="汇总.xlsx"
    )
    assert records(got, "counters", "indicator", "value") == [("outbound_trips", 4.0)]


def test_all_trips_are_counted_beside_those_that_the_heads_led() -> None:
    got = read(
        [["外出统计（截至3月29日）"], ["单位", "外出总次数", "其中：主要领导带队"], ["板浦镇", 9, 6]], name="汇总.xlsx"
    )
    assert records(got, "counters", "indicator", "value") == [("outbound_trips", 9.0)]
    assert findings(got) == [("unmapped-column", "C2")]


@pytest.mark.parametrize("title", ["走出去汇总（3月）", "走出去汇总（2024年3月）", "走出去汇总（3月份）"])
def test_a_month_in_brackets_is_what_the_figures_are_of(title: str) -> None:
    got = read([[title], ["单位", "走出去（次）"], ["板浦镇", 4]], name="汇总.xlsx")
    assert records(got, "counters", "period", "value") == [("month", 4.0)]


@pytest.mark.parametrize("title", ["走出去任务完成情况（3月）", "走出去汇总（1-3月）", "走出去汇总（截至3月）"])
def test_a_month_in_brackets_may_be_how_far_the_year_has_come(title: str) -> None:
    got = read([[title], ["单位", "走出去（次）"], ["板浦镇", 4]], name="汇总.xlsx")
    assert records(got, "counters", "period", "value") == [("cumulative", 4.0)]


def test_a_week_of_a_month_is_not_the_month() -> None:
    head = ["指标", "3月第一周", "3月第二周", "3月末周"]
    got = read(
        [["板浦镇3月招商统计"], head, ["走出去（次）", 1, 2, 1], ["请进来（批次）", 2, 1, 3]], name="板浦镇.xlsx"
    )
    assert records(got, "counters", "indicator") == []
    assert {code for code, _ in findings(got)} <= {"unmapped-column", "unknown-ledger"}


@pytest.mark.parametrize("heading", ["走访情况", "拜访企业"])
def test_how_many_of_each_kind_were_called_on_names_nobody(heading: str) -> None:
    rows = [["时间", "地点", heading, "带队人"], ["3月4日", "深圳", "走访企业2家、商会1家", "江涛"]]
    got = read([["外出招商情况"], *rows, ["3月5日", "深圳", "走访企业3家、协会1家", "江涛"]])
    assert records(got, "stops", "organisation") == []


def test_a_role_in_brackets_is_no_part_of_a_prospects_name() -> None:
    rows = [["企业名称", "所在地", "环节"], ["甲公司（链主）", "合肥", "电芯"], ["乙公司", "宁德", "材料"]]
    got = read([["新能源产业链重点企业"], *rows])
    assert records(got, "prospects", "organisation", "role") == [("甲公司", "key"), ("乙公司", "")]


@pytest.mark.parametrize("heading", ["注册日期", "成立时间", "登记时间", "开业时间", "入驻时间"])
def test_when_a_company_was_founded_is_no_visit_of_it(heading: str) -> None:
    rows = [["企业名称", "注册资本（万元）", heading, "法人"], ["甲科技有限公司", 500, datetime(2024, 3, 4), "刘洋"]]
    got = read([["新注册企业"], *rows])
    assert records(got, "visits", "start") == []
    assert records(got, "counters", "indicator") == []


def test_a_broadcast_is_a_promotion() -> None:
    rows = [["直播日期", "直播主题", "直播平台", "观看人数", "场次"], ["3月4日", "走进新海", "抖音", 3200, 1]]
    got = read([["直播招商统计"], *rows])
    assert records(got, "events", "kind", "title", "channel", "count") == [("promotion", "走进新海", "抖音", 1.0)]


@pytest.mark.parametrize(("heading", "cell"), [("项目性质", "新建"), ("注册地", "无锡")])
def test_of_what_nature_a_project_is_needs_no_question(heading: str, cell: str) -> None:
    head, row = ["项目名称", "投资方", "投资额（亿元）"], ["甲项目", "甲公司", 2]
    got = read([["在谈项目"], [*head, heading], [*row, cell]])
    assert got.questions == []
