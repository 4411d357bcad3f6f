"""What is wrong in a rule file, with the line where it stands."""

import re
from collections.abc import Collection, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from dashboard.errors import SettingsError

_FEW = 12
"""Of more words than these only those are told that look like the one that was found."""


class Faults:
    """The text of a rule file, and the refusals that name a line of it."""

    def __init__(self, text: str, file: str) -> None:
        self.text, self.file = text, file
        self.lines = text.splitlines()

    def fault(
        self, section: str, index: int, field: str, found: Any, why: str = "value", **more: object
    ) -> SettingsError:
        """What is wrong with a field; of one that is not there at all, that it is missing."""
        place = {"file": self.file, "line": self._line(section, index, field)}
        why = "missing" if found is None else why
        return SettingsError(f"score-{why}", **place, field=field, found=str(found)[:80], **more)

    def choice(self, section: str, index: int, field: str, found: Any, of: Collection[str]) -> SettingsError:
        """That a word is none of those that may stand there: all of them, of many those that look like it."""
        known = list(of)
        if len(known) > _FEW:
            known = get_close_matches(str(found), known, n=3, cutoff=0.5) or [*known[:_FEW], "…"]
        return self.fault(section, index, field, found, "choice", known=", ".join(known))

    def unique(self, field: str, found: Sequence[str]) -> None:
        for i, each in enumerate(found):
            if each in found[:i]:
                other = self._line("terms", found.index(each), field)
                raise self.fault("terms", i, field, each, "twice", other=other)

    def _line(self, section: str, index: int, field: str) -> int:
        """The line of a field in the nth entry of a section; of the entry where the field has none of its own."""
        heads = [n for n, text in enumerate(self.lines) if re.match(r"\s*\[\[", text)]
        own = [n for n in heads if re.match(rf"\s*\[\[\s*{section}\s*\]\]", self.lines[n])] if section else [0]
        first = own[min(index, len(own) - 1)] if own else 0
        last = next((n for n in heads if n > first or not section), len(self.lines))
        wanted = rf"\s*{re.escape(field)}\s*="
        return next((n for n in range(first, last) if re.match(wanted, self.lines[n])), first) + 1

    def known(self, item: Mapping[str, Any], section: str, index: int, names: Collection[str]) -> None:
        for name in item:
            if name not in names:
                raise self.fault(section, index, name, name, "field", known=", ".join(names))
