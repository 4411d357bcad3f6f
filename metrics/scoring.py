"""Scores: every term of every unit with its inputs, totals, ranks within groups, honour and warning.

Accepted figures only (`metrics.acceptance`). A term without data is never 0 by itself: it is missing, counted aloud,
and enters the sum as its rule declares. Each term is rounded to two decimals, so that a printed sheet adds up.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from metrics import score_forms as forms
from metrics.rulebook import AGAINST, PER_ITEM, Exemption, Manual, Rulebook, Term
from metrics.score_inputs import Input

State = Literal["scored", "missing", "exempt"]
Listed = Literal["", "honour", "warning"]


@dataclass(frozen=True, slots=True)
class Scored:
    """One term of one unit. `points` is None where it is missing or exempt; `ratio` is before any cap."""

    term: Term
    inputs: tuple[Input, ...] = ()
    state: State = "missing"
    points: float | None = None
    ratio: float | None = None
    group: tuple[float, float] | None = None
    """Least and most of the group, for 功效系数."""
    given: tuple[Manual, ...] = ()
    exemption: Exemption | None = None

    @property
    def missing(self) -> str:
        """Why there are no points: the reason of the first input without data; "no-evidence" by hand."""
        if self.state != "missing":
            return ""
        return next((each.reason for each in self.inputs if each.reason), "no-evidence")


@dataclass(frozen=True, slots=True)
class UnitScore:
    """A unit's sheet: its terms in the rules' order, the total, and its place among `of` ranked units of its group."""

    unit: str
    group: str
    terms: tuple[Scored, ...]
    total: float | None
    reached: float
    """Sum of the points of the terms that were scored."""
    full: float
    """Points that all terms that apply can give, bonus and deduction aside."""
    possible: float
    """The part of `full` for which there was data, or whose lack the rule counts."""
    added: float
    """Bonus and deduction."""
    met: bool | None = None
    """Whether the decisive terms' targets are met; None where that is not known."""
    rank: int | None = None
    of: int = 0
    listed: Listed = ""
    exemption: Exemption | None = None

    @property
    def missing(self) -> tuple[Scored, ...]:
        return tuple(each for each in self.terms if each.state == "missing")

    @property
    def scaled(self) -> bool:
        """Whether the total was scaled up from the terms that could be judged."""
        return self.possible < self.full


@dataclass(frozen=True)
class Scoreboard:
    """The scores of all units in the official order, with the rules they follow."""

    rules: Rulebook
    units: tuple[UnitScore, ...] = field(default=())

    def of(self, unit: str) -> UnitScore | None:
        return next((each for each in self.units if each.unit == unit), None)

    @property
    def groups(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(each.group for each in self.units))


Inputs = Mapping[tuple[str, str], tuple[Input, ...]]
"""The inputs of each unit's term, by unit and term id."""


def scoreboard(rules: Rulebook, units: Mapping[str, str], inputs: Inputs) -> Scoreboard:
    """Scores of `units` (name -> group, in the official order); the same order comes back."""
    scored = {unit: [_scored(rules, unit, term, inputs) for term in _terms(rules, group)]
              for unit, group in units.items()}  # fmt: skip
    for group in dict.fromkeys(units.values()):
        _compared({unit: scored[unit] for unit in units if units[unit] == group})
    totals = [_totalled(rules, unit, group, tuple(scored[unit])) for unit, group in units.items()]
    return Scoreboard(rules, tuple(_ranked(rules, totals)))


def _terms(rules: Rulebook, group: str) -> list[Term]:
    return [term for term in rules.terms if not term.groups or group in term.groups]


def _scored(rules: Rulebook, unit: str, term: Term, inputs: Inputs) -> Scored:
    """A term by itself; 功效系数 waits for its group."""
    exempt = next((each for each in rules.exemptions if each.unit == unit and each.term in ("", term.id)), None)
    given = tuple(each for each in rules.manual if (each.unit, each.term) == (unit, term.id))
    found = Scored(term, inputs.get((unit, term.id), ()), given=given, exemption=exempt)
    if exempt is not None:
        return replace(found, state="exempt")
    if term.form == "manual":
        return _by_hand(found)
    if not found.inputs or any(each.reason for each in found.inputs):
        return found
    if term.form == "efficacy":
        return replace(found, ratio=_weighed(found))
    return _per_item(found) if term.form in PER_ITEM else _against(found)


def _by_hand(found: Scored) -> Scored:
    if not found.given:
        return found
    points = min(found.term.points, sum(each.points for each in found.given))
    return replace(found, state="scored", points=forms.rounded(points))


def _against(found: Scored) -> Scored:
    term = found.term
    parts = [(each.value, each.target, each.weight) for each in found.inputs]
    ratio = forms.weighted([(a, t, w) for a, t, w in parts if a is not None and t])
    points = forms.stepped(ratio, term.steps) if term.form == "steps" else forms.capped(ratio, term.cap, term.points)
    return replace(found, state="scored", ratio=ratio, points=forms.rounded(points))


def _weighed(found: Scored) -> float:
    return math.fsum((each.value or 0.0) * each.weight for each in found.inputs)


def _per_item(found: Scored) -> Scored:
    term, items = found.term, _weighed(found)
    sign = 1 if term.form == "bonus" else -1
    points = sign * forms.per_item(items, term.each, term.cap)
    return replace(found, state="scored", ratio=items, points=forms.rounded(points))


def _compared(scored: dict[str, list[Scored]]) -> None:
    """功效系数 of a group, in place: between the least and the most of those who have data."""
    for place in range(max((len(terms) for terms in scored.values()), default=0)):
        peers = {unit: terms[place] for unit, terms in scored.items() if terms[place].term.form == "efficacy"}
        values = [each.ratio for each in peers.values() if each.ratio is not None]
        for unit, each in peers.items():
            if each.ratio is not None:
                term, bounds = each.term, (min(values), max(values))
                share = forms.efficacy(each.ratio, *bounds, base=term.base, spread=term.spread)
                points = forms.rounded(share * term.points / 100)
                scored[unit][place] = replace(each, state="scored", points=points, group=bounds)


def _policy(rules: Rulebook, each: Scored) -> str:
    return "left-out" if each.state == "exempt" else each.term.missing or rules.missing


def _totalled(rules: Rulebook, unit: str, group: str, terms: tuple[Scored, ...]) -> UnitScore:
    base = [each for each in terms if each.term.form not in PER_ITEM]
    out = [each for each in base if each.state != "scored" and _policy(rules, each) == "left-out"]
    full = math.fsum(each.term.points for each in base)
    possible = full - math.fsum(each.term.points for each in out)
    reached = math.fsum(each.points or 0.0 for each in base)
    added = math.fsum(each.points or 0.0 for each in terms if each.term.form in PER_ITEM)
    unranked = any(each.state == "missing" and _policy(rules, each) == "unranked" for each in terms)
    judged = not unranked and _enough(rules, base or terms)
    scale = full / possible if out and possible > 0 else 1.0
    total = forms.rounded(reached * scale + added) if judged else None
    exempt = next((each for each in rules.exemptions if each.unit == unit and not each.term), None)
    return UnitScore(
        unit, group, terms, total if exempt is None else None, reached, full, possible, added,
        met=_met(rules, terms), exemption=exempt,
    )  # fmt: skip


def _enough(rules: Rulebook, terms: Sequence[Scored]) -> bool:
    """Whether there is data for anything, and for the least share of the points that the unit is judged by."""
    scored = [each for each in terms if each.state == "scored"]
    asked = math.fsum(each.term.points for each in terms if each.state != "exempt")
    return bool(scored) and math.fsum(each.term.points for each in scored) >= rules.least * asked


def _met(rules: Rulebook, terms: Sequence[Scored]) -> bool | None:
    """Whether every decisive term reaches its target; False where one misses it, None where one is not known."""
    asked = [each for each in terms if each.term.form in AGAINST and each.state != "exempt"]
    asked = [each for each in asked if not rules.decisive or each.term.id in rules.decisive]
    ratios = [each.ratio for each in asked]
    if any(ratio is not None and ratio < 1 - 1e-9 for ratio in ratios):
        return False
    return True if ratios and None not in ratios else None


def _ranked(rules: Rulebook, found: Sequence[UnitScore]) -> list[UnitScore]:
    places: dict[str, UnitScore] = {}
    for group in dict.fromkeys(each.group for each in found):
        peers = [(each, each.total) for each in found if each.group == group and each.total is not None]
        totals = [total for _, total in peers if total is not None]
        for (each, total), rank in zip(peers, forms.ranks(totals), strict=True):
            below = sum(other < (total or 0.0) for other in totals)
            listed = _listed(rules, each, rank, below)
            places[each.unit] = replace(each, rank=rank, of=len(peers), listed=listed)
    return [places.get(each.unit, each) for each in found]


def _listed(rules: Rulebook, each: UnitScore, rank: int, below: int) -> Listed:
    """红黑榜: among the first and target met; among the last, level with no first, and target missed."""
    if rank <= rules.honour and each.met is True:
        return "honour"
    return "warning" if below < rules.warning and rank > 1 and each.met is False else ""


@dataclass(frozen=True, slots=True)
class Move:
    """A unit under the rules in force and under a draft: total and rank, before and after."""

    unit: str
    group: str
    total: float | None
    rank: int | None
    draft_total: float | None
    draft_rank: int | None

    @property
    def moved(self) -> bool:
        return self.rank != self.draft_rank


def moves(now: Scoreboard, draft: Scoreboard) -> tuple[Move, ...]:
    """What a draft would change on the same data, unit by unit in the official order."""
    pairs = [(each, now.of(each.unit)) for each in draft.units]
    return tuple(
        Move(each.unit, each.group, was.total if was else None, was.rank if was else None, each.total, each.rank)
        for each, was in pairs
    )
