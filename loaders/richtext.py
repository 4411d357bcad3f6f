"""Runs of a cell's text that say otherwise than their letters: struck-through words, raised digits."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from loaders.styles import child, children, local, parsed

RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
"""A raised digit is a remark or a power, never one more digit of its figure."""
_INLINE = re.compile(rb'<c r="([A-Z]+[0-9]+)"[^>]*>(<is>.*?</is>)', re.DOTALL)
_MARKED = re.compile(rb"<(?:\w+:)?strike|superscript")
_MARKS = (b"strike", b"superscript")


@dataclass(frozen=True, slots=True)
class Text:
    """A text without what is struck through in it, and whether anything is."""

    words: str
    struck: bool


def marked(strings: bytes) -> dict[int, Text]:
    """Shared strings by number of which a part is struck through or raised; one wholly struck keeps its words."""
    if not _is_marked(strings):
        return {}
    found = {number: _read(item) for number, item in enumerate(children(parsed(strings), "si"))}
    return {number: text for number, text in found.items() if text is not None}


def inline(sheet: bytes) -> Iterator[tuple[bytes, Text]]:
    """The same for texts that stand in the cells of a sheet themselves, by address."""
    if _is_marked(sheet):
        for address, item in _INLINE.findall(sheet):
            if _MARKED.search(item) and (text := _read(parsed(item))) is not None:
                yield address, text


def _is_marked(data: bytes) -> bool:
    # a pattern over megabytes costs as much as reading their values; plain words do not
    return any(mark in data for mark in _MARKS) and bool(_MARKED.search(data))


def _read(item: etree._Element) -> Text | None:
    kept, every, struck, raised = [], [], False, False
    for run in children(item, "r"):
        said, look = "".join(t.text or "" for t in children(run, "t")), child(run, "rPr")
        marks = {local(mark): mark.attrib for mark in look} if look is not None else {}
        every.append(said)
        if _on(marks.get("strike")):
            struck = struck or bool(said.strip())
            continue
        high = dict(marks.get("vertAlign") or {}).get("val") == "superscript" and any(c.isdigit() for c in said)
        raised = raised or high
        kept.append(said.translate(RAISED) if high else said)
    if not struck and not raised:
        return None
    return Text("".join(kept).strip() or "".join(every), struck)


def _on(mark: Mapping[str, str] | None) -> bool:
    return mark is not None and dict(mark).get("val", "1") in ("1", "true")
