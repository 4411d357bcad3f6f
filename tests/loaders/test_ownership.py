"""Whose a record is: another unit's rows are marked, a page without a title belongs to the workbook's one unit."""

from loaders import Reading, ingest
from tests.loaders.sheets import DISTRICT, PERIOD, read, records, workbook

HEAD = ["单位", "带队领导", "开始时间", "目的地", "拜访企业名称"]
TRIP = ["赵启明", "2024-03-11", "苏州", "苏州甲电子有限公司"]
OTHER = ["钱若水", "2024-03-20", "上海", "上海丙物流有限公司"]
RECEPTION = [["接待时间", "来访单位", "接待领导"], ["2024-03-20", "上海乙生物有限公司", "周明远"]]


def _book(*sheets: list) -> Reading:
    content = workbook({f"表{n}": rows for n, rows in enumerate(sheets, 1)})
    return ingest(content, "汇总.xlsx", district=DISTRICT, period=PERIOD)


def _marked(reading: Reading) -> list[tuple[str, str, str]]:
    return [(f.sheet, f.cell, f.found) for f in reading.findings if f.code == "reported-by-another"]


def test_a_row_of_another_unit_counts_for_that_unit_and_is_marked():
    rows = [["外出招商台账"], ["填报单位：新海街道"], HEAD, ["新海街道", *TRIP], ["板浦镇", *OTHER]]
    reading = read(rows, name="外出.xlsx")
    assert records(reading, "visits", "unit") == [("新海街道",), ("板浦镇",)]
    assert _marked(reading) == [("Sheet1", "A5", "板浦镇")]


def test_the_bureaus_sheet_of_every_unit_marks_nobody():
    rows = [["外出招商台账"], ["填报单位：区招商局"], HEAD, ["新海街道", *TRIP], ["板浦镇", *OTHER]]
    assert _marked(read(rows, name="外出.xlsx")) == []


def test_a_page_without_a_title_belongs_to_the_one_unit_that_the_workbook_names():
    first = [["外出招商台账"], ["填报单位：新海街道"], HEAD[1:], TRIP]
    reading = _book(first, RECEPTION)
    assert records(reading, "visits", "unit", "direction") == [("新海街道", "outbound"), ("新海街道", "inbound")]
    assert [f.code for f in reading.findings if f.code == "unknown-unit"] == []


def test_a_workbook_of_two_units_gives_a_page_without_a_title_to_neither():
    one = [["填报单位：新海街道"], HEAD[1:], TRIP]
    other = [["填报单位：板浦镇"], HEAD[1:], TRIP]
    reading = _book(one, other, RECEPTION)
    assert records(reading, "visits", "unit")[-1] == ("",)
    assert [f.sheet for f in reading.findings if f.code == "unknown-unit"] == ["表3"]


def test_a_blank_responsible_unit_in_a_list_of_the_whole_district_is_nobodys_and_not_the_districts():
    head = ["序号", "项目名称", "责任单位", "签约时间"]
    rows = [
        [1, "甲项目", "板浦镇", "2024-03-05"],
        [2, "乙项目", None, "2024-03-06"],
        [3, "丙项目", "区商务局", "2024-03-07"],
    ]
    reading = read([["示例区签约项目"], ["填报单位：区招商局"], head, *rows], name="项目.xlsx")
    assert records(reading, "projects", "name", "unit") == [("甲项目", "板浦镇"), ("乙项目", ""), ("丙项目", "示例区")]
    assert [(f.code, f.cell) for f in reading.findings if f.code == "unit-blank"] == [("unit-blank", "C5")]


def test_a_list_that_names_no_responsible_unit_at_all_is_the_districts_own():
    head = ["序号", "项目名称", "责任单位", "签约时间"]
    rows = [[1, "甲项目", None, "2024-03-05"], [2, "乙项目", "招商一科", "2024-03-06"]]
    reading = read([["示例区签约项目"], ["填报单位：区招商局"], head, *rows], name="项目.xlsx")
    assert records(reading, "projects", "name", "unit") == [("甲项目", "示例区"), ("乙项目", "示例区")]


def test_of_a_line_that_says_more_the_unit_alone_is_told() -> None:
    line = "填报单位：青岚镇 截至2024年3月29日 单位：万元"
    head = ["序号", "项目名称", "投资方", "计划总投资"]
    rows = [["招商项目台账"], [line], head, [1, "甲项目", "甲公司", 12000]]
    unknown = read(rows, name="台账.xlsx").findings
    assert [(f.cell, f.found, f.detail) for f in unknown if f.code == "unknown-unit"] == [
        ("A2", line, {"named": "青岚镇"})
    ]
    known = read([rows[0], [line.replace("青岚镇", "新海街道")], *rows[2:]], name="台账.xlsx", unit="南城街道").findings
    assert [f.detail["named"] for f in known if f.code == "unit-differs"] == ["新海街道"]
