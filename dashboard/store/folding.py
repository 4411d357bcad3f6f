"""Which claims stand: the rules by which weekly files add up to one state of the district.

1. Whole lists. For a line's (unit, ledger, scope, sender) the latest whole list stands: by period, within a period by
   receipt. A correction for an earlier week therefore never disturbs a later one. A file for several units, or the
   district's own, speaks for each unit like a list of that unit's: the newest file that covers the unit stands. Of two
   lists for one period the unit's own stands, whichever came last; figures go by receipt alone.
2. Additions. An increment after that list (later period, or same period and later receipt) is added to it, and to
   other increments of its period.
3. Projects. A list speaks for every stage that it holds: it replaces earlier lists at those stages, and what stands at
   other stages stays. The next list on the same form is the same list grown older and replaces it at every stage - but
   talks never replace what has been signed. Two lists on one form for one period are two ledgers when they share no
   stage or their sheets bear different names: neither replaces the other but at its own stages, nor do their next ones.
4. Nothing. An explicit zero (an empty list, 未外出) takes no list away: it shows that the list is kept. Its figure is a
   counter of its own period that stands beside other counters (`metrics.counters` chooses), and not at all where a list
   with records speaks. Only where a person said that the empty list is the whole ledger does it end what stood.
5. Editions. A list without records says that the next edition of a file for several units leaves this one out
   (dashboard.store.editions); it ends what stood and does not stand itself.
6. Renaming. A unit that bears another name now is the same unit; what several units said that are one now stands side
   by side until that one sends its own.
7. Freshness. A standing claim is as fresh as the latest addition or sign of life in its scope, counters of weeks and
   months as the latest of their kind.

`fold` is a pure function of claims. It may be given any set that contains, for each line, the latest list, the
additions since and the latest nothing: what older claims there are changes nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from dashboard.contract import STAGES
from dashboard.store.renaming import as_one
from dashboard.store.scopes import Claim, answered_list, is_zero, series

_Place = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Standing:
    """A claim that stands, and the last day it is known to be good for."""

    claim: Claim
    fresh: date


def fold(claims: Iterable[Claim], former: Mapping[str, str] | None = None) -> list[Standing]:
    """The claims that stand, in the order of (unit, ledger, scope, sender, period, receipt).

    `former` are names that units bore in other editions of the registry (`store.renaming`).
    """
    places: Mapping[_Place, list[Claim]] = _grouped(claims, as_one(former or {}))
    lists = _lists(places, former or {})
    standing = {place: _standing(group, lists[_book(place)]) for place, group in places.items()}
    signs = _signs_of_life(standing)
    return [
        Standing(claim, max(claim.period, signs.get(_series(place), date.min)))
        for place in sorted(standing)
        for claim in _without_idle_zero(place, standing)
        if claim.records or claim.kind == "nothing"
    ]


def _grouped(claims: Iterable[Claim], renamed: Mapping[str, str]) -> dict[_Place, list[Claim]]:
    groups: dict[_Place, list[Claim]] = defaultdict(list)
    for claim in claims:
        line = claim.line
        groups[renamed.get(line.unit, line.unit), line.ledger, line.scope, line.sender].append(claim)
    return groups


def _book(place: _Place) -> _Place:
    """Within what lists may replace each other: the place itself, of projects those of all stages."""
    unit, ledger, scope, sender = place
    return unit, ledger, "" if ledger == "projects" else scope, sender


def _lists(places: Mapping[_Place, list[Claim]], former: Mapping[str, str]) -> dict[_Place, list[Claim]]:
    """What may replace a claim, by book: of a unit that became part of another one that one's lists too."""
    own: dict[_Place, list[Claim]] = defaultdict(list)
    for place, claims in places.items():
        own[_book(place)] += [claim for claim in claims if claim.kind == "list"]
    books = dict(own)
    for unit, ledger, scope, sender in own:
        if unit in former:
            joint = own.get((former[unit], ledger, scope, sender), [])
            books[unit, ledger, scope, sender] = own[unit, ledger, scope, sender] + joint
    return books


def _standing(group: list[Claim], lists: list[Claim]) -> list[Claim]:
    kept = [claim for claim in group if claim.kind != "nothing" and not _overtaken(claim, lists)]
    last = max((claim.order for claim in kept), default=(date.min, 0))
    signs = [claim for claim in group if claim.kind == "nothing" and claim.order > last]
    latest = {claim.line: claim for claim in sorted(signs, key=_order)}
    return sorted(kept, key=_order) + list(latest.values())


def _order(claim: Claim) -> tuple[date, int]:
    return claim.order


def _overtaken(claim: Claim, lists: list[Claim]) -> bool:
    if any(other.line.scope == claim.line.scope and other.later(claim) for other in lists):
        return True
    return any(_next_edition(claim, other) for other in lists) and not _one_of_two(claim, lists)


def _next_edition(claim: Claim, later: Claim) -> bool:
    """Whether a list of projects is the claim's own list grown older, at whatever stages.

    Talks say nothing about what was signed; of them an empty list of what was signed says nothing either.
    """
    same_form = bool(claim.line.variant) and later.line.variant == claim.line.variant
    speaks = bool(later.records) if claim.line.in_talks else not later.line.in_talks
    return same_form and later.later(claim) and speaks


def _one_of_two(claim: Claim, lists: list[Claim]) -> bool:
    """Whether the claim's list is one of two ledgers that are kept on one form: its stage is none of the other's."""
    if claim.kind != "list":
        return False
    came: dict[int, list[Claim]] = defaultdict(list)
    for other in lists:
        if other.line.variant == claim.line.variant and other.period == claim.period:
            came[other.submission].append(other)
    own = {other.line.scope for other in came.pop(claim.submission)}
    return any(_another(claim, own, other) for other in came.values())


def _another(claim: Claim, own: set[str], other: list[Claim]) -> bool:
    stages = {said.line.scope for said in other}
    apart = not stages & own or claim.sheet not in {said.sheet for said in other}
    return apart and claim.line.scope not in stages


def _without_idle_zero(place: _Place, standing: Mapping[_Place, list[Claim]]) -> list[Claim]:
    """A place's claims; none for an explicit zero of the year where a list with records speaks."""
    unit, ledger, scope, sender = place
    answered = answered_list(scope) if ledger == "counters" and is_zero(scope) else None
    if answered is None:
        return standing[place]
    lists = (standing.get((unit, book, part, sender), ()) for book, part in _answering(*answered))
    return [] if any(claim.records for claims in lists for claim in claims) else standing[place]


def _answering(ledger: str, scope: str) -> list[tuple[str, str]]:
    """Lists that say whether a thing was done: that of its scope, of projects those of the later stages too."""
    reached = STAGES[STAGES.index(scope) :] if ledger == "projects" and scope != STAGES[0] else (scope,)
    return [(ledger, stage) for stage in reached]


def _series(place: _Place) -> _Place:
    """What shows life together: the place itself, counters of weeks or months of one kind, what was signed."""
    unit, ledger, scope, sender = place
    return unit, ledger, scope.rpartition("/")[0] if _periodic(place) else series(ledger, scope), sender


def _periodic(place: _Place) -> bool:
    return place[1] == "counters" and place[2].count("/") == 2


def _signs_of_life(standing: Mapping[_Place, list[Claim]]) -> dict[_Place, date]:
    """By series the latest period of anything that shows it is kept: additions, explicit zeros, periodic counters."""
    signs: dict[_Place, date] = {}
    for place, claims in standing.items():
        for claim in claims:
            if claim.kind != "list" or _periodic(place):
                signs[_series(place)] = max(claim.period, signs.get(_series(place), date.min))
    return signs
