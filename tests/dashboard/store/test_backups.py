"""Backup and restore: one ZIP taken while others work, put back into an empty folder to equal figures."""

import threading
import zipfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from dashboard.config import Settings
from dashboard.errors import SettingsError, StoreDamaged
from dashboard.store import Store, backup, check, hints, restore, schema
from dashboard.store.engine import connected, reading
from dashboard.store.entrance import Entrance, Grant
from tests.dashboard.store.desk import DISTRICT, MARCH_8, MARCH_15, NOON, Desk, project, settings, trip
from tests.dashboard.store.released import WITH_ACTS, taken_back


@pytest.fixture
def kept(desk: Desk) -> Settings:
    """A store with something of every kind in it: three receipts, one retracted, one without its bytes."""
    desk.send(MARCH_8, visits=[trip("王一", MARCH_8)], uploader="clerk")
    desk.send(MARCH_15, projects=[project("甲", "signed")])
    desk.send(MARCH_15, visits=[trip("王二", MARCH_15)])
    desk.store.memory.remember("甲街道", "A", {"columns": {"去向": "destination"}}, by="clerk", now=NOON)
    desk.store.retract(3, "发错单位", by="secretary", now=desk.now)
    desk.store.withdraw(1, "隐私", by="admin", now=desk.now)
    desk.store.meetings.freeze(MARCH_15, {"figures": 1}, desk.store.version, by="x", now=desk.now)
    desk.store.meetings.templates.keep(b"the district's own", "母版.pptx", by="x", now=desk.now)
    opened = desk.store.assessments.open("一季度", b"rules", "scoring.toml", MARCH_8, MARCH_15, by="x", now=desk.now)
    desk.store.assessments.publish(opened, {"scores": 1}, by="x", now=desk.now)
    desk.store.close()
    desk.store.settings.score_rules_dir.mkdir()
    (desk.store.settings.score_rules_dir / "2024.toml").write_text("# rules\n", encoding="utf-8")
    desk.store.settings.district_file.write_text("# the registry\n", encoding="utf-8")
    return desk.store.settings


def _all(place: Settings) -> dict[str, list[str]]:
    engine = connected(place.database_url)
    with reading(engine) as connection:
        rows = {name: sorted(map(repr, connection.execute(select(t)))) for name, t in schema.metadata.tables.items()}
    engine.dispose()
    return rows


def _other(kept: Settings, tmp_path: Path, request: pytest.FixtureRequest) -> Settings:
    """An empty place of the same kind."""
    if kept.database_url.startswith("sqlite"):
        return settings(tmp_path / "other")
    url = request.getfixturevalue("server").emptied("restored")
    return replace(settings(tmp_path / "other"), database_url=url)


def test_a_restored_store_is_sound_and_says_the_same(
    kept: Settings, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    extent = backup(kept, tmp_path / "backup.zip")
    # an edition of the registry precedes what is frozen
    assert (extent.acts, extent.files, extent.missing) == (11, 9, ())
    other = _other(kept, tmp_path, request)
    assert restore(other, tmp_path / "backup.zip", now=NOON) == 11
    assert (check(other), _all(other)) == ([], _all(kept))
    assert (other.data_dir / "district.toml").read_text(encoding="utf-8") == "# the registry\n"
    assert (other.score_rules_dir / "2024.toml").read_text(encoding="utf-8") == "# rules\n"
    with Store(other, DISTRICT) as store, Store(kept, DISTRICT) as first:
        assert store.archived(2) == b"file 2"
        assert store.meetings.templates.content() == b"the district's own"
        assert store.snapshot(MARCH_15).tables["projects"].equals(first.snapshot(MARCH_15).tables["projects"])


def test_what_acts_name_is_nothing_that_nobody_mentions(kept: Settings) -> None:
    # what is after the last act by the desk's clock, and named by none, would be hinted at
    assert [hint.code for hint in hints(kept, NOON + timedelta(days=1))] == []


def test_a_backup_goes_to_the_other_database_as_well(
    kept: Settings, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    backup(kept, tmp_path / "backup.zip")
    other = settings(tmp_path / "other")
    if kept.database_url.startswith("sqlite"):
        other = replace(other, database_url=request.getfixturevalue("server").emptied("restored"))
    restore(other, tmp_path / "backup.zip", now=NOON)
    assert check(other) == []
    assert _all(other)["acts"] == _all(kept)["acts"]


def test_a_damaged_copy_is_rebuilt_of_the_receipts(tmp_path: Path) -> None:
    with Store(settings(tmp_path / "first"), DISTRICT) as store:
        Desk(store).send(MARCH_8, visits=[trip("王一", MARCH_8)])
    backup(settings(tmp_path / "first"), tmp_path / "backup.zip")
    with zipfile.ZipFile(tmp_path / "backup.zip") as whole, zipfile.ZipFile(tmp_path / "bad.zip", "w") as spoilt:
        for name in whole.namelist():
            content = whole.read(name)
            damaged = content.replace("王一".encode(), "王二".encode()).replace("甲街道".encode(), "乙街道".encode())
            spoilt.writestr(name, damaged if name.endswith("sqlite3") else content)
    other = settings(tmp_path / "other")
    assert restore(other, tmp_path / "bad.zip", now=NOON) == 1
    assert (check(other), _all(other)) == ([], _all(settings(tmp_path / "first")))


def test_nothing_is_restored_over_anything(kept: Settings, tmp_path: Path) -> None:
    backup(kept, tmp_path / "backup.zip")
    with pytest.raises(SettingsError, match="restore-not-empty"):
        restore(kept, tmp_path / "backup.zip", now=NOON)
    with pytest.raises(SettingsError, match="restore-not-empty"):
        restore(replace(kept, data_dir=tmp_path / "empty"), tmp_path / "backup.zip", now=NOON)
    assert (check(kept), (tmp_path / "empty").exists()) == ([], False)


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x05\x06" + bytes(18)], ids=["empty", "text", "empty zip"])
def test_what_is_no_backup_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "backup.zip").write_bytes(content)
    with pytest.raises(StoreDamaged, match="backup-unreadable"):
        restore(settings(tmp_path / "other"), tmp_path / "backup.zip", now=NOON)


def test_names_that_lead_elsewhere_are_not_unpacked(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "backup.zip", "w") as packed:
        for name in (
            "receipts.journal",
            "../outside",
            "archive/ab/../../outside",
            "archive/ab/short",
            "scoring/../outside.toml",
        ):
            packed.writestr(name, b"")
    restore(settings(tmp_path / "other"), tmp_path / "backup.zip", now=NOON)
    assert not list(tmp_path.rglob("outside")) + list(tmp_path.rglob("short"))


def test_a_backup_says_what_the_archive_has_lost(kept: Settings, tmp_path: Path) -> None:
    with Store(kept, DISTRICT) as store:
        lost = store.submission(2).receipt.sha256
        store.books.archive.path(lost).write_bytes(b"spoilt")
    assert backup(kept, tmp_path / "backup.zip").missing == (lost,)


def test_a_store_that_has_lost_an_act_is_not_backed_up(tmp_path: Path) -> None:
    with Store(settings(tmp_path / "first"), DISTRICT) as store:
        Desk(store).send(MARCH_8)
    (tmp_path / "first" / "dispatch.sqlite3").unlink()
    with pytest.raises(StoreDamaged, match="store-behind"):
        backup(settings(tmp_path / "first"), tmp_path / "backup.zip")
    assert list(tmp_path.glob("*backup*")) == []


def test_a_backup_taken_while_others_write_is_a_whole_store(
    desk: Desk, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    desk.send(MARCH_8, visits=[trip("王一", MARCH_8)])
    done = threading.Event()

    def write() -> None:
        while not done.is_set():
            desk.send(MARCH_8, visits=[trip(f"王{desk.sent}", MARCH_8)])

    writer = threading.Thread(target=write)
    writer.start()
    try:
        extents = [backup(desk.store.settings, tmp_path / f"{turn}.zip") for turn in range(2)]
    finally:
        done.set()
        writer.join()
    for turn, extent in enumerate(extents):
        other = _other(desk.store.settings, tmp_path / str(turn), request)
        assert restore(other, tmp_path / f"{turn}.zip", now=NOON) == extent.acts
        assert check(other) == []
        with Store(other, DISTRICT) as store:
            assert list(store.submissions()["number"]) == list(range(extent.acts, 0, -1))


def test_people_and_the_log_come_back_with_a_backup(
    kept: Settings, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    entrance = Entrance(kept)
    entrance.people.keep("admin", "管理员", [Grant("admin")], by="test", now=NOON)
    told, people = entrance.events.all(), entrance.people.all()
    entrance.close()
    backup(kept, tmp_path / "backup.zip")
    other = _other(kept, tmp_path, request)
    restore(other, tmp_path / "backup.zip", now=NOON)
    again = Entrance(other)
    assert (again.people.all(), again.events.all()) == (people, told)
    again.close()


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
@pytest.mark.parametrize("revision", WITH_ACTS)
def test_a_backup_from_before_an_upgrade_is_the_way_back_and_comes_forward_again(
    kept: Settings, tmp_path: Path, revision: str
) -> None:
    before = _all(kept)
    backup(kept, tmp_path / "new.zip")
    with zipfile.ZipFile(tmp_path / "new.zip") as new, zipfile.ZipFile(tmp_path / "old.zip", "w") as old:
        for name in new.namelist():
            content = new.read(name)
            if name == "dispatch.sqlite3":
                (tmp_path / "old").mkdir()
                (tmp_path / "old" / name).write_bytes(content)
                taken_back(settings(tmp_path / "old"), revision)
                content = (tmp_path / "old" / name).read_bytes()
            old.writestr(name, content)
    again = settings(tmp_path / "again")
    restore(again, tmp_path / "old.zip", now=NOON)
    assert check(again) == []
    assert _all(again) == before
