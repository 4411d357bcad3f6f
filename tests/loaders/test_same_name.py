"""One name twice in a list with other facts: said, and both kept."""

from datetime import datetime

from dashboard.i18n import speaker
from dashboard.workflows.wording import sentence
from tests.loaders.sheets import findings, read, records

HEAD = ["序号", "项目名称", "投资方", "计划总投资（亿元）", "签约时间", "开工时间"]


def test_a_project_named_twice_with_other_amounts_is_said_and_its_two_phases_are_not() -> None:
    rows = [("泵阀项目", 2), ("泵阀", 3), ("光伏项目（一期）", 1), ("光伏项目（二期）", 1)]
    got = read([HEAD, *([i, name, "A公司", amount] for i, (name, amount) in enumerate(rows, 1))])
    assert findings(got) == [("same-name", "B3")]


def test_a_name_that_stands_twice_with_other_facts_is_said_on_the_later_row() -> None:
    head = ["序号", "厂房名称", "建筑面积（㎡）", "已盘活面积（㎡）", "盘活时间"]
    on = datetime(2024, 2, 1)
    got = read([head, [1, "标准厂房", 1000, 400, on], [2, "标准厂房", 2000, 600, on], [3, "乙厂房", 500, 100, on]])
    assert records(got, "assets", "name", "area") == [("标准厂房", 1000.0), ("标准厂房", 2000.0), ("乙厂房", 500.0)]
    assert findings(got) == [("same-name", "B3")]


def test_two_names_under_one_credit_code_are_said_to_count_once() -> None:
    head = ["序号", "项目名称", "统一社会信用代码", "计划总投资（亿元）", "签约时间"]
    code = "91320706MA1ABCDE03"
    got = read(
        [head, [1, "储能电池项目", code, 5, datetime(2024, 2, 1)], [2, "光伏组件项目", code, 6, datetime(2024, 3, 1)]]
    )
    (finding,) = [each for each in got.findings if each.code == "same-name"]
    assert (finding.cell, finding.detail["other"], finding.detail["credit_code"]) == ("B3", "储能电池项目", code)
    assert "如为两个项目" in sentence(speaker("zh_CN"), finding)
