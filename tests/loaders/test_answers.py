"""Answers about a heading: those of one ledger decide no other ledger's column of the same name."""

from typing import Any

import pytest

from loaders import Reading, ingest
from loaders.answers import about, answer, parted
from tests.loaders.sheets import DISTRICT, PERIOD, workbook

PROJECTS = [
    ["序号", "项目名称", "投资方", "总投资（亿元）", "穿针人", "状态"],
    [1, "甲项目", "甲公司", 1.5, "张三", "在谈"],
]
VISITS = [
    ["序号", "带队领导", "开始时间", "目的地", "拜访企业名称", "穿针人"],
    [1, "李四", "2024-03-05", "上海", "乙公司", "王五"],
]
UNMEASURED = [["序号", "项目名称", "投资方", "总投资", "状态"], [1, "甲项目", "甲公司", 15000, "在谈"]]
SIGNINGS = [["序号", "活动名称", "活动类型", "时间", "总投资"], [1, "春季签约会", "签约活动", "2024-03-05", 3]]


def read(sheets: dict[str, Any], **answers: Any) -> Reading:
    return ingest(workbook(sheets), "新海街道.xlsx", district=DISTRICT, period=PERIOD, answers=answers)


def asked(reading: Reading, about: str) -> list[tuple[str, str]]:
    return [(q.sheet, q.found) for q in reading.questions if q.about == about]


@pytest.mark.parametrize(
    ("subject", "left"),
    [("穿针人", []), ("projects:穿针人", [("外出", "穿针人")]), ("visits:穿针人", [("项目", "穿针人")])],
)
def test_a_heading_answered_for_one_ledger_stays_open_in_another(subject: str, left: list[tuple[str, str]]) -> None:
    assert asked(read({"项目": PROJECTS, "外出": VISITS}, columns={subject: ""}), "column") == left


def test_a_heading_answered_for_a_ledger_holds_on_all_its_sheets() -> None:
    got = read({"三月": PROJECTS, "二月": PROJECTS}, columns={"projects:穿针人": "referring_unit"})
    assert asked(got, "column") == []


def test_a_unit_of_measure_is_that_of_its_ledger() -> None:
    sheets = {"项目": UNMEASURED, "活动": SIGNINGS}
    assert asked(read(sheets), "unit-of-measure") == [("项目", "总投资"), ("活动", "总投资")]
    got = read(sheets, units_of_measure={"projects:总投资": "万元"})
    assert asked(got, "unit-of-measure") == [("活动", "总投资")]
    assert got.tables["projects"]["investment"].tolist() == [1.5]


def test_the_answer_for_a_ledger_comes_before_the_one_for_all() -> None:
    given = {"备注": "content", "projects:备注": ""}
    assert [answer(given, ledger, "备注") for ledger in ("projects", "visits")] == ["", "content"]
    assert answer(given, "projects", "金额") is None


def test_targets_and_counters_are_one_kind_of_table() -> None:
    assert about("targets", "完成数") == about("counters", "完成数") == "counters:完成数"


def test_a_colon_in_a_heading_names_no_ledger() -> None:
    assert [parted(text) for text in ("projects:备注", "单位:万元", "备注")] == [
        ("projects", "备注"), ("", "单位:万元"), ("", "备注"),
    ]  # fmt: skip
