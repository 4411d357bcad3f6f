"""Assessment periods: opened under rules, published to the units, objected to and ruled on, closed with a hash.

Rules and every published state lie in the archive under their own hashes: what a unit was ranked by can be given back
word for word, and nobody can alter it. Every step is an act, and none is ever changed.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy import Connection

from dashboard.errors import StoreDamaged, SubmissionRefused
from dashboard.store import acts
from dashboard.store.acts import Act, canonical
from dashboard.store.books import Books
from dashboard.store.dossiers import fingerprint
from dashboard.store.submission import Facts

KIND = "assessment"
Step = Literal["opened", "published", "objection", "ruling", "closed"]


@dataclass(frozen=True, slots=True)
class Publication:
    """What was shown to the units: its version from 1, and the hash of everything that it says."""

    version: int
    hash: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Objection:
    """异议 of a unit against a published state, with the ruling once there is one."""

    number: int
    """Number of its act."""
    unit: str
    text: str
    evidence: str
    version: int
    """The publication that it is about."""
    at: datetime
    by: str
    upheld: bool | None = None
    ruling: str = ""
    ruled_at: datetime | None = None
    ruled_by: str = ""


@dataclass(frozen=True, slots=True)
class Assessment:
    """One period's way so far; `number` is that of the act that opened it."""

    number: int
    title: str
    since: date
    until: date
    rules: str
    """Hash of the rule file's text."""
    file: str
    at: datetime
    by: str
    publications: tuple[Publication, ...] = ()
    objections: tuple[Objection, ...] = ()
    closed_at: datetime | None = None
    closed_by: str = ""

    @property
    def state(self) -> Literal["opened", "published", "closed"]:
        if self.closed_at is not None:
            return "closed"
        return "published" if self.publications else "opened"

    @property
    def last(self) -> Publication | None:
        return self.publications[-1] if self.publications else None

    @property
    def unruled(self) -> tuple[Objection, ...]:
        return tuple(each for each in self.objections if each.upheld is None)

    @property
    def outdated(self) -> bool:
        """Whether an objection was upheld after the last publication, which then has to be made anew."""
        last = self.last
        return last is not None and any(
            each.upheld and each.ruled_at is not None and each.ruled_at > last.at for each in self.objections
        )


class Assessments:
    """The assessment periods of a store."""

    def __init__(self, books: Books) -> None:
        self.books = books

    def all(self) -> list[Assessment]:
        """Every period, the one that was opened last first."""
        with self.books.reading() as connection:
            return list(reversed(_folded(list(acts.of_kind(connection, KIND))[::-1])))

    def kept(self, hash_: str) -> bytes:
        """Rules or a published state under a hash, exactly as they were kept.

        Raises
        ------
        StoreDamaged
            `assessment-lost`: the archive does not hold them any more.
        """
        try:
            content = self.books.archive.content(hash_)
        except FileNotFoundError as error:
            raise StoreDamaged("assessment-lost", sha256=hash_) from error
        if fingerprint(content) != hash_:
            raise StoreDamaged("assessment-lost", sha256=hash_)
        return content

    def open(self, title: str, rules: bytes, file: str, since: date, until: date, *, by: str, now: datetime) -> int:
        """Open a period under the text of a rule file; its number.

        Raises
        ------
        SubmissionRefused
            `assessment-period`: no title, or it ends before it begins.
        """
        if not title.strip() or until < since:
            raise SubmissionRefused("assessment-period", title=title, since=since, until=until)
        name = fingerprint(rules)
        self.books.archive.keep(rules, name)
        said = {"step": "opened", "title": title.strip(), "rules": name, "file": file,
                "since": since.isoformat(), "until": until.isoformat()}  # fmt: skip
        with self.books.writing() as connection:
            return self.books.do(connection, KIND, said, by=by, now=now).number

    def publish(self, number: int, shown: Facts, *, by: str, now: datetime) -> str:
        """Publish the scores of a period to its units, again after rulings; their hash.

        Raises
        ------
        SubmissionRefused
            `assessment-unknown`, `assessment-closed`.
        """
        content = canonical(shown).encode()
        name = fingerprint(content)
        self.books.archive.keep(content, name)
        with self.books.writing() as connection:
            period = _running(connection, number)
            said = {"step": "published", "period": number, "version": len(period.publications) + 1, "hash": name}
            self.books.do(connection, KIND, said, by=by, now=now)
        return name

    def object(self, number: int, unit: str, text: str, evidence: str, *, by: str, now: datetime) -> int:
        """Note a unit's objection to what was published; its number.

        Raises
        ------
        SubmissionRefused
            `assessment-unknown`, `assessment-closed`, `assessment-unpublished`, `objection-without-reason`.
        """
        if not unit or not text.strip():
            raise SubmissionRefused("objection-without-reason")
        with self.books.writing() as connection:
            period = _running(connection, number)
            if period.last is None:
                raise SubmissionRefused("assessment-unpublished", title=period.title)
            said = {"step": "objection", "period": number, "unit": unit, "text": text.strip(),
                    "evidence": evidence.strip(), "version": period.last.version}  # fmt: skip
            return self.books.do(connection, KIND, said, by=by, now=now).number

    def rule(self, number: int, objection: int, ruling: str, *, upheld: bool, by: str, now: datetime) -> None:
        """Rule on an objection. It changes no figure: a verdict or a new return does, and then a new publication.

        Raises
        ------
        SubmissionRefused
            `assessment-unknown`, `assessment-closed`, `objection-unknown`: there is none without a ruling under that
            number; `objection-without-reason`.
        """
        if not ruling.strip():
            raise SubmissionRefused("objection-without-reason")
        with self.books.writing() as connection:
            period = _running(connection, number)
            if objection not in {each.number for each in period.unruled}:
                raise SubmissionRefused("objection-unknown", number=objection)
            said = {"step": "ruling", "period": number, "objection": objection, "upheld": upheld,
                    "ruling": ruling.strip()}  # fmt: skip
            self.books.do(connection, KIND, said, by=by, now=now)

    def close(self, number: int, *, by: str, now: datetime) -> str:
        """Close a period for good on its last publication; the hash.

        Raises
        ------
        SubmissionRefused
            `assessment-unknown`, `assessment-closed`, `assessment-unpublished`; `assessment-unruled`: an objection
            waits for its ruling; `assessment-outdated`: one was upheld since, and nothing was published after it.
        """
        with self.books.writing() as connection:
            period = _running(connection, number)
            if period.last is None:
                raise SubmissionRefused("assessment-unpublished", title=period.title)
            if period.unruled:
                raise SubmissionRefused("assessment-unruled", n=len(period.unruled))
            if period.outdated:
                raise SubmissionRefused("assessment-outdated", title=period.title)
            said = {"step": "closed", "period": number, "hash": period.last.hash}
            self.books.do(connection, KIND, said, by=by, now=now)
        return period.last.hash


def _running(connection: Connection, number: int) -> Assessment:
    """A period that is not closed."""
    found = next((each for each in _folded(list(acts.of_kind(connection, KIND))[::-1]) if each.number == number), None)
    if found is None:
        raise SubmissionRefused("assessment-unknown", number=number)
    if found.closed_at is not None:
        raise SubmissionRefused("assessment-closed", title=found.title)
    return found


def _folded(told: Sequence[Act]) -> list[Assessment]:
    """The periods that acts tell of, oldest act first."""
    found: dict[int, Assessment] = {}
    for act in told:
        said: Any = act.content
        if said["step"] == "opened":
            since, until = (date.fromisoformat(said[name]) for name in ("since", "until"))
            found[act.number] = Assessment(
                act.number, said["title"], since, until, said["rules"], said["file"], act.at, act.by
            )
        else:
            found[said["period"]] = _after(found[said["period"]], act)
    return list(found.values())


def _after(period: Assessment, act: Act) -> Assessment:
    said: Any = act.content
    if said["step"] == "published":
        published = Publication(said["version"], said["hash"], act.at, act.by)
        return replace(period, publications=(*period.publications, published))
    if said["step"] == "objection":
        words = (said["unit"], said["text"], said["evidence"], said["version"])
        return replace(period, objections=(*period.objections, Objection(act.number, *words, act.at, act.by)))
    if said["step"] == "ruling":
        ruled = tuple(_ruled(each, act) if each.number == said["objection"] else each for each in period.objections)
        return replace(period, objections=ruled)
    return replace(period, closed_at=act.at, closed_by=act.by)


def _ruled(objection: Objection, act: Act) -> Objection:
    said: Any = act.content
    return replace(objection, upheld=said["upheld"], ruling=said["ruling"], ruled_at=act.at, ruled_by=act.by)
