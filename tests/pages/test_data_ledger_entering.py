"""台账，人工录入: the form, what it would change, the receipt, and the mark wherever the figure counts."""

from datetime import date

from tests.pages.conftest import Opened, words
from tests.runner import AppTest

UNIT = "东湖街道"


def _filled(test: AppTest, value: int = 99, **told: str) -> AppTest:
    test.selectbox(key="entering-unit-0").set_value(UNIT)
    test.selectbox(key="entering-indicator-0").set_value("chambers")
    test.date_input(key="entering-day-0").set_value(date(2024, 3, 29))
    for name, text in told.items():
        test.text_input(key=f"entering-{name}-0").set_value(text)
    return test.run().number_input(key="entering-value-count-0").set_value(value).run()


def test_the_figure_that_stands_and_what_it_becomes_are_said_before_anything_is_filed(own_page: Opened) -> None:
    test = _filled(own_page("data/ledger"))
    assert not test.exception
    said = words(test)
    assert f"{UNIT}拜访商会将由0家改为99家（人工）。" in said
    assert "（含人工）。" in said


def test_what_is_missing_is_one_sentence(own_page: Opened) -> None:
    test = _filled(own_page("data/ledger"), who="李四", why="漏报")
    test.button(key="entering-file").click().run()
    assert [e.value for e in test.error] == ["请写明佐证（通话记录、文件、照片等）。"]


def test_an_entry_has_a_receipt_an_empty_form_and_its_mark_on_every_page(own_page: Opened) -> None:
    test = _filled(own_page("data/ledger"), who="李四", why="漏报", evidence="通话记录")
    test.button(key="entering-file").click().run()
    assert not test.exception
    (done,) = (s.value for s in test.success)
    assert done.startswith("已录入，第")
    assert done.endswith(f"号回执：{UNIT}拜访商会，截至2024年3月29日。")
    assert test.number_input(key="entering-value-count-1").value is None
    prepared = words(own_page("meeting/prepare"))
    assert "人工录入：1项" in prepared
    assert f"{UNIT}：拜访商会99家（截至3月29日，李四告知，第" in prepared
    unit = own_page("meeting/unit", unit=UNIT)
    assert any("99家（人工）" in str(frame.value.to_numpy().tolist()) for frame in unit.dataframe)


def test_the_form_is_for_the_bureau_alone(own_page: Opened, monkeypatch) -> None:
    monkeypatch.setattr("dashboard.access.rights.DEEDS", {})
    test = own_page("data/ledger")
    assert not test.exception
    assert all(button.key != "entering-file" for button in test.button)


def test_a_figure_far_over_its_target_is_asked_twice(own_page: Opened) -> None:
    test = own_page("data/ledger")
    test.selectbox(key="entering-unit-0").set_value(UNIT)
    test.selectbox(key="entering-indicator-0").set_value("outbound_trips")
    test.date_input(key="entering-day-0").set_value(date(2024, 3, 29)).run()
    test.number_input(key="entering-value-count-0").set_value(300).run()
    assert any("完成率将达1500.0%" in warning.value for warning in test.warning)
    assert test.button(key="entering-file").disabled
    test.checkbox(key="entering-sure-0").set_value(True).run()
    assert not test.button(key="entering-file").disabled
