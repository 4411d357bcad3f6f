"""What a file is, by its bytes and never by its name."""

import codecs
import re
import unicodedata

from dashboard.errors import UnreadableWorkbook

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_BARE_BIFF = re.compile(rb"\x09[\x00\x02\x04\x08]")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MARKUP = re.compile(
    r"\s*(?:<\?xml|<!doctype|<!--|<html|<table|<meta|<head|<body|<style|<div|<workbook|<ss:workbook)", re.I
)
_SPREADSHEETML = "urn:schemas-microsoft-com:office:spreadsheet"
_STRAY = re.compile(r"[\x00-\x08\x0e-\x1f]")
_STRAY_SHARE = 0.002
"""Control characters a text may hold: a damaged export has a few, a picture or program has them everywhere."""


def kind_of_bytes(content: bytes, name: str) -> str:
    """`zip`, `xls`, `html`, `xml2003` or `text`; `UnreadableWorkbook` for what is none of them."""
    if not content.strip(b" \t\r\n\x00\xef\xbb\xbf\xfe\xff"):
        raise UnreadableWorkbook("empty-file", name=name)
    if content.startswith(_ZIP):
        return "zip"
    if content.startswith(_OLE):
        return _kind_of_ole(content, name)
    if _BARE_BIFF.match(content) and b"\x00" in content[:64]:
        return "xls"
    return _kind_of_text(content, name)


def _kind_of_ole(content: bytes, name: str) -> str:
    if _stream("EncryptedPackage") in content or _stream("\tDRMContent") in content:
        raise UnreadableWorkbook("encrypted", name=name)
    if _stream("Workbook") not in content and _stream("Book") not in content:
        # the directory may lie in the part that is missing
        raise UnreadableWorkbook("truncated" if _cut_short(content) else "not-a-workbook", name=name)
    return "xls"


def _stream(title: str) -> bytes:
    return title.encode("utf-16-le")


def _cut_short(content: bytes) -> bool:
    """Whether the first directory sector lies behind the end of the bytes."""
    if len(content) < 512:
        return True
    shift = int.from_bytes(content[30:32], "little")
    first = int.from_bytes(content[48:52], "little")
    return shift > 20 or (first + 2) << shift > len(content)


def _kind_of_text(content: bytes, name: str) -> str:
    head = content[:65_536]
    text = decoded(head, whole=len(head) == len(content))
    if text is None or len(_STRAY.findall(text)) > len(text) * _STRAY_SHARE:
        raise UnreadableWorkbook("not-a-workbook", name=name)
    if not _MARKUP.match(text):
        return "text"
    if _SPREADSHEETML in text:
        return "xml2003"
    if re.search(r"<(?:table|html|tr|td)\b", text, re.I):
        return "html"
    raise UnreadableWorkbook("not-a-workbook", name=name)


def decoded(content: bytes, *, whole: bool = True) -> str | None:
    """The text in `content`, or None when no encoding in use fits.

    A byte order mark decides; else UTF-8 if it is valid; else GB18030 or Big5, whichever makes the more
    everyday characters of it. `whole` False allows a character cut at the end.
    """
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return _try(content, encoding, whole)
    if (utf8 := _try(content, "utf-8", whole)) is not None:
        return utf8
    if (bare := _unmarked_utf16(content)) is not None:
        return _try(content, bare, whole)
    readings = [text for e in ("gb18030", "big5hkscs") if (text := _try(content, e, whole)) is not None]
    best = max(readings, key=_everyday, default=None)
    return best if best is not None and _everyday(best) > 0.5 else None


def _try(content: bytes, encoding: str, whole: bool) -> str | None:
    try:
        return codecs.getincrementaldecoder(encoding)().decode(content, final=whole)
    except UnicodeDecodeError:
        return None


def _unmarked_utf16(content: bytes) -> str | None:
    """UTF-16 without a mark shows in the zero bytes of its separators and digits."""
    head = content[:4096]
    if head[1::2].count(0) > len(head) // 8 and not head[0::2].count(0):
        return "utf-16-le"
    if head[0::2].count(0) > len(head) // 8 and not head[1::2].count(0):
        return "utf-16-be"
    return None


def _everyday(text: str) -> float:
    """Share of the characters beyond ASCII that ordinary Chinese text is made of.

    The first planes of GB 2312 and of Big5 hold the characters in daily use; a wrong decoding lands outside both.
    """
    foreign = [c for c in text if ord(c) > 127]
    if not foreign:
        return 1.0
    return sum(_is_everyday(c) for c in foreign) / len(foreign)


def _is_everyday(character: str) -> bool:
    simplified = character.encode("gb2312", "ignore")
    if simplified and simplified[0] < 0xD8:
        return simplified[0] >= 0xB0 or unicodedata.category(character)[0] in "PSNZ"
    traditional = character.encode("big5", "ignore")
    return bool(traditional) and 0xA4 <= traditional[0] < 0xC9
