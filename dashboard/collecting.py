"""The garbage collector at rest while a file is read or a district counted.

A long list, and the report of thirty units, make many thousands of objects and no cycles among them; the collector
would look through all of them, and through everything else the server holds, again and again and free nothing.
"""

import gc
import threading
from contextlib import ContextDecorator
from typing import Any


class _Resting(ContextDecorator):
    """What is under way in several threads shares the rest; the last one to end ends it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._under_way = 0
        self._was_on = False

    def __enter__(self) -> None:
        with self._lock:
            if not self._under_way:
                self._was_on = gc.isenabled()
                gc.disable()
            self._under_way += 1

    def __exit__(self, *_: Any) -> None:
        with self._lock:
            self._under_way -= 1
            if not self._under_way and self._was_on:
                gc.enable()


resting = _Resting()
