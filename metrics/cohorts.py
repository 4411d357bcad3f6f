"""Cohorts: of the projects that entered a stage, how many came to the next within 90, 180, 365 days and so far."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from metrics.figures import State
from metrics.incidence import ENDED, REACHED, Incidence, incidence
from metrics.ledger import Trail
from metrics.transitions import STEPS, Told, entered, followed, untold

WINDOWS = (90, 180, 365)
"""Days after the first stage within which the next is counted."""
COLUMNS = [
    *("key", "entered", *(f"within_{days}" for days in WINDOWS), "so_far", "undated", "ended"),
    *(f"{name}_{days}" for days in WINDOWS for name in ("share", "low", "high", "at_risk")),
    *("investment", "investment_reached", "hedged"),
]


@dataclass(frozen=True)
class Cohorts:
    """Cohorts of a step, each project once.

    `table` has a row a cohort: quarters oldest first, units in the official order, anything else by size; `key`
    (2024Q1, a name, "" where nothing is said), `entered`, `within_90` and so on (NaN while open for one of the
    cohort), `so_far`, `undated` (among `so_far`, without a day of the second stage), `ended` (terminated before it);
    `share_90 low_90 high_90 at_risk_90` and so on: cumulative incidence with its 95 % interval, NaN beyond the days
    watched; `investment` and `investment_reached` (亿元, of amounts known, NaN where none is), `hedged`.
    `cells`: the days of the first stage behind each cohort. `curve`: the incidence of all of them together.
    `without_day`: projects that ever stood at the first stage and are in no cohort, as no day is known.
    """

    table: pd.DataFrame
    cells: dict[str, Trail]
    curve: Incidence
    without_day: int


def cohorts(state: State, step: str = "start", by: str = "quarter", told: Told = untold) -> Cohorts:
    """Projects with a day of the step's first stage up to their return's cover-to date, told apart by one of `BY`.

    By unit a project that several units report stands with each of them; otherwise once.
    """
    rows = followed(state, step, told, by_unit=by == "unit")
    ledger, column = state.ledger("projects"), STEPS[step].since
    parts = {str(key): part for key, part in rows.groupby(by)}
    table = pd.DataFrame([_row(key, part) for key, part in parts.items()], columns=COLUMNS)
    table = table.assign(place=[_place(state, by, key, len(parts[key])) for key in table["key"]])
    table = table.sort_values(["place", "key"], kind="stable").drop(columns="place").reset_index(drop=True)
    cells = {key: state.trail([(ledger, parts[key]["since"].to_numpy(), column)]) for key in table["key"]}
    return Cohorts(
        table,
        cells,
        incidence(rows["days"].to_numpy(), list(rows["outcome"])),
        entered(state, step, by_unit=by == "unit") - len(rows),
    )


def _place(state: State, by: str, key: str, size: int) -> int:
    if by == "quarter":
        return 0
    return state.units.get(key, len(state.units)) if by == "unit" else -size


def _row(key: str, part: pd.DataFrame) -> tuple[str | float | bool, ...]:
    curve = incidence(part["days"].to_numpy(), list(part["outcome"]))
    reached = part["outcome"] == REACHED
    windows = [_within(part, reached, days) for days in WINDOWS]
    counts = int(reached.sum()), int((reached & ~part["dated"]).sum()), int((part["outcome"] == ENDED).sum())
    shares = [value for days in WINDOWS for value in (*curve.share(days), curve.at_risk(days))]
    money = part["investment"].sum(min_count=1), part.loc[reached, "investment"].sum(min_count=1)
    hedged = bool((part["hedged"] & part["investment"].notna()).any())
    return (key, len(part), *windows, *counts, *shares, *(float(amount) for amount in money), hedged)


def _within(part: pd.DataFrame, reached: "pd.Series[bool]", days: int) -> float:
    """How many came through within so many days; NaN while that can still change."""
    inside = reached & (part["days"] <= days)
    settled = inside | (part["days"] >= days) | (part["outcome"] == ENDED)
    return float(np.sum(inside)) if settled.all() else float("nan")
