"""An .ods package as calamine reads it: with a manifest, and without the white space that some programs indent with."""

import io
import zipfile
from collections.abc import Mapping
from xml.parsers import expat

from lxml import etree

from dashboard.errors import UnreadableWorkbook
from loaders.styles import parsed

_MANIFEST = "META-INF/manifest.xml"
_KIND = b"application/vnd.oasis.opendocument.spreadsheet"
_PLAIN_MANIFEST = (
    b'<?xml version="1.0" encoding="UTF-8"?>'
    b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    b'<manifest:file-entry manifest:full-path="/" manifest:media-type="' + _KIND + b'"/>'
    b'<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)
_OF_LAYOUT = ("urn:oasis:names:tc:opendocument:xmlns:office:1.0", "urn:oasis:names:tc:opendocument:xmlns:table:1.0")
"""Elements in which only other elements stand; white space between those says nothing."""


def check_whole(content: bytes, name: str) -> None:
    """Refuses a document whose elements do not close: calamine would look for their end for ever."""
    try:
        expat.ParserCreate().Parse(content, True)
    except expat.ExpatError as error:
        raise UnreadableWorkbook("truncated", name=name) from error


def plainly_written(parts: Mapping[str, bytes]) -> bytes:
    """The package again, as the office programs write it."""
    content = parsed(parts["content.xml"])
    for element in content.iter():
        if isinstance(element.tag, str) and etree.QName(element).namespace in _OF_LAYOUT:
            element.text = None
            for child in element:
                child.tail = None
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("mimetype", _KIND)
        package.writestr("content.xml", etree.tostring(content))
        package.writestr(_MANIFEST, parts.get(_MANIFEST, _PLAIN_MANIFEST))
    return buffer.getvalue()
