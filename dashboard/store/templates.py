"""The district's own presentation, whose master the slides of a pack are made on: kept through time, each as an act."""

from dataclasses import dataclass
from datetime import datetime

from dashboard.errors import StoreDamaged
from dashboard.store import acts
from dashboard.store.books import Books
from dashboard.store.dossiers import fingerprint

KIND = "template"


@dataclass(frozen=True, slots=True)
class Template:
    """A presentation as it was handed in; without a `hash` the usual one was put back."""

    name: str
    hash: str
    by: str
    at: datetime


class Templates:
    """The presentations of a store. They lie in the archive under their own hashes."""

    def __init__(self, books: Books) -> None:
        self.books = books

    def all(self) -> list[Template]:
        """Every one that was put in use, the newest first."""
        with self.books.reading() as connection:
            return [
                Template(act.content["name"], act.content["hash"], act.by, act.at)
                for act in acts.of_kind(connection, KIND)
            ]

    def content(self) -> bytes | None:
        """The presentation in use; None for the usual one.

        Raises
        ------
        StoreDamaged
            `template-lost`: the archive does not hold it any more.
        """
        last = next(iter(self.all()), None)
        if last is None or not last.hash:
            return None
        try:
            return self.books.archive.content(last.hash)
        except FileNotFoundError as error:
            raise StoreDamaged("template-lost", sha256=last.hash, name=last.name) from error

    def keep(self, content: bytes, name: str, *, by: str, now: datetime) -> None:
        """Have the slides made on this presentation from now on."""
        hash_ = fingerprint(content)
        self.books.archive.keep(content, hash_)
        self._do(name, hash_, by, now)

    def drop(self, *, by: str, now: datetime) -> None:
        """Have the slides made on the usual one again."""
        self._do("", "", by, now)

    def _do(self, name: str, hash_: str, by: str, now: datetime) -> None:
        with self.books.writing() as connection:
            self.books.do(connection, KIND, {"name": name, "hash": hash_}, by=by, now=now)
