"""走访招商: weeks, units, destinations; the two-week rule stays folded."""

from datetime import UTC, date, datetime

import pytest

from dashboard import config
from dashboard.config import Settings
from dashboard.store import Store
from dashboard.store.verdicts import Claimed
from tests.pages.conftest import Opened, words
from tests.pages.test_meeting_overview import charts


def test_everything_is_drawn_in_order(sample_page: Opened) -> None:
    test = sample_page("indicators/visits")
    assert not test.exception
    assert charts(test) == [
        "visits-weekly", "by-unit-outbound_trips", "destinations", "posts", "yields", "grades", "leaders",
    ]  # fmt: skip


def test_what_has_no_data_is_a_sentence(sample_page: Opened) -> None:
    said = words(sample_page("indicators/visits"))
    assert "招商月（2024年4月1日至4月30日）尚未开始" in said.replace("\\", "")
    assert "尚无产业链企业清单" in said


@pytest.mark.parametrize("chart", ["visits-weekly", "destinations", "posts", "yields", "grades"])
def test_a_row_leads_to_its_cells(sample_page: Opened, chart: str) -> None:
    test = sample_page("indicators/visits")
    box = test.selectbox(key=f"look-{chart}")
    row = {"grades": "白塔镇", "visits-weekly": "截至2024年3月29日一周"}.get(chart, box.options[0])
    box.select_index(box.options.index(row)).run()
    assert not test.exception
    said = words(test)
    assert "xls" in said or "csv" in said


def test_one_unit_alone(sample_page: Opened) -> None:
    test = sample_page("indicators/visits", unit="白塔镇")
    assert not test.exception
    assert test.selectbox(key="look-grades").options == ["白塔镇"]


def test_a_group_does_not_accuse_the_districts_principals(sample_page: Opened) -> None:
    test = sample_page("indicators/visits", group="园区")
    assert not test.exception
    assert len(test.expander) == 0


def test_english(sample_page: Opened) -> None:
    test = sample_page("indicators/visits", language="English")
    assert not test.exception
    assert "Destinations" in words(test)


def test_another_indicator_by_unit(sample_page: Opened) -> None:
    test = sample_page("indicators/visits")
    test.segmented_control(key="visits-indicator").set_value("inbound_groups").run()
    assert "by-unit-inbound_groups" in charts(test)


def test_the_two_week_rule_is_folded(sample_page: Opened) -> None:
    test = sample_page("indicators/visits")
    assert test.expander[-1].label == "一把手外出间隔（内部掌握）"
    assert not test.expander[-1].proto.expanded


def test_visits_told_by_several_units_are_listed(sample_page: Opened) -> None:
    test = sample_page("indicators/visits")
    assert test.expander[0].label == "同一企业由多家单位申报走访：2次，其中2次未并作一次"
    rows = next(frame.value for frame in test.dataframe if "units" in frame.value)
    assert list(rows["merged"]) == ["各计1次", "各计1次"]


def test_an_empty_store(empty_page: Opened) -> None:
    test = empty_page("indicators/visits")
    assert not test.exception
    assert charts(test) == []


def test_where_nobody_has_judged_the_page_says_so_and_draws_no_zero(sample_page: Opened) -> None:
    test = sample_page("indicators/visits")
    assert "verdicts" not in charts(test)
    assert "尚未作考核认定" in words(test)


def test_verdicts_stand_beside_the_grades_with_reason_and_evidence(own_page: Opened) -> None:
    own_page("indicators/visits")
    settings = Settings.current().sample()
    with Store(settings, config.district(settings.district_file)) as store:
        visits = store.snapshot(date(2024, 3, 29)).tables["visits"]
        unit = visits.loc[visits["level"] != "resident", "unit"].value_counts().index[0]
        told = visits.loc[(visits["unit"] == unit) & (visits["level"] != "resident"), "identity"].unique()[:2]
        for verdict, identity in zip(("accepted", "rejected"), told, strict=True):
            store.verdicts.give(
                Claimed("visits", unit, identity), verdict, since=date(2024, 3, 29), reason="无合影",
                evidence="核查表第2页", by="王审", now=datetime(2024, 3, 29, 13, tzinfo=UTC),
            )  # fmt: skip
    test = own_page("indicators/visits", unit=unit)
    assert not test.exception
    assert {"grades", "verdicts"} <= set(charts(test))
    rows = next(frame.value for frame in test.dataframe if "reason" in frame.value)
    assert rows["verdict"].tolist() == ["不认可", "认可"]
    assert rows[["reason", "evidence", "by"]].iloc[0].tolist() == ["无合影", "核查表第2页", "王审"]
