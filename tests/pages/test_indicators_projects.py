"""项目: stock, movement, labelled rates, what stands still."""

from tests.pages.conftest import Opened, words
from tests.pages.test_meeting_overview import charts


def test_stock_and_bands_are_drawn(sample_page: Opened) -> None:
    test = sample_page("indicators/projects")
    assert not test.exception
    assert {"stages", "projects-industry", "projects-size"} <= set(charts(test))


def test_without_an_earlier_meeting_nothing_is_compared(sample_page: Opened) -> None:
    assert "没有上次会议的数据" in words(sample_page("indicators/projects"))


def test_the_two_rates_are_labelled(sample_page: Opened) -> None:
    text = words(sample_page("indicators/projects"))
    assert "开工率（同期）" in text
    assert "存量转化率" in text


def test_an_industry_narrows_the_page(sample_page: Opened) -> None:
    test = sample_page("indicators/projects", industry="新能源")
    assert not test.exception


def test_an_empty_store(empty_page: Opened) -> None:
    assert not empty_page("indicators/projects").exception


def test_cohorts_review_and_claims_stand_on_the_page(sample_page: Opened) -> None:
    test = sample_page("indicators/projects")
    assert "cohorts" in charts(test)
    assert {"重点项目联审联评", "多家申报的项目"} <= {item.value for item in test.subheader}
