"""A package looked through before any reader sees it: bombs, forged directories and hostile XML stop here."""

import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Mapping

from dashboard.errors import UnreadableWorkbook
from loaders import limits
from loaders.limits import Limits
from loaders.refusing import unsafe

Parts = Mapping[str, bytes]
_DOCTYPE = re.compile(rb"<!\s*(?:doctype|entity)", re.I)
_LONG_TAG = re.compile(rb"<[^>]{%d,}+" % (limits.ATTRIBUTES * 5))
"""May run over the start of further tags: to stop there as well would take twice the time on every sheet."""
_VALUE = re.compile(rb"=\s*[\"']")
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED_FLAG = 0x1
_LOCAL_HEADER_BYTES = 30
_ORDINARY_KINDS = {
    "xl/workbook.xml": "xlsx",
    "xl/workbook.bin": "xlsb",
}


def opened(content: bytes, name: str) -> zipfile.ZipFile:
    """The archive, its directory checked: number of entries, names, overlaps, encryption, declared sizes."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        # all that zipfile raises of a directory that is cut, contradicts itself or names a method unknown to it
        raise UnreadableWorkbook("truncated", name=name) from error
    entries = archive.infolist()
    if len(entries) > limits.ENTRIES:
        raise unsafe(name, "entries", limits.ENTRIES)
    _check_names([entry.orig_filename for entry in entries], name)
    _check_places(entries, archive.start_dir, name)
    for entry in entries:
        if entry.flag_bits & _ENCRYPTED_FLAG:
            raise UnreadableWorkbook("encrypted", name=name)
        if entry.compress_type not in _METHODS:
            raise unsafe(name, "compression")
    return archive


def _check_names(names: list[str], name: str) -> None:
    folded = [n.casefold() for n in names]
    if len(set(folded)) < len(folded):
        raise unsafe(name, "duplicate-names")
    if any(_leads_out(n) for n in names):
        raise unsafe(name, "names")


def _leads_out(part: str) -> bool:
    rooted = part.startswith(("/", "\\")) or ":" in part.split("/")[0]
    return rooted or ".." in re.split(r"[/\\]", part) or "\0" in part


def _check_places(entries: list[zipfile.ZipInfo], directory: int, name: str) -> None:
    """Entries lie one behind the other; shared bytes are how a small file unpacks to a huge one."""
    end = 0
    for entry in sorted(entries, key=lambda e: e.header_offset):
        if entry.header_offset < end:
            raise unsafe(name, "overlap")
        end = entry.header_offset + _LOCAL_HEADER_BYTES + entry.compress_size
    if end > directory:
        raise unsafe(name, "overlap")


def unpacked(content: bytes, name: str, bounds: Limits) -> tuple[str, dict[str, bytes]]:
    """The kind of a spreadsheet package (`xlsx`, `xlsb`, `ods`) and its XML and binary parts by name.

    Pictures and other ballast are measured and left out. Raises `UnreadableWorkbook` with the code of what is wrong.
    """
    parts: dict[str, bytes] = {}
    total = 0
    with opened(content, name) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > bounds.unpacked_bytes:
            raise unsafe(name, "size", bounds.unpacked_mb)
        for entry in archive.infolist():
            if entry.is_dir():
                continue
            data = read_entry(archive, entry, name, most=bounds.part_bytes)
            total += len(data)
            if total > bounds.unpacked_bytes:
                raise unsafe(name, "size", bounds.unpacked_mb)
            if entry.filename.endswith((".xml", ".rels", ".bin", "mimetype")):
                parts[entry.filename] = data
    kind = _kind(parts, name)
    for part, data in parts.items():
        if not part.endswith(".bin"):
            check_markup(data, name)
    return kind, parts


def read_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str, *, most: int) -> bytes:
    """One entry unpacked, never further than its limit, whatever its directory line says."""
    try:
        with archive.open(entry) as stream:
            data = stream.read(most + 1)
            if len(data) <= most and stream.read(1):
                raise unsafe(name, "size", most // 2**20)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, lzma.LZMAError, NotImplementedError) as error:
        # all that zipfile and its decompressors raise of a part that is cut or damaged
        raise UnreadableWorkbook("truncated", name=name) from error
    if len(data) > most:
        raise unsafe(name, "size", most // 2**20)
    if len(data) > limits.RATIO_FROM_BYTES and len(data) > limits.RATIO * max(entry.compress_size, 1):
        raise unsafe(name, "ratio", limits.RATIO)
    return data


def _kind(parts: Parts, name: str) -> str:
    folded = {part.casefold(): part for part in parts}
    for part, kind in _ORDINARY_KINDS.items():
        if part in folded:
            return kind
    if parts.get("mimetype", b"").startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
            raise UnreadableWorkbook("encrypted", name=name)
        return "ods"
    if b"spreadsheetml" in parts.get("[Content_Types].xml", b"") and any(p.endswith("workbook.xml") for p in folded):
        return "xlsx"
    raise UnreadableWorkbook("not-a-workbook", name=name)


def check_markup(data: bytes, name: str) -> None:
    """No document type, no entity, no element with a crowd of attributes (readers compare them pairwise)."""
    plain = data.replace(b"\x00", b"") if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in data[:4] else data
    if _DOCTYPE.search(plain):
        raise unsafe(name, "doctype")
    tags = (tag for found in _LONG_TAG.findall(plain) for tag in found.split(b"<"))
    if any(len(_VALUE.findall(tag)) > limits.ATTRIBUTES for tag in tags):
        raise unsafe(name, "attributes", limits.ATTRIBUTES)
