"""The audit log: acts of the store and events at the door as one list, in the reader's words."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from dashboard.i18n import speaker
from dashboard.i18n.speech import LANGUAGES
from dashboard.store import Store
from dashboard.store.entrance import Entrance, Grant
from dashboard.store.entrance.events import KINDS
from dashboard.store.projections import _EFFECTS
from dashboard.weeks import ZONE
from dashboard.workflows import auditing
from dashboard.workflows.auditing import Wanted
from tests.dashboard.store.desk import DISTRICT, MARCH_15, Desk, settings, trip

ZH = speaker("zh_CN")
NOON = datetime(2024, 3, 16, 12, tzinfo=ZONE)
DAY = date(2024, 3, 16)


@pytest.fixture
def office(tmp_path: Path) -> tuple[Store, Entrance]:
    place = settings(tmp_path)
    store, entrance = Store(place, DISTRICT), Entrance(place)
    desk = Desk(store)
    desk.send(MARCH_15, visits=[trip("王一", MARCH_15)], uploader="wang")
    entrance.people.keep("wang", "王芳", [Grant("reporter", "甲街道")], by="admin", now=NOON)
    entrance.signins.begin("wang", way="accounts", lasting=timedelta(hours=1), origin="10.0.0.9", now=NOON)
    return store, entrance


def test_acts_and_events_stand_in_one_list_the_newest_first(office: tuple[Store, Entrance]) -> None:
    store, entrance = office
    found = auditing.entries(store, entrance, Wanted(date(2024, 1, 1), date(2100, 1, 1)))
    assert {entry.kind for entry in found} == {"submission", "person", "signed-in"}
    assert [entry.at for entry in found] == sorted((entry.at for entry in found), reverse=True)


def test_it_is_narrowed_by_day_person_and_kind(office: tuple[Store, Entrance]) -> None:
    store, entrance = office
    kinds = lambda **wanted: [e.kind for e in auditing.entries(store, entrance, Wanted(DAY, DAY, **wanted))]  # noqa: E731 - a word for three lines
    assert "signed-in" in kinds()
    assert kinds(who="admin") == ["person"]
    assert kinds(kinds=("signed-in",)) == ["signed-in"]
    assert auditing.entries(store, entrance, Wanted(date(2023, 1, 1), date(2023, 12, 31))) == []


def test_a_line_says_who_what_about_what_and_from_where(office: tuple[Store, Entrance]) -> None:
    store, entrance = office
    found = auditing.entries(store, entrance, Wanted(DAY, DAY, kinds=("signed-in", "person")))
    assert auditing.table(found, ZH).to_numpy().tolist() == [
        ["2024-03-16 12:00", "wang", "登录", "方式 密码", "10.0.0.9"],
        ["2024-03-16 12:00", "admin", "修改权限", "账号 wang; 角色 填报人 甲街道", ""],
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_act_and_event_has_a_word(language: str) -> None:
    say = speaker(language)
    assert set(auditing.DONE) == set(_EFFECTS)
    assert all(auditing.word(say, kind) for kind in (*auditing.DONE, *KINDS))
