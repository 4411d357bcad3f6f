"""盘活: three panels, then one kind by unit, method and idle stock."""

import io

import openpyxl
import pandas as pd
import pytest

from dashboard.i18n import speaker
from dashboard.ui.space import resource_workbook
from tests.pages.conftest import Opened
from tests.pages.test_meeting_overview import charts


def test_panels_then_land(sample_page: Opened) -> None:
    test = sample_page("indicators/space")
    assert not test.exception
    assert charts(test)[:2] == ["space-lines", "by-unit-land_m2"]


def test_another_kind(sample_page: Opened) -> None:
    test = sample_page("indicators/space")
    test.segmented_control(key="space-kind").set_value("building").run()
    assert "by-unit-building_m2" in charts(test)
    assert "by-unit-land_m2" not in charts(test)


def test_a_bars_rows_are_reached_by_keyboard(sample_page: Opened) -> None:
    test = sample_page("indicators/space")
    test.selectbox(key="look-by-unit-land_m2").set_value("石门镇").run()
    assert not test.exception
    assert test.get("dialog")


def test_an_empty_store(empty_page: Opened) -> None:
    assert not empty_page("indicators/space").exception


def test_the_resource_book_is_offered(sample_page: Opened) -> None:
    test = sample_page("indicators/space")
    assert "下载招商资源册" in [button.proto.label for button in test.get("download_button")]


@pytest.mark.parametrize(
    ("language", "title", "headings", "kind"),
    [
        (
            "zh_CN", "招商资源册",
            ["单位", "类型", "名称", "坐落", "权属单位", "面积（㎡）", "闲置面积（㎡）", "最近确认"], "厂房",
        ),
        (
            "en", "Resource list",
            ["Unit", "Kind", "Name", "Location", "Owner", "Area (m²)", "Idle area (m²)", "Last confirmed"], "factory",
        ),
    ],
)  # fmt: skip
def test_the_resource_book_names_what_is_free_and_when_it_was_confirmed(
    language: str, title: str, headings: list[str], kind: str
) -> None:
    row = {
        "unit": "板浦镇", "kind": "factory", "name": "=1+1", "location": "开发大道1号", "owner": "甲公司",
        "area": 3000.0, "idle_area": 1200.0, "status": "", "idle_since": "", "period": pd.Timestamp("2024-03-29"),
    }  # fmt: skip
    book = openpyxl.load_workbook(io.BytesIO(resource_workbook(pd.DataFrame([row]), speaker(language))))
    sheet = book[title]
    first, second = ([cell.value for cell in line] for line in sheet.iter_rows())
    assert first == headings
    assert second[:7] == ["板浦镇", kind, "=1+1", "开发大道1号", "甲公司", 3000, 1200]
    assert f"{second[7]:%Y-%m-%d}" == "2024-03-29"
    assert sheet["C2"].data_type == "s"
