"""A host or originating unit that is one character off a registry unit is asked about, and never taken for it."""

import pytest

from dashboard.contract import District, Unit
from dashboard.names import units_resembling
from tests.loaders.sheets import findings, read, records

DISTRICT = District(
    name="示例区",
    units=tuple(Unit(name, "街道") for name in ("新浦街道", "新海街道", "朐阳街道", "花果山街道", "板浦镇")),
)


@pytest.mark.parametrize(
    ("typed", "likely"),
    [
        ("新铺街道", ("新浦街道",)),
        ("新铺街道办事处", ("新浦街道",)),
        ("板铺镇", ("板浦镇",)),
        ("驹阳街道", ("朐阳街道",)),
        ("花菓山街道", ("花果山街道",)),
        ("新茫街道", ()),
        ("新浦街道", ()),
        ("新浦", ()),
        ("新浦镇", ()),
        ("区住建局", ()),
    ],
)
def test_units_resembling(typed: str, likely: tuple[str, ...]) -> None:
    assert units_resembling(typed, DISTRICT) == likely


@pytest.mark.parametrize("heading", ["落地单位", "首谈单位", "引荐单位", "服务单位"])
def test_a_misspelt_unit_is_named_with_what_it_resembles_and_stays_as_written(heading: str) -> None:
    rows = [["项目台账"], ["项目名称", "总投资（亿元）", heading], ["甲项目", 5, "新铺街道"], ["乙项目", 3, "新浦街道"]]
    reading = read(rows, name="新海街道.xlsx", district=DISTRICT)
    field = {"落地单位": "host_unit", "首谈单位": "originating_unit", "引荐单位": "referring_unit"}
    names = records(reading, "projects", field.get(heading, "service_unit"))
    assert names == [("新铺街道",), ("新浦街道",)]
    assert findings(reading) == [("unit-misspelt", "C3")]
    assert reading.findings[0].detail == {"likely": "新浦街道"}


@pytest.mark.parametrize(
    "form", ["1.{}", "（1）{}", "一、{}", "（二）{}", "2、{}", "{}*", "{}（管委会）", "新 海 街 道", "{}（本级）★"]
)
def test_numbers_and_marks_beside_a_unit_are_no_part_of_its_name(form: str) -> None:
    got = read([["招商统计"], ["单位", "走出去（次）"], [form.format("新海街道"), 5], ["南城街道", 3]], name="表.xlsx")
    assert records(got, "counters", "unit", "value") == [("新海街道", 5.0), ("南城街道", 3.0)]
    assert findings(got) == []


def test_figures_of_two_units_that_nobody_knows_are_no_copies_of_each_other() -> None:
    got = read([["招商统计"], ["单位", "走出去（次）"], ["甲乡", 5], ["乙乡", 3], ["新海街道", 1]], name="表.xlsx")
    assert findings(got) == [("unknown-unit", "A3"), ("unknown-unit", "A4")]


@pytest.mark.parametrize(
    ("title", "sheet", "file"),
    [
        ("板浦镇招商台账", "Sheet1", "新海街道.xlsx"),
        ("招商台账", "板浦镇", "新海街道.xlsx"),
        ("新海街道招商台账", "板浦镇", "台账.xlsx"),
    ],
)
def test_two_names_of_whose_file_it_is_are_asked_about(title: str, sheet: str, file: str) -> None:
    head = ["日期", "带队领导", "地点", "拜访企业"]
    got = read([[title], head, ["3月20日", "刘敏", "深圳", "甲公司"]], name=file, sheet=sheet)
    assert records(got, "visits", "unit") == [("板浦镇",)]
    assert [(q.about, set(q.choices)) for q in got.questions] == [("unit", {"板浦镇", "新海街道"})]
    assert [code for code, _ in findings(got)] == ["unit-differs"]
    chosen = read([[title], head, ["3月20日", "刘敏", "深圳", "甲公司"]], name=file, sheet=sheet, unit="新海街道")
    assert (records(chosen, "visits", "unit"), chosen.questions) == ([("新海街道",)], [])
