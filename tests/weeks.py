"""The sample district's weeks, received file by file as clerks would send them."""

from datetime import UTC, date, datetime
from pathlib import Path

from dashboard.config import ROOT, SAMPLE_DISTRICT, Settings, district
from dashboard.store import Store
from dashboard.workflows import receive

WEEK = date(2024, 3, 29)
TARGETS = ROOT / "sample_data" / "weeks" / "2024-03-08" / "2024年目标任务分解表.xlsx"
NOW = datetime(2024, 3, 30, tzinfo=UTC)


def received(folder: Path) -> Store:
    """A store of its own in `folder` with every week; whoever asked for it closes it."""
    store = Store(Settings(folder, f"sqlite:///{folder / 'd.sqlite3'}", SAMPLE_DISTRICT), district(SAMPLE_DISTRICT))
    for week in sorted((ROOT / "sample_data" / "weeks").iterdir()):
        _receive(store, week)
    return store


def _receive(store: Store, week: Path) -> None:
    period = date.fromisoformat(week.name)
    for path in sorted(week.iterdir()):
        made = receive.draft(
            path.read_bytes(), path.name, store=store, district=store.district, period=period, today=NOW.date()
        )
        receive.commit(made, store=store, uploader="test", now=NOW)
