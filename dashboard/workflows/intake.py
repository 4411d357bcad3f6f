"""What comes in before anybody reads it: files, folders and ZIPs as a row of single files."""

from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from dashboard.errors import UnreadableWorkbook
from dashboard.names import of_file
from loaders import archive as archives

_SUFFIXES = frozenset(
    [".xlsx", ".xlsm", ".xlsb", ".xls", ".et", ".ods", ".csv", ".tsv", ".html", ".htm", ".xml", ".zip"]
)


def unpack(files: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    """Files with every ZIP opened, in the order given. A ZIP that cannot be opened comes out as itself.

    Such a one is then refused by `draft`, alone, so that it stops none of the others. Names are as `of_file` has them.
    """
    for name, content in files:
        try:
            members = archives.unpack(name, content)
        except UnreadableWorkbook:
            members = [(name, content)]
        yield from ((of_file(title), data) for title, data in members)


def gathered(paths: Iterable[Path]) -> Iterator[tuple[str, bytes]]:
    """The files of the paths given: files whatever they are called, folders through and through in name order.

    In a folder only what has the suffix of a spreadsheet or ZIP is taken; lock files (~$) and dot files never.
    """
    for path in paths:
        if not path.is_dir():
            yield of_file(path.name), path.read_bytes()
            continue
        for found in sorted(path.rglob("*")):
            within = found.relative_to(path).as_posix()
            if is_taken(within) and found.is_file():
                yield of_file(within), found.read_bytes()


def is_taken(within: str) -> bool:
    """Whether a file of a folder, by its path within it, is one to be read: no ballast of the machines it was on."""
    path = PurePosixPath(within)
    ballast = path.name.startswith(("~$", ".")) or "__MACOSX" in path.parts
    return path.suffix.lower() in _SUFFIXES and not ballast
