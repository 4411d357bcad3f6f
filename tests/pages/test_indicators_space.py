"""盘活: three panels, then one kind by unit, method and idle stock."""

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
