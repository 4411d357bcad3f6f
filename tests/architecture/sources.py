"""The product's own Python files, parsed once."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dashboard.config import ROOT

PACKAGES = ("loaders", "metrics", "dashboard", "pages")


@dataclass(frozen=True, eq=False)
class Source:
    """One module: where it is, what stands in it."""

    path: Path
    text: str
    tree: ast.Module

    @property
    def name(self) -> str:
        """Path from the project's root, with forward slashes."""
        return self.path.relative_to(ROOT).as_posix()

    def within(self, *folders: str) -> bool:
        return self.name.startswith(tuple(f"{folder}/" for folder in folders))

    def place(self, node: ast.AST) -> str:
        return f"{self.name}:{getattr(node, 'lineno', 1)}"

    def calls(self) -> Iterator[tuple[ast.Call, str]]:
        """Every call with the dotted name of what is called; "" for what has none."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call):
                yield node, dotted(node.func)

    def docstrings(self) -> set[int]:
        """Identities of the string nodes that are documentation: docstrings and strings standing alone."""
        return {
            id(node.value)
            for node in ast.walk(self.tree)
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        }


def dotted(node: ast.AST) -> str:
    """`a.b.c` of a name or attribute chain; what hangs on a call or subscript keeps its last attributes."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}".lstrip(".")
    return ""


@cache
def sources() -> tuple[Source, ...]:
    """app.py and every module of the product, in the order of their paths."""
    paths = [ROOT / "app.py", *(path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py")))]
    found = []
    for path in paths:
        if path.exists():
            text = path.read_text(encoding="utf-8")
            found.append(Source(path, text, ast.parse(text, str(path))))
    return tuple(found)


def of(*folders: str) -> tuple[Source, ...]:
    """The modules below these folders (or exactly these files)."""
    return tuple(source for source in sources() if source.within(*folders) or source.name in folders)


def pages() -> tuple[Source, ...]:
    """Page scripts, without package markers."""
    return tuple(source for source in of("pages") if source.path.name != "__init__.py")
