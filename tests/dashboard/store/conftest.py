"""An empty store in a folder of its own, and a desk that sends files to it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.store import Store
from tests.dashboard.store.desk import DISTRICT, Desk, settings


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated file without submissions, made once and copied: migrations have tests of their own."""
    folder = tmp_path_factory.mktemp("empty")
    Store(settings(folder), DISTRICT).close()
    return folder / "dispatch.sqlite3"


@pytest.fixture
def store(tmp_path: Path, empty_database: Path) -> Iterator[Store]:
    shutil.copy(empty_database, tmp_path)
    with Store(settings(tmp_path), DISTRICT) as opened:
        yield opened


@pytest.fixture
def desk(store: Store) -> Desk:
    return Desk(store)
