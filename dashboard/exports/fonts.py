"""Typefaces of what an office opens: Latin and East Asian ones in every run, else Chinese falls back at random."""

from typing import Any

from lxml import etree

LATIN, EAST_ASIAN = "Arial", "Microsoft YaHei"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PARTS = (("latin", LATIN), ("ea", EAST_ASIAN), ("cs", LATIN))


def set_faces(properties: Any) -> None:
    """Gives run or default-run properties (a:rPr, a:defRPr) both typefaces, in the order that the schema wants."""
    for name, _ in _PARTS:
        for old in properties.findall(f"{{{_DRAWING}}}{name}"):
            properties.remove(old)
    after = [
        child for child in properties if etree.QName(child).localname in ("ln", "solidFill", "noFill", "effectLst")
    ]
    at = properties.index(after[-1]) + 1 if after else 0
    for offset, (name, face) in enumerate(_PARTS):
        made = etree.Element(f"{{{_DRAWING}}}{name}")
        made.set("typeface", face)
        properties.insert(at + offset, made)
