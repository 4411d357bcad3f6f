"""The reference workbooks hold the published figures, cell by cell as the bureau types them."""

from openpyxl import load_workbook

from sample_data.make import HERE


def _row(name: str, row: int) -> list[object]:
    sheet = load_workbook(HERE / "reference" / name).active
    return [cell.value for cell in sheet[row]]


def test_the_counters_of_29_march() -> None:
    assert _row("海州区招商引资工作统计表.xlsx", 6) == ["全区", 40, 132, 13, 16, "140余", 5, 8, "近百亿元", "50余"]


def test_targets_with_what_is_done_and_no_figure_for_land() -> None:
    cells = _row("海州区存量资源盘活目标及完成情况.xlsx", 5)
    assert cells == [1, "海州区", 60, "—", "—", 15, "约2", "13.3%", 30, "约3", "10.0%"]
