"""Projects by industry and by size of investment: each project once, terminated ones left out."""

import numpy as np
import pandas as pd

from metrics.figures import State

SIZES = {"under_1": 0.0, "from_1": 1.0, "from_10": 10.0, "from_50": 50.0}
"""Least planned investment (亿元) of each band, ascending; the last has no upper end."""


def by_industry(state: State) -> pd.DataFrame:
    """`industry projects investment` (亿元, NaN where no amount is known), most projects first, then by name.

    The industry as written; "" for those without.
    """
    table = _banded(_alive(state), "industry")
    return table.sort_values(["projects", "industry"], ascending=[False, True], ignore_index=True)


def by_size(state: State) -> pd.DataFrame:
    """`size projects investment` in ascending order of `SIZES`; "" last, for projects without an amount."""
    table = _alive(state)
    money = table["investment"].to_numpy(dtype="float64")
    names = np.array(["", *SIZES], dtype=object)
    place = np.searchsorted(list(SIZES.values()), money, side="right")
    sizes = _banded(table.assign(size=names[np.where(np.isnan(money), 0, place)]), "size")
    order = [*SIZES, ""]
    return sizes.sort_values("size", key=lambda column: column.map(order.index), ignore_index=True)


def _alive(state: State) -> pd.DataFrame:
    """The latest record of every project that was not terminated."""
    ledger = state.ledger("projects")
    streets = ledger.unit > 0
    mask = streets if streets.any() else ledger.unit == 0
    gone = np.isin(ledger.thing, ledger.thing[mask & ledger.is_in("stage", "terminated")])
    return ledger.frame.iloc[ledger.distinct(mask & ~gone, by_unit=False)]


def _banded(table: pd.DataFrame, column: str) -> pd.DataFrame:
    groups = table.groupby(column, sort=False)["investment"]
    found = groups.agg(projects="size", investment=lambda part: part.sum(min_count=1))
    return found.reset_index().astype({"projects": "int64", "investment": "float64"})
