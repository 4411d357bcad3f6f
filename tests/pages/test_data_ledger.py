"""台账: records of every unit, searched, filtered, with their history."""

import json

from tests.pages.conftest import Opened, words


def test_projects_of_all_units_stand_in_one_table(sample_page: Opened) -> None:
    test = sample_page("data/ledger")
    assert not test.exception
    rows = test.dataframe[0].value
    assert len(set(rows["unit"])) > 3
    assert "在谈" in set(rows["stage"])


def test_search_keeps_rows_with_the_text_in_any_cell(sample_page: Opened) -> None:
    test = sample_page("data/ledger")
    name = test.dataframe[0].value["name"].iloc[0]
    test.text_input(key="ledger-search").set_value(name).run()
    assert name in set(test.dataframe[0].value["name"])
    assert len(test.dataframe[0].value) < 5


def test_a_search_without_a_match_says_so(sample_page: Opened) -> None:
    test = sample_page("data/ledger")
    test.text_input(key="ledger-search").set_value("没有这样的记录").run()
    assert "没有符合条件的记录" in words(test)


def test_another_ledger(sample_page: Opened) -> None:
    test = sample_page("data/ledger")
    test.segmented_control(key="ledger").set_value("assets").run()
    assert {"土地", "厂房", "楼宇"} >= set(test.dataframe[0].value["kind"])


def test_the_units_filter_of_the_address_counts(sample_page: Opened) -> None:
    rows = sample_page("data/ledger", unit="东湖街道").dataframe[0].value
    assert set(rows["unit"]) == {"东湖街道"}


def test_counters_say_their_period_and_the_day_they_are_of(sample_page: Opened) -> None:
    test = sample_page("data/ledger")
    test.segmented_control(key="ledger").set_value("counters").run()
    columns = json.loads(test.dataframe[0].proto.columns)
    assert [columns[name]["label"] for name in ("period", "as_of")] == ["统计区间", "截至"]
