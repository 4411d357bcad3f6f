"""Migrations: from nothing and from every released schema to exactly the declared one, never backwards."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, MetaData, UniqueConstraint, inspect, text

from dashboard.config import Settings
from dashboard.errors import SettingsError
from dashboard.store import Store, check, dossiers, migrations, schema
from dashboard.store.archive import Archive
from dashboard.store.blocks import packed
from dashboard.store.engine import connected, reading, writing
from dashboard.store.filing import parts_of
from tests.dashboard.store.desk import (
    DISTRICT,
    MARCH_8,
    MARCH_15,
    MARCH_22,
    Desk,
    asset,
    counter,
    names,
    project,
    settings,
    trip,
)
from tests.dashboard.store.released import REVISIONS, WITH_ACTS, laid, taken_back


@pytest.fixture(scope="module")
def today(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store of today whose submissions older stores are given."""
    with Store(settings(tmp_path_factory.mktemp("today")), DISTRICT) as store:
        desk = Desk(store)
        findings = [{"code": "not-a-number", "severity": "error", "cell": "C4"}]
        desk.send(
            MARCH_8, visits=[trip("王一", MARCH_8)], findings=findings, answers={"unit": "甲街道"}, uploader="clerk"
        )
        desk.send(MARCH_15, unit="", visits=[trip("赵三", MARCH_15, unit="乙镇"), trip("?", MARCH_15, unit="", row=4)])
        desk.send(MARCH_15, projects=[project("甲", "signed")], counters=[counter("chambers", 2.5, MARCH_15)])
        desk.send(MARCH_15, replaces=1, visits=[trip("王壹", MARCH_8)])
        yield store


def _assert_same_figures(one: Store, other: Store) -> None:
    for day in (MARCH_8, MARCH_15):
        ours, theirs = one.snapshot(day), other.snapshot(day)
        pd.testing.assert_frame_equal(ours.coverage, theirs.coverage)
        for name, frame in theirs.tables.items():
            pd.testing.assert_frame_equal(ours.tables[name], frame)


@pytest.mark.parametrize("revision", REVISIONS)
def test_a_released_store_comes_over_with_every_figure(blank: Settings, today: Store, revision: str) -> None:
    laid(blank, revision, today)
    with Store(blank, DISTRICT) as store:
        _assert_same_figures(store, today)
        again = store.submission(1)
        assert (again.findings, again.answers) == (today.submission(1).findings, today.submission(1).answers)
        assert store.submissions().drop(columns="standing").equals(today.submissions().drop(columns="standing"))


@pytest.mark.parametrize("revision", REVISIONS)
def test_a_released_store_gets_its_acts_and_dossiers(blank: Settings, today: Store, revision: str) -> None:
    laid(blank, revision, today)
    with Store(blank, DISTRICT) as store:
        lines = [line for line in store.books.journal.lines() if '"kind":"submission"' in line]
        assert [store.submission(number).receipt.chain in line for number, line in enumerate(lines, 1)] == [True] * 4
        receipts = [store.submission(number).receipt for number in (1, 2, 3, 4)]
        assert [receipt.at for receipt in receipts] == [today.submission(n).receipt.at for n in (1, 2, 3, 4)]
        assert all(receipt.act for receipt in receipts)


@pytest.mark.parametrize("revision", WITH_ACTS)
def test_a_store_of_several_weeks_comes_over_as_its_acts_have_it(blank: Settings, revision: str) -> None:
    with Store(blank, DISTRICT) as store:
        _weeks(Desk(store))
        before = names(store.snapshot(MARCH_22))
    taken_back(blank, revision)
    with Store(blank, DISTRICT) as store:
        assert names(store.snapshot(MARCH_22)) == before == ["甲 started", "乙 negotiating"]
    assert check(blank) == []


def _weeks(desk: Desk) -> None:
    """Returns that say the same and something else, one for an earlier week that comes late, two taken back."""
    for day, stage in ((MARCH_8, "signed"), (MARCH_22, "started"), (MARCH_15, "signed"), (MARCH_15, "registered")):
        rows = [project("甲", stage), project("乙", "negotiating", row=4)]
        desk.send(day, template="A", projects=rows, assets=[asset("楼", "building", 5.0)])
    desk.store.retract(1, "发错", by="secretary", now=desk.now)
    desk.store.retract(4, "发错", by="secretary", now=desk.now)
    desk.send(MARCH_22, template="A", projects=[project("甲", "started"), project("乙", "negotiating", row=4)])


def test_memories_without_a_trail_become_the_first_acts(blank: Settings, today: Store) -> None:
    laid(blank, "0001", today)
    with Store(blank, DISTRICT) as store:
        kept = store.memory.recall("甲街道", "A")
        assert kept is not None and kept.answers == {"scope": "increment"}
        assert _trail(store) == [(2, "甲街道", None, "increment"), (1, "乙镇", None, "whole")]


def test_the_trail_of_memories_becomes_acts_in_the_order_of_time(blank: Settings, today: Store) -> None:
    laid(blank, "0002", today)
    with Store(blank, DISTRICT) as store:
        assert _trail(store) == [
            (5, "甲街道", "whole", "increment"),
            (4, "丙园区", "whole", None),
            (3, "丙园区", None, "whole"),
            (2, "甲街道", None, "whole"),
            (1, "乙镇", None, "whole"),
        ]
        kept = store.memory.recall("甲街道", "A")
        assert kept is not None and (kept.by, kept.at) == ("clerk", datetime(2024, 3, 29, 12, 0, 30, tzinfo=UTC))
        assert store.memory.recall("丙园区", "C") is None
        assert (store.submission(1).receipt.act, store.version) == (6, 9)


def _trail(store: Store) -> list[tuple[int, str, Any, Any]]:
    return [
        (c.number, c.unit, *(s and s["answers"]["scope"] for s in (c.before, c.after))) for c in store.memory.trail()
    ]


def test_a_migrated_store_goes_on(blank: Settings, today: Store) -> None:
    laid(blank, "0002", today)
    with Store(blank, DISTRICT) as store:
        again = Desk(store, now=datetime(2024, 4, 5, 9, tzinfo=UTC), sent=9)
        assert again.send(MARCH_15, visits=[trip("李二", MARCH_15)]).number == 5
    with Store(blank, DISTRICT) as store:
        assert len(list(store.books.journal.lines())) == 10


@pytest.fixture(params=["begun", "brought up"])
def made(request: pytest.FixtureRequest, blank: Settings) -> Iterator[Engine]:
    """A store without acts, made new or brought from the first revision to the newest."""
    engine = connected(blank.database_url)
    archive = Archive(blank.data_dir / "archive")
    with writing(engine) as connection:
        if request.param == "begun":
            migrations.upgrade(connection, archive)
        else:
            scripts = Path(migrations.__file__).parent
            migrations.brought_up(connection, scripts, schema.HEAD, migrations.VERSIONS, {"archive": archive})
    yield engine
    engine.dispose()


def test_a_new_store_and_migrations_lead_to_the_declared_schema(made: Engine) -> None:
    with reading(made) as connection:
        assert migrations.revision(connection) == schema.HEAD
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, schema.metadata) == []


def test_indexes_are_the_declared_ones(made: Engine) -> None:
    with reading(made) as connection:
        held = inspect(connection)
        found = {
            index["name"]: index["column_names"]
            for table in schema.metadata.tables
            for index in held.get_indexes(table)
            if not index.get("duplicates_constraint")
        }
    declared = {
        index.name: [*index.columns.keys()] for table in schema.metadata.tables.values() for index in table.indexes
    }
    assert found == declared


def test_columns_keys_and_references_are_the_declared_ones(made: Engine) -> None:
    found = MetaData()
    with reading(made) as connection:
        found.reflect(connection, only=[*schema.metadata.tables])
    assert _laid_out(found) == _laid_out(schema.metadata)


def _laid_out(tables: MetaData) -> dict[str, tuple[object, ...]]:
    """Columns in their order, key, references and what is unique; not every database tells the names of them."""
    return {
        name: (
            table.columns.keys(),
            table.primary_key.columns.keys(),
            {(*each.column_keys, each.referred_table.name) for each in table.foreign_key_constraints},
            {tuple(c.columns.keys()) for c in table.constraints if isinstance(c, UniqueConstraint)},
        )
        for name, table in tables.tables.items()
    }


def test_the_newest_migration_is_the_head() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    assert ScriptDirectory.from_config(config).get_heads() == [schema.HEAD]


def test_a_store_of_a_newer_version_is_left_alone(blank: Settings) -> None:
    with Store(blank, DISTRICT) as store, writing(store.books.engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(SettingsError) as refused:
        Store(blank, DISTRICT)
    assert (refused.value.code, refused.value.detail) == ("store-newer", {"found": "9999", "known": schema.HEAD})


def test_projects_filed_as_talks_and_signed_are_filed_by_stage(blank: Settings) -> None:
    with Store(blank, DISTRICT) as store:
        rows = [project("甲", "signed"), project("乙", "started", row=4), project("丙", "negotiating", row=5)]
        Desk(store).send(MARCH_8, template="A", projects=rows)
        as_filed = _filed(store)
        _filed_as_before(store)
    with Store(blank, DISTRICT) as store:
        assert _filed(store) == as_filed
        assert [row[:2] for row in as_filed] == [("negotiating", "A"), ("signed", "A"), ("started", "A")]
        assert names(store.snapshot(MARCH_8)) == ["甲 signed", "乙 started", "丙 negotiating"]


_FILED = (
    "SELECT l.scope, l.variant, c.records, c.cell, c.period "
    "FROM claims c JOIN lines l ON l.id = c.line ORDER BY l.scope"
)


def _filed(store: Store) -> list[tuple[object, ...]]:
    with reading(store.books.engine) as connection:
        return [tuple(row) for row in connection.execute(text(_FILED))]


def _filed_as_before(store: Store) -> None:
    """Take the store back to how revision 0004 had filed its one submission."""
    with writing(store.books.engine) as connection:
        for statement in (
            "DROP TABLE sightings",
            "DROP TABLE recognitions",
            "DROP TABLE verdicts",
            "DROP TABLE actions",
            "DROP INDEX ix_links_same",
            "DELETE FROM claims",
            "DELETE FROM lines",
            "ALTER TABLE claims ADD COLUMN mixed BOOLEAN NOT NULL DEFAULT false",
            "INSERT INTO lines VALUES (1, '甲街道', 'projects', 'signed', '', 'signed,started|A', NULL)",
            "INSERT INTO lines VALUES (2, '甲街道', 'projects', 'talks', '', 'negotiating|A', NULL)",
            "INSERT INTO claims VALUES (1, 1, 'list', '2024-03-08', 2, '项目', 'A3', true)",
            "INSERT INTO claims VALUES (2, 1, 'list', '2024-03-08', 1, '项目', 'A5', true)",
            "UPDATE alembic_version SET version_num = '0004'",
        ):
            connection.execute(text(statement))


def test_an_archived_reading_of_the_older_filing_opens_by_stage(store: Store) -> None:
    rows = [project("甲", "signed"), project("乙", "paused", row=4, started_on=MARCH_8)]
    draft = Desk(store).submission(MARCH_8, projects=rows)
    columns = parts_of(draft)[0].columns
    line = ["甲街道", "projects", "signed", "", "signed|A", None]
    older = {
        "format": 1,
        "parts": [["甲街道", "projects", columns, ["signed", "signed"]]],
        "claims": [[*line, "list", 2, "项目", "B3", False]],
        **{"findings": [], "sheets": [], "answers": {}},
    }
    read = dossiers.opened(packed(older), 1, MARCH_8)
    assert [part.scopes for part in read.parts] == [["signed", "started"]]
    told = sorted((claim.line.scope, claim.line.variant, claim.records, claim.cell) for claim in read.claims)
    assert told == [("signed", "A", 1, "B3"), ("started", "A", 1, "B4")]
