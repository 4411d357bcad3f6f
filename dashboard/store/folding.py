"""Which claims stand: the rules by which weekly files add up to one state of the district.

1. Whole lists. For a line's (unit, ledger, scope, sender) the latest whole list stands: by period, within a period by
   receipt. A correction for an earlier week therefore never disturbs a later one.
2. Additions. An increment after that list (later period, or same period and later receipt) is added to it. Two
   increments for one period: the later replaces the earlier.
3. Projects. Lists of `talks` replace lists of talks. A list of `signed` projects replaces an earlier one if their
   stages overlap, or if the headings are the same - unless that earlier one came with another list of the same
   headings and other stages for the same period, which shows two ledgers on one form. A list that once held talks
   and signed projects together is replaced in both by a later list with the same headings.
4. Nothing. An explicit zero stands beside the list as a sign of life, without taking anything away. As a figure it
   stands only where neither a list with records nor a reported counter does.
5. Editions. A list without records says that the next edition of a file for several units leaves this one out
   (dashboard.store.editions); it ends what stood and does not stand itself.
6. Freshness. A standing claim is as fresh as the latest addition or sign of life in its scope, counters of weeks and
   months as the latest of their kind.

`fold` is a pure function of claims. It may be given any set that contains, for each line, the latest list, the
additions since and the latest nothing: what older claims there are changes nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from dashboard.contract import STAGES
from dashboard.store.scopes import Claim, answered_list

_Place = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Standing:
    """A claim that stands, and the last day it is known to be good for."""

    claim: Claim
    fresh: date


def fold(claims: Iterable[Claim]) -> list[Standing]:
    """The claims that stand, in the order of (unit, ledger, scope, sender, period, receipt)."""
    places: Mapping[_Place, list[Claim]] = _grouped(claims)
    projects = _grouped_projects(places)
    standing = {
        place: _standing(group, projects[place[0], place[3]] if place[1] == "projects" else group)
        for place, group in places.items()
    }
    signs = _signs_of_life(standing)
    return [
        Standing(claim, max(claim.period, signs.get(_series(place), date.min)))
        for place in sorted(standing)
        for claim in _without_idle_zero(place, standing)
        if claim.records or claim.kind == "nothing"
    ]


def _grouped(claims: Iterable[Claim]) -> dict[_Place, list[Claim]]:
    groups: dict[_Place, list[Claim]] = defaultdict(list)
    for claim in claims:
        line = claim.line
        groups[line.unit, line.ledger, line.scope, line.sender].append(claim)
    return groups


def _grouped_projects(places: Mapping[_Place, list[Claim]]) -> dict[tuple[str, str], list[Claim]]:
    """Claims about projects by (unit, sender): a list of one stage class may replace one of the other."""
    groups: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for (unit, ledger, _, sender), claims in places.items():
        if ledger == "projects":
            groups[unit, sender] += claims
    return groups


def _standing(group: list[Claim], companions: list[Claim]) -> list[Claim]:
    lists = [claim for claim in companions if claim.kind == "list"]
    kept = [c for c in group if c.kind != "nothing" and not _overtaken(c, lists, companions)]
    additions = [claim for claim in kept if claim.kind == "addition"]
    kept = [c for c in kept if c.kind == "list" or not any(_replaces_addition(other, c) for other in additions)]
    last = max((claim.order for claim in kept), default=(date.min, 0))
    signs = [claim for claim in group if claim.kind == "nothing" and claim.order > last]
    latest = {claim.line: claim for claim in sorted(signs, key=_order)}
    return sorted(kept, key=_order) + list(latest.values())


def _order(claim: Claim) -> tuple[date, int]:
    return claim.order


def _overtaken(claim: Claim, lists: list[Claim], companions: list[Claim]) -> bool:
    later = [other for other in lists if other.order > claim.order]
    return any(_same_list(claim, other, companions) for other in later)


def _same_list(claim: Claim, later: Claim, companions: list[Claim]) -> bool:
    """Whether a later whole list is the next state of the list that `claim` belongs to."""
    line, other = claim.line, later.line
    if line.ledger != "projects":
        return True
    if line.scope == other.scope and (line.scope == "talks" or line.stages & other.stages):
        return True
    same_form = bool(line.template) and line.template == other.template
    if not same_form or any(_sibling(claim, companion) for companion in companions):
        return False
    return line.scope == other.scope or claim.mixed


def _sibling(claim: Claim, other: Claim) -> bool:
    """Another list on the same form for the same period, of other stages: two ledgers, not two versions of one."""
    return (
        other.kind == claim.kind == "list"
        and other.submission != claim.submission
        and other.period == claim.period
        and other.line.template == claim.line.template
        and not other.line.stages & claim.line.stages
    )


def _replaces_addition(other: Claim, claim: Claim) -> bool:
    if other.period != claim.period or other.submission <= claim.submission:
        return False
    return claim.line.ledger != "projects" or _same_list(claim, other, [])


def _without_idle_zero(place: _Place, standing: Mapping[_Place, list[Claim]]) -> list[Claim]:
    """A place's claims; none for an explicit zero where a list with records or a reported counter speaks."""
    unit, ledger, scope, sender = place
    answered = answered_list(scope) if ledger == "counters" else None
    if answered is None:
        return standing[place]
    book, part, stage = answered
    listed = any(_answers(claim, stage) for claim in standing.get((unit, book, part, sender), ()))
    counted = (unit, ledger, scope.partition("/")[0] + "/cumulative", sender) in standing
    return [] if listed or counted else standing[place]


def _answers(claim: Claim, stage: str) -> bool:
    """Whether a claim is a list with records; of signed projects, one that reaches the stage."""
    reached = STAGES[STAGES.index(stage) :] if stage in STAGES[1:] else ()
    return claim.records > 0 and (not reached or bool(claim.line.stages.intersection(reached)))


def _series(place: _Place) -> _Place:
    """The place itself; for a counter of one week or month the series of its kind."""
    unit, ledger, scope, sender = place
    return (unit, ledger, scope.rpartition("/")[0], sender) if _periodic(place) else place


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
