"""Which column of a list of assets names them, where headings leave it to their neighbours."""

import re
from collections.abc import Mapping

from loaders.columns import Columns
from loaders.layout import Block
from loaders.profiles import Profile

_ASSET = re.compile(r"(地块|宗地|土地|用地|楼宇|厂房|资产|载体|房屋)(.*名称)?$")
_HOLDER = re.compile(r"(用地|原|权属|低效)(单位|企业|公司)(名称)?$")
_USER = re.compile(r"(单位|企业|公司)(名称)?$")
"""Headings that name an asset itself, and those that name who uses it."""


def settle_assets(found: Columns, block: Block, shapes: Mapping[int, Profile]) -> None:
    if found.ledger == "assets":
        _asset_before_its_user(found, block, shapes)
        _asset_by_its_owner(found, shapes)
        _owner_beside_name(found)


def _asset_before_its_user(found: Columns, block: Block, shapes: Mapping[int, Profile]) -> None:
    """用地单位 names an asset only where no other column does: beside an unread 项目地块 it is the owner."""
    column = found.column("name")
    head = next((h for h in block.headings if h.column == column and h.bases), None)
    if not head or not _USER.search(head.bases[-1]):
        return
    for other in (*found.unmapped, *found.ambiguous):
        values = shapes[other.column].values
        if _ASSET.search(other.bases[-1]) and all(isinstance(v, str) for v in values) and len(set(values)) > 1:
            found.unmapped = [h for h in found.unmapped if h != other]
            found.ambiguous = [h for h in found.ambiguous if h != other]
            found.fields["name"] = [other.column]
            found.fields.setdefault("owner", [column])
            return


def _asset_by_its_owner(found: Columns, shapes: Mapping[int, Profile]) -> None:
    """厂房业主 names the factory where no column does: idle space is known by the firm it belongs to."""
    column = found.column("owner") if "name" not in found.fields else 0
    values = shapes[column].values if column else []
    unread = any(_ASSET.search(head.bases[-1]) for head in (*found.unmapped, *found.ambiguous))
    if values and not unread and len(set(values)) == len(values):
        found.fields["name"] = [column]


def _owner_beside_name(found: Columns) -> None:
    """用地单位 beside 宗地名称 is who holds the parcel."""
    head = next((h for h in found.ambiguous if h.bases and _HOLDER.match(h.bases[-1])), None)
    if head and "owner" not in found.fields:
        found.ambiguous = [h for h in found.ambiguous if h != head]
        found.fields["owner"] = [head.column]
