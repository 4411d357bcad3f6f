"""Asset ledgers: land by its site, buildings by their floor, all in m²."""

import io
from datetime import datetime

import openpyxl
import pytest

from loaders import ingest
from tests.loaders.sheets import DISTRICT, PERIOD, findings, read, records

AREAS = ("kind", "area", "idle_area", "revitalised_area")


def test_mu_and_square_metres_by_the_heading() -> None:
    head = ["序号", "地块名称", "坐落", "占地面积（亩）", "累计盘活面积（亩）", "盘活方式", "盘活时间"]
    got = read([["低效用地盘活台账"], head, [1, "东风厂地块", "海州路1号", 900, 30, "收储", datetime(2024, 2, 5)]])
    assert records(got, "assets", *AREAS, "revitalised_on", "method") == [
        ("land", 600000.0, None, 20000.0, "2024-02-05", "收储")
    ]


def test_land_is_not_floor() -> None:
    head = ["序号", "类型", "资产名称", "占地面积（亩）", "建筑面积（㎡）", "闲置面积（㎡）"]
    got = read([head, [1, "闲置厂房", "甲厂", 30, 8000, 5000], [2, "低效用地", "乙地块", 30, 8000, 100]])
    assert records(got, "assets", *AREAS[:3]) == [("factory", 8000.0, 5000.0), ("land", 20000.0, 100.0)]


def test_an_area_of_another_kind_is_not_taken_and_said_so_where_there_is_none_of_its_own() -> None:
    head = ["类型", "资产名称", "建筑面积（㎡）"]
    got = read([head, ["闲置厂房", "甲厂", 8000], ["低效用地", "乙地块", "20亩"], ["低效用地", "丙地块", 3000]])
    assert records(got, "assets", "kind", "area") == [("factory", 8000.0), ("land", 40000 / 3), ("land", None)]
    assert findings(got) == [("area-of-another-kind", "C1")]
    both = read([["类型", "资产名称", "占地面积（亩）", "建筑面积（㎡）"], ["闲置厂房", "甲厂", 30, None]])
    assert records(both, "assets", "area") == [(None,)]
    assert findings(both) == [("area-of-another-kind", "C2")]


def test_the_kind_comes_from_section_rows() -> None:
    head = ["序号", "资产名称", "面积（㎡）", "已盘活面积（㎡）"]
    got = read([head, ["一、闲置厂房"], [1, "甲", 5000, 0], ["二、闲置楼宇"], [1, "乙", 3000, 0]])
    assert records(got, "assets", "name", "kind", "area") == [("甲", "factory", 5000.0), ("乙", "building", 3000.0)]


def test_more_brought_back_than_the_asset_has_and_no_date_are_marked() -> None:
    head = ["序号", "楼宇名称", "建筑面积（㎡）", "已盘活面积（㎡）", "盘活时间"]
    got = read([head, [1, "甲大厦", 1000, 1200, "2024-02-01"], [2, "乙大厦", 1000, 300, None]])
    assert findings(got) == [("area-exceeds-asset", "D2"), ("revival-without-date", "D3")]


@pytest.mark.parametrize(
    ("cell", "value", "hedged"),
    [
        ("约3万平方米", 30000.0, "revitalised_area"),
        ("1.2万㎡", 12000.0, ""),
        ("１２００", 1200.0, ""),
        ("1,200", 1200.0, ""),
    ],
)
def test_figures_with_their_unit_in_the_cell(cell: str, value: float, hedged: str) -> None:
    head = ["序号", "楼宇名称", "建筑面积（㎡）", "已盘活面积（㎡）", "盘活时间"]
    got = read([head, [1, "甲大厦", 90000, cell, "2024-02-01"]])
    assert records(got, "assets", "revitalised_area", "hedged") == [(value, hedged)]


def test_an_empty_land_list_is_zero_for_land_only() -> None:
    head = ["序号", "地块名称", "占地面积（亩）", "累计盘活面积（亩）"]
    got = read([["低效用地盘活台账"], head, ["无"]])
    assert records(got, "counters", "indicator", "value", "cell") == [("land_m2", 0.0, "A3")]


def test_zero_needs_no_unit_unless_the_column_lacks_one() -> None:
    head = ["序号", "楼宇名称", "建筑面积（㎡）", "已盘活面积", "盘活时间"]
    lacking = read([head, [1, "甲大厦", 1000, 300, "2024-02-01"], [2, "乙大厦", 1000, 0, None]])
    written = read([head, [1, "甲大厦", 1000, "300㎡", "2024-02-01"], [2, "乙大厦", 1000, 0, None]])
    assert records(lacking, "assets", "revitalised_area") == [(None,), (None,)]
    assert records(written, "assets", "revitalised_area") == [(300.0,), (0.0,)]


def test_a_planned_day_is_no_day_of_revival() -> None:
    got = read([["厂房名称", "位置", "闲置面积（㎡）", "计划盘活时间"], ["甲", "东路", 100, "2024年6月"]])
    assert records(got, "assets", "revitalised_on") == [(None,)]
    assert findings(got) == [("unmapped-column", "D1")]


@pytest.mark.parametrize(
    "cell", ["计划300", "300（预计）", "拟盘活300", "300㎡（未完成）", "300（拟4月完成）", "300，预计6月完成"]
)
def test_a_planned_area_is_not_brought_back(cell: str) -> None:
    head = ["序号", "楼宇名称", "建筑面积（㎡）", "已盘活面积（㎡）", "盘活时间"]
    got = read([head, [1, "甲大厦", 1000, cell, "2024-02-01"], [2, "乙大厦", 1000, "200（计划500）", "2024-02-01"]])
    assert records(got, "assets", "revitalised_area") == [(None,), (200.0,)]
    assert findings(got) == [("planned-figure", "D2")]


def test_a_column_of_units_of_measure_measures_each_row() -> None:
    head = ["名称", "类型", "坐落", "占地面积", "建筑面积", "单位", "责任单位"]
    rows = [
        ["甲地块", "土地", "东路", 9, None, "亩", "板浦镇"],
        ["乙厂房", "厂房", "西路", None, 1200, "㎡", "新海街道"],
    ]
    got = read([["闲置资产"], head, *rows], name="资产.xlsx")
    assert records(got, "assets", "name", "unit", "area") == [
        ("甲地块", "板浦镇", 6000.0),
        ("乙厂房", "新海街道", 1200.0),
    ]
    assert "unit-of-measure-missing" not in [code for code, _ in findings(got)]


def test_the_column_of_the_area_is_the_one_most_rows_are_measured_in() -> None:
    head = ["名称", "类型", "坐落", "占地面积（㎡）", "建筑面积（㎡）"]
    rows = [
        ["甲地块", "土地", "东路", 900, None],
        ["乙地块", "土地", "南路", 800, None],
        ["丙厂房", "厂房", "西路", 5, 1200],
    ]
    assert read([["资产"], head, *rows]).sheets[0].columns["area"] == "D"
    assert read([["资产"], head, rows[2]]).sheets[0].columns["area"] == "E"


def test_an_asset_of_unknown_kind_is_measured_by_the_only_column_of_areas() -> None:
    got = read([["闲置资产"], ["企业名称", "坐落", "占地面积（亩）"], ["甲公司", "东路", 9]])
    assert records(got, "assets", "name", "kind", "area") == [("甲公司", "", 6000.0)]


def test_a_zero_needs_no_unit_beside_figures_whose_number_format_names_it() -> None:
    book = openpyxl.Workbook()
    book.active.append(["序号", "楼宇名称", "建筑面积（㎡）", "空置面积"])
    for row in ([1, "甲大厦", 1000, 0.05], [2, "乙大厦", 1000, 0]):
        book.active.append(row)
    book.active["D2"].number_format = '0.00"万㎡"'
    stream = io.BytesIO()
    book.save(stream)
    got = ingest(stream.getvalue(), "新海街道楼宇.xlsx", district=DISTRICT, period=PERIOD)
    assert records(got, "assets", "idle_area") == [(500.0,), (0.0,)]


def test_assets_under_spoken_headings_are_a_list_and_no_figures() -> None:
    head = ["叫什么", "是什么", "多大（平方米）", "盘活了多少（平方米）", "几时盘活"]
    rows = [["东车间", "厂房", 5600, 2400, "2024.3.8"], ["供销大楼", "楼宇", 3200, 800, "2024.3.9"]]
    got = read([["板浦镇闲置资产盘活"], head, *rows])
    assert records(got, "assets", "name", "kind", "area", "revitalised_area") == [
        ("东车间", "factory", 5600.0, 2400.0), ("供销大楼", "building", 3200.0, 800.0),
    ]  # fmt: skip


def test_named_things_whose_name_nobody_read_are_never_figures_of_their_kind() -> None:
    rows = [["东车间", "厂房", 5600], ["供销大楼", "楼宇", 3200]]
    got = read([["板浦镇盘活情况"], ["喊作", "类型", "累计（平方米）"], *rows])
    assert records(got, "counters", "indicator") == []


def test_an_area_of_no_known_kind_is_said_to_count_nowhere() -> None:
    """Land, factory and building have targets of their own; a title that names two of them decides nothing."""
    head = ["序号", "资产名称", "面积（㎡）", "已盘活面积（㎡）", "盘活时间"]
    rows = [[1, "甲", 5000, 3000, "2024-02-01"], [2, "乙", 2600, 1200, "2024-02-05"]]
    got = read([["闲置厂房楼房盘活台账"], head, *rows])
    assert records(got, "assets", "name", "kind") == [("甲", ""), ("乙", "")]
    assert findings(got) == [("unknown-kind", "B2")]
    told = [*head, "类别"]
    got = read([["闲置资产盘活台账"], told, [*rows[0], "厂房"], [*rows[1], "其他"]])
    assert records(got, "assets", "name", "kind") == [("甲", "factory"), ("乙", "")]
    assert findings(got) == [("unknown-kind", "F4")]


def test_a_name_tells_the_kind_where_nothing_else_does() -> None:
    head = ["序号", "资产名称", "面积（㎡）"]
    got = read([["闲置资产台账"], head, [1, "甲公司厂房", 5000], [2, "乙大厦", 2600], [3, "丙厂区办公楼", 900]])
    assert records(got, "assets", "kind") == [("factory",), ("building",), ("",)]
    assert findings(got) == [("unknown-kind", "B2")]


def test_two_cells_that_are_kinds_tell_what_their_column_holds() -> None:
    head = ["序号", "资产名称", "面积（㎡）", "是厂房还是楼"]
    got = read([["闲置资产台账"], head, [1, "甲", 5000, "厂房"], [2, "乙", 2600, "楼宇"]])
    assert records(got, "assets", "name", "kind") == [("甲", "factory"), ("乙", "building")]


@pytest.mark.parametrize(
    ("section", "kind"), [("空楼", "building"), ("大楼", "building"), ("低效地", "land"), ("别的", "")]
)
def test_a_section_in_plain_words_gives_its_kind_and_ends_the_one_before(section: str, kind: str) -> None:
    head = ["名称", "建筑面积（㎡）", "盘活面积（㎡）", "盘活时间"]
    rows = [["一、厂房"], ["甲", 1000, 200, "3月1日"], [f"二、{section}"], ["乙", 2000, 800, "3月2日"]]
    got = read([["板浦镇闲置资产"], head, *rows])
    assert records(got, "assets", "name", "kind") == [("甲", "factory"), ("乙", kind)]


def test_a_day_of_revival_after_the_period_is_marked() -> None:
    head = ["地块名称", "占地面积（亩）", "累计盘活面积（亩）", "盘活时间"]
    rows = [["东风厂地块", 900, 30, "2024年12月"], ["西风厂地块", 90, 30, "2024年3月"]]
    got = read([["低效用地盘活台账"], head, *rows])
    assert findings(got) == [("date-out-of-period", "D3")]


def test_a_unit_of_measure_in_a_section_holds_for_its_rows_and_its_subtotal() -> None:
    rows = [
        ["（一）闲置厂房（单位：平方米）"], [1, "甲厂", 6200, 2100], [2, "乙厂", 3000, 0], ["小计", None, 9200, 2100],
        ["（二）低效用地（单位：亩）"], [1, "丙地块", 120, 45], ["1、收储类"], [2, "丁地块", 30, 0],
        ["小计", None, 150, 45],
    ]  # fmt: skip
    got = read([["闲置资产清单"], ["序号", "资产名称", "面积", "盘活面积"], *rows])
    assert records(got, "assets", "kind", "area", "revitalised_area") == [
        ("factory", 6200.0, 2100.0), ("factory", 3000.0, 0.0), ("land", 80000.0, 30000.0), ("land", 20000.0, 0.0),
    ]  # fmt: skip
    assert not [f for f in findings(got) if f[0] != "revival-without-date"]
    assert got.questions == []


def test_a_section_without_a_unit_of_measure_after_one_counted_alike_is_asked_about() -> None:
    rows = [["一、闲置厂房（单位：平方米）"], [1, "甲厂", 6200], ["二、低效用地"], [1, "丙地块", 120]]
    got = read([["闲置资产清单"], ["序号", "资产名称", "面积"], *rows])
    assert records(got, "assets", "area") == [(6200.0,), (None,)]
    assert [question.about for question in got.questions] == ["unit-of-measure"]


@pytest.mark.parametrize("line", ["单位：亩、平方米", "计量单位：亩，㎡，万元", "单位：平方米（亩）"])
def test_two_units_of_measure_for_one_quantity_above_a_table_are_asked_about(line: str) -> None:
    head = ["类型", "资产名称", "占地面积", "建筑面积"]
    got = read([["闲置资产台账"], [line], head, ["闲置厂房", "甲厂", 30, 8000], ["低效用地", "乙地块", 20, None]])
    assert records(got, "assets", "area") == [(None,), (None,)]
    assert {q.about for q in got.questions} == {"unit-of-measure"}


ASSET_PARTS = ["A2:A3", "B2:B3", "C2:D2", "E2:F2", "G2:G3"]


@pytest.mark.parametrize("other", ["入驻企业数", "税收", "就业人数", "闲置面积", "招商活动"])
def test_the_month_of_something_else_is_no_area_brought_back_into_use(other: str) -> None:
    got = read(
        [
            ["新海街道闲置楼宇盘活台账（单位：㎡）"],
            ["楼宇名称", "建筑面积", "盘活面积", None, other, None, "盘活时间"],
            [None, None, "本月", "累计", "本月", "累计", None],
            ["金鹰大厦", 9000, 100, 600, 5, 6, "2024-03-01"],
        ],
        ASSET_PARTS,
    )
    assert records(got, "assets", "revitalised_increment", "revitalised_area") == [(100.0, 600.0)]
    alone = read(
        [
            ["新海街道闲置楼宇盘活台账（单位：㎡）"],
            ["楼宇名称", "建筑面积", other, None],
            [None, None, "本月", "累计"],
            ["金鹰大厦", 9000, 5, 6],
        ],
        ["A2:A3", "B2:B3", "C2:D2"],
    )
    assert records(alone, "assets", "revitalised_increment", "revitalised_area") == [(None, None)]


@pytest.mark.parametrize("heading", ["累计", "累计完成", "累计至今"])
def test_the_sum_so_far_beside_a_bare_month_is_the_area_brought_back_so_far(heading: str) -> None:
    got = read(
        [
            ["新海街道闲置楼宇盘活台账（单位：㎡）"],
            ["楼宇名称", "建筑面积", "本月", heading, "盘活时间"],
            ["金鹰大厦", 9000, 100, 600, "2024-03-01"],
        ]
    )
    assert records(got, "assets", "revitalised_increment", "revitalised_area") == [(100.0, 600.0)]
    assert findings(got) == []
