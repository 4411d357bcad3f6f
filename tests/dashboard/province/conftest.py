"""Where a province's figures are kept, on each database in turn."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.postgres import Server, running


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """The one PostgreSQL server of a test run."""
    with running() as started:
        yield started


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database without tables."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'province.sqlite3'}"
    return request.getfixturevalue("server").emptied("province")
