"""Receiving files: unpack, read, commit. Used by the upload page and by `import`."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Literal, cast

import pandas as pd

from dashboard.contract import District
from dashboard.errors import DispatchError, SubmissionRefused, UnreadableWorkbook
from dashboard.i18n import Say
from dashboard.names import unit_named, unit_within
from dashboard.store import Receipt, Store, Submission
from dashboard.store.submission import Scope
from dashboard.workflows import identifying, remembering
from dashboard.workflows.layouts import Difference
from dashboard.workflows.remembering import Recollection
from loaders import Question, Reading, ingest
from loaders.scope import left_out

READER = "1"
"""Version of the reading, kept with every submission: raised when the loaders come to read old files differently."""


@dataclass(frozen=True, slots=True)
class Given:
    """What a person or a command said about a file; what is empty here is read from the file at every reading."""

    unit: str = ""
    period: date | None = None
    scope: Scope | None = None
    beside: Literal["", "add", "replace"] = ""
    """Whether additions join those that another file brought for the same lines and period, or take their place."""


@dataclass(frozen=True, eq=False)
class Draft:
    """A file as it was read, before anybody commits it.

    Either `reading` or `error` is there. `unit`, `period` and `scope` are what a commit would write down: given by
    the caller, else found in the file. `obstacle` is the code of what forbids a commit, "" when nothing does.
    """

    content: bytes = field(repr=False)
    name: str
    reading: Reading | None = None
    error: UnreadableWorkbook | None = None
    refused: SubmissionRefused | None = None
    """Why the store did not take it, once it was tried."""
    version: int | None = None
    """`Store.version` when it was read: what came in since of the same matter is told, not overwritten."""
    unit: str = ""
    period: date | None = None
    scope: Scope = "whole"
    given: Given = Given()
    answers: Mapping[str, Any] = field(default_factory=dict)
    """Decisions given for this file, remembered with the commit for the unit's template."""
    known: Recollection = field(default_factory=Recollection)
    """What was remembered of the unit's template before."""
    at_stake: bool = False
    """Whether records of these ledgers stand already, which a whole ledger would take the place of."""
    beside: tuple[int, ...] = ()
    """Receipts of other files whose additions for the same period stand on the lines to which this one adds."""
    obstacle: str = ""

    @property
    def committable(self) -> bool:
        return not self.obstacle

    def asks(self, about: str) -> bool:
        """Whether a question of this kind is open."""
        return self.reading is not None and any(question.about == about for question in self.reading.questions)

    @property
    def open_scope(self) -> bool:
        """Whether nobody knows if records that stand are to go or to stay."""
        return self.at_stake and self.asks("scope")

    @property
    def open_beside(self) -> bool:
        """Whether nobody has said if additions of another file for the same period are to go or to stay."""
        return bool(self.beside) and not self.given.beside

    @property
    def undecided(self) -> bool:
        """Whether either is open: not to be committed unseen."""
        return self.open_scope or self.open_beside

    @property
    def differences(self) -> list[Difference]:
        """What differs from the remembered template, in the order of the columns."""
        return self.known.differences(self.reading) if self.reading else []

    @property
    def refusal(self) -> DispatchError:
        """The error that a commit would raise, for its sentence."""
        known = self.error or self.refused
        if known is not None:
            return known
        told = next((f for f in self.reading.findings if f.code == "unknown-unit"), None) if self.reading else None
        if self.obstacle == "unit-missing" and told is not None and told.found:
            code = "unit-not-known" if told.cell else "unit-not-named"
            if not told.cell and told.found != told.sheet:
                code = "unit-not-in-title"
            return SubmissionRefused(code, name=self.name, sheet=told.sheet, cell=told.cell, found=told.found)
        return SubmissionRefused(self.obstacle, name=self.name, unit=self.unit, period=str(self.period or ""))


def draft(
    content: bytes,
    name: str,
    *,
    store: Store,
    district: District,
    period: date | None = None,
    unit: str = "",
    scope: Scope | None = None,
    answers: Mapping[str, Any] | None = None,
    beside: Literal["", "add", "replace"] = "",
    today: date | None = None,
) -> Draft:
    """A file read with everything remembered about its unit and template; nothing is stored.

    What is given wins over what is remembered, and both win over the file's own words. `today` bounds the period;
    without it no period is in the future. Never raises for a bad file: see `Draft.obstacle`.
    """
    decided = dict(answers or {}) | ({"scope": scope} if scope else {})
    version = store.version
    sender = unit_named(unit, district)
    said = Given(sender, period, scope, beside)
    if unit and not sender:
        return Draft(content, name, unit=unit, period=period, answers=decided, obstacle="unit-unknown")
    try:
        reading, known, before = _read(content, name, store, district, sender, period, decided)
    except UnreadableWorkbook as error:
        return Draft(
            content, name, error=error, unit=sender, period=period, given=said, answers=decided, obstacle=error.code
        )
    made = Draft(
        content,
        name,
        reading=reading,
        version=version,
        unit=sender or reading.unit,
        period=period or reading.period,
        scope=scope or cast(Scope, reading.scope),
        given=said,
        answers=decided,
        known=known,
        at_stake=any(name in before for name in reading.tables),
    )
    made = replace(made, obstacle=_obstacle(made, reading, today))
    return replace(made, beside=_beside(made, store))


def _beside(made: Draft, store: Store) -> tuple[int, ...]:
    adding = made.committable and made.scope == "increment"
    return tuple(store.beside(submission(made))) if adding else ()


def _read(
    content: bytes,
    name: str,
    store: Store,
    district: District,
    unit: str,
    period: date | None,
    given: dict[str, Any],
) -> tuple[Reading, Recollection, dict[str, pd.DataFrame]]:
    """Read once with what can be guessed beforehand; again if the file turns out to be somebody else's or known.

    Also what is remembered of its template, and the unit's tables as they stood before.
    """
    guess = unit or unit_within(Path(name).stem, district)
    previous = _standing_for(store, guess, period) if guess and period else {}

    def read(answers: dict[str, Any], whose: str, before: dict[str, pd.DataFrame]) -> Reading:
        return ingest(
            content, name, district=district, unit=whose, period=period, answers=answers, previous=before or None
        )

    reading = read(given, unit, previous)
    when = period or reading.period
    told = unit or remembering.owner(store, reading, when)
    owner = told or reading.unit
    known = remembering.recollected(store, owner, reading)
    asked = {**remembering.merged(known.for_reading, given), **_resent(store, owner, when, reading)}
    compared = bool(guess) and (owner, when) == (guess, period)
    earlier = previous if compared or when is None else _standing_for(store, owner, when)
    if asked != given or told != unit or (earlier and earlier is not previous):
        reading = read(asked, told, earlier)
    if when is not None and reading.scope == "whole" and not {"scope", "usual_scope"} & asked.keys():
        reading = _asking_for_others(store, owner, when, reading)
    return reading, known, earlier


def _asking_for_others(store: Store, unit: str, period: date, reading: Reading) -> Reading:
    """The reading, asking for its scope where as a whole list it would drop something that somebody else reported."""
    others = store.previous_tables(unit, period + timedelta(days=1), of_others=True)
    asked = any(question.about == "scope" for question in reading.questions)
    if asked or not left_out(reading.tables, others):
        return reading
    return replace(reading, questions=[*reading.questions, Question("scope", choices=("whole", "increment"))])


def _resent(store: Store, unit: str, period: date | None, reading: Reading) -> dict[str, bool]:
    """The answer that tells a second list for the same day, which may correct the first, from the next one."""
    return {"resent": True} if period and store.received(unit, period, reading.tables) else {}


def _standing_for(store: Store, unit: str, period: date) -> dict[str, pd.DataFrame]:
    """What stands for a sender on a day, what came for that very day included: a second file may add to the first."""
    return store.previous_tables(unit, period + timedelta(days=1))


def _obstacle(made: Draft, reading: Reading, today: date | None) -> str:
    if not reading.tables and not any(sheet.ledger for sheet in reading.sheets):
        headless = {f.code for f in reading.findings} & {"no-header", "unknown-ledger"} == {"no-header"}
        return "no-header" if headless else "no-ledger"
    if made.period is None:
        return "period-missing"
    if today is not None and made.period > today:
        return "period-in-future"
    nameless = not reading.tables or any((table["unit"] == "").any() for table in reading.tables.values())
    return "unit-missing" if not made.unit and nameless else ""


def submission(made: Draft, *, uploader: str = "", replaces: int | None = None) -> Submission:
    """What a commit of the draft would store.

    Raises
    ------
    DispatchError
        `UnreadableWorkbook` or `SubmissionRefused` with the code of the draft's obstacle.
    """
    if made.obstacle or made.reading is None or made.period is None:
        raise made.refusal
    reading = made.reading
    return Submission(
        content=made.content,
        name=made.name,
        period=made.period,
        unit=made.unit,
        scope=made.scope,
        tables=reading.tables,
        findings=[{**asdict(finding), "severity": finding.severity} for finding in reading.findings],
        sheets=[asdict(sheet) for sheet in reading.sheets],
        answers=reading.answers,
        template=reading.template,
        reader=READER,
        uploader=uploader,
        replaces=replaces,
        seen=made.version,
    )


def commit(made: Draft, *, store: Store, uploader: str, now: datetime, replaces: int | None = None) -> Receipt:
    """Store a draft, remember the decisions given for it, and hand out the receipt.

    Raises
    ------
    DispatchError
        When the draft has an obstacle, or the store refuses it (`Store.commit`): `replaces` names no fitting receipt,
        or another file of the same matter came in since it was read (`overtaken`). Nothing is stored then.
    """
    if replaces is None and made.given.beside == "replace" and made.beside:
        replaces = made.beside[-1]
    said = submission(made, uploader=uploader, replaces=replaces)
    receipt = store.commit(said, now=now, matcher=identifying.sure)
    if made.reading is not None:
        decided = {"scope": made.scope} if made.at_stake and not made.asks("scope") else {}
        given = {**decided, **made.answers}
        remembering.keep(store, made.unit, made.reading, made.known.answers, given, uploader, now)
    return receipt


def replacement(receipt: Receipt, say: Say) -> str:
    """What to add to the line of a receipt: which receipts it replaces, wholly or in part; "" when none."""
    if receipt.repeated or not receipt.replaced:
        return ""
    return say("receive.replaces", numbers=say("receive.joint").join(map(str, receipt.replaced)))
