"""Links as acts: one thing under several identities, shown as decided, at any moment as it was known then."""

from datetime import timedelta

import pytest

from dashboard.errors import SubmissionRefused
from dashboard.links import Link
from tests.dashboard.store.desk import MARCH_8, MARCH_15, Desk, project

WHY = {"rule": "", "grounds": []}


def _decide(desk: Desk, link: Link, by: str = "secretary") -> int:
    desk.now += timedelta(minutes=1)
    return desk.store.links.decide("projects", link, why=WHY, by=by, now=desk.now)


def _shown(desk: Desk, **options) -> list[str]:
    return list(desk.store.snapshot(MARCH_15, **options).tables["projects"]["identity"])


@pytest.fixture
def two(desk: Desk) -> Desk:
    """A desk that got two projects; raw identities drop company suffixes."""
    desk.send(MARCH_8, projects=[project("甲", "signed", row=3), project("乙", "signed", row=4)])
    return desk


def test_linked_identities_are_shown_as_the_first_one(two: Desk) -> None:
    one, other = _shown(two)
    _decide(two, Link(one, other))
    assert _shown(two) == [one, one]


def test_a_moment_before_the_decision_still_shows_two(two: Desk) -> None:
    one, other = _shown(two)
    before = two.now
    _decide(two, Link(one, other))
    assert _shown(two, known_at=before) == [one, other]


def test_a_decision_changes_figures_and_the_same_again_changes_nothing(two: Desk) -> None:
    one, other = _shown(two)
    number = _decide(two, Link(one, other))
    assert two.store.version == number == 2
    assert _decide(two, Link(other, one)) == 0
    assert two.store.version == 2


def test_a_decision_is_undone_and_the_undoing_too(two: Desk) -> None:
    one, other = _shown(two)
    number = _decide(two, Link(one, other))
    two.store.links.undo(number, by="secretary", now=two.now)
    assert _shown(two) == [one, other]
    two.store.links.undo(number + 1, by="secretary", now=two.now)
    assert _shown(two) == [one, one]
    with pytest.raises(SubmissionRefused, match="link-moved-on"):
        two.store.links.undo(number, by="secretary", now=two.now)


def test_things_are_joined_over_a_third_and_parted_again(two: Desk) -> None:
    one, other = _shown(two)
    _decide(two, Link(one, "x"))
    _decide(two, Link("x", other))
    assert _shown(two) == [one, one]
    _decide(two, Link(one, other, False))
    assert _shown(two) == [one, other]
    assert two.store.links.of("projects", [other]).apart(one, other)


def test_the_trail_says_who_decided_what_and_why(two: Desk) -> None:
    one, other = _shown(two)
    _decide(two, Link(one, other), by="")
    _decide(two, Link(one, other, False))
    later, first = two.store.links.trail()
    assert (first.by, first.link, first.before, first.why) == ("", Link(one, other), None, WHY)
    assert (later.by, later.link.same, later.before) == ("secretary", False, True)


def test_a_link_of_projects_says_nothing_of_assets(two: Desk) -> None:
    one, other = _shown(two)
    two.store.links.decide("assets", Link(one, other), why=WHY, by="", now=two.now)
    assert _shown(two) == [one, other]
