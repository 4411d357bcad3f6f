"""`Store`: commit a submission, see the district as it stood, look a receipt up again."""

from collections.abc import Collection, Sequence
from contextlib import AbstractContextManager
from copy import copy
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from types import TracebackType
from typing import Self

import pandas as pd
from sqlalchemy import and_, func, select

from dashboard import config
from dashboard.contract import District, Snapshot
from dashboard.errors import StoreDamaged, SubmissionRefused
from dashboard.links import STATES
from dashboard.store import acts, committing, namesakes, records, relations, senders
from dashboard.store.actions import Actions
from dashboard.store.acts import Act
from dashboard.store.assessments import Assessments
from dashboard.store.books import Books
from dashboard.store.earlier import Earlier, earlier
from dashboard.store.history import History, reached
from dashboard.store.linking import Linking
from dashboard.store.meetings import Meetings
from dashboard.store.memory import Memories
from dashboard.store.recognising import Matcher
from dashboard.store.registries import Registries
from dashboard.store.schema import submissions
from dashboard.store.score_rules import ScoreRules
from dashboard.store.standing import Known, additions_beside, standing
from dashboard.store.submission import Filed, Receipt, Retraction, Submission, Withdrawal
from dashboard.store.verdicts import Verdicts
from dashboard.store.views import contents, snapshot


class Store:
    """Every submission kept, any week reproduced.

    Opening creates or migrates the database of `settings.database_url`; archived files and the receipt journal lie in
    `settings.data_dir`. Threads may share one store. Use it as a context manager or call `close`.

    Parameters
    ----------
    district
        Registry and rules to begin with (`Registries.seed`); read from the settings when not given.
    reading
        Nothing is to be written: then a folder will do in which nothing can be.

    Raises
    ------
    StoreDamaged
        `store-behind`, `store-unreadable` or `journal-unreadable`: what was acknowledged is not all there.
    SettingsError
        `store-newer`: a later version of this program has written the store; `store-older`, as `Books.open`.
    """

    audience = ""
    """Whose rows it shows: "" for every unit's. Answers kept of it are kept for these."""

    def __init__(self, settings: config.Settings, district: District | None = None, *, reading: bool = False) -> None:
        self.settings = settings
        self._furnish(Books(settings), district or config.district(settings.district_file))
        self.books.open(reading=reading)

    def _furnish(self, books: Books, seed: District) -> None:
        self.books = books
        self.memory, self.links, self.history = Memories(books), Linking(books), History(books)
        self.registry = Registries(books, seed)
        of_unit, former = lambda day, unit: self.snapshot(day, units=(unit,)), lambda day: self.registry.at(day).former
        self.verdicts = Verdicts(books, of_unit, self.periods, former)
        self.meetings, self.actions = Meetings(books, self.registry), Actions(books, self.registry)
        self.assessments, self.score_rules = Assessments(books), ScoreRules(books)

    def until(self, act: int) -> Self:
        """The same store for who reads: of submissions, links and retractions it knows none after an act.

        What is written through it is written on top of everything. It opens nothing; closing it closes this one.
        """
        held = copy(self)
        held._furnish(self.books.until(act), self.registry.seed)
        return held

    def together(self) -> AbstractContextManager[None]:
        """Within, several commits of a thread are lasting all at once when it is left, or none of them.

        Nobody may be told a receipt of it before. One that is refused leaves the others; an exception that gets out
        undoes all. Nothing may be withdrawn within.
        """
        return self.books.together()

    def at_hand(self) -> AbstractContextManager[None]:
        """Within, a thread that asks often does so over one connection. Nothing is locked in between."""
        return self.books.at_hand()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of every connection. The store may be used again and opens new ones then."""
        self.books.engine.dispose()

    @property
    def district(self) -> District:
        """The registry as it will be once every edition is in force."""
        return self.registry.current()

    @property
    def acts(self) -> int:
        """How many acts there are: everything that was ever done."""
        with self.books.reading() as connection:
            return acts.last(connection).number

    @property
    def receipts(self) -> int:
        """Number of the last receipt, 0 when there is none."""
        with self.books.reading() as connection:
            return records.last_number(connection, self.books.horizon)

    @property
    def version(self) -> int:
        """Number of the last act that can change a figure, 0 for an empty store: keys what is kept of answers."""
        with self.books.reading() as connection:
            return acts.version(connection)

    def commit(self, submission: Submission, *, now: datetime, matcher: Matcher | None = None) -> Receipt:
        """Archive the file and what was read from it, then store both in one transaction, then write the journal.

        The receipt proves all of it. The same bytes for the same unit and week, read alike, give their receipt again,
        `repeated`; read otherwise (a person has decided something else) they take the place of that receipt as a
        whole. Writers take turns; receipt numbers have no gaps, and their times never run backwards. What `matcher`
        finds to be surely one thing with what is new in the file is linked in the same transaction; what the program
        linked because of a file whose place this one takes is taken back unless it is found anew.

        Raises
        ------
        SubmissionRefused
            `unknown-receipt`: `replaces` names a receipt that does not exist; `replaces-another`: it names one of
            another sender, or one that shares no unit, ledger and scope with this file; `replaces-overtaken`: another
            took its place since; `replaces-retracted`: it names one that was taken back; `overtaken`: since `seen`
            another file of the same sender for the same period came in that speaks of the same unit, ledger and scope.
            Nothing is stored.
        StoreDamaged
            The database has lost what was acknowledged earlier. Nothing is stored.
        """
        return committing.committed(self.books, submission, self.district, now, matcher)

    def retract(
        self, number: int, reason: str, *, by: str, now: datetime, matcher: Matcher | None = None
    ) -> Retraction:
        """Take a receipt back: nothing of it counts from now on, and what it had replaced stands again.

        Everything of it is kept, and a moment before the retraction still shows it. The same bytes, sent again, are a
        new submission. What the program had linked because of it is taken back too, unless `matcher` finds it anew in
        what counts now.

        Raises
        ------
        SubmissionRefused
            `unknown-receipt`, `already-retracted`, `reason-missing`. Nothing is stored.
        """
        return committing.retracted(self.books, number, reason, self.district, matcher, by=by, now=now)

    def withdraw(self, number: int, reason: str, *, by: str, now: datetime) -> Withdrawal:
        """Take the archived bytes of a receipt away, for privacy: hash, receipt, reading and figures stay.

        Other receipts of the same bytes lose them too. Sent again for the same unit and week they give their receipt
        and are not kept; for another one they are refused (`commit`: `bytes-withdrawn`).

        Raises
        ------
        SubmissionRefused
            `unknown-receipt`, `already-withdrawn`, `withdrawal-reason-missing`. Nothing is stored.
        """
        return committing.withdrawn(self.books, number, reason, by=by, now=now)

    def snapshot(
        self,
        as_of: date,
        known_at: datetime | None = None,
        *,
        also: Sequence[Submission] = (),
        units: Sequence[str] | None = None,
        spared: Collection[int] = (),
    ) -> Snapshot:
        """The district as it stood on `as_of`, by the folding rules (dashboard.store.folding).

        Parameters
        ----------
        known_at
            Only what had been done at or before this moment: as presented then, not as now known.
        also
            Submissions that are not committed, taken as if they had been: what a draft would change.
        units
            Only records and coverage of these units.
        spared
            Receipts that count although they were retracted: as it stood before.
        """
        district = self.registry.at(as_of, known_at)
        with self.books.reading() as connection:
            known = Known.at(connection, known_at, spared)
            found, extra = standing(connection, as_of, district, known=known, also=also, units=units)
            held = contents(connection, found, extra)
            stood = snapshot(as_of, found, held, district, partial(namesakes.named, connection, known=known))
            parted = {table: relations.parted(connection, table, known.acts) for table in STATES}
            stages = reached(connection, stood.tables["projects"], as_of, known)
            own = senders.sent(connection, as_of, district, known, units)
            return replace(stood, parted=parted, reached=stages, sent=own)

    def submissions(
        self, unit: str = "", period: date | None = None, as_of: date | None = None, known_at: datetime | None = None
    ) -> pd.DataFrame:
        """Receipts, newest first: number, unit, period, file, at, uploader, scope, records, errors, warnings, retracted
        (the reason, "" while it counts), standing.

        `unit` keeps what that unit sent or what speaks of it, `period` one week, `as_of` what covers no later day;
        `standing` says whether anything of it still counts on `as_of` (default: on the latest day there is). All of it
        as known at a moment (None: now).
        """
        district = self.district
        with self.books.reading() as connection:
            known = Known.at(connection, known_at)
            listed = records.listing(connection, unit, period, as_of, known.receipts, known.acts)
            found, _ = standing(connection, as_of or records.last_period(connection), district, known=known)
        counted = {entry.claim.submission for entry in found}
        listed["standing"] = pd.Series([number in counted for number in listed["number"]], dtype="bool")
        return listed

    def submission(self, number: int) -> Filed:
        """A stored submission in full. `SubmissionRefused` (`unknown-receipt`) when there is none."""
        with self.books.reading() as connection:
            return records.filed(connection, number)

    def archived(self, number: int) -> bytes:
        """The file exactly as it came.

        Raises
        ------
        SubmissionRefused
            `unknown-receipt`: there is no such receipt; `file-withdrawn`: its bytes were taken away, with the reason.
        StoreDamaged
            `file-lost`: the archive does not hold it, or not whole.
        """
        with self.books.reading() as connection:
            sha256 = records.receipt(connection, number).sha256
            gone = records.withdrawal(connection, sha256)
        if gone is not None:
            raise SubmissionRefused("file-withdrawn", receipt=number, reason=gone.reason, time=acts.stamp(gone.at))
        if not self.books.archive.holds(sha256):
            raise StoreDamaged("file-lost", receipt=number, sha256=sha256)
        return self.books.archive.content(sha256)

    def sealed(self, seal: str) -> tuple[Act, bool] | None:
        """The act whose seal begins so, and whether it and all before it still are what was sealed; None for none."""
        with self.books.reading() as connection:
            act = acts.sealed(connection, seal)
            return None if act is None else (act, acts.unbroken(connection, act))

    def periods(self, known_at: datetime | None = None) -> list[date]:
        """Every cover-to date for which something was submitted that counts, as known at a moment, earliest first."""
        with self.books.reading() as connection:
            known = Known.at(connection, known_at)
            counting = and_(submissions.c.number <= known.receipts, records.counting(known.acts))
            found = select(submissions.c.period).where(counting).distinct().order_by(submissions.c.period)
            return list(connection.execute(found).scalars())

    def receipt_of(self, sha256: str, period: date) -> int | None:
        """The newest receipt that counts of a file, by the hash of its bytes, for a day; None where it has not come."""
        same = and_(records.counting(), submissions.c.sha256 == sha256, submissions.c.period == period)
        with self.books.reading() as connection:
            return connection.execute(select(func.max(submissions.c.number)).where(same)).scalar()

    def received(self, unit: str, period: date, ledgers: Collection[str]) -> bool:
        """Whether a sender has sent anything of these ledgers for a day that still counts."""
        with self.books.reading() as connection:
            return records.received(connection, unit, period, ledgers)

    def beside(self, submission: Submission) -> list[int]:
        """Receipts of other files whose additions for the same period stand on the lines to which this one adds."""
        with self.books.reading() as connection:
            return additions_beside(connection, submission, self.district)

    def previous(self, unit: str, before: date, also: Sequence[Submission] = ()) -> Earlier:
        """What stood before a day on the lines that a file of this sender may replace.

        A unit's lines are those about itself, a joint file's ("") or the district's all, whoever reported them. `also`
        are submissions that are not committed, as in `snapshot`. What the bureau entered by hand is nobody's last file.
        """
        district = self.district
        with self.books.reading() as connection:
            return earlier(self.books, connection, unit, before, district, also)
