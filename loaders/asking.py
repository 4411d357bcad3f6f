"""Columns nobody reads: a finding each, and the question that would settle it."""

from loaders.grid import a1
from loaders.headings import Heading
from loaders.outcome import Question
from loaders.reader import TableReader
from loaders.suggesting import fields_for

UNIT_CHOICES = {
    "money": ("亿元", "万元", "元", "万美元"),
    "usd": ("万美元", "美元"),
    "area": ("㎡", "万㎡", "亩", "公顷"),
}
"""Units of measure that a person may give to a column, by what it measures."""


def ask_left_out(table: TableReader, questions: list[Question]) -> None:
    """Columns nobody reads, each with its reason: unknown, ambiguous, or kept private."""
    data = [r for r in table.block.body]
    for heading in table.columns.unmapped:
        if any(table.canvas.own(r, heading.column) is not None for r in data):
            table.notes.find("unmapped-column", table.head_of(heading), heading.text)
            questions.append(_ask_column(table, heading))
    for heading in table.columns.ambiguous:
        table.notes.find("ambiguous-column", table.head_of(heading), heading.text)
        questions.append(_ask_column(table, heading))
    for column, quantity in table.without_unit.items():
        heading = table.heading[column]
        questions.append(
            Question(
                "unit-of-measure", table.sheet.name, a1(*table.head_of(heading)), heading.text, UNIT_CHOICES[quantity]
            )
        )
    for heading in table.columns.phones:
        if any(table.canvas.own(r, heading.column) is not None for r in data):
            table.notes.find("personal-number-left-out", table.head_of(heading), heading.text)


def _ask_column(table: TableReader, heading: Heading) -> Question:
    """What an unread column holds: the fields still free, likeliest first, or nothing ("")."""
    choices = ("", *fields_for(table, heading))
    return Question("column", table.sheet.name, a1(*table.head_of(heading)), heading.text, choices)
