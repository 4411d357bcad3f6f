"""Joint trips (同行): which records of several units tell one trip, and which other units a record names.

Two units tell one trip where direction, first host and days agree and one names the other as its companion. Who counts
it is the district's rule (`Rules.joint_trips`); the district itself counts it once whatever the rule.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from dashboard.contract import District
from dashboard.links import Link, Links
from dashboard.names import organisation_key, plain, unit_named
from metrics.ledger import Days, Ints, Ledger

_BETWEEN = re.compile(r"[\s,，、;；/|+＋]+")
_JOINING = re.compile(r"[和与及同]")
_BESIDE = re.compile(r"[(（].*?[)）]|等(\d+[个家]\w*)?$")
_Edges = Mapping[int, set[int]]


def companions(ledger: Ledger, district: District) -> dict[int, tuple[str, ...]]:
    """The other registry units that each record names as its companions, by position; records naming none are absent.

    Neither the district nor what is none of its units is a companion, and a trip of the district's own has none.
    """
    codes, words = ledger.codes("companions")
    named = [_named(word, district) for word in words]
    if not any(named):
        return {}
    units = ledger.words("unit")
    found = {}
    for at in np.flatnonzero(np.array([bool(names) for names in named], dtype=bool)[codes]).tolist():
        others = tuple(name for name in named[codes[at]] if name != units[at])
        if others and units[at] != district.name:
            found[at] = others
    return found


def _named(text: str, district: District) -> tuple[str, ...]:
    """Registry units in a cell of companions, in the cell's order; nothing that only resembles one."""
    found = []
    for part in _BETWEEN.split(_BESIDE.sub(" ", plain(text))):
        whole = unit_named(part, district)
        found += [whole] if whole else [unit_named(piece, district) for piece in _JOINING.split(part)]
    return tuple(dict.fromkeys(name for name in found if name and name != district.name))


def one_trip(ledger: Ledger, stops: Ledger, district: District) -> Ints:
    """Number of the thing that each visit is: as its identity says, joint trips of several units under one number.

    What could be one with several of another unit's, or would make one of two rows of a unit, stays apart.
    """
    naming = companions(ledger, district)
    if not naming:
        return ledger.thing
    related = _related(ledger, stops, naming)
    if not related:
        return ledger.thing
    owners: dict[int, set[str]] = {thing: set() for thing in related}
    for thing, unit in zip(ledger.thing.tolist(), ledger.words("unit"), strict=True):
        if thing in owners:
            owners[thing].add(unit)
    groups = _joined(_sure(related, owners))
    number = {thing: min(group) for group in groups if _of_different_units(group, owners) for thing in group}
    return np.array([number.get(thing, thing) for thing in ledger.thing.tolist()], dtype="int64")


def _related(ledger: Ledger, stops: Ledger, naming: Mapping[int, Sequence[str]]) -> _Edges:
    """Pairs of things that may be one trip, from either side."""
    hosts, places = _first_hosts(stops), ledger.place
    directions, units = ledger.words("direction"), ledger.words("unit")
    like: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for at, place in enumerate(places):
        if host := hosts.get(place):
            like[directions[at], host, units[at]].append(at)
    start, end = ledger.day("start"), last_days(ledger)
    found: dict[int, set[int]] = defaultdict(set)
    for at, others in naming.items():
        host = hosts.get(places[at], "")
        partners = [other for unit in others for other in like.get((directions[at], host, unit), ()) if host]
        for other in partners:
            one, two = int(ledger.thing[at]), int(ledger.thing[other])
            if one != two and start[at] <= end[other] and start[other] <= end[at]:
                found[one].add(two)
                found[two].add(one)
    return found


def _first_hosts(stops: Ledger) -> dict[tuple[int, str, int, int], str]:
    """The comparing form of the organisation that stands first under each visit, by the visit's place."""
    first: dict[tuple[int, str, int, int], str] = {}
    places, organisations = stops.visit_place, stops.words("organisation")
    for at in np.argsort(stops.frame["row"].to_numpy(), kind="stable").tolist():
        if places[at] not in first:
            first[places[at]] = organisation_key(organisations[at])
    return first


def last_days(ledger: Ledger) -> Days:
    """The last day of each visit; one without an end lasts a day."""
    start, end = ledger.day("start"), ledger.day("end")
    return np.where(np.isnat(end), start, np.maximum(start, end))


def _sure(related: _Edges, owners: Mapping[int, set[str]]) -> dict[int, set[int]]:
    """Pairs of which neither side could be one with another thing of the same unit."""

    def only(one: int, two: int) -> bool:
        return not any(owners[two] & owners[other] for other in related[one] if other != two)

    return {one: {two for two in others if only(one, two) and only(two, one)} for one, others in related.items()}


def _joined(edges: _Edges) -> list[set[int]]:
    """Things that hang together."""
    groups: list[set[int]] = []
    seen: set[int] = set()
    for thing in sorted(edges):
        if thing in seen:
            continue
        group, waiting = {thing}, [thing]
        while waiting:
            fresh = edges[waiting.pop()] - group
            group |= fresh
            waiting += fresh
        seen |= group
        groups.append(group)
    return groups


def _of_different_units(group: Iterable[int], owners: Mapping[int, set[str]]) -> bool:
    units = [unit for thing in group for unit in owners[thing]]
    return len(units) == len(set(units))


def known_as(ledgers: Iterable[Ledger]) -> Links:
    """The identities under which one trip is told, over several days: `canonical` gives the same on each of them."""
    links = []
    for ledger in ledgers:
        together: dict[int, set[str]] = defaultdict(set)
        for thing, identity in zip(ledger.thing.tolist(), ledger.frame["identity"].tolist(), strict=True):
            together[thing].add(identity)
        for names in together.values():
            first, *rest = sorted(names)
            links += [Link(first, other) for other in rest]
    return Links(links)
