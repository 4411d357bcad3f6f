"""Links in the store: which identities were said to be one thing, when, by whom and why, and how to take it back."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from sqlalchemy import Connection

from dashboard.errors import SubmissionRefused
from dashboard.links import Link, Links
from dashboard.store import acts
from dashboard.store.acts import Act
from dashboard.store.books import Books
from dashboard.store.relations import closure, last
from dashboard.store.submission import Facts

KIND = "identity"


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision of the trail: `why` is its ground and both cells; `by` "" for the program on a sure ground."""

    number: int
    ledger: str
    link: Link
    before: bool | None
    why: Facts
    at: datetime
    by: str


class Linking:
    """The links of a store. Every change is an act: the trail is what was done."""

    def __init__(self, books: Books) -> None:
        self.books = books

    def decide(self, ledger: str, link: Link, *, why: Facts, by: str, now: datetime) -> int:
        """Say that two identities are one thing, or two, or open again; the number of the act, 0 if so already."""
        with self.books.writing() as connection:
            return decided(self.books, connection, ledger, link, why=why, by=by, now=now)

    def undo(self, number: int, *, by: str, now: datetime) -> None:
        """Put back what was decided about a pair before; that is a decision of its own.

        Raises
        ------
        SubmissionRefused
            `link-moved-on`: the pair was decided again since; nothing is touched.
        """
        with self.books.writing() as connection:
            act = acts.numbered(connection, number)
            if act is None or act.kind != KIND:
                raise SubmissionRefused("link-moved-on", number=number)
            step = _decision(act)
            newest = last(connection, step.ledger, step.link)
            if newest is None or newest[0] != number:
                raise SubmissionRefused("link-moved-on", number=number)
            back = Link(step.link.one, step.link.other, step.before)
            decided(self.books, connection, step.ledger, back, why={"undoes": number}, by=by, now=now)

    def trail(self, limit: int = 200) -> list[Decision]:
        """The newest decisions first."""
        with self.books.reading() as connection:
            return [_decision(act) for act in islice(acts.of_kind(connection, KIND), limit)]

    def of(self, ledger: str, names: Collection[str]) -> Links:
        """Everything decided about these identities and whatever they are linked with."""
        with self.books.reading() as connection:
            return Links(link for _, link in closure(connection, ledger, names))


def decided(
    books: Books, connection: Connection, ledger: str, link: Link, *, why: Facts, by: str, now: datetime
) -> int:
    """As `Linking.decide`, within a writer's transaction."""
    newest = last(connection, ledger, link)
    before = newest[1].same if newest else None
    if before == link.same:
        return 0
    said = {"ledger": ledger, "one": link.one, "other": link.other, "same": link.same, "before": before, "why": why}
    return books.do(connection, KIND, said, by=by, now=now).number


def _decision(act: Act) -> Decision:
    said = act.content
    link = Link(said["one"], said["other"], said["same"])
    return Decision(act.number, said["ledger"], link, said["before"], said["why"], act.at, act.by)
