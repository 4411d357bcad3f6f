"""Planned starts that were put off, as returns told them one after the other."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

import numpy as np

from dashboard.store import Store
from metrics.figures import State
from metrics.ledger import a_day
from metrics.postponing import Planned, Postponed, postponed

_COLUMN = "planned_start_on"
_Told = dict[tuple[str, str], dict[date, Planned]]
"""By project and unit what was planned, by the day that said so."""


def put_off(
    store: Store, states: Sequence[State], known_at: datetime | None, names: Collection[str]
) -> Mapping[str, Postponed]:
    """How often the planned start of projects was put off, by identity; the most that any unit says.

    From `states`, the meeting's and those of the held ones before it, and from every earlier return at which stage,
    amount or words of the project changed as well: a day alone that was changed between those is not followed.
    """
    told = _by_return(store, states[0], known_at, names)
    for state in states:
        _by_meeting(state, set(names), told)
    found: dict[str, Postponed] = {}
    for (name, _), plans in told.items():
        often = postponed([plans[day] for day in sorted(plans)])
        if often and (name not in found or often.times > found[name].times):
            found[name] = often
    return found


def _by_return(store: Store, state: State, known_at: datetime | None, names: Collection[str]) -> _Told:
    former, as_of = state.district.former, state.snapshot.as_of
    said = store.history.said("projects", names, (_COLUMN, "imprecise"), as_of, known_at)
    found: _Told = {}
    for (name, unit), returns in said.items():
        plans = found.setdefault((name, former.get(unit, unit)), {})
        plans |= {day: _planned(date.fromisoformat(on[:10]), doubt) for day, _, (on, doubt) in returns if on}
    return found


def _by_meeting(state: State, names: set[str], told: _Told) -> None:
    ledger = state.ledger("projects")
    planned = ledger.day(_COLUMN)
    known = (ledger.unit >= 0) & ~np.isnat(planned) & ledger.frame["identity"].isin(names).to_numpy()
    for at in ledger.distinct(known, by_unit=True):
        record = ledger.frame.iloc[at]
        plans = told.setdefault((record["identity"], record["unit"]), {})
        plans[a_day(ledger.period[at])] = _planned(a_day(planned[at]), record["imprecise"])


def _planned(on: date, doubtful: str | None) -> Planned:
    return Planned(on, _COLUMN in (doubtful or "").split(","))
