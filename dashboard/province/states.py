"""How far a district was reckoned: its store packed as one file, so that the next run goes on from there.

Everything in it can be reckoned anew from the workbooks, so a file that is gone, or damaged, only costs time. Its name
holds the version of the last day in it and the hash of its own bytes.
"""

import hashlib
import io
import zipfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import fsspec


class States:
    """The packed stores of all districts in a folder or object store; "" keeps none."""

    def __init__(self, url: str) -> None:
        self._files: Any = None
        self._root = ""
        if url:
            self._files, self._root = fsspec.core.url_to_fs(url, use_listings_cache=False)

    def keep(self, district: str, version: str, folder: Path) -> None:
        """Pack a closed store's folder; what was kept of the district before goes."""
        if self._files is None:
            return
        content = _packed(folder)
        name = f"{self._root}/{district}/{version}-{hashlib.sha256(content).hexdigest()}.zip"
        earlier = set(self._names(district))
        self._files.makedirs(f"{self._root}/{district}", exist_ok=True)
        # under another name first: a writer that is killed leaves no half file under this one
        draft = f"{name}.draft"
        self._files.pipe_file(draft, content)
        self._files.mv(draft, name)
        for path in earlier - {name}:
            with suppress(FileNotFoundError):
                self._files.rm_file(path)

    def fetch(self, district: str, versions: Sequence[str], folder: Path) -> int | None:
        """Unpack the newest state of these versions into an empty folder; which of them it is, None for none."""
        kept = {path.rpartition("/")[2].partition("-")[0]: path for path in self._names(district)}
        for place in reversed(range(len(versions))):
            if (path := kept.get(versions[place])) and self._unpacked(path, folder):
                return place
        return None

    def _names(self, district: str) -> list[str]:
        with suppress(FileNotFoundError):
            if self._files is not None:
                return [str(path) for path in self._files.ls(f"{self._root}/{district}", detail=False)]
        return []

    def _unpacked(self, path: str, folder: Path) -> bool:
        """Whether it was there, whole. Another run may take it away at any moment."""
        with suppress(FileNotFoundError):
            content = bytes(self._files.cat_file(path))
            if hashlib.sha256(content).hexdigest() == path.rpartition("-")[2].removesuffix(".zip"):
                with zipfile.ZipFile(io.BytesIO(content)) as packed:
                    packed.extractall(folder)
                return True
        return False


def _packed(folder: Path) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        for path in sorted(each for each in folder.rglob("*") if each.is_file()):
            packed.write(path, path.relative_to(folder).as_posix())
    return stream.getvalue()
