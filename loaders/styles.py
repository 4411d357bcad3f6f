"""Cell styles of an xlsx package: which of them carry a meaning that the values alone do not show."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from loaders import limits
from loaders.numberformats import BUILTIN, is_date, telling
from loaders.refusing import unsafe

_INDEXED = {
    2: "FF0000", 3: "00FF00", 4: "0000FF", 5: "FFFF00", 6: "FF00FF", 7: "00FFFF", 10: "FF0000", 11: "00FF00",
    12: "0000FF", 13: "FFFF00", 14: "FF00FF", 15: "00FFFF", 16: "800000", 17: "008000", 18: "000080", 19: "808000",
    20: "800080", 21: "008080", 22: "C0C0C0", 23: "808080", 40: "00CCFF", 42: "CCFFCC", 43: "FFFF99", 44: "99CCFF",
    45: "FF99CC", 46: "CC99FF", 47: "FFCC99", 51: "FFCC00", 52: "FF9900", 53: "FF6600",
}  # fmt: skip
_PLAIN = {"FFFFFF", "000000", "theme0", "theme1"}
"""White and black, however written: theme 0 is the paper, theme 1 the ink."""


@dataclass
class Styles:
    """Style numbers of cells by what they say: number format, colour or strike-through, dates a reader misses."""

    formats: dict[int, str] = field(default_factory=dict)
    colours: dict[int, str] = field(default_factory=dict)
    dates: set[int] = field(default_factory=set)


_KNOWN: dict[bytes, Styles] = {}
_KEPT, _KEPT_BYTES = 64, 64 * 1024
"""So many parts of at most so many bytes are kept of."""


def parsed(data: bytes) -> etree._Element:
    """The root of an XML part, without entities, network, comments or CDATA."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    return etree.fromstring(data, parser)


def local(element: etree._Element) -> str:
    """Element name without its namespace; the strict and the transitional form of a file share it."""
    return str(element.tag).rpartition("}")[2]


def children(element: etree._Element | None, name: str) -> Iterator[etree._Element]:
    """Child elements of that name in whatever namespace: the strict and the transitional form differ in it."""
    return iter(()) if element is None else element.iterchildren(f"{{*}}{name}")


def child(element: etree._Element | None, name: str) -> etree._Element | None:
    return next(children(element, name), None)


def telling_styles(data: bytes, name: str) -> Styles:
    """What `xl/styles.xml` says of each cell style; styles that say nothing are left out. Not to be changed.

    A unit's files bear the same styles week after week, so what was read of them is kept.
    """
    if data in _KNOWN:
        return _KNOWN[data]
    found = _read(data, name)
    if len(data) <= _KEPT_BYTES:
        if len(_KNOWN) == _KEPT:
            _KNOWN.clear()
        _KNOWN[data] = found
    return found


def _read(data: bytes, name: str) -> Styles:
    root = parsed(data)
    codes = dict(BUILTIN)
    for number_format in children(child(root, "numFmts"), "numFmt"):
        code = number_format.get("formatCode", "")
        if len(code) > limits.FORMAT_CHARACTERS:
            raise unsafe(name, "format-code", limits.FORMAT_CHARACTERS)
        codes[_number(number_format.get("numFmtId"))] = code
    fills = [_fill(fill) for fill in children(child(root, "fills"), "fill")]
    fonts = [_font(font) for font in children(child(root, "fonts"), "font")]
    found = Styles()
    for index, style in enumerate(children(child(root, "cellXfs"), "xf")):
        if index >= limits.STYLES:
            raise unsafe(name, "styles", limits.STYLES)
        code = codes.get(_number(style.get("numFmtId")), "")
        if telling(code):
            found.formats[index] = code
        if is_date(code):
            found.dates.add(index)
        if signs := _at(fonts, style.get("fontId")) + _at(fills, style.get("fillId")):
            found.colours[index] = " ".join(signs)
    return found


def _number(text: str | None) -> int:
    return int(text) if text and text.isdigit() else 0


def _at(signs: list[tuple[str, ...]], text: str | None) -> tuple[str, ...]:
    index = _number(text)
    return signs[index] if index < len(signs) else ()


def _fill(fill: etree._Element) -> tuple[str, ...]:
    pattern = child(fill, "patternFill")
    if pattern is None or pattern.get("patternType") in (None, "none", "gray125"):
        return ()
    shade = _colour(child(pattern, "fgColor"))
    return (f"fill:{shade}",) if shade else ()


def _font(font: etree._Element) -> tuple[str, ...]:
    strike = child(font, "strike")
    struck = ("strike",) if strike is not None and strike.get("val", "1") in ("1", "true") else ()
    shade = _colour(child(font, "color"))
    return (*struck, f"font:{shade}") if shade else struck


def _colour(colour: etree._Element | None) -> str:
    """RRGGBB, or theme<n>[±tint] where the theme decides; "" for automatic, black and white."""
    if colour is None:
        return ""
    if rgb := colour.get("rgb"):
        shade = rgb[-6:].upper()
    elif colour.get("theme") is not None:
        shade = f"theme{_number(colour.get('theme'))}"
        if tint := colour.get("tint", "").rstrip("0."):
            shade += tint if tint.startswith("-") else f"+{tint}"
    else:
        shade = _INDEXED.get(_number(colour.get("indexed")), "")
    return "" if shade in _PLAIN else shade
