"""Where projects stand now, stage by stage, with what their amounts add up to."""

import math

import numpy as np
import pandas as pd

from dashboard.contract import STAGES
from metrics.conversion import IN_YUAN, says_an_amount
from metrics.figures import State

ASIDES = ("usd_only", "open_ended", "without_amount")
"""Projects whose amount is in no sum, by why."""


def stock(state: State) -> pd.DataFrame:
    """Where projects stand now: `stage`, `projects` (distinct), `investment` (亿元), `hedged`, what is in no sum.

    In stage order; every stage has its row, 0 where nothing stands there. Investment sums the amounts known, each
    project's as its latest return has it, `hedged` where one of them is (约, a range by its midpoint). Projects
    outside the sum are told apart: `usd_only`, `open_ended` (20亿元以上), `without_amount`.
    """
    ledger = state.ledger("projects")
    voices = state.voices("projects", by_unit=False)
    at = ledger.distinct(voices.among, by_unit=False)
    level = voices.level[at]
    money_by = voices.of("investment", says_an_amount(ledger))
    money = voices.numbers(money_by, "investment")[at]
    dollars = ~np.isnan(voices.numbers(money_by, "investment_usd")[at])
    least = ~np.isnan(voices.numbers(money_by, "investment_low")[at])
    hedged = (ledger.hedged(*IN_YUAN)[money_by] & (money_by >= 0))[at]
    rows = []
    for i, stage in enumerate((*STAGES, "paused", "terminated")):
        here = level == i
        bare = here & np.isnan(money)
        asides = bare & dollars, bare & ~dollars & least, bare & ~dollars & ~least
        summed = here & ~bare
        about = bool(hedged[summed].any())
        rows.append((stage, int(here.sum()), math.fsum(money[summed]), about, *(int(aside.sum()) for aside in asides)))
    return pd.DataFrame(rows, columns=["stage", "projects", "investment", "hedged", *ASIDES])


def stock_by_unit(state: State) -> pd.DataFrame:
    """Where the projects of each unit stand now: `unit stage projects`, no row where none does.

    Units in the official order, stages in theirs; a project that two units list stands with both.
    """
    ledger, voices = state.ledger("projects"), state.voices("projects", by_unit=True)
    at = ledger.distinct(voices.among, by_unit=True)
    places, counts = np.unique(np.stack([ledger.unit[at], voices.level[at]]), axis=1, return_counts=True)
    stages = (*STAGES, "paused", "terminated")
    names = list(state.units)
    rows = [(names[unit], stages[level], int(n)) for (unit, level), n in zip(places.T, counts, strict=True)]
    return pd.DataFrame(rows, columns=["unit", "stage", "projects"])
