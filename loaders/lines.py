"""What a row under a header turned out to be."""

import re
from dataclasses import dataclass
from typing import Literal

LineKind = Literal["data", "total", "section", "note", "nil", "elsewhen", "repeat", "example", "plan", "other"]
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Line:
    row: int
    kind: LineKind
    text: str = ""
    column: int = 0
    """Where `text` stands."""

    @property
    def subtotal(self) -> bool:
        """Whether it calls itself 小计, which many spread over their cell: 小  计."""
        return "小计" in _SPACE.sub("", self.text)
