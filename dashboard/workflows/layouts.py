"""Two layouts of one unit's sheet compared: which columns are the same, new, gone, renamed or measured otherwise.

A layout is what a memory keeps of a template: an entry a table with `sheet`, `ledger`, `hidden` and `columns`. Headings
are the same column when they agree without days, brackets, units and white space (`loaders.templates.sameness`).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from loaders import TableReading
from loaders.templates import sameness, undated

Layout = Sequence[Mapping[str, Any]]
Kind = Literal["added", "gone", "renamed", "unit"]


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference from the remembered template.

    `heading` is the column's heading now (of a `gone` one: as it was). `was` is the earlier heading of a `renamed` one
    and the earlier unit of measure of a `unit`, whose present one is `now`. `field` is what a renamed column was
    read as ("" where a person left it out, None where nobody knew).
    """

    kind: Kind
    sheet: str
    heading: str
    was: str = ""
    now: str = ""
    field: str | None = None


def layout_of(tables: Iterable[TableReading]) -> list[dict[str, Any]]:
    """The layout of a file as it was read."""
    return [
        {"sheet": table.name, "ledger": table.ledger, "hidden": table.hidden, "columns": _columns(table)}
        for table in tables
    ]


def _columns(table: TableReading) -> list[dict[str, str]]:
    if not table.mapping:
        return [{"heading": text, "field": "", "unit": "", "how": "unknown"} for text in table.headings.values()]
    return [{name: getattr(c, name) for name in ("heading", "field", "unit", "how")} for c in table.mapping]


def keys(table: Mapping[str, Any]) -> list[str]:
    return [sameness(column["heading"]) for column in table["columns"]]


def likeness(before: Layout, after: Layout) -> float:
    """Share of headings in common among all headings of both, over the visible sheets: 0..1."""
    ours, theirs = ({k for table in side if not table["hidden"] for k in keys(table)} for side in (before, after))
    return len(ours & theirs) / len(ours | theirs) if ours and theirs else 0.0


def same_ledger(before: Layout, after: Layout) -> bool:
    """Whether the two have a ledger in common, or one that nobody has told yet."""
    ours, theirs = ({table["ledger"] for table in side if table["columns"]} for side in (before, after))
    return bool(ours & theirs) or "" in ours | theirs


def pairs(before: Layout, after: Layout) -> list[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    """Tables that correspond: for each of now the most similar earlier one still free, of equals the same place."""
    free = [(place, table) for place, table in enumerate(before) if table["columns"]]
    found = []
    for at, table in enumerate(after):
        best = max(free, key=lambda one: (likeness_of(one[1], table), -abs(one[0] - at), -one[0]), default=None)
        if best and table["columns"] and likeness_of(best[1], table) > 0:
            free.remove(best)
            found.append((best[1], table))
    return found


def likeness_of(before: Mapping[str, Any], after: Mapping[str, Any]) -> float:
    ours, theirs = set(keys(before)), set(keys(after))
    return len(ours & theirs) / len(ours | theirs) if ours | theirs else 0.0


def sheets(before: Layout, after: Layout) -> dict[str, str]:
    """Earlier sheet name -> its name now: by corresponding tables, else the same name but for days in it."""
    names = {old["sheet"]: new["sheet"] for old, new in pairs(before, after)}
    now = {undated(table["sheet"]): table["sheet"] for table in after}
    for table in before:
        if table["sheet"] not in names and undated(table["sheet"]) in now:
            names[table["sheet"]] = now[undated(table["sheet"])]
    return names


def differences(before: Layout, after: Layout) -> list[Difference]:
    """What is different now, table by table, in the order of the columns; moved columns are no difference.

    A new heading in the place of one that is gone is that one renamed; where more than one stands between two
    unchanged columns, only those read as the same field are paired.
    """
    return [difference for old, new in pairs(before, after) for difference in _between(old, new)]


def _between(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Difference]:
    before, after = keys(old), keys(new)
    found: list[Difference] = []
    for kind, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        gone = [c for c, key in zip(old["columns"][i:j], before[i:j], strict=True) if key not in after]
        come = [c for c, key in zip(new["columns"][k:m], after[k:m], strict=True) if key not in before]
        if kind == "equal":
            found += _measured(new["sheet"], zip(old["columns"][i:j], new["columns"][k:m], strict=True))
        else:
            found += _changed(new["sheet"], gone, come)
    return found


def _changed(sheet: str, gone: list[dict[str, str]], come: list[dict[str, str]]) -> list[Difference]:
    renamed = [(gone[0], come[0])] if len(gone) == len(come) == 1 else _paired(gone, come)
    olds, news = [id(old) for old, _ in renamed], [id(new) for _, new in renamed]
    return [
        *(Difference("renamed", sheet, n["heading"], o["heading"], field=_known(o)) for o, n in renamed),
        *_measured(sheet, renamed),
        *(Difference("added", sheet, c["heading"]) for c in come if id(c) not in news),
        *(Difference("gone", sheet, c["heading"]) for c in gone if id(c) not in olds),
    ]


def _known(column: Mapping[str, str]) -> str | None:
    return column["field"] if column["field"] or column["how"] == "person" else None


def _paired(gone: list[dict[str, str]], come: list[dict[str, str]]) -> list[tuple[dict[str, str], dict[str, str]]]:
    """Gone and new columns read as the same field, each once."""
    named = {column["field"]: column for column in reversed(gone) if column["field"]}
    taken = {column["field"]: column for column in reversed(come) if column["field"]}
    return [(named[field], column) for field, column in taken.items() if field in named]


def _measured(sheet: str, columns: Iterable[tuple[dict[str, str], dict[str, str]]]) -> list[Difference]:
    return [
        Difference("unit", sheet, new["heading"], old["unit"], new["unit"])
        for old, new in columns
        if old["unit"] and new["unit"] and old["unit"] != new["unit"]
    ]
