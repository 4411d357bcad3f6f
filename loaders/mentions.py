"""Areas that a row tells in words: 2月整体出租，盘活2500㎡. Nothing counts them, and that is said.

Read as a figure they would be guessed: the words may mean a part, a period or a sum.
"""

import re

from loaders.entry import Entry
from loaders.grid import Value
from loaders.values import text

_CLAUSE = re.compile(r"[,，;；。\n、()（）]")
_AREA = re.compile(
    r"\d[\d,.]*\s*[余多]?[十百千万]*(?:m2|㎡|平方米|平米|平方公里|亩|公顷)|(?:\d{2}[\d,.]*|[\d.]+万)[余多]?(?:平方?|方)"
)
_REVIVED = re.compile(
    r"(?<![未拟待可没])(?:盘活|出租|租[出给赁用]|承租|入驻|转让|出售|处置|收储|去化|投用|启用|投产|利用|改造完|腾退|签约|落户)"
)
_NOT_DONE = re.compile(r"闲置|空置|剩余|尚余|[未拟待可]|计划|预计|力争|意向|洽谈|总面积|建筑面积|占地|原有?面积|目标")
_AHEAD = re.compile(r"[拟待]|计划|预计|力争")
_ELSE = frozenset(
    {"name", "location", "owner", "kind", "unit", "responsible_unit", "responsible_person", "idle_since"}
    | {"area", "land_area", "floor_area", "idle_area", "revitalised_area", "revitalised_increment", "revitalised_on"}
)
"""Fields whose cells say something else, or give a figure of their own."""


def note_areas(entry: Entry) -> None:
    """`figure-in-text` on every cell of an asset that tells an area brought back, where no column counts one of it."""
    values, table = entry.values, entry.table
    if values.get("revitalised_area") is not None or values.get("revitalised_increment") is not None:
        return
    told = {c for name, columns in table.columns.fields.items() if name not in _ELSE for c in columns}
    told |= {heading.column for heading in table.columns.ignored}
    for row in entry.rows:
        for column in sorted(told):
            value, at = table.peek(row, column)
            if tells_area(value):
                table.notes.find("figure-in-text", at)


def tells_area(value: Value) -> bool:
    """Whether words say that an area came back into use, and how much: not 拟盘活2500㎡, not 剩余闲置300㎡."""
    if not isinstance(value, str) or _AHEAD.match(words := text(value)):
        return False
    clauses = _CLAUSE.split(words)
    done = [clause for clause in clauses if not _NOT_DONE.search(clause)]
    return any(map(_REVIVED.search, done)) and any(map(_AREA.search, done))
