"""Headings of registers that offices keep by themselves, and columns for which no canonical table has room."""

import pytest

from loaders.headings import heading, match, word
from tests.loaders.sheets import findings, read, records

_FIELDS = {
    "visits": {
        "unit": "部门 区级部门 小分队名称 招商小分队 驻点组 招商组",
        "start": "日 出差日 出行日",
        "leader": "外访人员 出行人 出差人 队长",
        "destination": "出差地 出行地 上门城市",
        "headcount": "来宾数 客人数 到访规模 来访规模",
        "projects_discussed": "获得线索 获取线索数 线索",
        "counterpart": "接谈人 会谈人员",
        "content": "要点 推荐落户项目",
        "responsible": "牵头落实部门",
        "next_step": "后续安排 后续打算 下步安排",
        "trade": "产业 行业 所属产业 涉及行业",
        "problem": "存在问题 需协调事项",
    },
    "projects": {
        "first_contact_on": "初次见面 首次见面时间 洽谈起始 接洽起始时间",
        "investment": "原定投资 原计划总投资",
        "progress": "跟进情况",
        "problem": "原因 停滞原因 未开工原因分析",
        "next_step": "处置建议 整改措施",
        "aside": "项目来源 出资比例 年度计划投资 年度计划投资额 带动投资 意向楼宇 对接方式 所在村",
    },
    "assets": {
        "owner": "厂房业主 楼宇业主",
        "kind": "载体性质 资产属性",
        "idle_area": "目前空闲面积 空闲面积 现空闲",
        "revitalised_area": "已租售 已出租 已招引使用面积",
        "revitalised_increment": "本月去化 本周出租面积",
        "revitalised_on": "租售日期 出租时间 盘活完成日",
        "occupant": "新进企业 新用地企业 盘活后企业名称",
        "location": "所在村",
        "aside": "存在问题 行业 拟招引项目 带动投资",
    },
    "events": {"projects": "现场签约项目 集中签约项目数", "date": "首发时间"},
    "prospects": {
        "location": "企业驻地",
        "priority": "意向强弱 合作意向程度",
        "unit": "跟踪单位 跟进单位",
        "about": "主营 行业 对接时间 对接方式 意向楼宇",
    },
}
_EACH = [(ledger, name, text) for ledger, fields in _FIELDS.items() for name in fields for text in fields[name].split()]


@pytest.mark.parametrize(("ledger", "name", "text"), _EACH)
def test_a_heading_of_a_register_says_its_field(ledger: str, name: str, text: str) -> None:
    found = match(heading(1, [(1, text)]).forms, ledger)
    assert found is not None
    assert found[0] == name


@pytest.mark.parametrize(
    ("ledger", "name"),
    [
        *(("visits", name) for name in ("next_step", "trade", "problem")),
        *(("projects", "aside"), ("assets", "aside"), ("prospects", "about")),
    ],
)
def test_what_has_no_room_is_left_out_by_choice(ledger: str, name: str) -> None:
    assert not word(ledger, name).carried


def test_brackets_say_what_a_heading_without_room_of_its_own_holds() -> None:
    head = ["项目名称", "投资方", "总投资（亿元）", "项目来源（首报单位）"]
    got = read([["在谈项目"], head, ["甲项目", "甲公司", 1, "板浦镇"]])
    assert records(got, "projects", "originating_unit") == [("板浦镇",)]


def test_what_is_to_be_invested_in_a_year_is_not_the_whole_investment() -> None:
    head = ["项目名称", "投资方", "年度计划投资额（亿元）", "总投资额（亿元）"]
    got = read([["签约项目"], head, ["甲项目", "甲公司", 1, 5]])
    assert records(got, "projects", "investment") == [(5.0,)]
    alone = read([["签约项目"], [*head[:3], "签约时间"], ["甲项目", "甲公司", 1, "2024/3/5"]])
    assert records(alone, "projects", "investment", "signed_on") == [(None, "2024-03-05")]


def test_what_comes_next_is_the_result_where_no_column_says_what_came_of_a_visit() -> None:
    head, row = ["外出时间", "带队领导", "目的地", "拜访企业"], ["3月5日", "李强", "上海", "甲公司"]
    alone = read([["外出招商"], [*head, "后续安排"], [*row, "4月回访"]])
    assert records(alone, "visits", "result") == [("4月回访",)]
    beside = read([["外出招商"], [*head, "后续安排", "洽谈结果"], [*row, "4月回访", "有意向"]])
    assert records(beside, "visits", "result") == [("有意向",)]
    assert (findings(beside), beside.questions) == ([], [])


def test_idle_space_is_named_by_its_owner_where_nothing_else_names_it() -> None:
    head = ["序号", "厂房业主", "位置", "建筑面积（㎡）", "空置（㎡）", "已租售（㎡）", "租售日期", "新进企业"]
    rows = [
        [1, "甲机械厂", "人民路1号", 8600, 5000, 3600, "2024-02-10", "丙公司"],
        [2, "乙饲料厂", "人民路2号", 900, 900, "", "", ""],
    ]
    got = read([["闲置厂房"], head, *rows])
    assert records(got, "assets", "name", "owner", "area", "idle_area", "revitalised_area", "revitalised_on") == [
        ("甲机械厂", "甲机械厂", 8600.0, 5000.0, 3600.0, "2024-02-10"),
        ("乙饲料厂", "乙饲料厂", 900.0, 900.0, None, None),
    ]
    assert (findings(got), got.questions) == ([], [])


def test_an_owner_of_several_names_none_of_them() -> None:
    head = ["位置", "厂房业主", "建筑面积（㎡）"]
    got = read([["闲置厂房"], head, ["人民路1号", "甲机械厂", 8600], ["人民路2号", "甲机械厂", 900]])
    assert records(got, "assets", "name", "owner") == [("", "甲机械厂"), ("", "甲机械厂")]
    assert findings(got) == [("missing-required", "A2")]


def test_a_number_of_mu_is_measured_in_mu() -> None:
    got = read([["低效用地"], ["地块名称", "位置", "总亩数", "闲置亩数"], ["甲地块", "城东", 30, 15]])
    assert records(got, "assets", "area", "idle_area") == [(20000.0, 10000.0)]
    assert findings(got) == []


def test_parcels_below_a_group_heading_are_named() -> None:
    rows = [
        ["属地", "用地情况", None, "盘活情况", None],
        [None, "地块", "面积（公顷）", "盘活面积（公顷）", "盘活完成日"],
        ["板浦镇", "粮管所地块", 2.4, 2.4, "2024-01-22"],
    ]
    got = read([["低效用地盘活底册"], *rows], ["A2:A3", "B2:C2", "D2:E2"], name="台账.xlsx")
    assert records(got, "assets", "unit", "name", "kind", "area", "revitalised_area", "revitalised_on") == [
        ("板浦镇", "粮管所地块", "land", 24000.0, 24000.0, "2024-01-22")
    ]


def test_who_holds_a_named_parcel_is_its_owner() -> None:
    got = read(
        [["低效用地"], ["宗地名称", "面积（亩）", "用地单位"], ["甲地块", 30, "甲公司"], ["乙地块", 15, "乙公司"]]
    )
    assert records(got, "assets", "name", "owner") == [("甲地块", "甲公司"), ("乙地块", "乙公司")]
    assert (findings(got), got.questions) == ([], [])


def test_ordinals_number_the_rows() -> None:
    rows = [["第一场", "甲签约会", "2月10日", 2], ["第二场", "乙签约会", "3月21日", 1]]
    got = read([["签约活动情况"], ["场次", "活动主题", "活动时间", "签约项目数"], *rows])
    assert records(got, "events", "title", "projects") == [("甲签约会", 2.0), ("乙签约会", 1.0)]
    assert (findings(got), got.questions) == ([], [])


def test_the_whole_asset_in_the_place_of_an_area_is_its_area() -> None:
    head = ["厂房名称", "建筑面积（㎡）", "闲置面积（㎡）", "已盘活面积（㎡）", "盘活时间"]
    rows = [
        ["甲厂房", 1000, "全部", 0, ""],
        ["乙厂房", "约900", "整栋闲置", "", ""],
        ["丙厂房", 500, "", "全部", "2024/3/5"],
        ["丁厂房", "", "全部", "", ""],
    ]
    got = read([["闲置厂房"], head, *rows])
    assert records(got, "assets", "name", "area", "idle_area", "revitalised_area", "hedged") == [
        ("甲厂房", 1000.0, 1000.0, 0.0, ""),
        ("乙厂房", 900.0, 900.0, None, "area,idle_area"),
        ("丙厂房", 500.0, None, 500.0, ""),
        ("丁厂房", None, None, None, ""),
    ]
    assert findings(got) == [("not-a-number", "C6")]
