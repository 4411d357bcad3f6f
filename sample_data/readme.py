"""The README of the sample folder, from the same drafts as the workbooks: every file and what is wrong in it."""

from collections.abc import Sequence

from sample_data.drafts import Draftbook

_INTRO = """# Sample data

Made by `python -m sample_data.make` (`make sample`); the same bytes on every run. Do not edit by hand.

- `district.toml`: registry, roster, meetings, targets and rules of 示例区. Its units, people and figures are invented.
- `scoring.toml`: score rules of 示例区, invented and kept by hand, with every form of term.
- `weeks/<Friday>/`: what its units sent for four weekly meetings, each with its own layout and habits.
- `reference/`: registry and two workbooks of the reference district; they hold its published figures of 29 March 2024.
- `truth.json`: what must be found in them (records, findings, figures), reckoned from the invented facts and never read
  back from the workbooks. A field that is `null` is asserted to be absent; one that is left out is not asserted.
  Zeros that 本周未外出 says inside an increment are not asserted.

The second table says what is wrong on purpose, with the finding that it must become and where.

## Files

| file | unit | bytes | weeks | what it is |
|---|---|---|---|---|
"""
_FAULTS = """
## What is wrong or odd

| week | file | sheet | finding | cell | what |
|---|---|---|---|---|---|
"""


def readme(books: Sequence[Draftbook]) -> str:
    """Markdown with one row a file (its weeks side by side) and one row a mistake."""
    files: dict[str, list[Draftbook]] = {}
    for book in books:
        files.setdefault(_name(book), []).append(book)
    lines = [_line(name, group) for name, group in files.items()]
    return _INTRO + "\n".join(lines) + "\n" + _FAULTS + "\n".join(_faults(books)) + "\n"


def _name(book: Draftbook) -> str:
    name = book.path.rsplit("/", 1)[-1]
    return name.split("（截至")[0] + "（截至…）.csv" if "（截至" in name else name


def _line(name: str, group: list[Draftbook]) -> str:
    first = group[0]
    weeks = " ".join(f"{book.period:%m-%d}" for book in group if book.period) or "reference"
    return f"| {name} | {first.unit or '（多个单位）'} | {first.kind} | {weeks} | {first.about} |"


def _faults(books: Sequence[Draftbook]) -> list[str]:
    lines = []
    for book in books:
        week = f"{book.period:%m-%d}" if book.period else "-"
        for sheet in book.sheets:
            for fault in sheet.findings:
                cell = " ".join(filter(None, fault["cells"][:3])) + (" …" if len(fault["cells"]) > 3 else "")
                lines.append(f"| {week} | {_name(book)} | {sheet.name} | `{fault['code']}` | {cell} | {fault['why']} |")
        if book.silent:
            lines.append(f"| {week} | {_name(book)} | | | | {book.silent} |")
    return lines
