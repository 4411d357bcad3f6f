"""Where a table begins: metadata, group headings and rows of units around its header."""

import pytest

from tests.loaders.sheets import findings, read, records


def test_a_metadata_row_spread_over_cells_is_no_header_and_says_whose_the_table_is() -> None:
    head = ["序号", "外出时间", "带队领导", "目的地", "拜访企业"]
    row = [1, "3月20日", "李强", "上海", "甲公司"]
    for metadata in (
        ["单位名称（盖章）", "板浦镇人民政府", None, "填表日期", "2024年3月29日"],
        ["填报单位", "板浦镇", "联系人", "张某"],
        ["填报：板浦镇招商办", None, None, "2024年3月29日"],
    ):
        got = read([["外出招商情况表"], metadata, head, row], ["D2:E2"], name="台账.xlsx")
        assert (got.sheets[0].header_rows, got.unit) == ((3,), "板浦镇")
        assert records(got, "visits", "leader") == [("李强",)]


def test_the_unit_of_measure_in_a_group_heading_is_no_metadata() -> None:
    got = read(
        [
            ["编号", "项目概况", None, "投资金额（单位：亿元）", None],
            [None, "项目名称", "投资方", "计划总投资", "到位资金"],
            [1, "甲项目", "甲公司", 3, 1.5],
        ],
        ["A1:A2", "B1:C1", "D1:E1"],
    )
    assert got.sheets[0].header_rows == (1, 2)
    assert records(got, "projects", "name", "investment", "paid_in") == [("甲项目", 3.0, 1.5)]


def test_a_row_of_bare_units_belongs_to_the_header() -> None:
    got = read(
        [
            ["序号", "厂房名称", "建筑面积", "已盘活面积", "盘活时间"],
            [None, None, "万㎡", "（平米）", "年/月/日"],
            [1, "甲厂房", 2.7, 2000, "2024/3/17"],
        ]
    )
    assert got.sheets[0].header_rows == (1, 2)
    assert records(got, "assets", "area", "revitalised_area", "revitalised_on") == [(27000.0, 2000.0, "2024-03-17")]


def test_a_note_above_the_table_may_give_the_unit_of_measure() -> None:
    got = read(
        [["重点项目表"], ["注：金额单位为亿元"], ["序号", "项目名称", "投资方", "总投资"], [1, "甲", "甲公司", 3]]
    )
    assert records(got, "projects", "investment") == [(3.0,)]


def test_year_month_and_day_under_a_date_belong_to_the_header() -> None:
    got = read(
        [
            ["外出日期", None, None, "带队领导", "目的地"],
            ["年", "月", "日", None, None],
            [2024, 3, 1, "李强", "上海"],
        ],
        ["A1:C1"],
    )
    assert got.sheets[0].header_rows == (1, 2)
    assert records(got, "visits", "start", "leader") == [("2024-03-01", "李强")]


@pytest.mark.parametrize(
    "line",
    [
        ["单位：亿元", None, None, "截至2024年3月29日"],
        ["2024年度", None, None, "截止3月29日"],
        ["新海街道招商项目", None, None, "单位：亿元"],
        ["截至2024年3月29日   序时进度24.3%", None, None, "单位：亿元"],
    ],
)
def test_a_line_of_terms_above_a_header_is_no_part_of_it(line: list[str | None]) -> None:
    head = ["序号", "项目名称", "投资方", "总投资", "阶段"]
    got = read([["招商项目清单"], line, head, [1, "甲项目", "甲公司", 3.6, "在谈"]], ["A1:E1"])
    assert got.sheets[0].header_rows == (3,)
    assert records(got, "projects", "name") == [("甲项目",)]


def test_the_terms_above_each_table_hold_for_that_table() -> None:
    got = read(
        [
            ["新海街道闲置资源"],
            ["（一）低效用地", None, "单位：亩"],
            ["序号", "地块名称", "占地面积"],
            [1, "甲地块", 3],
            ["（二）闲置厂房", None, "单位：万平方米"],
            ["序号", "厂房名称", "建筑面积"],
            [1, "乙厂房", 1.5],
        ]
    )
    assert [s.header_rows for s in got.sheets] == [(3,), (6,)]
    assert records(got, "assets", "kind", "area") == [("land", 2000.0), ("factory", 15000.0)]


def test_a_day_among_headings_heads_its_column() -> None:
    got = read(
        [["单位", "走出去", None], [None, "年度目标", "截至3月29日"], ["板浦镇", 12, 4]],
        ["A1:A2", "B1:C1"],
        name="目标.xlsx",
    )
    assert records(got, "targets", "value") == [(12.0,)]
    assert records(got, "counters", "value") == [(4.0,)]


def test_a_section_under_a_header_of_two_rows_is_no_heading() -> None:
    got = read(
        [
            ["序号", "名称", "基本情况", None, "盘活情况", None],
            [None, None, "地址", "建筑面积（㎡）", "盘活面积（㎡）", "入驻企业"],
            ["一、闲置厂房", None, None, None, None, None],
            [1, "甲厂房", "新建路1号", 1000, 500, "甲公司"],
        ],
        ["A1:A2", "B1:B2", "C1:D1", "E1:F1", "A3:F3"],
    )
    assert (got.sheets[0].ledger, got.sheets[0].header_rows) == ("assets", (1, 2))
    assert records(got, "assets", "name", "kind") == [("甲厂房", "factory")]


@pytest.mark.parametrize(
    "title",
    [
        ["板浦镇", None, None, "2024年3月招商情况表"],
        ["板浦镇", None, "外出招商台账"],
        ["招商局", None, None, "外出招商情况"],
        ["附件1", None, "各镇街招商情况统计表"],
        ["附件1", None, "外出招商情况"],
        ["附件1", "板浦镇", None, "招商情况", "2024年3月"],
        ["板浦镇", "3月29日"],
    ],
)
def test_a_title_spread_over_cells_heads_no_column(title: list[str | None]) -> None:
    got = read(
        [
            title,
            ["单位", "走出去", None, "请进来", None],
            [None, "本周", "累计", "本周", "累计"],
            ["新海街道", 1, 5, 2, 7],
        ],
        ["A2:A3", "B2:C2", "D2:E2"],
        name="统计.xlsx",
    )
    assert got.sheets[0].header_rows == (2, 3)
    assert records(got, "counters", "unit", "period", "value") == [
        ("新海街道", "week", 1.0),
        ("新海街道", "cumulative", 5.0),
        ("新海街道", "week", 2.0),
        ("新海街道", "cumulative", 7.0),
    ]


def test_the_unit_in_a_title_spread_over_cells_is_whose_the_list_is() -> None:
    got = read(
        [
            ["板浦镇", None, None, "2024年3月招商情况表"],
            ["序号", "带队领导", "外出时间", "目的地", "拜访企业"],
            [1, "李强", "3月20日", "上海", "甲公司"],
        ],
        name="台账.xlsx",
    )
    assert got.sheets[0].header_rows == (2,)
    assert records(got, "visits", "unit", "start") == [("板浦镇", "2024-03-20")]


@pytest.mark.parametrize("groups", [["走出去情况", "请进来情况"], ["板浦镇", "新海街道"], ["1月", "2月"]])
def test_headings_of_a_kind_group_columns_and_are_no_title(groups: list[str]) -> None:
    got = read(
        [[None, groups[0], None, groups[1], None], ["单位", "本周", "累计", "本周", "累计"], ["全区", 1, 5, 2, 7]],
        ["B1:C1", "D1:E1"],
    )
    assert got.sheets[0].header_rows == (1, 2)


def test_a_header_of_four_rows_gives_each_column_its_path() -> None:
    got = read(
        [
            ["新海街道项目汇总"],
            ["序号", "项目基本情况", None, None, None, "推进节点", None, None],
            [None, "名称及投资方", None, "投资情况", None, "前期", None, "建设"],
            [None, "项目名称", "投资方", "总投资", "到位资金", "洽谈", "签约", "开工"],
            [None, None, None, "（亿元）", "（万元）", "时间", "时间", "时间"],
            [1, "甲项目", "甲公司", 2, 3000, "2023-10-1", "2023-12-1", "2024-3-1"],
        ],
        ["A2:A5", "B2:E2", "F2:H2", "B3:C3", "D3:E3", "F3:G3", "B4:B5", "C4:C5"],
    )
    assert got.sheets[0].header_rows == (2, 3, 4, 5)
    assert records(got, "projects", "investment", "paid_in", "first_contact_on", "signed_on", "started_on") == [
        (2.0, 0.3, "2023-10-01", "2023-12-01", "2024-03-01")
    ]
    assert findings(got) == []


@pytest.mark.parametrize(
    "corner", ["指标＼单位", "指标 \\ 单位", "      单位\n指标", "指标/单位", "类别 \\ 单位 \\ 数量"]
)
def test_a_corner_cut_by_a_slanting_line_heads_rows_and_columns(corner: str) -> None:
    got = read(
        [
            ["招商活动统计表（截至2024年3月29日）"],
            [corner, "新海街道", "南城街道"],
            ["走出去（次）", 20, 12],
            ["拜访商会（家）", 3, 0],
        ],
        name="统计.xlsx",
    )
    assert records(got, "counters", "unit", "indicator", "value") == [
        ("新海街道", "outbound_trips", 20.0),
        ("南城街道", "outbound_trips", 12.0),
        ("新海街道", "chambers", 3.0),
        ("南城街道", "chambers", 0.0),
    ]
    assert findings(got) == []
