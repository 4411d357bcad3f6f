"""An entrance of its own on each database in turn, with an administrator."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from dashboard.config import Settings
from dashboard.store.entrance import Entrance, Grant
from dashboard.weeks import ZONE
from tests.dashboard.store.conftest import DATABASES
from tests.dashboard.store.desk import settings
from tests.postgres import Server

NOW = datetime(2024, 3, 29, 15, 0, tzinfo=ZONE)


@pytest.fixture(params=DATABASES)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    found = settings(tmp_path)
    if request.param == "sqlite":
        return found
    server: Server = request.getfixturevalue("server")
    return replace(found, database_url=server.emptied("entrance"))


@pytest.fixture
def entrance(place: Settings) -> Iterator[Entrance]:
    opened = Entrance(place)
    opened.people.keep("admin", "管理员", [Grant("admin")], by="test", now=NOW)
    yield opened
    opened.close()
