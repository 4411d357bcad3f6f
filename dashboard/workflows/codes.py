"""Projects in talks are called by a short code in what is handed out, unless full names were switched on."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from dashboard.contract import District
from dashboard.i18n import Say
from dashboard.names import brand, organisation_key, spoken
from dashboard.workflows.report import Standing

_TALKS = ("negotiating", "")
_ALPHABET, _SIGNS = "23456789BCDFGHJKLMNPQRSTVWXYZ", 5
_PARTIES = ("investor", "registered_name")
_SHORTEST = 4
"""Letters from which a name is looked for within a longer text: shorter ones are words of their own."""


@dataclass(frozen=True)
class Names:
    """How projects are called: those in talks by a short code, unless full names were switched on."""

    talks: frozenset[str]
    full: bool = False
    parties: tuple[tuple[str, str, str], ...] = ()
    """Companies by whose name a project would be known: name, that project's name, pattern of how people call it."""

    def of(self, say: Say, name: str) -> str:
        return say("pack.code", number=number(name)) if self.hides(name) else name

    def hides(self, name: str) -> bool:
        """Whether a project stands under its code: what else tells who it is stays out beside that."""
        return not self.full and name in self.talks

    def within(self, say: Say, text: str, *, own: str = "") -> str:
        """`text` with the code in place of every such name that it is or holds; `own` is one it surely speaks of."""
        if self.full or text in self.talks or not text:
            return self.of(say, text)
        if self._sought is not None and text not in self._plain:
            coded = self._sought.sub(lambda found: self.marked(say, self._named[(found.lastindex or 1) - 1]), text)
            if coded == text:
                self._plain.add(text)
            text = coded
        return text.replace(own, self.marked(say, own)) if self.hides(own) else text

    def marked(self, say: Say, name: str) -> str:
        """The code as it stands in a text, told from the letters and digits beside it."""
        return say("pack.coded", code=self.of(say, name))

    @cached_property
    def _plain(self) -> set[str]:
        """Texts in which no such name was found: a pack's charts and tables say most of theirs again and again."""
        return set()

    @cached_property
    def _sought(self) -> re.Pattern[str] | None:
        return re.compile("|".join(f"({pattern})" for pattern, _ in self._patterns)) if self._patterns else None

    @cached_property
    def _named(self) -> list[str]:
        return [name for _, name in self._patterns]

    @cached_property
    def _patterns(self) -> list[tuple[str, str]]:
        """What is looked for in a text, and the project it tells: names and companies, then how people call these."""
        whole = {name: name for name in sorted(self.talks)}
        parties = [each for each in self.parties if each[1] in self.talks]
        for party, name, _ in parties:
            whole.setdefault(party, name)
            whole.setdefault(organisation_key(party), name)
        # of two that begin alike the longer one first, or its end would stay
        long = sorted((text for text in whole if len(_close(text)) >= _SHORTEST), key=lambda text: (-len(text), text))
        called = {pattern: name for _, name, pattern in reversed(parties) if pattern}
        return [(_loose(text), whole[text]) for text in long] + list(called.items())


def _loose(text: str) -> str:
    """A pattern of a text that may have spaces where the ledger has none."""
    return r"\s*".join(map(re.escape, _close(text)))


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
    hidden, beyond = _in_talks(rows), rows[~rows["stage"].isin(_TALKS)]
    for earlier in standing.state.earlier:
        before = earlier.tables["projects"]
        gone = before[~before["identity"].isin(beyond["identity"])]
        hidden = pd.concat([hidden, _in_talks(gone[~gone["name"].isin(beyond["name"])])])
    talks = frozenset(set(hidden["name"]) - {""})
    return Names(talks, full, () if full else tuple(_parties(hidden, beyond, standing.district)))


def _in_talks(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.loc[rows["stage"].isin(_TALKS), ["name", *_PARTIES]]


def _parties(hidden: pd.DataFrame, beyond: pd.DataFrame, district: District) -> Iterator[tuple[str, str, str]]:
    """Companies behind the projects in talks, without those that stand by name in the ledgers anyway.

    A short form is looked for only where it cannot mean a company or project that is no secret, or a unit.
    """
    public = {each for column in _PARTIES for each in beyond[column]}
    known = {organisation_key(each) for each in public}
    local = (name for unit in district.units for name in (unit.name, *unit.aliases))
    taken = {brand(each) for each in public} | {name[:2] for name in (*local, *beyond["name"], district.name)}
    for name, *parties in sorted(set(hidden.itertuples(index=False, name=None))):
        for party in parties:
            if party and name and organisation_key(party) not in known:
                yield party, name, "" if brand(party) in taken else spoken(party)
