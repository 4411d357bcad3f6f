"""Small literal files for the store's tests: canonical frames made by hand, committed in order."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pandas as pd

from dashboard.config import Settings
from dashboard.contract import District, Snapshot, Unit
from dashboard.frames import frame
from dashboard.store import Receipt, Store, Submission
from dashboard.store.engine import writing

MARCH_8, MARCH_15, MARCH_22, MARCH_29 = (date(2024, 3, day) for day in (8, 15, 22, 29))
NOON = datetime(2024, 3, 29, 12, tzinfo=UTC)
DISTRICT = District("示例区", units=(Unit("甲街道"), Unit("乙镇"), Unit("丙园区")))


def settings(folder: Any) -> Settings:
    return Settings(folder, f"sqlite:///{folder / 'dispatch.sqlite3'}", folder / "district.toml")


def trip(
    leader: str, start: date, *, unit: str = "甲街道", direction: str = "outbound", row: int = 3
) -> dict[str, Any]:
    return {
        "unit": unit,
        "sheet": "外出",
        "table": 1,
        "row": row,
        "direction": direction,
        "leader": leader,
        "start": start,
        "end": start,
    }


def project(
    name: str, stage: str, *, unit: str = "甲街道", row: int = 3, sheet: str = "项目", **more: Any
) -> dict[str, Any]:
    place = {"unit": unit, "sheet": sheet, "table": 1, "row": row}
    return {**place, "name": name, "investor": f"{name}公司", "stage": stage, **more}


def asset(name: str, kind: str, area: float, *, unit: str = "甲街道", row: int = 3) -> dict[str, Any]:
    place = {"unit": unit, "sheet": "资产", "table": 1, "row": row}
    return {**place, "name": name, "kind": kind, "revitalised_area": area}


def counter(
    indicator: str, value: float, as_of: date, *, period: str = "cumulative", unit: str = "甲街道", sheet: str = "统计"
) -> dict[str, Any]:
    place = {"unit": unit, "sheet": sheet, "table": 1, "row": 3}
    return {**place, "indicator": indicator, "period": period, "as_of": as_of, "value": value, "cell": "C3"}


def tables(**records: Iterable[Mapping[str, Any]]) -> dict[str, pd.DataFrame]:
    return {table: frame(table, [dict(record) for record in rows]) for table, rows in records.items()}


@dataclass
class Desk:
    """Hands files to a store, a minute apart, every one with bytes of its own unless they are given."""

    store: Store
    now: datetime = NOON
    sent: int = 0

    def submission(self, period: date, *, unit: str = "甲街道", **options: Any) -> Submission:
        self.sent += 1
        own = ("content", "name", "scope", "findings", "sheets", "answers", "template", "replaces", "uploader")
        given = {name: options.pop(name) for name in own if name in options}
        return Submission(
            period=period,
            unit=unit,
            tables=tables(**options),
            **{"content": f"file {self.sent}".encode(), "name": f"{self.sent}.xlsx", **given},
        )

    def send(self, period: date, **options: Any) -> Receipt:
        self.now += timedelta(minutes=1)
        return self.store.commit(self.submission(period, **options), now=self.now)


def crashed(desk: Desk) -> None:
    """An act whose transaction was committed and whose journal line was never written: nobody has its receipt."""
    books, said = desk.store.books, {"unit": "甲街道", "template": "?", "before": None, "after": None}
    with writing(books.engine) as connection:
        books.do(connection, "memory", said, by="x", now=desk.now)


def leaders(snapshot: Snapshot, unit: str = "") -> list[str]:
    """Who travelled, in the snapshot's order."""
    visits = snapshot.tables["visits"]
    return list(visits["leader"][(visits["unit"] == unit) | (unit == "")])


def names(snapshot: Snapshot) -> list[str]:
    """Projects of the snapshot with their stage."""
    projects = snapshot.tables["projects"]
    return [f"{name} {stage}" for name, stage in zip(projects["name"], projects["stage"], strict=True)]
