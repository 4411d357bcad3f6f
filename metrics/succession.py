"""Succession: a snapshot of before under today's identities, so that what was renamed is compared with itself.

What is committed is linked by the store; this carries what is only a draft, or was never committed at all.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from dashboard.contract import Snapshot
from dashboard.links import RECOGNISED, Link, Links
from dashboard.names import organisation_key
from metrics.grounds import Record
from metrics.matching import matches

LEDGERS = ("projects", "assets")
_PLACE = ("identity", "submission", "file", "sheet", "table", "row")
_SHARED = {"projects": ("name", "registered_name", "investor", "content"), "assets": ("name", "location", "owner")}
"""What every ground of a ledger needs one of: things that share none with a new one cannot be it, nor be mistaken."""


Successors = Mapping[str, Mapping[str, str]]
"""By ledger, for identities of before, those that carry them on."""


def succeeded(before: Snapshot, now: Snapshot) -> Successors:
    """What was renamed between two snapshots, where the match is sure."""
    both = [table for table in LEDGERS if table in before.tables and table in now.tables]
    return {
        table: successors(table, before.tables[table], now.tables[table], now.parted.get(table, ())) for table in both
    }


def renamed(snapshot: Snapshot, names: Successors) -> Snapshot:
    """A snapshot of any earlier day under the identities that carry on its own."""
    tables = dict(snapshot.tables)
    for table, known in names.items():
        if known and table in tables:
            own = tables[table]["identity"]
            tables[table] = tables[table].assign(identity=own.map(lambda name, known=known: known.get(name, name)))
    projects = names.get("projects", {})
    reached = {projects.get(name, name): stage for name, stage in snapshot.reached.items()}
    return replace(snapshot, tables=tables, reached=reached)


def successors(
    table: str, before: pd.DataFrame, now: pd.DataFrame, parted: Iterable[tuple[str, str]] = ()
) -> dict[str, str]:
    """For identities of before that today's frame no longer knows, the identity that carries them on.

    `parted` are pairs that are never joined here: a person said that they are two, or took back that they are one.
    """
    known, today = set(before["identity"].tolist()), set(now["identity"].tolist())
    lost, new = known - today - {""}, today - known - {""}
    if not lost or not new:
        return {}
    shared = _sharing(table, now[now["identity"].isin(new)])
    then = _records(table, before[before["identity"].isin(lost) | shared(before)])
    stands = _records(table, now[now["identity"].isin(new) | shared(now)])
    links = Links(Link(one, other, False) for one, other in parted)
    return {match.pair[0]: match.pair[1] for match in matches(table, then, stands, links).sure if match.pair[0] in lost}


def _records(table: str, frame: pd.DataFrame) -> Sequence[Record]:
    """Rows of a snapshot's table as `matches` compares them; dates as `Timestamp`, absent ones NaT."""
    columns = list(dict.fromkeys((*_PLACE, *RECOGNISED[table])))
    return [dict(zip(columns, row, strict=True)) for row in zip(*(frame[c].tolist() for c in columns), strict=True)]


def _sharing(table: str, new: pd.DataFrame) -> Callable[[pd.DataFrame], "pd.Series[Any]"]:
    """Tells which rows share a word of recognition with these new ones."""
    columns = _SHARED[table]
    words = {organisation_key(word) for column in columns for word in new[column] if word}

    def shared(frame: pd.DataFrame) -> "pd.Series[Any]":
        rows = zip(*(frame[column] for column in columns), strict=True)
        return pd.Series(
            [any(organisation_key(word) in words for word in row if word) for row in rows], frame.index, bool
        )

    return shared
