"""Hand-made districts and snapshots: tiny literal tables with everything a snapshot carries."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from dashboard.contract import COVERAGE, District, Rules, Snapshot, Unit
from dashboard.frames import frame

AS_OF = date(2024, 3, 29)
A, B, C = "东山街道", "西河镇", "北园区"
HOME = "示例区"


def district(*units: str, leaders=(), targets=(), meetings=(), exemptions=(), **rules) -> District:
    """A district named 示例区 with these units (three by default), each expected to keep every ledger."""
    names = units or (A, B, C)
    kept = ("visits", "projects", "assets", "events")
    return District(
        name=HOME,
        units=tuple(Unit(name, group="街道", ledgers=kept) for name in names),
        leaders=tuple(leaders),
        targets=tuple(targets),
        meetings=tuple(meetings),
        exemptions=tuple(exemptions),
        rules=Rules(**rules),
    )


class Books:
    """Collects records and gives the snapshot that a store would."""

    def __init__(self, as_of: date = AS_OF) -> None:
        self.as_of = as_of
        self.records: dict[str, list[dict]] = {}
        self.scopes: list[dict] = []
        self.addresses: dict = {}
        self.unreadable: set[tuple[int, str, str]] = set()
        self.by_hand: dict[int, dict[str, str]] = {}

    def add(
        self, table: str, unit: str, *, upto: date | None = None, identity: str = "", submission: int = 1, **fields
    ):
        """One record; its row is its number within the table unless given."""
        rows = self.records.setdefault(table, [])
        lead = {"submission": submission, "file": f"{submission}.xlsx", "period_end": upto or self.as_of}
        rows.append(
            {**lead, "unit": unit, "sheet": "S", "table": 1, "row": len(rows) + 3, "identity": identity, **fields}
        )
        return self

    def covers(
        self,
        unit: str,
        table: str,
        scope: str,
        *,
        period: date | None = None,
        cell: str = "",
        stale: bool = True,
        nothing=False,
        submission: int = 1,
        addition: bool = False,
    ):
        """A list that stands, with or without records; or the sign of life of an empty one."""
        self.scopes.append(
            {
                "unit": unit,
                "table": table,
                "scope": scope,
                "submission": submission,
                "file": f"{submission}.xlsx",
                "stale": stale,
                "nothing": nothing,
                "addition": addition,
            }
            | {"period": pd.Timestamp(period or self.as_of), "sheet": "S", "cell": cell}
        )
        return self

    def enters(self, submission: int, who: str = "张三") -> "Books":
        """A receipt of what was entered by hand."""
        self.by_hand[submission] = {"who": who, "why": "漏报", "evidence": "通话记录"}
        return self

    def snapshot(self) -> Snapshot:
        coverage = pd.DataFrame(self.scopes, columns=list(COVERAGE))
        names = ("visits", "stops", "events", "projects", "prospects", "assets", "targets", "counters")
        tables = {name: self._table(name) for name in names}
        unreadable = frozenset(self.unreadable)
        return Snapshot(self.as_of, tables, coverage, self.addresses, unreadable=unreadable, by_hand=dict(self.by_hand))

    def _table(self, name: str) -> pd.DataFrame:
        rows = [dict(row) for row in self.records.get(name, [])]
        before = {
            "submission": pd.Series([row.pop("submission") for row in rows], dtype="int64"),
            "file": pd.Series([row.pop("file") for row in rows], dtype="str"),
            "period": pd.Series([pd.Timestamp(row.pop("period_end")) for row in rows], dtype="datetime64[us]"),
            "stale": pd.Series([False] * len(rows), dtype="bool"),
        }
        identity = pd.Series([row.pop("identity") for row in rows], dtype="str").rename("identity")
        lead = [series.rename(column) for column, series in before.items()]
        return pd.concat([*lead, frame(name, rows), identity], axis=1)


@pytest.fixture
def books() -> Books:
    return Books()


def shuffled(snapshot: Snapshot, seed: int) -> Snapshot:
    """The same snapshot with every table's rows in another order."""
    tables = {name: t.sample(frac=1, random_state=seed).reset_index(drop=True) for name, t in snapshot.tables.items()}
    return replace(snapshot, tables=tables, coverage=snapshot.coverage.sample(frac=1, random_state=seed))


def reference(as_of: date = AS_OF) -> Books:
    """The reference case: counters and targets of the district itself, 29 March 2024."""
    found = Books(as_of)
    figures = {"leader_trips": 13, "leader_receptions": 16, "inbound_groups": 132, "outbound_trips": 40, "chambers": 5}
    for indicator, value in figures.items():
        found.add("counters", HOME, indicator=indicator, period="cumulative", as_of=as_of, value=value, cell="C5")
    for indicator, value in {"projects_discussed": 140, "building_m2": 30000, "factory_m2": 20000}.items():
        found.add(
            "counters",
            HOME,
            indicator=indicator,
            period="cumulative",
            as_of=as_of,
            value=value,
            cell="D5",
            hedged="value",
        )
    for indicator, value in {"land_m2": 600000, "factory_m2": 150000, "building_m2": 300000}.items():
        found.add("targets", HOME, indicator=indicator, year=as_of.year, period="year", value=value, cell="B3")
    return found
