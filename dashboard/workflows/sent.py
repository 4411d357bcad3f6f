"""What files say of units in a week, and which of it is a unit's return.

A unit that has ever sent a file of its own for a ledger is judged by its own files for that ledger; a workbook for
several units, or the district's, is the return of those alone that never sent their own. Figures follow the folding
rules whoever sent what.
"""

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import lru_cache
from weakref import ReferenceType, ref

import pandas as pd

from dashboard.contract import SENT, Snapshot
from dashboard.store import Filed, Receipt, Store
from dashboard.weeks import WEEK
from dashboard.workflows.concerns import open_in
from metrics.catalogue import INDICATORS, ledger

_PLACE = ("sheet", "table", "row", "visit_row", "cell")
_KEPT = 8_192
"""Receipts of which it is remembered what they say: a district's quarter, some kilobytes each."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a file says of each unit, taken apart once: the grid asks for every unit and week."""

    receipt: Receipt
    lines: Mapping[str, Sequence[str]]
    """Its records by unit, whatever sheet or row they stand in: each as its table and a digest of what it says."""
    about: Mapping[str, frozenset[str]]
    """Ledgers for which it answers by unit, figures for their lists; a target table is nobody's return."""
    adding: bool
    """Whether it adds to what stands."""
    empty: bool
    """True for a file that said that there is nothing."""
    faulty: frozenset[str]
    """Units that an error in it concerns."""
    retracted: bool

    @classmethod
    def of(cls, filed: Filed, former: Mapping[str, str]) -> "Told":
        """`former` are names under which units may have sent it, and their names today; nothing is taken back yet."""
        lines: dict[str, list[str]] = {}
        for table, frame in filed.tables.items():
            rows = zip(*(frame[name].tolist() for name in frame if name not in _PLACE), strict=True)
            for unit, row in zip(frame["unit"].tolist(), rows, strict=True):
                digest = hashlib.blake2b(repr(row).encode(), digest_size=16).hexdigest()
                lines.setdefault(former.get(unit, unit), []).append(f"{table}|{digest}")
        about: dict[str, set[str]] = {}
        for unit, answered in _answered(filed.tables):
            about.setdefault(former.get(unit, unit), set()).add(answered)
        errors = any(finding["severity"] == "error" for finding in filed.findings)
        faults = open_in(filed) if errors else {}
        faulty = frozenset(
            former.get(u, u) for u, found in faults.items() if any(each.effect == "error" for each in found)
        )
        adding = filed.scope == "increment"
        sender = filed.receipt.unit
        receipt = replace(filed.receipt, unit=former.get(sender, sender))
        answers = {unit: frozenset(names) for unit, names in about.items()}
        return cls(receipt, lines, answers, adding, not filed.tables, faulty, retracted=False)

    def ledgers(self, unit: str) -> set[str]:
        """Tables in which the file has records of a unit."""
        return {line.partition("|")[0] for line in self.lines.get(unit, ())}

    def returned(self, unit: str, own: Collection[str], owed: Collection[str]) -> "Told | None":
        """The file as far as it is a return of a unit that sends its `own` ledgers itself; None where it is none.

        A list of figures answers for the lists that they stand for, and for itself where it is `owed`.
        """
        if self.receipt.unit == unit:
            return self if self.about or self.empty else None
        answers = self.about.get(unit, frozenset())
        if not own:
            return self if answers else None
        if not (answers - {"counters"} or answers & set(owed)) - set(own):
            return None
        lines = {unit: [line for line in self.lines.get(unit, ()) if line.partition("|")[0] not in own]}
        return replace(self, lines=lines)


def _answered(tables: Mapping[str, pd.DataFrame]) -> Iterator[tuple[str, str]]:
    """Units of a file's records, each with every ledger that they answer for."""
    for name, frame in tables.items():
        if name != "targets":
            yield from ((unit, name) for unit in frame["unit"].unique())
        if name == "counters":
            told = frame[["unit", "indicator"]].drop_duplicates()
            for unit, indicator in zip(told["unit"], told["indicator"], strict=True):
                yield from ((unit, ledger(INDICATORS[known])) for known in [indicator] if known in INDICATORS)


def filed_in(
    store: Store, span: tuple[date, ...], known_at: datetime | None, former: Mapping[str, str]
) -> dict[date, list[Told]]:
    """Submissions in the order of their receipts, by the closing day of the week their period lies in.

    What covers to a day of December behind the year's last closing day is a late entry of the old year, and no week's
    return.

    What the bureau entered by hand is nobody's return.
    """
    listing = store.submissions(as_of=span[-1], known_at=known_at)
    found: dict[date, list[Told]] = {}
    names = tuple(sorted(former.items()))
    told = zip(*(listing[name] for name in ("number", "period", "at", "retracted")), strict=True)
    for number, period, at, back in sorted(told):
        day = pd.Timestamp(period).date()
        week = next((end for end in span if end - WEEK < day <= end and end.year == day.year), None)
        if week is not None:
            sent = _Sent(store.settings.database_url, store.audience, int(number), at, names, ref(store))
            if each := _told(sent):
                found.setdefault(week, []).append(replace(each, retracted=True) if back else each)
    return found


@dataclass(frozen=True, slots=True)
class _Sent:
    """A receipt of a store as somebody may see it; what it says never changes."""

    place: str
    audience: str
    number: int
    at: datetime
    former: tuple[tuple[str, str], ...]
    store: ReferenceType[Store] = field(compare=False)


@lru_cache(maxsize=_KEPT)
def _told(sent: _Sent) -> Told | None:
    """What a file says, read once however often the grid is drawn; None for what was entered by hand."""
    store = sent.store()
    filed = store.submission(sent.number) if store is not None else None
    return None if filed is None or filed.by_hand else Told.of(filed, dict(sent.former))


def came(snapshot: Snapshot, week: date) -> pd.DataFrame:
    """What returns a week brought: rows `SENT`, with the `ledger` for which each answers.

    Of a ledger that a unit ever sent itself only its own files are heard, whatever of them stands; else what stands
    for the unit. A figure reported as a figure answers for the list that it stands for too, in a row of its own. A
    target table is no return, nor is what was entered by hand.
    """
    before = week - WEEK if (week - WEEK).year == week.year else date(week.year - 1, 12, 31)
    coverage = snapshot.coverage[~snapshot.coverage["submission"].isin(list(snapshot.by_hand))]
    standing, sent = _answering(coverage[list(SENT)]), _answering(snapshot.sent)
    own = set(zip(sent["unit"], sent["ledger"], strict=True))
    others = [place not in own for place in zip(standing["unit"], standing["ledger"], strict=True)]
    rows = pd.concat([part for part in (sent, standing[others]) if len(part)] or [standing])
    return rows[(pd.to_datetime(rows["period"]) > pd.Timestamp(before)) & (rows["submission"] > 0)]


def _answering(rows: pd.DataFrame) -> pd.DataFrame:
    rows = rows[rows["table"] != "targets"]
    subjects = [str(scope).partition("/")[0] for scope in rows["scope"]]
    told = [
        INDICATORS.get(name) if table == "counters" else None
        for name, table in zip(subjects, rows["table"], strict=True)
    ]
    answering = rows[[item is not None for item in told]]
    return pd.concat(
        [rows.assign(ledger=rows["table"]), answering.assign(ledger=[ledger(item) for item in told if item])]
    )


def ledgers_of(rows: pd.DataFrame) -> dict[str, set[str]]:
    """Ledgers of such rows by unit."""
    found: dict[str, set[str]] = {}
    for unit, name in zip(rows["unit"], rows["ledger"], strict=True):
        found.setdefault(str(unit), set()).add(str(name))
    return found


def own_ledgers(snapshot: Snapshot) -> dict[str, set[str]]:
    """Ledgers that units ever sent themselves, by unit: a workbook of others is no return of these."""
    return ledgers_of(_answering(snapshot.sent))
