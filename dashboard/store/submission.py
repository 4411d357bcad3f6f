"""What goes into the store and what comes back: submissions, receipts, filed submissions."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any, Literal

import pandas as pd

Scope = Literal["whole", "increment"]
Facts = Mapping[str, Any]
"""A finding or a sheet entry as plain data: what JSON can carry."""


def by_hand(sheets: Sequence[Facts]) -> Mapping[str, str]:
    """What the entries of a file's sheets say of a figure entered by hand: who, why, evidence; empty where it is none.

    The program that makes such a file says so beside the reading (`dashboard.workflows.entering`): nothing that stands
    in a cell can.
    """
    return next((sheet["by_hand"] for sheet in sheets if sheet.get("by_hand")), {})


@dataclass(frozen=True, eq=False)
class Submission:
    """One file as it was read, ready to be committed. Never changed afterwards.

    `unit` is the sender: the unit whose file this is, "" for a file in which every record names its own.
    `tables` are canonical frames (contract.TABLES); `findings` and `sheets` are the reading's entries as mappings.
    """

    content: bytes
    name: str
    period: date
    unit: str = ""
    scope: Scope = "whole"
    tables: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    findings: Sequence[Facts] = ()
    sheets: Sequence[Facts] = ()
    answers: Facts = field(default_factory=dict)
    template: str = ""
    reader: str = ""
    uploader: str = ""
    replaces: int | None = None
    """Receipt number of the submission that this one takes the place of, whatever the folding rules say.

    Only within the units, ledgers and scopes that this one speaks of; the rest of that receipt stands. The same file
    read anew takes the place of all of it.
    """
    seen: int | None = None
    """`Store.version` when this file was looked at; what came in between of the same matter is told, not overwritten.

    None for a file that is to be stored whatever came in between.
    """
    fellows: frozenset[int] = frozenset()
    """Receipts of the same batch, which this file was looked at beside: they came in between and are no surprise."""

    @cached_property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()

    @property
    def by_hand(self) -> Mapping[str, str]:
        """Who told the bureau this figure, why and on what evidence; empty for a file that somebody sent."""
        return by_hand(self.sheets)

    @property
    def key(self) -> str:
        """Idempotency key: the same bytes for the same unit and week, replacing the same receipt, are one."""
        return "|".join((self.sha256, self.unit, self.period.isoformat(), str(self.replaces or "")))


@dataclass(frozen=True, slots=True)
class Receipt:
    """Proof that a submission is on disk.

    `act` is the act that filed it, `chain` the seal of that act and of every one before it (dashboard.store.acts).
    `replaced` are the receipt numbers of which something stood for this week before and stands no longer.
    `repeated` is True when these very bytes had been committed for this unit and week already and were read alike;
    everything else is then that receipt.
    """

    number: int
    at: datetime
    sha256: str
    unit: str
    period: date
    replaced: tuple[int, ...] = ()
    repeated: bool = False
    act: int = 0
    chain: str = ""

    @property
    def seal(self) -> str:
        """The beginning of the seal: enough to be known by, short enough to be written down."""
        return self.chain[:16]


@dataclass(frozen=True, slots=True)
class Retraction:
    """A receipt taken back: nothing of it counts from `at` on, what it had replaced stands again."""

    number: int
    reason: str
    at: datetime
    by: str
    act: int
    chain: str


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """The archived bytes of a receipt, and of every other one of the same bytes, taken away for privacy."""

    number: int
    sha256: str
    reason: str
    at: datetime
    by: str


@dataclass(frozen=True, eq=False)
class Filed:
    """A stored submission in full, but for its bytes (`Store.archived`)."""

    receipt: Receipt
    name: str
    uploader: str
    scope: Scope
    template: str
    reader: str
    replaces: int | None
    tables: Mapping[str, pd.DataFrame]
    findings: Sequence[Facts]
    sheets: Sequence[Facts]
    answers: Facts
    retraction: Retraction | None

    @property
    def by_hand(self) -> Mapping[str, str]:
        """As `Submission.by_hand`."""
        return by_hand(self.sheets)
