"""Who has reported for which week, when, and whether it says anything new."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Literal

import pandas as pd

from dashboard.contract import District, Snapshot, Unit
from dashboard.store import Filed, Receipt, Store
from dashboard.weeks import WEEK, last_week_end, plain
from dashboard.workflows.concerns import open_in
from metrics.catalogue import INDICATORS, ledger
from metrics.selection import called_as

State = Literal["on-time", "late", "corrected", "partial", "missing", "expected", "no-meeting", "not-expected"]
OWED: tuple[State, ...] = ("missing", "expected", "partial")
"""States in which a week's return is not all there."""
DEADLINE = time(17)
"""Hour of the closing day by which a week's returns are due, where the calendar of meetings names none."""
_PLACE = ("sheet", "table", "row", "visit_row", "cell")


@dataclass(frozen=True, slots=True)
class Return:
    """One unit's week. `lacking` names the ledgers that are due and did not come; `repeats` counts how many weeks
    running the same content has been sent again (0: this week says something new). `corrected`: something of it was
    replaced, or added to once the week was closed; `late`: it, or its last correction, came after the deadline."""

    unit: str
    week: date
    state: State
    at: datetime | None = None
    receipts: tuple[int, ...] = ()
    lacking: tuple[str, ...] = ()
    repeats: int = 0
    corrected: bool = False
    late: bool = False


@dataclass(frozen=True, slots=True)
class FirstPass:
    """Of `sent` files of a unit, `passed` went through at the first attempt."""

    passed: int
    sent: int


@dataclass(frozen=True)
class Returns:
    """Units (official order) by weeks (oldest first): `grid[unit][week]`; `first_pass` by unit over these weeks."""

    weeks: tuple[date, ...]
    grid: Mapping[str, Mapping[date, Return]]
    first_pass: Mapping[str, FirstPass] = field(default_factory=dict)

    def outstanding(self) -> list[Return]:
        """The last week's returns that are still owed, in the official order."""
        last = [row[self.weeks[-1]] for row in self.grid.values()]
        return [entry for entry in last if entry.state in OWED]


def deadline(district: District, week: date) -> datetime:
    """When a week's returns are due by the district's clock: the calendar's word, else 17:00 on the closing day."""
    meeting = next((m for m in district.meetings if m.cover_to == week and m.deadline), None)
    return plain(meeting.deadline) if meeting and meeting.deadline else datetime.combine(week, DEADLINE)


def returns(
    store: Store, district: District, as_of: date, now: datetime, weeks: int = 8, known_at: datetime | None = None
) -> Returns:
    """The grid of returns of the last `weeks` weeks up to `as_of`, from the first week with a submission on.

    `now` decides whether the last week is still open (expected) or missed. Units of the registry that are not expected
    to report are left out. With `known_at` the grid is as it was then, `now` included.
    """
    now = now if known_at is None else min(now, known_at, key=plain)
    last = last_week_end(as_of, district.rules.week_ends_on)
    # last year's files as history begin no reporting: nobody owed the weeks before this year's first file
    begun = [day for day in store.periods(known_at) if day.year == last.year or day > last - WEEK * weeks]
    first = min([*begun, last])
    span = tuple(week for back in range(weeks - 1, -1, -1) if (week := last - WEEK * back) >= first)
    filed = _filed(store, span, known_at, district.former)
    covered = {week: _ledgers(called_as(store.snapshot(week, known_at), district), week) for week in span}
    grid: dict[str, dict[date, Return]] = {}
    passed: dict[str, FirstPass] = {}
    for unit in district.reporting(last):
        own = {week: [told for told in filed.get(week, ()) if told.speaks_of(unit.name)] for week in span}
        repeats = _repeats(unit.name, own, span)
        passed[unit.name] = _first_pass(unit.name, own.values())
        grid[unit.name] = {
            week: _judged(unit, week, own[week], covered[week].get(unit.name, set()), district, now, repeats[week])
            for week in span
        }
    return Returns(span, grid, passed)


@dataclass(frozen=True, slots=True)
class _Told:
    """What a file says of each unit, taken apart once: the grid asks for every unit and week."""

    receipt: Receipt
    lines: Mapping[str, Sequence[str]]
    """Its records by unit, whatever sheet or row they stand in."""
    units: frozenset[str]
    """Whose records it holds; a target table is nobody's return."""
    adding: bool
    """Whether it adds to what stands."""
    empty: bool
    """True for a file that said that there is nothing."""
    faulty: frozenset[str]
    """Units that an error in it concerns."""
    retracted: bool

    @classmethod
    def of(cls, filed: Filed, retracted: bool, former: Mapping[str, str]) -> "_Told":
        """`former` are names under which units may have sent it, and their names today."""
        lines: dict[str, list[str]] = {}
        for table, frame in filed.tables.items():
            said = frame.drop(columns=[c for c in _PLACE if c in frame])
            rows = zip(*(said.iloc[:, at].tolist() for at in range(said.shape[1])), strict=True)
            for unit, row in zip(frame["unit"].tolist(), rows, strict=True):
                lines.setdefault(former.get(unit, unit), []).append(f"{table}|{row}")
        told = {unit for name, frame in filed.tables.items() if name != "targets" for unit in frame["unit"]}
        units = frozenset(former.get(unit, unit) for unit in told)
        errors = any(finding["severity"] == "error" for finding in filed.findings)
        faults = open_in(filed) if errors else {}
        faulty = frozenset(
            former.get(u, u) for u, found in faults.items() if any(each.effect == "error" for each in found)
        )
        adding = filed.scope == "increment"
        sender = filed.receipt.unit
        receipt = replace(filed.receipt, unit=former.get(sender, sender))
        return cls(receipt, lines, units, adding, not filed.tables, faulty, retracted)

    def ledgers(self, unit: str) -> set[str]:
        """Tables in which the file has records of a unit."""
        return {line.partition("|")[0] for line in self.lines.get(unit, ())}

    def speaks_of(self, unit: str) -> bool:
        """Whether the file is a return of a unit: its own, or a joint one with its records."""
        return unit in self.units or (self.receipt.unit == unit and (bool(self.units) or self.empty))


def _filed(
    store: Store, span: tuple[date, ...], known_at: datetime | None, former: Mapping[str, str]
) -> dict[date, list[_Told]]:
    """Submissions in the order of their receipts, by the closing day of the week their period lies in.

    What covers to a day of December behind the year's last closing day is a late entry of the old year, and no week's
    return.

    What the bureau entered by hand is nobody's return.
    """
    listing = store.submissions(as_of=span[-1], known_at=known_at)
    found: dict[date, list[_Told]] = {}
    told = zip(*(listing[name] for name in ("number", "period", "retracted")), strict=True)
    for number, period, back in sorted(told):
        day = pd.Timestamp(period).date()
        week = next((end for end in span if end - WEEK < day <= end and end.year == day.year), None)
        if week is not None:
            filed = store.submission(int(number))
            if not filed.by_hand:
                found.setdefault(week, []).append(_Told.of(filed, bool(back), former))
    return found


def came(snapshot: Snapshot, week: date) -> pd.DataFrame:
    """What covers a day of a week: the rows of its coverage, with the `ledger` for which each answers.

    A figure reported as a figure answers for the list that it stands for too, in a row of its own. A target table is no
    return, nor is what was entered by hand.
    """
    coverage = snapshot.coverage
    before = week - WEEK if (week - WEEK).year == week.year else date(week.year - 1, 12, 31)
    fresh = coverage[pd.to_datetime(coverage["period"]) > pd.Timestamp(before)]
    fresh = fresh[(fresh["table"] != "targets") & ~fresh["submission"].isin(list(snapshot.by_hand))]
    subjects = [str(scope).partition("/")[0] for scope in fresh["scope"]]
    told = [
        INDICATORS.get(name) if table == "counters" else None
        for name, table in zip(subjects, fresh["table"], strict=True)
    ]
    answering = fresh[[item is not None for item in told]]
    return pd.concat(
        [fresh.assign(ledger=fresh["table"]), answering.assign(ledger=[ledger(item) for item in told if item])]
    )


def _ledgers(snapshot: Snapshot, week: date) -> dict[str, set[str]]:
    """Ledgers that cover a day of a week, by unit."""
    rows, found = came(snapshot, week), dict[str, set[str]]()
    for unit, table in zip(rows["unit"], rows["ledger"], strict=True):
        found.setdefault(str(unit), set()).add(str(table))
    return found


def reported(snapshot: Snapshot, district: District) -> tuple[int, int]:
    """How many of the units expected to report have done so for the week of the snapshot, and how many are expected.

    A unit has reported once one of the ledgers due has come; the grid of returns calls it missing until then,
    and where something else came says of which ledgers.
    """
    covered = _ledgers(snapshot, snapshot.as_of)
    expected = district.reporting(snapshot.as_of)
    return sum(_answered(unit, district, covered.get(unit.name, set())) for unit in expected), len(expected)


def _answered(unit: Unit, district: District, covered: set[str]) -> bool:
    """Whether what came holds one of the ledgers due, or anything where none is due week by week."""
    owed = set(due(unit, district))
    return bool(covered & owed if owed else covered)


def _judged(
    unit: Unit, week: date, own: list[_Told], covered: set[str], district: District, now: datetime, repeats: int
) -> Return:
    if any(m.cover_to == week and not m.held for m in district.meetings):
        return Return(unit.name, week, "no-meeting")
    if not unit.active(week):
        return Return(unit.name, week, "not-expected")
    lacking = tuple(name for name in due(unit, district) if name not in covered)
    receipts = tuple(f.receipt.number for f in own)
    own = [told for told in own if not told.retracted]
    if not own or not _answered(unit, district, covered):
        state: State = "expected" if plain(now) < deadline(district, week) else "missing"
        return Return(unit.name, week, state, receipts=receipts, lacking=lacking)
    first, closed = plain(own[0].receipt.at), deadline(district, week)
    corrections = _corrections(unit.name, own, closed)
    late = max([first, *corrections]) > closed
    settled: State = "partial" if lacking else "corrected" if corrections else "late" if late else "on-time"
    return Return(unit.name, week, settled, first, receipts, lacking, repeats, bool(corrections), late)


def _corrections(unit: str, own: Sequence[_Told], closed: datetime) -> list[datetime]:
    """When a unit's week was corrected: by what replaces something of it, or adds to a ledger of it after its close.

    `own` are the week's files without those that were taken back.
    """
    numbers, known, found = {told.receipt.number for told in own}, set[str](), []
    for told in own:
        at, ledgers = plain(told.receipt.at), told.ledgers(unit)
        added = told.adding and at > closed and bool(ledgers & known)
        if added or set(told.receipt.replaced) & numbers:
            found.append(at)
        known |= ledgers
    return found


def _first_pass(unit: str, weeks: Iterable[Sequence[_Told]]) -> FirstPass:
    """How many of a unit's files were accepted as they came: no error, never corrected, sent again or taken back.

    What corrects an earlier file of the same week is a second attempt and counts neither way. Hedges and warnings are
    no fault; a joint file counts for every unit it speaks of, and fails for those alone that an error concerns.
    """
    passed = sent = 0
    for own in weeks:
        numbers = {told.receipt.number for told in own}
        corrected = {number for told in own for number in told.receipt.replaced} & numbers
        for told in own:
            if set(told.receipt.replaced) & numbers:
                continue
            sent += 1
            passed += told.receipt.number not in corrected and unit not in told.faulty and not told.retracted
    return FirstPass(passed, sent)


def due(unit: Unit, district: District) -> tuple[str, ...]:
    """Ledgers that a unit owes every week; those kept at a longer rhythm are not missed week by week."""
    return tuple(name for name in unit.ledgers if district.rules.cadence_weeks.get(name, 0) == 1)


def _repeats(unit: str, own: Mapping[date, list[_Told]], span: Iterable[date]) -> dict[date, int]:
    """How many weeks running a unit's content equals that of the week before."""
    found: dict[date, int] = {}
    before, run = "", 0
    for week in span:
        content = _fingerprint(unit, own[week])
        run = run + 1 if content and content == before else 0
        found[week] = run
        before = content
    return found


def _fingerprint(unit: str, told: Iterable[_Told]) -> str:
    """What a unit's records say, whatever file they stand in; "" when they say nothing.

    What was taken back says nothing, nor do the ledgers of a file that a later one of the week took the place of.
    """
    said: dict[int, list[str]] = {}
    for entry in told:
        if entry.retracted:
            continue
        anew = entry.ledgers(unit)
        for number in said.keys() & set(entry.receipt.replaced):
            said[number] = [line for line in said[number] if line.partition("|")[0] not in anew]
        said[entry.receipt.number] = list(entry.lines.get(unit, ()))
    lines = sorted(line for own in said.values() for line in own)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest() if lines else ""
