"""The styles of a workbook, appended to: the same cell style once more with a fill, found again and taken off."""

import copy
from collections.abc import Collection, Iterable

from lxml import etree

from dashboard.contract import MARK_FILLS
from dashboard.exports.marking.package import children, local, parsed, written

_ORDER = (
    "numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles", "colors",
    "extLst",
)  # fmt: skip
Said = tuple[str, tuple[tuple[str, str], ...], tuple["Said", ...]]
_INKS = {"link": "FF0563C1", "grey": "FF7F7F7F"}
_LINE = "FFBFBFBF"
_AUTOMATIC = "64"
"""Indexed colour of a solid fill that has no second colour."""


class Styles:
    """Numbers of cell styles. Nothing that is there is changed or renumbered; `data` is the part to write.

    A mark's fill holds the colour it covers as its second colour, which a solid fill does not show, so that the cell
    looks as before once the mark is taken off. LibreOffice writes second colours of its own; it is told by the list's
    heading, whose fill has none, and then cells are left without a fill.
    """

    def __init__(self, data: bytes) -> None:
        self._root = parsed(data)
        self._space = etree.QName(self._root).namespace
        self._indexes: dict[str, dict[Said, int]] = {}
        self._formats = self._section("cellXfs")
        self._fills = self._section("fills")
        if not len(self._fills):
            self._fills.append(self._fill("none"))
            self._fills.append(self._fill("gray125"))
        if not len(self._formats):
            self._append(self._formats, self._made("xf", numFmtId="0", fontId="0", fillId="0", borderId="0"))
        self._came = etree.tostring(self._root)
        self._known: dict[tuple[int, str], int] = {}
        self._own: dict[tuple[str, ...], int] = {}
        self.marked = self._marked()
        """Styles that carry a mark's fill, with that fill."""

    @property
    def data(self) -> bytes:
        return written(self._root)

    @property
    def changed(self) -> bool:
        return bool(etree.tostring(self._root) != self._came)

    def filled(self, style: int, severity: str) -> int:
        """The style with the fill of a severity in place of its own."""
        base = self.unfilled(style)
        if (base, severity) not in self._known:
            under = self._colour_of(self._number(self._xf(base).get("fillId")))
            self._known[base, severity] = self._with_fill(base, self._mark_fill(severity, under))
        return self._known[base, severity]

    def made(self, *parts: str) -> int:
        """A style of our own: text at the top of its cell, wrapped, in the workbook's first font.

        `parts` are bold, link, grey, ruled (a line below), or a severity, whose fill it gets.
        """
        if parts not in self._own:
            self._own[parts] = self._composed(parts)
        return self._own[parts]

    def _composed(self, parts: tuple[str, ...]) -> int:
        severity = next((part for part in parts if part in MARK_FILLS), "")
        fill = self._append(self._fills, self._mark_fill(severity, None)) if severity else 0
        border = self._ruled() if "ruled" in parts else 0
        numbers = {"fontId": self._font(parts), "fillId": fill, "borderId": border}
        style = self._made("xf", numFmtId="0", xfId="0", **{name: str(number) for name, number in numbers.items()})
        for name, needed in (("Font", True), ("Fill", fill), ("Border", border), ("Alignment", True)):
            if needed:
                style.set(f"apply{name}", "1")
        style.append(self._made("alignment", vertical="top", wrapText="1"))
        return self._append(self._formats, style)

    def unfilled(self, style: int) -> int:
        """The style that stands beneath a mark's; any other style is itself."""
        fill = self.marked.get(style)
        return style if fill is None else self._with_fill(style, self._uncovered(fill))

    def _marked(self) -> dict[int, etree._Element]:
        ours = {f"FF{shade}" for shade in MARK_FILLS.values()}
        fills = {n: fill for n, fill in enumerate(children(self._fills, "fill")) if self._front(fill) in ours}
        self._kept = any(
            (of := _second(fill)) is not None and of.get("indexed") == _AUTOMATIC for fill in fills.values()
        )
        styles = ((n, self._number(xf.get("fillId"))) for n, xf in enumerate(children(self._formats, "xf")))
        return {style: fills[fill] for style, fill in styles if fill in fills}

    def _uncovered(self, fill: etree._Element) -> etree._Element:
        second = _second(fill)
        if second is None or not self._kept or second.get("indexed") == _AUTOMATIC:
            return self._fill("none")
        return self._fill("solid", dict(second.attrib))

    def _with_fill(self, style: int, fill: etree._Element) -> int:
        number = self._append(self._fills, fill)
        clone = copy.deepcopy(self._xf(style))
        clone.set("fillId", str(number))
        clone.set("applyFill", "1")
        return self._append(self._formats, clone)

    def _xf(self, style: int) -> etree._Element:
        known = children(self._formats, "xf")
        return known[style] if style < len(known) else known[0]

    def _front(self, fill: etree._Element) -> str:
        pattern = next(iter(children(fill, "patternFill")), None)
        colour = next(iter(children(pattern, "fgColor")), None)
        return str(colour.get("rgb", "")).upper() if colour is not None else ""

    def _colour_of(self, number: int) -> dict[str, str] | None:
        """Colour attributes of a solid fill; None for no fill or a pattern."""
        fills = children(self._fills, "fill")
        pattern = next(iter(children(fills[number], "patternFill")), None) if number < len(fills) else None
        if pattern is None or pattern.get("patternType") != "solid":
            return None
        return next((dict(colour.attrib) for colour in children(pattern, "fgColor")), None)

    def _mark_fill(self, severity: str, under: dict[str, str] | None) -> etree._Element:
        return self._fill("solid", {"rgb": f"FF{MARK_FILLS[severity]}"}, under or {"indexed": _AUTOMATIC})

    def _fill(
        self, kind: str, front: dict[str, str] | None = None, back: dict[str, str] | None = None
    ) -> etree._Element:
        fill = self._made("fill")
        pattern = etree.SubElement(fill, f"{{{self._space}}}patternFill", patternType=kind)
        if front:
            etree.SubElement(pattern, f"{{{self._space}}}fgColor", front)
            etree.SubElement(pattern, f"{{{self._space}}}bgColor", back or {"indexed": _AUTOMATIC})
        return fill

    def _font(self, looks: Collection[str]) -> int:
        fonts = self._section("fonts")
        known = children(fonts, "font")
        first = known[0] if known else self._made("font")
        if not known:
            self._append(fonts, first)
        font = copy.deepcopy(first)
        for name in ("b", "i", "strike", "u", "color"):
            for child in children(font, name):
                font.remove(child)
        # the schema's order: b, then color, then everything else; u after size and name
        shade = next((shade for look, shade in _INKS.items() if look in looks), "")
        parts = ([self._made("b")] if "bold" in looks else []) + ([self._made("color", rgb=shade)] if shade else [])
        return self._append(fonts, _in_order(font, [*parts, *([self._made("u")] if "link" in looks else [])]))

    def _ruled(self) -> int:
        """Number of a border with a thin grey line below."""
        borders = self._section("borders")
        if not len(borders):
            self._append(borders, self._made("border"))
        border = self._made("border")
        for side in ("left", "right", "top", "bottom", "diagonal"):
            etree.SubElement(border, f"{{{self._space}}}{side}")
        border[3].set("style", "thin")
        etree.SubElement(border[3], f"{{{self._space}}}color", rgb=_LINE)
        return self._append(borders, border)

    def _section(self, name: str) -> etree._Element:
        found = children(self._root, name)
        if found:
            return found[0]
        made = self._made(name)
        later = _ORDER[_ORDER.index(name) + 1 :]
        at = next((i for i, child in enumerate(self._root) if local(child) in later), len(self._root))
        self._root.insert(at, made)
        return made

    def _append(self, section: etree._Element, made: etree._Element) -> int:
        """Number of an element in its section: the one that is the same, else appended."""
        name = local(section)
        if name not in self._indexes:
            known = children(section, local(made))
            self._indexes[name] = {_said(element): number for number, element in reversed([*enumerate(known)])}
        index, wanted = self._indexes[name], _said(made)
        if wanted not in index:
            index[wanted] = len(children(section, local(made)))
            section.append(made)
            section.set("count", str(index[wanted] + 1))
        return index[wanted]

    def _made(self, name: str, **attributes: str) -> etree._Element:
        return self._root.makeelement(f"{{{self._space}}}{name}", attributes)

    @staticmethod
    def _number(text: str | None) -> int:
        return int(text) if text and text.isdigit() else 0


_FONT_ORDER = (
    "b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign", "sz", "color", "name", "family",
    "charset", "scheme",
)  # fmt: skip


def _in_order(font: etree._Element, more: Iterable[etree._Element]) -> etree._Element:
    """The font with further parts, in the order that spreadsheet programs write."""
    parts = [*font, *more]
    rank = {name: n for n, name in enumerate(_FONT_ORDER)}
    font[:] = sorted(parts, key=lambda part: rank.get(local(part), len(rank)))
    return font


def _second(fill: etree._Element) -> etree._Element | None:
    return next((colour for pattern in children(fill, "patternFill") for colour in children(pattern, "bgColor")), None)


def _said(element: etree._Element) -> Said:
    """What an element says, whatever prefixes it is written with."""
    return local(element), tuple(sorted(element.attrib.items())), tuple(_said(child) for child in element)
