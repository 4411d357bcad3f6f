"""Plans are no visits: a table, a section or a sheet of what is still to come stays out and says so."""

import pytest

from tests.loaders.sheets import findings, read, records

HEAD = ["序号", "带队领导", "外出时间", "目的地", "拜访企业"]
WENT = [1, "李强", "3月25日", "上海", "甲公司"]
WILL = [1, "李强", "4月2日", "北京", "乙公司"]
TITLE = ["新海街道外出招商周报（3月23日-3月29日）"]
PLANS = [
    "二、下步外出计划",
    "二、下周外出安排",
    "二、拟外出计划",
    "（二）下周计划",
    "二、下一步工作打算",
    "下周外出计划",
]


@pytest.mark.parametrize("plan", PLANS)
@pytest.mark.parametrize("again", [True, False], ids=["heading again", "one heading"])
def test_a_planned_part_of_a_log_is_left_out_and_said(plan: str, *, again: bool) -> None:
    first = plan[: plan.find("二")].replace("（", "（一）") or ("一、" if plan.startswith("二") else "")
    parts = [[f"{first}本周外出情况"], WENT, [plan], *([HEAD] if again else []), WILL]
    got = read([TITLE, HEAD, *parts])
    assert records(got, "visits", "start") == [("2024-03-25",)]
    assert findings(got) == [("planned-figure", "A5")]


@pytest.mark.parametrize("day", ["外出时间", "拟外出时间", "计划时间"])
def test_a_table_of_plans_with_headings_of_its_own_is_left_out_and_asks_nothing(day: str) -> None:
    plans = ["序号", "带队领导", day, "目的地", "拟拜访企业"]
    got = read([TITLE, ["一、本周外出情况"], HEAD, WENT, ["二、下周外出安排"], plans, WILL])
    assert records(got, "visits", "start") == [("2024-03-25",)]
    assert findings(got) == [("planned-figure", "A5")]
    assert got.questions == []


def test_a_sheet_of_plans_holds_no_visits_and_no_zero() -> None:
    for sheet, rows in (("下周外出计划", [HEAD, WILL]), ("Sheet1", [["新海街道下周拟外出计划"], HEAD, WILL])):
        got = read(rows, sheet=sheet)
        assert got.tables == {}
        assert [code for code, _ in findings(got)] == ["planned-figure"]


def test_a_log_whose_only_days_are_planned_is_a_plan() -> None:
    got = read([["新海街道外出招商"], ["序号", "带队领导", "拟外出时间", "目的地", "拜访企业"], WILL])
    assert got.tables == {}
    assert findings(got) == [("planned-figure", "C2")]


def test_an_empty_plan_is_no_zero() -> None:
    got = read([TITLE, ["一、本周外出情况"], HEAD, WENT, ["二、下步外出计划"], HEAD, ["无"]])
    assert list(got.tables) == ["visits", "stops"]


@pytest.mark.parametrize(
    "title", ["外出招商计划完成情况", "新海街道外出招商及下步计划", "外出招商工作台账", "驻点招商工作安排"]
)
def test_a_title_that_also_tells_what_was_done_heads_no_plan(title: str) -> None:
    assert records(read([[title], HEAD, WENT]), "visits", "start") == [("2024-03-25",)]


def test_the_plan_of_one_unit_ends_where_the_next_unit_begins() -> None:
    rows = [
        ["一、新海街道"],
        ["（一）本周外出"],
        WENT,
        ["（二）下周计划"],
        WILL,
        ["二、板浦镇"],
        [1, "张敏", "3月26日", "北京", "丙"],
    ]
    got = read([["各镇街外出"], HEAD, *rows], ["A3:E3", "A4:E4", "A6:E6", "A8:E8"], name="区.xlsx")
    assert records(got, "visits", "unit", "start") == [("新海街道", "2024-03-25"), ("板浦镇", "2024-03-26")]
    assert findings(got) == [("planned-figure", "A6")]


def test_what_a_person_calls_a_log_is_one() -> None:
    got = read([["新海街道下周外出计划"], HEAD, WILL], answers={"ledgers": {"Sheet1": "visits"}})
    assert records(got, "visits", "start") == [("2024-04-02",)]


def test_planned_events_did_not_take_place() -> None:
    head = ["序号", "活动名称", "时间", "平台"]
    got = read(
        [
            ["招商推介活动"],
            head,
            ["一、已开展活动"],
            [1, "甲推介会", "3月5日", "公众号"],
            ["二、下步活动计划"],
            [2, "乙推介会", "4月5日", "抖音"],
        ]
    )
    assert records(got, "events", "title") == [("甲推介会",)]
    assert findings(got) == [("planned-figure", "A5")]


def test_how_many_are_to_go_next_week_is_no_target_of_the_year() -> None:
    got = read([["下周外出计划"], ["单位", "外出次数"], ["新海街道", 3], ["板浦镇", 2]], name="区.xlsx")
    assert got.tables == {}
    assert findings(got) == [("period-unclear", "B2")]
