"""Freezing: every figure under one hash, given back to the last digit whatever is submitted later."""

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from dashboard.contract import Filters, Rules
from dashboard.errors import StoreDamaged, SubmissionRefused
from dashboard.i18n import speaker
from dashboard.store import Store
from dashboard.workflows import freezing
from tests.dashboard.store.desk import DISTRICT, MARCH_15, MARCH_22, MARCH_29, Desk, asset, project, settings, trip

NOW = datetime(2024, 4, 1, 8, tzinfo=UTC)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Store(settings(tmp_path), DISTRICT) as store:
        yield Desk(store)


def _trips(desk: Desk, *days: int, period=MARCH_29, unit: str = "甲街道") -> int:
    rows = [trip(f"赵{day}", MARCH_22.replace(day=day), row=3 + n, unit=unit) for n, day in enumerate(days)]
    return desk.send(period, unit=unit, visits=rows).number


def _value(store: Store, known_at: datetime | None = None) -> float:
    return freezing.shown(store, MARCH_29, known_at)["district"]["outbound_trips"]["value"]


def test_a_frozen_meeting_is_given_back_by_its_hash(desk: Desk) -> None:
    number = _trips(desk, 25, 26)
    frozen = freezing.freeze(desk.store, MARCH_29, by="secretary", now=NOW)
    found = freezing.verify(desk.store, frozen.hash[:8].upper())
    assert (found.frozen, found.whole, found.reproduced) == (frozen, True, True)
    assert found.shown["district"]["outbound_trips"]["value"] == 2
    assert [(f["receipt"], f["unit"], f["period"]) for f in found.shown["files"]] == [(number, "甲街道", "2024-03-29")]


def test_what_comes_later_changes_the_figures_and_not_the_frozen_ones(desk: Desk) -> None:
    first = _trips(desk, 25, 26)
    frozen = freezing.freeze(desk.store, MARCH_29, by="secretary", now=NOW)
    later = NOW + timedelta(days=1)
    _trips(desk, 25, 26, 27, unit="甲街道")
    _trips(desk, 18, period=MARCH_22, unit="乙镇")
    desk.store.registry.keep(replace(DISTRICT, rules=Rules(red_points=5)), since=None, note="新规", by="x", now=later)
    desk.store.retract(first, "重报", by="x", now=later)
    assert _value(desk.store) == 4
    assert _value(desk.store, frozen.at) == 2
    assert freezing.verify(desk.store, frozen.hash).reproduced


def test_what_came_back_is_still_told_as_coming_back_once_its_first_receipt_is_retracted(desk: Desk) -> None:
    one, other = project("子", "negotiating"), project("丑", "negotiating", row=4)
    first = desk.send(MARCH_15, projects=[one, other]).number
    desk.send(MARCH_22, projects=[one])
    desk.send(MARCH_29, projects=[one, other])
    frozen = freezing.freeze(desk.store, MARCH_29, by="secretary", now=NOW)
    desk.store.retract(first, "发错文件", by="x", now=NOW + timedelta(days=1))
    assert freezing.verify(desk.store, frozen.hash).reproduced


def test_a_frozen_meeting_reproduces_on_a_machine_that_keeps_another_clock(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file of 16 March, 01:00 in the district, was never presented on the 15th: nobody misses it once it is gone."""
    one, other = project("子", "negotiating"), project("丑", "negotiating", unit="乙镇")
    desk.now = datetime(2024, 3, 15, 8, tzinfo=UTC)
    desk.send(MARCH_15, projects=[one])
    desk.now = datetime(2024, 3, 15, 17, tzinfo=UTC)
    late = desk.send(MARCH_15, unit="乙镇", projects=[other]).number
    desk.now = datetime(2024, 3, 22, 8, tzinfo=UTC)
    desk.send(MARCH_22, projects=[one])
    desk.store.retract(late, "发错", by="x", now=desk.now)
    with monkeypatch.context() as elsewhere:
        elsewhere.setenv("TZ", "Asia/Shanghai")
        time.tzset()
        frozen = freezing.freeze(desk.store, MARCH_22, by="secretary", now=desk.now)
        elsewhere.setenv("TZ", "UTC")
        time.tzset()
        reproduced = freezing.verify(desk.store, frozen.hash).reproduced
    time.tzset()
    assert reproduced


def test_a_meeting_is_frozen_again_until_it_is_opened(desk: Desk) -> None:
    _trips(desk, 25)
    one = freezing.freeze(desk.store, MARCH_29, by="secretary", now=NOW)
    _trips(desk, 25, 26)
    two = freezing.freeze(desk.store, MARCH_29, by="secretary", now=NOW)
    assert (one.version, two.version, one.hash == two.hash) == (1, 2, False)
    assert desk.store.meetings.record(MARCH_29).state == "frozen"
    assert desk.store.meetings.open(MARCH_29, by="secretary", now=NOW).state == "opened"
    with pytest.raises(SubmissionRefused) as caught:
        freezing.freeze(desk.store, MARCH_29, by="secretary", now=NOW)
    assert caught.value.code == "meeting-opened"


def test_a_meeting_that_is_not_frozen_is_not_opened_and_nothing_is_not_frozen(desk: Desk) -> None:
    with pytest.raises(SubmissionRefused) as unfrozen:
        desk.store.meetings.open(MARCH_29, by="x", now=NOW)
    with pytest.raises(SubmissionRefused) as nothing:
        freezing.freeze(desk.store, MARCH_29, by="x", now=NOW)
    assert (unfrozen.value.code, nothing.value.code) == ("meeting-not-frozen", "nothing-to-freeze")
    assert desk.store.meetings.record(MARCH_29).state == "collecting"


def test_a_return_that_comes_in_meanwhile_is_frozen_too(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    _trips(desk, 25)
    work, late = freezing.shown, [lambda: _trips(desk, 27, unit="乙镇")]

    def interrupted(store, cover_to, known_at=None):
        found = work(store, cover_to, known_at)
        if late:
            late.pop()()
        return found

    monkeypatch.setattr(freezing, "shown", interrupted)
    frozen = freezing.freeze(desk.store, MARCH_29, by="x", now=NOW)
    assert freezing.verify(desk.store, frozen.hash).shown["district"]["outbound_trips"]["value"] == 2


def test_an_altered_archive_is_seen(desk: Desk) -> None:
    _trips(desk, 25)
    frozen = freezing.freeze(desk.store, MARCH_29, by="x", now=NOW)
    path = desk.store.books.archive.path(frozen.hash)
    path.write_bytes(path.read_bytes().replace(b'"as_of"', b'"as_on"'))
    found = freezing.verify(desk.store, frozen.hash)
    assert (found.whole, found.reproduced, found.shown) == (False, False, {})


def test_what_the_archive_has_lost_of_a_meeting_is_said_and_made_again_under_its_hash(desk: Desk) -> None:
    _trips(desk, 25)
    frozen = freezing.freeze(desk.store, MARCH_29, by="x", now=NOW)
    desk.store.books.archive.path(frozen.hash).unlink()
    with pytest.raises(StoreDamaged) as caught:
        freezing.verify(desk.store, frozen.hash)
    assert (caught.value.code, caught.value.detail["day"]) == ("frozen-lost", "2024-03-29")
    assert freezing.mended(desk.store) == ([frozen], [])
    assert freezing.verify(desk.store, frozen.hash).reproduced


def test_what_no_longer_has_its_hash_is_said_to_be_lost(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    _trips(desk, 25)
    frozen = freezing.freeze(desk.store, MARCH_29, by="x", now=NOW)
    desk.store.books.archive.path(frozen.hash).unlink()
    monkeypatch.setattr(freezing, "shown", lambda *_: {})
    assert freezing.mended(desk.store) == ([], [frozen])


@pytest.mark.parametrize(("text", "code"), [("abc", "hash-too-short"), ("0123456789", "unknown-hash")])
def test_a_hash_that_names_nothing_is_refused(desk: Desk, text: str, code: str) -> None:
    with pytest.raises(SubmissionRefused) as caught:
        freezing.verify(desk.store, text)
    assert caught.value.code == code


def test_what_lies_under_a_hash_is_told_by_name_unit_word_and_light_in_the_official_order(desk: Desk) -> None:
    _trips(desk, 25, unit="乙镇")
    _trips(desk, 26, 27)
    place = {"sheet": "目标", "table": 1, "row": 3, "year": 2024, "period": "year", "indicator": "outbound_trips"}
    told = {"甲街道": 2.0, "乙镇": 20.0}
    rows = [{**place, "unit": unit, "value": value, "cell": f"B{n}"} for n, (unit, value) in enumerate(told.items(), 3)]
    desk.send(MARCH_29, unit="", targets=rows)
    stages = (("子", "signed"), ("丑", "started"), ("寅", "started"))
    desk.send(MARCH_29, unit="甲街道", projects=[project(*told, row=3 + n) for n, told in enumerate(stages)])
    lines = _told(desk, "zh_CN")
    assert [line for line in lines if line in ("全区", "甲街道", "乙镇")] == ["全区", "甲街道", "乙镇"]
    own = lines[lines.index("甲街道") + 1 : lines.index("乙镇") - 1]
    assert own[:2] == ["走出去  2次  目标2次  ● 绿灯", "洽谈项目  3个"]
    assert own[-2:] == ["存量转化率  2/3", "按周摸排率  1/1"]
    assert lines[lines.index("乙镇") + 1] == "走出去  1次  目标20次  ◐ 黄灯"
    english = _told(desk, "en")
    assert english[english.index("乙镇") + 1] == "Outbound visits  1 trip  target 20 trips  ◐ yellow"


def test_money_and_area_under_a_hash_keep_every_digit(desk: Desk) -> None:
    signed = project("子", "signed", investment=12.3456, signed_on=MARCH_22)
    desk.send(MARCH_29, projects=[signed], assets=[asset("一号厂房", "factory", 31_234.56, row=9)])
    for language, money, area in (
        ("zh_CN", "签约计划总投资  12.3456亿元", "盘活闲置厂房  约3.123456万平方米"),
        ("en", "Planned investment signed  1.23456 billion CNY", "Revitalised idle factory space  about 31,234.56 m²"),
    ):
        assert {money, area} <= set(_told(desk, language))


def _told(desk: Desk, language: str) -> list[str]:
    record = desk.store.meetings.record(MARCH_29).last
    frozen = record or freezing.freeze(desk.store, MARCH_29, by="secretary", now=NOW)
    return freezing.told(freezing.verify(desk.store, frozen.hash), speaker(language))


@pytest.mark.parametrize("cut", [{"unit": "甲街道"}, {"group": "街道"}, {"industry": "新能源"}, {"since": MARCH_15}])
def test_a_cut_does_not_lie_under_the_hash(cut: dict[str, Any]) -> None:
    assert not freezing.covered(Filters(MARCH_22, **cut))
    assert freezing.covered(Filters(MARCH_22, known_at=datetime(2024, 3, 29, tzinfo=UTC)))
