"""How the store grows: `python -m benchmarks store [TIMES...]`, 1 and 10 times a year's data without a word.

A year of a district is 30 units, 52 weeks and a whole ledger of 200 projects from each. The first week is committed as
anybody would; the weeks after it are copies of its rows, each receipt with an act of its own.
"""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert, select

from benchmarks.clock import worked
from dashboard.config import REFERENCE_DISTRICT, Settings
from dashboard.contract import District, Unit
from dashboard.frames import frame
from dashboard.store import Store, Submission, acts, schema
from dashboard.store.engine import writing
from dashboard.workflows.report import standing
from tests.postgres import running

UNITS, WEEKS, ROWS, REPEATS = 30, 52, 200, 5
DISTRICT = District("示例区", units=tuple(Unit(f"第{number}街道") for number in range(1, UNITS + 1)))
_FIRST = date(2024, 1, 5)
_NOW = datetime(2024, 1, 5, 12, tzinfo=UTC)
_COPIED = ("readings", "parts", "claims")


@dataclass(frozen=True)
class Size:
    """Seconds of processor time at one size of the history, the database's own included, the best of some rounds.

    Of a commit, of a snapshot of today, of one half way back, of whether the day half way back is known otherwise
    since, of what changed between the last two weeks, snapshots included, and of the same where the week before was
    frozen and a unit corrected it since.
    """

    database: str
    times: int
    receipts: int
    commit: float
    snapshot: float
    earlier: float
    moved: float
    changes: float
    restated: float


def main(typed: list[str]) -> int:
    sizes = [int(word) for word in typed] or [1, 10]
    print(f"{UNITS} units, {WEEKS} weeks, {ROWS} rows: milliseconds (times those of the first line of the database)")
    for name, opened in (("SQLite", _embedded), ("PostgreSQL", _served)):
        if name == "PostgreSQL" and not Path("/usr/lib/postgresql").exists():
            print(f"  {name}: no server on this machine")
            continue
        first = None
        for times in sizes:
            with opened() as place:
                size = _measured(name, place, times)
            first = first or size
            print(f"  {_line(size, first)}", flush=True)
    return 0


def _line(size: Size, first: Size) -> str:
    told = (
        f"{what} {getattr(size, what) * 1000:,.1f} ({getattr(size, what) / getattr(first, what):.2f})"
        for what in ("commit", "snapshot", "earlier", "moved", "changes", "restated")
    )
    return f"{size.database:10} {size.times:4} x {size.receipts:8,} receipts   {'   '.join(told)}"


@contextmanager
def _embedded() -> Iterator[Settings]:
    with tempfile.TemporaryDirectory() as folder:
        yield Settings(Path(folder), f"sqlite:///{folder}/dispatch.sqlite3", REFERENCE_DISTRICT)


@contextmanager
def _served() -> Iterator[Settings]:
    with tempfile.TemporaryDirectory() as folder, running() as server:
        yield Settings(Path(folder), server.emptied("benchmark"), REFERENCE_DISTRICT)


def _measured(name: str, place: Settings, times: int) -> Size:
    weeks = WEEKS * times
    with Store(place, DISTRICT) as store:
        for unit in DISTRICT.units:
            store.commit(_ledger(unit.name, 0), now=_NOW)
        with writing(store.books.engine) as connection:
            _copy(connection, weeks)
        last, half = _FIRST + timedelta(weeks=weeks - 1), timedelta(weeks=weeks // 2)
        # the journal takes in all the copies with the first
        store.commit(_ledger(DISTRICT.units[-1].name, weeks), now=_NOW)
        before = (
            len(store.submissions()),
            _best(lambda turn: store.commit(_ledger(DISTRICT.units[turn].name, weeks), now=_NOW)),
            _best(lambda _: store.snapshot(last)),
            _best(lambda _: store.snapshot(_FIRST + half)),
            _best(lambda _: store.history.moved_on(_NOW + half, _FIRST + half), often=50),
            _best(lambda _: standing(store, DISTRICT, last).movement),
        )
        store.meetings.freeze(last - timedelta(weeks=1), {}, store.version, by="", now=_NOW)
        store.commit(_ledger(DISTRICT.units[0].name, weeks - 2), now=_NOW)
        return Size(name, times, *before, _best(lambda _: standing(store, DISTRICT, last).movement))


def _best(work: Callable[[int], Any], often: int = 1) -> float:
    taken = []
    for turn in range(REPEATS):
        start = worked()
        for _ in range(often):
            work(turn)
        taken.append((worked() - start) / often)
    return min(taken)


def _ledger(unit: str, week: int, size: int = ROWS) -> Submission:
    rows = [
        {
            "unit": unit,
            "sheet": "项目",
            "table": 1,
            "row": row,
            "name": f"{unit}新能源汽车零部件项目{row}",
            "investor": f"某某科技{row}有限公司",
            "stage": ("negotiating", "signed", "started")[(row + week) % 3],
            "investment": 1000.0 * row,
        }
        for row in range(3, size + 3)
    ]
    content, period = f"{unit} {week}".encode(), _FIRST + timedelta(weeks=week)
    return Submission(content, f"{unit}.xlsx", period, unit, tables={"projects": frame("projects", rows)})


def _copy(connection: Connection, weeks: int) -> None:
    """Every receipt of the first week again for each week after it, a week later each time."""
    heads = [dict(row._mapping) for row in connection.execute(select(schema.submissions))]
    beside = {
        name: [dict(row._mapping) for row in connection.execute(select(schema.metadata.tables[name]))]
        for name in _COPIED
    }
    last = acts.last(connection)
    for week in range(1, weeks):
        later, step = timedelta(weeks=week), week * UNITS
        rows = []
        for head in heads:
            number = head["number"] + step
            said = {"submission": number, "sha256": head["sha256"], "period": (head["period"] + later).isoformat()}
            last = replace(last, number=last.number + 1, at=_NOW + later, kind="submission", content=said).sealed(
                last.chain
            )
            acts.write(connection, last)
            rows.append({**head, "number": number, "key": f"{head['key']}|{week}", "act": last.number})
            rows[-1] |= {"at": head["at"] + later, "period": head["period"] + later}
        connection.execute(insert(schema.submissions), rows)
        for name, copied in beside.items():
            moved = [row | {"submission": row["submission"] + step} for row in copied]
            if name == "claims":
                moved = [row | {"period": row["period"] + later} for row in moved]
            connection.execute(insert(schema.metadata.tables[name]), moved)
