"""Namesakes: which of several buildings a record means that names only one of them.

A list with several assets of one name tells them apart by their area, one that names a single asset need not. Its
record is the building of exactly that area, where the same unit ever told it apart, unless a person said otherwise.
"""

import json
from collections.abc import Collection, Iterable, Sequence
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Row, select

from dashboard.links import Link
from dashboard.store import relations
from dashboard.store.engine import chunks
from dashboard.store.identity import among_namesakes, by_area, without_area
from dashboard.store.schema import sightings
from dashboard.store.sightings import gone
from dashboard.store.standing import Known

Name = tuple[str, str]
"""Unit and identity."""


def named(connection: Connection, ledger: str, frame: pd.DataFrame, own: Sequence[str], known: Known) -> Sequence[str]:
    """The identities under which the rows of a snapshot's table are shown, as far as known; `own` are the raw ones."""
    if ledger == "assets":
        own = _meant(connection, list(zip(frame["unit"], own, among_namesakes(frame, own), strict=True)), known)
    linked = relations.shown(connection, ledger, own, known.acts)
    return [linked.get(name, name) for name in own]


def sighted(connection: Connection, ledger: str, rows: Iterable[Row[Any]], known: Known) -> list[tuple[Row[Any], str]]:
    """Sightings, in their order, each with the identity that it means."""
    every = list(rows)
    if ledger != "assets":
        return [(row, row.identity) for row in every]
    told = [(row.unit, row.identity, by_area(row.identity, json.loads(row.told)["area"])) for row in every]
    return list(zip(every, _meant(connection, told, known), strict=True))


def spoken(ledger: str, names: Iterable[str]) -> set[str]:
    """Raw identities under which things may have been sighted."""
    every = set(names)
    return every | {without_area(name) for name in every} if ledger == "assets" else every


def _meant(connection: Connection, rows: Collection[tuple[str, str, str]], known: Known) -> list[str]:
    """For unit, identity and what it would be among namesakes: the latter where the unit has shown it."""
    found = _shown(connection, {(unit, apart) for unit, name, apart in rows if apart != name}, known)
    open_again = _taken_back(connection, {name for _, name in found}, known) if found else set()
    return [
        apart if (unit, apart) in found and frozenset((name, apart)) not in open_again else name
        for unit, name, apart in rows
    ]


def _shown(connection: Connection, names: Collection[Name], known: Known) -> set[Name]:
    """Those of some names of units that a receipt shows which counts, as far as known."""
    wanted = select(sightings.c.unit, sightings.c.identity).where(
        sightings.c.ledger == "assets",
        sightings.c.submission <= known.receipts,
        sightings.c.submission.not_in(gone(known)),
    )
    found: set[Name] = set()
    for chunk in chunks(name for _, name in names):
        found |= {(row.unit, row.identity) for row in connection.execute(wanted.where(sightings.c.identity.in_(chunk)))}
    return found & set(names)


def _taken_back(connection: Connection, names: Collection[str], known: Known) -> set[frozenset[str]]:
    """Pairs that were decided to be two, or opened again."""
    newest: dict[frozenset[str], Link] = {}
    for act, link in relations.closure(connection, "assets", names):
        if act <= known.acts:
            newest[link.pair] = link
    return {pair for pair, link in newest.items() if not link.same}
