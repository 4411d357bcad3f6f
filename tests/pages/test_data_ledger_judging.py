"""台账: a verdict on what a unit claims, with reason and evidence; it stands in the table and in the trail."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from dashboard.config import Settings
from dashboard.store import Store
from dashboard.store.verdicts import Claimed
from dashboard.workflows import receive
from tests.loaders.sheets import workbook
from tests.pages.conftest import Opened, words
from tests.runner import AppTest


@pytest.fixture
def picked(own_page: Opened, first_picked: Callable[[str], None]) -> AppTest:
    """The ledger of projects with its first row picked."""
    first_picked("ledger-projects")
    return own_page("data/ledger")


def _field(test: AppTest, name: str) -> str:
    return next(item.key for item in (*test.text_input, *test.segmented_control) if item.key.startswith(name))


def test_a_verdict_needs_a_reason_and_then_stands_in_the_table_and_in_the_trail(picked: AppTest) -> None:
    test = picked
    history = test.dataframe[1].value
    assert list(history.columns)[:3] == ["as_of_day", "unit", "name"]
    assert history["name"].tolist() == [test.dataframe[0].value["name"].iloc[0]]
    assert "尚未认定" in words(test)
    test.segmented_control(key=_field(test, "judging-verdict")).set_value("rejected").run()
    assert test.button(key="judging-give").disabled
    test.text_input(key=_field(test, "judging-reason")).set_value("合同未生效").run()
    test.text_input(key=_field(test, "judging-evidence")).set_value("核查表第3页").run()
    test.button(key="judging-give").click().run()
    assert not test.exception
    assert test.dataframe[0].value["verdict"].iloc[0] == "不认可"
    assert test.dataframe[-1].value.iloc[0][["verdict", "since", "reason", "evidence"]].tolist() == [
        "不认可", "2024年3月29日", "合同未生效", "核查表第3页",
    ]  # fmt: skip
    assert "尚未认定" not in words(test)
    assert test.button(key="judging-give").disabled


def _reported(day: date, start: str) -> None:
    """赵一's only trip, as the list of a week has it."""
    head = ["单位", "带队领导", "外出日期", "外出地点", "拜访企业"]
    content = workbook({"外出招商": [head, ["板浦镇", "赵一", start, "上海", "甲公司"]]})
    with Store(Settings.current()) as store:
        made = receive.draft(
            content, f"板浦镇外出{day:%m%d}.xlsx", store=store, district=store.district, period=day, scope="whole"
        )
        receive.commit(made, store=store, uploader="clerk", now=datetime(2024, 3, 29, 12, tzinfo=UTC))


def test_a_verdict_on_a_visit_whose_day_was_corrected_is_listed_and_carried_over_in_one_click(
    empty_page: Opened, first_picked: Callable[[str], None]
) -> None:
    empty_page("data/ledger")
    _reported(date(2024, 3, 22), "2024-03-20")
    with Store(Settings.current()) as store:
        visits = store.snapshot(date(2024, 3, 22)).tables["visits"]
        claimed = Claimed("visits", visits["unit"].iloc[0], visits["identity"].iloc[0])
        said = {"since": date(2024, 3, 22), "reason": "有照片", "evidence": "", "by": "局"}
        store.verdicts.give(claimed, "accepted", now=datetime(2024, 3, 29, 13, tzinfo=UTC), **said)
    _reported(date(2024, 3, 29), "2024-03-21")
    first_picked("ledger-visits")
    test = empty_page("data/ledger", as_of="2024-03-29")
    test.segmented_control(key="ledger").set_value("visits").run()
    assert not test.exception
    assert [each.label for each in test.expander][1:] == ["有认定、无对应记录：1条"]
    box = next(item for item in test.selectbox if item.key.startswith("judging-takeover"))
    box.set_value(0).run()
    test.button(key="judging-takeover-give").click().run()
    assert not test.exception
    assert [each.label for each in test.expander][1:] == []
    assert test.dataframe[0].value["verdict"].tolist() == ["认可"]
