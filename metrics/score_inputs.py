"""What goes into a term: the accepted figure of a unit, its target, and the cells of both."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from metrics import acceptance, credit
from metrics.acceptance import Judged, Standing
from metrics.adding_up import tallies
from metrics.claims import Firsts, unknown
from metrics.clocks import Clocks, judged_on
from metrics.credit import CREDITED, Attribution
from metrics.figures import State
from metrics.measure import Source
from metrics.rulebook import AGAINST, COUNTS, Part, Rulebook, Term
from metrics.stuck import stuck
from metrics.targets import Target, of_the_year


@dataclass(frozen=True, slots=True)
class Input:
    """A figure of a term in base units.

    `reason` says why it cannot be used: no-data, no-target, not-due (nothing yet, by its clock), unjudged, counter.
    """

    indicator: str
    weight: float = 1.0
    value: float | None = None
    target: float | None = None
    """What it is compared with: the year's target, times `elapsed` for a pace target; None where there is none."""
    year_target: float | None = None
    elapsed: float | None = None
    reason: str = ""
    standing: Standing | None = None
    """How the things behind it were judged; None where they are not judged one by one."""
    split: bool = False
    """Whether the figure is the unit's share of joint projects."""
    made_of: tuple[tuple[float, float], ...] = ()
    """Of a share of joint projects the amount of each (1 where things are counted) and the unit's share in it."""
    hedged: bool = False
    """Whether any of it is approximate in its sheet, or a range by its midpoint."""
    source: Sequence[Source] = ()
    target_source: Sequence[Source] = ()
    weeks: Sequence[date] = ()
    """Of returns that came late or never the weeks they were owed for."""


@dataclass(frozen=True)
class Items:
    """How many things are counted per item for each unit; a unit that is absent has none."""

    counts: Mapping[str, float]
    cells: Mapping[str, Sequence[Source]] = field(default_factory=dict)
    weeks: Mapping[str, Sequence[date]] = field(default_factory=dict)
    """Of what no cell tells the weeks that are counted, by their closing days."""


class Figures:
    """Accepted figures by unit, for the terms of any rules on the same data.

    `whole` is the state as reported. `pending` counts for a trial what nobody has judged. `items` are counts that only
    the receipts tell (late_returns).
    """

    def __init__(
        self, whole: State, judged: Judged, *, pending: bool = False, firsts: Firsts = unknown,
        items: Mapping[str, Items] | None = None,
    ) -> None:  # fmt: skip
        self.whole, self.judged, self.pending, self.firsts = whole, judged, pending, firsts
        self.accepted = acceptance.accepted(whole, judged, pending=pending)
        self._items = dict(items or {})
        self._credit: dict[str, Attribution] = {}
        self._standing: dict[str, Mapping[str, Standing]] = {}
        self._now, self._reported = tallies(self.accepted), tallies(whole)
        self._clocks = Clocks(whole)

    @cached_property
    def _targets(self) -> Mapping[tuple[str, str], Target]:
        return of_the_year(self.whole)

    def units(self) -> dict[str, str]:
        """Units that are judged, with their groups, in the official order: those expected to report."""
        return {unit.name: unit.group for unit in self.whole.district.reporting(self.whole.snapshot.as_of)}

    def inputs(self, rules: Rulebook) -> dict[tuple[str, str], tuple[Input, ...]]:
        """The inputs of every unit's terms, by unit and term id; a manual term has none."""
        return {
            (unit, term.id): tuple(self._input(unit, term, part) for part in term.parts)
            for unit in self.units()
            for term in rules.terms
            if term.parts
        }

    def _input(self, unit: str, term: Term, part: Part) -> Input:
        if part.indicator in COUNTS:
            items = self._counted(part.indicator)
            cells, weeks = items.cells.get(unit, ()), items.weeks.get(unit, ())
            return Input(part.indicator, part.weight, items.counts.get(unit, 0.0), source=cells, weeks=weeks)
        found = self._figure(unit, part, term.credit)
        return self._with_target(unit, term, found) if term.form in AGAINST else found

    def _figure(self, unit: str, part: Part, way: str) -> Input:
        name = part.indicator
        now, reported = self._now[name].units.get(unit), self._reported[name].units.get(unit)
        standing = self._stand(name).get(unit)
        value = now.value if now else None
        source: Sequence[Source] = now.trail if now else ()
        hedged = now is not None and now.hedged
        split, made = name in CREDITED and (now is None or now.from_list), tuple[tuple[float, float], ...]()
        if split:
            parts = self._attributed(name).parts
            hedged = bool(parts.loc[parts["unit"] == unit, "hedged"].any())
            value, source = self._credited(unit, name, way, value, source)
            made = self._attributed(name).made_of(unit) if way == "split" else ()
        elif value is None and standing is not None and not standing.pending:
            value = 0.0
        reason = self._lack(value, standing, reported is not None)
        source = source or (reported.trail if reported else ())
        return Input(name, part.weight, None if reason else value, reason=reason, standing=standing, split=split,
                     made_of=made, hedged=hedged and not reason, source=source)  # fmt: skip

    def _lack(self, value: float | None, standing: Standing | None, reported: bool) -> str:
        """Why an accepted figure cannot be used; "" where it can."""
        if not self.pending and standing is not None and standing.unjudged and not value:
            return "unjudged"
        if value is not None:
            return ""
        return "counter" if reported and not self.pending else "no-data"

    def _credited(
        self, unit: str, name: str, way: str, own: float | None, source: Sequence[Source]
    ) -> tuple[float | None, Sequence[Source]]:
        """The unit's part in the projects, also where another reports them; 0 where its list has none accepted."""
        found = self._attributed(name)
        rows = found.units.rows
        mine = rows[rows["key"] == unit]
        value = float(mine["whole" if way == "whole" else "split"].iloc[0]) if len(mine) else None
        if value:
            return value, found.cells[unit]
        listed = self._reported[name].units.get(unit)
        known = own is not None or (listed is not None and listed.from_list and listed.value is not None)
        return (0.0 if known else None), source

    def _attributed(self, name: str) -> Attribution:
        if name not in self._credit:
            self._credit[name] = credit.attribution(self.accepted, name, self.firsts)
        return self._credit[name]

    def _stand(self, name: str) -> Mapping[str, Standing]:
        if name not in self._standing:
            self._standing[name] = acceptance.standings(self.whole, self.judged, name)
        return self._standing[name]

    def _with_target(self, unit: str, term: Term, found: Input) -> Input:
        """The figure with what it is compared with; its pace is that of its own cover-to day, as on the board."""
        aim = self._targets.get((unit, found.indicator))
        if aim is None or aim.value <= 0:
            return replace(found, reason=found.reason or "no-target")
        elapsed, target = None, aim.value
        if term.pace:
            until = judged_on(self.whole, self._reported[found.indicator].units.get(unit))
            elapsed = self._clocks.of(unit, found.indicator, until, aim.value).share
            target = aim.value * elapsed
            found = found if target else replace(found, reason=found.reason or "not-due")
        return replace(found, target=target, year_target=aim.value, elapsed=elapsed, target_source=aim.source)

    def _counted(self, name: str) -> Items:
        if name not in self._items:
            self._items[name] = self._rejected() if name == "rejected_projects" else self._overdue()
        return self._items[name]

    def _rejected(self) -> Items:
        found = acceptance.rejected_projects(self.whole, self.judged)
        book = self.whole.ledger("projects")
        cells = {unit: tuple(book.sources(self.whole.snapshot, at, "name")) for unit, at in found.items()}
        return Items({unit: float(len(at)) for unit, at in found.items()}, cells)

    def _overdue(self) -> Items:
        """Projects whose planned start has passed, as reported."""
        rows = stuck(self.whole)
        rows = rows[rows["rule"] == "planned-start-passed"]
        cells: dict[str, list[Source]] = {}
        for unit, cell in zip(rows["unit"], rows["source"], strict=True):
            cells.setdefault(unit, []).append(cell)
        return Items({unit: float(len(found)) for unit, found in cells.items()}, cells)
