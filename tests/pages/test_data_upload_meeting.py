"""上传: the day of the meeting is typed once: it stays through other pages."""

from datetime import date

import pytest

from dashboard.config import ROOT
from dashboard.ui import filters
from tests.pages.conftest import Opened, meeting_day
from tests.runner import AppTest
from tests.weeks import WEEK

TRIPS = "单位,带队领导,外出时间,目的地,拜访企业名称\n板浦镇,张三,2024-03-20,上海,甲公司\n"


def away_and_back(test: AppTest) -> AppTest:
    test.switch_page(str(ROOT / "pages" / "help" / "definitions.py")).run()
    return test.switch_page(str(ROOT / "pages" / "data" / "upload.py")).run()


def test_a_day_typed_for_the_meeting_stays_through_another_page(empty_page: Opened) -> None:
    test = empty_page("data/upload")
    meeting_day(test).set_value(WEEK).run()
    test.file_uploader[0].set_value([("一.csv", TRIPS.encode(), "")]).run()
    away_and_back(test)
    assert not test.exception
    assert meeting_day(test).value == WEEK
    assert list(test.dataframe[0].value["period"]) == ["2024年3月29日"]


def test_the_blank_form_is_for_the_unit_whose_file_is_looked_at(empty_page: Opened) -> None:
    test = empty_page("data/upload")
    first = next(box.value for box in test.selectbox if (box.key or "").startswith("blank-unit"))
    test.file_uploader[0].set_value([("一.csv", TRIPS.encode(), "")]).run()
    after = [box.value for box in test.selectbox if (box.key or "").startswith("blank-unit")]
    assert first != "板浦镇"
    assert after == ["板浦镇"]


def test_that_the_sheets_own_dates_count_stays_through_another_page(empty_page: Opened) -> None:
    test = empty_page("data/upload")
    test.toggle(key="upload-own-date").set_value(True).run()
    assert away_and_back(test).toggle(key="upload-own-date").value


def test_a_day_typed_for_one_meeting_is_no_word_about_the_next(
    empty_page: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    test = empty_page("data/upload")
    meeting_day(test).set_value(WEEK).run()
    monkeypatch.setattr(filters, "open_meeting", lambda *_: date(2024, 4, 5))
    assert meeting_day(test.run()).value == date(2024, 4, 5)


def test_a_day_typed_for_the_sample_is_forgotten_with_it(own_page: Opened) -> None:
    test = own_page("data/upload")
    meeting_day(test).set_value(date(2024, 3, 22)).run()
    test.toggle(key="upload-own-date").set_value(True).run()
    test.button(key="leave-sample").click().run()
    assert meeting_day(test).value != date(2024, 3, 22)
    assert not test.toggle(key="upload-own-date").value


def test_the_preview_says_which_year_was_taken_for_dates_that_name_none(empty_page: Opened) -> None:
    test = empty_page("data/upload")
    meeting_day(test).set_value(WEEK).run()
    trips = TRIPS.replace("2024-03-20", "3月20日")
    test.file_uploader[0].set_value([("一.csv", trips.encode(), "")]).run()
    assert not test.exception
    assert "\\* C列“外出时间”没有写年份，按2024年计，取自数据截至日期" in [str(item.value) for item in test.caption]
