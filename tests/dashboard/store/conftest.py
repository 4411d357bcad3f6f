"""An empty store in a folder of its own, on each database in turn, and a desk that sends files to it."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from dashboard.config import Settings
from dashboard.store import Store, schema
from dashboard.store.engine import connected, writing
from tests.dashboard.store.desk import DISTRICT, Desk, settings
from tests.postgres import Server, running

DATABASES = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """The one PostgreSQL server of a test run."""
    with running() as started:
        yield started


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated file without acts, made once and copied: migrations have tests of their own."""
    folder = tmp_path_factory.mktemp("empty")
    Store(settings(folder), DISTRICT).close()
    return folder / "dispatch.sqlite3"


@pytest.fixture(scope="session")
def empty_database(server: Server, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The URL of a migrated PostgreSQL database, emptied before each test that uses it."""
    url = server.emptied("desk")
    Store(replace(settings(tmp_path_factory.mktemp("empty")), database_url=url), DISTRICT).close()
    return url


@pytest.fixture(params=DATABASES)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    """Where an empty store lies."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("empty_file"), tmp_path)
        return settings(tmp_path)
    url = request.getfixturevalue("empty_database")
    with writing(engine := connected(url)) as connection:
        connection.execute(text(f"TRUNCATE {', '.join(schema.metadata.tables)}"))
    engine.dispose()
    return replace(settings(tmp_path), database_url=url)


@pytest.fixture(params=DATABASES)
def blank(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    """Where a database lies in which nothing was ever created; the test may do with it as it likes."""
    if request.param == "sqlite":
        return settings(tmp_path)
    return replace(settings(tmp_path), database_url=request.getfixturevalue("server").emptied("blank"))


@pytest.fixture
def store(place: Settings) -> Iterator[Store]:
    with Store(place, DISTRICT) as opened:
        yield opened


@pytest.fixture
def desk(store: Store) -> Desk:
    return Desk(store)
