"""Columns of a visits log that are told by what stands beside them."""

import re
from collections.abc import Mapping, Sequence

from loaders import headings
from loaders.columns import Columns
from loaders.headings import Heading
from loaders.layout import Block
from loaders.metadata import Terms
from loaders.persons import direction_in
from loaders.profiles import Profile

_HOSTS_TOO = re.compile(
    "(?:走访|拜访|拜会|来访|到访|对接|接洽|会见|考察)的?(?:企业|单位|公司|客商|商会)(?:名称)?(?:及|和|与|、|/).{2,}"
)
_PLACE = re.compile(r"(企业|公司|客商|单位)?(所在地|所在地区|地址)")
_WAY = re.compile(r"(对接|洽谈|拜访|走访|接洽|会见)(方式|形式)")
_AFAR = re.compile(r"线上|视频|电话|网络|网上|微信|远程|云|邮件|在线|函")
"""Ways of talking to somebody that are neither a trip nor a reception."""


def names_hosts_too(head: Heading) -> bool:
    """Whether a heading promises hosts beside something else: 走访企业及洽谈内容."""
    return bool(head.bases) and bool(_HOSTS_TOO.match(head.bases[-1]))


def place_fields(heads: Sequence[Heading], terms: Terms) -> dict[int, str]:
    """Column -> field for 所在地: where a trip went, or where guests are from; it is neither beside another place."""
    places = [h for h in heads if h.bases and _PLACE.fullmatch(h.bases[-1])]
    direction = direction_in(heads, terms) if len(places) == 1 else ""
    name = {"outbound": "destination", "inbound": "origin"}.get(direction, "")
    beside = (headings.match(h.forms, "visits") for h in heads if h.bases and h not in places)
    return {} if not name or any(found and found[0] == name for found in beside) else {places[0].column: name}


def settle_visits(found: Columns, block: Block, shapes: Mapping[int, Profile]) -> None:
    if found.ledger == "visits":
        _way_of_meeting(found, shapes)
        _result_beside_content(found)
        _next_step_for_result(found)
        _departure(found, block)


def _way_of_meeting(found: Columns, shapes: Mapping[int, Profile]) -> None:
    """对接方式 says nothing that counts where everybody was met in person; a talk from afar may be no visit at all."""
    for head in [h for h in found.unmapped if h.bases and _WAY.fullmatch(h.bases[-1])]:
        values = shapes[head.column].values
        if all(isinstance(value, str) and not _AFAR.search(value) for value in values):
            found.unmapped = [h for h in found.unmapped if h != head]
            found.ignored.append(head)


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
