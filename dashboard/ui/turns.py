"""Turns: so many people at once have files read and committed; who waits sees how many are before them."""

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Condition
from time import monotonic

import streamlit as st

from dashboard.i18n import Say

_PATIENCE_S, _TELLING_S = 60, 2
"""Whoever waits so long for the others begins all the same; so often is said how far the queue has come."""


class Turns:
    """A queue in the order in which people come. Threads share it."""

    def __init__(self, places: int) -> None:
        self.places = places
        self._changed = Condition()
        self._waiting: deque[object] = deque()
        self._at_work = 0

    @property
    def queued(self) -> bool:
        """Whether anybody waits."""
        return bool(self._waiting)

    @contextmanager
    def mine(self, told: Callable[[int], None], telling_s: float = _TELLING_S) -> Iterator[None]:
        """One's turn. `told` hears how many are before one, at once and then every `telling_s`, while one waits.

        Where it raises, as for somebody who has left the page, the place in the queue is given up.
        """
        self._begin(told, telling_s)
        try:
            yield
        finally:
            with self._changed:
                self._at_work -= 1
                self._changed.notify_all()

    def _begin(self, told: Callable[[int], None], telling_s: float) -> None:
        me, until = object(), monotonic() + _PATIENCE_S
        with self._changed:
            self._waiting.append(me)
        try:
            while (before := self._before(me, until)) is not None:
                told(before)
                with self._changed:
                    self._changed.wait_for(lambda: self._free(me), telling_s)
        except BaseException:
            # Streamlit ends a page that somebody left by an exception that is no Exception
            with self._changed:
                self._waiting.remove(me)
                self._changed.notify_all()
            raise

    def _before(self, me: object, until: float) -> int | None:
        """How many are to be done before one's turn; None when it has come, which is noted."""
        with self._changed:
            if self._free(me) or monotonic() >= until:
                self._waiting.remove(me)
                self._at_work += 1
                self._changed.notify_all()
                return None
            return self._waiting.index(me) + 1 + max(0, self._at_work - self.places)

    def _free(self, me: object) -> bool:
        return self._at_work < self.places and self._waiting[0] is me


TURNS = Turns(1)


@contextmanager
def turn(say: Say) -> Iterator[None]:
    """One's turn to have files read, compared and committed.

    Thirty clerks at once would all be slow and leave nothing to whoever looks at a page; one after the other each is
    done sooner, on the average in half the time, and pages go on answering.
    """
    place = st.empty()

    def told(before: int) -> None:
        place.info(say("data.upload.waiting_turn", n=before), icon=":material/hourglass_top:")

    with TURNS.mine(told):
        place.empty()
        yield
