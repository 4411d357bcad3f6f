"""One file read beside what stands: the records and answers that tell a whole list from additions, and its columns."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pandas as pd

from dashboard.contract import District
from dashboard.names import unit_within
from dashboard.store import Store, Submission
from dashboard.store.earlier import Earlier, Stood
from dashboard.store.renaming import with_former
from dashboard.workflows import remembering
from dashboard.workflows.remembering import Recollection
from loaders import Question, Reading, ingest
from loaders.scope import left_out

Tables = Mapping[str, pd.DataFrame]


@dataclass(frozen=True, slots=True)
class Basis:
    """What a reading depends on beside the file itself: what stood before, what was remembered, what came that day."""

    stood: Stood = ()
    known: str = ""
    resent: bool = False
    alone: bool = field(default=True, compare=False)
    """Whether nothing but the store was read beside it."""


@dataclass(frozen=True, slots=True)
class Background:
    """The store, and earlier files of the same batch, taken as if they were in it."""

    store: Store
    also: Sequence[Submission] = ()

    def read(
        self,
        content: bytes,
        name: str,
        district: District,
        unit: str,
        period: date | None,
        given: dict[str, Any],
    ) -> tuple[Reading, Recollection, Tables, Basis]:
        """Read once with what can be guessed beforehand; again if the file turns out to be somebody else's or known.

        Also what is remembered of its template, the unit's tables as they stood before, and what all that comes to.
        """
        guess = unit or unit_within(Path(name).stem, district)
        stood = self.standing(guess, period) if guess and period else None
        previous = stood.tables() if stood else {}

        def read(answers: dict[str, Any], whose: str, before: Tables) -> Reading:
            return ingest(
                content, name, district=district, unit=whose, period=period, answers=answers, previous=before or None
            )

        expected = {**self._usual(guess), **given}
        reading = read(expected, unit, previous)
        when = period or reading.period
        told = unit or remembering.owner(self.store, reading, when)
        owner = told or reading.unit
        known = remembering.recollected(self.store, owner, reading)
        resent = self._resent(owner, when, reading)
        asked = {**remembering.merged(known.for_reading, given), **({"resent": True} if resent else {})}
        compared = bool(guess) and (owner, when) == (guess, period)
        if not compared and when is not None:
            stood = self.standing(owner, when)
            previous = stood.tables()
        earlier = _of(reading, previous)
        rests_on = stood.stood(reading.tables) if stood else ()
        basis = Basis(rests_on, repr(known.answers), resent, alone=not self.also)
        if asked != expected or told != unit or (earlier and not compared):
            reading = read(asked, told, earlier)
        if stood and reading.scope == "whole" and not {"scope", "usual_scope"} & asked.keys():
            reading = _asking_for_others(reading, stood)
        return reading, known, earlier, basis

    def _usual(self, unit: str) -> dict[str, Any]:
        """The scope of most of the unit's lists, which is mostly all that is remembered of any of them.

        What a file is read for depends on what is remembered of its template, and its template shows only once it is
        read: so the commonest case is read for at once, and any other again. A scope changes no template.
        """
        known = self.store.memory.listing(unit=unit) if unit else []
        scopes = Counter(memory.answers["scope"] for memory in known if memory.answers.keys() == {"scope"})
        return {"usual_scope": scopes.most_common(1)[0][0]} if scopes else {}

    def basis(self, unit: str, period: date, reading: Reading) -> Basis:
        """What the file of a unit would be read on now."""
        known = remembering.recollected(self.store, unit, reading).answers
        resent = self._resent(unit, period, reading)
        stood = self.standing(unit, period).stood(reading.tables)
        return Basis(stood, repr(known), resent, alone=not self.also)

    def untouched(self, unit: str, since: int) -> bool:
        """Whether nothing was done after an act that can concern a unit's file: another unit's files do not.

        A file for several units may be concerned by anything.
        """
        district = self.store.district
        if self.also or unit in ("", district.name):
            return False
        return self.store.history.untouched(with_former({unit}, district.former), since)

    def standing(self, unit: str, period: date) -> Earlier:
        """What stands for a sender on a day, what came for that day included: a second file may add to the first."""
        return self.store.previous(unit, period + timedelta(days=1), self.also)

    def _resent(self, unit: str, period: date | None, reading: Reading) -> bool:
        """Whether this is a second list for the same day, which may correct the first and need not be the next one."""
        if period is None:
            return False
        fellows = [set(fellow.tables) for fellow in self.also if (fellow.unit, fellow.period) == (unit, period)]
        return any(tables & set(reading.tables) for tables in fellows) or self.store.received(
            unit, period, reading.tables
        )


def _of(reading: Reading, tables: Tables) -> Tables:
    """The tables of the kinds that a file holds: no other says anything about it."""
    return {name: table for name, table in tables.items() if name in reading.tables}


def _asking_for_others(reading: Reading, stood: Earlier) -> Reading:
    """The reading, asking for its scope where as a whole list it would drop what somebody else reported."""
    asked = any(question.about == "scope" for question in reading.questions)
    if asked or not left_out(reading.tables, stood.of_others.tables()):
        return reading
    return replace(reading, questions=[*reading.questions, Question("scope", choices=("whole", "increment"))])
