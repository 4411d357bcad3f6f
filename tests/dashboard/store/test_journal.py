"""The journal proves the receipts: who reads never writes it, what is missing of it is said and mended on purpose."""

from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.config import Settings
from dashboard.errors import StoreDamaged
from dashboard.store import Store, acts, backup, check, hints, rebuild
from tests.dashboard.store.desk import DISTRICT, MARCH_8, MARCH_15, NOON, Desk, crashed, leaders, settings, trip


def _gone(path: Path) -> None:
    path.unlink()


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes().splitlines(keepends=True)[0])


def _cut_and_uncounted(path: Path) -> None:
    _cut(path)
    path.with_name("receipts.count").unlink()


def _emptied(path: Path) -> None:
    path.write_bytes(b"")


SPOILT = {_gone: (3, 2), _cut: (2, 1), _cut_and_uncounted: (2, 1), _emptied: (3, 2)}
each_way = pytest.mark.parametrize(("spoil", "lacking"), SPOILT.items(), ids=[way.__name__ for way in SPOILT])
Spoil = Callable[[Path], None]


@pytest.fixture
def kept(desk: Desk) -> Settings:
    """A closed store of two receipts and three acts."""
    desk.send(MARCH_8, visits=[trip("王一", MARCH_8)])
    desk.store.memory.remember("甲街道", "A", {}, now=NOON)
    desk.send(MARCH_15, visits=[trip("王二", MARCH_15)])
    desk.store.close()
    return desk.store.settings


def _journal(place: Settings) -> Path:
    return place.data_dir / "receipts.journal"


def _content(place: Settings) -> bytes | None:
    return _journal(place).read_bytes() if _journal(place).exists() else None


@each_way
def test_a_journal_that_is_gone_or_cut_is_one_difference_that_counts_its_receipts(
    kept: Settings, spoil: Spoil, lacking: tuple[int, int]
) -> None:
    spoil(_journal(kept))
    (found,) = check(kept)
    assert (found.code, found.detail["file"]) == ("journal-short", "receipts.journal")
    assert (found.detail["acts"], found.detail["receipts"]) == lacking


@each_way
@pytest.mark.parametrize("reading", [True, False], ids=["reading", "opening"])
def test_nobody_who_opens_a_store_writes_such_a_journal_anew(
    kept: Settings, spoil: Spoil, lacking: tuple[int, int], reading: bool
) -> None:
    spoil(_journal(kept))
    before = _content(kept)
    with Store(kept, DISTRICT, reading=reading) as store:
        assert leaders(store.snapshot(MARCH_15)) == ["王二"]
        damage = store.books.shortened
    assert damage is not None and (damage.detail["acts"], damage.detail["receipts"]) == lacking
    assert _content(kept) == before


@each_way
def test_nothing_is_written_and_backed_up_beside_such_a_journal(
    kept: Settings, spoil: Spoil, lacking: tuple[int, int], tmp_path: Path
) -> None:
    spoil(_journal(kept))
    before = _content(kept)
    with Store(kept, DISTRICT) as store:
        with pytest.raises(StoreDamaged, match="journal-short"):
            Desk(store, sent=9).send(MARCH_15)
        assert (store.acts, _content(kept)) == (3, before)
    with pytest.raises(StoreDamaged, match="journal-short"):
        backup(kept, tmp_path / "backup.zip")
    assert not (tmp_path / "backup.zip").exists()


@each_way
def test_rebuilding_makes_it_anew_and_records_that_it_did(
    kept: Settings, spoil: Spoil, lacking: tuple[int, int]
) -> None:
    before = _content(kept) or b""
    spoil(_journal(kept))
    assert rebuild(kept, now=NOON, by="admin") == (4, lacking[0], "")
    again = _content(kept) or b""
    assert (check(kept), again[: len(before)]) == ([], before)
    told = acts.parsed(again.decode().splitlines()[-1])
    assert (told.kind, told.by, told.content) == (
        "rebuild",
        "admin",
        {"file": "receipts.journal", "lines": lacking[0]},
    )
    with Store(kept, DISTRICT) as store:
        assert Desk(store, sent=9).send(MARCH_15).number == 3
    assert check(kept) == []


def test_what_a_crash_kept_from_the_journal_is_a_hint_and_no_difference(desk: Desk) -> None:
    desk.send(MARCH_8)
    crashed(desk)
    place = desk.store.settings
    before = _content(place)
    assert (check(place), [(h.code, h.detail) for h in hints(place, desk.now)]) == ([], [("journal-pending", {"n": 1})])
    with Store(place, DISTRICT, reading=True) as store:
        assert (store.acts, store.books.shortened) == (2, None)
    assert _content(place) == before
    Store(place, DISTRICT).close()
    assert len((_content(place) or b"").splitlines()) == 2
    assert (check(place), hints(place, desk.now)) == ([], [])


def test_a_crash_before_the_very_first_line_is_no_lost_journal(store: Store) -> None:
    crashed(Desk(store))
    assert (check(store.settings), store.books.shortened) == ([], None)
    Desk(store).send(MARCH_8)
    assert [acts.parsed(line).number for line in store.books.journal.lines()] == [1, 2]


def test_an_unfinished_line_of_a_crash_is_no_difference(desk: Desk) -> None:
    desk.send(MARCH_8)
    crashed(desk)
    with _journal(desk.store.settings).open("ab") as stream:
        stream.write(b'{"at":')
    codes = [hint.code for hint in hints(desk.store.settings, desk.now)]
    assert (check(desk.store.settings), codes) == ([], ["journal-pending", "journal-unfinished"])


def test_a_folder_of_an_earlier_version_whose_journal_is_whole_is_counted_by_the_next_opening(kept: Settings) -> None:
    (kept.data_dir / "receipts.count").unlink()
    assert check(kept) == []
    Store(kept, DISTRICT).close()
    _cut(_journal(kept))
    assert [found.code for found in check(kept)] == ["journal-short"]


def test_a_journal_put_back_to_an_earlier_copy_is_said(kept: Settings, tmp_path: Path) -> None:
    older = _content(kept) or b""
    with Store(kept, DISTRICT) as store:
        Desk(store, sent=9).send(MARCH_15)
    _journal(kept).write_bytes(older)
    assert [(found.code, found.detail["receipts"]) for found in check(kept)] == [("journal-short", 1)]


def test_a_lost_database_and_a_lost_journal_are_not_taken_for_a_new_store(tmp_path: Path) -> None:
    place = settings(tmp_path)
    with Store(place, DISTRICT) as store:
        desk = Desk(store)
        for day in (MARCH_8, MARCH_15, MARCH_15):
            desk.send(day)
    (tmp_path / "dispatch.sqlite3").unlink()
    _gone(_journal(place))
    with Store(place, DISTRICT) as store:
        damage = store.books.shortened
    assert damage is not None and damage.detail == {"file": "receipts.journal", "acts": 3, "receipts": 0}
