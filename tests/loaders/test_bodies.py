"""What the rows of a table are: totals and sections under any name, and what they assert."""

import pytest

from tests.loaders.sheets import findings, read, records

FACTORIES = [
    ["序号", "厂房名称", "位置", "建筑面积（㎡）", "已盘活面积（㎡）", "盘活时间"],
    [1, "甲厂房", "东路1号", 3000, 1000, "2024-03-02"],
    [2, "乙厂房", "东路2号", 2000, None, None],
]


@pytest.mark.parametrize("label", ["合计", "∑", "全镇街汇总", "汇总", "合计：盘活2处", "总计（2处）", "各单位汇总数"])
def test_a_total_by_any_name_is_no_asset(label: str) -> None:
    got = read([*FACTORIES, [label, None, None, 5000, 1000]])
    assert records(got, "assets", "name", "area") == [("甲厂房", 3000.0), ("乙厂房", 2000.0)]
    assert (got.sheets[0].total_rows, findings(got)) == ((4,), [])


def test_a_total_in_words_is_no_visit() -> None:
    head = ["序号", "来访日期", "来访单位", "来访人数", "接待领导"]
    got = read([head, [1, "1月15日", "甲公司", 5, "李强"], ["合计接待1批次", None, None, 5]], ["A3:C3"])
    assert records(got, "visits", "headcount") == [(5.0,)]
    assert got.sheets[0].total_rows == (3,)
