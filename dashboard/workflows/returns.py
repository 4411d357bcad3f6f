"""Who has reported for which week, when, and whether it says anything new."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Literal

from dashboard.contract import District, Snapshot, Unit
from dashboard.store import Store
from dashboard.weeks import WEEK, last_week_end, plain
from dashboard.workflows.report import Read, named
from dashboard.workflows.sent import Told, came, filed_in, ledgers_of, own_ledgers

State = Literal["on-time", "late", "corrected", "partial", "missing", "expected", "no-meeting", "not-expected"]
OWED: tuple[State, ...] = ("missing", "expected", "partial")
"""States in which a week's return is not all there."""
DEADLINE = time(17)
"""Hour of the closing day by which a week's returns are due, where the calendar of meetings names none."""


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
    store: Store, district: District, as_of: date, now: datetime, weeks: int = 8, known_at: datetime | None = None,
    read: Read | None = None,
) -> Returns:  # fmt: skip
    """The grid of returns of the last `weeks` weeks up to `as_of`, from the first week with a submission on.

    `now` decides whether the last week is still open (expected) or missed. Units of the registry that are not expected
    to report are left out. With `known_at` the grid is as it was then, `now` included. `read` as in `report.standing`.
    """
    now = now if known_at is None else min(now, known_at, key=plain)
    last = last_week_end(as_of, district.rules.week_ends_on)
    # last year's files as history begin no reporting: nobody owed the weeks before this year's first file
    begun = [day for day in store.periods(known_at) if day.year == last.year or day > last - WEEK * weeks]
    first = min([*begun, last])
    span = tuple(week for back in range(weeks - 1, -1, -1) if (week := last - WEEK * back) >= first)
    filed = filed_in(store, span, known_at, district.former)
    kept = named(read or store.snapshot, district)
    stood = {week: kept(week, known_at) for week in span}
    covered = {week: ledgers_of(came(snapshot, week)) for week, snapshot in stood.items()}
    itself = {week: own_ledgers(snapshot) for week, snapshot in stood.items()}
    grid: dict[str, dict[date, Return]] = {}
    passed: dict[str, FirstPass] = {}
    for unit in district.reporting(last):
        owed = due(unit, district)
        own = {
            week: [told for each in filed.get(week, ())
                   if (told := each.returned(unit.name, itself[week].get(unit.name, ()), owed))]
            for week in span
        }  # fmt: skip
        repeats = _repeats(unit.name, own, span)
        passed[unit.name] = _first_pass(unit.name, own.values())
        grid[unit.name] = {
            week: _judged(unit, week, own[week], covered[week].get(unit.name, set()), district, now, repeats[week])
            for week in span
        }
    return Returns(span, grid, passed)


def reported(snapshot: Snapshot, district: District) -> tuple[int, int]:
    """How many of the units expected to report have done so for the week of the snapshot, and how many are expected.

    A unit has reported once one of the ledgers due has come; the grid of returns calls it missing until then,
    and where something else came says of which ledgers.
    """
    covered = ledgers_of(came(snapshot, snapshot.as_of))
    expected = district.reporting(snapshot.as_of)
    return sum(_answered(unit, district, covered.get(unit.name, set())) for unit in expected), len(expected)


def _answered(unit: Unit, district: District, covered: set[str]) -> bool:
    """Whether what came holds one of the ledgers due, or anything where none is due week by week."""
    owed = set(due(unit, district))
    return bool(covered & owed if owed else covered)


def _judged(
    unit: Unit, week: date, own: list[Told], covered: set[str], district: District, now: datetime, repeats: int
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


def _corrections(unit: str, own: Sequence[Told], closed: datetime) -> list[datetime]:
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


def _first_pass(unit: str, weeks: Iterable[Sequence[Told]]) -> FirstPass:
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


def _repeats(unit: str, own: Mapping[date, list[Told]], span: Iterable[date]) -> dict[date, int]:
    """How many weeks running a unit's content equals that of the week before."""
    found: dict[date, int] = {}
    before, run = "", 0
    for week in span:
        content = _fingerprint(unit, own[week])
        run = run + 1 if content and content == before else 0
        found[week] = run
        before = content
    return found


def _fingerprint(unit: str, told: Iterable[Told]) -> str:
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
