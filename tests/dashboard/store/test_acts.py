"""Acts: numbered without gaps, each sealed over all before it, and each on disk in the journal."""

import hashlib
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dashboard.errors import StoreDamaged
from dashboard.store import Store, acts, check, hints
from dashboard.store.engine import reading
from tests.dashboard.store.desk import DISTRICT, MARCH_8, MARCH_15, NOON, Desk, crashed, settings, trip


def _lines(store: Store) -> list[str]:
    return list(store.books.journal.lines())


def test_a_seal_is_the_hash_of_the_seal_before_and_of_what_was_done() -> None:
    act = acts.Act(2, datetime(2024, 3, 29, 9, tzinfo=UTC), "clerk", "memory", {"unit": "甲街道"}).sealed("abc")
    text = (
        'abc\n{"at":"2024-03-29T09:00:00.000000+00:00","by":"clerk","content":{"unit":"甲街道"},'
        '"kind":"memory","number":2}'
    )
    assert act.chain == hashlib.sha256(text.encode()).hexdigest()


def test_a_line_of_the_journal_is_the_act_again() -> None:
    act = acts.Act(1, NOON, "clerk", "retraction", {"submission": 1}).sealed("")
    assert acts.parsed(act.line) == act


@pytest.mark.parametrize("line", ["", "no act", "[]", "3", '{"number":1}'])
def test_a_line_that_is_no_act_is_refused(line: str) -> None:
    with pytest.raises(ValueError):
        acts.parsed(line)


def test_a_receipt_carries_the_seal_that_its_line_in_the_journal_has(desk: Desk) -> None:
    desk.store.memory.remember("甲街道", "A", {}, now=NOON)
    receipt = desk.send(MARCH_8, visits=[trip("王一", MARCH_8)], uploader="clerk")
    told = json.loads(_lines(desk.store)[1])
    assert (receipt.number, receipt.act) == (1, 2)
    assert (told["number"], told["chain"], told["by"]) == (2, receipt.chain, "clerk")
    assert (told["content"]["submission"], told["content"]["sha256"]) == (1, receipt.sha256)


def test_every_act_is_sealed_over_the_one_before(desk: Desk) -> None:
    for day in (MARCH_8, MARCH_15):
        desk.send(day)
    first, second = map(acts.parsed, _lines(desk.store))
    assert (first.sealed(""), second.sealed(first.chain)) == (first, second)


def test_a_repeated_file_does_nothing(desk: Desk) -> None:
    first = desk.send(MARCH_8, content=b"same")
    again = desk.send(MARCH_8, content=b"same")
    assert (again.act, again.chain) == (first.act, first.chain)
    assert len(_lines(desk.store)) == 1


def test_the_dossier_of_a_file_lies_in_the_archive_under_its_hash(desk: Desk) -> None:
    desk.send(MARCH_8, visits=[trip("王一", MARCH_8)])
    name = json.loads(_lines(desk.store)[0])["content"]["dossier"]
    block = desk.store.books.archive.content(name)
    assert hashlib.sha256(block).hexdigest() == name


def test_every_act_is_later_than_the_one_before_whatever_the_clock_says(desk: Desk) -> None:
    desk.send(MARCH_8)
    desk.store.memory.remember("甲街道", "A", {}, now=NOON - timedelta(days=3))
    first, second = map(acts.parsed, _lines(desk.store))
    assert first.at == NOON + timedelta(minutes=1)
    assert second.at == first.at + timedelta(microseconds=1)
    assert (first.clock, second.clock) == (None, NOON - timedelta(days=3))


def test_after_a_clock_that_ran_ahead_acts_keep_their_order_their_clocks_and_what_was_known_when(desk: Desk) -> None:
    desk.now = NOON + timedelta(days=365)
    ahead = desk.send(MARCH_8)
    desk.now = NOON
    right = desk.send(MARCH_15)
    assert (right.number, right.at) == (2, ahead.at + timedelta(microseconds=1))
    assert desk.store.periods(ahead.at) == [MARCH_8]
    assert [found.code for found in hints(desk.store.settings, desk.now)] == ["clock-set-back", "clock-ahead"]
    assert [found.code for found in hints(desk.store.settings, right.at)] == ["clock-set-back"]
    assert check(desk.store.settings) == []


def test_a_writer_that_had_to_wait_is_no_clock_set_back(desk: Desk) -> None:
    desk.send(MARCH_8)
    desk.store.memory.remember("甲街道", "A", {}, now=desk.now - timedelta(minutes=5))
    assert acts.parsed(_lines(desk.store)[-1]).clock is None


def test_what_a_crash_kept_from_the_journal_is_appended_by_the_next_opening(desk: Desk) -> None:
    desk.send(MARCH_8)
    desk.send(MARCH_15)
    path, whole = desk.store.books.journal.path, _lines(desk.store)
    path.write_text(whole[0] + "\n" + whole[1][:40], encoding="utf-8")
    Store(desk.store.settings, DISTRICT).close()
    assert path.read_text(encoding="utf-8").splitlines() == whole


def test_what_a_crash_kept_from_the_journal_is_appended_by_the_next_writer(desk: Desk) -> None:
    desk.send(MARCH_8)
    crashed(desk)
    desk.send(MARCH_15)
    assert [acts.parsed(line).number for line in _lines(desk.store)] == [1, 2, 3]


def _forget_the_last_act(store: Store) -> None:
    """The database loses what it acknowledged, as if an older copy had been put in its place."""
    last = json.loads(_lines(store)[-1])
    with store.books.journal.path.open("a", encoding="utf-8") as stream:
        act = acts.Act(last["number"] + 1, NOON, "clerk", "memory", {}).sealed(last["chain"])
        stream.write(act.line + "\n")


def test_a_store_that_has_lost_an_act_is_not_opened(desk: Desk) -> None:
    desk.send(MARCH_8)
    _forget_the_last_act(desk.store)
    with pytest.raises(StoreDamaged) as damaged:
        Store(desk.store.settings, DISTRICT)
    assert (damaged.value.code, damaged.value.detail["number"]) == ("store-behind", 2)


def test_a_store_that_has_lost_an_act_is_not_written_to(desk: Desk) -> None:
    desk.send(MARCH_8)
    _forget_the_last_act(desk.store)
    with pytest.raises(StoreDamaged):
        desk.send(MARCH_15)
    with reading(desk.store.books.engine) as connection:
        assert acts.last(connection).number == 1


def _file_of_one_act(folder: Path) -> Path:
    with Store(settings(folder), DISTRICT) as store:
        Desk(store).send(MARCH_8)
    return folder / "dispatch.sqlite3"


def test_a_database_that_is_gone_is_not_begun_anew_beside_its_journal(tmp_path: Path) -> None:
    _file_of_one_act(tmp_path).unlink()
    with pytest.raises(StoreDamaged, match="store-behind"):
        Store(settings(tmp_path), DISTRICT)


def test_a_file_that_is_no_database_is_damage(tmp_path: Path) -> None:
    _file_of_one_act(tmp_path).write_bytes(b"no database at all" * 400)
    with pytest.raises(StoreDamaged, match="store-unreadable"):
        Store(settings(tmp_path), DISTRICT)


def _opened(desk: Desk) -> Store:
    with Store(desk.store.settings, DISTRICT) as again:
        return again


@pytest.mark.parametrize("torn", [b'\0\0\0\0ile"}\n', b"no act\n", b"\n", b"\xff\xfe\n"])
def test_a_torn_last_line_whose_act_the_database_holds_is_written_anew_and_kept_beside(desk: Desk, torn: bytes) -> None:
    desk.send(MARCH_8)
    desk.send(MARCH_15)
    path, whole = desk.store.books.journal.path, _lines(desk.store)
    path.write_bytes(f"{whole[0]}\n".encode() + torn)
    assert [found.code for found in check(desk.store.settings)] == ["journal-line"]
    again = _opened(desk)
    assert (_lines(again), again.books.journal.mended, again.books.journal.torn.read_bytes()) == (whole, True, torn)
    assert (check(desk.store.settings), [found.code for found in hints(desk.store.settings, desk.now)]) == (
        [],
        ["journal-torn"],
    )


def test_a_torn_line_whose_act_the_database_does_not_hold_is_damage(desk: Desk) -> None:
    desk.send(MARCH_8)
    before = desk.store.books.journal.path.read_bytes()
    for torn in (b"no act\n", b"no act\nnor this\n"):
        desk.store.books.journal.path.write_bytes(before + torn)
        with pytest.raises(StoreDamaged, match="journal-unreadable"):
            Store(desk.store.settings, DISTRICT)
        assert desk.store.books.journal.path.read_bytes() == before + torn


def test_a_last_line_that_is_an_act_and_was_altered_is_no_torn_one(desk: Desk) -> None:
    desk.send(MARCH_8)
    altered = json.loads(_lines(desk.store)[0]) | {"by": "someone else"}
    desk.store.books.journal.path.write_text(acts.canonical(altered) + "\n", encoding="utf-8")
    with pytest.raises(StoreDamaged, match="store-behind"):
        Store(desk.store.settings, DISTRICT)


def test_an_unfinished_last_line_is_a_hint_until_the_next_opening(desk: Desk) -> None:
    desk.send(MARCH_8)
    whole = _lines(desk.store)
    with desk.store.books.journal.path.open("ab") as stream:
        stream.write(b'{"half')
    assert [found.code for found in hints(desk.store.settings, desk.now)] == ["journal-unfinished"]
    assert _lines(_opened(desk)) == whole


def test_a_journal_longer_than_a_block_ends_with_its_last_line(desk: Desk) -> None:
    for number in range(3):
        answers = {"columns": {"标题" * 9000: str(number)}}
        desk.store.memory.remember("甲街道", "A", answers, now=NOON)
    assert desk.store.books.journal.last().number == 3
    with desk.store.books.journal.path.open("ab") as stream:
        stream.write(b'{"half' * 20_000)
    assert desk.store.books.journal.last().number == 3
    desk.send(MARCH_8)
    assert [acts.parsed(line).number for line in _lines(desk.store)] == [1, 2, 3, 4]
