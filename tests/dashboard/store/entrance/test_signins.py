"""A sign-in counts until it ends: by age, by signing out, by an administrator, with its person or its link."""

from datetime import timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from dashboard.errors import SubmissionRefused
from dashboard.store.engine import reading, writing
from dashboard.store.entrance import Entrance, Grant, schema
from tests.dashboard.store.entrance.conftest import NOW

HOURS = timedelta(hours=12)


def begun(entrance: Entrance, token: str = "") -> str:
    return entrance.signins.begin("admin", way="accounts", lasting=HOURS, origin="10.0.0.9", now=NOW, token=token)


def test_it_counts_for_its_hours_and_no_longer(entrance: Entrance) -> None:
    token = begun(entrance)
    found = entrance.signins.found(token, NOW + HOURS - timedelta(seconds=1))
    assert found is not None
    assert found.person is not None
    assert found.person.grants == {Grant("admin")}
    assert entrance.signins.found(token, NOW + HOURS) is None


def test_the_table_holds_no_token(entrance: Entrance) -> None:
    token = begun(entrance)
    with reading(entrance.engine) as connection:
        (held,) = connection.execute(select(schema.signins.c.sha256)).scalars()
    assert held != token
    assert entrance.signins.found(held, NOW) is None


@pytest.mark.parametrize("token", ["", "guess", "' OR 1=1 --"])
def test_what_nobody_was_given_opens_nothing(entrance: Entrance, token: str) -> None:
    begun(entrance)
    assert entrance.signins.found(token, NOW) is None


def test_signing_out_ends_it_for_every_copy(entrance: Entrance) -> None:
    token = begun(entrance)
    entrance.signins.end(token, now=NOW)
    assert entrance.signins.found(token, NOW) is None


def test_a_providers_cookie_that_was_signed_out_begins_nothing_again(entrance: Entrance) -> None:
    begun(entrance, "cookie")
    entrance.signins.end("cookie", now=NOW)
    begun(entrance, "cookie")
    assert entrance.signins.found("cookie", NOW) is None
    assert entrance.signins.known("cookie")


def test_an_administrator_ends_all_of_a_person(entrance: Entrance) -> None:
    tokens = [begun(entrance), begun(entrance)]
    assert entrance.signins.end_all("admin", by="admin", now=NOW) == 2
    assert [entrance.signins.found(token, NOW) for token in tokens] == [None, None]


def test_a_role_that_is_taken_away_is_gone_at_once(entrance: Entrance) -> None:
    entrance.people.keep("wang", "", [Grant("bureau"), Grant("viewer")], by="admin", now=NOW)
    token = entrance.signins.begin("wang", way="accounts", lasting=HOURS, origin="", now=NOW)
    entrance.people.keep("wang", "", [Grant("viewer")], by="admin", now=NOW)
    found = entrance.signins.found(token, NOW)
    assert found is not None
    assert found.person is not None
    assert found.person.grants == {Grant("viewer")}
    entrance.people.end("wang", by="admin", now=NOW)
    assert entrance.signins.found(token, NOW) is None


def test_a_link_lets_in_for_its_unit_until_it_is_taken_back(entrance: Entrance) -> None:
    secret = entrance.links.issue("东湖街道", NOW + timedelta(days=30), "小王", by="bureau", now=NOW)
    link = entrance.links.opened(secret, NOW)
    assert link is not None
    token = entrance.signins.begin_by(link, lasting=HOURS, origin="", now=NOW)
    found = entrance.signins.found(token, NOW)
    assert found is not None
    assert found.link is not None
    assert found.link.unit == "东湖街道"
    entrance.links.end(link.number, by="bureau", now=NOW)
    assert entrance.signins.found(token, NOW) is None
    assert entrance.links.opened(secret, NOW) is None


def test_a_sign_in_by_a_link_ends_with_the_link(entrance: Entrance) -> None:
    until = NOW + timedelta(hours=1)
    link = entrance.links.opened(entrance.links.issue("东湖街道", until, "", by="bureau", now=NOW), NOW)
    assert link is not None
    token = entrance.signins.begin_by(link, lasting=HOURS, origin="", now=NOW)
    assert entrance.signins.found(token, until - timedelta(seconds=1)) is not None
    assert entrance.signins.found(token, until) is None


def test_a_link_for_no_time_is_refused(entrance: Entrance) -> None:
    with pytest.raises(SubmissionRefused) as refused:
        entrance.links.issue("东湖街道", NOW, "", by="bureau", now=NOW)
    assert refused.value.code == "link-past"


def test_the_log_tells_who_came_and_went(entrance: Entrance) -> None:
    entrance.signins.end(begun(entrance), now=NOW)
    told = [(event.who, event.kind, event.origin) for event in entrance.events.all(kinds=("signed-in", "signed-out"))]
    assert told == [("admin", "signed-out", ""), ("admin", "signed-in", "10.0.0.9")]


@pytest.mark.parametrize("deed", ["UPDATE access_events SET who = 'x'", "DELETE FROM access_events"])
def test_nobody_changes_the_log(entrance: Entrance, deed: str) -> None:
    before = entrance.events.all()
    with pytest.raises(DatabaseError), writing(entrance.engine, schema.LOCK) as connection:
        connection.execute(text(deed))
    assert entrance.events.all() == before
