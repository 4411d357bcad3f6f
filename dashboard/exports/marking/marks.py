"""What is to be marked, and the addresses of cells."""

import re
from dataclasses import dataclass
from typing import Literal

from dashboard.contract import MARK_FILLS

Severity = Literal["error", "warning", "info"]
RANK = tuple(MARK_FILLS)
"""Severities, worst first: a cell with several marks takes the colour of the worst."""
SIGN = "\u2691"
"""Begins every mark in a comment: what stands after it is ours and goes when the file is marked anew."""
ILLEGAL = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")

Address = tuple[int, int]
"""(row, column), both 1-based."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One numbered finding in words. `cell` is an A1 address, "" for one about the sheet as a whole.

    `code` is handed back unread with the list. A `closed` mark stands in the list only.
    """

    number: int
    sheet: str
    cell: str
    severity: Severity
    cost: str
    found: str
    sentence: str
    advice: str
    code: str
    closed: bool = False

    @property
    def note(self) -> str:
        """What the comment on the cell says."""
        lines = (f"{SIGN}{self.number} {self.cost}", self.sentence, self.advice)
        return "\n".join(line for line in lines if line)


def address(text: str) -> Address | None:
    """Row and column of an A1 address or of a range's first cell; None for anything else."""
    found = _ADDRESS.match(text)
    if not found:
        return None
    column = 0
    for character in found[1].upper():
        column = column * 26 + ord(character) - 64
    return int(found[2]), column


def a1(at: Address) -> str:
    row, column = at
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


def legal(text: str) -> str:
    """The text without characters that XML forbids."""
    return ILLEGAL.sub("", text)
