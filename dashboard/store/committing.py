"""Committing and taking back: whether a submission may be filed or a receipt retracted, and the act that does it."""

from datetime import datetime

from sqlalchemy import Connection, select

from dashboard.contract import District
from dashboard.errors import SubmissionRefused
from dashboard.store import acts, dossiers, entries, records
from dashboard.store.books import Books
from dashboard.store.dossiers import Dossier
from dashboard.store.recognising import Matcher, recognised
from dashboard.store.reconsidering import reconsidered
from dashboard.store.schema import claims, lines, retractions, submissions
from dashboard.store.scopes import Claim
from dashboard.store.standing import Drafted, corrected, drafted, lost, spoken_of
from dashboard.store.submission import Receipt, Retraction, Submission, Withdrawal


def committed(
    books: Books, submission: Submission, district: District, now: datetime, matcher: Matcher | None = None
) -> Receipt:
    """The receipt of a submission: its own, or that of the same bytes if they have one.

    Of what is refused nothing is stored, and no bytes stay in the archive that no act names.

    Raises
    ------
    SubmissionRefused
        As `Store.commit`; nothing is stored.
    """
    with books.reading() as connection:
        gone = records.withdrawal(connection, submission.sha256)
    if gone is None:
        books.archive.keep(submission.content, submission.sha256)
    with books.writing() as connection:
        gone = records.withdrawal(connection, submission.sha256)
        if gone is not None:
            return _of_withdrawn(books, connection, submission, gone)
        try:
            if not books.archive.has(submission.sha256):
                # the same bytes were refused a moment ago, and taken away
                books.archive.keep(submission.content, submission.sha256)
            return _acknowledged(books, connection, submission, district, now, matcher)
        except SubmissionRefused:
            # nobody else can be at it: writers take turns
            if not acts.mentioned(connection, submission.sha256):
                books.archive.drop(submission.sha256)
            raise


def _acknowledged(
    books: Books,
    connection: Connection,
    submission: Submission,
    district: District,
    now: datetime,
    matcher: Matcher | None,
) -> Receipt:
    """The receipt of a file that is archived; where it is refused nothing was done yet."""
    submission = corrected(connection, submission)
    receipt, retracted = records.identical(connection, submission)
    if receipt is not None:
        return receipt
    receipt = _filed(books, connection, submission, retracted, district, now)
    taken = records.superseded(connection, receipt.number)
    reconsidered(books, connection, taken, district, matcher, now)
    if matcher is not None:
        recognised(books, connection, receipt.number, district, matcher, now)
    return receipt


def _of_withdrawn(books: Books, connection: Connection, submission: Submission, gone: Withdrawal) -> Receipt:
    """The receipt of bytes that were withdrawn. They are not kept again, not even if withdrawn a moment ago."""
    books.archive.drop(submission.sha256)
    receipt = records.receipt_of_bytes(connection, submission)
    if receipt is None:
        raise SubmissionRefused("bytes-withdrawn", name=submission.name, receipt=gone.number, reason=gone.reason)
    return receipt


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
    _unrivalled(connection, draft, district)
    number = records.last_number(connection) + 1
    dossier = Dossier.of(submission, draft.parts, draft.claims)
    block = dossier.packed()
    name = dossiers.fingerprint(block)
    books.archive.keep(block, name)
    replaced = sorted(lost(connection, draft, district))
    said = entries.facts_of(submission, number, dossier, name, replaced, retracted)
    books.do(connection, "submission", said, by=submission.uploader, now=now)
    return records.receipt(connection, number)


def retracted(
    books: Books, number: int, reason: str, district: District, matcher: Matcher | None, *, by: str, now: datetime
) -> Retraction:
    """Take a receipt back, with what the program linked because of it; what stands again is matched anew.

    Raises
    ------
    SubmissionRefused
        As `Store.retract`; nothing is stored.
    """
    if not reason.strip():
        raise SubmissionRefused("reason-missing", receipt=number)
    with books.writing() as connection:
        records.receipt(connection, number)
        before = records.retraction(connection, number)
        if before is not None:
            raise SubmissionRefused("already-retracted", receipt=number, reason=before.reason)
        why = reason.strip()
        act = books.do(connection, "retraction", {"submission": number, "reason": why}, by=by, now=now)
        reconsidered(books, connection, {number}, district, matcher, now)
        for again in sorted(records.superseded(connection, number)):
            if matcher is not None and records.retraction(connection, again) is None:
                recognised(books, connection, again, district, matcher, now)
        return Retraction(number, why, act.at, by, act.number, act.chain)


def withdrawn(books: Books, number: int, reason: str, *, by: str, now: datetime) -> Withdrawal:
    """Take the archived bytes of a receipt away: the act first, then the file, so that no file is gone unexplained.

    Raises
    ------
    SubmissionRefused
        As `Store.withdraw`; nothing is stored.
    """
    why = reason.strip()
    if not why:
        raise SubmissionRefused("withdrawal-reason-missing", receipt=number)
    with books.writing() as connection:
        sha256 = records.receipt(connection, number).sha256
        before = records.withdrawal(connection, sha256)
        if before is not None:
            raise SubmissionRefused("already-withdrawn", receipt=number, reason=before.reason)
        said = {"submission": number, "sha256": sha256, "reason": why}
        act = books.do(connection, "withdrawal", said, by=by, now=now)
    books.archive.drop(sha256)
    return Withdrawal(number, sha256, why, act.at, act.by)


def _permit(connection: Connection, draft: Drafted, district: District) -> None:
    """A correction that names a receipt must be of the same sender and speak of something that stands there."""
    submission = draft.submission
    if submission.replaces is None:
        return
    if records.retraction(connection, submission.replaces) is not None:
        raise SubmissionRefused("replaces-retracted", receipt=submission.replaces)
    receipt = records.receipt(connection, submission.replaces)
    if receipt.sha256 == submission.sha256:
        return
    shared = spoken_of(records.places(connection, receipt.number), draft.claims, district)
    if not (_same_sender(submission.unit, receipt.unit, district) and shared):
        raise SubmissionRefused("replaces-another", name=submission.name, receipt=receipt.number)
    for newer in reversed(records.successors(connection, receipt.number, receipt.period)):
        # whoever corrects what stands no longer has not seen what took its place: of two at once one is told
        of_same = spoken_of(records.places(connection, newer), draft.claims, district)
        if newer not in submission.fellows and of_same:
            raise SubmissionRefused("replaces-overtaken", name=submission.name, receipt=receipt.number, newer=newer)


def _unrivalled(connection: Connection, draft: Drafted, district: District) -> None:
    """Nothing of the same matter may have come in since the file was looked at, unless the file names it."""
    submission = draft.submission
    ours = {claim.line.place for claim in draft.claims if _tells(claim)}
    if submission.seen is None or not ours:
        return
    theirs = (
        select(submissions.c.number, submissions.c.unit, lines.c.unit, lines.c.ledger, lines.c.scope)
        .join_from(submissions, claims, claims.c.submission == submissions.c.number)
        .join(lines, lines.c.id == claims.c.line)
        .outerjoin(retractions, retractions.c.submission == submissions.c.number)
        .where(submissions.c.act > submission.seen, submissions.c.period == submission.period)
        .where(submissions.c.sha256 != submission.sha256, retractions.c.act.is_(None))
        .where(claims.c.kind != "nothing", claims.c.records > 0)
        .order_by(submissions.c.number.desc())
    )
    named = records.succeeded(connection, submission.replaces) | submission.fellows
    for number, sender, *place in connection.execute(theirs):
        if number not in named and _same_sender(submission.unit, sender, district) and tuple(place) in ours:
            whose, until = submission.unit or district.name, submission.period.isoformat()
            raise SubmissionRefused("overtaken", name=submission.name, receipt=number, unit=whose, period=until)


def _tells(claim: Claim) -> bool:
    """Whether a claim brings records: an explicit zero or an empty list takes nothing from anybody."""
    return claim.kind != "nothing" and claim.records > 0


def _same_sender(one: str, other: str, district: District) -> bool:
    """A file in which every record names its unit and one of the district itself are of the same desk."""
    one, other = (district.former.get(name, name) for name in (one, other))
    return one == other or {one, other} <= {"", district.name}
