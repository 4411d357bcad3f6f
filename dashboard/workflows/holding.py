"""Holding: the state of the store that all share who only look.

While thirty units hand in there is a new state at every moment, and each would be worked out anew for every page that
somebody opens. Who only looks sees one of them for a while; whoever hands in, enters or decides sees every one at once.
"""

from threading import Lock

from dashboard.store import Store, versions

LASTING_S = 1.5
"""So long what was handed in meanwhile is not shown. Everywhere within two seconds, as the product promises."""
CROWDED_S = 10.0
"""The same while people queue to hand in: to work out every state anew would take longer than that, for everybody."""


class Holding:
    """One store after a certain act, as all see it who only look. Threads may share it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._act, self._since = -1, 0.0
        self._held: Store | None = None

    def of(self, store: Store, now_s: float, *, crowded: bool = False) -> Store:
        """The store as it is shown at a moment of a steady clock; `crowded` while people queue to hand in.

        Of several submissions within `LASTING_S`, or `CROWDED_S` of a crowd, the first is shown at once and the others
        together at its end. What was done otherwise (a retraction, a frozen meeting, a target, a rule) is shown at
        once.
        """
        lasting = CROWDED_S if crowded else LASTING_S
        with self._lock:
            with store.books.reading() as connection:
                last, telling = versions.last(connection), versions.seen_at_once(connection)
            moved = last != self._act
            if self._held is None or (moved and (telling > self._act or now_s - self._since >= lasting)):
                self._held, self._act, self._since = store.until(last), last, now_s
            return self._held
