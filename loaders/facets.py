"""What the section rows above a row say: whose it is, its stage, kind, direction or chain."""

from dashboard.names import unit_named
from loaders.bodies import core
from loaders.categories import asset_kind, direction_of, event_kind
from loaders.chains import names_chain, names_trade, section_role
from loaders.lines import Line
from loaders.reader import TableReader
from loaders.sections import counted, heads_others, names_part
from loaders.stagewords import names_stage, stage_of

_FACETS = {"projects": "stage", "assets": "kind", "visits": "direction", "events": "event", "prospects": "chain"}
"""What sections sort the records of a list by, besides their unit."""


class Sections:
    """What the section rows above a row say; each facet holds until another section row says otherwise.

    A section that says nothing known ends what one counted alike began: what stands under 二、其他 below 一、签约项目
    is not signed.
    """

    def __init__(self, table: TableReader) -> None:
        self.table = table
        self.begun = 0
        """Row of the section that opened the unit, or a stranger's."""
        self.unit = self.stage = self.kind = self.direction = self.event = self.chain = self.role = ""
        self.opened = ""
        """The section that opened the unit."""
        self.stranger: Line | None = None
        """The section of somebody who is no registry unit, and whose the records below it are."""
        self._facet = _FACETS.get(table.columns.ledger, "")
        self._counted = ""
        """How the section is counted that said what the list is sorted by."""

    def enter(self, line: Line) -> None:
        words = core(line.text)
        self.table.notes.parsed.update(
            (line.row, c) for c, _ in self.table.canvas.typed(line.row, self.table.block.left, self.table.block.right)
        )
        self._whose(line, words)
        told = self._told(words)
        if self._facet in told or told.get("role"):
            self._counted = counted(line.text)
        elif self._ends(line, words):
            told |= {self._facet: "", "role": ""}
        if "stage" in told and not told["stage"]:
            self.table.notes.find("unknown-stage", (line.row, line.column))
        for facet, value in told.items():
            setattr(self, facet, value)

    def _told(self, words: str) -> dict[str, str]:
        """The facets that a section names. A stage is "" where nobody understood the words around it: the records
        below may have reached it or not."""
        ledger = self.table.columns.ledger
        meanings = {"kind": asset_kind, "direction": direction_of, "event": event_kind}
        told = {facet: value for facet, meaning in meanings.items() if (value := meaning(words))}
        if names_stage(words):
            told["stage"] = stage_of(words)
        elif ledger == "projects" and stage_of(words) not in ("", "negotiating"):
            told["stage"] = ""
        if ledger == "prospects" and not names_chain(words) and (role := section_role(words)):
            told["role"] = role
        elif names_chain(words) or (ledger == "prospects" and names_trade(words) and not self._names_unit(words)):
            told |= {"chain": words, "role": ""}
        return told

    def _ends(self, line: Line, words: str) -> bool:
        alike = self._counted and counted(line.text) == self._counted
        return bool(alike) and not self._names_unit(words) and not names_part(words)

    def _whose(self, line: Line, words: str) -> None:
        if named := unit_named(words, self.table.district):
            self.unit, self.opened, self.stranger, self.begun = named, line.text, None, line.row
        elif self.opened and heads_others(self.table, line, self.opened):
            self.unit, self.stranger, self.begun = "", line, line.row

    def _names_unit(self, words: str) -> bool:
        return bool(unit_named(words, self.table.district))
