"""What stood before a sender's file on the lines that it may replace: what the file is read beside."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from typing import Self

import pandas as pd
from sqlalchemy import Connection, select, tuple_

from dashboard.contract import District
from dashboard.store import records
from dashboard.store.books import Books
from dashboard.store.engine import chunks
from dashboard.store.entries import block_of
from dashboard.store.folding import Standing
from dashboard.store.schema import parts, submissions
from dashboard.store.scopes import is_by_hand
from dashboard.store.standing import standing
from dashboard.store.submission import Submission
from dashboard.store.views import Contents, Tables, contents

Stood = tuple[tuple[str, ...], ...]
"""Of everything that stood its unit, ledger and scope, and the hash of what is kept there."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """Claims that stood, told apart by what they hold; their tables are put together only when somebody asks."""

    books: Books = field(repr=False)
    district: District = field(repr=False)
    found: Sequence[Standing] = ()
    extra: Contents = field(default_factory=Contents, repr=False)
    own: frozenset[int] = frozenset()
    """Receipts, and numbers of drafts, of the sender's own."""
    fence: frozenset[str] | None = None
    """The units of which somebody may see anything; None for all."""

    @property
    def of_others(self) -> Self:
        """Only what another sender reported."""
        return replace(self, found=[entry for entry in self.found if entry.claim.submission not in self.own])

    def tables(self) -> Mapping[str, pd.DataFrame]:
        """The canonical tables, without empty ones."""
        if not self.found:
            return {}
        with self.books.reading() as connection:
            held = contents(connection, self.found, self.extra)
        found = Tables(self.found, held, self.district)
        return found if self.fence is None else dict(self._fenced(found, self.fence))

    def stood(self, ledgers: Collection[str]) -> Stood:
        """What of some ledgers stood, in short: equal for equal records."""
        claims = [entry.claim for entry in self.found if entry.claim.line.ledger in ledgers]
        if not claims:
            return ()
        wanted = {(claim.submission, claim.line.unit, claim.line.ledger) for claim in claims if claim.records}
        wanted |= {(number, unit, "stops") for number, unit, ledger in wanted if ledger == "visits"}
        hashes = {place: sha256(block_of(self.extra.parts[place])) for place in wanted & set(self.extra.parts)}
        key = tuple_(parts.c.submission, parts.c.unit, parts.c.ledger)
        with self.books.reading() as connection:
            for places in chunks(wanted - set(hashes)):
                rows = connection.execute(select(parts).where(key.in_(places)))
                hashes |= {(number, unit, ledger): sha256(block) for number, unit, ledger, block in rows}
        told = {place: found.hexdigest() for place, found in hashes.items()}
        return tuple(sorted(
            (line.unit, line.ledger, line.scope, *(told.get((number, line.unit, kind), "") for kind in kinds))
            for number, line in ((claim.submission, claim.line) for claim in claims)
            for kinds in [(line.ledger, "stops")]
        ))  # fmt: skip

    @staticmethod
    def _fenced(found: Mapping[str, pd.DataFrame], units: frozenset[str]) -> Iterator[tuple[str, pd.DataFrame]]:
        for name, table in found.items():
            kept = table[table["unit"].isin(units)].reset_index(drop=True)
            if len(kept):
                yield name, kept


def earlier(
    books: Books, connection: Connection, unit: str, before: date, district: District, also: Sequence[Submission] = ()
) -> Earlier:
    """As `Store.previous`."""
    joint = unit in (district_wide := ("", district.name))
    day = date.fromordinal(before.toordinal() - 1)
    found, extra = standing(connection, day, district, also=also, units=None if joint else (unit,))
    lines_of = [(entry, entry.claim.line) for entry in found]
    kept = [entry for entry, line in lines_of if not line.sender and not is_by_hand(line.scope)]
    desk = district_wide if joint else (unit,)
    sent = select(submissions.c.number).where(submissions.c.unit.in_(desk))
    drafted = enumerate(also, records.last_number(connection) + 1 if also else 0)
    own = {*connection.execute(sent).scalars(), *(n for n, given in drafted if given.unit in desk)} if kept else ()
    return Earlier(books, district, kept, extra, frozenset(own))
