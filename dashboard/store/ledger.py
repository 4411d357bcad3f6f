"""`Store`: commit a submission, see the district as it stood, look a receipt up again."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

import pandas as pd
from sqlalchemy import Connection, select

from dashboard import config
from dashboard.contract import District, Snapshot
from dashboard.errors import SubmissionRefused
from dashboard.store import records
from dashboard.store.archive import Archive
from dashboard.store.candidates import Horizon, candidates
from dashboard.store.editions import left_out
from dashboard.store.engine import connected, reading, writing
from dashboard.store.filing import claims_of, parts_of
from dashboard.store.folding import Standing, fold
from dashboard.store.memory import Memories
from dashboard.store.migrations import migrate
from dashboard.store.schema import claims, lines, submissions
from dashboard.store.scopes import Claim, Place
from dashboard.store.submission import Filed, Receipt, Submission
from dashboard.store.views import Contents, contents, snapshot, tables

LATEST = 2**31 - 1
"""Stands for "every receipt there is"."""


class Store:
    """Every submission kept, any week reproduced.

    Opening creates or migrates the database of `settings.database_url`; archived files lie beside it in
    `settings.data_dir`. Threads may share one store. Use it as a context manager or call `close`.

    Parameters
    ----------
    district
        Registry and rules by which records are judged stale and ordered; read from the settings when not given.
    """

    def __init__(self, settings: config.Settings, district: District | None = None) -> None:
        self.settings = settings
        self._district = district
        Path(settings.data_dir).mkdir(parents=True, exist_ok=True)
        self.archive = Archive(Path(settings.data_dir) / "archive")
        self.engine = connected(settings.database_url)
        self.memory = Memories(self.engine)
        migrate(self.engine)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of every connection. The store may be used again and opens new ones then."""
        self.engine.dispose()

    @property
    def district(self) -> District:
        if self._district is None:
            self._district = config.district(self.settings.district_file)
        return self._district

    @property
    def version(self) -> int:
        """Number of the last receipt, 0 for an empty store: changes with every commit."""
        with reading(self.engine) as connection:
            return records.last_number(connection)

    def commit(self, submission: Submission, *, now: datetime) -> Receipt:
        """Archive the file, then store everything read from it in one transaction; the receipt proves both.

        The same bytes for the same unit and week, read alike, give their receipt again, `repeated`; read otherwise
        (a person has decided something else) they take the place of that receipt as a whole. Writers take turns;
        receipt numbers have no gaps, and their times never run backwards whatever the clock does.

        Raises
        ------
        SubmissionRefused
            `unknown-receipt`: `replaces` names a receipt that does not exist; `replaces-another`: it names one of
            another sender, or one that shares no unit, ledger and scope with this file. Nothing is stored.
        """
        self.archive.keep(submission.content, submission.sha256)
        with writing(self.engine) as connection:
            submission = self._corrected(connection, submission)
            earlier = records.receipt_by_key(connection, submission.key)
            if earlier is not None:
                return earlier
            if submission.replaces is not None and not records.exists(connection, submission.replaces):
                raise SubmissionRefused("unknown-receipt", receipt=submission.replaces)
            number = records.last_number(connection) + 1
            return self._file(connection, submission, number, now)

    def _corrected(self, connection: Connection, submission: Submission) -> Submission:
        """The submission, naming the receipt of the same bytes: its own if read alike, else the one it corrects."""
        earlier = records.receipt_of_bytes(connection, submission)
        if submission.replaces is not None or earlier is None:
            return submission
        if records.reads_alike(connection, earlier.number, submission.scope, parts_of(submission)):
            return replace(submission, replaces=records.replaces(connection, earlier.number))
        return replace(submission, replaces=earlier.number)

    def _file(self, connection: Connection, submission: Submission, number: int, now: datetime) -> Receipt:
        parts = parts_of(submission)
        claims = claims_of(submission, number, parts, district=self.district.name)
        claims += left_out(connection, submission, number, claims)
        self._permit(connection, submission, claims)
        units = sorted({claim.line.unit for claim in claims})
        horizon = Horizon(submission.period, number)
        before = candidates(connection, horizon, units)
        records.file(connection, submission, number, records.utc(now), parts, claims)
        after = {entry.claim for entry in fold(candidates(connection, horizon, units))}
        lost = {entry.claim.submission for entry in fold(before) if entry.claim not in after}
        if submission.replaces is not None:
            lost.add(submission.replaces)
        records.note_replaced(connection, number, sorted(lost))
        return records.receipt(connection, number)

    def _permit(self, connection: Connection, submission: Submission, claims: Sequence[Claim]) -> None:
        """A correction that names a receipt must be of the same sender and speak of something that stands there."""
        if submission.replaces is None:
            return
        district_wide = ("", self.district.name)
        receipt = records.receipt(connection, submission.replaces)
        if receipt.sha256 == submission.sha256:
            return
        theirs = receipt.unit
        same_sender = submission.unit == theirs or {submission.unit, theirs} <= set(district_wide)
        shared = records.places(connection, submission.replaces) & {claim.line.place for claim in claims}
        if not (same_sender and shared):
            raise SubmissionRefused("replaces-another", name=submission.name, receipt=submission.replaces)

    def snapshot(
        self,
        as_of: date,
        known_at: datetime | None = None,
        *,
        also: Sequence[Submission] = (),
        units: Sequence[str] | None = None,
    ) -> Snapshot:
        """The district as it stood on `as_of`, by the folding rules (dashboard.store.folding).

        Parameters
        ----------
        known_at
            Only what had been committed at or before this moment: as presented then, not as now known.
        also
            Submissions that are not committed, taken as if they had been: what a draft would change.
        units
            Only records and coverage of these units.
        """
        with reading(self.engine) as connection:
            known = LATEST if known_at is None else records.last_number(connection, records.utc(known_at))
            standing, extra = self._standing(connection, as_of, known, also, units)
            held = contents(connection, standing, extra)
        return snapshot(as_of, standing, held, self.district)

    def _standing(
        self,
        connection: Connection,
        as_of: date,
        known: int = LATEST,
        also: Sequence[Submission] = (),
        units: Sequence[str] | None = None,
    ) -> tuple[list[Standing], Contents]:
        extra, drafted, withdrawn = Contents(), list[Claim](), set[tuple[int, Place]]()
        for number, given in enumerate(also, records.last_number(connection) + 1):
            draft = self._corrected(connection, given)
            parts = parts_of(draft)
            claims = claims_of(draft, number, parts, district=self.district.name)
            claims += left_out(connection, draft, number, claims)
            drafted += [c for c in claims if c.period <= as_of and (units is None or c.line.unit in units)]
            if draft.replaces is not None:
                withdrawn |= {(draft.replaces, place) for place in self._given_up(connection, draft, claims)}
            extra.files[number], extra.sheets[number] = draft.name, draft.sheets
            extra.parts |= {(number, part.unit, part.ledger): part for part in parts}
        found = candidates(connection, Horizon(as_of, known, frozenset(withdrawn)), units)
        return fold(found + drafted), extra

    def _given_up(self, connection: Connection, draft: Submission, said: Sequence[Claim]) -> set[Place]:
        """What of the receipt that a draft replaces would stand no longer: all of it if it is the same file."""
        assert draft.replaces is not None
        if records.receipt(connection, draft.replaces).sha256 == draft.sha256:
            return records.places(connection, draft.replaces)
        return {claim.line.place for claim in said}

    def submissions(self, unit: str = "", period: date | None = None, as_of: date | None = None) -> pd.DataFrame:
        """Receipts, newest first: number, unit, period, file, at, uploader, scope, records, errors, warnings, standing.

        `unit` keeps what that unit sent or what speaks of it, `period` one week, `as_of` what covers no later day;
        `standing` says whether anything of it still counts on `as_of` (default: on the latest day there is).
        """
        with reading(self.engine) as connection:
            listed = records.listing(connection, unit, period, as_of)
            standing, _ = self._standing(connection, as_of or records.last_period(connection))
        counted = {entry.claim.submission for entry in standing}
        listed["standing"] = pd.Series([number in counted for number in listed["number"]], dtype="bool")
        return listed

    def submission(self, number: int) -> Filed:
        """A stored submission in full. `SubmissionRefused` (`unknown-receipt`) when there is none."""
        with reading(self.engine) as connection:
            return records.filed(connection, number)

    def archived(self, number: int) -> bytes:
        """The file exactly as it came. `SubmissionRefused` (`unknown-receipt`) when there is no such receipt."""
        with reading(self.engine) as connection:
            return self.archive.content(records.receipt(connection, number).sha256)

    def periods(self) -> list[date]:
        """Every cover-to date for which something was submitted, earliest first."""
        with reading(self.engine) as connection:
            found = select(submissions.c.period).distinct().order_by(submissions.c.period)
            return list(connection.execute(found).scalars())

    def received(self, unit: str, period: date, ledgers: Collection[str]) -> bool:
        """Whether a sender has sent anything of these ledgers for a day."""
        sent = select(claims.c.submission).join(lines, lines.c.id == claims.c.line).join(submissions)
        sent = sent.where(submissions.c.unit == unit, submissions.c.period == period, lines.c.ledger.in_(list(ledgers)))
        with reading(self.engine) as connection:
            return connection.execute(sent.limit(1)).scalar() is not None

    def previous_tables(self, unit: str, before: date) -> dict[str, pd.DataFrame]:
        """A sender's canonical tables as they stood before a day, without empty ones: for `loaders.ingest`.

        A unit's are its own records; those of the district, or of a joint file (""), are what came in such files.
        """
        earlier = date.fromordinal(before.toordinal() - 1)
        district_wide = ("", self.district.name)
        joint = unit in district_wide
        with reading(self.engine) as connection:
            standing, extra = self._standing(connection, earlier, units=None if joint else (unit,))
            if joint:
                sent = select(submissions.c.number).where(submissions.c.unit.in_(district_wide))
                theirs = set(connection.execute(sent).scalars())
                standing = [entry for entry in standing if entry.claim.submission in theirs]
            held = contents(connection, standing, extra)
        return tables(standing, held, self.district)
