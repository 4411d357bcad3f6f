"""A damaged row is said with its table and receipt, whoever reads it, and never taken for a fault of the program."""

from collections.abc import Sequence

import pytest
from sqlalchemy import Engine, select, text, update

from dashboard.config import Settings
from dashboard.errors import StoreDamaged
from dashboard.links import Link
from dashboard.store import Store, check, rebuild, schema
from dashboard.store.blocks import packed
from dashboard.store.diagnosis import damage
from dashboard.store.engine import connected, reading, writing
from dashboard.store.promised import Promise
from dashboard.store.verdicts import Claimed
from tests.dashboard.store.desk import DISTRICT, MARCH_8, MARCH_15, NOON, Desk, project, trip


@pytest.fixture
def kept(desk: Desk) -> Settings:
    desk.send(MARCH_8, visits=[trip("王一", MARCH_8)])
    desk.send(MARCH_15, visits=[trip("王二", MARCH_15)], projects=[project("甲", "signed")])
    desk.store.memory.remember("甲街道", "A", {}, now=NOON)
    desk.store.close()
    return desk.store.settings


def _without_rules(engine: Engine) -> None:
    """The tables as a damaged database may have them: NULL wherever it likes."""
    with writing(engine) as connection:
        if engine.dialect.name == "sqlite":
            connection.execute(text("PRAGMA writable_schema=ON"))
            connection.execute(text("UPDATE sqlite_master SET sql = replace(sql, 'NOT NULL', '')"))
            return
        for table in schema.metadata.tables.values():
            for column in table.c:
                if not (column.nullable or column.primary_key):
                    name = f'ALTER TABLE {table.name} ALTER COLUMN "{column.name}" DROP NOT NULL'
                    connection.execute(text(name))


def _spoil(place: Settings, *statements: object) -> None:
    engine = connected(place.database_url)
    if not any(isinstance(each, str) and each.startswith("DELETE") for each in statements):
        _without_rules(engine)
    with writing(engine) as connection:
        for each in statements:
            connection.execute(text(each) if isinstance(each, str) else each)  # type: ignore[call-overload]  # either
    engine.dispose()


def _set(table: str, receipt: int, **values: object) -> object:
    held = schema.metadata.tables[table]
    key = held.c.number if table == "submissions" else held.c.submission
    return update(held).where(key == receipt).values(**values)


SPOILT: Sequence[tuple[object, str, int]] = (
    (_set("readings", 2, sheets=b"spoilt"), "readings", 2),
    (_set("readings", 2, findings=packed({"not": "a list"})), "readings", 2),
    (_set("readings", 1, sheets=packed([None])), "readings", 1),
    (_set("parts", 2, content=b""), "parts", 2),
    (_set("parts", 2, content=packed({"columns": {}, "scopes": []})), "parts", 2),
    (_set("claims", 2, period=None), "claims", 2),
    (_set("claims", 2, kind="?"), "claims", 2),
    (_set("submissions", 2, name=None), "submissions", 2),
    (_set("submissions", 2, replaced="[1,"), "submissions", 2),
    ("DELETE FROM readings WHERE submission = 2", "readings", 2),
    ("DELETE FROM parts WHERE submission = 2", "parts", 2),
)


def _restored(place: Settings) -> None:
    """Rules and rows as they were: a server's database serves the next test too."""
    rebuild(place, now=NOON)


@pytest.mark.parametrize(("statement", "table", "receipt"), SPOILT, ids=[f"{s[1]}-{n}" for n, s in enumerate(SPOILT)])
def test_the_damaged_row_is_named(kept: Settings, statement: object, table: str, receipt: int) -> None:
    _spoil(kept, statement)
    try:
        engine = connected(kept.database_url)
        found = damage(engine)
        engine.dispose()
        assert found is not None
        assert (found.code, found.detail) == ("row-damaged", {"table": table, "receipt": receipt})
        assert {(one.detail.get("table"), one.detail.get("receipt")) for one in check(kept)} >= {(table, receipt)}
    finally:
        _restored(kept)
    assert check(kept) == []


SHOWN = [each for each in SPOILT if each[1] == "readings" or "content" in str(each[0])]
"""What a snapshot reads; other rows are read by others, and `check` names whatever says something else."""


@pytest.mark.parametrize(("statement", "table", "receipt"), SHOWN)
def test_who_reads_it_is_told_so(kept: Settings, statement: object, table: str, receipt: int) -> None:
    _spoil(kept, statement)
    try:
        with Store(kept, DISTRICT) as store, pytest.raises(StoreDamaged) as told:
            store.snapshot(MARCH_8)
            store.snapshot(MARCH_15)
        assert (told.value.code, told.value.detail) == ("row-damaged", {"table": table, "receipt": receipt})
    finally:
        _restored(kept)


def test_a_row_of_no_receipt_is_told_with_its_table(kept: Settings) -> None:
    _spoil(kept, "UPDATE memories SET answers = '{'")
    try:
        with Store(kept, DISTRICT) as store, pytest.raises(StoreDamaged) as told:
            store.memory.recall("甲街道", "A")
        assert (told.value.code, told.value.detail) == ("table-damaged", {"table": "memories"})
    finally:
        _restored(kept)


def test_a_fault_of_the_program_stays_what_it_is(kept: Settings) -> None:
    with Store(kept, DISTRICT) as store, pytest.raises(ZeroDivisionError), store.books.reading():
        raise ZeroDivisionError
    with Store(kept, DISTRICT) as store, pytest.raises(KeyError, match="x"), store.books.legible():
        raise KeyError("x")


def test_a_sound_store_has_no_damage(kept: Settings) -> None:
    with Store(kept, DISTRICT) as store:
        store.retract(1, "发错", by="secretary", now=NOON)
        store.withdraw(1, "隐私", by="admin", now=NOON)
        for same in (True, False, None):
            store.links.decide("projects", Link("甲", "乙", same), why={}, by="secretary", now=NOON)
        identity = store.snapshot(MARCH_15).tables["projects"]["identity"].iloc[0]
        claimed = Claimed("projects", "甲街道", identity)
        store.verdicts.give(claimed, "accepted", since=MARCH_15, reason="合同", evidence="", by="secretary", now=NOON)
        store.actions.make(Promise(MARCH_15, "甲街道", MARCH_15, "开工"), by="secretary", now=NOON)
        with reading(store.books.engine) as connection:
            held = {name for name, table in schema.metadata.tables.items() if connection.execute(select(table)).first()}
        assert (held, damage(store.books.engine)) == (set(schema.metadata.tables), None)
