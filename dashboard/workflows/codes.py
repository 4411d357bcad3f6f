"""Projects in talks are called by a short code in what is handed out, unless full names were switched on."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from dashboard.i18n import Say
from dashboard.workflows.report import Standing

_TALKS = ("negotiating", "")
_ALPHABET, _SIGNS = "23456789BCDFGHJKLMNPQRSTVWXYZ", 5
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

    def within(self, say: Say, text: str, *, own: str = "") -> str:
        """`text` with the code in place of every such name that it is or holds; `own` is one it surely speaks of."""
        if self.full or text in self.talks or not text:
            return self.of(say, text)
        if self._sought is not None:
            text = self._sought.sub(lambda found: self.marked(say, self._closed[_close(found.group())]), text)
        return text.replace(own, self.marked(say, own)) if self.hides(own) else text

    def marked(self, say: Say, name: str) -> str:
        """The code as it stands in a text, told from the letters and digits beside it."""
        return say("pack.coded", code=self.of(say, name))

    @cached_property
    def _sought(self) -> re.Pattern[str] | None:
        # of two names that begin alike the longer one first, or its end would stay
        names = sorted(self._closed, key=lambda name: (-len(name), name))
        return re.compile("|".join(r"\s*".join(map(re.escape, name)) for name in names)) if names else None

    @cached_property
    def _closed(self) -> Mapping[str, str]:
        """Names by what they are without spaces: a text may have some where the ledger has none."""
        return {_close(name): name for name in sorted(self.talks) if len(_close(name)) >= _SHORTEST}


def _close(text: str) -> str:
    return re.sub(r"\s+", "", text)


def number(name: str) -> str:
    """Five signs for a project in talks: the same in every file and week, no vowels that make a word of them.

    Of 200 projects in talks two share a code once in a thousand districts.
    """
    left, signs = int(hashlib.sha256(name.encode()).hexdigest()[:15], 16), ""
    for _ in range(_SIGNS):
        left, at = divmod(left, len(_ALPHABET))
        signs += _ALPHABET[at]
    return signs


def names_of(standing: Standing, *, full: bool = False) -> Names:
    """Those in talks, and those that were so at the last meeting and are gone or renamed: changes name them too."""
    rows = standing.snapshot.tables["projects"]
    now, beyond = _in_talks(rows), rows[~rows["stage"].isin(_TALKS)]
    for earlier in standing.state.earlier:
        before = earlier.tables["projects"]
        now |= _in_talks(before[~before["identity"].isin(beyond["identity"])]) - set(beyond["name"])
    return Names(frozenset(now - {""}), full)


def _in_talks(rows: pd.DataFrame) -> set[str]:
    return set(rows["name"][rows["stage"].isin(_TALKS)])
