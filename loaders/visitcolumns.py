"""Columns of a visits log that are told by what stands beside them."""

from loaders import headings
from loaders.columns import Columns
from loaders.layout import Block


def settle_visits(found: Columns, block: Block) -> None:
    if found.ledger == "visits":
        _result_beside_content(found)
        _next_step_for_result(found)
        _departure(found, block)


def _result_beside_content(found: Columns) -> None:
    """洽谈情况 beside 洽谈项目 tells what came of it, where no other column does."""
    if "content" not in found.fields or "result" in found.fields:
        return
    for head in found.ambiguous:
        match = headings.match(head.forms, "visits")
        if match and match[0] == "content" and head.bases[-1].endswith("情况"):
            found.ambiguous = [h for h in found.ambiguous if h != head]
            found.fields["result"] = [head.column]
            return


def _next_step_for_result(found: Columns) -> None:
    """后续安排 is what came of a visit where no column says what came of it; beside one it is no result."""
    named = (h for h in found.ignored if (match := headings.match(h.forms, "visits")) and match[0] == "next_step")
    head = next(named, None)
    if head and "result" not in found.fields:
        found.ignored = [h for h in found.ignored if h != head]
        found.fields["result"] = [head.column]


def _departure(found: Columns, block: Block) -> None:
    """离开 beside 返回 is when the trip began, though alone it closes a reception."""
    if "start" in found.fields or "end" not in found.fields:
        return
    open_ends = {h.column for h in found.ambiguous} | {found.column("end")}
    ends = [h for h in block.headings if h.column in open_ends and headings.match(h.forms, "visits")]
    left = [h for h in ends if "离开" in h.bases[-1]]
    back = [h for h in ends if "返" in h.bases[-1] or "回" in h.bases[-1]]
    if len(left) == len(back) == 1:
        found.fields |= {"start": [left[0].column], "end": [back[0].column]}
        found.ambiguous = [h for h in found.ambiguous if h not in (left[0], back[0])]
