"""Results opened as the programs open them: what in them would act, fetch or pretend."""

import io
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any

import openpyxl
from lxml import etree

from tests.inert.payloads import ACTIVE, FOREIGN, PAYLOADS
from tests.packages import faults, parts_of

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_WORDS = frozenset({"body", "label", "help", "text", "delta", "title", "caption", "options", "captions", "content"})
"""Fields of Streamlit's messages that are shown as Markdown."""
_PLAIN = frozenset({"text", "code", "selectbox", "multiselect", "text_input", "text_area", "plotly_chart", "json"})
"""Elements that show their texts as they are; a chart is looked at by itself."""
_MARKUP = ("<img", "<a ", "<script", "<b>", "<extra>", "%{customdata[0]}<")


def of_office(content: bytes) -> list[str]:
    """What is unsound or alive in a DOCX, PPTX or XLSX, and in every workbook embedded in it."""
    found = faults(content)
    parts = parts_of(content)
    for name, data in parts.items():
        if name.endswith(".rels") and b'TargetMode="External"' in data:
            found.append(f"{name} leads out")
        if name.endswith((".xml", ".rels")):
            found += [f"{name}: {text}" for text in _formulas(data)]
        if name.endswith(".xlsx"):
            found += [f"{name}/{fault}" for fault in of_office(data)]
    return found + (_live_cells(content) if "xl/workbook.xml" in parts else [])


def _formulas(data: bytes) -> Iterator[str]:
    """Formulas and fields that a payload wrote; a link to a sheet of a payload's name leads within the file."""
    for element in etree.fromstring(data).iter("{*}f", "{*}instrText"):
        if any(sign in (element.text or "") for sign in (FOREIGN, "cmd|", "SUM(1+1)", "=-2+3")):
            yield str(element.text)


def _live_cells(content: bytes) -> Iterator[str] | list[str]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    written = {text.strip() for text in PAYLOADS.values()}
    cells = (cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row)
    found = [str(c.value) for c in cells if c.data_type == "f" and str(c.value).strip() in written]
    book.close()
    return found


def of_csv(content: bytes) -> list[str]:
    """Cells that a spreadsheet would take for formulas: a figure is none."""
    import csv

    rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    return [cell for row in rows for cell in row if cell.startswith(_FORMULA) and not _is_figure(cell)]


def _is_figure(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def of_figure(node: Any, key: str = "") -> list[str]:
    """Texts of a plotly figure in which its own markup is alive; what only the page's code reads is left out."""
    if isinstance(node, Mapping):
        left_out = () if "customdata" in str(node.get("hovertemplate", "")) else ("customdata",)
        return [
            f for name, value in node.items() if name not in ("ids", "meta", *left_out) for f in of_figure(value, name)
        ]
    if isinstance(node, list | tuple):
        return [f for value in node for f in of_figure(value, key)]
    return [f"{key}: {node}"] if isinstance(node, str) and any(sign in node for sign in ALIVE) else []


ALIVE = tuple(text for name, text in PAYLOADS.items() if name in ("picture", "script", "anchor", "hover"))


def of_page(tree: Any) -> list[str]:
    """Markdown of a page in which a payload stands as it was written."""
    return [
        f"{node.type}.{name}: {text[:120]}"
        for node in tree
        if node.type not in _PLAIN and getattr(node, "proto", None) is not None
        for name, text in _strings(node.proto)
        if name in _WORDS and any(active in text for active in ACTIVE)
    ]


def _strings(message: Any) -> Iterator[tuple[str, str]]:
    for field, value in message.ListFields():
        if field.message_type is None and field.type == field.TYPE_STRING:
            yield from ((field.name, text) for text in ([value] if isinstance(value, str) else value))
        elif field.message_type is not None and hasattr(value, "ListFields"):
            yield from _strings(value)


def of_archive_names(content: bytes) -> list[str]:
    """Names of entries that would leave the folder, or that no Windows could write."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = [entry.orig_filename for entry in archive.infolist()]
    return [
        name
        for name in names
        if name.startswith(("/", "\\")) or ".." in name.split("/") or any(c in name for c in '\\:*?"<>|\u202e\u200b')
        or not name.isprintable()
    ]  # fmt: skip


def of_lines(text: str) -> list[str]:
    """Lines that a payload began."""
    return [line for line in text.splitlines() if line.startswith("2024-01-01 00:00:00,000 ERROR mishap")]
