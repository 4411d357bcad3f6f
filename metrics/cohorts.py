"""Cohorts: of the projects signed in a quarter, how many started within 90 and 180 days and so far."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from dashboard.contract import STAGES
from metrics.figures import State
from metrics.ledger import Flags, Ints, Ledger, Trail

WINDOWS = (90, 180)
"""Days after signing within which a start is counted."""
COLUMNS = ["quarter", "signed", "within_90", "within_180", "so_far", "undated"]


@dataclass(frozen=True)
class Cohorts:
    """Cohorts by quarter of signing, oldest first, each project once.

    `table`: `quarter` (2024Q1), `signed`, `within_90`, `within_180`, `so_far`, `undated` (among `so_far`, started
    without a date of the start). A window is NaN while it is still open for one of the quarter's projects.
    `cells`: the signing dates behind each quarter.
    """

    table: pd.DataFrame
    cells: dict[str, Trail]


def cohorts(state: State) -> Cohorts:
    """Projects with a signing date up to their return's cover-to date; terminated ones stay in."""
    ledger = state.ledger("projects")
    streets = ledger.unit > 0
    mask = streets if streets.any() else ledger.unit == 0
    at = ledger.distinct(mask & (ledger.day("signed_on") <= ledger.period), by_unit=False)
    rows = _followed(ledger, mask, at)
    table = pd.DataFrame([_row(quarter, part) for quarter, part in rows.groupby("quarter")], columns=COLUMNS)
    cells = {q: state.trail([(ledger, part["at"].to_numpy(), "signed_on")]) for q, part in rows.groupby("quarter")}
    return Cohorts(table, {str(quarter): trail for quarter, trail in cells.items()})


def _followed(ledger: Ledger, mask: Flags, at: Ints) -> pd.DataFrame:
    """One row a project: quarter of signing, days until its start (NaN without) and days it has been observed."""
    day, things = ledger.day("signed_on")[at], ledger.thing[at]
    start = ledger.day("started_on")
    dated = mask & (start <= ledger.period)
    begun = pd.Series(start[dated]).groupby(ledger.thing[dated]).min().reindex(things).to_numpy(dtype="datetime64[D]")
    seen = pd.Series(ledger.period[mask]).groupby(ledger.thing[mask]).max().reindex(things)
    further = mask & ledger.is_in("stage", *STAGES[STAGES.index("started") :])
    taken = np.where(np.isnat(begun), np.nan, (begun - day).astype("float64"))
    return pd.DataFrame(
        {
            "at": at,
            "quarter": pd.PeriodIndex(day.astype("datetime64[s]"), freq="Q").astype(str),
            "taken": taken,
            "seen": (seen.to_numpy(dtype="datetime64[D]") - day).astype("int64"),
            "started": np.isin(things, ledger.thing[further]) | ~np.isnan(taken),
        }
    )


def _row(quarter: object, part: pd.DataFrame) -> tuple[str | float, ...]:
    windows = [_within(part, days) for days in WINDOWS]
    undated = part["started"] & part["taken"].isna()
    return (str(quarter), len(part), *windows, int(part["started"].sum()), int(undated.sum()))


def _within(part: pd.DataFrame, days: int) -> float:
    """How many started within so many days; NaN while that can still change."""
    inside = part["taken"] <= days
    settled = inside | (part["seen"] >= days)
    return float(inside.sum()) if settled.all() else float("nan")
