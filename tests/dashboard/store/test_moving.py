"""Moving to another database: every row the same, the old one untouched, nothing half there."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select, text

from dashboard.config import Settings
from dashboard.errors import SettingsError, StoreDamaged
from dashboard.store import Store, check, move, schema
from dashboard.store.engine import connected, reading, writing
from dashboard.store.entrance import Entrance, Grant
from tests.dashboard.store.desk import DISTRICT, MARCH_8, MARCH_15, NOON, Desk, project, trip


@pytest.fixture
def kept(desk: Desk) -> Settings:
    desk.send(MARCH_8, visits=[trip("王一", MARCH_8)], uploader="clerk")
    desk.send(MARCH_15, projects=[project("甲", "signed")])
    desk.send(MARCH_15, visits=[trip("王二", MARCH_15)])
    desk.store.memory.remember("甲街道", "A", {"columns": {"去向": "destination"}}, by="clerk", now=NOON)
    desk.store.retract(3, "发错单位", by="secretary", now=desk.now)
    desk.store.close()
    entrance = Entrance(desk.store.settings)
    entrance.people.keep("admin", "管理员", [Grant("admin")], by="test", now=NOON)
    entrance.close()
    return desk.store.settings


@pytest.fixture
def other(kept: Settings, tmp_path: Path, request: pytest.FixtureRequest) -> str:
    """URL of an empty database of the other kind."""
    if kept.embedded:
        return str(request.getfixturevalue("server").emptied("moved"))
    return f"sqlite:///{kept.data_dir / 'moved.sqlite3'}"


def rows(url: str) -> dict[str, list[str]]:
    engine = connected(url)
    with reading(engine) as connection:
        found = {name: sorted(map(repr, connection.execute(select(t)))) for name, t in schema.metadata.tables.items()}
    engine.dispose()
    return found


def test_every_row_is_there_and_the_old_database_stays(kept: Settings, other: str) -> None:
    before = rows(kept.database_url)
    assert move(kept, other) == 5
    assert rows(other) == rows(kept.database_url) == before
    now = replace(kept, database_url=other)
    assert check(now) == []
    with Store(now, DISTRICT) as store:
        assert (store.receipts, len(store.snapshot(MARCH_15).tables["visits"])) == (3, 1)
    entrance = Entrance(now)
    assert [person.name for person in entrance.people.all()] == ["admin"]
    entrance.close()


def test_what_is_not_empty_is_not_touched(kept: Settings, other: str) -> None:
    move(kept, other)
    before = rows(other)
    with pytest.raises(SettingsError) as refused:
        move(kept, other)
    assert refused.value.code == "restore-not-empty"
    assert rows(other) == before


def test_a_store_that_differs_from_its_receipts_is_mended_first(kept: Settings, other: str) -> None:
    engine = connected(kept.database_url)
    with writing(engine) as connection:
        connection.execute(text("UPDATE submissions SET name = 'forged.xlsx' WHERE number = 1"))
    engine.dispose()
    with pytest.raises(StoreDamaged) as refused:
        move(kept, other)
    assert refused.value.code == "move-unsound"
    engine = connected(other)
    with reading(engine) as connection:
        assert not engine.dialect.has_table(connection, "acts")
    engine.dispose()
