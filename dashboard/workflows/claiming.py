"""首报: who first reported a project, asked of the receipts."""

from collections.abc import Collection
from datetime import datetime

from dashboard.store import Store
from metrics.claims import Reported
from metrics.measure import Source


def first_reports(
    store: Store, known_at: datetime | None, identities: Collection[str]
) -> dict[tuple[str, str], Reported]:
    """By identity and unit the first receipt that shows each project there, as known at a moment."""
    found = store.history.first_receipts("projects", identities, known_at)
    return {
        key: Reported(first.at, Source(first.receipt, first.file, first.sheet, first.cell, "projects", unit=key[1]))
        for key, first in found.items()
    }
