"""An Office package: parts, relationships and content types. Untouched parts leave it as the bytes that came in."""

import copy
import io
import posixpath
import re
import zipfile
from collections.abc import Iterator

from lxml import etree

_EPOCH = (1980, 1, 1, 0, 0, 0)
_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "[Content_Types].xml"
_EMPTY_LINKS = f'<Relationships xmlns="{_LINKS}"/>'.encode()


def parsed(data: bytes) -> etree._Element:
    """The root of an XML part, without entities or network."""
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))


def tidied(data: bytes) -> bytes:
    """The same XML in UTF-8, whatever it was written in."""
    return written(parsed(data))


def written(root: etree._Element) -> bytes:
    return bytes(etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True))


def local(element: etree._Element) -> str:
    """Element name without its namespace; "" for comments and processing instructions."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def children(element: etree._Element | None, name: str) -> list[etree._Element]:
    return [child for child in (element if element is not None else ()) if local(child) == name]


_EXTENSIONS = ((b"sheet.macroEnabled", ".xlsm"), (b"template.macroEnabled", ".xltm"), (b"template.main", ".xltx"))


def extension(content: bytes) -> str:
    """The ending that the package's own type asks for; under another one Excel refuses to open it."""
    types = Package(content).get(_TYPES, b"")
    return next((ending for kind, ending in _EXTENSIONS if kind in types), ".xlsx")


class Package:
    """Reads parts by name (case does not tell names apart) and keeps what is changed or added until `content`."""

    def __init__(self, content: bytes) -> None:
        self._source = content
        self._archive = zipfile.ZipFile(io.BytesIO(content))
        self._names = {info.filename.casefold(): info.filename for info in self._archive.infolist()}
        self._changed: dict[str, bytes] = {}

    def __contains__(self, part: str) -> bool:
        return part.casefold() in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(list(self._names.values()))

    def __getitem__(self, part: str) -> bytes:
        name = self._names[part.casefold()]
        return self._changed[name] if name in self._changed else self._archive.read(name)

    def get(self, part: str, otherwise: bytes) -> bytes:
        try:
            return self[part]
        except KeyError:
            return otherwise

    def __setitem__(self, part: str, data: bytes) -> None:
        name = self._names.setdefault(part.casefold(), part)
        self._changed[name] = data

    def free(self, pattern: str) -> str:
        """A part name that nobody bears yet: `pattern` with the first free number for its {}."""
        return next(name for n in range(1, len(self._names) + 2) if (name := pattern.format(n)) not in self)

    def links(self, part: str) -> "Links":
        return Links(self, part)

    def declare(self, part: str, kind: str) -> None:
        """The content type of a new part: by its extension for vml, by its name for everything else."""
        root = parsed(self[_TYPES])
        space = etree.QName(root).namespace
        extension = part.rpartition(".")[2]
        if extension == "xml":
            etree.SubElement(root, f"{{{space}}}Override", PartName=f"/{part}", ContentType=kind)
        elif all(d.get("Extension", "").casefold() != extension for d in children(root, "Default")):
            root.insert(0, root.makeelement(f"{{{space}}}Default", Extension=extension, ContentType=kind))
        else:
            return
        self[_TYPES] = written(root)

    def kind(self, part: str) -> str:
        """Declared content type of a part; "" when only its extension declares it."""
        wanted = f"/{part}".casefold()
        overrides = children(parsed(self[_TYPES]), "Override")
        return next((o.get("ContentType", "") for o in overrides if o.get("PartName", "").casefold() == wanted), "")

    def content(self) -> bytes:
        """The package: untouched parts with the bytes, order and dates they came with, new ones at the end."""
        stream = io.BytesIO()
        entries = self._archive.infolist()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
            for entry, end in zip(entries, self._ends(entries), strict=True):
                if entry.filename in self._changed:
                    _write(target, entry.filename, self._changed[entry.filename], entry)
                else:
                    _copy(target, entry, self._source[entry.header_offset : end])
            came = {entry.filename for entry in entries}
            for name, data in self._changed.items():
                if name not in came:
                    _write(target, name, data, None)
        return stream.getvalue()

    def _ends(self, entries: list[zipfile.ZipInfo]) -> list[int]:
        """Where each entry's bytes end: where the next one in the file begins, so that trailing descriptors belong."""
        starts = sorted([entry.header_offset for entry in entries] + [self._archive.start_dir])
        return [starts[starts.index(entry.header_offset) + 1] for entry in entries]


def _copy(target: zipfile.ZipFile, entry: zipfile.ZipInfo, raw: bytes) -> None:
    """Takes an entry over as it lies in the source; `zipfile` itself can only unpack and pack again."""
    kept = copy.copy(entry)
    stream = target.fp
    assert stream is not None
    stream.seek(target.start_dir)
    kept.header_offset = stream.tell()
    stream.write(raw)
    target.filelist.append(kept)
    target.NameToInfo[kept.filename] = kept
    target.start_dir = stream.tell()


def _write(target: zipfile.ZipFile, name: str, data: bytes, like: zipfile.ZipInfo | None) -> None:
    fresh = zipfile.ZipInfo(name, like.date_time if like else _EPOCH)
    fresh.compress_type = like.compress_type if like else zipfile.ZIP_DEFLATED
    if like:
        fresh.external_attr, fresh.create_system = like.external_attr, like.create_system
    target.writestr(fresh, data)


class Links:
    """The relationships of one part. `kinds` are compared by their last word, which strict and transitional share."""

    def __init__(self, package: Package, part: str) -> None:
        folder, name = posixpath.split(part)
        self._package, self._folder = package, folder
        self._part = posixpath.join(folder, "_rels", f"{name}.rels")
        self._root = parsed(package.get(self._part, _EMPTY_LINKS))

    @property
    def _all(self) -> list[etree._Element]:
        return children(self._root, "Relationship")

    def target(self, number: str) -> str:
        """Part name that a relationship id leads to; "" when it leads nowhere or outside."""
        return next((self._resolved(link) for link in self._all if link.get("Id") == number), "")

    def of_kind(self, kind: str) -> list[str]:
        """Part names of a kind, as `comments` or `worksheet`."""
        found = (link for link in self._all if link.get("Type", "").rpartition("/")[2] == kind)
        return [part for link in found if (part := self._resolved(link))]

    def add(self, part: str, kind: str) -> str:
        """A new relationship to a part; returns its id. `kind` is the whole type."""
        numbers = [int(n[1]) for link in self._all if (n := re.fullmatch(r"rId(\d{1,9})", link.get("Id", "")))]
        fresh = f"rId{max(numbers, default=0) + 1}"
        target = posixpath.relpath(part, self._folder or ".")
        space = etree.QName(self._root).namespace
        etree.SubElement(self._root, f"{{{space}}}Relationship", Id=fresh, Type=kind, Target=target)
        self._package[self._part] = written(self._root)
        return fresh

    def _resolved(self, link: etree._Element) -> str:
        target = link.get("Target", "")
        if link.get("TargetMode") == "External":
            return ""
        path = target.lstrip("/") if target.startswith("/") else posixpath.join(self._folder, target)
        path = posixpath.normpath(path)
        return path if path in self._package else ""
