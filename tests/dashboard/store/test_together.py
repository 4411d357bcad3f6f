"""Several commits as one: all lasting when it is left, or none; and many questions over one connection."""

import os
from typing import Any

import pytest
from sqlalchemy import event

from dashboard.config import Settings
from dashboard.errors import SubmissionRefused
from dashboard.store import Store
from tests.dashboard.store.desk import DISTRICT, MARCH_8, MARCH_15, Desk, leaders, trip


def _sent(desk: Desk, *units: str) -> None:
    for unit in units:
        desk.send(MARCH_8, unit=unit, visits=[trip("王一", MARCH_8, unit=unit)])


def test_nobody_else_sees_what_is_done_together_before_it_is_done(desk: Desk, place: Settings) -> None:
    with Store(place, DISTRICT) as other:
        with desk.store.together():
            _sent(desk, "甲街道", "乙镇")
            assert (desk.store.receipts, len(leaders(desk.store.snapshot(MARCH_8)))) == (2, 2)
            assert other.receipts == 0
        assert (other.receipts, len(leaders(other.snapshot(MARCH_8)))) == (2, 2)
        assert len(desk.store.books.journal.path.read_text(encoding="utf-8").splitlines()) == 2


def test_an_exception_that_gets_out_undoes_all_of_it(desk: Desk, place: Settings) -> None:
    _sent(desk, "丙园区")
    with pytest.raises(ZeroDivisionError), desk.store.together():
        _sent(desk, "甲街道", "乙镇")
        raise ZeroDivisionError
    assert (desk.store.receipts, desk.store.acts) == (1, 1)
    _sent(desk, "甲街道")
    assert desk.store.receipts == 2
    with Store(place, DISTRICT) as again:
        assert leaders(again.snapshot(MARCH_8)) == ["王一", "王一"]


def test_what_is_refused_in_between_leaves_the_rest(desk: Desk) -> None:
    with desk.store.together():
        _sent(desk, "甲街道")
        refused = desk.submission(MARCH_8, content=b"refused", replaces=9)
        with pytest.raises(SubmissionRefused, match="unknown-receipt"):
            desk.store.commit(refused, now=desk.now)
        _sent(desk, "乙镇")
    assert desk.store.receipts == 2
    assert not desk.store.books.archive.has(refused.sha256)
    last = desk.store.submission(2).receipt
    assert desk.store.sealed(last.seal) == (desk.store.history.since(last.at.replace(year=2000))[-1], True)


def test_folders_are_synced_once_for_all_files(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    if os.name == "nt":
        pytest.skip("there folders cannot be synced")
    synced: list[str] = []
    monkeypatch.setattr("dashboard.store.archive.sync_folder", lambda folder: synced.append(str(folder)))
    with desk.store.together():
        for _ in range(5):
            _sent(desk, "甲街道")
        assert not synced
    archive = str(desk.store.books.archive.folder)
    assert synced.count(archive) == 1


def test_many_questions_go_over_one_connection(desk: Desk) -> None:
    _sent(desk, "甲街道")
    opened: list[Any] = []
    event.listen(desk.store.books.engine, "checkout", lambda *_: opened.append(1))
    with desk.store.at_hand():
        for _ in range(3):
            assert desk.store.receipts == 1
            assert leaders(desk.store.snapshot(MARCH_8)) == ["王一"]
    assert len(opened) == 1


def test_a_connection_at_hand_sees_what_came_in_since_the_last_question(desk: Desk, place: Settings) -> None:
    with Store(place, DISTRICT) as other, desk.store.at_hand():
        assert desk.store.receipts == 0
        Desk(other).send(MARCH_8, visits=[trip("王一", MARCH_8)])
        assert leaders(desk.store.snapshot(MARCH_8)) == ["王一"]


def test_who_reads_an_earlier_state_goes_on_doing_so_within(desk: Desk) -> None:
    _sent(desk, "甲街道")
    before = desk.store.until(1)
    with desk.store.together():
        _sent(desk, "乙镇")
        assert (before.receipts, desk.store.receipts) == (1, 2)
    with desk.store.at_hand():
        assert (before.receipts, desk.store.receipts) == (1, 2)


def test_what_stood_before_is_told_apart_by_what_it_holds(desk: Desk) -> None:
    draft = desk.submission(MARCH_8, visits=[trip("王一", MARCH_8)])
    drafted = desk.store.previous("甲街道", MARCH_15, also=[draft])
    desk.store.commit(draft, now=desk.now)
    committed = desk.store.previous("甲街道", MARCH_15)
    assert drafted.stood(["visits"]) == committed.stood(["visits"]) != ()
    assert committed.stood(["projects"]) == ()
    desk.send(MARCH_8, visits=[trip("李二", MARCH_8)])
    assert desk.store.previous("甲街道", MARCH_15).stood(["visits"]) != committed.stood(["visits"])
