"""The archive of several servers: an object store, or any other place that fsspec knows and all of them reach."""

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import fsspec

from dashboard.config import Settings
from dashboard.store.archive import Archive


def archive_of(settings: Settings) -> Archive:
    """Where the files of a store lie: the data folder, a shared folder or an object store, as the settings say."""
    said = settings.archive_url
    if "://" not in said:
        return Archive(Path(said) if said else settings.data_dir / "archive")
    return Bucket(said)


class Bucket(Archive):
    """Objects `<first two letters>/<sha256>` below an address. The store behind it must show an object whole or not.

    Every object store does; a folder that several machines share is no address but a path, and is synced.
    """

    def __init__(self, url: str) -> None:
        files, root = fsspec.core.url_to_fs(url, use_listings_cache=False)
        super().__init__(Path(root))
        self._files: Any = files
        self._root = root

    def has(self, sha256: str) -> bool:
        return bool(self._files.exists(self._at(sha256)))

    def keep(self, content: bytes, sha256: str) -> None:
        if not self.holds(sha256):
            self._files.makedirs(f"{self._root}/{sha256[:2]}", exist_ok=True)
            self._files.pipe_file(self._at(sha256), content)

    def drop(self, sha256: str) -> None:
        with suppress(FileNotFoundError):
            self._files.rm_file(self._at(sha256))

    def content(self, sha256: str) -> bytes:
        return bytes(self._files.cat_file(self._at(sha256)))

    def holds(self, sha256: str) -> bool:
        with suppress(FileNotFoundError):
            return hashlib.sha256(self.content(sha256)).hexdigest() == sha256
        return False

    def kept(self) -> Iterator[tuple[str, datetime]]:
        for path in sorted(self._files.find(self._root)):
            yield path.rpartition("/")[2], self._files.modified(path).astimezone(UTC)

    def _at(self, sha256: str) -> str:
        return f"{self._root}/{sha256[:2]}/{sha256}"
