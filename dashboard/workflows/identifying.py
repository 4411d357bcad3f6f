"""Identifying: what is one thing under several identities: sure matches link by themselves, likely ones ask."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from dashboard.links import STATES, Link, Links
from dashboard.store import Store
from dashboard.store.linking import Decision
from dashboard.store.recognising import Record, listed
from dashboard.store.submission import Facts
from dashboard.weeks import held_before
from dashboard.workflows.report import Standing
from metrics.matching import Match, matches
from metrics.measure import Source

_PLACE = ("submission", "file", "sheet", "table", "row")


def sure(ledger: str, before: Sequence[Record], now: Sequence[Record], links: Links) -> Iterator[tuple[Link, Facts]]:
    """What a commit links by itself: each pair with its ground, what agrees and differs, and both cells."""
    for match in matches(ledger, before, now, links).sure:
        yield Link(*match.pair), why(match)


def why(match: Match) -> Facts:
    """A match as its decision keeps it."""
    return {
        "rule": match.rule,
        "grounds": [[g.field, g.verdict, _plain(g.was), _plain(g.now)] for g in match.grounds],
        "before": {name: _plain(match.before[name]) for name in _PLACE},
        "now": {name: _plain(match.now[name]) for name in _PLACE},
    }


def _plain(value: Any) -> Any:
    """A value as JSON has it."""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d}"
    return None if isinstance(value, float) and math.isnan(value) else value


MEETINGS = 8
"""What first showed at so many held meetings is compared with everything known."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A match that a person decides, with the address of either record's row."""

    ledger: str
    match: Match
    cells: tuple[Source, Source]

    @property
    def link(self) -> Link:
        return Link(*self.match.pair)

    @property
    def of_two_units(self) -> bool:
        """Whether two units would turn out to report one project."""
        return self.ledger == "projects" and self.match.before["unit"] != self.match.now["unit"]


def waiting(store: Store, standing: Standing) -> list[Waiting]:
    """What is likely, or sure by now, to be one thing and was not decided: projects, then assets, likeliest first.

    As presented, the pairs that were open then: one that was confirmed before is none, one confirmed since still is.
    """
    found = [(ledger, match) for ledger in STATES for match in _open(store, standing, ledger)]
    return [Waiting(ledger, match, (_cell(store, match.before), _cell(store, match.now))) for ledger, match in found]


def _open(store: Store, standing: Standing, ledger: str) -> list[Match]:
    day, since = standing.as_of, standing.as_of
    told, links = store.history.ever(ledger, date(day.year - 1, 1, 1), standing.filters.known_at)
    for _ in range(MEETINGS):
        since = held_before(store.district, since)
    stands = listed(ledger, standing.whole.snapshot.tables[ledger])
    present = {record["identity"] for record in stands}
    first: dict[str, date] = {}
    for record in told:
        first[record["identity"]] = min(record["first"], first.get(record["identity"], record["first"]))
    was = [
        record
        for record in told
        if record["period"] <= day and (record["identity"] not in present or first[record["identity"]] < since)
    ]
    found = matches(ledger, was, stands, links)
    return [*found.sure, *found.likely]


def _cell(store: Store, record: Record) -> Source:
    letter = store.history.letter(record["submission"], record["sheet"], record["table"], "name")
    return Source(record["submission"], record["file"], record["sheet"], f"{letter}{record['row']}")


def decide(store: Store, item: Waiting, *, same: bool, by: str, now: datetime) -> None:
    """Remember that two are one thing, or are two."""
    link = Link(*item.match.pair, same)
    store.links.decide(item.ledger, link, why=why(item.match), by=by, now=now)


def undoable(trail: Sequence[Decision]) -> set[int]:
    """Decisions that nothing has followed for their pair; `trail` is newest first."""
    newest: dict[tuple[str, frozenset[str]], int] = {}
    for step in trail:
        newest.setdefault((step.ledger, step.link.pair), step.number)
    return set(newest.values())
