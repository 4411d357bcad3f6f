"""Cohorts: of the projects that entered a stage, how many came to the next within 90, 180, 365 days and so far."""

import math
from dataclasses import dataclass

import pandas as pd

from metrics.figures import State
from metrics.incidence import ENDED, REACHED, Incidence, incidence
from metrics.ledger import Flags, Ints
from metrics.trail import Trail
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


@dataclass(frozen=True)
class Entrants:
    """The projects that entered a step, as `followed` has them, and how many of the step's first stage there ever were.

    What cohorts of the step are made of, by whatever they are told apart: to be handed to each of them.
    """

    rows: pd.DataFrame
    ever: int


def entrants(state: State, step: str, told: Told = untold, *, by_unit: bool = False) -> Entrants:
    """Each project once, or once a unit if `by_unit`."""
    return Entrants(followed(state, step, told, by_unit=by_unit), entered(state, step, by_unit=by_unit))


def cohorts(
    state: State, step: str = "start", by: str = "quarter", told: Told = untold, among: Entrants | None = None
) -> Cohorts:
    """Projects with a day of the step's first stage up to their return's cover-to date, told apart by one of `BY`.

    By unit a project that several units report stands with each of them; otherwise once. `among` are the step's
    entrants where they are known already, by unit if so told apart.
    """
    known = among or entrants(state, step, told, by_unit=by == "unit")
    rows, ledger, column = known.rows, state.ledger("projects"), STEPS[step].since
    parts = {str(key): part for key, part in rows.groupby(by)}
    table = pd.DataFrame([_row(key, part) for key, part in parts.items()], columns=COLUMNS)
    table = table.assign(place=[_place(state, by, key, len(parts[key])) for key in table["key"]])
    table = table.sort_values(["place", "key"], kind="stable").drop(columns="place").reset_index(drop=True)
    cells = {key: state.trail([(ledger, parts[key]["since"].to_numpy(), column)]) for key in table["key"]}
    return Cohorts(table, cells, incidence(rows["days"].to_numpy(), list(rows["outcome"])), known.ever - len(rows))


def _place(state: State, by: str, key: str, size: int) -> int:
    if by == "quarter":
        return 0
    return state.units.get(key, len(state.units)) if by == "unit" else -size


def _row(key: str, part: pd.DataFrame) -> tuple[str | float | bool, ...]:
    days, outcome = part["days"].to_numpy(), part["outcome"].to_numpy(dtype=object)
    curve = incidence(days, list(outcome))
    reached, ended, dated = outcome == REACHED, outcome == ENDED, part["dated"].to_numpy(dtype=bool)
    windows = [_within(days, reached, ended, limit) for limit in WINDOWS]
    counts = int(reached.sum()), int((reached & ~dated).sum()), int(ended.sum())
    shares = [value for limit in WINDOWS for value in (*curve.share(limit), curve.at_risk(limit))]
    amount = part["investment"]
    money = _sum(amount), _sum(amount[reached])
    hedged = bool((part["hedged"].to_numpy(dtype=bool) & amount.notna().to_numpy()).any())
    return (key, len(part), *windows, *counts, *shares, *money, hedged)


def _sum(amount: "pd.Series[float]") -> float:
    """Of the amounts known, in whatever order; NaN where none is."""
    known = amount.dropna()
    return math.fsum(known) if len(known) else float("nan")


def _within(days: Ints, reached: Flags, ended: Flags, limit: int) -> float:
    """How many came through within so many days; NaN while that can still change."""
    inside = reached & (days <= limit)
    return float(inside.sum()) if (inside | (days >= limit) | ended).all() else float("nan")
