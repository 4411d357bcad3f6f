"""Conversion told apart: same-period and stock rates of every step, in number and in amount, by what projects are.

DOMAIN section 4: three different numbers, each labelled. The cohorts are `metrics.cohorts`; here are the other two.
"""

import math

import numpy as np
import pandas as pd

from dashboard.contract import STAGES
from metrics.bands import size_of
from metrics.conversion import BOUNDS, IN_YUAN, ever, says_an_amount
from metrics.figures import State
from metrics.ledger import Flags, Floats
from metrics.tally import Tally, cells_of
from metrics.transitions import STEPS, said
from metrics.voices import Voices, streets

BY = ("unit", "industry", "size", "funding", "host_unit")
"""What projects are told apart by."""
_NUMBERS = ("entered", "reached", "ever", "beyond")
COLUMNS = [*("key", *_NUMBERS), *(f"{name}_{what}" for name in _NUMBERS for what in ("investment", "hedged"))]


def rates(state: State, step: str, by: str) -> Tally:
    """Projects by one of `BY`: `key entered reached ever beyond` and each one's `_investment` (亿元) and `_hedged`.

    `reached` / `entered` is the same-period rate: dated in the as-of year, of either stage. `beyond` / `ever` is the
    stock rate: standing at the second stage or beyond, of all that ever stood at the first; terminated ones stay in.
    Amounts are of the projects whose amount is known, NaN where of none. Units in the official order, anything else
    by `ever`, largest first; "" where nothing is said; only groups with a project that counts. By unit a project of
    several units stands with each of them.
    """
    passage, ledger = STEPS[step], state.ledger("projects")
    voices = Voices(ledger, streets(ledger), by_unit=by == "unit")
    at = ledger.distinct(voices.among, by_unit=by == "unit")
    level = voices.level
    parts = {
        "entered": _in_year(state, voices, passage.since),
        "reached": _in_year(state, voices, passage.until),
        "ever": ever(voices, passage.stage),
        "beyond": voices.among & (level >= STAGES.index(passage.reached)) & (level < len(STAGES)),
    }
    by_amount = voices.of("investment", says_an_amount(ledger))
    bounds = [voices.numbers(by_amount, column)[at] for column in BOUNDS]
    money = bounds[1]
    hedged = (ledger.hedged(*IN_YUAN)[by_amount] & (by_amount >= 0))[at] & ~np.isnan(money)
    keys = pd.Series(size_of(*bounds) if by == "size" else said(voices, by, at), dtype="str")
    rows = []
    for key in keys.unique():
        own = (keys == key).to_numpy()
        masks = [mask[at] & own for mask in parts.values()]
        if not np.any(masks):
            continue
        amounts = [value for mask in masks for value in (_sum(money[mask]), bool(hedged[mask].any()))]
        rows.append((key, *(int(mask.sum()) for mask in masks), *amounts))
    table = pd.DataFrame(rows, columns=COLUMNS)
    pairs = zip(table["key"], table["ever"], strict=True)
    place = [state.units.get(key, len(state.units)) if by == "unit" else -size for key, size in pairs]
    table = table.assign(place=place).sort_values(["place", "key"], kind="stable").drop(columns="place")
    among = np.logical_or.reduce(list(parts.values()))[at]
    found = {key: at[(keys == key).to_numpy() & among] for key in table["key"]}
    return Tally(table.reset_index(drop=True), cells_of(state, ledger, found, "name"))


def _in_year(state: State, voices: Voices, column: str) -> Flags:
    """Records of things that are dated in the as-of year, not after the cover-to date of who says so."""
    spoken, on = voices.day(column)
    until = voices.ledger.period[spoken]
    return voices.among & (spoken >= 0) & (on >= np.datetime64(f"{state.year}-01-01")) & (on <= until)


def _sum(money: Floats) -> float:
    known = money[~np.isnan(money)]
    return math.fsum(known) if len(known) else math.nan
