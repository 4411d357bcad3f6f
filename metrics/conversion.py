"""Projects: signed, started, completed, what stands in talks, and the labelled conversion rates.

A project counts once, by identity, however many lists, weeks or units report it.
"""

import math
from datetime import date

import numpy as np
import pandas as pd

from dashboard.contract import STAGES
from metrics.figures import Counted, Figure, State, covered
from metrics.ledger import Flags, Floats, Ints, Ledger
from metrics.measure import Note
from metrics.pace import HEDGE_BAND

DATES = {"signed": "signed_on", "started": "started_on", "completed": "completed_on"}
TIERS = {"projects_signed": 0.0, "projects_signed_1yi": 1.0, "projects_signed_10yi": 10.0, "projects_signed_50yi": 50.0}
"""Least planned investment in 亿元; the tiers overlap."""
_EVENT = {**dict.fromkeys(TIERS, "signed"), "investment_signed": "signed"} | {
    "projects_started": "started",
    "projects_completed": "completed",
}

_SIGNED_LISTS = frozenset(STAGES[1:])
"""Scopes of the lists of signed projects in a snapshot's coverage, at whatever later stage."""


def counted(state: State, indicator: str) -> Counted:
    """Projects that count for one of the indicators, by date of the stage or by what stands."""
    if indicator == "projects_discussed":
        return _discussed(state)
    ledger = state.ledger("projects")
    stage = _EVENT[indicator]
    lists = {"", "signed"} if stage == "signed" else set()
    cover = covered(state, "projects", lists, _tells(state, ledger, stage), signs={stage})
    valid = state.within(ledger, DATES[stage], cover)
    investment = ledger.numbers("investment")
    if indicator == "investment_signed":
        return Counted(
            ledger,
            valid,
            "investment",
            cover,
            values=investment,
            low=ledger.numbers("investment_low"),
            high=ledger.numbers("investment_high"),
            hedged=ledger.hedged("investment", "investment_low", "investment_high"),
            notes=_beside(state, ledger, valid, investment),
            scopes=_SIGNED_LISTS,
        )
    least = TIERS.get(indicator, 0.0)
    if not least:
        notes = _asides(state, ledger, stage, valid)
        return Counted(ledger, valid, DATES[stage], cover, notes=notes, scopes=_SIGNED_LISTS)
    at_least, doubtful = _tier(ledger, investment, least)
    return Counted(ledger, valid & at_least, DATES[stage], cover, hedged=doubtful, scopes=_SIGNED_LISTS)


def _tier(ledger: Ledger, investment: Floats, least: float) -> tuple[Flags, Flags]:
    """Which projects are of at least so many 亿元, and for which of them a hedge leaves that open.

    5亿以上 has no amount but is at least its lower bound. A range, or 近50亿 for 50, may lie below.
    """
    low = ledger.numbers("investment_low")
    amount = np.where(np.isnan(investment), low, investment)
    floor = np.where(np.isnan(low) | np.isnan(investment), amount, np.minimum(low, investment * (1 - HEDGE_BAND)))
    with np.errstate(invalid="ignore"):
        return amount >= least, ledger.hedged("investment", "investment_low", "investment_high") & (floor < least)


def _tells(state: State, ledger: Ledger, stage: str) -> Flags:
    """Records of lists that can say whether a project was signed, started, completed: those with the date's column.

    Lists known to keep that column answer with every record; others where a date or a stage says so.
    """
    column = DATES[stage]
    tells = ledger.is_in("stage", *STAGES[STAGES.index(stage) :]) | ~np.isnat(ledger.day(column))
    return tells | ledger.listed_under(column, state.snapshot)


def _discussed(state: State) -> Counted:
    ledger = state.ledger("projects")
    new_year = np.datetime64(f"{state.year}-01-01")
    over = ledger.day("signed_on") < new_year
    if state.baseline is not None:
        before = state.baseline.ledger("projects")
        ended = set(before.frame["identity"][before.is_in("stage", "terminated")]) - {""}
        over |= ledger.is_in("identity", *ended)
    gone = np.isin(ledger.thing, ledger.thing[over])
    every = np.ones(len(ledger.frame), dtype=bool)
    cover = covered(state, "projects", {"", *STAGES}, every, flow=False)
    return Counted(ledger, ~gone, "name", cover, scopes=frozenset(STAGES), dated=False)


def _asides(state: State, ledger: Ledger, stage: str, valid: Flags) -> dict[str, tuple[Note, ...]]:
    """Beside the dated ones: how many reached the stage without a date, how many were terminated later."""
    undated = ledger.is_in("stage", *STAGES[STAGES.index(stage) :])
    dated = np.isin(ledger.thing, ledger.thing[~np.isnat(ledger.day(DATES[stage]))])
    ended = np.isin(ledger.thing, ledger.thing[ledger.is_in("stage", "terminated")])
    return _notes(state, ledger, {f"{stage}-without-date": undated & ~dated, "terminated-among": valid & ended})


def _beside(state: State, ledger: Ledger, valid: Flags, investment: np.ndarray) -> dict[str, tuple[Note, ...]]:
    """Beside the investment: signed projects in dollars only, and those without an amount."""
    bare = np.isnan(investment)
    dollars = bare & ~np.isnan(ledger.numbers("investment_usd"))
    masks = {"investment-usd-only": valid & dollars, "investment-open": valid & bare & ~dollars}
    return _notes(state, ledger, masks)


def _notes(state: State, ledger: Ledger, masks: dict[str, Flags]) -> dict[str, tuple[Note, ...]]:
    found: dict[str, tuple[Note, ...]] = {}
    names = state.district.names
    for code, mask in masks.items():
        at = ledger.distinct(mask & (ledger.unit >= 0), by_unit=True)
        for unit, count in zip(*np.unique(ledger.unit[at], return_counts=True), strict=True):
            found[names[unit]] = (*found.get(names[unit], ()), Note(code, {"count": int(count)}))
    return found


def stage_now(ledger: Ledger, mask: Flags | None = None) -> pd.Series:
    """Stage of every identity: terminated, else paused, else the furthest any of its records says."""
    order = {stage: i for i, stage in enumerate((*STAGES, "paused", "terminated"))}
    level = ledger.frame["stage"].map(order).fillna(0).astype("int64")
    use = np.ones(len(level), dtype=bool) if mask is None else mask
    furthest = level[use].groupby(ledger.thing[use]).max()
    return furthest.map(dict(enumerate(order))).astype("str")


def _furthest_rows(ledger: Ledger, mask: Flags, by_unit: bool) -> tuple[Ints, Ints]:
    """One position a project (per unit), and the rank of its stage over its records of the same set."""
    order = {stage: i for i, stage in enumerate((*STAGES, "paused", "terminated"))}
    level = ledger.frame["stage"].map(order).fillna(0).to_numpy(dtype="int64")
    at = ledger.distinct(mask, by_unit=by_unit)
    keys = ledger.thing * (ledger.unit.max(initial=0) + 2) + (ledger.unit + 1 if by_unit else 0)
    top = pd.Series(level[mask]).groupby(keys[mask]).max()
    return at, top.reindex(keys[at]).to_numpy(dtype="int64")


def _ever_signed(ledger: Ledger) -> Flags:
    signed = ledger.is_in("stage", *STAGES[1:]) | ~np.isnat(ledger.day("signed_on"))
    return np.isin(ledger.thing, ledger.thing[signed])


def stock_rate(state: State) -> tuple[dict[str, Figure], Figure | None]:
    """Stock conversion: projects now at started or beyond / ever signed, by unit and for all units' lists.

    Terminated projects stay in the denominator. No Figure without a list that tells signed projects; value None
    where nothing was ever signed.
    """
    ledger = state.ledger("projects")
    cover = covered(state, "projects", {"", "signed"}, _tells(state, ledger, "signed"), flow=False)
    base = _ever_signed(ledger) & (ledger.unit >= 0)
    at, level = _furthest_rows(ledger, base, by_unit=True)
    units = {}
    for name, until in cover.items():
        mine = ledger.unit[at] == state.units[name]
        units[name] = _rate(state, ledger, at[mine], level[mine], until)
    streets = [name for name in cover if name != state.district.name]
    if not streets:
        return units, None
    codes = [state.units[name] for name in streets]
    at, level = _furthest_rows(ledger, base & np.isin(ledger.unit, codes), by_unit=False)
    return units, _rate(state, ledger, at, level, max(cover[name] for name in streets))


def _rate(state: State, ledger: Ledger, at: Ints, level: Ints, until: date) -> Figure:
    started = float(((level >= STAGES.index("started")) & (level < len(STAGES))).sum())
    total = float(len(at))
    return Figure(
        value=started / total if total else None,
        cover_to=until,
        trail=state.trail([(ledger, at, "stage")]),
        numerator=started,
        denominator=total,
    )


ASIDES = ("usd_only", "open_ended", "without_amount")
"""Projects whose amount is in no sum, by why."""


def stock(state: State) -> pd.DataFrame:
    """Where projects stand now: `stage`, `projects` (distinct), `investment` (亿元) and what is in no sum; stage order.

    Every stage has its row, 0 where nothing stands there; investment sums the amounts known, each
    project's from the latest record that has one. Projects outside the sum are told apart: `usd_only`, `open_ended`
    (20亿元以上), `without_amount`.
    """
    ledger = state.ledger("projects")
    mask = ledger.unit > 0
    mask = mask if mask.any() else ledger.unit == 0
    at, level = _furthest_rows(ledger, mask, by_unit=False)
    amount = ledger.numbers("investment")
    told = ledger.distinct(mask & ~np.isnan(amount), by_unit=False)
    money = pd.Series(amount[told], index=ledger.thing[told]).reindex(ledger.thing[at]).to_numpy()
    dollars = ~np.isnan(ledger.numbers("investment_usd")[at])
    least = ~np.isnan(ledger.numbers("investment_low")[at])
    rows = []
    for i, stage in enumerate((*STAGES, "paused", "terminated")):
        here = level == i
        bare = here & np.isnan(money)
        asides = bare & dollars, bare & ~dollars & least, bare & ~dollars & ~least
        rows.append((stage, int(here.sum()), math.fsum(money[here & ~bare]), *(int(aside.sum()) for aside in asides)))
    return pd.DataFrame(rows, columns=["stage", "projects", "investment", *ASIDES])


def same_period(started: Figure | None, signed: Figure | None, state: State) -> Figure | None:
    """Started this year / signed this year at one level; value None at a denominator of 0. It can exceed 1."""
    if started is None or signed is None or started.value is None or signed.value is None:
        return None
    return Figure(
        value=started.value / signed.value if signed.value else None,
        cover_to=max(started.cover_to, signed.cover_to),
        trail=type(started.trail).joined([started.trail, signed.trail]),
        numerator=started.value,
        denominator=signed.value,
        hedged=started.hedged or signed.hedged,
        from_list=started.from_list and signed.from_list,
    )
