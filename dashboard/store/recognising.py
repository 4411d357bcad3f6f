"""Recognising: what of a submission was never seen before, and what it may be under another identity.

The store finds who could be meant, by the words both are known by; whether they are one thing is decided elsewhere
(`metrics.matching`) and given as `Matcher`. What it finds becomes acts in the submission's own transaction.
"""

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pandas as pd
from sqlalchemy import Connection, select

from dashboard.contract import District, kind_of
from dashboard.links import RECOGNISED, Link, Links
from dashboard.store import namesakes, relations
from dashboard.store.books import Books
from dashboard.store.engine import chunks
from dashboard.store.linking import decided
from dashboard.store.schema import recognitions, sightings, submissions
from dashboard.store.sightings import STATES, rows_of, words
from dashboard.store.standing import Known, standing
from dashboard.store.submission import Facts
from dashboard.store.views import contents, snapshot

Record = Mapping[str, Any]
Matcher = Callable[[str, Sequence[Record], Sequence[Record], Links], Iterable[tuple[Link, Facts]]]
"""For a ledger, records of before, records of today and what is decided: pairs that are surely one thing, and why."""
PLACE = ("identity", "submission", "file", "sheet", "table", "row")


@dataclass(frozen=True)
class _Pool:
    """Whose records are compared: by ledger the new identities, and those that share a word with one of them."""

    ledger: str
    new: frozenset[str]
    others: frozenset[str]

    @property
    def names(self) -> frozenset[str]:
        return self.new | self.others


def recognised(
    books: Books, connection: Connection, number: int, district: District, matcher: Matcher, now: datetime
) -> None:
    """Link what a submission, just filed, shows under a new identity with what it surely was before."""
    period = connection.execute(select(submissions.c.period).where(submissions.c.number == number)).scalar_one()
    for ledger in STATES:
        pool = _pool(connection, ledger, number)
        if len(pool.names) < 2 or not pool.new:
            continue
        decisions = relations.closure(connection, ledger, pool.names)
        links = Links(link for _, link in decisions)
        was = [
            record
            for record in seen(connection, ledger, pool.others, links, Known(number - 1))
            if record["period"] <= period
        ]
        stands = _standing(connection, pool, period, district, links)
        for link, why in matcher(ledger, was, stands, links):
            decided(books, connection, ledger, link, why=why, by="", now=now)


def seen(
    connection: Connection, ledger: str, names: Collection[str], links: Links, known: Known | None = None
) -> list[Record]:
    """What each unit said last of these identities, under the canonical one, with `period` and `first` (sighting).

    `known` bounds from which receipts it is known which namesake a list means.
    """
    latest: dict[tuple[str, str], Any] = {}
    first: dict[str, date] = {}
    rows = namesakes.sighted(connection, ledger, rows_of(connection, ledger, names), known or Known())
    meant: dict[str, set[str]] = {}
    for row, name in rows:
        meant.setdefault(row.identity, set()).add(name)
    for row, told in rows:
        # a name that always meant one thing, and is not linked with it, is still to be asked about
        asked = len(meant[row.identity]) == 1 and links.canonical(told) != links.canonical(row.identity)
        name = row.identity if asked else told
        latest[name, row.unit] = row
        first[name] = min(first.get(name, row.period), row.period)
    files = _files(connection, {row.submission for row in latest.values()})
    return [
        {
            **_typed(ledger, json.loads(row.told)),
            **{name: row._mapping[name] for name in ("submission", "sheet", "table", "row", "period")},
            "file": files[row.submission],
            "identity": links.canonical(name),
            "first": first[name],
        }
        for (name, _), row in sorted(latest.items(), key=lambda item: (item[1].period, item[1].submission))
    ]


def _typed(ledger: str, told: Mapping[str, Any]) -> dict[str, Any]:
    """Values as a snapshot has them: dates as moments, absent numbers and dates as such."""
    made = {"date": lambda value: pd.NaT if value is None else pd.Timestamp(value), "number": _number}
    return {name: made.get(kind_of(name, ledger), lambda value: value)(value) for name, value in told.items()}


def _number(value: float | None) -> float:
    return float("nan") if value is None else value


def _files(connection: Connection, numbers: Collection[int]) -> dict[int, str]:
    every = sorted(numbers)
    found: dict[int, str] = {}
    for start in range(0, len(every), 400):
        chunk = every[start : start + 400]
        rows = select(submissions.c.number, submissions.c.name).where(submissions.c.number.in_(chunk))
        found |= {number: name for number, name in connection.execute(rows)}
    return found


def _pool(connection: Connection, ledger: str, number: int) -> _Pool:
    """The identities that a receipt is the first to show at a unit, and everybody who shares a word with them.

    What another unit has shown before is new all the same: a credit code that this unit adds to its own project may
    long stand with another one, and what this unit called it until then is still to be found.
    """
    shown = select(sightings.c.identity, sightings.c.unit, sightings.c.told)
    told = connection.execute(shown.where(sightings.c.submission == number, sightings.c.ledger == ledger)).all()
    before = rows_of(connection, ledger, {name for name, *_ in told})
    known = {(row.identity, row.unit) for row in before if row.submission != number}
    new = {name: json.loads(text) for name, unit, text in told if (name, unit) not in known}
    spoken = {word for record in new.values() for word in words(ledger, record)}
    others: set[str] = set()
    for chunk in chunks(spoken):
        found = select(recognitions.c.identity).where(recognitions.c.ledger == ledger, recognitions.c.word.in_(chunk))
        others |= set(connection.execute(found).scalars())
    return _Pool(ledger, frozenset(new), frozenset(others - new.keys()))


def _standing(connection: Connection, pool: _Pool, period: date, district: District, links: Links) -> list[Record]:
    """What of a pool stands on a day, in the lists of the units that ever spoke of it."""
    units = sorted({row.unit for row in rows_of(connection, pool.ledger, pool.names)})
    found, extra = standing(connection, period, district, known=Known(), units=units)
    own = [entry for entry in found if entry.claim.line.ledger == pool.ledger]
    frame = snapshot(period, own, contents(connection, own, extra), district).tables[pool.ledger]
    frame = frame[frame["identity"].isin(pool.names)]
    return [{**record, "identity": links.canonical(record["identity"])} for record in listed(pool.ledger, frame)]


def listed(ledger: str, frame: pd.DataFrame) -> list[Record]:
    """Rows of a snapshot's table with what they are recognised by and where they stand."""
    columns = list(dict.fromkeys((*PLACE, *RECOGNISED[ledger])))
    return [dict(zip(columns, row, strict=True)) for row in zip(*(frame[c].tolist() for c in columns), strict=True)]
