"""The tables of a sheet before they are read: where each is, what it says about itself, what its rows are."""

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from dashboard.contract import District
from dashboard.names import unit_named
from loaders.bodies import lines
from loaders.canvas import Canvas
from loaders.categories import asset_kind
from loaders.chains import names_chain
from loaders.grid import Sheet
from loaders.headings import of_year
from loaders.layout import Block, blocks
from loaders.lines import Line
from loaders.metadata import Terms, take_notes, terms
from loaders.stagewords import names_stage


@dataclass
class Part:
    """One table of a sheet before it is read: where it is, what it says about itself, what its rows are."""

    canvas: Canvas
    block: Block
    lines: list[Line]
    terms: Terms


def parts_of(sheet: Sheet, file: str, district: District, year: int | None = None) -> list[Part]:
    """The tables of a sheet with their rows told apart, and the terms their title lines state."""
    canvas = Canvas(sheet)

    def names_unit(text: str) -> bool:
        return bool(unit_named(text, district))

    def names_section(text: str) -> bool:
        return names_unit(text) or names_stage(text) or names_chain(text) or bool(asset_kind(text))

    found = blocks(canvas, names_unit)
    beside = Counter(block.header_rows[0] for block in found)
    parts = [
        Part(
            canvas,
            block,
            lines(canvas, block, names_section, names_unit),
            terms(
                canvas,
                block.title_rows,
                (sheet.name, file),
                district,
                (block.left, block.right) if beside[block.header_rows[0]] > 1 else (1, 0),
                year,
            ),
        )
        for block in found
    ]
    for part in parts:
        take_notes(part.terms, (line.text for line in part.lines if line.kind == "note"))
        years = {known for known in (part.terms.year, year) if known}
        part.block.headings[:] = [of_year(head, years) for head in part.block.headings]
    _inherit_unit(parts)
    _inherit_measures(parts)
    return parts


def _inherit_unit(parts: list[Part]) -> None:
    """Tables further down a sheet belong to the unit that the first title names, unless their own names one."""
    for above, part in pairwise(parts):
        if not part.terms.unit and not part.terms.unit_text:
            first = above.terms
            part.terms.unit, part.terms.unit_at, part.terms.unit_text = first.unit, first.unit_at, first.unit_text


def _inherit_measures(parts: list[Part]) -> None:
    """The next table on the same form is measured as the one above where its own title does not say otherwise."""
    for above, part in pairwise(parts):
        if [h.path for h in above.block.headings] == [h.path for h in part.block.headings]:
            known = above.terms.units_of_measure
            kind = asset_kind(part.terms.title)
            if "亩" in known.get("area", "") and kind and kind != asset_kind(above.terms.title):
                # land is measured in 亩, and no floor after it
                known = {quantity: unit for quantity, unit in known.items() if quantity != "area"}
            part.terms.units_of_measure = {**known, **part.terms.units_of_measure}
    stated = {unit for part in parts if (unit := part.terms.units_of_measure.get("money"))}
    if len(stated) == 1 and "money" in parts[0].terms.units_of_measure:
        # 投资单位：万元 stands once, above the first of the sheet's tables, whatever the others are headed
        for part in parts[1:]:
            part.terms.units_of_measure.setdefault("money", min(stated))
