"""Slips of a registry that its types do not show: words nobody knows, numbers that cannot be, days in the wrong order.

Whoever loads a file or edits the registry asks; an edition that was kept once is read as it was kept.
"""

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from dashboard.contract import INDICATOR_IDS, LEVELS, TABLES, UNIT_KINDS, District, Rules
from dashboard.names import key

_SPANS = ("year", *(f"Q{n}" for n in range(1, 5)), *(f"{n:02d}" for n in range(1, 13)))
_SHARES = ("early_share", "red_from_share", "stuck_unpaid_share")
_AT_LEAST_ONE = ("outing_gap_days", "stuck_postponements")
_STEPS = tuple(
    rule.name for rule in fields(Rules) if rule.name.endswith(("_days", "_meetings")) and "tuple" in str(rule.type)
)
"""Rules that are thresholds, the milder first."""
_WORDS: Mapping[str, Collection[Any]] = {
    "visit_levels": (*LEVELS, ""), "pinned": INDICATOR_IDS, "campaign_months": range(1, 13),
}  # fmt: skip
"""Rules that are lists of words, or numbers, of a kind."""


@dataclass(frozen=True, slots=True)
class Slip:
    """What cannot be, and where: the section, the number of the entry in it, the field and what was found there."""

    section: str
    index: int
    field: str
    found: object


def slips(district: District, sections: Collection[str]) -> Iterator[Slip]:
    """Every slip in these sections, in their order."""
    looked = {"units": _units, "leaders": _leaders, "meetings": _meetings, "targets": _targets, "rules": _rules}
    for section in sections:
        if section in looked:
            yield from looked[section](district)
        if section in ("units", "leaders", "credit"):
            yield from _turned(district, section)


def _turned(district: District, section: str) -> Iterator[Slip]:
    """Entries that end before they begin."""
    for index, each in enumerate(getattr(district, section)):
        if each.since and each.until and each.until < each.since:
            yield Slip(section, index, "until", each.until)


def _units(district: District) -> Iterator[Slip]:
    """Kinds and ledgers nobody knows, and a name or alias that two units, or a unit and the district, answer to."""
    taken = {key(name): -1 for name in (district.name, *district.aliases)}
    for index, unit in enumerate(district.units):
        if unit.kind not in UNIT_KINDS:
            yield Slip("units", index, "kind", unit.kind)
        for word in unit.ledgers:
            if word not in TABLES:
                yield Slip("units", index, "ledgers", word)
        for field, name in (("name", unit.name), *(("aliases", alias) for alias in unit.aliases)):
            if taken.setdefault(key(name), index) != index:
                yield Slip("units", index, field, name)


def _leaders(district: District) -> Iterator[Slip]:
    for index, leader in enumerate(district.leaders):
        if leader.level not in LEVELS:
            yield Slip("leaders", index, "level", leader.level)
        if leader.unit and leader.unit not in district.names:
            yield Slip("leaders", index, "unit", leader.unit)


def _meetings(district: District) -> Iterator[Slip]:
    seen: set[date] = set()
    for index, meeting in enumerate(district.meetings):
        if meeting.cover_to in seen:
            yield Slip("meetings", index, "cover_to", meeting.cover_to)
        seen.add(meeting.cover_to)


def _targets(district: District) -> Iterator[Slip]:
    """Words and numbers that cannot be, and a second target of one unit for the same."""
    seen: set[tuple[str, str, int, str]] = set()
    for index, target in enumerate(district.targets):
        place = (target.unit, target.indicator, target.year, target.period)
        if place in seen:
            yield Slip("targets", index, "indicator", target.indicator)
        seen.add(place)
        known = {
            "unit": target.unit in district.names,
            "indicator": target.indicator in INDICATOR_IDS,
            "period": target.period in _SPANS,
            "value": math.isfinite(target.value) and target.value >= 0,
        }
        for field, stands in known.items():
            if not stands:
                yield Slip("targets", index, field, getattr(target, field))


def _rules(district: District) -> Iterator[Slip]:
    for name, value in _slips_of(district.rules):
        yield Slip("rules", 0, name, value)


def _slips_of(rules: Rules) -> Iterator[tuple[str, object]]:
    said = {rule.name: getattr(rules, rule.name) for rule in fields(Rules)}
    yield from ((n, v) for n, v in said.items() if isinstance(v, int | float) and not _possible(n, v))
    yield from ((name, list(said[name])) for name in _STEPS if not _rising(said[name], len(getattr(Rules(), name))))
    if not rules.visit_levels:
        # every visit would count as none, and no data would read as 0
        yield "visit_levels", ""
    if rules.red_points < rules.level_points:
        yield "red_points", rules.red_points
    for name, known in _WORDS.items():
        yield from ((name, word) for word in said[name] if word not in known)
    for ledger, weeks in rules.cadence_weeks.items():
        if ledger not in TABLES or not isinstance(weeks, int) or weeks < 1:
            yield f"cadence_weeks.{ledger}", weeks


def _rising(steps: Sequence[int], whole: int) -> bool:
    return len(steps) == whole and list(steps) == sorted(steps) and min(steps) >= 0


def _possible(name: str, value: float) -> bool:
    highest = 1.0 if name in _SHARES else math.inf
    return math.isfinite(value) and (1 if name in _AT_LEAST_ONE else 0) <= value <= highest
