"""The log of the commands: `dispatch.log` in the data folder."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

log = logging.getLogger("dashboard.commands")


class Indented(logging.Formatter):
    """An entry whose further lines are set in, so that no text within it can pass for an entry of its own."""

    def format(self, record: logging.LogRecord) -> str:
        return super().format(record).replace("\r", "").replace("\n", "\n    ")


@contextmanager
def logged(folder: Path) -> Iterator[None]:
    """What goes wrong is kept in `dispatch.log` of the data folder, not shown; where that can be read alone it is."""
    folder.mkdir(parents=True, exist_ok=True)
    if not os.access(folder, os.W_OK):
        yield
        return
    keeper = logging.FileHandler(folder / "dispatch.log", encoding="utf-8", delay=True)
    keeper.setFormatter(Indented("%(asctime)s %(levelname)s %(message)s"))
    log.addHandler(keeper)
    log.propagate = False
    try:
        yield
    finally:
        log.removeHandler(keeper)
        keeper.close()
