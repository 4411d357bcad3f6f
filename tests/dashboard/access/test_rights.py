"""Deny by default."""

import pytest

from dashboard.access import LOCAL, RIGHTS, ROLES, Identity, may, may_do, require
from dashboard.access.rights import of_person
from dashboard.errors import AccessDenied
from dashboard.store.entrance import Grant, Person
from dashboard.ui import menu


def test_the_bureau_opens_every_page() -> None:
    assert all(may(LOCAL, page) for page in RIGHTS)


def test_nobody_opens_nothing() -> None:
    assert not any(may(None, page) for page in RIGHTS)


def test_an_unknown_page_is_denied_to_all() -> None:
    assert not may(LOCAL, "secrets")


def test_a_reporter_uploads_and_does_not_see_the_board() -> None:
    clerk = Identity("clerk", frozenset({"reporter"}), ("板浦镇",))
    assert may(clerk, "upload")
    assert not may(clerk, "board")


def test_require_says_which_page_was_denied() -> None:
    with pytest.raises(AccessDenied) as denied:
        require(Identity("viewer", frozenset({"viewer"})), "upload")
    assert denied.value.detail == {"page": "upload"}


def test_only_the_bureau_enters_figures_by_hand() -> None:
    assert may_do(LOCAL, "enter")
    assert may_do(LOCAL, "allot")
    assert not any(
        may_do(who, deed)
        for deed in ("enter", "allot")
        for who in (None, Identity("a", frozenset({"assessor"})), Identity("c", frozenset({"reporter"})))
    )
    assert not may_do(LOCAL, "secrets")


def test_several_roles_open_what_any_of_them_does() -> None:
    both = Identity("b", frozenset({"assessor", "admin"}))
    assert may(both, "scores")
    assert may(both, "audit")
    assert not may(both, "prepare")


def test_only_administrators_see_people_and_log() -> None:
    opened = {
        page: {role for role in ROLES if may(Identity("x", frozenset({role})), page)} for page in ("people", "audit")
    }
    assert opened == {"people": {"admin"}, "audit": {"admin"}}


def test_a_person_acts_with_the_roles_and_units_of_the_table() -> None:
    grants = frozenset({Grant("reporter", "东湖街道"), Grant("reporter", "文昌街道"), Grant("emperor")})
    found = of_person(Person("wang", "王芳", grants))
    assert (found.roles, set(found.units), found.whole) == ({"reporter"}, {"东湖街道", "文昌街道"}, False)


def test_every_page_of_the_menu_has_rights_and_every_right_a_page() -> None:
    assert {name for names in menu.SECTIONS.values() for name in names} == set(RIGHTS)
