"""The garbage collector at rest while a file is read.

A long list makes hundreds of thousands of objects and no cycles among them; the collector would look through all of
them, and through everything else the server holds, again and again and free nothing.
"""

import gc
import threading
from contextlib import ContextDecorator
from typing import Any


class _Resting(ContextDecorator):
    """Readings under way in several threads share the rest; the last one to end ends it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._readings = 0
        self._was_on = False

    def __enter__(self) -> None:
        with self._lock:
            if not self._readings:
                self._was_on = gc.isenabled()
                gc.disable()
            self._readings += 1

    def __exit__(self, *_: Any) -> None:
        with self._lock:
            self._readings -= 1
            if not self._readings and self._was_on:
                gc.enable()


resting = _Resting()
