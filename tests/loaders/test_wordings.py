"""Wordings of titles and headings that say the same thing in the words of another unit."""

import pytest

from loaders.categories import asset_status
from loaders.headings import heading, match
from loaders.spelling import normal
from tests.loaders.sheets import findings, read, records


@pytest.mark.parametrize(
    "title",
    [
        "2024年招商任务一览表",
        "2024年招商引资任务书",
        "2024年招商计划表",
        "2024年度任务",
        "2024年招商指标分解表",
        "2024年度考核指标",
    ],
)
def test_a_title_that_only_plans_makes_its_figures_targets(title: str) -> None:
    got = read([[title], ["单位", "走出去（次）", "请进来（批次）"], ["板浦镇", 5, 15]], name="表.xlsx")
    assert records(got, "targets", "unit", "indicator", "value", "period") == [
        ("板浦镇", "outbound_trips", 5.0, "year"),
        ("板浦镇", "inbound_groups", 15.0, "year"),
    ]
    assert records(got, "counters", "value") == []


@pytest.mark.parametrize(
    ("title", "part"),
    [("2024年3月份招商任务", "03"), ("本月招商任务表", "03"), ("本季度招商计划", "Q1"), ("二季度招商任务", "Q2")],
)
def test_a_plan_for_part_of_the_year_says_so(title: str, part: str) -> None:
    got = read([[title], ["单位", "走出去（次）", "请进来（批次）"], ["板浦镇", 5, 15]], name="表.xlsx")
    assert records(got, "targets", "value", "period") == [(5.0, part), (15.0, part)]


def test_a_file_that_only_plans_says_so_for_a_sheet_without_a_title() -> None:
    got = read([["单位", "走出去（次）", "请进来（批次）"], ["板浦镇", 5, 15]], name="2024年任务分解.xlsx")
    assert records(got, "targets", "indicator", "value") == [("outbound_trips", 5.0), ("inbound_groups", 15.0)]


def test_an_indicator_beside_its_own_target_is_what_was_done() -> None:
    got = read([["2024年任务"], ["单位", "走出去任务", "走出去"], ["板浦镇", 5, 1]], name="表.xlsx")
    assert records(got, "targets", "indicator", "value") == [("outbound_trips", 5.0)]
    assert records(got, "counters", "indicator", "value", "period") == [("outbound_trips", 1.0, "cumulative")]


@pytest.mark.parametrize("title", ["招商任务完成情况", "招商任务推进表"])
def test_a_title_that_tells_what_is_done_of_a_plan_makes_them_counters(title: str) -> None:
    got = read([[title], ["单位", "走出去（次）", "请进来（批次）"], ["板浦镇", 5, 15]], name="表.xlsx")
    assert records(got, "counters", "indicator", "value") == [("outbound_trips", 5.0), ("inbound_groups", 15.0)]
    assert records(got, "targets", "value") == []


def test_a_bare_number_of_signings_under_a_plan_is_a_target() -> None:
    got = read(
        [["2024年任务"], ["单位", "签约项目", None], [None, "总数", "其中：10亿元以上"], ["板浦镇", 14, 2]],
        ["A2:A3", "B2:C2"],
        name="表.xlsx",
    )
    assert records(got, "targets", "indicator", "value") == [("projects_signed", 14.0), ("projects_signed_10yi", 2.0)]


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("总投资\n亿元", "总投资"),
        ("总投资 亿元", "总投资"),
        ("总投资亿元", "总投资"),
        ("建筑面积㎡", "建筑面积"),
        ("占地面积亩", "占地面积"),
        ("亿元", "亿元"),
        ("1单元", "1单元"),
        ("亩均税收", "亩均税收"),
        ("当前状态\n①洽谈②签约③在建", "当前状态"),
    ],
)
def test_a_unit_of_measure_at_the_end_needs_no_brackets(text: str, form: str) -> None:
    assert normal(text) == form


@pytest.mark.parametrize(
    ("text", "ledger", "field"),
    [
        ("招引项目", "projects", "name"),
        ("洽谈中项目", "projects", "name"),
        ("乙方", "projects", "investor"),
        ("到哪个环节", "projects", "stage"),
        ("闲置厂房", "assets", "name"),
        ("房东", "assets", "owner"),
        ("已租面积", "assets", "revitalised_area"),
        ("起讫时间", "visits", "start"),
        ("访客单位", "visits", "organisation"),
        ("随同人员", "visits", "companions"),
        ("来意", "visits", "content"),
        ("意向项目（暂定名）", "projects", "name"),
        ("拟投项目", "projects", "name"),
        ("專案名稱", "projects", "name"),
        ("投资总量（亿）", "projects", "investment"),
        ("预计投入资金", "projects", "investment"),
        ("拟建内容及规模", "projects", "content"),
        ("引荐人/单位", "projects", "referring_unit"),
        ("跟踪人", "projects", "responsible_person"),
        ("目前卡点", "projects", "problem"),
        ("下周安排", "projects", "next_step"),
        ("楼宇", "assets", "name"),
        ("存量地块", "assets", "name"),
        ("待去化面积", "assets", "idle_area"),
        ("可供面积", "assets", "idle_area"),
        ("闲置建面", "assets", "idle_area"),
        ("盘活建面", "assets", "revitalised_area"),
        ("土地使用权人", "assets", "owner"),
        ("再利用企业", "assets", "occupant"),
        ("闲置起始", "assets", "idle_since"),
        ("主要领导姓名", "visits", "leader"),
        ("去往", "visits", "destination"),
        ("驻地", "visits", "destination"),
        ("来宾", "visits", "counterpart"),
        ("取得实效", "visits", "result"),
        ("目标客商", "prospects", "organisation"),
        ("领队姓名", "visits", "leader"),
        ("领队职务", "visits", "post"),
        ("外出月份", "visits", "start"),
        ("日程", "visits", "start"),
        ("Departure date", "visits", "start"),
        ("Outbound trips", "indicators", "outbound_trips"),
        ("Inbound groups", "indicators", "inbound_groups"),
        ("Chambers visited", "indicators", "chambers"),
        ("Signed projects", "indicators", "projects_signed"),
        ("Planned signing date", "projects", "planned_signing_on"),
        ("Review result", "projects", "review_result"),
        ("会见企业及商协会", "visits", "organisation"),
        ("商会负责人", "visits", "counterpart"),
        ("考察人员", "visits", "counterpart"),
        ("企业方参加人员", "visits", "counterpart"),
        ("来访诉求", "visits", "content"),
        ("新注册企业名称", "projects", "registered_name"),
        ("投产达效时间", "projects", "producing_on"),
        ("项目落地情况", "projects", "progress"),
        ("地块编号及名称", "assets", "name"),
        ("土地证面积", "assets", "land_area"),
        ("闲置体量", "assets", "idle_area"),
        ("盘活体量", "assets", "revitalised_area"),
    ],
)
def test_headings_by_family(text: str, ledger: str, field: str) -> None:
    found = match(heading(1, [(1, text)]).forms, ledger)
    assert found is not None
    assert found[0] == field


@pytest.mark.parametrize("heading", ["计划竣工时间", "固投入库", "主要产品", "组别", "参会企业数", "线索来源"])
def test_headings_that_no_table_has_room_for_ask_nothing(heading: str) -> None:
    got = read([["项目清单"], ["项目名称", "投资方", "阶段", heading], ["甲项目", "乙公司", "在谈", "12"]])
    assert findings(got) == []
    assert got.questions == []


def test_an_area_of_a_named_year_or_month_is_this_one_s() -> None:
    head = ["楼宇名称", "建筑面积（㎡）", "2024年累计盘活面积（㎡）", "3月新增盘活面积（㎡）", "2月新增盘活面积（㎡）"]
    got = read([["闲置楼宇盘活"], head, ["金桥大厦", 9000, 2250, 1125, 500]])
    assert records(got, "assets", "revitalised_area", "revitalised_increment") == [(2250.0, 1125.0)]


def test_a_list_without_a_column_of_names_is_asked_about_once() -> None:
    got = read(
        [
            ["招商项目台账"],
            ["序号", "名头", "投资方", "总投资（亿元）", "进展状态"],
            [1, "甲", "甲公司", 1, "在谈"],
            [2, "乙", "乙公司", 2, "在谈"],
        ]
    )
    assert findings(got) == [("missing-required", "B2"), ("unmapped-column", "B2")]


def test_a_section_in_brackets_with_its_count_gives_the_stage() -> None:
    got = read(
        [
            ["序号", "项目名称", "投资方", "总投资（亿元）"],
            ["【签约类】共1个"],
            [1, "甲", "甲公司", 1],
            ["【在谈类】共1个"],
            [2, "乙", "乙公司", 1],
        ]
    )
    assert records(got, "projects", "name", "stage") == [("甲", "signed"), ("乙", "negotiating")]


def test_a_section_that_tells_of_a_stage_in_other_words_is_no_silent_default() -> None:
    got = read([["序号", "项目名称", "投资方", "总投资（亿元）"], ["已经签约落户的那些"], [1, "甲", "甲公司", 1]])
    assert ("unknown-stage", "A2") in findings(got)


def test_a_heading_that_may_be_the_stage_and_went_unread_is_no_silent_default() -> None:
    got = read([["项目名称", "投资方", "总投资（亿元）", "走到哪儿了的程度"], ["甲", "甲公司", 1, "盖了一半"]])
    assert ("unknown-stage", "D2") in findings(got)


def test_what_has_been_opened_for_use_is_in_use() -> None:
    assert asset_status("已启用") == "in_use"
    assert asset_status("未启用") == "idle"
