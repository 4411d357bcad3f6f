"""Who may come in: kept, changed, put out; never without somebody who may change it."""

import pytest

from dashboard.errors import SubmissionRefused
from dashboard.store.entrance import Entrance, Grant
from tests.dashboard.store.entrance.conftest import NOW


def test_a_person_has_roles_and_a_reporter_several_units(entrance: Entrance) -> None:
    given = [Grant("reporter", "东湖街道"), Grant("reporter", "文昌街道"), Grant("viewer")]
    entrance.people.keep("wang", "王芳", given, by="admin", now=NOW)
    found = entrance.people.named("wang")
    assert found is not None
    assert (found.shown, found.grants) == ("王芳", frozenset(given))


def test_saving_again_replaces_the_roles(entrance: Entrance) -> None:
    entrance.people.keep("wang", "王芳", [Grant("bureau")], by="admin", now=NOW)
    entrance.people.keep("wang", "王芳", [Grant("viewer")], by="admin", now=NOW)
    found = entrance.people.named("wang")
    assert found is not None
    assert found.grants == {Grant("viewer")}


def test_a_reporter_without_a_unit_is_refused(entrance: Entrance) -> None:
    with pytest.raises(SubmissionRefused) as refused:
        entrance.people.keep("wang", "", [Grant("reporter")], by="admin", now=NOW)
    assert refused.value.code == "person-unit"
    assert entrance.people.named("wang") is None


@pytest.mark.parametrize("name", ["", " wang", "wang "])
def test_an_account_needs_a_name_as_it_is_typed(entrance: Entrance, name: str) -> None:
    with pytest.raises(SubmissionRefused) as refused:
        entrance.people.keep(name, "", [Grant("viewer")], by="admin", now=NOW)
    assert refused.value.code == "person-unnamed"


def test_the_last_administrator_stays(entrance: Entrance) -> None:
    for deed in (
        lambda: entrance.people.end("admin", by="admin", now=NOW),
        lambda: entrance.people.keep("admin", "", [Grant("viewer")], by="admin", now=NOW),
    ):
        with pytest.raises(SubmissionRefused) as refused:
            deed()
        assert refused.value.code == "admin-last"
    found = entrance.people.named("admin")
    assert found is not None
    assert (found.ended, found.grants) == (None, {Grant("admin")})


def test_every_change_is_in_the_log_with_who_made_it(entrance: Entrance) -> None:
    entrance.people.keep("wang", "王芳", [Grant("reporter", "东湖街道")], by="admin", now=NOW)
    entrance.people.end("wang", by="admin", now=NOW)
    told = [(event.who, event.kind, event.content) for event in entrance.events.all()][:2]
    assert told == [
        ("admin", "ended", {"person": "wang"}),
        ("admin", "person", {"person": "wang", "shown": "王芳", "grants": [["reporter", "东湖街道"]]}),
    ]
