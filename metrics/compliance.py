"""The weekly survey of projects in talks and signed (DOMAIN section 1)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from dashboard.weeks import WEEK, held_before
from metrics.figures import Figure, State
from metrics.ledger import Flags, Ints, Ledger, a_day
from metrics.measure import Note
from metrics.voices import LEVELS, Voices, streets

IN_TALKS_OR_SIGNED = ("negotiating", "signed")
_DECISIVE = ("stage", "investment", "investment_low", "investment_high", "investment_usd", "signed_on", "started_on")
_WORDS = ("name", "content", "progress", "problem", "next_step")


def surveyed(state: State) -> tuple[dict[str, Figure], Figure | None]:
    """Share of the projects in talks and signed that this period's returns speak of, by unit and for all units.

    This period = after the last held meeting. Each Figure carries a note `survey-split` with the counts changed
    (stage, amount, dates), confirmed (only words changed), identical, missing (no return this period, or vanished
    from it). No Figure where no such project is known, or nothing that the unit ever said of projects stands. Cover-to
    is that of the unit's latest return of projects, whatever it speaks of.
    """
    ledger = state.ledger("projects")
    returned, split = _returned(state, ledger), _split(state, ledger)
    split = split[split["unit"].isin(list(returned))]
    units = {}
    for name, part in split.groupby("unit", sort=False):
        if state.units[str(name)] > 0 or (split["unit"] == state.district.name).all():
            units[str(name)] = _share(state, ledger, part, returned)
    towns = split[(split["unit"] != state.district.name) & split["joint"]].drop_duplicates("thing")
    if not len(towns):
        return units, None
    until = max(figure.cover_to for figure in units.values())
    return units, replace(_share(state, ledger, towns, returned), cover_to=until)


def _returned(state: State, ledger: Ledger) -> dict[str, date]:
    """Cover-to date of each unit's latest return of projects that stands."""
    rows = state.snapshot.coverage
    rows = rows[rows["table"] == "projects"]
    said = [(unit, period.date()) for unit, period in zip(rows["unit"], rows["period"], strict=True)]
    said += [(unit, a_day(period)) for unit, period in zip(ledger.frame["unit"], ledger.period, strict=True)]
    latest: dict[str, date] = {}
    for unit, until in said:
        latest[unit] = max(until, latest.get(unit, until))
    return latest


def _split(state: State, ledger: Ledger) -> pd.DataFrame:
    """One row a surveyed project and unit: `unit`, `thing`, `at` (-1 vanished), `fate`; reported ones first.

    `joint` tells whether all units' lists together leave it in talks or signed.
    """
    at = ledger.distinct(_surveyed_now(ledger, by_unit=True), by_unit=True)
    joint = _surveyed_now(ledger, by_unit=False)
    names = state.district.names
    since = np.datetime64(_last_meeting(state), "D")
    identity = list(ledger.frame["identity"])
    before = _before(state)
    rows = []
    for i, now in zip(at, _said(ledger, at), strict=True):
        then = before.get(identity[i])
        fate = "missing" if ledger.period[i] <= since else _fate(now, then)
        thing = identity[i] or f"#{ledger.thing[i]}"
        rows.append((names[ledger.unit[i]], thing, int(i), fate, ledger.period[i], joint[i]))
    rows += [(unit, name, -1, "missing", since, common) for unit, name, common in _vanished(state, ledger)]
    table = pd.DataFrame(rows, columns=["unit", "thing", "at", "fate", "period", "joint"]).astype({"joint": "bool"})
    reported_first = table["fate"].eq("missing")
    return table.assign(absent=reported_first).sort_values(["absent", "period"], ascending=[True, False], kind="stable")


def _surveyed_now(ledger: Ledger, *, by_unit: bool) -> Flags:
    """Records of projects in talks or signed, as each unit's own list says it or all units' lists together."""
    voices = Voices(ledger, ledger.unit >= 0 if by_unit else streets(ledger), by_unit=by_unit)
    surveyed: Flags = voices.among & np.isin(voices.level, [LEVELS[stage] for stage in IN_TALKS_OR_SIGNED])
    return surveyed


def _last_meeting(state: State) -> date:
    if state.previous is not None:
        return state.previous.snapshot.as_of
    return min(held_before(state.district, state.snapshot.as_of), state.snapshot.as_of - WEEK)


def _before(state: State) -> dict[str, Mapping[str, Any]]:
    """Projects in talks or signed at the last meeting by identity."""
    if state.previous is None:
        return {}
    earlier = state.previous.ledger("projects")
    at = earlier.distinct(_surveyed_now(earlier, by_unit=False), by_unit=False)
    return {row["identity"]: row for row in _said(earlier, at) if row["identity"]}


def _vanished(state: State, ledger: Ledger) -> list[tuple[str, str, bool]]:
    """Unit and identity of what was in talks or signed at the last meeting and stands nowhere any more, and `joint`.

    A unit's project lives on in another unit's list, not in the district's own, which is never added to theirs.
    """
    if state.previous is None:
        return []
    earlier, names = state.previous.ledger("projects"), state.district.names
    standing = list(zip(ledger.frame["identity"], ledger.unit, strict=True))
    anywhere, of_units = {name for name, _ in standing}, {name for name, unit in standing if unit > 0}
    joint, found = _surveyed_now(earlier, by_unit=False), []
    for i in earlier.distinct(_surveyed_now(earlier, by_unit=True), by_unit=True):
        unit, name = int(earlier.unit[i]), str(earlier.frame["identity"].iloc[i])
        if name and name not in (of_units if unit > 0 else anywhere):
            found.append((names[unit], name, bool(joint[i])))
    return found


def _said(ledger: Ledger, at: Ints) -> list[dict[str, Any]]:
    """What these records say of their projects, in plain values: a frame is slow to ask row by row."""
    columns = ["identity", "unit", *_DECISIVE, *_WORDS]
    values = (ledger.frame[column].iloc[at].tolist() for column in columns)
    return [dict(zip(columns, row, strict=True)) for row in zip(*values, strict=True)]


def _fate(now: Mapping[str, Any], before: Mapping[str, Any] | None) -> str:
    if before is None or any(not _equal(now[name], before[name]) for name in _DECISIVE):
        return "changed"
    return "identical" if all(now[name] == before[name] for name in _WORDS) else "confirmed"


def _equal(one: Any, other: Any) -> bool:
    """The same, absent values (which equal nothing) too."""
    return bool(one == other) or bool(one != one and other != other)


def _share(state: State, ledger: Ledger, part: pd.DataFrame, returned: Mapping[str, date]) -> Figure:
    counts = part["fate"].value_counts().to_dict()
    split = {fate: int(counts.get(fate, 0)) for fate in ("changed", "confirmed", "identical", "missing")}
    total = len(part)
    seen = total - split["missing"]
    at: Ints = np.sort(part["at"][part["at"] >= 0].to_numpy(dtype="int64"))
    return Figure(
        value=seen / total,
        cover_to=max(returned[unit] for unit in part["unit"].unique()),
        trail=state.trail([(ledger, at, "progress")]),
        numerator=float(seen),
        denominator=float(total),
        notes=(Note("survey-split", split),),
    )
