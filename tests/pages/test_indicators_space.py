"""盘活: three panels, then one kind by unit, method and idle stock."""

import io
from datetime import date, datetime, time

import openpyxl
import pandas as pd
import pytest

from dashboard.config import Settings
from dashboard.i18n import speaker
from dashboard.store import Store
from dashboard.ui.space import resource_workbook
from dashboard.weeks import ZONE
from dashboard.workflows import receive
from tests.loaders.sheets import workbook
from tests.pages.conftest import Opened, words
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


def test_a_units_area_says_where_it_is_heading_by_its_own_weeks(sample_page: Opened) -> None:
    test = sample_page("indicators/space")
    test.selectbox(key="look-by-unit-land_m2").set_value("石门镇").run()
    told = [str(item.value) for item in test.get("dialog")[0].get("caption")]
    assert any("近12周的周增量推算" in line for line in told), told


HEAD = ["资产名称", "资产类型", "坐落", "总面积（平方米）", "已盘活面积（平方米）", "状态"]
THEN = [["一号厂房", "厂房", "海州路1号", 9000, 1000, "在谈"], ["二号厂房", "厂房", "海州路2号", 4000, 0, "闲置"]]
NOW = [
    ["一号厂房", "厂房", "海州路1号", 9000, 2500, "改造中"],
    ["二号厂房", "厂房", "海州路2号", 4200, 0, "闲置"],
    ["三号厂房", "厂房", "海州路3号", 600, 0, "闲置"],
]


def fill(weeks: dict[date, list[list[object]]]) -> None:
    """One unit's list of factories, week by week."""
    with Store(Settings.current()) as store:
        for week, rows in weeks.items():
            content = workbook({"资产": [HEAD, *rows]})
            made = receive.draft(content, "板浦镇.xlsx", store=store, district=store.district, period=week)
            receive.commit(made, store=store, uploader="clerk", now=datetime.combine(week, time(15), ZONE))


def test_what_moved_is_named_first_and_the_bridge_adds_it_up(empty_page: Opened) -> None:
    empty_page("indicators/space")
    fill({date(2024, 3, 22): THEN, date(2024, 3, 29): NOW})
    test = empty_page("indicators/space")
    test.segmented_control(key="space-kind").set_value("factory").run()
    assert not test.exception
    moved, bridge = (frame.value for frame in test.dataframe if {"was", "new"} & set(frame.value.columns))
    assert moved[["name", "kind", "was", "now"]].values.tolist() == [
        ["一号厂房", "推进", "在谈", "改造中"],
        ["一号厂房", "盘活面积变化", "1,000平方米", "2,500平方米"],
        ["三号厂房", "新增", "", "闲置"],
        ["二号厂房", "面积调整", "4,000平方米", "4,200平方米"],
    ]
    assert bridge.values.tolist() == [
        ["闲置", 1, 1, 0, 0, 0, 0, 2],
        ["在谈", 1, 0, 0, 1, 0, 0, 0],
        ["改造中", 0, 0, 1, 0, 0, 0, 1],
        ["全部", 2, 1, 0, 0, 0, 0, 3],
    ]
    test.segmented_control(key="space-bridge-measure").set_value("area").run()
    bridge = next(frame.value for frame in test.dataframe if "new" in frame.value.columns)
    assert bridge.values.tolist()[-1] == ["全部", 13000, 600, 0, 0, 200, 0, 13800]


def test_without_an_earlier_meeting_nothing_is_compared(sample_page: Opened) -> None:
    test = sample_page("indicators/space")
    assert "没有上次会议的数据" in words(test)


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
