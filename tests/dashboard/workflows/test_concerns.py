"""Whom a finding concerns: the unit of the row, the sender where it is nobody's row."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from dashboard.store import Store
from dashboard.workflows import receive
from dashboard.workflows.concerns import concerning
from tests.dashboard.store.desk import MARCH_29, settings
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
        told = concerning(store.submission(number), unit)
    assert sorted((f.code, f.cell) for f in told) == found


def test_every_finding_of_a_units_own_file_concerns_it(tmp_path: Path) -> None:
    content = workbook({"外出": [HEAD[1:], *(row[1:] for row in ROWS)]})
    with Store(settings(tmp_path), DISTRICT) as store:
        made = receive.draft(content, "新海街道.xlsx", store=store, district=DISTRICT, period=MARCH_29)
        number = receive.commit(made, store=store, uploader="", now=NOW).number
        told = concerning(store.submission(number), "新海街道")
    assert sorted((f.code, f.cell) for f in told) == [("not-a-date", "C3"), ("unmapped-column", "F1")]
