"""What the bureau arranged for a meeting: minutes of its agenda, reworded sentences, what is shown in full.

None of it changes a figure. Every change is an act, so that who said what, and when, can always be told.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Literal

from dashboard.errors import SubmissionRefused
from dashboard.store import acts
from dashboard.store.acts import Act
from dashboard.store.books import Books

KIND = "arrangement"
LONGEST_MINUTES = 240
Switch = Literal["names", "leaders"]
SWITCHES: tuple[Switch, ...] = ("names", "leaders")
"""Names of projects in talks in full; the figures of leaders over two weeks."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A sentence as somebody reworded it: `was` is the one made of the figures, in which part of the pack."""

    part: str
    was: str
    text: str
    language: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What stands for a meeting. `minutes` by item, items `left_out`, switches that are on (`shown`)."""

    minutes: Mapping[str, int] = field(default_factory=dict)
    left_out: frozenset[str] = frozenset()
    shown: frozenset[str] = frozenset()
    wording: Mapping[tuple[str, str], Wording] = field(default_factory=dict)


class Arrangements:
    """The arrangements of a store's meetings."""

    def __init__(self, books: Books) -> None:
        self.books = books

    def of(self, cover_to: date) -> Arrangement:
        """What is arranged for the meeting that covers to a day; nothing at first."""
        found = Arrangement()
        for act in self.trail(cover_to):
            found = _followed(found, act)
        return found

    def trail(self, cover_to: date) -> list[Act]:
        """Everything that was arranged for a meeting, in the order in which it was."""
        with self.books.reading() as connection:
            return list(_of(acts.of_kind(connection, KIND), cover_to))

    def plan(
        self, cover_to: date, minutes: Mapping[str, int], left_out: Collection[str], *, by: str, now: datetime
    ) -> None:
        """Set the minutes of the agenda's items, and which of them are left out.

        Raises
        ------
        SubmissionRefused
            `minutes-out-of-range`: less than none, or more than `LONGEST_MINUTES`.
        """
        for found in minutes.values():
            if not 0 <= found <= LONGEST_MINUTES:
                raise SubmissionRefused("minutes-out-of-range", minutes=found, most=LONGEST_MINUTES)
        self._do(cover_to, {"minutes": dict(minutes), "left_out": sorted(left_out)}, by, now)

    def reword(self, cover_to: date, part: str, was: str, text: str, *, language: str, by: str, now: datetime) -> None:
        """Have `text` stand where the figures say `was` in a language; an empty text takes that back."""
        self._do(cover_to, {"part": part, "was": was, "text": text.strip(), "language": language}, by, now)

    def switch(self, cover_to: date, name: Switch, on: bool, *, by: str, now: datetime) -> None:
        """Show in full what is shown short otherwise, or short again."""
        self._do(cover_to, {"switch": name, "on": on}, by, now)

    def _do(self, cover_to: date, said: Mapping[str, Any], by: str, now: datetime) -> None:
        with self.books.writing() as connection:
            self.books.do(connection, KIND, {"cover_to": cover_to.isoformat(), **said}, by=by, now=now)


def _of(told: Iterable[Act], cover_to: date) -> Iterator[Act]:
    day = cover_to.isoformat()
    return (act for act in reversed(list(told)) if act.content["cover_to"] == day)


def _followed(found: Arrangement, act: Act) -> Arrangement:
    said = act.content
    if "switch" in said:
        one = frozenset({said["switch"]})
        return replace(found, shown=found.shown | one if said["on"] else found.shown - one)
    if "part" in said:
        key = (said["part"], said["was"])
        kept = {place: each for place, each in found.wording.items() if place != key}
        own = {key: Wording(*key, said["text"], said["language"], act.by, act.at)} if said["text"] else {}
        return replace(found, wording=kept | own)
    return replace(found, minutes=said["minutes"], left_out=frozenset(said["left_out"]))
