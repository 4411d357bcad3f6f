"""Findings: errors as data, each located at a cell. Wording lives in i18n under `finding.<code>`."""

from dataclasses import dataclass, field
from typing import Any, Literal

Severity = Literal["error", "warning", "info"]

SEVERITY: dict[str, Severity] = {
    "unknown-unit": "error",
    "unit-blank": "error",
    "unit-assumed": "warning",
    "unit-misspelt": "warning",
    "unknown-ledger": "warning",
    "no-header": "warning",
    "unmapped-column": "warning",
    "ambiguous-column": "warning",
    "not-a-number": "error",
    "not-a-date": "error",
    "ambiguous-date": "error",
    "date-without-year": "error",
    "date-out-of-period": "warning",
    "period-differs": "warning",
    "another-period": "warning",
    "earlier-sheet": "error",
    "period-unclear": "error",
    "unit-differs": "warning",
    "reported-by-another": "warning",
    "unit-of-measure-missing": "error",
    "unit-of-measure-changed": "error",
    "unit-of-measure-doubtful": "warning",
    "total-mismatch": "warning",
    "subtotal-mismatch": "warning",
    "rate-mismatch": "warning",
    "counter-differs": "warning",
    "counter-fell": "warning",
    "area-fell": "warning",
    "duplicate-row": "warning",
    "same-name": "warning",
    "missing-required": "warning",
    "organisation-unclear": "warning",
    "unknown-direction": "warning",
    "unknown-kind": "error",
    "unknown-stage": "warning",
    "stage-without-date": "warning",
    "stage-behind-date": "warning",
    "revival-without-date": "warning",
    "figure-in-text": "warning",
    "dollars-left-out": "error",
    "dates-out-of-order": "warning",
    "area-exceeds-asset": "warning",
    "area-of-another-kind": "warning",
    "shifted-columns": "warning",
    "formula-without-value": "error",
    "hidden-rows": "warning",
    "hidden-columns": "warning",
    "format-tells-less": "warning",
    "hidden-sheet": "warning",
    "error-value": "error",
    "struck-through": "warning",
    "colour-carries-meaning": "info",
    "personal-number-left-out": "warning",
    "target-of-zero": "warning",
    "value-out-of-range": "error",
    "planned-figure": "error",
    "merged-figure": "warning",
    "merged-row": "error",
}
"""Severity of every code. error: outside the figures; warning: counted and marked; info: no effect."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a person should know about one place in the file.

    `cell` is an A1 address, "" when the finding is about the sheet; `found` is the raw text.
    """

    code: str
    sheet: str = ""
    cell: str = ""
    found: str = ""
    detail: dict[str, Any] = field(default_factory=dict)

    @property
    def severity(self) -> Severity:
        return SEVERITY[self.code]
