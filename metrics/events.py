"""Events: signing events, training, promotions; the sum of `count`, 1 where a record gives none."""

import numpy as np

from metrics.figures import Counted, State, covered

KINDS = {"signing_events": "signing", "training_events": "training", "promotions": "promotion"}


def counted(state: State, indicator: str) -> Counted:
    """Events of one kind in the year, each with its `count`."""
    ledger = state.ledger("events")
    kind = KINDS[indicator]
    mask = ledger.is_in("kind", kind)
    cover = covered(state, "events", {kind, ""}, mask)
    count = ledger.numbers("count")
    values = np.where(np.isnan(count), 1.0, count)
    valid = mask & state.within(ledger, "date", cover)
    return Counted(
        ledger,
        valid,
        "count",
        cover,
        values=values,
        hedged=ledger.hedged("count"),
        unreadable=mask & ledger.unreadable("date", "count"),
        scopes=frozenset({kind}),
    )
