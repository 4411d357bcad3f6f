"""台账: a verdict on what a unit claims, with reason and evidence; it stands in the table and in the trail."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import Opened, words


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
