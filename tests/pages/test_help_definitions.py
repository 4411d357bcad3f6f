"""口径: every indicator of the catalogue, searchable, with an anchor of its own."""

from metrics.catalogue import INDICATORS
from tests.pages.conftest import Opened, words


def test_every_indicator_has_its_section(empty_page: Opened) -> None:
    test = empty_page("help/definitions")
    assert not test.exception
    assert [item.proto.anchor for item in test.subheader] == list(INDICATORS)


def test_search_finds_by_name(empty_page: Opened) -> None:
    test = empty_page("help/definitions")
    test.text_input(key="definition-search").set_value("走出去").run()
    assert "outbound_trips" in [item.proto.anchor for item in test.subheader]
    assert len(test.subheader) < len(INDICATORS)


def test_a_link_brings_its_indicator_to_the_top(empty_page: Opened) -> None:
    test = empty_page("help/definitions", indicator="land_m2")
    assert test.subheader[0].proto.anchor == "land_m2"


def test_english(empty_page: Opened) -> None:
    test = empty_page("help/definitions", language="English")
    assert "22 indicators" in words(test)
