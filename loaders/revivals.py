"""Areas brought back into use under a heading that dates them: 2024年累计盘活面积, 3月新增盘活面积."""

import re

from loaders.headings import Heading, is_part, match
from loaders.metadata import Terms

_DATED = re.compile(
    r"(?:截[至止])?(?:(?P<year>20\d\d)年度?)?(?:1[-—~至到])?(?:(?P<month>1[0-2]|[1-9])月份?(?P<day>\d{1,2}[日号])?)?底?末?"
    r"(?P<rest>(?:新增|累计|已|完成|实际|共)*(?:盘活|处置|去化|消化).*)"
)
_FIELDS = ("revitalised_area", "revitalised_increment")


_RENTED = re.compile(
    r"(?:累计|已|实际|目前|现)*(?:租|售|租售|出租|出售|租赁|启用|入驻|使用)+(?:使用|利用)?(?:的)?(?:总|建筑)?(?:面积|建面|体量)?"
)
_REVIVING = re.compile("盘活|去化|闲置|低效|存量|消化")


_BROUGHT_BACK = re.compile("盘活|去化|处置|消化|利用|租|售|启用")
_OF_ANYTHING = re.compile("(?:面积|新增|完成|工作|推进|进展|成效)*(?:情况|进度)?")


def of_something_else(head: Heading) -> bool:
    """Whether a bare 本月 or 累计 stands under a heading that speaks of no area brought back: 入驻企业数 > 本月."""
    above = "".join(head.bases[:-1])
    told = _BROUGHT_BACK.search("".join(head.bases)) or _OF_ANYTHING.fullmatch(above)
    return bool(above) and not told and is_part(head.bases[-1])


def so_far(head: Heading) -> bool:
    """Whether a heading says 累计 and nothing else, as 本月 says beside it what came back in the month."""
    said = match(head.bases, "roles") if len(head.bases) == 1 and "累" in head.bases[0] else None
    return said is not None and said[0] == "cumulative"


def merely_let(head: Heading, terms: Terms) -> bool:
    """Whether space is only said to be let, 已出租面积, in a list that speaks of nothing idle: a building's tenants are
    no revival of it."""
    told = f"{terms.title}\n{terms.sheet}" if terms.title else f"{terms.sheet}\n{terms.file}"
    return bool(head.bases) and bool(_RENTED.fullmatch(head.bases[-1])) and not _REVIVING.search(told)


def dated_revival(head: Heading, terms: Terms) -> str | None:
    """The field of such a heading, "" when it speaks of another year or month, None for any other heading."""
    found = _DATED.fullmatch(head.bases[-1]) if head.bases else None
    if not found or not (found["year"] or found["month"]):
        return None
    whole, month = found.group(0), found["month"]
    since = (
        found["day"] or whole.startswith("截") or re.match(r"(20\d\d年)?1[-—~至到]\d", whole) or "累计" in found["rest"]
    )
    said = match((found["rest"] if since or not month else f"本月{found['rest']}",), "assets")
    if said is None or said[0] not in _FIELDS:
        return None
    now = terms.period
    other_year = found["year"] and int(found["year"]) != (now.year if now else terms.year)
    other_month = month and now and int(month) != now.month
    return "" if other_year or other_month else said[0]
