"""Committing: whether a submission may be filed, and the one act that files it."""

from datetime import datetime

from sqlalchemy import Connection

from dashboard.contract import District
from dashboard.errors import SubmissionRefused
from dashboard.store import dossiers, entries, records
from dashboard.store.books import Books
from dashboard.store.dossiers import Dossier
from dashboard.store.standing import Drafted, corrected, drafted, lost
from dashboard.store.submission import Receipt, Submission


def committed(books: Books, submission: Submission, district: District, now: datetime) -> Receipt:
    """The receipt of a submission: its own, or that of the same bytes if they have one.

    Raises
    ------
    SubmissionRefused
        As `Store.commit`; nothing is stored.
    """
    books.archive.keep(submission.content, submission.sha256)
    with books.writing() as connection:
        submission = corrected(connection, submission)
        receipt, retracted = records.identical(connection, submission)
        return receipt or _filed(books, connection, submission, retracted, district, now)


def _filed(
    books: Books,
    connection: Connection,
    submission: Submission,
    retracted: int | None,
    district: District,
    now: datetime,
) -> Receipt:
    if submission.replaces is not None:
        records.receipt(connection, submission.replaces)
    draft = drafted(connection, submission, records.last_number(connection) + 1, district)
    _permit(connection, draft, district)
    number = records.last_number(connection) + 1
    dossier = Dossier.of(submission, draft.parts, draft.claims)
    block = dossier.packed()
    name = dossiers.fingerprint(block)
    books.archive.keep(block, name)
    replaced = sorted(lost(connection, draft))
    said = entries.facts_of(submission, number, dossier, name, replaced, retracted)
    books.do(connection, "submission", said, by=submission.uploader, now=now)
    return records.receipt(connection, number)


def _permit(connection: Connection, draft: Drafted, district: District) -> None:
    """A correction that names a receipt must be of the same sender and speak of something that stands there."""
    submission = draft.submission
    if submission.replaces is None:
        return
    receipt = records.receipt(connection, submission.replaces)
    if receipt.sha256 == submission.sha256:
        return
    shared = records.places(connection, receipt.number) & {claim.line.place for claim in draft.claims}
    if not (_same_sender(submission.unit, receipt.unit, district) and shared):
        raise SubmissionRefused("replaces-another", name=submission.name, receipt=receipt.number)


def _same_sender(one: str, other: str, district: District) -> bool:
    """A file in which every record names its unit and one of the district itself are of the same desk."""
    return one == other or {one, other} <= {"", district.name}
