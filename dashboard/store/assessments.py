"""Assessment periods: opened under rules, published to the units, objected to and ruled on, closed with a hash.

One that was opened by mistake is withdrawn with a reason as long as nothing was published.

Rules and every published state lie in the archive under their own hashes: what a unit was ranked by can be given back
word for word, and nobody can alter it. Every step is an act, and none is ever changed.
"""

from datetime import date, datetime

from sqlalchemy import Connection

from dashboard.errors import StoreDamaged, SubmissionRefused
from dashboard.store import acts
from dashboard.store.acts import canonical
from dashboard.store.assessed import Assessment, folded
from dashboard.store.books import Books
from dashboard.store.dossiers import fingerprint
from dashboard.store.submission import Facts

KIND = "assessment"


class Assessments:
    """The assessment periods of a store."""

    def __init__(self, books: Books) -> None:
        self.books = books

    def all(self) -> list[Assessment]:
        """Every period, the one that was opened last first."""
        with self.books.reading() as connection:
            return _all(connection)

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
            `assessment-period`: no title, or it ends before it begins; `assessment-twice`: a period of the same days
            stands already under this title or these rules.
        """
        if not title.strip() or until < since:
            raise SubmissionRefused("assessment-period", title=title, since=since, until=until)
        name = fingerprint(rules)
        self.books.archive.keep(rules, name)
        said = {"step": "opened", "title": title.strip(), "rules": name, "file": file,
                "since": since.isoformat(), "until": until.isoformat()}  # fmt: skip
        with self.books.writing() as connection:
            same = (each for each in _all(connection) if (each.since, each.until) == (since, until))
            for other in (each for each in same if each.withdrawn is None):
                if title.strip() == other.title or name == other.rules:
                    raise SubmissionRefused("assessment-twice", title=other.title, state=other.state)
            return self.books.do(connection, KIND, said, by=by, now=now).number

    def withdraw(self, number: int, reason: str, *, by: str, now: datetime) -> None:
        """Take back a period that was opened by mistake; the act stays, and so does what lies in the archive.

        Raises
        ------
        SubmissionRefused
            `assessment-unknown`, `assessment-closed`, `assessment-withdrawn`; `withdrawal-without-reason`;
            `assessment-published`: units have seen scores of it.
        """
        if not reason.strip():
            raise SubmissionRefused("withdrawal-without-reason")
        with self.books.writing() as connection:
            period = _running(connection, number)
            if period.last is not None:
                raise SubmissionRefused("assessment-published", title=period.title)
            said = {"step": "withdrawn", "period": number, "reason": reason.strip()}
            self.books.do(connection, KIND, said, by=by, now=now)

    def publish(self, number: int, shown: Facts, *, by: str, now: datetime) -> str:
        """Publish the scores of a period to its units, again after rulings; their hash.

        Raises
        ------
        SubmissionRefused
            `assessment-unknown`, `assessment-closed`, `assessment-withdrawn`.
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


def _all(connection: Connection) -> list[Assessment]:
    """Every period, the one that was opened last first."""
    return list(reversed(folded(list(acts.of_kind(connection, KIND))[::-1])))


def _running(connection: Connection, number: int) -> Assessment:
    """A period that is neither closed nor withdrawn."""
    found = next((each for each in _all(connection) if each.number == number), None)
    if found is None:
        raise SubmissionRefused("assessment-unknown", number=number)
    if found.closed_at is not None:
        raise SubmissionRefused("assessment-closed", title=found.title)
    if found.withdrawn is not None:
        raise SubmissionRefused("assessment-withdrawn", title=found.title)
    return found
