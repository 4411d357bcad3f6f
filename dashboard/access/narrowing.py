"""The store as somebody may see it: for a reporter the rows of own units, and nothing that is not named here.

Whatever a page, drawer, download or cached result shows of the district it asks of a `Store`. Who may see every unit's
rows is given the store itself; a reporter is given a `Narrowed` one. What that does not name raises, so that a reader
added to `Store` later is closed to reporters until somebody has thought about it.
"""

from collections.abc import Collection, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pandas as pd

from dashboard.access.rights import Identity, may_do
from dashboard.access.told import Told
from dashboard.contract import District, Snapshot
from dashboard.errors import AccessDenied
from dashboard.store import Filed, Receipt, Store, Submission, versions
from dashboard.store.earlier import Earlier
from dashboard.store.meetings import Record
from dashboard.store.recognising import Matcher
from dashboard.store.renaming import with_former


def seen(store: Store, identity: Identity) -> Store:
    """The store as this person may read it and hand files in to it."""
    return store if identity.whole else Narrowed(store, identity)


def own(district: District, units: Collection[str]) -> District:
    """The registry as a reporter sees it: own units with their people and targets, and the district's calendar."""
    kept = tuple(unit for unit in district.units if unit.name in units)
    return replace(
        district,
        units=kept,
        leaders=tuple(leader for leader in district.leaders if leader.unit in units),
        targets=tuple(target for target in district.targets if target.unit in units),
        exemptions=(),
        former={name: unit for name, unit in district.former.items() if unit in units},
    )


class _Part:
    """A part of the store of which only these doors are open."""

    def __init__(self, **doors: Any) -> None:
        self.__dict__.update(doors)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        raise AccessDenied("rows-denied", what=name)


class Narrowed(Store):
    """A store of which somebody sees own units alone. It is a view: it opens nothing and closes nothing.

    What of `Store` is not answered here goes to its closed parts and raises `AccessDenied` (`rows-denied`).
    """

    def __init__(self, whole: Store, identity: Identity) -> None:
        self._whole, self._identity = whole, identity
        self.units = frozenset(identity.units)
        self.audience = "\n".join(sorted(self.units)) or "-"
        parts = {"settings": whole.settings, **_parts(whole, self), **dict.fromkeys(_CLOSED, _Part())}
        self.__dict__.update(parts)

    def __eq__(self, other: object) -> bool:
        """Two views of one store by the same units show the same."""
        return isinstance(other, Narrowed) and (self._whole, self.units) == (other._whole, other.units)

    def __hash__(self) -> int:
        return hash((id(self._whole), self.units))

    def together(self) -> AbstractContextManager[None]:
        return self._whole.together()

    def at_hand(self) -> AbstractContextManager[None]:
        return self._whole.at_hand()

    def close(self) -> None:
        """Nothing is let go of: the store that this is a view of stays open for others."""

    @property
    def district(self) -> District:
        return replace(self._whole.district, targets=(), exemptions=())

    @property
    def acts(self) -> int:
        return self._whole.acts

    @property
    def receipts(self) -> int:
        return self._whole.receipts

    @property
    def version(self) -> int:
        """As `Store.version`, of what can change a figure of own units: others may hand in meanwhile."""
        names = with_former(self.units, self._whole.district.former)
        with self._whole.books.reading() as connection:
            return versions.of_units(connection, names)

    def commit(self, submission: Submission, *, now: datetime, matcher: Matcher | None = None) -> Receipt:
        """As `Store.commit`, under the reporter's own name.

        Raises
        ------
        AccessDenied
            `unit-denied`: the file, something in it, or the receipt whose place it is to take is another unit's.
        """
        spoken = {str(unit) for frame in submission.tables.values() for unit in frame["unit"]} - {""}
        foreign = sorted({submission.unit, *spoken} - self.units)
        if foreign or submission.by_hand or not may_do(self._identity, "upload"):
            raise AccessDenied("unit-denied", units="、".join(foreign) or submission.unit)
        if submission.replaces is not None:
            self._assert_own(submission.replaces)
        said = replace(submission, uploader=self._identity.name)
        return self._whole.commit(said, now=now, matcher=matcher)

    def snapshot(
        self,
        as_of: date,
        known_at: datetime | None = None,
        *,
        also: Sequence[Submission] = (),
        units: Collection[str] | None = None,
        spared: Collection[int] = (),
    ) -> Snapshot:
        wanted = self.units if units is None else self.units & set(units)
        found = self._whole.snapshot(as_of, known_at, also=also, units=tuple(sorted(wanted)), spared=spared)
        return _own_rows(found, wanted)

    def submissions(
        self, unit: str = "", period: date | None = None, as_of: date | None = None, known_at: datetime | None = None
    ) -> pd.DataFrame:
        """As `Store.submissions`, of what own units sent."""
        listed = self._whole.submissions(unit, period, as_of, known_at)
        return listed[listed["unit"].isin(self.units)].reset_index(drop=True)

    def submission(self, number: int) -> Filed:
        """A stored submission: all of it where it is about own units alone, else the rows of these."""
        filed = self._whole.submission(number)
        if self._whole_of(filed):
            return filed
        tables = {name: _of(frame, self.units) for name, frame in filed.tables.items()}
        rows = {
            (sheet, row) for frame in tables.values() for sheet, row in zip(frame["sheet"], frame["row"], strict=True)
        }
        if not rows:
            raise AccessDenied("receipt-denied", receipt=number)
        findings = [f for f in filed.findings if (f["sheet"], _row(str(f["cell"]))) in rows]
        return replace(filed, tables=tables, findings=findings, sheets=(), answers={})

    def archived(self, number: int) -> bytes:
        """The file as it came. `AccessDenied` (`file-shared`) where it holds rows of another unit."""
        if not self._whole_of(self._whole.submission(number)):
            raise AccessDenied("file-shared", receipt=number)
        return self._whole.archived(number)

    def periods(self, known_at: datetime | None = None) -> list[date]:
        return self._whole.periods(known_at)

    def receipt_of(self, sha256: str, period: date) -> int | None:
        number = self._whole.receipt_of(sha256, period)
        return number if number is not None and self._whole_of(self._whole.submission(number)) else None

    def received(self, unit: str, period: date, ledgers: Collection[str]) -> bool:
        return unit in self.units and self._whole.received(unit, period, ledgers)

    def beside(self, submission: Submission) -> list[int]:
        return self._whole.beside(submission)

    def previous(self, unit: str, before: date, also: Sequence[Submission] = ()) -> Earlier:
        """As `Store.previous`; nothing stood before for a unit of others."""
        if unit not in self.units:
            return Earlier(self._whole.books, self.district)
        return replace(self._whole.previous(unit, before, also), fence=self.units)

    def _whole_of(self, filed: Filed) -> bool:
        spoken = {str(unit) for frame in filed.tables.values() for unit in frame["unit"]} - {""}
        return filed.receipt.unit in self.units and spoken <= self.units

    def _assert_own(self, number: int) -> None:
        if not self._whole_of(self._whole.submission(number)):
            raise AccessDenied("receipt-denied", receipt=number)


_CLOSED = ("links", "assessments", "score_rules")


def _parts(whole: Store, narrowed: Narrowed) -> dict[str, Any]:
    """Of the store's parts what a reporter's pages ask, each answer cut to own units."""
    told = Told(whole, narrowed.units)
    books, meetings = whole.books, whole.meetings
    return {
        "books": _Part(behind=books.behind, legible=books.legible),
        "registry": _Part(
            at=lambda as_of, known_at=None: own(whole.registry.at(as_of, known_at), narrowed.units),
            current=lambda: narrowed.district,
            seed=whole.registry.seed,
            fingerprint=whole.registry.fingerprint,
            settle=whole.registry.settle,
        ),
        # when a meeting was presented is of no unit; what lies under its hash is of all of them
        "meetings": _Part(
            record=lambda day: Record(day, (), meetings.record(day).opened_at), presented=meetings.presented
        ),
        "history": _Part(
            retracted=whole.history.retracted, first=told.first, unchanged=told.unchanged, stages=told.stages,
            said=told.said, days=told.days, moved_on=whole.history.moved_on, renamed=whole.history.renamed,
            crossed=whole.history.crossed, touched=told.touched, still=told.still, left_of=told.left_of,
            # numbers of receipts alone, as a receipt names those whose place it takes
            successors=whole.history.successors,
            # whether anything was done at all, not what
            untouched=whole.history.untouched,
        ),
        "memory": _Part(recall=told.recall, listing=told.listing, remember=told.remember),
        "verdicts": _Part(standing=told.verdicts, without_record=lambda *_: []),
        "actions": _Part(all=told.actions, history=told.steps),
    }  # fmt: skip


def _of(frame: pd.DataFrame, units: Collection[str]) -> pd.DataFrame:
    own = frame["unit"].isin(units)
    # mostly they were asked for alone
    return frame if own.all() and isinstance(frame.index, pd.RangeIndex) else frame[own].reset_index(drop=True)


def _row(cell: str) -> int:
    digits = "".join(c for c in cell if c.isdigit())
    return int(digits) if digits else 0


def _own_rows(found: Snapshot, units: Collection[str]) -> Snapshot:
    """A snapshot cut to own units once more, with what hangs on other rows left out."""
    tables = {name: _of(frame, units) for name, frame in found.tables.items()}
    known = {str(name) for frame in tables.values() if "identity" in frame for name in frame["identity"]}
    coverage = _of(found.coverage, units)
    mine = set(coverage["submission"]) | {n for frame in tables.values() for n in frame["submission"]}
    return replace(
        found,
        tables=tables,
        coverage=coverage,
        sent=_of(found.sent, units),
        by_hand={number: said for number, said in found.by_hand.items() if number in mine},
        parted={table: [pair for pair in pairs if known.issuperset(pair)] for table, pairs in found.parted.items()},
        reached={name: stage for name, stage in found.reached.items() if name in known},
        beside=None,
    )
