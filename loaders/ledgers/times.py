"""Of which part of the year each figure of a table is, and whether it is to be reached or was: by its column's heading,
the row's label, the columns beside it, and at last the title."""

import re

from loaders.grid import Address
from loaders.ledgers.covering import Covering, counts_on, covering, says_progress, says_so_far
from loaders.ledgers.plan import Plan
from loaders.ledgers.rowlabels import RowLabels
from loaders.ledgers.slots import Slot
from loaders.ledgers.titled import says_reached
from loaders.ledgers.until import lies_ahead
from loaders.reader import TableReader

_AIM = re.compile("目标|任务")
_AHEAD = re.compile(r"[(（](?:预计|预期|预估|拟|计划)[^()（）]*[)）]|(?:预计|预期|预估)[^()（）]*完成")
"""3月（预计）, 3月底预计完成: neither a target nor done."""
_STANDING, _NEW = re.compile("在谈|在手|正在洽谈"), re.compile("新增|新(?=在谈)|新的")
_FIGURES = re.compile("数值|数量|数据|数额|数|统计数")
_REACHED = re.compile("(?:实际|已)?完成(?:数|值|量)?|实绩")
_THIS_SPAN = re.compile("本期(?:数|值|完成)?")
_PASSING = frozenset({"week", "month"})


class Times:
    """Resolves target, cumulative, week, month or rate for every figure of one table; "" where nothing tells it."""

    def __init__(self, table: TableReader, plan: Plan, labels: RowLabels, decided: str) -> None:
        self.table, self.plan, self.labels, self.decided = table, plan, labels, decided
        self.targets_alone = decided == "targets" and all(slot.role != "target" for slot in plan.slots)
        self.planned = {s.indicator for s in plan.slots if s.role == "target" and not s.parts_year}
        self.covering = self._covering()
        self.default = self.covering.role

    def _covering(self) -> Covering:
        if self.decided == "targets":
            return Covering("target")
        roles = {slot.role for slot in self.plan.slots if not self._neutral(slot)}
        in_month = any(slot.role == "month" and slot.month for slot in self.plan.slots)
        done = "cumulative" in roles or in_month or bool(self.plan.roles) or self.decided == "counters"
        parted = any(slot.parts_year for slot in self.plan.slots)
        return covering(self.table.terms, done=done, parted=parted)

    def _neutral(self, slot: Slot) -> bool:
        """Whether a heading counts without saying whether it is done or to be done: 签约 > 总数, 盘活 > 厂房."""
        heading = self.table.heading[slot.column].unbroken
        counting = slot.role == "cumulative"
        return counting and (not says_reached(heading) or counts_on(slot, heading, self.plan.slots, self.table.terms))

    def role(self, row: int, slot: Slot) -> str:
        if self.targets_alone:
            return "rate" if slot.role == "rate" else "target"
        if self._stands(row, slot):
            return "cumulative"
        if self._open(slot) or self._between(slot) or self._new_in_talks(row, slot) or self._of_unsaid_span(slot):
            return ""
        if self._reached(slot) and not self.labels.role(row):
            return "" if says_progress(self.table.terms.title) else self.default
        if slot.role and not self._neutral(slot):
            return slot.role
        # 走出去本周 under 数值 is the week's
        return self.labels.role(row) or self._unsaid(slot)

    def _unsaid(self, slot: Slot) -> str:
        """The role of a figure of which neither its heading nor its row tells it."""
        if slot.role and self.default in _PASSING and self._bare(slot):
            return self.default
        if slot.role and self.default != "target":
            return slot.role
        if slot.until and not slot.role:
            return self._by_month_end(slot)
        planned = slot.quarter or slot.month or slot.until
        if not planned and slot.indicator and slot.indicator in self.planned:
            # 走出去 beside 走出去任务 is what was done of it
            return "cumulative"
        return "month" if slot.month and self.default != "target" else self.default

    def _bare(self, slot: Slot) -> bool:
        """Whether a column only says that it holds figures, 数值, in a table in which none says of which part of the
        year: a week's or a month's title speaks for it."""
        bases = self.table.heading[slot.column].bases
        others = [other for other in self.plan.slots if other.role and not self._neutral(other)]
        return not others and bool(bases) and bool(_FIGURES.fullmatch(bases[-1]))

    def _reached(self, slot: Slot) -> bool:
        """Whether a column only says that its figures were reached, 完成数, in a week's or a month's table in which no
        column says more; where the title tells how far something has come, it may as well be of the year so far."""
        if self.default not in _PASSING or slot.role != "cumulative" or slot.parts_year:
            return False
        heads = (self.table.heading[other.column] for other in self.plan.slots if other.role or other.month)
        return all(head.bases and _REACHED.fullmatch(head.bases[-1]) and not head.asides for head in heads)

    def unclear(self, row: int, slot: Slot, role: str) -> Address | None:
        """The heading that leaves open what part of the year it is of; or the row that names none under the column
        that names one in the others."""
        if not role:
            return self.table.head_of(self.table.heading[slot.column])
        told = bool(slot.month) or (bool(slot.role) and not self._neutral(slot))
        return None if told else self.labels.unclear(row, role)

    def _stands(self, row: int, slot: Slot) -> bool:
        """Whether a figure of a week's or a month's sheet is of what stands at its end, however long it has: 在谈项目
        without a part of the year. Such figures of several weeks are never added."""
        if self.default not in _PASSING or slot.parts_year or (slot.role and not self._neutral(slot)):
            return False
        words = self.labels.counted(row) or self.table.heading[slot.column].unbroken
        return bool(_STANDING.search(words)) and not _NEW.search(words) and not self.labels.role(row)

    def _of_unsaid_span(self, slot: Slot) -> bool:
        """Whether a column is of 本期 and nothing says which: the title does not, or 累计 stands beside it."""
        bases = self.table.heading[slot.column].bases
        if not bases or not _THIS_SPAN.fullmatch(bases[-1]):
            return False
        beside = any(other.role for other in self.plan.slots if other.column != slot.column)
        return self.default not in _PASSING and (beside or not says_so_far(self.table.terms))

    def _new_in_talks(self, row: int, slot: Slot) -> bool:
        """Whether a figure is of projects new in talks in a table of no week or month: 新增在谈项目 since when, nobody
        says, and it is not what stands."""
        words = self.labels.counted(row) or self.table.heading[slot.column].unbroken
        new = bool(_STANDING.search(words) and _NEW.search(words))
        said = self.labels.role(row) or (slot.role if not self._neutral(slot) else "") or slot.month
        return new and not said and self.default not in _PASSING

    def _open(self, slot: Slot) -> bool:
        """Whether a column says of itself that its figures are still to come, or only a day (`daycolumns`)."""
        if slot.role != "target" and _AHEAD.search(self.table.heading[slot.column].unbroken):
            return True
        return slot.on is not None and (not slot.role or lies_ahead(self.table.terms, slot.on))

    def _between(self, slot: Slot) -> bool:
        """Whether a column names no part of the year beside others that name several, or another one than the title:
        签约项目 > 本周 | 累计 | 金额; in a week's or a month's sheet also beside groups of such: 洽谈项目 beside
        走出去 > 本周 | 累计."""
        if slot.role or slot.month or slot.until or slot.quarter or slot.indicator in self.planned:
            return False
        above = self.table.heading[slot.column].path[:-1]
        alone = not above and self.default in _PASSING
        beside = [s for s in self.plan.slots if alone or self.table.heading[s.column].path[:-1] == above]
        named = {s.role for s in beside if not self._neutral(s)} & {"week", "month", "cumulative"}
        return bool(named) and named != {self.default}

    def _by_month_end(self, slot: Slot) -> str:
        """3月底 and no more is to be reached where the table is of targets or goes on to months that are still to come;
        alone beside columns that say 目标 it was reached."""
        period = self.table.terms.period
        alike = {other.until for other in self.plan.slots if other.until and not other.role}
        if period and max(alike) > period.month:
            return "target"
        aims = any(_AIM.search(self.table.heading[other.column].text) for other in self.plan.slots)
        return "cumulative" if aims and len(alike) == 1 else self.default
