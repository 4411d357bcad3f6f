"""Hostile files: each ends as one exception with a code, and the next file is read as if nothing had been."""

import io
import struct
import time
import zipfile

import openpyxl
import pytest

from dashboard.errors import UNREADABLE, UnreadableWorkbook
from dashboard.i18n import speaker
from dashboard.workflows.wording import refused
from loaders import limits
from loaders.workbook import open_book
from tests.loaders.packages import package, parts, saved

ONE_CELL = '<row r="1"><c r="A1"><v>1</v></c></row>'


def code_of(content: bytes, *, isolated: bool = False) -> str:
    with pytest.raises(UnreadableWorkbook) as caught:
        open_book(content, "宁海街道.xlsx", isolated=isolated)
    assert caught.value.detail["name"] == "宁海街道.xlsx"
    return caught.value.code


def changed(part: str, data: bytes) -> bytes:
    return package(parts(ONE_CELL) | {part: data})


@pytest.mark.parametrize("content", [b"", b"   \r\n", b"\xef\xbb\xbf", b"\x00" * 600])
def test_empty_files(content: bytes) -> None:
    assert code_of(content) == "empty-file"


@pytest.mark.parametrize(
    "content",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 8,
        b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n" + bytes(range(256)) * 4,
        b"MZ\x90\x00\x03\x00\x00\x00\x04\x00" + bytes(range(255, 0, -1)) * 4,
        package({"word/document.xml": b"<w/>", "[Content_Types].xml": b"<Types/>"}),
        b"<html><body><p>no table</p></body></html>".replace(b"<html><body>", b"<?xml version='1.0'?><svg>"),
    ],
    ids=["png", "pdf", "program", "docx", "svg"],
)
def test_what_is_no_workbook(content: bytes) -> None:
    assert code_of(content) == "not-a-workbook"


def test_a_doctype_is_refused_in_every_part() -> None:
    attack = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><sst>&a;</sst>'
    for part in ("xl/sharedStrings.xml", "xl/workbook.xml", "xl/styles.xml", "xl/worksheets/sheet1.xml"):
        assert code_of(changed(part, attack)) == "unsafe-package"
    assert code_of(changed("xl/sharedStrings.xml", attack.decode().encode("utf-16"))) == "unsafe-package"


def test_a_bomb_stops_at_its_ratio() -> None:
    assert code_of(changed("xl/worksheets/sheet1.xml", b"<worksheet>" + b" " * 8_000_000)) == "unsafe-package"


def test_a_part_larger_than_its_directory_line_says() -> None:
    content = bytearray(changed("xl/media.xml", b"<a/>" * 400_000))
    directory = content.rfind(b"PK\x01\x02", 0, content.rfind(b"xl/media.xml"))
    struct.pack_into("<I", content, directory + 24, 4)
    assert code_of(bytes(content)) in ("unsafe-package", "truncated")


@pytest.mark.parametrize("name", ["../x.xml", "/etc/x.xml", "C:/x.xml", "a\\..\\x.xml"])
def test_names_that_leave_the_package(name: str) -> None:
    assert code_of(changed(name, b"<a/>")) == "unsafe-package"


def test_names_that_stand_twice() -> None:
    assert code_of(changed("xl/WORKBOOK.xml", b"<workbook/>")) == "unsafe-package"


def test_entries_that_share_their_bytes() -> None:
    content = bytearray(package(parts(ONE_CELL)))
    first = content.find(b"PK\x01\x02")
    second = content.find(b"PK\x01\x02", first + 4)
    content[second + 42 : second + 46] = content[first + 42 : first + 46]
    assert code_of(bytes(content)) == "unsafe-package"


def test_too_many_entries() -> None:
    assert code_of(package(parts(ONE_CELL) | {f"x{n}.xml": b"<a/>" for n in range(limits.ENTRIES)})) == "unsafe-package"


def test_a_crowd_of_attributes() -> None:
    crowd = " ".join(f'a{n}="1"' for n in range(5_000))
    assert code_of(package(parts(ONE_CELL, before=f"<sheetPr {crowd}/>"))) == "unsafe-package"


def test_far_corners_are_counted_from_the_cells() -> None:
    rows = f'{ONE_CELL}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    assert code_of(package(parts(rows))) == "too-many-cells"


def test_empty_formatted_cells_do_not_count() -> None:
    rows = f'{ONE_CELL}<row r="1048576"><c r="XFD1048576" s="0"/></row>'
    assert open_book(package(parts(rows)), "a.xlsx", isolated=False).sheets[0].rows == [[1.0]]


def test_files_over_the_limit() -> None:
    assert code_of(b"PK\x03\x04" + bytes(limits.Limits().file_bytes)) == "too-large"


def test_encrypted_workbooks_are_named_so() -> None:
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    assert code_of(header + bytes(512) + "EncryptedPackage".encode("utf-16-le") + bytes(512)) == "encrypted"
    marked = bytearray(package(parts(ONE_CELL)))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        marked[marked.find(signature) + offset] |= 1
    assert code_of(bytes(marked)) == "encrypted"


def test_a_workbook_cut_at_any_length_is_refused_or_whole() -> None:
    workbook = openpyxl.Workbook()
    for number in range(50):
        workbook.active.append([number, "板浦镇", number / 7])
    content = saved(workbook)
    for length in range(8, len(content), 97):
        assert code_of(content[:length]) in ("truncated", "not-a-workbook")


def test_flipped_bytes_never_raise_anything_else() -> None:
    content = saved(openpyxl.Workbook())
    for place in range(0, len(content), 41):
        spoilt = bytearray(content)
        spoilt[place] ^= 0xFF
        try:
            open_book(bytes(spoilt), "a.xlsx")
        except UnreadableWorkbook as error:
            assert error.code in UNREADABLE


def test_a_hostile_file_takes_little_time_and_the_next_one_is_read() -> None:
    deep = b"<a>" * 200_000 + b"</a>" * 200_000
    begun = time.monotonic()
    for part in ("xl/styles.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"):
        try:
            open_book(changed(part, deep), "a.xlsx")
        except UnreadableWorkbook as error:
            assert error.code in UNREADABLE
    assert time.monotonic() - begun < 20
    assert open_book(package(parts(ONE_CELL)), "a.xlsx").sheets[0].rows == [[1.0]]


def test_overlapping_zip_with_a_forged_end_is_no_crash() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    assert code_of(buffer.getvalue() + b"PK\x05\x06" + b"\xff" * 18, isolated=True) in UNREADABLE


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("code", UNREADABLE)
def test_every_code_has_one_sentence_that_names_the_file(code: str, language: str) -> None:
    assert "宁海街道.xlsx" in refused(speaker(language), UnreadableWorkbook(code, name="宁海街道.xlsx"))
