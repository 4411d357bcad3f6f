"""Withdrawing archived bytes for privacy: hash, receipt, reading and figures stay, the bytes never come back."""

import hashlib
import threading
from pathlib import Path

import pytest

from dashboard.errors import SubmissionRefused
from dashboard.store import Store, check, rebuild
from tests.dashboard.store.desk import DISTRICT, MARCH_8, MARCH_15, NOON, Desk, leaders, settings, trip


def _sent(desk: Desk, **options: object) -> None:
    desk.send(MARCH_8, content=b"same", visits=[trip("王一", MARCH_8)], **options)


def test_withdrawn_bytes_are_gone_and_everything_else_is_kept(desk: Desk) -> None:
    _sent(desk)
    before, path = desk.store.version, desk.store.books.archive.path(hashlib.sha256(b"same").hexdigest())
    done = desk.store.withdraw(1, " 含身份证号 ", by="admin", now=NOON)
    assert (done.number, done.reason, done.by, path.exists()) == (1, "含身份证号", "admin", False)
    assert leaders(desk.store.snapshot(MARCH_8)) == ["王一"]
    assert desk.store.submission(1).receipt.sha256 == done.sha256
    assert desk.store.version == before
    with pytest.raises(SubmissionRefused) as refused:
        desk.store.archived(1)
    assert (refused.value.code, refused.value.detail["reason"]) == ("file-withdrawn", "含身份证号")
    assert check(desk.store.settings) == []


def test_the_same_bytes_give_their_receipt_and_are_not_kept_again(desk: Desk) -> None:
    _sent(desk)
    sha256 = desk.store.withdraw(1, "隐私", by="admin", now=NOON).sha256
    again = desk.send(MARCH_8, content=b"same", visits=[trip("王二", MARCH_8)])
    assert (again.number, again.repeated, desk.store.acts) == (1, True, 2)
    assert not desk.store.books.archive.path(sha256).exists()


def test_the_same_bytes_for_another_week_are_refused(desk: Desk) -> None:
    _sent(desk)
    sha256 = desk.store.withdraw(1, "隐私", by="admin", now=NOON).sha256
    with pytest.raises(SubmissionRefused, match=r"bytes-withdrawn .*receipt=1 reason=隐私"):
        desk.send(MARCH_15, content=b"same", visits=[trip("王一", MARCH_8)])
    assert not desk.store.books.archive.path(sha256).exists()


@pytest.mark.parametrize(
    ("number", "reason", "code"),
    [(9, "隐私", "unknown-receipt"), (1, "  ", "withdrawal-reason-missing"), (2, "隐私", "already-withdrawn")],
)
def test_what_cannot_be_withdrawn_is_refused_in_words(desk: Desk, number: int, reason: str, code: str) -> None:
    _sent(desk)
    desk.send(MARCH_15)
    desk.store.withdraw(2, "隐私", by="admin", now=NOON)
    with pytest.raises(SubmissionRefused) as refused:
        desk.store.withdraw(number, reason, by="admin", now=NOON)
    assert (refused.value.code, desk.store.acts) == (code, 3)


def test_bytes_that_a_crash_left_after_the_act_are_taken_away_by_the_next_opening(desk: Desk) -> None:
    _sent(desk)
    path = desk.store.books.archive.path(desk.store.withdraw(1, "隐私", by="admin", now=NOON).sha256)
    path.write_bytes(b"same")
    assert [difference.code for difference in check(desk.store.settings)] == ["file-withdrawn"]
    Store(desk.store.settings, DISTRICT).close()
    assert not path.exists()


def test_a_rebuilt_store_still_knows_what_was_withdrawn(tmp_path: Path) -> None:
    with Store(settings(tmp_path), DISTRICT) as store:
        _sent(Desk(store))
        store.withdraw(1, "隐私", by="admin", now=NOON)
    (tmp_path / "dispatch.sqlite3").unlink()
    rebuild(settings(tmp_path), now=NOON)
    with Store(settings(tmp_path), DISTRICT) as store, pytest.raises(SubmissionRefused, match="file-withdrawn"):
        store.archived(1)


def test_bytes_sent_while_they_are_withdrawn_are_not_kept(desk: Desk) -> None:
    _sent(desk)
    path = desk.store.books.archive.path(hashlib.sha256(b"same").hexdigest())
    rivals = [
        threading.Thread(target=lambda: desk.store.withdraw(1, "隐私", by="admin", now=NOON)),
        *(threading.Thread(target=lambda: _sent(desk)) for _ in range(3)),
    ]
    for rival in rivals:
        rival.start()
    for rival in rivals:
        rival.join()
    assert (path.exists(), len(desk.store.submissions())) == (False, 1)
