"""Rows that are parts of the unit that reports, and rows that are single things: neither is the unit's own figure."""

import pytest

from tests.loaders.sheets import findings, read, records

HEAD = ["走出去（次）", "请进来（批次）"]
VILLAGES = [["新建村", 1, 2], ["板浦村", 2, 3]]


@pytest.mark.parametrize(
    ("head", "rows"),
    [
        ("村居", VILLAGES),
        ("村（社区）", VILLAGES),
        ("单位", [["新建村", 1, 2], ["东城社区居委会", 2, 3]]),
        ("科室", [["招商一科", 1, 2], ["王五", 2, 3]]),
        ("部门", [["经济发展办", 1, 2], ["招商服务中心", 2, 3]]),
    ],
)
def test_the_total_of_villages_or_sections_is_the_figure_of_their_unit(head: str, rows: list[list[object]]) -> None:
    got = read([[head, *HEAD], *rows, ["合计", 3, 5]], name="板浦镇.xlsx")
    assert records(got, "counters", "unit", "indicator", "value", "cell") == [
        ("板浦镇", "outbound_trips", 3.0, "B4"),
        ("板浦镇", "inbound_groups", 5.0, "C4"),
    ]
    assert (findings(got), got.questions) == ([], [])


def test_targets_by_villages_are_those_of_their_total() -> None:
    rows = [["2024年目标"], ["村居", "走出去目标", "请进来目标"], *VILLAGES, ["合计", 3, 5]]
    got = read(rows, name="板浦镇.xlsx")
    assert records(got, "targets", "unit", "value") == [("板浦镇", 3.0), ("板浦镇", 5.0)]


def test_a_total_of_villages_that_does_not_add_up_is_a_mismatch() -> None:
    got = read([["村居", *HEAD], *VILLAGES, ["合计", 3, 6]], name="板浦镇.xlsx")
    assert findings(got) == [("total-mismatch", "C4")]


def test_villages_without_a_total_are_nobodys_and_never_the_first_for_all() -> None:
    got = read([["村居", *HEAD], *VILLAGES], name="板浦镇.xlsx")
    assert "counters" not in got.tables
    assert findings(got) == [("unknown-unit", "A2"), ("unknown-unit", "A3")]


def test_unknown_names_under_unit_in_a_file_of_the_whole_district_are_unknown_units() -> None:
    got = read([["全区统计"], ["单位", *HEAD], *VILLAGES, ["板浦镇", 4, 5]], name="统计.xlsx")
    assert ("unknown-unit", "A3") in findings(got)
    assert ("板浦镇", 4.0) in records(got, "counters", "unit", "value")


@pytest.mark.parametrize(
    "rows",
    [
        [
            ["编号", "原来的厂", "门牌", "厂房面积（㎡）", "启用日", "新用户"],
            [1, "老纺织厂", "海连路1号", 7200, "3月5日", "甲公司"],
            [2, "机械厂", "解放路2号", 4000, "3月6日", "乙公司"],
        ],
        [
            ["几号", "哪场大戏", "签约项目（个）", "签约金额（亿元）"],
            ["3月5日", "集中签约", 3, 12.5],
            ["3月9日", "园区签约", 2, 5],
        ],
        [
            ["单位", "哪个厂", "闲置厂房（㎡）"],
            ["板浦镇", "老纺织厂", 3000],
            ["板浦镇", "机械厂", 5000],
            ["新海街道", "布厂", 5000],
        ],
    ],
)
def test_a_table_that_counts_the_same_again_beside_other_names_is_a_list_and_is_asked_about(
    rows: list[list[object]],
) -> None:
    got = read([*rows])
    assert "counters" not in got.tables
    assert findings(got) == [("unknown-ledger", "A1")]
    (question,) = got.questions
    assert question.about == "ledger"
    assert {*question.choices[:5]} == {"visits", "projects", "assets", "events", "prospects"}
    assert question.choices[5:] == ("counters", "targets", "none")
    decided = read([*rows], answers={"ledgers": {"Sheet1": "counters"}})
    assert [entry.ledger for entry in decided.sheets] == ["counters"]


def test_villages_under_a_blank_corner_are_parts_too() -> None:
    got = read([[None, *HEAD], *VILLAGES, ["合计", 3, 5]], name="板浦镇.xlsx")
    assert records(got, "counters", "unit", "value") == [("板浦镇", 3.0), ("板浦镇", 5.0)]


@pytest.mark.parametrize("heading", ["日期", "时间", "活动时间"])
@pytest.mark.parametrize("days", [("3月5日", "3月12日"), ("2024-03-05", "2024.3.12"), ("2024年3月5日", "3月12-13日")])
def test_figures_beside_the_day_of_each_row_are_of_one_event_and_never_of_the_year(
    heading: str, days: tuple[str, str]
) -> None:
    got = read(
        [
            ["单位", heading, "签约项目（个）", "推介（场）"],
            ["新海街道", days[0], 3, 1],
            ["板浦镇", days[1], 2, 0],
        ],
        name="统计.xlsx",
    )
    assert records(got, "counters", "value") == []
    assert [question.about for question in got.questions] == ["ledger"]


def test_one_day_for_all_rows_is_the_day_of_reporting() -> None:
    got = read(
        [
            ["单位", "日期", "签约项目（个）", "推介（场）"],
            ["新海街道", "2024-03-29", 3, 1],
            ["板浦镇", "2024-03-29", 2, 0],
        ],
        name="统计.xlsx",
    )
    assert records(got, "counters", "unit", "value") == [
        ("新海街道", 3.0),
        ("新海街道", 1.0),
        ("板浦镇", 2.0),
        ("板浦镇", 0.0),
    ]
