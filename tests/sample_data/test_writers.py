"""Drafts become what they claim to be, whatever the file is called."""

from openpyxl import load_workbook

from sample_data.make import HERE

WEEKS = HERE / "weeks"


def test_one_xls_is_a_binary_workbook_and_another_a_web_page() -> None:
    assert (WEEKS / "2024-03-08" / "临港产业园招商台账.xls").read_bytes()[:4] == b"\xd0\xcf\x11\xe0"
    assert (WEEKS / "2024-03-08" / "东湖街道外出招商导出.xls").read_bytes().startswith(b"<html>")


def test_the_csv_is_gbk() -> None:
    content = (WEEKS / "2024-03-08" / "云溪科创园外出招商登记（截至3月8日）.csv").read_bytes()
    assert content.decode("gbk").startswith("单位,序号,带队领导")


def test_an_error_cell_and_a_formula_without_value() -> None:
    ledger = load_workbook(WEEKS / "2024-03-08" / "经开区招商项目台账.xlsx", data_only=True).active
    assert (ledger["K11"].value, ledger["K11"].data_type) == ("#REF!", "e")
    plants = "全区闲置资源盘活台账.xlsx"
    assert load_workbook(WEEKS / "2024-03-08" / plants)["闲置厂房"]["F6"].value == "=0.3+0.15"
    assert load_workbook(WEEKS / "2024-03-08" / plants, data_only=True)["闲置厂房"]["F6"].value is None


def test_hidden_rows_and_hidden_sheets() -> None:
    park = load_workbook(WEEKS / "2024-03-29" / "经开区走访招商台账.xlsx")["走出去"]
    assert park.row_dimensions[6].hidden
    assert load_workbook(WEEKS / "2024-03-29" / "街道楼宇盘活台账.xlsx")["底稿"].sheet_state == "hidden"
