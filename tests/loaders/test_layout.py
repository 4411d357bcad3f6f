"""Where a table begins: metadata, group headings and rows of units around its header."""

from tests.loaders.sheets import read, records


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
