"""What stands under a table is no record: signatures, notes and days of reporting, however they are laid out."""

from typing import Any

import pytest

from tests.loaders.sheets import findings, read, records

LOG = [
    ["序号", "外出时间", "带队领导", "目的地", "拜访企业", "成果"],
    [1, "3月20日", "李强", "上海", "甲公司", "达成意向"],
    [2, "3月22日", "王敏", "苏州", "乙公司", "保持联系"],
]
BOTH = [("2024-03-20", "李强"), ("2024-03-22", "王敏")]


@pytest.mark.parametrize(
    "under",
    [
        [["填表人：", "王某某", None, "审核：", "李某某"], ["日期：", "2024年3月29日"]],
        [[], [None, None, "分管领导签字：", None, "（盖章）"], [None, None, None, None, "2024年3月29日"]],
        [[None, None, None, "单位负责人签字："], [None, None, None, "2024年3月29日"]],
        [[None, "填报说明："], [None, "1、时间填写起止日期；"], [None, "2、成果为累计数。"]],
        [[None, "主要领导", "（签名）", None, "填报单位（公章）"]],
        [["联系人：", "张某", "联系电话：", 13800000000]],
        [["备注", "以上数据截至3月29日"]],
        [[None, None, None, None, "新海街道办事处"], [None, None, None, None, "2024年3月29日"]],
        [["制表人", "王某某", "审核人", "李某某"]],
        [["党工委书记（签字）：", None, "主任（签字）："]],
        [["以上数据截至3月29日"], ["此表每周五前报送"]],
        [["报送人", "张三", "报送日期", 45380]],
        [["累计外出招商2次"]],
    ],
    ids=[
        "labels and names",
        "stamp and day",
        "to be signed",
        "note column",
        "names only",
        "telephone",
        "remark",
        "sender and day",
        "no colons",
        "two to sign",
        "about the table",
        "day as a serial",
        "words under the serial number",
    ],
)
def test_signatures_and_notes_under_a_table_are_no_records(under: list[list[Any]]) -> None:
    got = read([*LOG, *under])
    assert records(got, "visits", "start", "leader") == BOTH
    assert findings(got) == []
    filled = [row for row, cells in enumerate([*LOG, *under], 1) if row > 3 and any(cells)]
    assert got.sheets[0].note_rows == tuple(filled)


def test_a_last_row_of_few_cells_is_a_record() -> None:
    got = read([*LOG, [None, None, None, None, "1、丙公司"], [3, "3月25日", "赵刚"]])
    assert records(got, "visits", "start", "organisations") == [
        ("2024-03-20", 1.0),
        ("2024-03-22", 2.0),
        ("2024-03-25", None),
    ]


@pytest.mark.parametrize("blank", [1, 2])
def test_a_unit_without_a_figure_ends_no_table_of_units(blank: int) -> None:
    names = ["板浦镇", "南城街道", "新海街道"]
    rows = [[name, None if i == blank - 1 else i + 1] for i, name in enumerate(names)]
    got = read([["各镇街外出情况"], ["单位", "走出去（次）"], *rows], unit="示例区", name="周报.xlsx")
    told = [(name, float(value)) for name, value in rows if value]
    assert records(got, "counters", "unit", "value") == told
