"""Where somebody begins: the bureau by how far the meeting is, everybody else by what they are here for."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from dashboard.access import LOCAL, Identity, Role, may
from dashboard.access.narrowing import seen
from dashboard.store import Store
from dashboard.ui.beginning import first_day, first_page
from dashboard.workflows import freezing
from tests.dashboard.store.desk import DISTRICT, MARCH_22, MARCH_29, Desk, settings, trip


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Two weeks of returns, the first of them frozen."""
    with Store(settings(tmp_path), DISTRICT) as store:
        desk = Desk(store)
        desk.send(MARCH_22, visits=[trip("赵一", MARCH_22)])
        freezing.freeze(store, MARCH_22, by="secretary", now=desk.now)
        desk.send(MARCH_29, visits=[trip("赵一", MARCH_22)])
        yield desk


def _of(desk: Desk, *roles: Role) -> tuple[str, date | None]:
    who = Identity("x", frozenset(roles), ("甲街道",))
    store = seen(desk.store, who)
    page = first_page(who, store, store.periods())
    assert may(who, page)
    return page, first_day(who, store, store.periods())


def test_the_bureau_begins_on_the_checklist_while_the_latest_meeting_is_collected(desk: Desk) -> None:
    assert _of(desk, "bureau") == ("prepare", None)
    assert _of(desk, "bureau", "admin", "viewer") == ("prepare", None)
    assert first_page(LOCAL, desk.store, desk.store.periods(), sample=True) == "overview"
    freezing.freeze(desk.store, MARCH_29, by="secretary", now=desk.now)
    assert _of(desk, "bureau") == ("overview", None)


def test_a_viewer_begins_on_the_last_overview_that_was_frozen(desk: Desk) -> None:
    assert _of(desk, "viewer") == ("overview", MARCH_22)
    freezing.freeze(desk.store, MARCH_29, by="secretary", now=desk.now)
    assert _of(desk, "viewer") == ("overview", MARCH_29)


@pytest.mark.parametrize(("role", "first"), [("assessor", "scores"), ("reporter", "upload"), ("admin", "people")])
def test_everybody_else_begins_on_a_page_of_their_own(desk: Desk, role: Role, first: str) -> None:
    assert _of(desk, role) == (first, None)


def test_before_anything_was_handed_in_nobody_begins_on_a_checklist(tmp_path: Path) -> None:
    with Store(settings(tmp_path), DISTRICT) as store:
        for role, first in (("bureau", "overview"), ("viewer", "overview"), ("assessor", "scores")):
            who = Identity("x", frozenset({role}))
            assert (first_page(who, store, []), first_day(who, store, [])) == (first, None)
