"""Check names what differs from the receipts, rebuild makes it good: of journal, database, archive any one may go."""

import json
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, select, text

from dashboard.config import Settings
from dashboard.errors import StoreDamaged
from dashboard.store import Store, check, checking, hints, rebuild, schema
from dashboard.store.engine import connected, reading, writing
from tests.dashboard.store.desk import DISTRICT, MARCH_8, MARCH_15, NOON, Desk, counter, project, settings, trip


@pytest.fixture
def kept(desk: Desk) -> Settings:
    """A store with something of every kind in it, closed."""
    store = desk.store
    findings = [{"code": "not-a-number", "severity": "error", "cell": "C4"}]
    desk.send(MARCH_8, visits=[trip("王一", MARCH_8)], findings=findings, uploader="clerk")
    store.memory.remember("甲街道", "A", {"columns": {"去向": "destination"}}, by="clerk", now=NOON)
    desk.send(MARCH_8, unit="", visits=[trip("赵三", MARCH_8, unit="乙镇"), trip("?", MARCH_8, unit="", row=4)])
    desk.send(MARCH_15, projects=[project("甲", "signed")], counters=[counter("chambers", 2.5, MARCH_15)])
    desk.send(MARCH_15, replaces=1, visits=[trip("王壹", MARCH_8)])
    store.retract(3, "发错单位", by="secretary", now=desk.now)
    store.close()
    return store.settings


def _all(place: Settings) -> dict[str, list[Any]]:
    """Every row of every table."""
    engine = connected(place.database_url)
    with reading(engine) as connection:
        rows = {name: sorted(map(repr, connection.execute(select(t)))) for name, t in schema.metadata.tables.items()}
    engine.dispose()
    return rows


def _before_it_was_rebuilt(place: Settings, acts: int) -> dict[str, list[Any]]:
    """Every row, without the act of making the journal anew, which stands behind so many others."""
    rows = _all(place)
    assert len(rows["acts"]) == acts + 1
    return rows | {"acts": [row for row in rows["acts"] if not row.startswith(f"({acts + 1},")]}


def _said(place: Settings) -> list[str]:
    return [" ".join(map(str, (d.code, *d.detail.values()))) for d in check(place)]


def _change(place: Settings, *statements: str) -> None:
    engine = connected(place.database_url)
    with writing(engine) as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


def test_every_table_is_compared() -> None:
    apart = {"acts", "lines"}
    assert checking.compared() == schema.metadata.tables.keys() - apart


def test_a_sound_store_has_no_differences(kept: Settings) -> None:
    assert check(kept) == []


TAMPERED = {
    "UPDATE submissions SET unit = '乙镇' WHERE number = 3": "receipt-row submissions 3",
    "UPDATE claims SET records = 9 WHERE submission = 1": "receipt-row claims 1",
    "UPDATE lines SET scope = 'inbound' WHERE unit = '乙镇'": "receipt-row claims 2",
    "DELETE FROM parts WHERE submission = 4": "receipt-row parts 4",
    "DELETE FROM retractions": "row retractions (3,)",
    "UPDATE memories SET answers = '{}'": "row memories ('甲街道', 'A')",
    "UPDATE acts SET \"by\" = 'nobody' WHERE number = 2": "act-row 2",
    "UPDATE acts SET chain = 'x' WHERE number = 6": "act-row 6",
    "UPDATE alembic_version SET version_num = '0002'": "revision 0002 " + schema.HEAD,
}


def test_every_row_that_was_tampered_with_is_named_and_rebuilt(kept: Settings) -> None:
    before = _all(kept)
    _change(kept, *TAMPERED)
    assert sorted(_said(kept)) == sorted(TAMPERED.values())
    assert rebuild(kept, now=NOON) == (6, 0, "")
    assert (check(kept), _all(kept)) == ([], before)


def test_a_line_of_which_no_receipt_says_anything_is_named_and_goes_with_a_rebuild(kept: Settings) -> None:
    _change(
        kept,
        "INSERT INTO lines (id, unit, ledger, scope, sender, variant, year) "
        "VALUES (999, '丁镇', 'visits', 'outbound', '', '', NULL)",
    )
    assert _said(kept) == ["row lines ('丁镇', 'visits', 'outbound', '', '')"]
    rebuild(kept, now=NOON)
    assert check(kept) == []


def test_rows_of_a_receipt_that_does_not_exist_are_named_however_high_its_number(kept: Settings) -> None:
    # on a connection that does not look after references
    engine = create_engine(kept.database_url)
    with engine.connect() as connection:
        if engine.dialect.name != "sqlite":
            connection.execute(text("SET session_replication_role = replica"))
        connection.execute(text("INSERT INTO lines VALUES (99, '丁街道', 'visits', 'outbound', '', '', NULL)"))
        connection.execute(text("INSERT INTO claims VALUES (99, 5000, 'list', '2024-03-08', 1, '', '')"))
        connection.commit()
    engine.dispose()
    assert _said(kept) == ["receipt-row claims 5000"]


def test_rebuilt_up_to_an_act_a_forged_line_behind_it_is_left_out_kept_beside_and_recorded(kept: Settings) -> None:
    from dashboard.store import acts

    before, path = _all(kept), kept.data_dir / "receipts.journal"
    last = acts.parsed(path.read_text("utf-8").splitlines()[-1])
    forged = acts.after(last, "retraction", {"submission": 1, "reason": "x"}, by="forger", now=NOON)
    path.write_text(path.read_text("utf-8") + forged.line + "\n", encoding="utf-8")
    whole = path.read_bytes()
    with pytest.raises(StoreDamaged, match="store-behind"):
        Store(kept, DISTRICT)
    assert rebuild(kept, now=NOON, by="admin", until=6) == (7, 1, "receipts.journal.until-6")
    assert (check(kept), _before_it_was_rebuilt(kept, 6)) == ([], before)
    assert (kept.data_dir / "receipts.journal.until-6").read_bytes() == whole
    act = acts.parsed(path.read_text("utf-8").splitlines()[-1])
    told = {"file": "receipts.journal", "lines": 1, "until": 6, "kept": "receipts.journal.until-6"}
    assert (act.kind, act.by, act.content) == ("rebuild", "admin", told)
    assert "journal-cut" in [hint.code for hint in hints(kept, NOON + timedelta(days=1))]
    with pytest.raises(StoreDamaged, match="act-lost"):
        rebuild(kept, now=NOON, until=99)


def test_a_history_that_was_written_anew_does_not_agree_with_the_journal(kept: Settings) -> None:
    """Whoever changes an act and seals everything anew has still not changed the journal."""
    engine = connected(kept.database_url)
    with Store(kept, DISTRICT) as store:
        lines = [json.loads(line) for line in store.books.journal.lines()]
    from dashboard.store import acts

    last = acts.FIRST
    with writing(engine) as connection:
        connection.execute(text("UPDATE submissions SET act = NULL"))
        connection.execute(text("DELETE FROM retractions"))
        connection.execute(text("DELETE FROM acts"))
        for line in lines:
            act = acts.parsed(json.dumps(line))
            last = acts.Act(act.number, act.at, "forger", act.kind, act.content).sealed(last.chain)
            acts.write(connection, last)
    engine.dispose()
    with pytest.raises(StoreDamaged, match="store-behind"):
        Store(kept, DISTRICT)
    assert {d.code for d in check(kept)} >= {"act-row"}
    rebuild(kept, now=NOON)
    assert check(kept) == []


def _without_journal(place: Settings) -> None:
    (place.data_dir / "receipts.journal").unlink()


def _with_a_spoilt_line(place: Settings) -> None:
    path = place.data_dir / "receipts.journal"
    path.write_bytes(path.read_bytes().replace("发错单位".encode(), "发对单位".encode()))


def _without_dossiers(place: Settings) -> None:
    lines = [json.loads(line) for line in (place.data_dir / "receipts.journal").read_text("utf-8").splitlines()]
    for name in (line["content"]["dossier"] for line in lines if line["kind"] == "submission"):
        (place.data_dir / "archive" / name[:2] / name).write_bytes(b"spoilt")


def test_dossiers_that_the_archive_loses_are_named_and_made_again(kept: Settings) -> None:
    before = _all(kept)
    _without_dossiers(kept)
    assert [line[:14] for line in _said(kept)] == [f"dossier-lost {number}" for number in range(1, 5)]
    assert rebuild(kept, now=NOON) == (6, 0, "")
    assert (check(kept), _all(kept)) == ([], before)


@pytest.mark.parametrize(
    ("spoil", "said", "lines"),
    [
        (_without_journal, "journal-short receipts.journal 6 4", 6),
        (_with_a_spoilt_line, "journal-line 6", 1),
    ],
)
def test_what_the_journal_loses_is_named_in_one_line_and_making_it_anew_is_an_act(
    kept: Settings, spoil: Callable[[Settings], None], said: str, lines: int
) -> None:
    before = _all(kept)
    spoil(kept)
    assert _said(kept) == [said]
    assert rebuild(kept, now=NOON, by="admin") == (7, lines, "")
    assert (check(kept), _before_it_was_rebuilt(kept, 6)) == ([], before)
    (done,) = hints(kept, NOON + timedelta(days=1))
    assert (done.code, done.detail["by"], done.detail["lines"]) == ("journal-rebuilt", "admin", lines)


def _with_garbage(lines: list[str]) -> list[str]:
    return [lines[0], "garbage", *lines[1:]]


def _with_garbage_last(lines: list[str]) -> list[str]:
    return [*lines, "garbage"]


def _swapped(lines: list[str]) -> list[str]:
    return [lines[1], lines[0], *lines[2:]]


def _repeated(lines: list[str]) -> list[str]:
    return [*lines, lines[0]]


def _with_a_key_more(lines: list[str]) -> list[str]:
    return [lines[0], json.dumps(json.loads(lines[1]) | {"note": "x"}, ensure_ascii=False), *lines[2:]]


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (_with_garbage, "journal-stray 2"),
        (_with_garbage_last, "journal-stray 7"),
        (_swapped, "journal-stray 2"),
        (_repeated, "journal-stray 7"),
        (_with_a_key_more, "journal-line 2"),
    ],
)
def test_a_journal_that_is_not_exactly_the_acts_lines_is_named_and_made_again(
    kept: Settings, spoil: Callable[[list[str]], list[str]], said: str
) -> None:
    path = kept.data_dir / "receipts.journal"
    before = path.read_bytes()
    path.write_bytes("".join(f"{line}\n" for line in spoil(before.decode().splitlines())).encode())
    assert _said(kept) == [said]
    assert rebuild(kept, now=NOON) == (7, 1, "")
    assert (check(kept), b"".join(path.read_bytes().splitlines(keepends=True)[:6])) == ([], before)


def test_a_lost_file_is_named_and_sent_again(desk: Desk) -> None:
    desk.send(MARCH_8, content=b"the file")
    desk.store.books.archive.path(desk.store.submission(1).receipt.sha256).unlink()
    assert [(d.code, d.detail["receipt"]) for d in check(desk.store.settings)] == [("file-lost", 1)]
    assert desk.send(MARCH_8, content=b"the file").repeated
    assert check(desk.store.settings) == []


def test_an_act_that_both_copies_have_lost_cannot_be_made_again(kept: Settings) -> None:
    _with_a_spoilt_line(kept)
    _change(kept, "UPDATE acts SET content = '{}' WHERE number = 6")
    assert _said(kept)[0] == "act-lost 6"
    with pytest.raises(StoreDamaged, match="act-lost number=6"):
        rebuild(kept, now=NOON)


SLIPPED_IN = "INSERT INTO acts SELECT 7, at, by, kind, content, chain FROM acts WHERE number = 2"


def test_an_act_that_nothing_sealed_is_named_never_journalled_and_goes_with_a_rebuild(kept: Settings) -> None:
    before, journal = _all(kept), (kept.data_dir / "receipts.journal").read_bytes()
    _change(kept, SLIPPED_IN)
    assert _said(kept) == ["act-row 7"]
    with pytest.raises(StoreDamaged, match="act-unproved number=7"):
        Store(kept, DISTRICT)
    with Store(kept, DISTRICT, reading=True) as store, pytest.raises(StoreDamaged, match="act-unproved number=7"):
        store.memory.remember("甲街道", "B", {}, now=NOON)
    assert (kept.data_dir / "receipts.journal").read_bytes() == journal
    rebuild(kept, now=NOON)
    assert (_said(kept), _all(kept)) == ([], before)


def test_an_act_whose_number_was_damaged_is_made_again_of_the_journal(desk: Desk) -> None:
    desk.send(MARCH_8, visits=[trip("王一", MARCH_8)])
    desk.store.memory.remember("甲街道", "A", {}, now=NOON)
    place = desk.store.settings
    desk.store.close()
    before = _all(place)
    _change(place, "UPDATE acts SET number = 3 WHERE number = 2")
    assert _said(place)[:2] == ["act-row 2", "act-row 3"]
    rebuild(place, now=NOON)
    assert (_said(place), _all(place)) == ([], before)


def test_a_line_of_the_journal_that_nothing_proves_may_be_a_receipts_and_is_not_dropped(kept: Settings) -> None:
    path = kept.data_dir / "receipts.journal"
    last = json.loads(path.read_text("utf-8").splitlines()[-1])
    path.write_text(path.read_text("utf-8") + json.dumps(last | {"number": 7}) + "\n", encoding="utf-8")
    with pytest.raises(StoreDamaged, match="act-lost number=7"):
        rebuild(kept, now=NOON)


def test_a_dossier_that_archive_and_database_have_lost_is_named(kept: Settings) -> None:
    _without_dossiers(kept)
    _change(kept, "DELETE FROM parts WHERE submission = 3")
    with pytest.raises(StoreDamaged, match="dossier-lost receipt=3"):
        rebuild(kept, now=NOON)


def test_a_database_without_a_file_is_rebuilt_of_journal_and_archive(tmp_path: Path) -> None:
    with Store(settings(tmp_path), DISTRICT) as store:
        Desk(store).send(MARCH_8, visits=[trip("王一", MARCH_8)])
    before = _all(settings(tmp_path))
    (tmp_path / "dispatch.sqlite3").unlink()
    assert rebuild(settings(tmp_path), now=NOON) == (1, 0, "")
    assert _all(settings(tmp_path)) == before
    with Store(settings(tmp_path), DISTRICT) as store:
        assert list(store.snapshot(MARCH_8).tables["visits"]["leader"]) == ["王一"]


def test_what_was_damaged_stays_beside_what_was_rebuilt(tmp_path: Path) -> None:
    with Store(settings(tmp_path), DISTRICT) as store:
        Desk(store).send(MARCH_8)
    (tmp_path / "dispatch.sqlite3").write_bytes(b"spoilt")
    (tmp_path / "dispatch.sqlite3-journal").write_bytes(b"of the older file")
    rebuild(settings(tmp_path), now=NOON)
    assert (tmp_path / "dispatch.sqlite3.damaged").read_bytes() == b"spoilt"
    assert not (tmp_path / "dispatch.sqlite3-journal").exists()


def _put_back(settings: Settings, kept: Path) -> None:
    """Database and journal as they were, together; the archive as it is."""
    for name in ("dispatch.sqlite3", "receipts.journal", "receipts.count"):
        shutil.copy(kept / name, settings.data_dir / name)


def test_files_of_receipts_that_database_and_journal_have_both_forgotten_are_named_with_their_time(
    tmp_path: Path,
) -> None:
    place, kept = settings(tmp_path / "store"), tmp_path / "kept"
    with Store(place, DISTRICT) as store:
        Desk(store).send(MARCH_8)
    shutil.copytree(place.data_dir, kept)
    with Store(place, DISTRICT) as store:
        forgotten = Desk(store, sent=1).send(MARCH_15, visits=[trip("王一", MARCH_15)])
    assert hints(place, NOON + timedelta(days=1)) == []
    _put_back(place, kept)
    found = hints(place, NOON + timedelta(days=1))
    assert check(place) == []
    assert {hint.code for hint in found} == {"file-unmentioned-later"}
    assert forgotten.sha256 in {hint.detail["sha256"] for hint in found}
    assert len(found) == 2  # the file and what was read from it
    assert all(hint.detail["time"] > datetime(2026, 1, 1, tzinfo=UTC) for hint in found)


def test_database_and_journal_that_were_put_back_reach_less_far_than_was_counted(tmp_path: Path) -> None:
    place, kept = settings(tmp_path / "store"), tmp_path / "kept"
    with Store(place, DISTRICT) as store:
        Desk(store).send(MARCH_8)
    shutil.copytree(place.data_dir, kept)
    with Store(place, DISTRICT) as store:
        Desk(store, sent=1).send(MARCH_15)
    (kept / "receipts.count").write_bytes((place.data_dir / "receipts.count").read_bytes())
    _put_back(place, kept)
    assert [(found.code, found.detail["acts"]) for found in check(place)] == [("journal-short", 1)]
