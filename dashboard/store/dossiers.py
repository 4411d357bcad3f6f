"""Dossiers: all that was read from one file and claimed by it, as one block that lies in the archive.

A store rebuilt from acts and dossiers shows the same figures whatever the loaders, the registry or the rules by which
claims are made have become since.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from datetime import date
from typing import Any

from dashboard.store.blocks import packed, unpacked
from dashboard.store.filing import Part
from dashboard.store.scopes import Claim, Line
from dashboard.store.staging import by_stage
from dashboard.store.submission import Facts, Submission

FORMAT = 2
"""Of format 1 projects were claimed by class, talks or signed, and are filed by stage when it is opened."""


@dataclass(frozen=True)
class Dossier:
    """Records by unit and ledger, what they claim, and what else the reading found."""

    parts: Sequence[Part]
    claims: Sequence[Claim]
    findings: Sequence[Facts]
    sheets: Sequence[Facts]
    answers: Facts

    @classmethod
    def of(cls, submission: Submission, parts: Sequence[Part], claims: Sequence[Claim]) -> "Dossier":
        return cls(parts, claims, submission.findings, submission.sheets, submission.answers)

    @property
    def records(self) -> int:
        """How many records it holds; stops belong to their visit."""
        return sum(len(part.scopes) for part in self.parts if part.ledger != "stops")

    def packed(self) -> bytes:
        """The block; parts and claims in an order of their own, so that the rows of a database give it again."""
        parts = sorted(self.parts, key=lambda part: (part.unit, part.ledger))
        claims = sorted(self.claims, key=lambda claim: _order(claim.line))
        return packed(
            {
                "format": FORMAT,
                "parts": [[part.unit, part.ledger, part.columns, part.scopes] for part in parts],
                "claims": [_listed(claim) for claim in claims],
                "findings": list(self.findings),
                "sheets": list(self.sheets),
                "answers": dict(self.answers),
            }
        )


def opened(block: bytes, number: int, period: date) -> Dossier:
    """The dossier of receipt `number` for a period. `ValueError`, `KeyError` or `zlib.error` when it is none."""
    held = unpacked(block)
    if held["format"] not in (1, FORMAT):
        raise ValueError(f"dossier of format {held['format']}")
    parts = [Part(*part) for part in held["parts"]]
    claims = [_claim(listed, number, period) for listed in held["claims"]]
    if held["format"] == 1:
        parts, claims = by_stage(parts, claims)
    return Dossier(
        parts=parts,
        claims=claims,
        findings=held["findings"],
        sheets=held["sheets"],
        answers=held["answers"],
    )


def _order(line: Line) -> tuple[str, ...]:
    """No two claims of a submission are about the same line, and a line is told by these."""
    return line.unit, line.ledger, line.scope, line.sender, line.variant


def fingerprint(block: bytes) -> str:
    """Under what name a dossier lies in the archive."""
    return hashlib.sha256(block).hexdigest()


def _listed(claim: Claim) -> list[Any]:
    return [*astuple(claim.line), claim.kind, claim.records, claim.sheet, claim.cell]


def _claim(listed: Sequence[Any], number: int, period: date) -> Claim:
    return Claim(Line(*listed[:6]), number, period, *listed[6:10])
