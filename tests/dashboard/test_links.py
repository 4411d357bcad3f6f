"""Links: one thing under several identities, and what was decided to be two."""

from dashboard.links import Link, Links


def test_a_thing_is_shown_under_the_first_identity_of_its_earliest_link():
    links = Links([Link("a", "b"), Link("c", "b")])
    assert [links.canonical(name) for name in "abcd"] == ["a", "a", "a", "d"]
    assert links.members("c") == ("a", "b", "c")


def test_a_later_decision_about_a_pair_takes_the_place_of_the_earlier():
    undone = Links([Link("a", "b"), Link("b", "a", None)])
    assert undone.canonical("b") == "b"
    assert Links([Link("a", "b", False), Link("a", "b")]).canonical("b") == "a"


def test_what_is_two_is_not_joined_through_a_third():
    links = Links([Link("a", "b"), Link("b", "c"), Link("a", "c", False)])
    assert links.canonical("b") == "a"
    assert links.canonical("c") == "c"
    assert links.apart("b", "c")
    assert not links.apart("b", "d")


def test_what_a_person_opened_again_is_neither_one_nor_two():
    links = Links([Link("a", "b"), Link("a", "b", None, by_person=True), Link("b", "c")])
    assert links.canonical("b") == "b"
    assert links.opened("a", "c")
    assert not links.apart("a", "c")
    assert not Links([Link("a", "b"), Link("a", "b", None)]).opened("a", "b")


def test_pairs_that_only_a_person_joins_are_told_by_what_they_are_shown_as():
    links = Links([Link("a", "b"), Link("b", "c", False), Link("d", "c", None, by_person=True), Link("e", "f", None)])
    assert links.parted() == (("a", "c"), ("c", "d"))
