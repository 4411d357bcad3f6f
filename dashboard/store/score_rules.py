"""Score rules through time: every rule text that was put in force, by whom, when and why.

Until one is kept the rule files of the installation speak. What they say is kept once a score rests on it (a meeting is
frozen, an assessment opened); a later change of a file is none before somebody puts it in force.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from dashboard.store import acts
from dashboard.store.acts import Act
from dashboard.store.books import Books

KIND = "score-rules"
Named = tuple[str, str]
"""A rule file's name and text."""


@dataclass(frozen=True, slots=True)
class RuleText:
    """A rule file's text as it was kept; `number` is that of its act. A seed came from a file without a person."""

    number: int
    at: datetime
    by: str
    note: str
    file: str
    text: str
    seed: bool


class ScoreRules:
    """The score rules of a store."""

    def __init__(self, books: Books) -> None:
        self.books = books

    def all(self) -> list[RuleText]:
        """Every text that was kept, the newest first; empty while the files speak."""
        with self.books.reading() as connection:
            return [_text(act) for act in acts.of_kind(connection, KIND)]

    def known(self, moment: datetime | None = None) -> list[RuleText]:
        """What was kept up to a moment (None: now); before that what the first ones, the files, said."""
        kept = self.all()
        return [each for each in kept if moment is None or each.at <= moment] or [each for each in kept if each.seed]

    def keep(self, file: str, text: str, note: str, seeds: Iterable[Named], *, by: str, now: datetime) -> int:
        """Put a text in force; its number. What the files say (`seeds`) is kept before it where nothing was yet."""
        with self.books.writing() as connection:
            self._pin(connection, seeds, now)
            said = {"file": file, "text": text, "note": note, "seed": False}
            return self.books.do(connection, KIND, said, by=by, now=now).number

    def settle(self, seeds: Iterable[Named], now: datetime) -> None:
        """Keep what the files say, where nothing is kept yet: from then on their change re-labels no score."""
        if not self.all():
            with self.books.writing() as connection:
                self._pin(connection, seeds, now)

    def _pin(self, connection: Connection, seeds: Iterable[Named], now: datetime) -> None:
        if next(acts.of_kind(connection, KIND), None) is None:
            for file, text in seeds:
                said = {"file": file, "text": text, "note": "", "seed": True}
                self.books.do(connection, KIND, said, by="", now=now)


def _text(act: Act) -> RuleText:
    said = act.content
    return RuleText(act.number, act.at, act.by, said["note"], said["file"], said["text"], said["seed"])
