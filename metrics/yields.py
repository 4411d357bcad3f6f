"""What visits led to: projects whose investor had been met before the project appeared."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from dashboard.names import organisation_key
from metrics.conversion import stage_now
from metrics.figures import State
from metrics.hosts import met
from metrics.ledger import a_day
from metrics.tally import Tally, cells_of


@dataclass(frozen=True, slots=True)
class Appearance:
    """The return that first shows a project; `added` where its unit had reported projects before."""

    on: date
    added: bool


FirstSeen = Callable[[Sequence[str]], Mapping[str, Appearance]]
"""First appearance by identity of the projects of some units."""
_COLUMNS = [
    *("key", "name", "unit", "investor", "stage", "appeared", "by", "visitor", "organisation", "met", "days", "visits"),
]


@dataclass(frozen=True)
class Yield:
    """`projects.rows`: one row a project whose investor was met first, earliest visit first.

    `key name unit investor stage`, `appeared` (the day the project appeared) and `by` (`contact` where the ledger
    gives a first contact, else `receipt`), `visitor` (unit that went or received),
    `organisation` as written in the visit, `met` (first day of the first visit), `days` from that visit to the
    appearance, `visits` up to it.
    `hosts` counts the distinct organisations met, `undated` the projects with a met investor that cannot be judged.
    """

    projects: Tally
    hosts: int
    undated: int


def after_visits(state: State, first_seen: FirstSeen) -> Yield:
    """Projects that appeared after a visit to their investor, matched by the organisation's comparing form.

    A project appears on `first_contact_on`; without one, with the return that first shows it after earlier returns of
    its unit. A first visit on the day of the first contact is that contact: it found the project, after 0 days.
    `first_seen` is asked at most once, for the units of the projects that need it, because it reads every earlier
    return.
    """
    stops = met(state).dropna(subset="start").sort_values(["start", "visit"])
    stops = stops[stops["start"] <= pd.Timestamp(state.snapshot.as_of)]
    visits = {str(key): part for key, part in stops.groupby("key")}
    ledger = state.ledger("projects")
    stages = stage_now(ledger)
    investors = [organisation_key(name) if name else "" for name in ledger.frame["investor"]]
    wanted = [at for at in ledger.distinct(ledger.unit >= 0, by_unit=False) if investors[at] in visits]
    candidates = ledger.frame.iloc[wanted]
    asked = sorted(set(candidates["unit"][candidates["first_contact_on"].isna()]))
    seen_on = first_seen(asked) if asked else {}
    rows: list[list[object]] = []
    found: dict[str, list[int]] = {}
    undated = 0
    for at in wanted:
        seen, record = visits[investors[at]], ledger.frame.iloc[at]
        on, by = _appeared(record, seen_on)
        if on is None:
            undated += 1
            continue
        before = seen[seen["start"] <= pd.Timestamp(on)]
        if before.empty:
            continue
        key = f"{len(rows) + 1}"
        first = before.iloc[0]
        # a trip that several units report is one visit
        met_times = len(set(state.ledger("visits").thing[before["visit"].to_numpy()].tolist()))
        went = state.ledger("visits").frame["unit"].iat[first["visit"]]
        day = a_day(np.datetime64(first["start"]))
        told = [record["name"], record["unit"], record["investor"], str(stages.get(ledger.thing[at], ""))]
        day_on = [pd.Timestamp(on), by]
        rows.append([key, *told, *day_on, went, first["organisation"], first["start"], (on - day).days, met_times])
        found[key] = before["stop"].tolist()
    table = pd.DataFrame(rows, columns=_COLUMNS).sort_values(["met", "key"], ignore_index=True)
    cells = cells_of(state, state.ledger("stops"), found, "organisation")
    return Yield(Tally(table, cells), stops["key"].nunique(), undated)


def _appeared(record: pd.Series, seen_on: Mapping[str, Appearance]) -> tuple[date | None, str]:
    """The day a project appeared and by what it is known; None where that cannot be said."""
    contact = record["first_contact_on"]
    if not pd.isna(contact):
        return contact.date(), "contact"
    seen = seen_on.get(record["identity"])
    return (seen.on if seen is not None and seen.added else None), "receipt"
