"""Whom a finding concerns: the unit of the row, the sender where it is nobody's row."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from dashboard.store import Store
from dashboard.workflows import receive
from dashboard.workflows.concerns import concerned, open_findings
from tests.dashboard.store.desk import MARCH_29, Desk, asset, settings
from tests.loaders.sheets import DISTRICT, workbook

NOW = datetime(2024, 3, 29, 12, tzinfo=UTC)
HEAD = ["单位", "序号", "带队领导", "开始时间", "目的地", "拜访企业名称", "穿针人"]
ROWS = [
    ["新海街道", 1, "张三", "2024-03-04", "上海", "甲公司", "王五"],
    ["南城街道", 2, "李四", "2024/13/1", "上海", "乙公司", "赵六"],
    ["板浦镇", 3, "孙七", "2024-03-06", "上海", "丙公司", "赵六"],
]


@pytest.mark.parametrize(
    ("unit", "found"),
    [
        ("新海街道", []),
        ("南城街道", [("not-a-date", "D4")]),
        ("板浦镇", []),
        ("示例区", [("not-a-date", "D4"), ("unmapped-column", "G2")]),
    ],
)
def test_a_finding_of_a_joint_file_concerns_the_unit_of_its_row(
    tmp_path: Path, unit: str, found: list[tuple[str, str]]
) -> None:
    content = workbook({"外出": [["全区外出招商台账 填报单位：区招商局"], HEAD, *ROWS]})
    with Store(settings(tmp_path), DISTRICT) as store:
        made = receive.draft(content, "全区.xlsx", store=store, district=DISTRICT, period=MARCH_29)
        number = receive.commit(made, store=store, uploader="", now=NOW).number
        told = concerned(store.submission(number)).get(unit, ())
    assert sorted((f.code, f.cell) for f in told) == found


def test_every_finding_of_a_units_own_file_concerns_it(tmp_path: Path) -> None:
    content = workbook({"外出": [HEAD[1:], *(row[1:] for row in ROWS)]})
    with Store(settings(tmp_path), DISTRICT) as store:
        made = receive.draft(content, "新海街道.xlsx", store=store, district=DISTRICT, period=MARCH_29)
        number = receive.commit(made, store=store, uploader="", now=NOW).number
        told = concerned(store.submission(number))["新海街道"]
    assert sorted((f.code, f.cell) for f in told) == [("not-a-date", "C3"), ("unmapped-column", "F1")]


def test_open_is_what_stands_in_a_file_that_counts_with_what_it_costs(tmp_path: Path) -> None:
    head = HEAD[1:]
    wrong = [head, *(row[1:] for row in ROWS)]
    right = [row[:5] for row in (wrong[0], wrong[1], wrong[3])]
    with Store(settings(tmp_path), DISTRICT) as store:
        for unit, rows in (("新海街道", wrong), ("南城街道", right)):
            content = workbook({"外出": rows})
            made = receive.draft(content, f"{unit}.xlsx", store=store, district=DISTRICT, period=MARCH_29)
            receive.commit(made, store=store, uploader="", now=NOW)
        found = open_findings(store, store.snapshot(MARCH_29))
        assert {unit: [(o.finding.code, o.finding.cell, o.outside) for o in told] for unit, told in found.items()} == {
            "新海街道": [("not-a-date", "C3", True), ("unmapped-column", "F1", True)],
            "南城街道": [],
        }
        made = receive.draft(
            workbook({"外出": right}), "新海街道.xlsx", store=store, district=DISTRICT, period=MARCH_29
        )
        receive.commit(made, store=store, uploader="", now=NOW)
        assert open_findings(store, store.snapshot(MARCH_29))["新海街道"] == ()


def test_a_total_that_cannot_be_read_costs_no_figure_and_is_not_open(tmp_path: Path) -> None:
    finding = {
        "code": "formula-without-value",
        "severity": "error",
        "sheet": "资产",
        "cell": "D5",
        "found": "",
        "detail": {},
    }
    with Store(settings(tmp_path), DISTRICT) as store:
        desk = Desk(store)
        sheets = [{"name": "资产", "table": 1, "ledger": "assets", "total_rows": [5], "note_rows": []}]
        rows = [asset("厂房", "factory", 5.0, unit="新海街道")]
        desk.send(MARCH_29, unit="新海街道", findings=[finding], sheets=sheets, assets=rows)
        assert open_findings(store, store.snapshot(MARCH_29)) == {"新海街道": ()}
        sheets = [{**sheets[0], "total_rows": []}]
        desk.send(MARCH_29, unit="新海街道", findings=[finding], sheets=sheets, assets=rows)
        assert [o.effect for o in open_findings(store, store.snapshot(MARCH_29))["新海街道"]] == ["error"]
