"""Mutants of valid workbooks: what a transfer, a disk or somebody with an editor does to a file."""

import io
import random
import zipfile
import zlib
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from dashboard.config import ROOT
from tests.loaders.hostile.active import CELL, ROW, ods
from tests.packages import parts_of

KEPT = Path(__file__).with_name("crashes")
"""Files that once led to another outcome than a documented one; each stays."""
_TOKENS = (
    b"", b"0", b"-1", b"1", b"65536", b"4294967295", b"99999999999999999999", b"1e309", b"NaN", b"true",
    b"A1:XFD1048576",
    b"XFD1048576", b"A0", b"..", b"&#0;", b"&amp;", b"<", b">", b"\"", b"'", b"\x00", b"\xff\xfe", b"<![CDATA[", b"]]>",
    b"<!--", b"-->", b"<?x", b"<c", b"</c>", b"<v>", b"</v>", b"<row", b"t=\"s\"", b"t=\"e\"", b"t=\"inlineStr\"",
    b"\xe7\x94\xb2", b"%s", b"{0}", b"=1+1",
)  # fmt: skip


@cache
def seeds() -> tuple[bytes, ...]:
    """One small valid file of every kind that is read."""
    week = ROOT / "sample_data" / "weeks" / "2024-03-15"
    files = sorted((p for p in week.iterdir()), key=lambda p: (p.suffix, p.stat().st_size))
    smallest = {suffix: [p for p in files if p.suffix == suffix][:3] for suffix in (".xlsx", ".xls", ".csv")}
    return (
        *(p.read_bytes() for found in smallest.values() for p in found),
        _packed(parts_of(ods(ROW.format("", CELL.format("")) * 3))),
    )


def mutant(number: int, seed: int = 20240329) -> bytes:
    """The mutant of that number: the same for ever."""
    chance = random.Random(f"{seed}-{number}")
    content = chance.choice(seeds())
    if content.startswith(b"PK\x03\x04") and chance.random() < 0.8:
        return _repacked(content, chance)
    return _damaged(content, chance)


def _repacked(content: bytes, chance: random.Random) -> bytes:
    """A package whose parts are damaged, missing or exchanged, packed soundly: what gets past the checks of a ZIP."""
    parts = parts_of(content)
    for _ in range(chance.randint(1, 3)):
        name = chance.choice(list(parts))
        act = chance.random()
        if act < 0.05:
            del parts[name]
        elif act < 0.1:
            parts[name] = parts[chance.choice(list(parts))]
        else:
            parts[name] = _damaged(parts[name], chance)
    return _packed(parts)


def _packed(parts: dict[str, bytes]) -> bytes:
    """The same parts give the same bytes: no entry says when it was packed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _damaged(data: bytes, chance: random.Random) -> bytes:
    spoilt = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 8))):
        chance.choice(_ACTS)(spoilt, chance)
    return bytes(spoilt)


def _flip(data: bytearray, chance: random.Random) -> None:
    if data:
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def _overwrite(data: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(data) + 1)
    data[at : at + chance.choice((1, 2, 4, 8))] = chance.choice((b"\x00", b"\xff", b"\x80", b"\x7f")) * 4


def _insert(data: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(data) + 1)
    data[at:at] = chance.choice(_TOKENS)


def _exchange(data: bytearray, chance: random.Random) -> None:
    """What stands between two marks is replaced: an attribute, an element's text, a number."""
    at = chance.randrange(len(data) + 1)
    marks = [place for mark in (b'"', b">", b",") if (place := data.find(mark, at)) >= 0]
    if marks:
        start = min(marks) + 1
        ends = [place for mark in (b'"', b"<", b",") if (place := data.find(mark, start)) >= 0]
        data[start : min(ends, default=start)] = chance.choice(_TOKENS)


def _cut(data: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(data) + 1)
    del data[at : at + chance.choice((1, 16, 256, len(data)))]


def _repeat(data: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(data) + 1)
    piece = bytes(data[at : at + chance.choice((1, 40, 400))])
    data[at:at] = piece * chance.choice((1, 2, 50))


_ACTS: Sequence[Callable[[bytearray, random.Random], None]] = (_flip, _overwrite, _insert, _exchange, _cut, _repeat)


def keep(content: bytes) -> Path:
    """Writes a file that crashed where the test finds it from now on."""
    KEPT.mkdir(exist_ok=True)
    path = KEPT / f"{zlib.crc32(content):08x}.bin"
    path.write_bytes(content)
    return path
