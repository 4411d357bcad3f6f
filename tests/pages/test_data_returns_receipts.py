"""报送: every receipt with whether it counts; one sent by mistake is taken back with a reason."""

from collections.abc import Callable

import pytest

from tests.pages.conftest import Opened
from tests.runner import AppTest


@pytest.fixture
def picked(own_page: Opened, first_picked: Callable[[str], None]) -> AppTest:
    """The page with the newest receipt picked."""
    first_picked("receipts")
    return own_page("data/returns")


def _receipts(test: AppTest) -> list[tuple[int, str]]:
    rows = next(each.value for each in test.dataframe if "counts" in each.value)
    return [(int(number), str(counts)) for number, counts in zip(rows["number"], rows["counts"], strict=True)]


def test_a_receipt_is_taken_back_with_a_reason_and_says_so(picked: AppTest) -> None:
    test = picked
    newest, counts = _receipts(test)[0]
    assert counts == "计入"
    assert test.button(key=f"receipts-retract-{newest}").disabled
    test.text_input(key=f"receipts-reason-{newest}-0").set_value("发错周次").run()
    test.button(key=f"receipts-retract-{newest}").click().run()
    assert not test.exception
    assert _receipts(test)[0] == (newest, "已撤回：发错周次")
    assert f"receipts-retract-{newest}" not in {button.key for button in test.button}
