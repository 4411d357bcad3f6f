"""ZIP containers: bombs, forged directories, names that lead out, polyglots."""

import io
import struct
import zipfile

from tests.loaders.hostile.case import READ, Case
from tests.loaders.packages import inline, package, parts

HEADINGS = ("企业名称", "走访日期", "走访领导")
ROWS = inline(HEADINGS, ("甲公司", "2024-03-20", "何清"))
PLAIN = parts(ROWS)
SHEET = "xl/worksheets/sheet1.xml"
_LOCAL, _CENTRAL, _END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"


def good() -> bytes:
    return package(PLAIN)


def added(**_: bytes) -> bytes:
    return package(PLAIN | _)


def with_part(name: str, data: bytes) -> bytes:
    return package(PLAIN | {name: data})


def named(name: str) -> bytes:
    """A part under a name that zipfile itself would not write."""
    placeholder = "q" * len(name.encode())
    return with_part(placeholder, b"<a/>").replace(placeholder.encode(), name.encode())


def forged(part: str, *, size: int | None = None, packed: int | None = None) -> bytes:
    """The directory line of a part says other sizes than its bytes."""
    content = bytearray(good())
    at = content.rfind(_CENTRAL, 0, content.rfind(part.encode()))
    if packed is not None:
        struct.pack_into("<I", content, at + 20, packed)
    if size is not None:
        struct.pack_into("<I", content, at + 24, size)
    return bytes(content)


def small_line_over_a_bomb() -> bytes:
    content = bytearray(with_part("xl/big.xml", b"<a>" + b" " * 9_000_000 + b"</a>"))
    at = content.rfind(_CENTRAL, 0, content.rfind(b"xl/big.xml"))
    struct.pack_into("<I", content, at + 24, 40)
    return bytes(content)


def shared_kernel() -> bytes:
    """Every directory line leads to the one kernel: a few kilobytes that unpack to as much as there are lines."""
    content = good()
    start = content.find(_CENTRAL)
    end = content.find(_END)
    kernel = content.find(_LOCAL)
    lines = []
    at = content[start:end].split(_CENTRAL)[1]
    for n in range(400):
        line = bytearray(_CENTRAL + at)
        name = f"x{n:03}.xml".encode()
        old = struct.unpack_from("<H", line, 28)[0]
        struct.pack_into("<H", line, 28, len(name))
        struct.pack_into("<I", line, 42, kernel)
        lines.append(bytes(line[:46]) + name + bytes(line[46 + old :]))
    directory = content[start:end] + b"".join(lines)
    tail = bytearray(content[end:])
    count = content.count(_CENTRAL) + len(lines)
    struct.pack_into("<HHII", tail, 8, count, count, len(directory), start)
    return content[:start] + directory + bytes(tail)


def method(number: int) -> bytes:
    content = bytearray(good())
    for signature, offset in ((_LOCAL, 8), (_CENTRAL, 10)):
        struct.pack_into("<H", content, content.find(signature) + offset, number)
    return bytes(content)


def really_packed_with(kind: int) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", kind) as archive:
        for name, data in PLAIN.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def locked() -> bytes:
    content = bytearray(good())
    for signature, offset in ((_LOCAL, 6), (_CENTRAL, 8)):
        content[content.find(signature) + offset] |= 1
    return bytes(content)


def commented(comment: bytes) -> bytes:
    buffer = io.BytesIO(good())
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.comment = comment
    return buffer.getvalue()


def end_forged(**places: int) -> bytes:
    content = bytearray(good())
    at = content.rfind(_END)
    for name, value in places.items():
        offset, form = {"entries": (10, "<H"), "size": (12, "<I"), "start": (16, "<I")}[name]
        struct.pack_into(form, content, at + offset, value)
    return bytes(content)


def nested(depth: int) -> bytes:
    inner = good()
    for number in range(depth):
        inner = package({f"level{number}.zip": inner})
    return with_part("xl/embeddings/inner.zip", inner)


CASES = (
    Case(
        "a sheet that unpacks 900-fold",
        lambda: with_part(SHEET, b"<worksheet>" + b" " * 8_000_000),
        "unsafe-package",
        "ratio",
    ),
    Case("a bomb whose directory line says 40 bytes", small_line_over_a_bomb, "truncated"),
    Case("parts said to be 4 GB", lambda: forged(SHEET, size=0xFFFFFFFE), "unsafe-package", "size"),
    Case(
        "a part said to be longer than the file", lambda: forged(SHEET, packed=10_000_000), "unsafe-package", "overlap"
    ),
    Case("four hundred lines over one kernel", shared_kernel, "unsafe-package", "overlap"),
    Case(
        "a thousand and one parts",
        lambda: package(PLAIN | {f"x{n}.xml": b"" for n in range(1_001)}),
        "unsafe-package",
        "entries",
    ),
    Case("nested archives in a part", lambda: nested(12), READ),
    Case("a part that climbs out", lambda: with_part("../../x.xml", b"<a/>"), "unsafe-package", "names"),
    Case("a part at the root", lambda: with_part("/etc/cron.d/x.xml", b"<a/>"), "unsafe-package", "names"),
    Case("a part on a drive", lambda: with_part("C:/x.xml", b"<a/>"), "unsafe-package", "names"),
    Case("a part behind backslashes", lambda: named("a\\..\\..\\x.xml"), "unsafe-package", "names"),
    Case("a part on a share", lambda: named("\\\\host\\x.xml"), "unsafe-package", "names"),
    Case("a part's name with a zero byte", lambda: named("xl/a\x00/../b.xml"), "unsafe-package", "names"),
    Case("a part's name written backwards", lambda: with_part("xl/\u202elmx.exe", b"MZ"), READ),
    Case("one name in two cases", lambda: with_part("xl/WORKBOOK.xml", b"<a/>"), "unsafe-package", "duplicate-names"),
    Case("a part packed with an unknown method", lambda: method(99), "unsafe-package", "compression"),
    Case("parts packed with LZMA", lambda: really_packed_with(zipfile.ZIP_LZMA), "unsafe-package", "compression"),
    Case("parts packed with bzip2", lambda: really_packed_with(zipfile.ZIP_BZIP2), "unsafe-package", "compression"),
    Case("a part locked with a password", locked, "encrypted"),
    Case("a comment of 65,535 bytes", lambda: commented(b"%PDF-1.7 " * 7_281), READ),
    Case("a forged end behind the real one", lambda: good() + _END + b"\xff" * 18, "truncated"),
    Case("an end that says 65,535 parts", lambda: end_forged(entries=0xFFFF), "reader-failed"),
    Case(
        "a directory said to begin before the file", lambda: end_forged(start=0xFFFFFFF0), "unsafe-package", "overlap"
    ),
    Case("a directory said to be 4 GB", lambda: end_forged(size=0xFFFFFFF0), "truncated"),
    Case("cut in the middle", lambda: good()[: len(good()) // 2], "truncated"),
    Case(
        "a program with a workbook behind it", lambda: b"MZ\x90\x00" + bytes(range(256)) * 4 + good(), "not-a-workbook"
    ),
    Case(
        "a picture with a workbook behind it", lambda: b"GIF89a" + bytes(range(1, 200)) * 8 + good(), "not-a-workbook"
    ),
    Case(
        "a page of the web with a workbook behind it",
        lambda: b"<html><script>alert(1)</script></html>" + good(),
        "not-a-workbook",
    ),
    Case("a PDF with a workbook behind it", lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + good(), "not-a-workbook"),
    Case(
        "an app package", lambda: package({"AndroidManifest.xml": b"\x03\x00", "classes.dex": b"dex"}), "not-a-workbook"
    ),
    Case(
        "a document of Word",
        lambda: package({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"}),
        "not-a-workbook",
    ),
    Case("a workbook of no parts but its own", lambda: package({"xl/workbook.xml": b"<workbook/>"}), "reader-failed"),
)
