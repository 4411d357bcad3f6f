"""Apart: what a unit's own list and a file for several units hold of each other's, where only one of the two counts.

The newest file that covers a unit stands, for one period the unit's own (dashboard.store.folding). What the other holds
beyond it counts no longer, or not at all, and whoever sends either is told which records those are.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

import pandas as pd

from dashboard.contract import Snapshot
from dashboard.store import Store, Submission
from dashboard.store.identity import identities
from dashboard.store.scopes import record_scopes, series
from dashboard.workflows.overtaking import CALLED, Overtaken, Record, key_of, records
from dashboard.workflows.receive import Draft, submission
from dashboard.workflows.report import Read


def by_drafts(drafts: Sequence[Draft], store: Store, read: Read | None = None) -> list[Overtaken]:
    """What drafts would take away of what files of the other kind showed, and what of theirs would not count.

    Records by unit and ledger, `kind` `dropped` or `unheard`. Nothing is stored. `read` as in `report.standing`.
    """
    said = [submission(made) for made in drafts if made.committable]
    found: list[Overtaken] = []
    for day in sorted({given.period for given in said}):
        # mostly no file of the one kind meets one of the other, and claims alone tell
        if store.history.crossed(day, said, store.district):
            both = _Both(store, said, (read or store.snapshot)(day, None))
            found += [*_grouped(both.dropped(), "dropped", day), *_grouped(both.unheard(), "unheard", day)]
    return found


@dataclass(frozen=True, slots=True)
class _Lost:
    """A record that does not count, the file that alone holds it or stands in its place, and to when that covers."""

    record: Record
    file: str
    cover_to: date


class _Both:
    """A day as it stands and as it would with the drafts."""

    def __init__(self, store: Store, said: Sequence[Submission], before: Snapshot) -> None:
        self.day, self.before = before.as_of, before
        self.after: Snapshot = store.snapshot(self.day, also=said)
        self.drafts = dict(enumerate(said, store.receipts + 1))
        self.wide = ("", store.district.name)
        self._receipt = lru_cache(maxsize=None)(lambda number: store.submission(number).receipt)
        self.counted = {record.key for record in records(self.after)}

    def dropped(self) -> Iterator[_Lost]:
        """What counts now, by a file of the other kind than the draft that takes its place, which lacks it."""
        for record in records(self.before):
            stands = None if record.key in self.counted else self._stands(record)
            number = int(record.place[0])
            if stands in self.drafts and self._is_wide(number) != self._is_wide(stands):
                yield _Lost(record, self._file(number, record), self._receipt(number).period)

    def unheard(self) -> Iterator[_Lost]:
        """What a draft holds and is not counted, for the unit's own list of the same period stands."""
        for number, given in self.drafts.items():
            for record in _held(given) if given.period == self.day and given.scope == "whole" else ():
                stands = None if record.key in self.counted else self._stands(record, self.day)
                if stands not in (None, number) and self._is_wide(number) and not self._is_wide(stands):
                    yield _Lost(record, self._file(stands, record), self.day)

    def _is_wide(self, number: int) -> bool:
        return self._unit(number) in self.wide

    def _unit(self, number: int) -> str:
        return self.drafts[number].unit if number in self.drafts else str(self._receipt(number).unit)

    def _file(self, number: int, record: Record) -> str:
        if number in self.drafts:
            return self.drafts[number].name
        coverage = pd.concat([self.before.coverage, self.after.coverage])
        return str(coverage.loc[coverage["submission"] == number, "file"].iloc[0])

    def _stands(self, record: Record, period: date | None = None) -> int | None:
        """The receipt, or draft, whose whole list speaks for a record's unit and matter; None without one."""
        coverage = self.after.coverage
        whole = coverage[(coverage["unit"] == record.unit) & (coverage["table"] == record.table)]
        whole = whole[~whole["nothing"] & ~whole["addition"]]
        if period is not None:
            whole = whole[whole["period"] == pd.Timestamp(period)]
        told = [series(record.table, scope) == record.scope for scope in whole["scope"]]
        whole = whole[pd.Series(told, index=whole.index, dtype="bool")]
        return None if whole.empty else int(whole.sort_values(["period", "submission"]).iloc[-1]["submission"])


def _held(given: Submission) -> Iterator[Record]:
    """The records of a submission by themselves, as those of a snapshot."""
    for table, called in CALLED.items():
        frame = given.tables.get(table)
        if frame is None or frame.empty:
            continue
        numbered = {name: given.tables[name].assign(submission=0) for name in (table, "stops") if name in given.tables}
        own = identities(table, numbered[table], numbered.get("stops"))
        rows = frame.assign(identity=own).to_dict("records")
        for row, scope in zip(rows, record_scopes(table, frame), strict=True):
            if key := key_of(table, row):
                on = row["start"].date() if table == "visits" else None
                yield Record(row["unit"], table, series(table, scope), key, (), row[called], on)


def _grouped(lost: Iterable[_Lost], kind: str, day: date) -> Iterator[Overtaken]:
    groups: dict[tuple[str, str, str, date], Overtaken] = {}
    for each in lost:
        record, place = each.record, (each.record.unit, each.record.table, each.file, each.cover_to)
        known = groups.get(place) or Overtaken(*place[:2], (), (), day, *place[2:], kind=kind)
        groups[place] = replace(known, names=(*known.names, record.name), days=(*known.days, record.on))
    yield from groups.values()
