"""Figures reported as figures: counter sheets and target tables -> `counters` and `targets`.

合计 over unit rows is an assertion; standing alone it is the reporter's own figure. 完成率 is an assertion.
"""

import math
from dataclasses import dataclass, field

from dashboard.names import unit_named
from loaders.entry import Record
from loaders.figures import number
from loaders.grid import Address, a1
from loaders.ledgers.crosschecks import check_across, check_rates
from loaders.ledgers.grouped import grouped
from loaders.ledgers.measured import quantity, says_none
from loaders.ledgers.plan import Plan
from loaders.ledgers.rowlabels import RowLabels
from loaders.ledgers.slots import Slot
from loaders.ledgers.times import Times
from loaders.ledgers.until import runs_to, target_span
from loaders.ledgers.whose import Owners
from loaders.lines import Line
from loaders.measures import quantity_of_unit, unit_in
from loaders.reader import TableReader
from loaders.subjects import SIGNING, indicator_named
from loaders.totals import Part, agrees, decimals, mismatch, scopes
from loaders.values import text


@dataclass
class Figures:
    """Records read, and the totals that assert something about them."""

    counters: list[Record] = field(default_factory=list)
    targets: list[Record] = field(default_factory=list)
    total_rows: list[int] = field(default_factory=list)


class FiguresReader:
    """Reads one table of figures by its plan."""

    def __init__(self, table: TableReader, plan: Plan, given: str, decided: str = "") -> None:
        """`decided`: "counters" or "targets", as a person called the table; "" where nobody did."""
        self.table, self.plan, self.given = table, plan, given
        self.found = Figures()
        self.parts: dict[tuple[int, str], dict[int, Part]] = {}
        self.seen: set[tuple[object, ...]] = set()
        self.labels = RowLabels(table, plan)
        self.times = Times(table, plan, self.labels, decided)
        self.default = self.times.default

    def read(self, lines: list[Line]) -> Figures:
        lines, named = grouped(self.table, self.plan, lines)
        self.owners = owners = Owners(self.table, self.plan, lines, self.given, named)
        rows = [
            line for line in lines if line.kind in ("data", "nil", "elsewhen") and not self.labels.elsewhen(line.row)
        ]
        totals = [line for line in lines if line.kind == "total"]
        if self.plan.members:
            self._of_parts(rows, totals, lines, owners.reporter())
            return self.found
        alone = not any(owners.text(line.row) for line in rows) if self.plan.units else not rows
        for line in rows:
            self._row(line.row, owners.of(line.row))
        for line in totals:
            own = unit_named(line.text, self.table.district)
            if self.labels.tells(line):
                self._row(line.row, owners.own(line.row))
            elif alone or own:
                self._row(line.row, own or owners.reporter() or self.table.district.name)
            else:
                self._assert(line, lines)
        return self.found

    def _of_parts(self, rows: list[Line], totals: list[Line], lines: list[Line], unit: str) -> None:
        """Rows of parts of a unit: their total is its figure; without one each part is nobody's the registry knows."""
        for line in rows:
            self._row(line.row, None)
            words, at = self.table.value(line.row, self.plan.members)
            if not totals:
                self.table.notes.find("unknown-unit", at, text(words))
        for line in totals:
            self._assert(line, lines)
            if not line.subtotal or len(totals) == 1:
                self._row(line.row, unit)

    def _indicator(self, row: int, slot: Slot) -> tuple[str, str]:
        """(indicator, its text) of a figure, from the column or the row."""
        if slot.indicator and not self.plan.indicators:
            return slot.indicator, ""
        words = text(self.table.value(row, self.plan.indicators)[0]) if self.plan.indicators else ""
        measure = text(self.table.value(row, self.plan.measures)[0]) if self.plan.measures else ""
        found = indicator_named(words, measure) if words else ""
        if found == SIGNING:
            found = self.plan.signing
        return self._together(found, slot), words

    def _together(self, named: str, slot: Slot) -> str:
        """What a row and a column count that each name something: 签约 under 总投资（亿元） is money and no number of
        projects; under it 在谈 is nothing that is counted, which its heading says."""
        if not (named and slot.indicator) or quantity(named) == quantity(slot.indicator):
            return named or slot.indicator
        if (named, slot.indicator) == ("projects_signed", "investment_signed"):
            return slot.indicator
        head = self.table.heading[slot.column]
        self.table.notes.find("unmapped-column", self.table.head_of(head), head.text)
        return ""

    def _row(self, row: int, unit: str | None) -> None:
        """Reads a row; the figures of None, a part of a unit, are only what its total adds up."""
        done: dict[str, dict[str, list[tuple[float, Address]]]] = {}
        across: list[tuple[Slot, str, Part, Address]] = []
        for column in self.plan.slots:
            slot = self.labels.placed(row, column)
            indicator, words = self._indicator(row, slot)
            role = self.times.role(row, slot)
            if not indicator:
                self._unknown(row, words, slot)
                continue
            if unclear := self.times.unclear(row, slot, role):
                self.table.notes.find("period-unclear", unclear)
                continue
            value, at, hedged = self._value(row, slot, indicator, role, words)
            if value is None:
                continue
            if role == "rate":
                done.setdefault(indicator, {}).setdefault("rate", []).append((value, at))
                continue
            part = self._part(row, value, at, hedged)
            across.append((slot, indicator, part, at))
            if (slot.total and not self._of_weeks(slot)) or (slot.quarter and role != "target"):
                if not slot.total:
                    self.table.notes.find("period-unclear", self.table.head_of(self.table.heading[slot.column]))
                continue
            done.setdefault(indicator, {}).setdefault(role, []).append((value, at))
            self.parts.setdefault((slot.column, indicator), {})[row] = part
            self._keep(row, slot, indicator, role, unit, value, at, hedged)
        check_rates(self.table, done)
        check_across(self.table, row, across)

    def _of_weeks(self, slot: Slot) -> bool:
        """Whether a sum is of the month whose weeks stand beside it: 3月合计 behind 3月2日-8日 | 3月9日-15日."""
        beside = [other for other in self.plan.slots if other.column != slot.column]
        weeks = [other.on for other in beside if other.role == "week" and other.on]
        return bool(slot.month) and len(weeks) == len(beside) and all(on[1] == slot.month for on in weeks)

    def _unknown(self, row: int, words: str, slot: Slot) -> None:
        if words and self.plan.indicators and not slot.indicator:
            at = self.table.value(row, self.plan.indicators)[1]
            self.table.notes.find("unmapped-column", at, words)

    def _value(self, row: int, slot: Slot, indicator: str, role: str, words: str) -> tuple[float | None, Address, bool]:
        if role == "rate":
            value, at = self.table.value(row, slot.column)
            # an assertion only: without its % it is a share or per cent, whichever holds
            read = number(value, quantity="share")
            if read.problem == "not-a-number":
                self.table.notes.find(read.problem, at, value)
            return read.value, at, False
        if quantity(indicator) == "count" and says_none(text(self.table.value(row, slot.column)[0])):
            return 0.0, self.table.value(row, slot.column)[1], False
        self._adopt_unit(row, slot, indicator, words)
        reader = self.table.number_at if role == "target" else self.table.done_at
        read, at = reader(row, slot.column, quantity(indicator))
        # 不低于30亿元 is 30, hedged; 不超过30亿元 is no figure that counts
        value = read.low if read.value is None else read.value
        if value is None and read.high is not None:
            self.table.notes.find("not-a-number", at)
        return (value if value is None or math.isfinite(value) else None), at, bool(read.hedge)

    def _adopt_unit(self, row: int, slot: Slot, indicator: str, words: str) -> None:
        """A unit of measure that the row states (计量单位 column, 低效用地(亩)) holds for its figures."""
        kind = quantity(indicator)
        said = text(self.table.value(row, self.plan.measures)[0]) if self.plan.measures else unit_in(words)
        known = quantity_of_unit(said) if said else None
        if self.plan.indicators:
            self.table.assume_unit(slot.column, kind, said if known and known[0] == kind else "")

    def _keep(
        self, row: int, slot: Slot, indicator: str, role: str, unit: str | None, value: float, at: Address, hedged: bool
    ) -> None:
        if unit is None:
            return
        unit = slot.unit or unit
        place = {"unit": unit, "sheet": self.table.sheet.name, "table": self.table.block.number, "row": row}
        common = {**place, "indicator": indicator, "value": value, "cell": a1(*at), "hedged": "value" if hedged else ""}
        if role == "target":
            self._target(slot, common, at)
            return
        record = {
            **common,
            "period": role,
            "as_of": runs_to(self.table.terms, self.times.covering, slot, role),
        }
        if not self._again(common, (role, record["as_of"]), at):
            self.found.counters.append(record)

    def _target(self, slot: Slot, common: Record, at: Address) -> None:
        year, part = target_span(self.table.terms, slot, self.plan.slots, self.table.heading[slot.column].unbroken)
        if common["value"] == 0:
            self.table.notes.find("target-of-zero", at, indicator=common["indicator"])
        if not self._again(common, (year, part), at):
            self.found.targets.append({**common, "year": year, "period": part})

    def _again(self, common: Record, of: tuple[object, ...], at: Address) -> bool:
        """Whether the table has said this figure before; the second one is left out with a finding. Units that the
        registry does not know are told apart by what their rows call them."""
        said = (common["unit"] or self.owners.text(common["row"]), common["indicator"], *of)
        if said in self.seen:
            self.table.notes.find("duplicate-row", at)
            return True
        self.seen.add(said)
        return False

    def _assert(self, line: Line, lines: list[Line]) -> None:
        """A total over unit rows: each of its figures must be the sum of a run of rows."""
        self.found.total_rows.append(line.row)
        self.table.value(line.row, line.column)
        for slot in self.plan.slots:
            indicator, words = self._indicator(line.row, slot)
            if not indicator or self.times.role(line.row, slot) == "rate":
                self.table.value(line.row, slot.column)
                continue
            value, at, hedged = self._value(line.row, slot, indicator, self.times.role(line.row, slot), words)
            parts = self.parts.get((slot.column, indicator))
            if value is None or not parts:
                continue
            claimed = self._part(line.row, value, at, hedged)
            runs = [[parts[r] for r in rows if r in parts] for rows in scopes(lines, line)]
            if not any(agrees(claimed, run) for run in runs):
                mismatch(self.table, line, at, claimed, runs)

    def _part(self, row: int, value: float, at: Address, hedged: bool) -> Part:
        return Part(row, value, decimals(self.table.canvas.own(*at)), hedged)
