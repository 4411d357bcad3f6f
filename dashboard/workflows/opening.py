"""The opening of a meeting's movement: what the last held meeting showed, what of that is known otherwise since, and
that day as now known, with what was taken back.

A reader may have it counted from any earlier one.
"""

import math
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

import pandas as pd

from dashboard.contract import District, Filters, Snapshot
from dashboard.errors import SubmissionRefused
from dashboard.store import Store
from dashboard.weeks import end_of, held_before
from metrics.changes import Past
from metrics.figures import State
from metrics.reporting import prepared
from metrics.revivals import Shown
from metrics.transitions import Stood

LINKED = ("projects", "assets", "visits", "prospects", "stops")
_FOLLOWED = ("projects", "assets")
_NAMED = 6
"""Meetings that a refusal offers."""


@dataclass(frozen=True)
class Compared:
    """States whose `previous` is the opening as it was presented, and the receipts that were taken back since.

    `whole` is the state before a reader's filters narrowed it.
    """

    state: State
    whole: State
    gone: frozenset[int] = frozenset()


def openings(district: District, as_of: date, periods: Sequence[date]) -> list[date]:
    """The held meetings before the one that covers to a day on which anything stood, the latest first.

    `periods` are the days for which something was submitted, earliest first.
    """
    found = list[date]()
    day = held_before(district, as_of)
    while periods and periods[0] <= day:
        found.append(day)
        earlier = held_before(district, day)
        if earlier >= day:
            break
        day = earlier
    return found


def opening(district: District, filters: Filters, periods: Sequence[date]) -> date:
    """The meeting from which a reader wants movement counted: the one before, or an earlier one that was asked for.

    Raises
    ------
    SubmissionRefused
        `no-such-opening`: no meeting that covers to that day was held before, or nothing stood then.
    """
    if filters.since is None:
        return held_before(district, filters.as_of)
    known = openings(district, filters.as_of, periods)
    if filters.since not in known:
        last = ", ".join(day.isoformat() for day in known[:_NAMED]) or "—"
        raise SubmissionRefused("no-such-opening", day=filters.since.isoformat(), known=last)
    return filters.since


def told_on(store: Store, day: date, known_at: datetime | None) -> datetime | None:
    """As known at which moment a meeting was presented last: `known_at` itself where nothing makes a difference."""
    moment = store.meetings.presented(day, known_at)
    return moment if moment is not None and store.history.moved_on(moment, day, known_at) else known_at


def as_shown(
    store: Store, district: District, day: date, known_at: datetime | None, read: Callable[[date, datetime], Snapshot]
) -> State | None:
    """The meeting that covers to a day as it was presented last; None where it was never frozen or is still known so.

    `read` gives a snapshot of a day as known at a moment, as a reader chose to see it. What is one under another
    identity since is named so beside it: two that were shown stay two.
    """
    moment = told_on(store, day, known_at)
    if moment is None or moment == known_at:
        return None
    rules = store.registry.at(day, moment).rules
    then, year_begun = read(day, moment), read(date(day.year - 1, 12, 31), moment)
    state = prepared(then, replace(district, rules=rules), baseline=year_begun)
    named = {table: set(then.tables[table]["identity"]) - {""} for table in LINKED}
    called = {table: store.history.renamed(table, names, known_at) for table, names in named.items() if names}
    return replace(state, called=called)


def taken_back(store: Store, day: date, known_at: datetime | None) -> frozenset[int]:
    """Receipts retracted since the meeting that covers to a day: since it was frozen last, else since the day's end.

    What came only after that moment was never presented: nothing of it can be missed.
    """
    versions = [v.at for v in store.meetings.record(day).versions if known_at is None or v.at <= known_at]
    return store.history.retracted(versions[-1] if versions else end_of(day), known_at)


def presented(store: Store, opening: Snapshot, gone: Collection[int], known_at: datetime | None) -> Snapshot:
    """An opening with the projects and assets that receipts taken back since then alone had shown in it.

    They were presented, and that they are gone must be said. The rest stands as now known: a late unit's stock, or a
    stage that a retraction put right, is no movement of this week.
    """
    if not gone:
        return opening
    shown = store.snapshot(opening.as_of, known_at, spared=gone)
    tables = {name: _completed(opening.tables[name], shown.tables[name], gone) for name in _FOLLOWED}
    return replace(
        opening,
        tables={**opening.tables, **tables},
        addresses={**shown.addresses, **opening.addresses},
        merged={**shown.merged, **opening.merged},
    )


def _completed(stands: pd.DataFrame, shown: pd.DataFrame, gone: Collection[int]) -> pd.DataFrame:
    lost = shown[shown["submission"].isin(list(gone)) & ~shown["identity"].isin(set(stands["identity"]))]
    return pd.concat([stands, lost], ignore_index=True) if len(lost) else stands


def stood(store: Store, as_of: date, known_at: datetime | None, names: Collection[str]) -> Mapping[str, Stood]:
    """Which stages the returns of projects showed up to a day, by identity (`metrics.transitions`)."""
    return store.history.stages(names, as_of, known_at)


def revived(
    store: Store, former: Mapping[str, str], as_of: date, known_at: datetime | None, names: Collection[str]
) -> Mapping[tuple[str, str], list[Shown]]:
    """What the returns of assets showed up to a day, by identity and unit (`metrics.revivals`)."""
    found: dict[tuple[str, str], list[Shown]] = {}
    columns = ("revitalised_on", "revitalised_area")
    for (name, unit), returns in store.history.said("assets", names, columns, as_of, known_at).items():
        shown = [
            Shown(period, number, date.fromisoformat(on[:10]) if on else None, math.nan if area is None else area)
            for period, number, (on, area) in returns
        ]
        found.setdefault((name, former.get(unit, unit)), []).extend(shown)
    return found


def past(store: Store, known_at: datetime | None, ledger: str, found: Compared) -> Past:
    """What only history can tell of the things of a ledger: those that came back, and since when nothing changed."""
    state = found.whole
    if state.previous is None:
        return Past()
    opening = state.previous.snapshot.as_of
    now, then = (set(one.snapshot.tables[ledger]["identity"]) - {""} for one in (state, state.previous))
    first = store.history.first(ledger, now - then, known_at)
    return Past(
        frozenset(name for name, day in first.items() if day <= opening),
        store.history.unchanged(ledger, now & then, state.snapshot.as_of, known_at),
        found.gone,
    )
