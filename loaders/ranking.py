"""Which kind of list a table is: the one whose fields it has, helped by the words of its title."""

from collections.abc import Callable, Mapping, Sequence

from loaders.categories import direction_of
from loaders.columns import Columns
from loaders.headings import LISTS, Heading
from loaders.layout import Block
from loaders.mapping import list_columns
from loaders.metadata import Terms
from loaders.profiles import Profile

LIST_THRESHOLD = 4.0
WIDEST = 400
"""More headings than any ledger has; every one of them is looked up in five vocabularies."""
_TITLE_CUES: dict[str, tuple[str, ...]] = {
    "visits": ("外出", "走出去", "走访", "拜访", "来访", "接待", "请进来", "驻点", "考察"),
    "projects": (
        "项目台账",
        "项目清单",
        "项目一览",
        "项目汇总",
        "项目进展",
        "项目库",
        "在谈",
        "签约项目",
        "开工项目",
        "重点项目",
        "项目情况",
        "项目推进",
    ),
    "assets": ("盘活", "闲置", "低效", "资产", "厂房", "楼宇", "载体资源"),
    "events": ("活动", "推介", "培训", "宣传"),
    "prospects": ("产业链", "链主", "目标企业", "招商图谱", "重点企业"),
}


def ranking(
    block: Block,
    shapes: Mapping[int, Profile],
    terms: Terms,
    said: Mapping[str, str] | None,
    names_unit: Callable[[str], bool],
) -> list[Columns]:
    """Every kind of list this table could be, best first; a score below `LIST_THRESHOLD` is no list."""
    if len(block.headings) > WIDEST:
        return [Columns(ledger) for ledger in LISTS]
    found = [list_columns(block, shapes, ledger, said, names_unit, terms) for ledger in LISTS]
    title = f"{terms.title}\n{terms.sheet}"
    for columns in found:
        columns.score += 1.5 * any(cue in title for cue in _TITLE_CUES[columns.ledger])
        if not _complete(columns, f"{title}\n{terms.file}", block.headings):
            columns.score = 0.0
    return sorted(found, key=lambda c: (-c.score, LISTS.index(c.ledger)))


def _tells_of_visits(heads: Sequence[Heading], title: str) -> bool:
    return any(cue in title for cue in _TITLE_CUES["visits"]) or any(direction_of(h.text) for h in heads)


def _complete(columns: Columns, title: str, heads: Sequence[Heading]) -> bool:
    """Whether the fields without which such a list cannot be are there.

    A time and a place alone may as well be a training's, a time and a leader a roster's: a visit names who was met, or
    who went where or for what, or calls itself one.
    """
    has = columns.fields.keys()
    needs: dict[str, bool] = {
        "visits": bool(has & {"start", "organisation"})
        and bool(
            has & {"organisation", "counterpart"}
            or ("leader" in has and has & {"destination", "content", "result", "companions", "headcount"})
            or (has & {"leader", "destination", "content"} and _tells_of_visits(heads, title))
        ),
        "projects": bool(has & {"name", "investor"}) and len(has) >= 3,
        "assets": bool(has & {"name", "location"})
        and bool(has & {"idle_area", "revitalised_area", "revitalised_increment", "land_area", "floor_area", "area"}),
        "events": "title" in has or {"date", "channel"} <= has,
        "prospects": "organisation" in has
        and (bool(has & {"chain", "segment"}) or ("role" in has and "产业链" in title)),
    }
    return needs[columns.ledger]
