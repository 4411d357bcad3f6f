"""总览: three bands, the rest folded, every number with its way to the cells."""

from tests.pages.conftest import Opened, words
from tests.runner import AppTest


def charts(test: AppTest) -> list[str]:
    """Ids of the charts drawn, in order."""
    return [item.proto.id.rsplit("-chart-", 1)[-1] for item in test.get("plotly_chart")]


def test_three_bands_are_drawn_in_order(sample_page: Opened) -> None:
    test = sample_page("meeting/overview")
    assert not test.exception
    drawn = charts(test)
    assert drawn[0] == "bullets-space"
    assert drawn.index("bullets-projects") < drawn.index("strip-untargeted")


def test_the_header_says_who_reported_basis_and_state(sample_page: Opened) -> None:
    text = words(sample_page("meeting/overview"))
    assert "应报12，已报11" in text
    assert "按日序时" in text
    assert "实时数据，未定稿" in text


def test_what_is_not_pinned_is_folded_and_still_there(sample_page: Opened) -> None:
    test = sample_page("meeting/overview")
    assert len(test.expander) == 1
    assert "其他指标" in test.expander[0].label


def test_the_keyboard_reaches_the_drawer(sample_page: Opened) -> None:
    test = sample_page("meeting/overview")
    test.selectbox(key="look-bullets-projects").set_value("projects_signed").run()
    assert not test.exception
    assert len(test.get("dialog")) == 1


def test_an_empty_store_says_what_to_do(empty_page: Opened) -> None:
    test = empty_page("meeting/overview")
    assert not test.exception
    assert not test.get("plotly_chart")


def test_english(sample_page: Opened) -> None:
    text = words(sample_page("meeting/overview", language="English"))
    assert "11 of 12 units reported" in text


def test_all_charts_leave_in_one_zip_under_names_of_their_own(sample_page: Opened) -> None:
    test = sample_page("meeting/overview")
    assert [button for button in test.get("download_button") if button.proto.label]
    assert len(set(charts(test))) == len(charts(test))
