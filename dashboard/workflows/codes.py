"""Projects in talks are called by a short code in what is handed out, unless full names were switched on."""

import hashlib
import re
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from dashboard.i18n import Say
from dashboard.workflows.report import Standing

_TALKS = ("negotiating", "")
_SHORTEST = 4
"""Letters from which a name is looked for within a longer text: shorter ones are words of their own."""


@dataclass(frozen=True)
class Names:
    """How projects are called: those in talks by a short code, unless full names were switched on."""

    talks: frozenset[str]
    full: bool = False

    def of(self, say: Say, name: str) -> str:
        return say("pack.code", number=number(name)) if self.hides(name) else name

    def hides(self, name: str) -> bool:
        """Whether a project stands under its code: what else tells who it is stays out beside that."""
        return not self.full and name in self.talks

    def within(self, say: Say, text: str) -> str:
        """`text` with the code in place of every such name that it is or holds."""
        if self.full or text in self.talks or not text:
            return self.of(say, text)
        return self._sought.sub(lambda found: self.of(say, found.group()), text) if self._sought else text

    @cached_property
    def _sought(self) -> re.Pattern[str] | None:
        # of two names that begin alike the longer one first, or its end would stay
        names = sorted((name for name in self.talks if len(name) >= _SHORTEST), key=lambda name: (-len(name), name))
        return re.compile("|".join(map(re.escape, names))) if names else None


def number(name: str) -> str:
    """A short number for a project in talks: the same in every file and week, and no way back to the name."""
    return f"{int(hashlib.sha256(name.encode()).hexdigest()[:12], 16) % 100_000:05d}"


def names_of(standing: Standing, *, full: bool = False) -> Names:
    """Those in talks, and those that were so at the last meeting and are gone or renamed: changes name them too."""
    rows = standing.snapshot.tables["projects"]
    now, beyond = _in_talks(rows), rows[~rows["stage"].isin(_TALKS)]
    if standing.previous is not None:
        before = standing.previous.tables["projects"]
        now |= _in_talks(before[~before["identity"].isin(beyond["identity"])]) - set(beyond["name"])
    return Names(frozenset(now - {""}), full)


def _in_talks(rows: pd.DataFrame) -> set[str]:
    return set(rows["name"][rows["stage"].isin(_TALKS)])
