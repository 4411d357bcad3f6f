"""Columns told by their cells: what stands under a heading that nobody has seen, or that promises too little."""

from collections.abc import Callable, Mapping

from loaders.categories import organisation_kind
from loaders.columns import Columns
from loaders.enumerations import told_by_content
from loaders.grid import Value
from loaders.layout import Block
from loaders.persons import is_posted_name
from loaders.profiles import Profile
from loaders.values import items

UNIT_SHARE = 0.6
COMPANY_SHARE = 0.8


def told_by_cells(
    found: Columns, block: Block, shapes: Mapping[int, Profile], names_unit: Callable[[str], bool]
) -> None:
    """Completes the decision about a table's columns by what they hold; a heading that says a field keeps it."""
    _serial_by_content(found, block, shapes)
    _unit_by_content(found, shapes, names_unit)
    _enumerated_by_content(found, shapes)
    _hosts_by_content(found, shapes)
    _leader_with_post(found, shapes)


def _serial_by_content(found: Columns, block: Block, shapes: Mapping[int, Profile]) -> None:
    """A first column of 1, 2, 3 numbers the rows, whatever its heading: 批次, 次数."""
    first = next((head for head in block.headings if head.path), None)
    if found.serial or first not in found.unmapped or first is None:
        return
    values = [v for v in dict.fromkeys(shapes[first.column].values) if v is not None]
    if len(values) > 1 and values == list(range(1, len(values) + 1)):
        found.unmapped.remove(first)
        found.ignored.append(first)
        found.serial = first.column


def _unit_by_content(found: Columns, shapes: Mapping[int, Profile], names_unit: Callable[[str], bool]) -> None:
    """A column that holds registry units is the unit column, whatever its heading, when no other one is."""
    if "unit" in found.fields:
        return
    for head in found.unmapped:
        shape = shapes[head.column]
        if shape.filled and shape.share(lambda v: isinstance(v, str) and names_unit(v)) >= UNIT_SHARE:
            found.unmapped.remove(head)
            found.fields["unit"] = [head.column]
            return


def _enumerated_by_content(found: Columns, shapes: Mapping[int, Profile]) -> None:
    """A column of stages, kinds or fundings is one whatever its heading (项目类别: 内资, 外资), when no other is."""
    for column, name in told_by_content(found.fields, found.unmapped, shapes, found.ledger).items():
        found.unmapped = [head for head in found.unmapped if head.column != column]
        found.fields = {f: kept for f, cs in found.fields.items() if (kept := [c for c in cs if c != column])}
        found.fields[name] = [column]


def _hosts_by_content(found: Columns, shapes: Mapping[int, Profile]) -> None:
    """A column of company names is who was met, or who invests, when no heading says who that is."""
    name = {"visits": "organisation", "projects": "investor"}.get(found.ledger, "")
    if not name or name in found.fields:
        return
    people = found.fields.get("counterpart", ()) if found.ledger == "visits" else ()
    units = [c for c in found.fields.get("unit", ()) if len(set(shapes[c].values)) > 1]
    for column in (*(head.column for head in found.unmapped), *people, *units):
        shape = shapes[column]
        if shape.filled and shape.share(_names_company) >= COMPANY_SHARE:
            found.unmapped = [head for head in found.unmapped if head.column != column]
            if column in (*people, *units):
                _drop(found, "counterpart" if column in people else "unit", column)
            found.fields[name] = [column]
            return


def _leader_with_post(found: Columns, shapes: Mapping[int, Profile]) -> None:
    """A column of names with their posts is the leader's, though its heading ends in 职务: 带队领导、职务."""
    column = found.column("post")
    alone = found.ledger == "visits" and column and "leader" not in found.fields
    if alone and shapes[column].share(is_posted_name) >= UNIT_SHARE:
        found.fields["leader"] = found.fields.pop("post")


def _drop(found: Columns, name: str, column: int) -> None:
    kept = [c for c in found.fields.pop(name) if c != column]
    if kept:
        found.fields[name] = kept


def _names_company(value: Value) -> bool:
    return isinstance(value, str) and all(organisation_kind(n) in ("company", "chamber") for n in items(value))
