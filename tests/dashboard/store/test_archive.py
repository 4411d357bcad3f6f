"""Archived files: under their hash, whole or not at all."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import fsspec
import pytest

from dashboard.store import Store, check
from dashboard.store.archive import Archive
from dashboard.store.bucket import Bucket
from tests.dashboard.store.desk import DISTRICT, MARCH_29, Desk, counter, settings


def test_a_file_lies_under_its_hash(tmp_path: Path) -> None:
    sha256 = hashlib.sha256(b"bytes").hexdigest()
    Archive(tmp_path / "archive").keep(b"bytes", sha256)
    kept = tmp_path / "archive" / sha256[:2] / sha256
    assert kept.read_bytes() == b"bytes"
    assert [path.name for path in kept.parent.iterdir()] == [sha256]


def test_a_damaged_file_is_written_anew(tmp_path: Path) -> None:
    archive, sha256 = Archive(tmp_path), hashlib.sha256(b"bytes").hexdigest()
    archive.keep(b"bytes", sha256)
    archive.path(sha256).write_bytes(b"byt")
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


@pytest.fixture
def bucket() -> Iterator[Bucket]:
    yield Bucket("memory://archive")
    fsspec.filesystem("memory").store.clear()


def test_an_object_store_keeps_and_gives_back_what_a_folder_does(bucket: Bucket) -> None:
    sha256 = hashlib.sha256(b"bytes").hexdigest()
    assert not bucket.has(sha256)
    bucket.keep(b"bytes", sha256)
    assert (bucket.has(sha256), bucket.holds(sha256), bucket.content(sha256)) == (True, True, b"bytes")
    assert [name for name, _ in bucket.kept()] == [sha256]
    bucket.drop(sha256)
    bucket.drop(sha256)
    assert not bucket.holds(sha256)
    with pytest.raises(FileNotFoundError):
        bucket.content(sha256)


def test_a_damaged_object_is_written_anew(bucket: Bucket) -> None:
    sha256 = hashlib.sha256(b"bytes").hexdigest()
    fsspec.filesystem("memory").pipe_file(f"/archive/{sha256[:2]}/{sha256}", b"byt")
    assert (bucket.has(sha256), bucket.holds(sha256)) == (True, False)
    bucket.keep(b"bytes", sha256)
    assert bucket.content(sha256) == b"bytes"


@pytest.mark.parametrize("said", ["", "{folder}/shared", "memory://archive"])
def test_a_store_keeps_its_files_where_the_settings_say(tmp_path: Path, bucket: Bucket, said: str) -> None:
    place = replace(settings(tmp_path / "var"), archive_url=said.format(folder=tmp_path))
    with Store(place, DISTRICT) as store:
        receipt = Desk(store).send(MARCH_29, counters=[counter("outbound_trips", 3, MARCH_29)])
        assert store.archived(receipt.number) == b"file 1"
    lies = {"": tmp_path / "var" / "archive", "{folder}/shared": tmp_path / "shared"}.get(said)
    kept = lies.glob("??/*") if lies else fsspec.filesystem("memory").find("/archive")
    assert len(list(kept)) == 2
    assert (tmp_path / "var" / "archive").exists() == (said == "")
    assert check(place) == []
