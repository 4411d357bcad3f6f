"""Whose person a column of a visits log names: ours, who leads the trip or receives, or theirs, who is met.

接待人 is our leader in a reception log and the host's man in an outbound log that names who led (何人带队); 带队人
leads our trip, but the guests' delegation where somebody else received them. A group heading says it outright:
来宾 > 姓名, 职务 beside 我方接待人员 > 姓名, 职务.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Literal

from loaders.categories import direction_of
from loaders.headings import Heading, match
from loaders.metadata import Terms

Side = Literal["ours", "theirs", "reception", "delegation", ""]

_BARE_POST = re.compile(r"(所任|现任|担任|行政)?(职务|职位|职级|职称|身份|头衔)")
_BARE_NAME = re.compile(r"姓名|名单|人员|领导|负责人|主要负责人|带队人|代表|联系人|对接人|人员姓名|领导姓名")
_BARE_ORGANISATION = re.compile(r"单位|名称|单位名称|企业|公司|企业名称|公司名称|全称|单位全称")
_POST = re.compile(r".{0,10}(职务|职位|职级|职称|身份|头衔)")
_OURS = re.compile(r"我方|本方|我区|我镇|我街|我园|本镇|本街|本区|区内")
_THEIRS = re.compile(r"来宾|来访|来客|到访|客商|客人|客方|嘉宾|对方|企业|公司|商会|被访|受访|拜访对象|走访对象|投资方")
_RECEPTION = re.compile(r"接待|主陪")
_DELEGATION = re.compile(r"带队|领队|率队|带头|出访|外出|出行|团长")
_PEOPLE = frozenset({"leader", "post", "counterpart", "counterpart_post"})


def person_fields(heads: Sequence[Heading], terms: Terms) -> dict[int, str]:
    """Column -> field for the headings whose group, or whose counterpart in the table, says whose person they name."""
    sides = {h.column: _side(h) for h in heads if h.bases and _names_person(h)}
    # a post alone tells of nobody: 带队领导职务 beside 接待人 is the post of who received
    named = {sides[h.column] for h in heads if h.column in sides and not _is_post(h)}
    sides = {column: side for column, side in sides.items() if side in named}
    direction = direction_in(heads, terms)
    fields = {h.column: _field(h, sides[h.column], sides, direction) for h in heads if h.column in sides}
    hosts = {
        h.column: "organisation"
        for h in heads
        if len(h.bases) > 1 and _BARE_ORGANISATION.fullmatch(h.bases[-1]) and _of_text(h.bases[-2]) == "theirs"
    }
    return {column: field for column, field in fields.items() if field} | hosts


def direction_in(heads: Sequence[Heading], terms: Terms) -> str:
    """outbound or inbound from title, headings, the sheet's name, the file's, in that order; "" when none says it."""
    told = [direction_of(h.text) for h in heads]
    balance = told.count("outbound") - told.count("inbound")
    named = "outbound" if balance > 0 else "inbound" if balance else ""
    return terms.told(direction_of) or named or direction_of(terms.sheet) or direction_of(terms.file)


def bare_person(base: str) -> str:
    """`name` or `post` for a heading that says nothing of whose it is: 姓名, 职务; else ""."""
    return "name" if base == "姓名" else "post" if _BARE_POST.fullmatch(base) else ""


def _names_person(head: Heading) -> bool:
    leaf = head.bases[-1]
    if _BARE_NAME.fullmatch(leaf) or _BARE_POST.fullmatch(leaf):
        return True
    found = match(head.forms, "visits")
    return found is not None and found[0] in _PEOPLE


def _is_post(head: Heading) -> bool:
    leaf = head.bases[-1]
    return bool(_POST.fullmatch(leaf)) and "姓名" not in leaf and "及" not in leaf


def _side(head: Heading) -> Side:
    """What the heading itself says; for a bare 姓名 or 职务 the nearest group above it that says anything."""
    bare = _BARE_NAME.fullmatch(head.bases[-1]) or _BARE_POST.fullmatch(head.bases[-1])
    told = reversed(head.bases) if bare else head.bases[-1:]
    return next((side for text in told if (side := _of_text(text))), "")


def _of_text(text: str) -> Side:
    if _OURS.search(text):
        return "ours"
    theirs, reception, delegation = (bool(p.search(text)) for p in (_THEIRS, _RECEPTION, _DELEGATION))
    if theirs:
        return "" if reception or delegation else "theirs"
    if reception == delegation:
        return ""
    return "reception" if reception else "delegation"


def _field(head: Heading, side: Side, sides: Mapping[int, Side], direction: str) -> str:
    """The field of a person or post; "" where headings alone decide."""
    ours = _is_ours(side, set(sides.values()), direction)
    grouped = len(head.bases) > 1 and not _of_text(head.bases[-1])
    if ours is None or (side in ("ours", "theirs") and not grouped):
        return ""
    post = _is_post(head)
    if ours:
        return ("post" if post else "leader") if grouped or side != "ours" else ""
    return "counterpart_post" if post else "counterpart"


def _is_ours(side: Side, others: set[Side], direction: str) -> bool | None:
    """None where the side alone does not settle it."""
    if side in ("ours", "theirs"):
        return side == "ours"
    rivals = {"reception": {"delegation", "ours"}, "delegation": {"reception", "ours"}}.get(side)
    if not rivals:
        return None
    home = "delegation" if direction == "outbound" else "reception"
    return True if side == home else False if others & rivals and direction else None
