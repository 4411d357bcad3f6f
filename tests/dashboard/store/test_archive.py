"""Archived files: under their hash, whole or not at all."""

import hashlib
from pathlib import Path

import pytest

from dashboard.store.archive import Archive


def test_a_file_lies_under_its_hash(tmp_path: Path) -> None:
    sha256 = hashlib.sha256(b"bytes").hexdigest()
    kept = Archive(tmp_path / "archive").keep(b"bytes", sha256)
    assert kept == tmp_path / "archive" / sha256[:2] / sha256
    assert kept.read_bytes() == b"bytes"
    assert [path.name for path in kept.parent.iterdir()] == [sha256]


def test_a_damaged_file_is_written_anew(tmp_path: Path) -> None:
    archive, sha256 = Archive(tmp_path), hashlib.sha256(b"bytes").hexdigest()
    archive.keep(b"bytes", sha256).write_bytes(b"byt")
    archive.keep(b"bytes", sha256)
    assert archive.content(sha256) == b"bytes"


def test_a_file_that_could_not_be_written_leaves_no_trace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    archive, sha256 = Archive(tmp_path), hashlib.sha256(b"bytes").hexdigest()
    archive.path(sha256).parent.mkdir()
    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space left"):
        archive.keep(b"bytes", sha256)
    assert list(archive.path(sha256).parent.iterdir()) == []
