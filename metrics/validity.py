"""Validity of visits (DOMAIN section 6): how many of the criteria a visit's record fulfils.

The criteria stand in `CRITERIA`, in one place. Evidence is asked for too; no canonical column carries it, a
person names it with the verdict on a visit.
"""

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd

from metrics.figures import State
from metrics.hosts import hosts_by_visit
from metrics.ledger import Flags, Ints, Ledger
from metrics.tally import Tally, cells_of

Criterion = Callable[[Ledger, Flags], Flags]


def _dated(ledger: Ledger, hosted: Flags) -> Flags:
    """First and last day present, in order, in the year of the return and not after its cover-to date."""
    start, end = ledger.day("start"), ledger.day("end")
    with np.errstate(invalid="ignore"):
        inside = (start >= ledger.period.astype("datetime64[Y]").astype("datetime64[D]")) & (start <= ledger.period)
        return np.asarray(inside & (end >= start), dtype=bool)


def _filled(*columns: str) -> Criterion:
    """At least one of these columns says something."""

    def fulfilled(ledger: Ledger, hosted: Flags) -> Flags:
        found = np.zeros(len(ledger.frame), dtype=bool)
        for column in columns:
            values = ledger.frame[column]
            found |= (values.notna() & (values.astype("str") != "")).to_numpy()
        return found

    return fulfilled


CRITERIA: Mapping[str, Criterion] = {
    "dated": _dated,
    "leader": _filled("leader"),
    "host": lambda ledger, hosted: hosted,
    "purpose": _filled("content", "projects_discussed"),
    "outcome": _filled("result"),
}
"""What a valid visit's record says. A criterion takes the visits and which of them name a host."""
UNCOLLECTED = ("evidence",)
"""Criteria that no canonical column carries: said to be uncollected, neither fulfilled nor missed."""
GRADES = ("full", "one-missing", "more-missing")


def of_the_year(state: State) -> Ints:
    """Positions of the year's visits, one a unit and trip, undated ones among them; resident posts left out."""
    ledger = state.ledger("visits")
    start = ledger.day("start")
    with np.errstate(invalid="ignore"):
        earlier = start < np.datetime64(f"{state.year}-01-01")
    mask = (ledger.unit >= 0) & ~earlier & ~ledger.is_in("level", "resident")
    return ledger.distinct(mask, by_unit=True)


def grades(state: State) -> Tally:
    """Visits of the year by unit and grade, in the official order; units without visits are left out.

    Columns `key unit visits`, one a grade (`full` fulfils every collected criterion, `one-missing` all but one,
    `more-missing` fewer) and one a criterion with the number of visits that miss it. Undated visits are graded too.
    Resident posts report days and hosts, no trips, and are not graded. The cells are those of the incomplete visits,
    of a unit without any those of all its visits.
    """
    ledger, at = state.ledger("visits"), of_the_year(state)
    hosted = np.isin(np.arange(len(ledger.frame)), list(hosts_by_visit(state)))
    kept = {name: fulfils(ledger, hosted)[at] for name, fulfils in CRITERIA.items()}
    missed = np.sum([~flags for flags in kept.values()], axis=0)
    rows, found = [], {}
    for code in np.unique(ledger.unit[at]):
        mine = ledger.unit[at] == code
        name = state.district.names[code]
        lacking = missed[mine]
        counts = [int((lacking == 0).sum()), int((lacking == 1).sum()), int((lacking > 1).sum())]
        rows.append([name, name, int(mine.sum()), *counts, *(int((~flags[mine]).sum()) for flags in kept.values())])
        found[name] = at[mine][lacking > 0].tolist() or at[mine].tolist()
    table = pd.DataFrame(rows, columns=["key", "unit", "visits", *GRADES, *CRITERIA])
    return Tally(table, cells_of(state, ledger, found, "start"))
