"""Verdicts: whether what a unit reports of a thing is accepted for assessment, from when, why, on what evidence.

The meeting counts what is reported, scores count what is accepted; a verdict takes nothing off any list.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, select

from dashboard.contract import Snapshot
from dashboard.errors import SubmissionRefused
from dashboard.store import relations
from dashboard.store.acts import aware as zoned
from dashboard.store.books import Books
from dashboard.store.schema import acts, verdicts
from dashboard.store.standing import Known

KIND = "verdict"
JUDGED = ("visits", "projects", "assets")
"""Ledgers whose things keep their identity from week to week, so that a verdict stays with them."""
VERDICTS = ("accepted", "rejected", "pending")


@dataclass(frozen=True, slots=True)
class Claimed:
    """A thing as one unit claims it; `identity` as snapshots show it."""

    ledger: str
    unit: str
    identity: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """One verdict: it holds from `since` on, until one with a later day, or a newer one for the same day."""

    number: int
    claimed: Claimed
    verdict: str
    since: date
    reason: str
    evidence: str
    at: datetime
    by: str


class Verdicts:
    """The verdicts of a store. Every one is an act and none is ever changed: a new one takes its place."""

    def __init__(
        self,
        books: Books,
        stood: Callable[[date, str], Snapshot],
        days: Callable[[], list[date]],
        former: Callable[[date], Mapping[str, str]],
    ) -> None:
        self.books = books
        self._stood, self._days, self._former = stood, days, former

    def give(
        self, claimed: Claimed, verdict: str, *, since: date, reason: str, evidence: str, by: str, now: datetime
    ) -> int:  # fmt: skip
        """Judge a unit's claim from a day on; the number of the act.

        Raises
        ------
        SubmissionRefused
            `verdict-unknown`: not one of `VERDICTS`, or of a ledger that is not judged; `verdict-without-reason`;
            `verdict-without-record`: the unit has never shown such a thing, or there is no such unit.
        """
        if verdict not in VERDICTS or claimed.ledger not in JUDGED or not claimed.identity:
            raise SubmissionRefused("verdict-unknown", verdict=verdict, ledger=claimed.ledger)
        if not reason.strip():
            raise SubmissionRefused("verdict-without-reason")
        if not any(claimed in claims(self._stood(day, claimed.unit)) for day in (since, *reversed(self._days()))):
            raise SubmissionRefused("verdict-without-record", unit=claimed.unit)
        said = {
            "ledger": claimed.ledger, "unit": claimed.unit, "identity": claimed.identity, "verdict": verdict,
            "since": since.isoformat(), "reason": reason.strip(), "evidence": evidence.strip(),
        }  # fmt: skip
        with self.books.writing() as connection:
            return self.books.do(connection, KIND, said, by=by, now=now).number

    def standing(self, ledger: str, as_of: date, known_at: datetime | None = None) -> Mapping[Claimed, Verdict]:
        """The verdict on every claim that was judged, as it holds on a day and was known at a moment (None: now).

        A claim without one is pending. Things that were found to be one share the newest verdict of all of them.
        """
        found: dict[Claimed, Verdict] = {}
        for verdict in self._of(ledger, known_at, self._former(as_of)):
            if verdict.since <= as_of:
                found[verdict.claimed] = max(found.get(verdict.claimed, verdict), verdict, key=_order)
        return found

    def without_record(self, ledger: str, snapshot: Snapshot, known_at: datetime | None = None) -> list[Verdict]:
        """Verdicts that hold on a snapshot's day on what no unit claims there any more, as it was claimed then.

        A visit whose day was corrected is another record; a person says that the two are one (`Store.links`).
        """
        stand = claims(snapshot)
        return [
            verdict
            for claimed, verdict in self.standing(ledger, snapshot.as_of, known_at).items()
            if claimed not in stand
        ]

    def trail(self, claimed: Claimed) -> list[Verdict]:
        """Every verdict on a claim, the one that came into force last first."""
        names = self._former(date.max)
        asked = replace(claimed, unit=names.get(claimed.unit, claimed.unit))
        found = [verdict for verdict in self._of(claimed.ledger, None, names) if verdict.claimed == asked]
        return sorted(found, key=_order, reverse=True)

    def _of(self, ledger: str, known_at: datetime | None, former: Mapping[str, str]) -> list[Verdict]:
        with self.books.reading() as connection:
            known = Known.at(connection, known_at).acts
            given = select(verdicts, acts.c.at, acts.c.by).join(acts, acts.c.number == verdicts.c.act)
            rows = connection.execute(given.where(verdicts.c.ledger == ledger, verdicts.c.act <= known)).all()
            shown = relations.shown(connection, ledger, {row.identity for row in rows}, known)
        return [_verdict(row, former.get(row.unit, row.unit), shown.get(row.identity, row.identity)) for row in rows]


def claims(snapshot: Snapshot) -> frozenset[Claimed]:
    """Everything that can be judged in a snapshot."""
    tables = ((ledger, snapshot.tables[ledger]) for ledger in JUDGED)
    return frozenset(
        Claimed(ledger, unit, name)
        for ledger, rows in tables
        for unit, name in zip(rows["unit"], rows["identity"], strict=True)
    )


def _order(verdict: Verdict) -> tuple[date, int]:
    return verdict.since, verdict.number


def _verdict(row: Row[Any], unit: str, identity: str) -> Verdict:
    claimed = Claimed(row.ledger, unit, identity)
    return Verdict(row.act, claimed, row.verdict, row.since, row.reason, row.evidence, zoned(row.at), row.by)
