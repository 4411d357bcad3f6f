"""Migrations: from nothing to exactly the declared schema, never backwards."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from dashboard.errors import SettingsError
from dashboard.store import Store, migrations, schema
from dashboard.store.engine import connected, reading, writing
from tests.dashboard.store.desk import DISTRICT, settings


def test_migrations_lead_to_the_declared_schema(store: Store) -> None:
    with reading(store.engine) as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, schema.metadata) == []


def test_indexes_and_unique_keys_are_the_declared_ones(store: Store, tmp_path: Path) -> None:
    plain = connected(f"sqlite:///{tmp_path / 'declared.sqlite3'}")
    schema.metadata.create_all(plain)
    wanted = text("SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY name")
    with reading(plain) as declared, reading(store.engine) as migrated:
        assert migrated.execute(wanted).all() == declared.execute(wanted).all()


def test_the_newest_migration_is_the_head() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    assert ScriptDirectory.from_config(config).get_heads() == [schema.HEAD]


def test_a_store_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    with Store(settings(tmp_path), DISTRICT) as store, writing(store.engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(SettingsError) as refused:
        Store(settings(tmp_path), DISTRICT)
    assert (refused.value.code, refused.value.detail) == ("store-newer", {"found": "9999", "known": schema.HEAD})
