"""Every error a caller can act on. Wording lives in i18n under `error.<code>`; these carry code and detail only.

DispatchError
├── UnreadableWorkbook     the bytes are no workbook that can be read
├── SubmissionRefused      readable, but not to be committed (no ledger, no unit, no period, conflict)
├── StoreDamaged           the store does not hold what its receipts say, or cannot be read; check and rebuild
├── SettingsError          environment, registry or rules at fault, with the line
├── ExportFailed           a picture could not be made
└── AccessDenied           this person may not see or do this
"""

from typing import Any

UNREADABLE = (
    "not-a-workbook",
    "empty-file",
    "encrypted",
    "truncated",
    "too-large",
    "too-many-cells",
    "unsafe-package",
    "reader-failed",
    "reader-timeout",
    "reader-memory",
)
"""Every code of `UnreadableWorkbook`; the detail always has `name`."""


class DispatchError(Exception):
    """A fact with a kebab-case `code` and the `detail` that its sentence needs."""

    def __init__(self, code: str, **detail: Any) -> None:
        self.code = code
        self.detail = detail
        words = " ".join(f"{key}={value}" for key, value in detail.items())
        super().__init__(f"{code} {words}".strip())


class UnreadableWorkbook(DispatchError):
    """The one exception for a file that is no readable workbook."""


class SubmissionRefused(DispatchError):
    """A reading that cannot be committed; what is stored stays untouched."""


class StoreDamaged(DispatchError):
    """Database, journal and archive contradict each other; nothing is written until it is mended."""


class StoreBusy(DispatchError):
    """Others wrote for so long that this one's turn never came; nothing of it counts, and it may be repeated."""


class SettingsError(DispatchError):
    """A setting, registry entry or rule that cannot be used; `detail` names file and line."""


class ExportFailed(DispatchError):
    """A picture that could not be made, with the reason."""


class AccessDenied(DispatchError):
    """Denied by `dashboard.access`."""
