"""The part of the year that each row of a table of figures counts: 本周, 3月, 走出去（累计）."""

from dataclasses import replace
from functools import lru_cache

from loaders.grid import Address
from loaders.ledgers.plan import Plan
from loaders.ledgers.slots import Slot, bracketed, role_of, sharper
from loaders.ledgers.timelabels import Label, label, label_text
from loaders.lines import Line
from loaders.reader import TableReader
from loaders.roles import role_inside
from loaders.spelling import normal
from loaders.values import text


class RowLabels:
    """Reads the cell of a row that names its part of the year, else the one that names what it counts."""

    def __init__(self, table: TableReader, plan: Plan) -> None:
        self.table, self.plan = table, plan
        self.columns = [column for column in (plan.roles, plan.months) if column]

    def tells(self, line: Line) -> bool:
        """Whether what looks like a total is the label of its row: 累计 below 本周, or below 3月 of the same unit."""
        labels = self.plan.roles or (self.plan.units and self.plan.months)
        return labels == line.column and bool(label(line.text).role)

    def role(self, row: int) -> str:
        """The part of the year that the row's own label names: 本周, 走出去目标; "" for none."""
        return self._said(row).role or _role_within(self.counted(row))

    def placed(self, row: int, slot: Slot) -> Slot:
        """A column of figures as the row's label has it: of a month, of a quarter, up to a day."""
        said = self._said(row)
        if not (said.month or said.quarter or said.until or said.on):
            return slot
        return replace(
            slot,
            role=slot.role or (said.role if said.on else ""),
            month=slot.month or said.month,
            quarter=slot.quarter or said.quarter,
            until=slot.until or said.until,
            year=slot.year or said.year,
            on=slot.on or said.on,
        )

    def elsewhen(self, row: int) -> bool:
        """Whether the row is of another period, or the difference to it: 较上周, 请进来（去年同期）, 2023年."""
        said = self._said(row)
        terms = self.table.terms
        year = terms.period.year if terms.period else terms.year
        of_year = bool(said.year and not said.month and year and said.year not in (year, terms.year))
        return said.before or of_year or label(self.counted(row)).before

    def unclear(self, row: int, role: str) -> Address | None:
        """The row's label, where the others name a part of the year and it names none that is counted: 春节期间."""
        if not self.columns:
            return None
        said = self._said(row)
        counted = said.role or said.month or said.until or said.year or (said.quarter and role == "target")
        return None if counted or _role_within(self.counted(row)) else (row, self.columns[0])

    def _said(self, row: int) -> Label:
        """What the labels of the row say together: 2023年 | 3月."""
        said = Label()
        for column in self.columns:
            words = label_text(self.table.heading[column], self.table.value(row, column)[0])
            said = label(words).beside(said)
        return said

    def counted(self, row: int) -> str:
        """What the row says it counts; "" where its columns do."""
        return text(self.table.value(row, self.plan.indicators)[0]) if self.plan.indicators else ""


@lru_cache(maxsize=4096)
def _role_within(words: str) -> str:
    """The role that the name of an indicator says beside it: 走出去累计, 走出去（本周）."""
    return sharper(role_inside(normal(words)), next(filter(None, (role_of((f,)) for f in bracketed(words))), ""))
