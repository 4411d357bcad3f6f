"""How far the receipt journal once reached: the number of the last act whose line was synced, in a file beside it.

By it a journal that somebody shortened is told from one to which a crash kept the last acts from being appended.
"""

from pathlib import Path

from dashboard.store.archive import sync_folder

_WIDTH = 12
"""One small write in place, which no power cut divides."""


class Reach:
    """`receipts.count` of a data folder. Written under the journal's lock, after the journal was synced."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "receipts.count"

    @property
    def known(self) -> int | None:
        """The number; None where nothing legible says it, as in a data folder of an earlier version."""
        try:
            return int(self.path.read_text(encoding="ascii"))
        except (OSError, ValueError):
            return None

    def note(self, number: int) -> None:
        """The journal reaches to this act now. A count that lags behind after a power cut is put right by the next."""
        if self.known == number:
            return
        new = not self.path.exists()
        with self.path.open("wb" if new else "r+b") as stream:
            stream.write(f"{number:>{_WIDTH}}\n".encode())
            stream.truncate()
        if new:
            sync_folder(self.path.parent)
