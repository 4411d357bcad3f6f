"""Cards: labels with what they say beside them, which have no columns and are said not to be read."""

import pytest

from tests.loaders.sheets import findings, read, records

CARD = [
    ["客商来访登记卡"],
    ["来访时间", "2024年3月11日", "来访单位", "甲供应链有限公司"],
    ["来访人数", 4, "接待领导", "李强"],
    ["洽谈内容", "冷链项目", "处理意见", "跟进"],
]


def test_cards_are_no_list_of_their_labels() -> None:
    got = read([*CARD, [], *CARD])
    assert (got.tables, findings(got)) == ({}, [("no-header", "")])


def test_a_header_over_a_row_of_its_own_kind_is_no_card() -> None:
    got = read([["客商来访登记"], ["来访时间", "来访单位", "来访人数", "接待领导"], ["3月11日", "甲公司", 4, "李强"]])
    assert records(got, "visits", "start", "leader", "headcount") == [("2024-03-11", "李强", 4.0)]


def test_a_table_below_a_card_is_read() -> None:
    got = read([*CARD, [], ["来访客商名单"], ["来访时间", "来访单位", "接待领导"], ["3月12日", "乙公司", "王芳"]])
    assert records(got, "stops", "organisation") == [("乙公司",)]


@pytest.mark.parametrize(
    "rows",
    [
        [
            ["外出招商报告单"],
            ["带队领导", "彭敏"],
            ["目的地", "苏州"],
            ["拜访企业", "华源有限公司"],
            ["取得成果", "初步意向"],
        ],
        [
            ["客商来访接待单"],
            ["来访时间", "3月20日", "接待领导", "彭敏"],
            ["来访单位", "华源有限公司", "来访人数", "5"],
        ],
        [
            ["2024年一季度主要指标"],
            ["指标", "一季度完成"],
            ["走出去", "12次"],
            ["请进来", "20批次"],
            ["签约项目", "5个"],
        ],
    ],
)
def test_names_with_what_each_says_beside_it_are_a_form_and_said_to_be_one(rows: list[list[object]]) -> None:
    got = read(rows)
    assert not got.tables
    assert [(f.code, f.detail) for f in got.findings] == [("no-header", {"form": True})]
    assert not got.questions
