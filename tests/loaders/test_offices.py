"""Departments, task teams and posts of the district: whose their trips are when the registry does not know them."""

import pytest

from tests.loaders.sheets import findings, read, records

HEAD = ["带队领导", "外出时间", "目的地", "走访单位"]


@pytest.mark.parametrize(
    ("heading", "office"),
    [
        ("部门", "区科技局"),
        ("小分队名称", "装备制造小分队"),
        ("驻点组", "驻上海招商组"),
        ("单位", "区工信局"),
        ("单位", "示例区科技局"),
    ],
)
@pytest.mark.parametrize("given", ["", "示例区"])
def test_an_office_that_the_registry_does_not_know_is_not_the_district(heading: str, office: str, given: str) -> None:
    rows = [[office, "李强", "3月5日", "上海", "甲有限公司"], [office, "王芳", "3月8日", "苏州", "乙有限公司"]]
    got = read([["示例区外出招商情况汇总表"], [heading, *HEAD], *rows], name="汇总.xlsx", unit=given)
    assert records(got, "visits", "unit") == [("",), ("",)]
    assert findings(got) == [("unknown-unit", "A3"), ("unknown-unit", "A4")]


def test_an_office_among_units_in_the_districts_file_is_not_the_district() -> None:
    rows = [["新海街道", "李强", "3月5日", "上海", "甲公司"], ["区科技局", "王芳", "3月8日", "苏州", "乙公司"]]
    got = read([["外出招商情况汇总表"], ["单位", *HEAD], *rows], name="汇总.xlsx", unit="示例区")
    assert records(got, "visits", "unit") == [("新海街道",), ("",)]
    assert findings(got) == [("unknown-unit", "A4")]


def test_the_sections_of_a_street_report_for_the_street() -> None:
    rows = [["经济发展办", "李强", "3月5日", "上海", "甲有限公司"]]
    got = read([["新海街道外出招商"], ["部门", *HEAD], *rows])
    assert records(got, "visits", "unit") == [("新海街道",)]
    assert (findings(got), got.questions) == ([], [])


@pytest.mark.parametrize("line", ["报：区招商局", "抄送：板浦镇", "主送: 区商务局"])
def test_to_whom_a_sheet_goes_is_not_whose_it_is(line: str) -> None:
    got = read([[line], [], ["新海街道招商周报"], HEAD, ["李强", "3月5日", "上海", "甲公司"]], name="周报.xlsx")
    assert (got.unit, records(got, "visits", "unit")) == ("新海街道", [("新海街道",)])
    assert (findings(got), got.questions) == ([], [])
