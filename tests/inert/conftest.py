"""A store whose every text is a payload."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.i18n import speaker
from dashboard.store import Store
from dashboard.workflows import report
from dashboard.workflows.delivering import Delivery
from tests.inert.payloads import DISTRICT, WEEK, filled, settings, written_registry


@pytest.fixture(scope="package")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder; only to be read."""
    made = tmp_path_factory.mktemp("payloads")
    written_registry(made / "district.toml")
    with Store(settings(made), DISTRICT) as store:
        filled(store)
    return made


@pytest.fixture(scope="package")
def delivery(folder: Path) -> Iterator[Delivery]:
    """The pack of that store's meeting, in full names."""
    with Store(settings(folder), DISTRICT) as store:
        yield Delivery(store, report.standing(store, DISTRICT, WEEK), speaker("zh_CN"))
