"""The tables of the entrance are what its migrations lead to."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text

from dashboard.config import Settings
from dashboard.errors import SettingsError
from dashboard.store.engine import reading, writing
from dashboard.store.entrance import Entrance, schema
from dashboard.store.entrance.migrations import VERSIONS
from dashboard.store.migrations import revision


def test_migrations_lead_to_the_schema(entrance: Entrance) -> None:
    with reading(entrance.engine) as connection:
        assert revision(connection, VERSIONS) == schema.HEAD
        options = {
            "version_table": VERSIONS,
            "include_name": lambda name, kind, _: kind != "table" or name in schema.metadata.tables,
        }
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, schema.metadata) == []


def test_a_newer_entrance_is_not_touched(entrance: Entrance, place: Settings) -> None:
    with writing(entrance.engine, schema.LOCK) as connection:
        connection.execute(text("UPDATE access_alembic_version SET version_num = '9999'"))
    with pytest.raises(SettingsError) as refused:
        Entrance(place)
    assert refused.value.code == "store-newer"


def test_opening_again_keeps_the_people(entrance: Entrance, place: Settings) -> None:
    again = Entrance(place)
    assert [person.name for person in again.people.all()] == ["admin"]
    again.close()
