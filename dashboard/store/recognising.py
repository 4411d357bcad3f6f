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

from dashboard.contract import District
from dashboard.frames import kind_of
from dashboard.links import RECOGNISED, STATES, Link, Links
from dashboard.store import namesakes, records, relations
from dashboard.store.books import Books
from dashboard.store.engine import chunks
from dashboard.store.linking import decided
from dashboard.store.schema import recognitions, sightings, submissions
from dashboard.store.sightings import rows_of, words
from dashboard.store.standing import Known, standing
from dashboard.store.submission import Facts
from dashboard.store.views import contents, snapshot

Record = Mapping[str, Any]
Matcher = Callable[[str, Sequence[Record], Sequence[Record], Links], Iterable[tuple[Link, Facts]]]
"""For a ledger, records of before, records of today and what is decided: pairs that are surely one thing, and why."""
PLACE = ("identity", "submission", "file", "sheet", "table", "row")


@dataclass(frozen=True)
class Pool:
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
    """Link what a submission shows under a new identity with what it surely was before."""
    period = records.receipt(connection, number).period
    for ledger in STATES:
        pool = _pool(connection, ledger, number)
        if not pool.new:
            continue
        links = Links(link for _, link in relations.closure(connection, ledger, pool.names))
        pairs = matched(connection, pool, period, district, links, matcher, Known(number - 1))
        joined(books, connection, ledger, pairs, period, district, now)


def matched(
    connection: Connection,
    pool: Pool,
    day: date,
    district: District,
    links: Links,
    matcher: Matcher,
    known: Known | None = None,
) -> list[tuple[Link, Facts]]:
    """What of a pool's new identities was surely known before under another one, judged by what stood on a day.

    `known` bounds from which receipts it is known which namesake a list means.
    """
    if len(pool.names) < 2 or not pool.new:
        return []
    was = [record for record in seen(connection, pool.ledger, pool.others, links, known) if record["period"] <= day]
    stands = [{**row, "identity": links.canonical(row["identity"])} for row in rows_on(connection, pool, day, district)]
    return list(matcher(pool.ledger, was, stands, links))


def joined(
    books: Books,
    connection: Connection,
    ledger: str,
    pairs: Iterable[tuple[Link, Facts]],
    day: date,
    district: District,
    now: datetime,
) -> None:
    """Link what was matched on a day, but never two things that stand then, or last, as two rows of one list."""
    for link, why in pairs:
        days = {day, max(day, records.last_period(connection))}
        if not any(_in_one_list(connection, ledger, link, each, district) for each in days):
            decided(books, connection, ledger, link, why=why, by="", now=now)


def _in_one_list(connection: Connection, ledger: str, link: Link, day: date, district: District) -> bool:
    """Whether two things, under any of their identities, are two rows of a list that stands on a day."""
    links = Links(each for _, each in relations.closure(connection, ledger, (link.one, link.other)))
    one, other = (frozenset(links.members(name)) for name in (link.one, link.other))
    lists: dict[bool, set[tuple[Any, ...]]] = {True: set(), False: set()}
    for row in rows_on(connection, Pool(ledger, one, other), day, district):
        lists[row["identity"] in one].add((row["submission"], row["sheet"], row["table"]))
    return bool(lists[True] & lists[False])


def seen(
    connection: Connection,
    ledger: str,
    names: Collection[str],
    links: Links,
    known: Known | None = None,
    *,
    said: Known | None = None,
) -> list[Record]:
    """What each unit said last of these identities, under the canonical one, with `period` and `first` (sighting).

    `known` bounds from which receipts it is known which namesake a list means, `said` what was said.
    """
    latest: dict[tuple[str, str], Any] = {}
    first: dict[str, date] = {}
    rows = namesakes.sighted(connection, ledger, rows_of(connection, ledger, names, known=said), known or Known())
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


def _pool(connection: Connection, ledger: str, number: int) -> Pool:
    """The identities that a receipt is the first to show at a unit, and everybody who shares a word with them.

    What another unit has shown before is new all the same: a credit code that this unit adds to its own project may
    long stand with another one, and what this unit called it until then is still to be found. So is what was shown
    only by a receipt whose place this one took.
    """
    shown = select(sightings.c.identity, sightings.c.unit, sightings.c.told)
    told = connection.execute(shown.where(sightings.c.submission == number, sightings.c.ledger == ledger)).all()
    if not told:
        return Pool(ledger, frozenset(), frozenset())
    own = {number, *records.superseded(connection, number)}
    before = rows_of(connection, ledger, {name for name, *_ in told})
    known = {(row.identity, row.unit) for row in before if row.submission not in own}
    new = {name: text for name, unit, text in told if (name, unit) not in known}
    return pool_of(connection, ledger, new, new.values())


def pool_of(connection: Connection, ledger: str, new: Collection[str], told: Iterable[str]) -> Pool:
    """New identities with everybody who shares a word with what is told of them."""
    spoken = {word for text in told for word in words(ledger, json.loads(text))}
    others: set[str] = set()
    for chunk in chunks(spoken):
        found = select(recognitions.c.identity).where(recognitions.c.ledger == ledger, recognitions.c.word.in_(chunk))
        others |= set(connection.execute(found).scalars())
    return Pool(ledger, frozenset(new), frozenset(others.difference(new)))


def rows_on(connection: Connection, pool: Pool, day: date, district: District) -> list[Record]:
    """What of a pool stands on a day, in the lists of the units that ever spoke of it, under its own identities."""
    units = sorted({row.unit for row in rows_of(connection, pool.ledger, pool.names)})
    frame = table_on(connection, pool.ledger, units, day, district)
    return listed(pool.ledger, frame[frame["identity"].isin(pool.names)])


def table_on(connection: Connection, ledger: str, units: Sequence[str], day: date, district: District) -> pd.DataFrame:
    """A ledger of some units as it stands on a day, nothing linked."""
    found, extra = standing(connection, day, district, known=Known(), units=units)
    own = [entry for entry in found if entry.claim.line.ledger == ledger]
    return snapshot(day, own, contents(connection, own, extra), district).tables[ledger]


def listed(ledger: str, frame: pd.DataFrame) -> list[Record]:
    """Rows of a snapshot's table with what they are recognised by and where they stand."""
    columns = list(dict.fromkeys((*PLACE, *RECOGNISED[ledger])))
    return [dict(zip(columns, row, strict=True)) for row in zip(*(frame[c].tolist() for c in columns), strict=True)]
