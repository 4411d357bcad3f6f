"""The sample district's weeks, received file by file as clerks would send them."""

from datetime import UTC, date, datetime
from pathlib import Path

from dashboard.config import ROOT, SAMPLE_DISTRICT, Settings, district
from dashboard.store import Store
from dashboard.workflows import receive

WEEK = date(2024, 3, 29)
TARGETS = ROOT / "sample_data" / "weeks" / "2024-03-08" / "2024年目标任务分解表.xlsx"
NOW = datetime(2024, 3, 30, tzinfo=UTC)


def opened(folder: Path) -> Store:
    """The sample district's store in `folder`; whoever asked for it closes it."""
    return Store(Settings(folder, f"sqlite:///{folder / 'd.sqlite3'}", SAMPLE_DISTRICT), district(SAMPLE_DISTRICT))


def receive_all(folder: Path) -> None:
    """Fills a store in `folder` with every week."""
    with opened(folder) as store:
        for week in sorted((ROOT / "sample_data" / "weeks").iterdir()):
            _receive(store, week)


def _receive(store: Store, week: Path) -> None:
    period = date.fromisoformat(week.name)
    for path in sorted(week.iterdir()):
        made = receive.draft(
            path.read_bytes(), path.name, store=store, district=store.district, period=period, today=NOW.date()
        )
        receive.commit(made, store=store, uploader="test", now=NOW)
