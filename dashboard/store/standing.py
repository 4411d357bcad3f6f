"""What stands on a day, of what is committed and of what might be: the same rules for a draft as for a receipt."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import Connection

from dashboard.contract import District
from dashboard.store import acts, records
from dashboard.store.candidates import Horizon, candidates
from dashboard.store.editions import left_out
from dashboard.store.engine import horizon
from dashboard.store.filing import Part, claims_of, parts_of
from dashboard.store.folding import Standing, fold
from dashboard.store.renaming import with_former
from dashboard.store.scopes import Claim, Place, series
from dashboard.store.submission import Submission
from dashboard.store.views import Contents

LATEST = 2**31 - 1
"""Stands for "every receipt there is" and "every act there is"."""


@dataclass(frozen=True, slots=True)
class Known:
    """How much is known: receipts and acts up to these numbers; `spared` are retractions that are not."""

    receipts: int = LATEST
    acts: int = LATEST
    spared: frozenset[int] = frozenset()

    @classmethod
    def at(cls, connection: Connection, moment: datetime | None, spared: Iterable[int] = ()) -> "Known":
        """All that had been done at or before a moment; for None everything that the connection may know of."""
        bound = horizon(connection)
        if moment is None and bound is None:
            return cls(spared=frozenset(spared))
        act = min(LATEST if bound is None else bound, LATEST if moment is None else acts.known(connection, moment))
        return cls(records.last_number(connection, act), act, frozenset(spared))


@dataclass(frozen=True, slots=True)
class Drafted:
    """A submission as it would be filed: its records, and what it claims and gives up."""

    submission: Submission
    parts: Sequence[Part]
    claims: Sequence[Claim]
    given_up: frozenset[tuple[int, Place]]


def drafted(connection: Connection, submission: Submission, number: int, district: District) -> Drafted:
    """A submission, corrected, as it would be filed as receipt `number`."""
    parts = parts_of(submission)
    claims = claims_of(submission, number, parts, district=district.name)
    claims += left_out(connection, submission, number, claims)
    return Drafted(submission, parts, claims, _given_up(connection, submission, claims, district))


def corrected(connection: Connection, submission: Submission) -> Submission:
    """The submission, naming the receipt of the same bytes: its own if read alike, else the one it corrects."""
    earlier = records.receipt_of_bytes(connection, submission)
    if submission.replaces is not None or earlier is None:
        return submission
    if records.reads_alike(connection, earlier.number, submission.scope, parts_of(submission)):
        return replace(submission, replaces=records.replaces(connection, earlier.number))
    return replace(submission, replaces=earlier.number)


def _given_up(
    connection: Connection, draft: Submission, said: Sequence[Claim], district: District
) -> frozenset[tuple[int, Place]]:
    """What of the receipt that a draft replaces would stand no longer: all of it if it is the same file."""
    if draft.replaces is None:
        return frozenset()
    whole = records.receipt(connection, draft.replaces).sha256 == draft.sha256
    places = records.places(connection, draft.replaces)
    return frozenset((draft.replaces, place) for place in (places if whole else spoken_of(places, said, district)))


def spoken_of(places: Iterable[Place], said: Sequence[Claim], district: District) -> set[Place]:
    """Those of some places of which these claims speak too, by whatever name their unit came."""

    def of(unit: str, ledger: str, scope: str) -> Place:
        return district.former.get(unit, unit), ledger, series(ledger, scope)

    spoken = {of(*claim.line.place) for claim in said}
    return {place for place in places if of(*place) in spoken}


def standing(
    connection: Connection,
    as_of: date,
    district: District,
    *,
    known: Known | None = None,
    also: Sequence[Submission] = (),
    units: Sequence[str] | None = None,
) -> tuple[list[Standing], Contents]:
    """The claims that stand on a day, and the contents of drafts that are counted as if they had been committed."""
    extra, said, withdrawn = Contents(), list[Claim](), set[tuple[int, Place]]()
    known = known or Known.at(connection, None)
    units = None if units is None else sorted(with_former(units, district.former))
    for number, given in enumerate(also, records.last_number(connection) + 1 if also else 0):
        told = corrected(connection, given)
        if records.identical(connection, told)[0] is not None:
            # committed, it would get the receipt that it has: also where another took its place since
            continue
        draft = drafted(connection, told, number, district)
        said += [c for c in draft.claims if c.period <= as_of and (units is None or c.line.unit in units)]
        withdrawn |= draft.given_up
        extra.files[number], extra.sheets[number] = draft.submission.name, draft.submission.sheets
        extra.findings[number] = draft.submission.findings
        extra.parts |= {(number, part.unit, part.ledger): part for part in draft.parts}
    bounds = Horizon(as_of, known.receipts, known.acts, frozenset(withdrawn), known.spared)
    return fold(candidates(connection, bounds, units) + said, district.former), extra


def lost(connection: Connection, draft: Drafted, district: District) -> set[int]:
    """Receipts of which something stands for the draft's week now and would stand no longer."""
    units = sorted(with_former({claim.line.unit for claim in draft.claims}, district.former))
    period = draft.submission.period
    before = candidates(connection, Horizon(period, LATEST, LATEST), units)
    given_up = Horizon(period, LATEST, LATEST, draft.given_up)
    left = candidates(connection, given_up, units) if draft.given_up else before
    after = {entry.claim for entry in fold([*left, *draft.claims], district.former)}
    gone = {entry.claim.submission for entry in fold(before, district.former) if entry.claim not in after}
    named = draft.submission.replaces
    return gone if named is None else gone | {named}


def displaced(
    connection: Connection, as_of: date, also: Sequence[Submission], district: District
) -> tuple[set[int], set[int]]:
    """Receipts of which something would stand no longer on a day with some drafts, and drafts that would not whole.

    Drafts are numbered as the next receipts. Claims are looked at alone, and those of the drafts' units alone.
    """
    numbered = enumerate((corrected(connection, given) for given in also), records.last_number(connection) + 1)
    drafts = [drafted(connection, given, number, district) for number, given in numbered]
    said = [claim for draft in drafts for claim in draft.claims]
    units = sorted(with_former({claim.line.unit for claim in said}, district.former))
    # of what was committed already its own receipt counts
    new = [draft for draft in drafts if records.identical(connection, draft.submission)[0] is None]
    known = Known.at(connection, None)
    now = Horizon(as_of, known.receipts, known.acts)
    given_up = frozenset[tuple[int, Place]]().union(*(draft.given_up for draft in new))
    before = candidates(connection, now, units)
    left = candidates(connection, replace(now, withdrawn=given_up), units) if given_up else before
    counted = [claim for draft in new for claim in draft.claims if claim.period <= as_of]
    stands = {entry.claim for entry in fold([*left, *counted], district.former)}
    gone = {e.claim.submission for e in fold(before, district.former) if e.claim not in stands}
    return gone, {claim.submission for claim in said if claim.period <= as_of and claim not in stands}


def additions_beside(connection: Connection, submission: Submission, district: District) -> list[int]:
    """Receipts of other files whose additions for the same period stand where a submission would add its own."""
    draft = drafted(connection, submission, records.last_number(connection) + 1, district)
    ours = {_adding(claim) for claim in draft.claims if claim.kind == "addition"}
    found, _ = standing(connection, submission.period, district, units=sorted({place[0] for place in ours}))
    numbers = {
        entry.claim.submission
        for entry in found
        if entry.claim.kind == "addition" and entry.claim.period == submission.period and _adding(entry.claim) in ours
    }
    return sorted(n for n in numbers if records.receipt(connection, n).sha256 != submission.sha256)


def _adding(claim: Claim) -> tuple[str, str, str, str]:
    line = claim.line
    return line.unit, line.ledger, series(line.ledger, line.scope), line.sender
