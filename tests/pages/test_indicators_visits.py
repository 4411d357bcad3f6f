"""走访招商: weeks, units, destinations; the two-week rule stays folded."""

from tests.pages.conftest import Opened
from tests.pages.test_meeting_overview import charts


def test_weeks_units_and_destinations_are_drawn(sample_page: Opened) -> None:
    test = sample_page("indicators/visits")
    assert not test.exception
    drawn = charts(test)
    assert drawn[:3] == ["visits-weekly", "by-unit-outbound_trips", "destinations"]


def test_another_indicator_by_unit(sample_page: Opened) -> None:
    test = sample_page("indicators/visits")
    test.segmented_control(key="visits-indicator").set_value("inbound_groups").run()
    assert "by-unit-inbound_groups" in charts(test)


def test_the_two_week_rule_is_folded(sample_page: Opened) -> None:
    test = sample_page("indicators/visits")
    assert [item.label for item in test.expander] == ["一把手外出间隔（内部掌握）"]
    assert not test.expander[0].proto.expanded


def test_an_empty_store(empty_page: Opened) -> None:
    assert not empty_page("indicators/visits").exception
