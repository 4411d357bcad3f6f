"""Plain sheets of streets, towns and parks, each in its clerk's own words."""

from datetime import datetime

import pytest

from tests.loaders.sheets import findings, read, records


def test_a_log_of_journeys_to_cities_is_outbound_though_the_firms_are_called_places_of_arrival() -> None:
    head = ["序号", "出行时间", "带队领导", "到访城市", "到访企业", "到访目的"]
    got = read([["招商出行记录"], head, [1, "3月12日", "江涛", "南京", "南京甲电子有限公司", "芯片项目"]])
    assert records(got, "visits", "direction", "start", "destination") == [("outbound", "2024-03-12", "南京")]
    assert findings(got) == []


@pytest.mark.parametrize("title", ["来镇考察团队登记", "来园客商登记", "来街道考察登记"])
def test_who_comes_to_the_town_is_received(title: str) -> None:
    got = read([[title], ["考察时间", "企业名称", "人数"], ["3月12日", "南京甲电子有限公司", 4]])
    assert records(got, "visits", "direction", "headcount") == [("inbound", 4.0)]
    assert findings(got) == []


@pytest.mark.parametrize("heading", ["完成数", "完成", "完成值", "实际完成数"])
def test_what_was_done_is_of_the_month_that_the_title_names_and_no_heading_does(heading: str) -> None:
    rows = [["南城街道2月份招商统计"], ["项目", heading], ["走出去（次）", 2], ["请进来（批次）", 4]]
    got = read(rows, sheet="2月")
    assert records(got, "counters", "indicator", "period", "as_of", "value") == [
        ("outbound_trips", "month", "2024-02-29", 2.0),
        ("inbound_groups", "month", "2024-02-29", 4.0),
    ]


def test_what_was_done_may_be_of_the_year_where_the_title_tells_how_far_it_has_come() -> None:
    rows = [["南城街道3月招商工作完成情况"], ["指标", "完成数"], ["走出去（次）", 2]]
    got = read(rows, name="南城街道.xlsx")
    assert records(got, "counters", "indicator") == []
    assert findings(got) == [("period-unclear", "B2")]


def test_what_was_done_beside_a_target_is_of_the_year_so_far() -> None:
    got = read([["3月份招商统计"], ["单位", "走出去目标", "走出去完成数"], ["板浦镇", 30, 9]], name="统计.xlsx")
    assert records(got, "counters", "period", "value") == [("cumulative", 9.0)]


def test_hosts_alone_under_a_heading_of_what_was_discussed_are_whom_it_was_discussed_with() -> None:
    cells = [
        "南京甲电子有限公司（总经理 王强）",
        "南京乙机械有限公司（董事长 李敏）；南京江宁开发区管委会（局长 陈刚）",
    ]
    cells += ["南京丙材料有限公司（总监 赵云）"]
    rows = [[i, f"3月{10 + i}日", "江涛", "南京", cell, "芯片项目"] for i, cell in enumerate(cells, 1)]
    head = ["序号", "时间", "带队人员", "城市", "对接情况（企业及人员）", "对接项目"]
    got = read([["外出对接情况"], head, *rows])
    assert records(got, "stops", "organisation", "counterpart") == [
        ("南京甲电子有限公司", "王强 总经理"),
        ("南京乙机械有限公司", "李敏 董事长"),
        ("南京江宁开发区管委会", "陈刚 局长"),
        ("南京丙材料有限公司", "赵云 总监"),
    ]
    assert records(got, "visits", "content") == [("芯片项目",)] * 3


def test_what_was_discussed_stays_what_it_is_beside_who_was_met() -> None:
    head = ["时间", "目的地", "拜访企业", "洽谈内容"]
    got = read([["外出招商台账"], head, ["3月12日", "南京", "南京甲电子有限公司", "江苏乙商贸有限公司"]])
    assert records(got, "visits", "content") == [("江苏乙商贸有限公司",)]


@pytest.mark.parametrize("mark", ["★", "☆", "▲", "△", "※", "●", "◆ "])
def test_a_mark_before_a_name_is_no_part_of_it(mark: str) -> None:
    rows = [["在谈项目"], ["注：带标记的为新增"], ["项目名称", "投资方", "投资额（亿元）"]]
    got = read([*rows, [f"{mark}甲项目", f"{mark}甲公司", 2], ["乙项目", "乙公司", 3]])
    assert records(got, "projects", "name", "investor") == [("甲项目", "甲公司"), ("乙项目", "乙公司")]


def test_a_mark_before_a_host_is_no_part_of_its_name() -> None:
    got = read([["外出招商台账"], ["时间", "目的地", "拜访企业"], ["3月12日", "南京", "★南京甲电子有限公司"]])
    assert records(got, "stops", "organisation") == [("南京甲电子有限公司",)]


def test_groups_of_units_above_their_own_are_subtotals() -> None:
    rows = [
        ["", "合计", 12],
        ["一", "街道", 7],
        [1, "新海街道", 3],
        [2, "南城街道", 4],
        ["二", "镇", 5],
        [1, "板浦镇", 5],
    ]
    got = read([["2024年盘活厂房任务（万平方米）"], ["序号", "单位", "闲置厂房"], *rows], name="任务.xlsx")
    assert records(got, "targets", "unit", "value") == [
        ("新海街道", 30_000.0),
        ("南城街道", 40_000.0),
        ("板浦镇", 50_000.0),
    ]
    assert findings(got) == []


def test_a_group_of_units_that_does_not_add_up_is_a_wrong_subtotal() -> None:
    rows = [["一", "街道", 8], [1, "新海街道", 3], [2, "南城街道", 4], ["二", "镇", 5], [1, "板浦镇", 5]]
    got = read([["2024年走出去任务"], ["序号", "单位", "走出去（次）"], *rows], name="任务.xlsx")
    assert findings(got) == [("subtotal-mismatch", "C3")]


def test_a_group_of_units_without_its_units_is_nobody_the_registry_knows() -> None:
    got = read([["2024年走出去任务"], ["单位", "走出去（次）"], ["街道", 8], ["镇", 5]], name="任务.xlsx")
    assert findings(got) == [("unknown-unit", "A3"), ("unknown-unit", "A4")]


_PARTS = [
    [1, "甲项目", "甲公司", 5, "签约"],
    [None, "其中：一期", None, 2, None],
    [None, "二期", None, 3, None],
    [2, "乙项目", "乙公司", 1, "签约"],
    [None, "合计", None, 6, None],
]


def test_what_a_project_consists_of_is_no_further_project() -> None:
    got = read([["序号", "项目名称", "投资方", "总投资（亿元）", "阶段"], *_PARTS])
    assert records(got, "projects", "name", "investment") == [("甲项目", 5.0), ("乙项目", 1.0)]
    assert findings(got) == [("stage-without-date", "E1")]


def test_unnumbered_phases_that_add_up_to_the_project_above_are_its_parts() -> None:
    rows = [_PARTS[0], [None, "一期", None, 2, None], *_PARTS[2:]]
    got = read([["序号", "项目名称", "投资方", "总投资（亿元）", "阶段"], *rows])
    assert records(got, "projects", "name", "investment") == [("甲项目", 5.0), ("乙项目", 1.0)]


def test_an_unnumbered_project_that_is_no_part_of_the_one_above_stays_one() -> None:
    rows = [_PARTS[0], _PARTS[1], [None, "丙项目", "丙公司", 4, "在谈"], _PARTS[3]]
    got = read([["序号", "项目名称", "投资方", "总投资（亿元）", "阶段"], *rows])
    assert records(got, "projects", "name") == [("甲项目",), ("丙项目",), ("乙项目",)]


def test_the_month_that_the_weeks_beside_it_add_up_to_is_kept() -> None:
    head = ["单位", "3月2日-8日", "3月9日-15日", "3月16日-22日", "3月23日-29日", "3月合计"]
    got = read(
        [["3月外出招商次数统计"], head, ["新海街道", 1, 2, 0, 1, 4], ["板浦镇", 0, 0, 2, 1, 3]], name="统计.xlsx"
    )
    kept = [r for r in records(got, "counters", "unit", "period", "as_of", "value") if r[1] == "month"]
    assert kept == [("新海街道", "month", "2024-03-29", 4.0), ("板浦镇", "month", "2024-03-29", 3.0)]
    assert findings(got) == []


def test_the_day_of_a_signing_above_a_list_is_no_period_but_when_its_projects_were_signed() -> None:
    rows = [["集中签约项目明细"], ["签约时间：2024年3月8日"], ["项目名称", "投资方", "投资额（亿元）"]]
    got = read([*rows, ["甲项目", "甲公司", 2], ["乙项目", "乙公司", 3]])
    assert records(got, "projects", "stage", "signed_on") == [("signed", "2024-03-08")] * 2
    assert findings(got) == []


def test_a_day_of_signing_in_a_row_wins_over_the_one_above_the_list() -> None:
    rows = [["集中签约项目明细"], ["签约时间：2024年3月8日"], ["项目名称", "投资方", "签约时间"]]
    got = read([*rows, ["甲项目", "甲公司", datetime(2024, 3, 9)]])
    assert records(got, "projects", "signed_on") == [("2024-03-09",)]


@pytest.mark.parametrize(
    ("said", "met"),
    [
        ("合伙人 花荣", "花荣 合伙人"),
        ("创始人 黎明", "黎明 创始人"),
        ("招商局 副局长 汪洋", "汪洋 招商局副局长"),
        ("总经理 花荣", "花荣 总经理"),
    ],
)
def test_a_post_and_a_name_apart_in_brackets_are_a_person_whatever_the_surname(said: str, met: str) -> None:
    got = read([["外出招商台账"], ["时间", "目的地", "拜访企业"], ["3月12日", "南京", f"南京甲电子有限公司（{said}）"]])
    assert records(got, "stops", "organisation", "counterpart") == [("南京甲电子有限公司", met)]
    assert findings(got) == []


@pytest.mark.parametrize("said", ["会长 单位", "总监 家居事业部"])
def test_a_post_before_what_is_no_name_is_no_person(said: str) -> None:
    got = read([["外出招商台账"], ["时间", "目的地", "拜访企业"], ["3月12日", "南京", f"南京甲电子有限公司（{said}）"]])
    assert records(got, "stops", "organisation") == [(f"南京甲电子有限公司({said})",)]


@pytest.mark.parametrize(
    ("said", "amount"),
    [("叁亿元", 3.0), ("伍仟万元", 0.5), ("壹亿贰仟万元", 1.2), ("柒拾捌亿元", 78.0), ("玖千万元", 0.9)],
)
def test_an_amount_in_the_numerals_of_a_contract_is_read(said: str, amount: float) -> None:
    got = read([["签约项目"], ["项目名称", "投资方", "协议投资额"], ["甲项目", "甲公司", said]])
    assert records(got, "projects", "investment") == [(amount,)]


@pytest.mark.parametrize(
    "heading", ["总投资（亿元）Total Investment", "总投资Total Investment(亿元)", "Total Investment总投资（亿元）"]
)
def test_a_translation_may_stand_close_to_its_heading(heading: str) -> None:
    got = read([["签约项目"], ["项目名称Project Name", "投资方", heading], ["甲项目", "甲公司", 3]])
    assert records(got, "projects", "name", "investment") == [("甲项目", 3.0)]
    assert findings(got) == [("stage-without-date", "")] or findings(got) == []


@pytest.mark.parametrize("heading", ["外方投资者", "外方投资方", "外商投资者", "外资投资方", "中方投资者"])
def test_who_invests_from_abroad_is_the_investor(heading: str) -> None:
    got = read([["外资项目"], ["项目名称", heading, "投资额（万美元）"], ["甲项目", "甲株式会社", 300]])
    assert records(got, "projects", "investor", "investment_usd") == [("甲株式会社", 300.0)]


@pytest.mark.parametrize("heading", ["所在地", "企业所在地", "所在城市"])
def test_where_a_host_is_is_where_the_trip_went(heading: str) -> None:
    rows = [["时间", "带队人", "拜访企业", heading], ["3月12日", "江涛", "甲电子有限公司", "无锡"]]
    got = read([["外出招商情况"], *rows])
    assert records(got, "visits", "direction", "destination") == [("outbound", "无锡")]
    assert findings(got) == []


def test_where_a_guest_is_from_is_kept_as_the_place_of_a_reception() -> None:
    rows = [["时间", "接待人", "来访企业", "所在地"], ["3月12日", "江涛", "甲电子有限公司", "无锡"]]
    got = read([["客商来访情况"], *rows])
    assert records(got, "visits", "direction", "destination") == [("inbound", "无锡")]
    assert findings(got) == []


def test_where_a_host_is_beside_where_the_trip_went_is_asked() -> None:
    rows = [["时间", "目的地", "拜访企业", "所在地"], ["3月12日", "无锡", "甲电子有限公司", "江阴"]]
    got = read([["外出招商情况"], *rows])
    assert records(got, "visits", "destination") == [("无锡",)]


@pytest.mark.parametrize(
    ("asked", "stage"),
    [
        ("是否注册公司", "registered"),
        ("是否签约协议", "signed"),
        ("是否签订合同", "signed"),
        ("是否开工建设", "started"),
    ],
)
def test_a_question_about_a_stage_may_name_what_was_signed_or_founded(asked: str, stage: str) -> None:
    got = read([["项目跟踪"], ["项目名称", "投资方", asked], ["甲项目", "甲公司", "是"], ["乙项目", "乙公司", "否"]])
    assert records(got, "projects", "stage") == [(stage,), ("negotiating",)]


@pytest.mark.parametrize("heading", ["栋号", "楼栋号", "厂房编号", "楼号", "幢号"])
def test_a_factory_may_be_named_by_its_number(heading: str) -> None:
    rows = [[heading, "建筑面积（㎡）", "层高（米）", "承租企业", "使用状态"], ["1#厂房", 9000, 6, "", "空置"]]
    got = read([["标准厂房招租信息"], *rows])
    assert records(got, "assets", "name", "kind", "area", "status") == [("1#厂房", "factory", 9000.0, "idle")]


@pytest.mark.parametrize("said", ["暂未明确", "尚未明确", "暂不明确", "未确认", "待确认"])
def test_an_amount_that_is_not_clear_yet_is_absent(said: str) -> None:
    got = read([["在谈项目"], ["项目名称", "投资方", "投资额（亿元）"], ["甲项目", "甲公司", said]])
    assert records(got, "projects", "investment") == [(None,)]
    assert findings(got) == []


_PROJECT = (["项目名称", "投资方", "投资额（亿元）"], ["甲项目", "甲公司", 2])
_LOG = (["时间", "目的地", "拜访企业"], ["3月12日", "无锡", "甲电子有限公司"])
_GUESTS = (["来访时间", "来访企业", "接待人"], ["3月12日", "甲电子有限公司", "江涛"])
_PROSPECT = (["产业链", "企业名称", "对接情况"], ["新能源", "甲公司", "已拜访"])
_TARGET = (["考核指标", "目标值"], ["外出招商", "30次"])


@pytest.mark.parametrize(
    ("title", "list_", "heading", "cell"),
    [
        ("在谈项目", _PROJECT, "提交者", "小陈"),
        ("在谈项目", _PROJECT, "提交时间", datetime(2024, 3, 26, 9, 12)),
        ("在谈项目", _PROJECT, "填写人", "小陈"),
        ("在谈项目", _PROJECT, "2024年计划投资（亿元）", 1),
        ("在谈项目", _PROJECT, "建设起止年限", "2024-2026"),
        ("在谈项目", _PROJECT, "建设工期", "18个月"),
        ("在谈项目", _PROJECT, "注册资本（万元）", 5000),
        ("在谈项目", _PROJECT, "注册资金（万元）", 5000),
        ("产业链目标企业", _PROSPECT, "联系人职务", "副总"),
        ("产业链目标企业", _PROSPECT, "职务", "副总"),
        ("2024年招商目标责任书", _TARGET, "责任人", "江涛"),
        ("2024年招商目标责任书", _TARGET, "完成时限", "12月底"),
        ("外出招商台账", _LOG, "对接方式", "上门拜访"),
    ],
)
def test_what_no_table_has_room_for_is_left_aside_without_a_question(
    title: str, list_: tuple[list[object], list[object]], heading: str, cell: object
) -> None:
    head, row = list_
    got = read([[title], [*head, heading], [*row, cell]])
    assert got.questions == []
    assert findings(got) == []


@pytest.mark.parametrize("cell", ["线上", "视频会议", "电话沟通", "微信", "云洽谈"])
def test_a_contact_from_afar_may_be_no_trip_and_is_asked(cell: str) -> None:
    head, row = _LOG
    got = read([["外出招商台账"], [*head, "对接方式"], [*row, cell]])
    assert findings(got) == [("unmapped-column", "D2")]


@pytest.mark.parametrize(
    ("heading", "cell", "field"),
    [("带队客商", "李敏 总经理", "counterpart"), ("考察反馈", "环境良好", "result"), ("反馈意见", "拟再来", "result")],
)
def test_what_guests_say_and_who_leads_them_is_kept(heading: str, cell: str, field: str) -> None:
    head, row = _GUESTS
    got = read([["客商来访台账"], [*head, heading], [*row, cell]])
    assert got.questions == []
    assert records(got, "stops" if field == "counterpart" else "visits", field) == [(cell,)]


def test_leads_may_be_told_in_the_words_of_their_heading() -> None:
    head, row = _LOG
    got = read([["外出招商台账"], [*head, "有效线索"], [*row, "有效线索2条"], [*row[:2], "乙电子有限公司", "无"]])
    assert records(got, "visits", "projects_discussed") == [(2.0,), (None,)]
    assert findings(got) == []


def test_an_article_beside_the_event_it_tells_of_is_part_of_its_title() -> None:
    head = ["日期", "活动名称", "发布平台", "标题"]
    got = read([["宣传推介统计"], head, ["3月4日", "园区云推介第1期", "视频号", "甲大厦等你来"]])
    assert records(got, "events", "kind", "title") == [("promotion", "园区云推介第1期；甲大厦等你来")]
    assert got.questions == []


def test_a_deadline_within_the_year_is_asked() -> None:
    got = read([["2024年招商目标责任书"], ["考核指标", "目标值", "完成时限"], ["外出招商", "30次", "6月底"]])
    assert findings(got) == [("unmapped-column", "C2")]


@pytest.mark.parametrize("title", ["区主要领导招商活动统计（截至3月29日）", "周明远书记招商活动统计（截至3月29日）"])
def test_what_the_principals_did_is_the_districts_where_nobody_else_is_named(title: str) -> None:
    got = read([[title], ["指标", "累计"], ["区主要领导外出招商（场次）", 13]], name="统计.xlsx")
    assert records(got, "counters", "unit", "indicator", "value") == [("示例区", "leader_trips", 13.0)]
    assert got.questions == []
    assert findings(got) == []


@pytest.mark.parametrize("title", ["区领导外出招商情况", "区级领导走出去统计表", "区四套班子领导带队招商台账"])
def test_the_outings_of_the_districts_leaders_are_the_districts_where_nobody_else_is_named(title: str) -> None:
    rows = [["序号", "带队领导", "时间", "目的地", "拜访企业"], [1, "何清", "3月6日", "上海", "甲公司"]]
    got = read([[f"{title}（2024年3月）"], *rows], name="表.xlsx")
    assert records(got, "visits", "unit", "level") == [("示例区", "deputy")]
    assert got.questions == []


def test_a_list_of_projects_that_leaders_look_after_is_not_the_districts_own() -> None:
    rows = [["序号", "项目名称", "投资方", "总投资（亿元）"], [1, "甲项目", "甲公司", 2]]
    got = read([["区领导挂钩联系项目清单"], *rows], name="表.xlsx")
    assert records(got, "projects", "unit") == [("",)]


def test_what_a_principal_did_in_a_streets_own_file_is_the_streets() -> None:
    got = read(
        [["区长来访接待情况"], ["时间", "接待人", "来访企业"], ["3月12日", "江涛", "甲公司"]], name="南城街道.xlsx"
    )
    assert records(got, "visits", "unit") == [("南城街道",)]


def test_what_was_paid_in_this_year_and_before_is_part_of_all_that_was() -> None:
    head = ["项目名称", "投资方", "截至去年底到位资金（万元）", "今年到位资金（万元）", "累计到位资金（万元）"]
    got = read([["签约项目"], head, ["甲项目", "甲公司", 300, 200, 500]])
    assert records(got, "projects", "paid_in") == [(0.05,)]
    assert got.questions == []


def test_what_was_paid_in_this_year_and_before_without_their_sum_is_asked() -> None:
    head = ["项目名称", "投资方", "截至去年底到位资金（万元）", "今年到位资金（万元）"]
    got = read([["签约项目"], head, ["甲项目", "甲公司", 300, 200]])
    assert "ambiguous-column" in [code for code, _ in findings(got)]


def test_a_park_among_streets_that_is_no_sum_of_them_is_nobody_the_registry_knows() -> None:
    got = read(
        [["2024年走出去任务"], ["单位", "走出去（次）"], ["新海街道", 3], ["板浦镇", 5], ["园区", 4]], name="任务.xlsx"
    )
    assert findings(got) == [("unknown-unit", "A5")]


def test_a_list_to_be_signed_on_a_day_to_come_is_not_signed() -> None:
    rows = [["集中签约项目明细"], ["签约时间：2024年4月8日"], ["项目名称", "投资方", "投资额（亿元）"]]
    got = read([*rows, ["甲项目", "甲公司", 2]])
    assert records(got, "projects", "signed_on") == [(None,)]
