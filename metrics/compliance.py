"""The weekly survey of projects in talks and signed (DOMAIN section 1)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import numpy as np

from dashboard.weeks import WEEK, held_before
from metrics.figures import Figure, State
from metrics.ledger import Flags, Floats, Ints, Ledger
from metrics.measure import Note
from metrics.voices import LEVELS

IN_TALKS_OR_SIGNED = ("negotiating", "signed")
_AMOUNTS = ("investment", "investment_low", "investment_high", "investment_usd")
_DAYS = ("signed_on", "started_on")
_WORDS = ("name", "content", "progress", "problem", "next_step")
_Said = tuple[tuple[Any, ...], tuple[str, ...]]
"""What is decisive of a project - stage, amounts, days - and its words."""
_FATES = ("changed", "confirmed", "identical", "missing")


def surveyed(state: State) -> tuple[dict[str, Figure], Figure | None]:
    """Share of the projects in talks and signed that this period's returns speak of, by unit and for all units.

    This period = after the last held meeting. Each Figure carries a note `survey-split` with the counts changed
    (stage, amount, dates), confirmed (only words changed), identical, missing (no return this period, or vanished
    from it). No Figure where no such project is known, or nothing that the unit ever said of projects stands. Cover-to
    is that of the unit's latest return of projects, whatever it speaks of.

    Who sent nothing but additions this period says nothing of the projects that it leaves out: how many of the missing
    ones those are, is a note `survey-additions`.
    """
    ledger = state.ledger("projects")
    returned, adding = _returned(state, ledger), _adding(state)
    split = [project for project in _split(state, ledger) if project.unit in returned]
    parts: dict[str, list[Surveyed]] = {}
    for project in split:
        parts.setdefault(project.unit, []).append(project)
    own = state.district.name
    units = {
        name: _share(state, ledger, part, returned, adding)
        for name, part in parts.items()
        if name != own or parts.keys() == {own}
    }
    towns: dict[str, Surveyed] = {}
    for project in split:
        if project.joint and project.unit != own:
            towns.setdefault(project.thing, project)
    if not towns:
        return units, None
    until = max(figure.cover_to for figure in units.values())
    return units, _share(state, ledger, list(towns.values()), returned, adding)._replace(cover_to=until)


class Surveyed(NamedTuple):
    """A project in talks or signed as one unit's returns have it."""

    unit: str
    thing: str
    at: int
    """Position of its record; -1 where it has vanished."""
    fate: str
    period: date
    joint: bool
    """Whether all units' lists together leave it in talks or signed."""


def things(state: State, unit: str = "") -> list[Surveyed]:
    """The projects of which `surveyed` tells the share, of one unit or, each once, of all of them."""
    ledger, own = state.ledger("projects"), state.district.name
    returned = _returned(state, ledger)
    split = [project for project in _split(state, ledger) if project.unit in returned]
    streets = {project.unit for project in split} - {own}
    if unit and unit != own:
        return [project for project in split if project.unit == unit]
    if not streets:
        return split
    towns: dict[str, Surveyed] = {}
    for project in split:
        if project.joint and project.unit != own:
            towns.setdefault(project.thing, project)
    return list(towns.values())


def _returned(state: State, ledger: Ledger) -> dict[str, date]:
    """Cover-to date of each unit's latest return of projects that stands."""
    said = [(row.unit, row.period) for row in state.coverage if row.table == "projects"]
    said += zip(ledger.words("unit"), ledger.period.tolist(), strict=True)
    latest: dict[str, date] = {}
    for unit, until in said:
        latest[unit] = max(until, latest.get(unit, until))
    return latest


def _split(state: State, ledger: Ledger) -> list[Surveyed]:
    """The surveyed projects of every unit; what was returned this period first, of that the latest return."""
    at = ledger.distinct(_surveyed_now(state, by_unit=True), by_unit=True)
    joint = _surveyed_now(state, by_unit=False)
    names = state.district.names
    since = _last_meeting(state)
    identity, before = ledger.words("identity"), _before(state)
    plainly = zip(at.tolist(), *(row[at].tolist() for row in (ledger.unit, ledger.period, joint)), strict=True)
    found = []
    for (i, unit, period, common), now in zip(plainly, _said(ledger, at), strict=True):
        fate = "missing" if period <= since else _fate(now, before.get(identity[i]))
        found.append(Surveyed(names[unit], identity[i] or f"#{ledger.thing[i]}", i, fate, period, common))
    found += [Surveyed(unit, name, -1, "missing", since, common) for unit, name, common in _vanished(state, ledger)]
    found.sort(key=lambda project: project.period, reverse=True)
    found.sort(key=lambda project: project.fate == "missing")
    return found


def _surveyed_now(state: State, *, by_unit: bool) -> Flags:
    """Records of projects in talks or signed, as each unit's own list says it or all units' lists together."""
    voices = state.voices("projects", by_unit=by_unit)
    surveyed: Flags = voices.among & np.isin(voices.level, [LEVELS[stage] for stage in IN_TALKS_OR_SIGNED])
    return surveyed


def _last_meeting(state: State) -> date:
    if state.previous is not None:
        return state.previous.snapshot.as_of
    return min(held_before(state.district, state.snapshot.as_of), state.snapshot.as_of - WEEK)


def _before(state: State) -> dict[str, _Said]:
    """What was said of projects in talks or signed at the last meeting, by identity."""
    if state.previous is None:
        return {}
    earlier = state.previous.ledger("projects")
    at = earlier.distinct(_surveyed_now(state.previous, by_unit=False), by_unit=False)
    identity = earlier.words("identity")
    told = zip(at.tolist(), _said(earlier, at), strict=True)
    return {identity[i]: said for i, said in told if identity[i]}


def _vanished(state: State, ledger: Ledger) -> list[tuple[str, str, bool]]:
    """Unit and identity of what was in talks or signed at the last meeting and stands nowhere any more, and `joint`.

    A unit's project lives on in another unit's list, not in the district's own, which is never added to theirs.
    """
    if state.previous is None:
        return []
    earlier, names = state.previous.ledger("projects"), state.district.names
    standing = list(zip(ledger.words("identity"), ledger.unit.tolist(), strict=True))
    anywhere, of_units = {name for name, _ in standing}, {name for name, unit in standing if unit > 0}
    joint, found = _surveyed_now(state.previous, by_unit=False), []
    identity = earlier.words("identity")
    for i in earlier.distinct(_surveyed_now(state.previous, by_unit=True), by_unit=True).tolist():
        unit, name = int(earlier.unit[i]), identity[i]
        if name and name not in (of_units if unit > 0 else anywhere):
            found.append((names[unit], name, bool(joint[i])))
    return found


def _said(ledger: Ledger, at: Ints) -> Iterator[_Said]:
    """What these records say of their projects, in plain values: a frame is slow to ask row by row."""
    places = at.tolist()
    columns: list[list[Any]] = [_figures(ledger.numbers(name)[at]) for name in _AMOUNTS]
    columns += [ledger.day(name)[at].tolist() for name in _DAYS]
    words = ([said[i] for i in places] for said in map(ledger.words, _WORDS))
    stage = ledger.words("stage")
    return zip(zip((stage[i] for i in places), *columns, strict=True), zip(*words, strict=True), strict=True)


def _figures(numbers: Floats) -> list[float | None]:
    """Numbers that are compared: an absent one is the same as another absent one."""
    return [None if number != number else number for number in numbers.tolist()]


def _fate(now: _Said, before: _Said | None) -> str:
    if before is None or now[0] != before[0]:
        return "changed"
    return "identical" if now[1] == before[1] else "confirmed"


def unsurveyed(state: State) -> dict[str, Note]:
    """Why units whose lists of projects stand have no share: none of their projects is in talks or signed.

    A project that was registered or filed is past being signed. Note `survey-none` with how many they list.
    """
    ledger = state.ledger("projects")
    names, voices = state.district.names, state.voices("projects", by_unit=True)
    at = ledger.distinct(voices.among, by_unit=True)
    listed = dict(zip(*np.unique(ledger.unit[at], return_counts=True), strict=True))
    asked = set(ledger.unit[_surveyed_now(state, by_unit=True)].tolist())
    return {names[u]: Note("survey-none", {"count": int(n)}) for u, n in listed.items() if int(u) not in asked}


def _adding(state: State) -> frozenset[str]:
    """Units of which nothing but additions came this period, and no whole list of projects."""
    since = _last_meeting(state)
    lists = [row for row in state.coverage if row.table == "projects" and not row.nothing and row.period > since]
    return frozenset(row.unit for row in lists) - {row.unit for row in lists if not row.addition}


def _left_out(part: Sequence[Surveyed], adding: frozenset[str]) -> tuple[Note, ...]:
    count = sum(project.fate == "missing" and project.unit in adding for project in part)
    return (Note("survey-additions", {"count": count}),) if count else ()


def _share(
    state: State, ledger: Ledger, part: Sequence[Surveyed], returned: Mapping[str, date], adding: frozenset[str]
) -> Figure:
    split = {fate: sum(project.fate == fate for project in part) for fate in _FATES}
    seen = len(part) - split["missing"]
    at: Ints = np.array(sorted(project.at for project in part if project.at >= 0), dtype="int64")
    return Figure(
        value=seen / len(part),
        cover_to=max(returned[project.unit] for project in part),
        trail=state.trail([(ledger, at, "progress")]),
        numerator=float(seen),
        denominator=float(len(part)),
        notes=(Note("survey-split", split), *_left_out(part, adding)),
    )
