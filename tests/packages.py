"""Whether an Office package (xlsx, docx, pptx) is sound: what Excel, Word and PowerPoint repair or refuse otherwise."""

import io
import posixpath
import re
import shutil
import subprocess
import zipfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from lxml import etree

_LINKS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_UNDECLARED = ("[Content_Types].xml",)
_HEAD = 30
"""Bytes of an entry's own header before its name; the lengths of name and extra field stand at 26 and 28."""
_SHAPE = re.compile(rb"\bid\s*=\s*[\"'](_x0000_s\d+)[\"']")


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def raw_parts(content: bytes) -> dict[str, tuple[bytes, tuple[int, ...], int]]:
    """Every part's packed bytes, its date and its compression, as they lie in the file."""
    found = {}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for entry in archive.infolist():
            head = content[entry.header_offset : entry.header_offset + _HEAD]
            names = sum(int.from_bytes(head[at : at + 2], "little") for at in (26, 28))
            start = entry.header_offset + _HEAD + names
            packed = content[start : start + entry.compress_size]
            found[entry.filename] = (packed, entry.date_time, entry.compress_type)
    return found


def faults(content: bytes) -> list[str]:
    """Everything that is wrong with a package; [] for a sound one.

    Every part has one content type and is XML where it says so; every relationship has its own id and leads to a part;
    every id that a part refers to is one of its relationships; ids that must be unique are; counts tell the truth.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        damaged = archive.testzip()
    parts = parts_of(content)
    found = [f"{damaged} is damaged"] if damaged else []
    found += [f"{name} stands twice" for name, n in Counter(n.casefold() for n in names).items() if n > 1]
    trees = {}
    for name, data in parts.items():
        if name.endswith((".xml", ".rels")):
            try:
                trees[name] = etree.fromstring(data)
            except etree.XMLSyntaxError as error:
                found.append(f"{name}: {error}")
    found += _content_types(names, trees.get("[Content_Types].xml"))
    for name, tree in trees.items():
        if name.endswith(".rels"):
            found += _relationships(name, tree, names)
        else:
            found += _references(name, tree, trees) + _numbers(name, tree)
    return found + _shapes(parts)


def _content_types(names: Sequence[str], tree: etree._Element | None) -> list[str]:
    if tree is None:
        return ["no [Content_Types].xml"]
    defaults = [d.get("Extension", "").casefold() for d in tree.iter(f"{_TYPES}Default")]
    overrides = [o.get("PartName", "").casefold() for o in tree.iter(f"{_TYPES}Override")]
    found = [f"content type of {name} twice" for name, n in Counter(defaults + overrides).items() if n > 1]
    have = {f"/{name}".casefold() for name in names}
    found += [f"content type of {name}, which is not there" for name in overrides if name not in have]
    for name in names:
        known = f"/{name}".casefold() in overrides or name.rpartition(".")[2].casefold() in defaults
        if not known and name not in _UNDECLARED and not name.endswith("/"):
            found.append(f"no content type for {name}")
    return found


def _owner(rels: str) -> str:
    folder, name = posixpath.split(rels)
    return posixpath.join(posixpath.dirname(folder), name.removesuffix(".rels"))


def _relationships(name: str, tree: etree._Element, names: Sequence[str]) -> list[str]:
    links = list(tree.iter(_LINKS))
    found = [f"{name}: {i} twice" for i, n in Counter(link.get("Id") for link in links).items() if n > 1]
    have = {n.casefold() for n in names}
    base = posixpath.dirname(_owner(name))
    for link in links:
        target = link.get("Target", "")
        if link.get("TargetMode") == "External" or target.startswith("#"):
            continue
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(base, target))
        if path.casefold() not in have:
            found.append(f"{name}: {target} leads nowhere")
    return found


def _references(name: str, tree: etree._Element, trees: dict[str, etree._Element]) -> list[str]:
    folder, base = posixpath.split(name)
    links = trees.get(posixpath.join(folder, "_rels", f"{base}.rels"))
    known = {link.get("Id") for link in links.iter(_LINKS)} if links is not None else set()
    used = {
        value
        for element in tree.iter()
        for key, value in element.attrib.items()
        if "officeDocument" in key and key.rpartition("}")[2] in ("id", "embed", "link", "pict")
    }
    return [f"{name}: {number} is no relationship" for number in sorted(used - known) if number]


def _numbers(name: str, tree: etree._Element) -> list[str]:
    found = []
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        kids = [kid for kid in element if isinstance(kid.tag, str)]
        count = element.get("count")
        kind = element.tag.rpartition("}")[2]
        if kind in ("fonts", "fills", "borders", "cellXfs", "cellStyleXfs", "dxfs", "mergeCells") and count:
            found += [f"{name}: {kind} says {count}, has {len(kids)}"] if int(count) != len(kids) else []
        if kind in ("sheets", "sldIdLst"):
            for key in ("sheetId", "name", "id"):
                seen = Counter(value.casefold() for kid in kids if (value := kid.get(key)))
                found += [f"{name}: {key} {value} twice" for value, n in seen.items() if n > 1]
        if kind == "commentList":
            seen = Counter(kid.get("ref") for kid in kids)
            found += [f"{name}: two comments on {ref}" for ref, n in seen.items() if n > 1]
        if kind == "sheetData":
            cells = [c.get("r") for row in kids for c in row if c.get("r")]
            found += [f"{name}: cell {ref} twice" for ref, n in Counter(cells).items() if n > 1]
            rows = [int(row.get("r")) for row in kids if row.get("r")]
            found += [f"{name}: rows out of order"] if rows != sorted(set(rows)) else []
    return found


def _shapes(parts: dict[str, bytes]) -> list[str]:
    seen = Counter(i for name, data in parts.items() if name.endswith(".vml") for i in _SHAPE.findall(data))
    return [f"shape {number.decode()} twice" for number, n in seen.items() if n > 1]


def converted(files: Sequence[Path], kind: str, folder: Path) -> list[Path]:
    """The files as LibreOffice writes them after loading them, in the same order; fails where it could not.

    `kind` is an extension, with a filter behind a colon where needed.
    """
    office = shutil.which("soffice")
    assert office, "LibreOffice is missing: `make packages` installs it or prints the command that does"
    target = folder / kind.partition(":")[0]
    profile = (folder / "profile").resolve().as_uri()
    command = [office, f"-env:UserInstallation={profile}", "--headless", "--norestore", "--convert-to", kind]
    run = subprocess.run(
        [*command, "--outdir", str(target), *map(str, files)], capture_output=True, text=True, timeout=240, check=False
    )
    made = [target / f"{file.stem}.{target.name}" for file in files]
    missing = [path.name for path in made if not path.exists()]
    assert not missing and "Error" not in run.stderr, f"{missing} {run.stdout} {run.stderr}"
    return made
