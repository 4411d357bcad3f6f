"""Reconsidering: what the program linked by itself is taken back once the rows that it rests on count no longer.

A receipt is retracted, or another one takes its place in its own week: the links whose ground stood in it are matched
anew by what counts now. What is not found again is taken back, and what is found instead is linked. What a person
decided is never touched.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, select

from dashboard.contract import District
from dashboard.links import STATES, Link, Links
from dashboard.store import acts, records, relations
from dashboard.store.acts import Act
from dashboard.store.books import Books
from dashboard.store.linking import decided
from dashboard.store.recognising import Matcher, joined, matched, pool_of, table_on
from dashboard.store.schema import parts
from dashboard.store.sightings import rows_of, seen_in
from dashboard.store.submission import Facts
from dashboard.store.views import opened

_Found = tuple[Link, Facts]


@dataclass(frozen=True)
class _Anew:
    """What a link is matched anew with."""

    connection: Connection
    district: District
    matcher: Matcher


def reconsidered(
    books: Books,
    connection: Connection,
    numbers: Collection[int],
    district: District,
    matcher: Matcher | None,
    now: datetime,
) -> None:
    """Take back the program's links of what receipts showed that count no longer, unless they are found anew."""
    anew = None if matcher is None else _Anew(connection, district, matcher)
    for ledger in STATES:
        names = _shown(connection, ledger, numbers)
        doubted = _doubted(connection, ledger, relations.closure(connection, ledger, names), district)
        instead: list[tuple[date, list[_Found]]] = []
        for act in list(doubted.values()):
            said = relations.closure(connection, ledger, names)
            links = Links(link for number, link in said if number not in doubted)
            day, pairs = (date.min, []) if anew is None else _found(anew, act, links)
            if _pair(act, links) in {link.pair for link, _ in pairs}:
                del doubted[act.number]
                continue
            why = {"undoes": act.number, "receipts": sorted(numbers)}
            back = Link(act.content["one"], act.content["other"], act.content["before"])
            decided(books, connection, ledger, back, why=why, by="", now=now)
            instead.append((day, pairs))
        for day, pairs in instead:
            joined(books, connection, ledger, pairs, day, district, now)


def _shown(connection: Connection, ledger: str, numbers: Collection[int]) -> set[str]:
    """Every identity that receipts show, whether it was new in them or not."""
    held = select(parts.c.unit, parts.c.content).where(parts.c.ledger == ledger, parts.c.submission.in_(numbers))
    return {name for unit, block in connection.execute(held) for name in seen_in(opened(unit, ledger, block))}


def _doubted(
    connection: Connection, ledger: str, decisions: Iterable[tuple[int, Link]], district: District
) -> dict[int, Act]:
    """Decisions of the program, nothing having followed for their pair, of which a row does not stand in its week."""
    newest = {link.pair: number for number, link in decisions}
    steps = [act for number in sorted(newest.values()) if (act := acts.numbered(connection, number)) is not None]
    grounds = {act.number: _grounds(act) for act in steps if not act.by and act.content["same"]}
    receipts = {row["submission"] for rows in grounds.values() for row in rows}
    stand = {number: _rows(connection, ledger, number, district) for number in receipts}
    return {
        act.number: act
        for act in steps
        if any(_place(row) not in stand[row["submission"]] for row in grounds.get(act.number, ()))
    }


def _grounds(act: Act) -> list[Mapping[str, Any]]:
    """Both rows on which a decision rests, as far as it says."""
    return [act.content["why"][side] for side in ("before", "now") if side in act.content["why"]]


def _place(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return row["sheet"], row["table"], row["row"]


def _rows(connection: Connection, ledger: str, number: int, district: District) -> set[tuple[Any, ...]]:
    """The places in a receipt's file whose rows stand on the last day that it covers."""
    units = sorted({unit for unit, book, _ in records.places(connection, number) if book == ledger})
    frame = table_on(connection, ledger, units, records.receipt(connection, number).period, district)
    own = frame[frame["submission"] == number]
    return set(zip(own["sheet"].tolist(), own["table"].tolist(), own["row"].tolist(), strict=True))


def _pair(act: Act, links: Links) -> frozenset[str]:
    """The two things of a decision, as they are shown without it."""
    return frozenset((links.canonical(act.content["one"]), links.canonical(act.content["other"])))


def _found(anew: _Anew, act: Act, links: Links) -> tuple[date, list[_Found]]:
    """What the newer identity of a decision surely was before, on the first day on which it is found to be anything.

    It is looked at on every day on which it began to read as it does; a day on which it was the same thing settles it.
    """
    ledger, new = act.content["ledger"], links.members(act.content["other"])
    rows = list(rows_of(anew.connection, ledger, new))
    pool = pool_of(anew.connection, ledger, new, (row.told for row in rows))
    found: tuple[date, list[_Found]] = (date.min, [])
    for day in sorted({row.period for row in rows}):
        pairs = matched(anew.connection, pool, day, anew.district, links, anew.matcher)
        if _pair(act, links) in {link.pair for link, _ in pairs}:
            return day, pairs
        found = found if found[1] else (day, pairs)
    return found
