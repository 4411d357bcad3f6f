"""Receiving files: read, read anew beside what has come in since, commit. Used by the upload page and by `import`."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from typing import Any, Literal, cast

from dashboard.contract import District
from dashboard.errors import DispatchError, SubmissionRefused, UnreadableWorkbook
from dashboard.names import of_file, unit_named
from dashboard.store import Receipt, Store, Submission
from dashboard.store.scopes import overlap
from dashboard.store.submission import Scope
from dashboard.workflows import identifying, remembering
from dashboard.workflows.background import Background, Basis
from dashboard.workflows.costs import effect, ground
from dashboard.workflows.layouts import Difference
from dashboard.workflows.remembering import Recollection
from loaders import Reading

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
    basis: Basis = field(default_factory=Basis)
    checked: int | None = None
    """`Store.version` up to which nothing has come in that its reading depends on."""
    today: date | None = None
    district: District | None = field(default=None, repr=False)

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
            words = told.detail.get("named") or told.found
            return SubmissionRefused(code, name=self.name, sheet=told.sheet, cell=told.cell, found=words)
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
    also: Sequence[Submission] = (),
) -> Draft:
    """A file read with everything remembered about its unit and template; nothing is stored.

    What is given wins over what is remembered, and both win over the file's own words. `today` bounds the period;
    without it no period is in the future. `also` are earlier files of the same batch, read as if they were
    in the store. Never raises for a bad file: see `Draft.obstacle`.
    """
    name = of_file(name)
    decided = dict(answers or {}) | ({"scope": scope} if scope else {})
    sender = unit_named(unit, district)
    if unit and not sender:
        return Draft(content, name, unit=unit, period=period, answers=decided, obstacle="unit-unknown")
    said = Given(sender, period, scope, beside)
    with store.at_hand():
        return _read(content, name, district, said, decided, today, Background(store, also))


def _read(
    content: bytes,
    name: str,
    district: District,
    said: Given,
    decided: dict[str, Any],
    today: date | None,
    background: Background,
) -> Draft:
    store, version = background.store, background.store.version
    unit, period = said.unit, said.period
    try:
        reading, known, before, basis = background.read(content, name, district, unit, period, decided)
    except UnreadableWorkbook as error:
        return Draft(
            content, name, error=error, unit=unit, period=period, given=said, answers=decided, obstacle=error.code
        )
    made = Draft(
        content, name, reading=reading, unit=unit or reading.unit, period=period or reading.period,
        scope=said.scope or cast(Scope, reading.scope), given=said, answers=decided, known=known, version=version,
        at_stake=overlap(reading.tables, before), basis=basis, today=today, district=district,
        checked=version,
    )  # fmt: skip
    made = replace(made, obstacle=_obstacle(made, reading, today))
    return replace(made, beside=_beside(made, store))


def _beside(made: Draft, store: Store) -> tuple[int, ...]:
    adding = made.committable and made.scope == "increment"
    return tuple(store.beside(submission(made))) if adding else ()


def renewed(made: Draft, store: Store, also: Sequence[Submission] = ()) -> Draft:
    """A draft as it reads beside what has come in since and `also`; the draft itself where none of that concerns it.

    One that the store has refused stays refused until somebody has it read again.
    """
    if made.reading is None or made.period is None or made.refused is not None:
        return made
    version = store.version
    if made.checked == version and not also and made.basis.alone:
        return made
    background = Background(store, also)
    if made.basis.alone and made.checked is not None and background.untouched(made.unit, made.checked):
        return replace(made, version=version, checked=version)
    basis = background.basis(made.unit, made.period, made.reading)
    if basis == made.basis:
        return replace(made, version=version, checked=version, basis=basis, beside=_beside(made, store))
    return draft(
        made.content, made.name, store=store, district=made.district or store.district, period=made.given.period,
        unit=made.given.unit, scope=made.given.scope, answers=made.answers, beside=made.given.beside, today=made.today,
        also=also,
    )  # fmt: skip


def latest(made: Draft, store: Store) -> Draft:
    """A draft as it would be committed now. What came in since of the same matter is still not what was seen.

    Raises
    ------
    SubmissionRefused
        `scope-open`: what has come in since it was read leaves it open whether records that stand are to go or to stay.
    """
    now = renewed(made, store)
    if now.open_scope and not made.open_scope:
        raise SubmissionRefused("scope-open", name=made.name, unit=now.unit, period=str(now.period))
    return replace(now, version=made.version)


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


def submission(
    made: Draft, *, uploader: str = "", replaces: int | None = None, fellows: Collection[int] = ()
) -> Submission:
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
        findings=_kept(reading),
        sheets=[asdict(sheet) for sheet in reading.sheets],
        answers=reading.answers,
        template=reading.template,
        reader=READER,
        uploader=uploader,
        replaces=replaces,
        seen=made.version,
        fellows=frozenset(fellows),
    )


def _kept(reading: Reading) -> list[dict[str, Any]]:
    """Findings as they are kept, each with what it costs: counts of them say what a person is told."""
    on = ground(reading)
    return [{**asdict(f), "severity": f.severity, "effect": effect(f, on)} for f in reading.findings]


def commit(
    made: Draft,
    *,
    store: Store,
    uploader: str,
    now: datetime,
    replaces: int | None = None,
    fellows: Collection[int] = (),
) -> Receipt:
    """Store a draft, read anew if need be; remember the decisions given for it, and hand out the receipt.

    `fellows` are the receipts of files of the same batch, beside which it was read.

    Raises
    ------
    DispatchError
        When the draft has an obstacle or is open by now (`latest`), or the store refuses it (`Store.commit`):
        `replaces` names no fitting receipt, or another file of the same matter, none of its `fellows`, came in since
        it was read (`overtaken`). Nothing is stored then.
    """
    made = latest(made, store) if replaces is None else made
    if replaces is None and made.given.beside == "replace" and made.beside:
        replaces = made.beside[-1]
    said = submission(made, uploader=uploader, replaces=replaces, fellows=fellows)
    receipt = store.commit(said, now=now, matcher=identifying.sure)
    store.registry.settle(now)
    if made.reading is not None:
        decided = {"scope": made.scope} if made.at_stake and not made.asks("scope") else {}
        given = {**decided, **made.answers}
        remembering.keep(store, made.unit, made.reading, made.known.answers, given, uploader, now)
    return receipt
