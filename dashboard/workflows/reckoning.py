"""Reckoning: the versions of what a meeting's figures are worked out by, and what comes out otherwise by later ones.

An indicator's version is the catalogue's; a page's figures have one of their own. Both are noted when a meeting is
frozen: its hash gives back what was shown, and what a later version makes of the same
ledgers is told as that, not as damage.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from dashboard.store.meetings import Frozen
from metrics.catalogue import INDICATORS

OF_ALL = ("lights", "opening")
"""What every figure is made by."""
PARTS: Mapping[str, int] = {
    "lights": 6, "opening": 3, "weekly": 4, "remarks": 7, "rhythm": 2, "visits": 7, "leaders": 3, "stuck": 5,
    "space": 3, "movement": 4, "bridge": 2, "ranks": 2, "developing": 2,
}  # fmt: skip
"""Versions of what every figure is made by, and of the parts of `showing.shown`, that are no longer the first.

`lights` 2: decided on the gap as it is printed, rounded half up; 3: last year's curve from dated records;
4: what is equal on paper is met, and exactly a third of the clock is not red; 5, `remarks` 7: where a figure's own
clock wants hardly anything the year is not called young; 6: half a tenth of a point on paper is one.
`opening` 2: a meeting on any day of the calendar is the one before, the annual closing has one; 3, `bridge` 2,
`space` 3, `movement` 4, `ranks` 2: what is shown as changed begins at what that meeting showed, what is known otherwise
since is restated.

`weekly`, `rhythm` 2: a week without returns is no 0, `weekly` 4: nor one of a direction without any list;
the last days of December count in the year's last week.
`remarks` 2: of missing projects those that additions left out; falls, units' targets beyond the district's; joint trips
only where they count; 3: revised targets; 4, `weekly` 3: against what the last meeting, and each before, showed;
5: approximate amounts and the bounds of their sum;
6: last year's lists that show nothing by the day; what is too old for a light is on no edge.
`visits` 2: the campaign against the same units; 3: people of leader cells by the roster;
4: a leap February against February alone; 5: a trip of several units is one visit before a project;
6: a stay has the days up to its return; 7: and those since 1 January where it began before.
`leaders` 2: roster names are found before a leader cell is cut; behind a recess the first working day is due;
3: who goes by that day breaks nothing.
`stuck` 2: postponed starts, reviews awaited; 3, `movement` 2: any figure of an amount and the next step are a change;
within a level the longest stands first, each thing with its identity; `movement` 3: double claims that were withdrawn;
`stuck` 4: what is to be built is of the text too, for `movement` 4 as well;
5: what was terminated stands nowhere still.
`space` 2: an asset's area rises part by part.
`developing` 2: a cohort's amounts are the same to the last bit in whatever order they come.
"""
BY_INDICATOR = ("district", "units")
_WHOLE = ("as_of", "files")


def versions() -> dict[str, int]:
    """What is reckoned by another version than the first: indicators and parts."""
    named = {name: item.version for name, item in INDICATORS.items()} | dict(PARTS)
    return {name: version for name, version in named.items() if version > 1}


def revised(frozen: Frozen) -> bool:
    """Whether anything is reckoned otherwise now; also where the meeting was frozen before versions were noted."""
    return frozen.reckoning != versions()


def caption(frozen: Frozen) -> str:
    """The key of what a page of the ledgers as frozen says of itself: of the hash, or of another reckoning since."""
    return "frozen.revised" if revised(frozen) else "frozen"


def otherwise(shown: Mapping[str, Any], again: Mapping[str, Any]) -> tuple[str, ...]:
    """Indicators and parts that differ between what was shown and what is worked out again, catalogue first."""
    found = set(_differing(shown, again))
    return tuple(name for name in (*INDICATORS, *shown) if name in found)


def _differing(shown: Mapping[str, Any], again: Mapping[str, Any]) -> Iterator[str]:
    yield from (part for part in shown.keys() - set(BY_INDICATOR) if shown[part] != again.get(part))
    was, now = _figures(shown), _figures(again)
    yield from {name for unit, name in was.keys() | now.keys() if was.get((unit, name)) != now.get((unit, name))}


def _figures(shown: Mapping[str, Any]) -> dict[tuple[str, str], Any]:
    """Every figure by unit, "" the district, and indicator."""
    by_unit = {"": shown["district"], **shown["units"]}
    return {(unit, name): facts for unit, figures in by_unit.items() for name, facts in figures.items()}


def explained(frozen: Frozen, names: Collection[str]) -> bool:
    """Whether everything that comes out otherwise is reckoned by another version now.

    A part is made of figures too: the version of any indicator can change it. Days and files are reckoned by none.
    """
    if frozen.reckoning is None:
        return not set(names) & set(_WHOLE)
    now, then = versions(), frozen.reckoning
    changed = {name for name in {*now, *then} if now.get(name) != then.get(name)}
    of_all = INDICATORS.keys() if changed.intersection(OF_ALL) else changed & INDICATORS.keys()
    return all(name in changed | of_all or (of_all and name not in {*INDICATORS, *_WHOLE}) for name in names)
