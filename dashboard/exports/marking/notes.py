"""Comments on cells: the text in a comments part, the box it is shown in in an old drawing (VML) beside it.

Both are added to where a sheet has them already. Threaded comments stay as they are: their cell gets no second text.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from lxml import etree

from dashboard.exports.marking.marks import SIGN, Address, a1, address, legal
from dashboard.exports.marking.package import Package, children, local, parsed, written

COMMENTS_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
VML_KIND = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_MARK = re.compile(rf"\s*{SIGN}\d+ ")
_THREADED = "tc="
"""Begins the author's name of a comment that stands in for a thread."""
_BLOCK = 1024
"""Shape numbers are dealt out in blocks of so many, each block to one drawing of the workbook."""
_SHAPE_ID = re.compile(rb"_x0000_[si](\d{1,9})")
_BLOCKS = re.compile(rb"(<\w+:idmap\b[^>]*\bdata\s*=\s*[\"'])([\d, ]*)")
_SHAPE = re.compile(rb"\s*<(\w+):shape\b(?:(?!<\1:shape\b).)*?</\1:shape>", re.S)
_PLACE = re.compile(rb"<\w+:Row>\s*(\d+)\s*</\w+:Row>.*?<\w+:Column>\s*(\d+)\s*</\w+:Column>", re.S)
_BOX_TYPE = re.compile(rb"[\"']_x0000_t202[\"']")
_EMPTY_VML = (
    b'<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    b'xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data=""/>'
    b"</o:shapelayout></xml>"
)
_SPACES = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
_BOX = (
    f'<v:shapetype {_SPACES} id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_WIDE, _LINE_CHARACTERS = 4, 22
"""Columns that a box reaches over, and about how many characters fit on one of its lines."""


@dataclass(frozen=True)
class Noted:
    """A comments part as it shall be, the cells whose boxes are to be drawn, and those whose boxes go."""

    data: bytes
    drawn: Mapping[Address, str]
    removed: frozenset[Address]
    changed: bool


def noted(data: bytes, notes: Mapping[Address, str], author: str) -> Noted:
    """A comments part with our earlier texts taken off and `notes` added.

    What somebody else wrote on a cell stays above ours.
    """
    root = parsed(data)
    space = etree.QName(root).namespace
    authors, listed = children(root, "authors")[0], children(root, "commentList")[0]
    names = [a.text or "" for a in children(authors, "author")]
    before, removed = etree.tostring(root), set()
    own: dict[Address, etree._Element] = {}
    for comment in children(listed, "comment"):
        at = address(comment.get("ref", ""))
        if at is None:
            continue
        if _without_marks(comment):
            listed.remove(comment)
            removed.add(at)
        else:
            own[at] = comment
    drawn = {}
    for at, text in sorted(notes.items()):
        if at not in own:
            listed.append(_comment(root, space, at, _author(authors, names, author), text))
            drawn[at] = text
        elif not _is_thread(own[at], names):
            _extend(own[at], space, text)
    if drawn:
        listed[:] = sorted(children(listed, "comment"), key=_place_of)
    return Noted(written(root), drawn, frozenset(removed), etree.tostring(root) != before)


def empty_comments(space: str) -> bytes:
    return f'<comments xmlns="{space}"><authors/><commentList/></comments>'.encode()


def _is_thread(comment: etree._Element, names: list[str]) -> bool:
    number = int(comment.get("authorId", "0"))
    return number < len(names) and names[number].startswith(_THREADED)


def _author(authors: etree._Element, names: list[str], name: str) -> int:
    if name not in names:
        etree.SubElement(authors, f"{{{etree.QName(authors).namespace}}}author").text = name
        names.append(name)
    return names.index(name)


def _comment(root: etree._Element, space: str | None, at: Address, author: int, text: str) -> etree._Element:
    comment = root.makeelement(f"{{{space}}}comment", {"ref": a1(at), "authorId": str(author)})
    _run(etree.SubElement(comment, f"{{{space}}}text"), space, text)
    return comment


def _extend(comment: etree._Element, space: str | None, text: str) -> None:
    _run(children(comment, "text")[0], space, f"\n{text}")


def _run(parent: etree._Element, space: str | None, text: str) -> None:
    run = etree.SubElement(parent, f"{{{space}}}r")
    words = etree.SubElement(run, f"{{{space}}}t")
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    words.text = legal(text)


def _place_of(comment: etree._Element) -> Address:
    """Comments stand in the order of rows, then columns, as spreadsheet programs write them."""
    return address(comment.get("ref", "")) or (0, 0)


def _without_marks(comment: etree._Element) -> bool:
    """Cuts what we wrote from a comment; True when nothing else is left of it."""
    texts = [t for t in comment.iter() if local(t) == "t" and local(t.getparent()) in ("r", "text")]
    whole = "".join(t.text or "" for t in texts)
    ours = _MARK.search(whole)
    if ours is None:
        return False
    left = ours.start()
    for element in texts:
        words = element.text or ""
        element.text, left = words[: max(left, 0)], left - len(words)
        if not element.text and local(element.getparent()) == "r":
            element.getparent().getparent().remove(element.getparent())
    return not whole[: ours.start()].strip()


class Boxes:
    """The drawings that hold comments' boxes. Shape numbers are unique in the whole workbook, drawing by drawing."""

    def __init__(self, package: Package) -> None:
        self._claimed = {part: _claimed(package[part]) for part in package if part.casefold().endswith(".vml")}
        self._next = max((block for blocks in self._claimed.values() for block in blocks), default=0) + 1

    def drawn(self, part: str, data: bytes, texts: Mapping[Address, str], removed: Collection[Address] = ()) -> bytes:
        """A VML part with a hidden box for every text, and without the boxes of removed comments.

        A box in a block of numbers that another drawing claims too gets a number of its own: some programs number the
        boxes of every sheet alike. What is no comment's box keeps its number, by which its sheet knows it.
        """
        came = data
        data = _SHAPE.sub(lambda shape: b"" if _place(shape[0]) in removed else shape[0], data or _EMPTY_VML)
        others = {block for name, blocks in self._claimed.items() if name != part for block in blocks}
        data = _SHAPE.sub(lambda shape: self._moved(shape[0], others), data)
        shapes = b"" if _BOX_TYPE.search(data) or not texts else _BOX.encode()
        shapes += b"".join(_box(self._number(), at, text) for at, text in sorted(texts.items()))
        self._next += self._dealt > 0
        self._dealt = 0
        if shapes or data != came:
            head, end, tail = data.rpartition(b"</xml>")
            data = head + shapes + end + tail
            used = b",".join(b"%d" % block for block in sorted(_used(data)))
            data = _BLOCKS.sub(lambda found: found[1] + (used or found[2]), data, count=1)
        self._claimed[part] = _claimed(data)
        return data

    _dealt = 0
    """Numbers of the next block that the drawing at hand has taken."""

    def _number(self) -> int:
        if self._dealt == _BLOCK - 1:
            self._next, self._dealt = self._next + 1, 0
        self._dealt += 1
        return self._next * _BLOCK + self._dealt

    def _moved(self, shape: bytes, others: Collection[int]) -> bytes:
        found = _SHAPE_ID.search(shape)
        if not found or _place(shape) is None or int(found[1]) // _BLOCK not in others:
            return shape
        return shape[: found.start(1)] + b"%d" % self._number() + shape[found.end(1) :]


def _used(data: bytes) -> set[int]:
    return {int(number) // _BLOCK for number in _SHAPE_ID.findall(data)}


def _claimed(data: bytes) -> set[int]:
    """Blocks of numbers that a drawing uses or says are its own."""
    return _used(data) | {int(n) for _, listed in _BLOCKS.findall(data) for n in re.findall(rb"\d+", listed)}


def _place(shape: bytes) -> Address | None:
    found = _PLACE.search(shape)
    return (int(found[1]) + 1, int(found[2]) + 1) if found and b'ObjectType="Note"' in shape else None


def _box(number: int, at: Address, text: str) -> bytes:
    row, column = at
    tall = 1 + sum(1 + len(line) // _LINE_CHARACTERS for line in text.splitlines())
    anchor = f"{column}, 12, {max(row - 2, 0)}, 8, {column + _WIDE}, 12, {max(row - 2, 0) + tall}, 8"
    return (
        f'<v:shape {_SPACES} id="_x0000_s{number}" type="#_x0000_t202" '
        'style="position:absolute;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">'
        '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
        '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
        f'<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>'
        f"<x:AutoFill>False</x:AutoFill><x:Row>{row - 1}</x:Row><x:Column>{column - 1}</x:Column></x:ClientData>"
        "</v:shape>"
    ).encode()
