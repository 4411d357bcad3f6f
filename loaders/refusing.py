"""The refusals that several readers share."""

from dashboard.errors import UnreadableWorkbook
from loaders.limits import Limits


def too_many_cells(name: str, sheet: str, cells: int, bounds: Limits) -> UnreadableWorkbook:
    return UnreadableWorkbook("too-many-cells", name=name, sheet=sheet, cells=f"{cells:,}", most=f"{bounds.cells:,}")


def unsafe(name: str, reason: str, most: int | None = None) -> UnreadableWorkbook:
    """A package that breaks a limit (`most`), or is built as no spreadsheet program builds one."""
    return UnreadableWorkbook("unsafe-package", name=name, reason=reason, most="" if most is None else f"{most:,}")


def check_size(content: bytes, name: str, bounds: Limits) -> None:
    """Raises `UnreadableWorkbook` for more bytes than one workbook may have."""
    if len(content) > bounds.file_bytes:
        size = f"{len(content) / 2**20:.1f}"
        raise UnreadableWorkbook("too-large", name=name, size=size, most=f"{bounds.file_mb:,}")
