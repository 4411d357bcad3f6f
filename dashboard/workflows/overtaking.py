"""Overtaken: what a file for an earlier week adds and a later whole ledger, which stood before it came, does not hold.

Such records count on the earlier day and not from the later ledger's day on: a whole ledger speaks for itself.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import pandas as pd

from dashboard.contract import Snapshot
from dashboard.i18n import Say
from dashboard.store import Store
from dashboard.store.scopes import record_scopes, series
from dashboard.workflows.receive import Draft, submission
from dashboard.workflows.returns import Returns

CALLED = {"visits": "leader", "projects": "name", "assets": "name", "events": "title"}
"""Ledgers whose records are one thing from list to list, and the column by which people call them."""
NAMED = 3
"""Records that a sentence names."""
_A_MOMENT = timedelta(microseconds=1)
At = Callable[[date], Snapshot]


@dataclass(frozen=True, slots=True)
class Overtaken:
    """Records of one unit and ledger that count on `day` and no longer on `cover_to`, to which the later file covers.

    `names` are what people call them: a project's name, of a trip the leader (and its first day in `days`).
    """

    unit: str
    table: str
    names: tuple[str, ...]
    days: tuple[date | None, ...]
    day: date
    file: str
    cover_to: date
    kind: str = "later"
    """Why they count no longer: a `later` whole ledger stands; `dropped`, `unheard` (dashboard.workflows.apart)."""

    @property
    def said(self) -> str:
        """The sentence for it."""
        return "overtaken.said" if self.kind == "later" else f"overtaken.{self.kind}"


@dataclass(frozen=True, slots=True)
class Record:
    """A record that people know by a name, with what tells it from others and where it stands."""

    unit: str
    table: str
    scope: str
    key: tuple[Any, ...]
    place: tuple[Any, ...]
    name: str
    on: date | None


def by_drafts(drafts: Sequence[Draft], store: Store) -> list[Overtaken]:
    """What drafts for earlier weeks would add in vain, as the ledgers stand. Nothing is stored."""
    said = [submission(made) for made in drafts if made.committable]
    periods, found = store.periods(), list[Overtaken]()
    for day in sorted({given.period for given in said}):
        later = [period for period in periods if period > day]
        if later:
            added = _added(store.snapshot(day), store.snapshot(day, also=said))
            found += _overtaken(added, day, later, store.snapshot, lambda on: store.snapshot(on, also=said))
    return found


def words(say: Say, found: Overtaken, shown: Callable[[str], str] = str) -> dict[str, str]:
    """What a sentence about such records names; `shown` makes names harmless for where the sentence goes."""
    told = [
        say("overtaken.trip", name=shown(name), day=say.day(on, year=False)) if on else shown(name)
        for name, on in zip(found.names[:NAMED], found.days[:NAMED], strict=True)
    ]
    names = say("charts.comma").join(told)
    if found.names[NAMED:]:
        names = say("prepare.names.more", names=names, n=len(found.names) - NAMED)
    return {
        "unit": shown(found.unit), "table": say(f"data.table.{found.table}"), "n": str(len(found.names)),
        "names": names, "day": say.day(found.day), "file": shown(found.file), "cover_to": say.day(found.cover_to),
    }  # fmt: skip


def still(store: Store, returns: Returns, as_of: date, known_at: datetime | None = None) -> list[Overtaken]:
    """What files for earlier weeks of the grid added in vain when they came, and what still counts there alone.

    As known at a moment (None: now), as the grid is.
    """
    found: list[Overtaken] = []
    behind = sorted(_behind(returns))
    here = {record.key for record in records(store.snapshot(as_of, known_at))} if behind else set()
    for number in behind:
        receipt = store.submission(number).receipt
        day, came = receipt.period, receipt.at
        now = records(store.snapshot(day, known_at), number)
        known = _known(store, came)
        added = _added(store.snapshot(day, came - _A_MOMENT), known(day), number)
        # by its place: what was found to be one thing since then bears another identity now
        open_ = {record.place for record in now if record.key not in here}
        later = [period for period in store.periods(came) if day < period <= as_of]
        found += _overtaken([each for each in added if each.place in open_], day, later, known, known)
    return found


def _behind(returns: Returns) -> set[int]:
    """Receipts that came for a week of a unit after one for a later week."""
    found: set[int] = set()
    for row in returns.grid.values():
        first: int | None = None
        for week in reversed(returns.weeks):
            receipts = row[week].receipts
            found |= {number for number in receipts if first is not None and number > first}
            first = min([*receipts, *([first] if first is not None else [])], default=None)
    return found


def _known(store: Store, moment: Any) -> At:
    return lambda on: store.snapshot(on, moment)


def _added(before: Snapshot, after: Snapshot, number: int | None = None) -> list[Record]:
    stood = {record.key for record in records(before)}
    return [record for record in records(after, number) if record.key not in stood]


def records(snapshot: Snapshot, number: int | None = None) -> Iterator[Record]:
    """Records of the ledgers followed, of one receipt if it is named; none that only its place tells apart."""
    for table, called in CALLED.items():
        frame = snapshot.tables[table]
        frame = frame if number is None else frame[frame["submission"] == number]
        if frame.empty:
            continue
        scopes = record_scopes(table, frame)
        for row, scope in zip(frame.to_dict("records"), scopes, strict=True):
            if key := key_of(table, row):
                place = tuple(row[name] for name in ("submission", "sheet", "table", "row"))
                on = row["start"].date() if table == "visits" else None
                yield Record(row["unit"], table, series(table, scope), key, place, row[called], on)


def key_of(table: str, row: dict[Any, Any]) -> tuple[Any, ...]:
    """What tells a record from others; a trip by who went when, for its first host may be spelt otherwise next time."""
    if table == "visits":
        known = row["leader"] and not pd.isna(row["start"])
        return (table, row["unit"], row["direction"], row["leader"], row["start"]) if known else ()
    identity = row["identity"]
    return (table, identity) if identity and not identity.startswith("#") else ()


def _overtaken(added: Iterable[Record], day: date, later: Iterable[date], stood: At, then: At) -> Iterator[Overtaken]:
    """Records by the first later day on which they are missing, where a whole ledger of their matter `stood`."""
    left = list(added)
    for on in later:
        if not left:
            return
        there = {record.key for record in records(then(on))}
        groups: dict[tuple[str, str, str, date], list[Record]] = {}
        for record in [each for each in left if each.key not in there]:
            ledger = _ledger(stood(on).coverage, record, day)
            if ledger is not None:
                groups.setdefault((record.unit, record.table, *ledger), []).append(record)
                left.remove(record)
        for (unit, table, file, cover_to), missing in groups.items():
            names, days = tuple(each.name for each in missing), tuple(each.on for each in missing)
            yield Overtaken(unit, table, names, days, day, file, cover_to)


def _ledger(coverage: pd.DataFrame, record: Record, day: date) -> tuple[str, date] | None:
    """File and cover-to date of the whole ledger that speaks for a record after a day; None where none does."""
    whole = coverage[(coverage["unit"] == record.unit) & (coverage["table"] == record.table)]
    whole = whole[~whole["nothing"] & ~whole["addition"] & (whole["period"] > pd.Timestamp(day))]
    if record.table != "projects":
        whole = whole[whole["scope"] == record.scope]
    if whole.empty:
        return None
    last = whole.sort_values(["period", "submission"]).iloc[-1]
    return str(last["file"]), last["period"].date()
