"""Renaming: under which name of today's registry a record stands that bears a name of another edition.

A town becomes a street, two parks become one: the new unit lists the name of before among its aliases. Records keep the
name under which they came.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping

from dashboard.contract import District
from dashboard.names import key


def former(editions: Iterable[District], now: District) -> dict[str, str]:
    """For names of other editions that are none of `now`'s, the name that carries them on.

    Two names are one unit's where any edition has one as the other's alias. A name that several units of `now` carry on
    (what is one by a later edition was two before) is left as it is: whose a record is cannot be told.
    """
    every = [(unit.name, unit.aliases) for each in editions for unit in each.units]
    names = {key(name): name for name, _ in every}
    beside: dict[str, set[str]] = defaultdict(set)
    for name, aliases in every:
        for alias in aliases:
            other = names.get(key(alias))
            if other is not None and other != name:
                beside[name].add(other)
                beside[other].add(name)
    known, found = set(now.names), dict[str, str]()
    for name in beside.keys() - known:
        carried = _reached(name, beside, known)
        if len(carried) == 1:
            found[name] = carried.pop()
    return found


def _reached(name: str, beside: Mapping[str, Collection[str]], known: Collection[str]) -> set[str]:
    """Names in force to which one leads, over any that are not."""
    seen, wanted, found = {name}, [name], set[str]()
    while wanted:
        for other in beside[wanted.pop()]:
            if other in known:
                found.add(other)
            elif other not in seen:
                seen.add(other)
                wanted.append(other)
    return found


def as_one(former: Mapping[str, str]) -> dict[str, str]:
    """Of names of before those that alone became a unit: it is that unit, renamed. Of several each keeps its lists."""
    times = Counter(former.values())
    return {name: now for name, now in former.items() if times[now] == 1}


def with_former(names: Collection[str], former: Mapping[str, str]) -> set[str]:
    """Units and every name under which records of theirs may have come."""
    return set(names) | {name for name, now in former.items() if now in names}
