"""A ZIP of workbooks, as it comes by chat: unpacked into its files under the limits of the preflight."""

import zipfile
from collections.abc import Iterator

from dashboard.errors import UnreadableWorkbook
from loaders import limits
from loaders.limits import Limits
from loaders.preflight import opened, read_entry
from loaders.recognition import decoded
from loaders.refusing import unsafe

_ZIP = b"PK\x03\x04"
_UTF8_FLAG = 0x800
_PACKAGE_PARTS = {"[content_types].xml", "mimetype"}
_DEPTH = 2


def unpack(name: str, content: bytes, bounds: Limits | None = None) -> list[tuple[str, bytes]]:
    """The files of a ZIP of workbooks as (name, bytes), in the archive's order; anything else as itself.

    Names keep their folders (宁海街道/走访.xlsx). Lock files (~$), __MACOSX, dot files and directories are left out;
    a ZIP inside the ZIP is unpacked once, its name a folder. Raises `UnreadableWorkbook` for an archive that is
    encrypted, unsafe, damaged or empty. A member may be as large as one workbook.
    """
    if not content.startswith(_ZIP):
        return [(name, content)]
    if len(content) > limits.ARCHIVE_BYTES:
        size, most = f"{len(content) / 2**20:.1f}", limits.ARCHIVE_BYTES // 2**20
        raise UnreadableWorkbook("too-large", name=name, size=size, most=f"{most}")
    found: list[tuple[str, bytes]] = []
    total = 0
    for member, data in _members(name, content, _DEPTH, (bounds or limits.configured()).file_bytes):
        total += len(data)
        if len(found) >= limits.ARCHIVE_FILES or total > limits.ARCHIVE_BYTES:
            raise unsafe(name, "archive", limits.ARCHIVE_FILES)
        found.append((member, data))
    if not found:
        raise UnreadableWorkbook("empty-file", name=name)
    return found


def _members(name: str, content: bytes, depth: int, most: int) -> Iterator[tuple[str, bytes]]:
    if not content.startswith(_ZIP) or not depth:
        yield name, content
        return
    try:
        archive = opened(content, name)
    except UnreadableWorkbook:
        if depth == _DEPTH:
            raise
        # a damaged file among good ones is refused by itself, when it is read
        yield name, content
        return
    with archive:
        if _is_package(archive):
            yield name, content
            return
        for entry in archive.infolist():
            member = _title(entry)
            if not entry.is_dir() and not _is_ballast(member):
                data = read_entry(archive, entry, name, most=most)
                nested = data.startswith(_ZIP) and depth > 1
                inner = list(_members(member, data, depth - 1, most)) if nested else [(member, data)]
                yield from inner if inner[0][0] == member else ((f"{member}/{title}", b) for title, b in inner)


def _is_package(archive: zipfile.ZipFile) -> bool:
    return any(entry.filename.casefold() in _PACKAGE_PARTS for entry in archive.infolist())


def _is_ballast(title: str) -> bool:
    parts = title.split("/")
    return "__MACOSX" in parts or parts[-1].startswith(("~$", ".")) or parts[-1] in ("Thumbs.db", "desktop.ini")


def _title(entry: zipfile.ZipInfo) -> str:
    """The entry's name; where it is not marked as UTF-8, as the Chinese system wrote it that made the archive."""
    if entry.flag_bits & _UTF8_FLAG or entry.filename.isascii():
        return entry.filename
    try:
        raw = entry.filename.encode("cp437")
    except UnicodeEncodeError:
        return entry.filename
    return decoded(raw) or raw.decode("gb18030", "replace")
