"""What a row under a header turned out to be."""

from dataclasses import dataclass
from typing import Literal

LineKind = Literal["data", "total", "section", "note", "nil", "elsewhen", "repeat", "example", "plan", "other"]


@dataclass(frozen=True, slots=True)
class Line:
    row: int
    kind: LineKind
    text: str = ""
    column: int = 0
    """Where `text` stands."""
