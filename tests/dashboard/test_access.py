"""Deny by default."""

import pytest

from dashboard.access import LOCAL, RIGHTS, Identity, may, may_do, require
from dashboard.errors import AccessDenied


def test_the_bureau_opens_every_page() -> None:
    assert all(may(LOCAL, page) for page in RIGHTS)


def test_nobody_opens_nothing() -> None:
    assert not any(may(None, page) for page in RIGHTS)


def test_an_unknown_page_is_denied_to_all() -> None:
    assert not may(LOCAL, "secrets")


def test_a_reporter_uploads_and_does_not_see_the_board() -> None:
    clerk = Identity("clerk", "reporter", "板浦镇")
    assert may(clerk, "upload")
    assert not may(clerk, "board")


def test_require_says_which_page_was_denied() -> None:
    with pytest.raises(AccessDenied) as denied:
        require(Identity("viewer", "viewer"), "upload")
    assert denied.value.detail == {"page": "upload"}


def test_only_the_bureau_enters_figures_by_hand() -> None:
    assert may_do(LOCAL, "enter")
    assert may_do(LOCAL, "allot")
    assert not any(
        may_do(who, deed)
        for deed in ("enter", "allot")
        for who in (None, Identity("a", "assessor"), Identity("c", "reporter"))
    )
    assert not may_do(LOCAL, "secrets")
