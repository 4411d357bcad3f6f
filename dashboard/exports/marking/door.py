"""Marks put on a workbook's package, and the list of them set before its first sheet."""

import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from xml.parsers import expat

from lxml import etree

from dashboard.errors import ExportFailed
from dashboard.exports.marking import cover as covers
from dashboard.exports.marking.cover import Cover
from dashboard.exports.marking.marks import RANK, Address, Mark, address
from dashboard.exports.marking.notes import COMMENTS_KIND, VML_KIND, Boxes, Noted, empty_comments, noted
from dashboard.exports.marking.package import Links, Package, children, parsed, written
from dashboard.exports.marking.sheet import SheetPatch, origins, patched
from dashboard.exports.marking.styles import Styles

_STRICT = "http://purl.oclc.org/ooxml/"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_RELATIONS = f"{_STRICT}officeDocument/relationships"
_STYLES_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_NAME_LENGTH = 31


def marked(content: bytes, marks: Sequence[Mark], cover: Cover) -> bytes:
    """An xlsx or xlsm with `marks` on its cells and in a list that becomes its first sheet.

    Parts that carry no mark stay as they are, byte for byte: other sheets, shared texts, pictures, macros, the chain of
    calculation, and the document's properties, whose list of sheet names no program relies on. Which sheet opens first
    stays too, since a second selected sheet would be edited together with the first.

    Raises
    ------
    ExportFailed
        `not-a-package`: the bytes are put together in a way that nothing can be added to.
    """
    try:
        return _marked(Package(content), marks, cover)
    except (KeyError, IndexError, ValueError, zipfile.BadZipFile, etree.LxmlError, expat.ExpatError) as error:
        raise ExportFailed("not-a-package", reason=repr(error)) from error


def _marked(package: Package, marks: Sequence[Mark], cover: Cover) -> bytes:
    book = _Book(package)
    styles = Styles(package[book.styles])
    boxes = Boxes(package)
    for name, part in book.sheets.items():
        if name != cover.standing:
            own = [mark for mark in marks if mark.sheet == name and mark.cell and not mark.closed]
            _Marking(package, book, part, styles, boxes).put(own, cover.author)
    data = covers.Sheet(book.space, styles, book.sheets).data(cover, marks)
    if cover.standing in book.sheets:
        package[book.sheets[cover.standing]] = data
    else:
        book.put_first(cover.name, data)
    if styles.changed:
        package[book.styles] = styles.data
    return package.content()


class _Book:
    """`workbook.xml` and what it leads to."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self.part = package.links("").of_kind("officeDocument")[0]
        self._root = parsed(package[self.part])
        self.space = str(etree.QName(self._root).namespace)
        self.strict = self.space.startswith(_STRICT)
        self.relations = _STRICT_RELATIONS if self.strict else _RELATIONS
        self._links = package.links(self.part)
        self.folder = self.part.rpartition("/")[0]
        worksheets = set(self._links.of_kind("worksheet"))
        listed = {s.get("name", ""): self._links.target(s.get(f"{{{self.relations}}}id", "")) for s in self._sheets}
        self.sheets = {name: part for name, part in listed.items() if part in worksheets}
        self.styles = next(iter(self._links.of_kind("styles")), "") or self._new_styles()

    @property
    def _sheets(self) -> list[etree._Element]:
        return children(children(self._root, "sheets")[0], "sheet")

    def within(self, name: str) -> str:
        return f"{self.folder}/{name}" if self.folder else name

    def put_first(self, name: str, data: bytes) -> None:
        """A new sheet before all others: what counts sheets by their place is moved on by one."""
        part = self._package.free(self.within("worksheets/sheet{}.xml"))
        self._package[part] = data
        self._package.declare(part, covers.KIND)
        number = self._links.add(part, f"{self.relations}/worksheet")
        ids = [int(sheet.get("sheetId", "0")) for sheet in self._sheets]
        fresh = {"name": self._unused(name), "sheetId": str(max(ids, default=0) + 1), f"{{{self.relations}}}id": number}
        listed = children(self._root, "sheets")[0]
        listed.insert(0, listed.makeelement(f"{{{self.space}}}sheet", fresh))
        for defined in (d for names in children(self._root, "definedNames") for d in children(names, "definedName")):
            if (at := defined.get("localSheetId")) is not None:
                defined.set("localSheetId", str(int(at) + 1))
        self._keep_open_sheet(listed)
        self._package[self.part] = written(self._root)

    def _keep_open_sheet(self, listed: etree._Element) -> None:
        views = [v for group in children(self._root, "bookViews") for v in children(group, "workbookView")]
        if not views:
            group = self._root.makeelement(f"{{{self.space}}}bookViews")
            listed.addprevious(group)
            views = [etree.SubElement(group, f"{{{self.space}}}workbookView")]
        for view in views:
            view.set("activeTab", str(int(view.get("activeTab", "0")) + 1))
            view.attrib.pop("firstSheet", None)

    def _unused(self, name: str) -> str:
        taken = {sheet.get("name", "").casefold() for sheet in self._sheets}
        number, fresh = 1, name[:_NAME_LENGTH]
        while fresh.casefold() in taken:
            number += 1
            fresh = f"{name[: _NAME_LENGTH - 4]} ({number})"
        return fresh

    def _new_styles(self) -> str:
        part = self._package.free(self.within("styles{}.xml"))
        plain = "<fonts><font/></fonts><borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs>"
        self._package[part] = f'<styleSheet xmlns="{self.space}">{plain}</styleSheet>'.encode()
        self._package.declare(part, _STYLES_KIND)
        self._links.add(part, f"{self.relations}/styles")
        return part


@dataclass(frozen=True)
class _Marking:
    """Marks on one sheet: its cells' styles, its comments, and their boxes."""

    package: Package
    book: _Book
    part: str
    styles: Styles
    boxes: Boxes

    def put(self, marks: Sequence[Mark], author: str) -> None:
        data = self.package[self.part]
        by_cell = _by_cell(data, marks)
        worst = {at: min((m.severity for m in on), key=RANK.index) for at, on in by_cell.items()}

        def restyled(style: int, at: Address | None) -> int:
            return self.styles.filled(style, worst[at]) if at else self.styles.unfilled(style)

        links = self.package.links(self.part)
        notes = self._notes(links, by_cell, author)
        patch = patched(data, worst, restyled, self.styles.marked)
        if notes:
            self._boxes(links, patch, notes)
        if patch.edits:
            self.package[self.part] = patch.joined()

    def _notes(self, links: Links, by_cell: Mapping[Address, Sequence[Mark]], author: str) -> Noted | None:
        """The comments part with the marks' texts; None when the sheet has none and needs none."""
        texts = {at: "\n".join(mark.note for mark in on) for at, on in by_cell.items()}
        part = next(iter(links.of_kind("comments")), "")
        if not part and not texts:
            return None
        notes = noted(self.package[part] if part else empty_comments(self.book.space), texts, author)
        if notes.changed and not part:
            part = self.package.free(self.book.within("comments{}.xml"))
            self.package.declare(part, COMMENTS_KIND)
            links.add(part, f"{self.book.relations}/comments")
        if notes.changed:
            self.package[part] = notes.data
        return notes

    def _boxes(self, links: Links, patch: SheetPatch, notes: Noted) -> None:
        if not notes.changed:
            return
        part = links.target(patch.legacy)
        if not part and not notes.drawn:
            return
        came = self.package[part] if part else b""
        part = part or self.package.free(self.book.within("drawings/vmlDrawing{}.vml"))
        data = self.boxes.drawn(part, came, notes.drawn, notes.removed)
        if not came:
            self.package.declare(part, VML_KIND)
            patch.attach(links.add(part, f"{self.book.relations}/vmlDrawing"), self.book.strict)
        if data != came:
            self.package[part] = data


def _by_cell(data: bytes, marks: Iterable[Mark]) -> dict[Address, list[Mark]]:
    """Marks by the cell that shows them, in the order of their numbers."""
    placed = [(at, mark) for mark in marks if (at := address(mark.cell))]
    shown = origins(data, {at for at, _ in placed})
    found: dict[Address, list[Mark]] = {}
    for at, mark in sorted(placed, key=lambda pair: pair[1].number):
        found.setdefault(shown[at], []).append(mark)
    return found
