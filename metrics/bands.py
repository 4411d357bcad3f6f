"""Projects by industry and by size of investment: each project once, terminated ones left out."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from metrics import conversion
from metrics.figures import State
from metrics.ledger import Flags, Floats, Ints, Ledger
from metrics.measure import Source
from metrics.tally import Tally, cells_of

SIZES = {"under_1": 0.0, "from_1": 1.0, "from_10": 10.0, "from_50": 50.0}
"""Least planned investment (亿元) of each band, ascending; the last has no upper end."""


def by_industry(state: State) -> Tally:
    """`industry projects investment hedged` (亿元, NaN where no amount is known), most projects first, then by name.

    The industry as written; "" for those without. The cells are those of the industry.
    """
    at, table = _alive(state)
    found = _banded(table, "industry")
    rows = found.sort_values(["projects", "industry"], ascending=[False, True], ignore_index=True)
    return Tally(rows, _cells(state, at, table["industry"], "industry"))


def by_size(state: State) -> Tally:
    """`size projects investment hedged` in ascending order of `SIZES`; "" last, for projects without an amount.

    The cells are those of the amounts.
    """
    at, table = _alive(state)
    table = table.assign(size=size_of(*(table[column].to_numpy(dtype="float64") for column in conversion.BOUNDS)))
    order = [*SIZES, ""]
    rows = _banded(table, "size").sort_values("size", key=lambda column: column.map(order.index), ignore_index=True)
    return Tally(rows, _cells(state, at, table["size"], "investment"))


def size_of(low: Floats, investment: Floats, high: Floats) -> list[str]:
    """The band of `SIZES` of each amount (亿元), of its bounds; "" where it is not known. 近10亿 is below ten."""
    names, edges = ["", *SIZES], list(SIZES.values())
    below = conversion.nearly(low, investment, high)
    place = np.where(below, np.searchsorted(edges, investment), np.searchsorted(edges, investment, side="right"))
    return [names[0 if np.isnan(money) else max(1, at)] for money, at in zip(investment, place, strict=True)]


def stage_cells(state: State) -> dict[str, Sequence[Source]]:
    """The cells of the stages behind `stock.stock`, by stage."""
    ledger = state.ledger("projects")
    mask = _standing(ledger)
    at = ledger.distinct(mask, by_unit=False)
    return _cells(state, at, conversion.stage_now(ledger, mask).reindex(ledger.thing[at]), "stage")


def _standing(ledger: Ledger) -> Flags:
    """Records of the units, of the district itself only where no unit has one."""
    streets = ledger.unit > 0
    return streets if streets.any() else ledger.unit == 0


def _alive(state: State) -> tuple[Ints, pd.DataFrame]:
    """Position and latest record of every project that was not terminated; `about`: its amount is hedged."""
    ledger = state.ledger("projects")
    mask = _standing(ledger)
    gone = np.isin(ledger.thing, ledger.thing[mask & ledger.is_in("stage", "terminated")])
    at = ledger.distinct(mask & ~gone, by_unit=False)
    return at, ledger.frame.iloc[at].assign(about=ledger.hedged(*conversion.IN_YUAN)[at])


def _cells(state: State, at: Ints, keys: pd.Series, column: str) -> dict[str, Sequence[Source]]:
    found: dict[str, list[int]] = {}
    for place, key in zip(at, keys, strict=True):
        found.setdefault(str(key), []).append(int(place))
    return cells_of(state, state.ledger("projects"), found, column)


def _banded(table: pd.DataFrame, column: str) -> pd.DataFrame:
    """Projects, the sum of the amounts known, and whether one of those is hedged (a range stands by its midpoint)."""
    told = table.assign(about=table["about"] & table["investment"].notna()).groupby(column, sort=False)
    found = told["investment"].agg(projects="size", investment=lambda part: part.sum(min_count=1)).reset_index()
    return found.astype({"projects": "int64", "investment": "float64"}).assign(hedged=told["about"].any().to_numpy())
