"""Columns of an events list that are told by what stands beside them."""

import re

from loaders.columns import Columns

_OF_ARTICLE = re.compile(r".{0,6}(标题|题目)")


def settle_events(found: Columns) -> None:
    """标题 beside 活动名称 is what was published of the event: part of its title, and no second name for it."""
    if found.ledger != "events" or "title" not in found.fields:
        return
    for head in [h for h in found.ambiguous if h.bases and _OF_ARTICLE.fullmatch(h.bases[-1])]:
        found.ambiguous = [h for h in found.ambiguous if h != head]
        found.fields["title"].append(head.column)
        found.how[head.column] = "word"
