"""What the visits page shows beyond the indicators: counted once for a standing, read by the page."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property, partial

from dashboard.store import Store
from dashboard.store.verdicts import Claimed, Verdict
from metrics import acceptance, campaigns, coverage, encounters, validity, visits, yields
from metrics.acceptance import Judged
from metrics.campaigns import Campaign
from metrics.catalogue import INDICATORS
from metrics.coverage import Coverage
from metrics.figures import State
from metrics.principals import by_leader
from metrics.tally import Tally
from metrics.yields import Appearance, FirstSeen, Yield

_TOLD = ("reason", "evidence", "by", "since")


def _nothing(units: Sequence[str]) -> Mapping[str, Appearance]:
    return {}


@dataclass(frozen=True)
class Visiting:
    """Visits of a state, each part worked out when it is first asked for. Shared, never changed."""

    state: State
    appearances: FirstSeen = _nothing
    """First appearance of the projects of some units by identity; asked for at most once."""
    everyone: State | None = None
    """The whole district, where `state` holds a chosen part of it."""
    given: Callable[[], Mapping[Claimed, Verdict]] = dict
    """The verdicts that hold on visits; asked for at most once."""

    @cached_property
    def weekly(self) -> Tally:
        """Visits by week: `key week outbound inbound`; twelve weeks, oldest first."""
        return visits.weekly(self.state)

    @cached_property
    def destinations(self) -> Tally:
        """Where the year's outbound trips went: `key destination province trips`; at most 15, most first."""
        return visits.destinations(self.state)

    @cached_property
    def leaders(self) -> dict[str, Tally]:
        """What the district's principals did, by indicator: `key leader visits`, in the roster's order."""
        return {item.id: by_leader(self.state, item.id) for item in INDICATORS.values() if item.of_district}

    @cached_property
    def teams(self) -> Tally:
        """Task teams and resident posts with people, days, hosts and leads, in the official order."""
        return visits.teams(self.state)

    @cached_property
    def campaign(self) -> Campaign | None:
        """The campaign that runs, ran last or comes next; None where no campaign month is set."""
        return campaigns.campaign(self.state)

    @cached_property
    def coverage(self) -> Coverage:
        """Chain lists against visits and projects."""
        return coverage.coverage(self.state, self.everyone)

    @cached_property
    def twice(self) -> Tally:
        """Visits to one organisation that several units report for overlapping days."""
        return encounters.told_twice(self.state)

    @cached_property
    def grades(self) -> Tally:
        """Visits by unit and validity grade."""
        return validity.grades(self.state)

    @cached_property
    def verdicts(self) -> Mapping[Claimed, Verdict]:
        """The verdicts on visits that hold on the day, by claim."""
        return self.given()

    @cached_property
    def judged(self) -> Tally:
        """The same visits as are graded, by unit and verdict."""
        return acceptance.visits_by_unit(self.state, self._judged)

    @cached_property
    def reasons(self) -> Tally:
        """Every visit with a verdict: who gave it, from when, why and on what evidence stands beside the record."""
        found = acceptance.judged_visits(self.state, self._judged)
        claims = [Claimed("visits", *claim) for claim in zip(found.rows["unit"], found.rows["identity"], strict=True)]
        told = {name: [getattr(self.verdicts[each], name) for each in claims] for name in _TOLD}
        return replace(found, rows=found.rows.assign(**told))

    @cached_property
    def proved(self) -> Mapping[str, int]:
        """By unit how many of its visits have a verdict that names evidence."""
        rows = self.reasons.rows
        return Counter(unit for unit, proof in zip(rows["unit"], rows["evidence"], strict=True) if proof)

    @cached_property
    def _judged(self) -> Judged:
        return {("visits", each.unit, each.identity): given.verdict for each, given in self.verdicts.items()}

    @cached_property
    def yields(self) -> Yield:
        """Projects that appeared after a visit to their investor."""
        return yields.after_visits(self.state, self.appearances)


def of_visits(store: Store, state: State, whole: State, known_at: datetime | None) -> Visiting:
    """The visits of a state, with what only the store can tell of them as known at a moment (None: now)."""
    as_of = state.snapshot.as_of
    given = partial(_given, store, as_of, known_at)
    return Visiting(state, partial(first_seen, store, as_of, known_at), whole, given)


def _given(store: Store, as_of: date, known_at: datetime | None) -> Mapping[Claimed, Verdict]:
    return store.verdicts.standing("visits", as_of, known_at)


def first_seen(store: Store, as_of: date, known_at: datetime | None, units: Sequence[str]) -> dict[str, Appearance]:
    """The first return that shows each project of these units, by identity, up to the as-of date.

    Those in the first return of their unit were not added by it: they stood before anything was reported here.
    """
    seen: dict[str, Appearance] = {}
    spoken: set[str] = set()
    for period in store.periods(known_at):
        if period > as_of:
            break
        table = store.snapshot(period, known_at, units=units).tables["projects"]
        table = table[table["identity"] != ""]
        fresh = table[~table["identity"].isin(seen)]
        told = zip(fresh["identity"], fresh["unit"].isin(spoken), strict=True)
        seen |= {identity: Appearance(period, bool(added)) for identity, added in told}
        spoken |= set(table["unit"])
    return seen
