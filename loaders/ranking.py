"""Which kind of list a table is: the one whose fields it has, helped by the words of its title."""

import re
from collections.abc import Callable, Mapping, Sequence

from loaders.categories import direction_of
from loaders.columns import Columns
from loaders.headings import LISTS, Heading, match, word
from loaders.layout import Block
from loaders.mapping import list_columns
from loaders.metadata import Terms
from loaders.profiles import Profile

LIST_THRESHOLD = 4.0
WIDEST = 400
"""More headings than any ledger has; every one of them is looked up in five vocabularies."""
TOLD_BY_CELLS = 8.0
"""More than title and cells ever add to the score of the headings' words: 6.5 at most in 2,000 tables."""
_TITLE_CUES: dict[str, tuple[str, ...]] = {
    "visits": (
        "外出",
        "走出去",
        "走访",
        "拜访",
        "来访",
        "接待",
        "请进来",
        "驻点",
        "考察",
        "出差",
        "出行",
        "到访",
        "会见",
    ),
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
    "prospects": (
        "产业链",
        "链主",
        "目标企业",
        "企业库",
        "招商图谱",
        "重点企业",
        "拟拜访企业",
        "拟对接企业",
        "拟走访企业",
    ),
}

_ANOTHER = re.compile(
    r"报销|差旅费|派车|用车|请假|休假|考勤|报备|签到|值班|通讯录|花名册|工资|信访|预算|决算|收支|"
    r"服务(?:辖区|属地|本地|区内|园区)?企业|(?:走访|服务|帮扶|挂钩|联系)(?:服务)?(?:辖区|属地|本地|区内|园内|存量)(?:重点)?企业|"
    r"企业服务|[助惠暖]企|纾困|(?:招聘|用工|采购)(?:需求|岗位|信息|计划|明细|台账|登记|清单)|(?:党建|安全生产|消防|环保)(?:检查|台账|工作)"
)
"""Registers that an office keeps besides; one that calls itself so is asked about, whatever its columns look like."""
_CALLS = re.compile(r"^(?!.*(?:招商|外出|走出去|赴|来访|接待)).*(?:走访|联系|挂钩)", re.S)
_COMPLAINT = re.compile(r"诉求|反映.{0,2}问题|困难|解决情况|办理情况|答复")
"""Columns of a register of calls on the own companies: what troubles them, and what was done about it."""
_COMPANIES = re.compile(r"(?:目标|意向|拟招引|拟招|招引|拟拜访|拟走访|拟对接)(?:企业|客商)|企业库|客商库")
"""Titles of lists of companies to be won; none of them is a project yet."""


def likeliest(
    block: Block,
    shapes: Mapping[int, Profile],
    terms: Terms,
    said: Mapping[str, str] | None,
    names_unit: Callable[[str], bool],
) -> Columns:
    """The kind of list this table is most likely to be; with a score below `LIST_THRESHOLD` it is none.

    The kinds are tried in the order in which the headings' words speak for them, until no further one can win.
    """
    best = Columns(LISTS[0])
    if len(block.headings) > WIDEST:
        return best
    told = {ledger: _told_by_words(block, ledger) for ledger in LISTS}
    for ledger in sorted(LISTS, key=lambda each: -told[each]):
        # a person's decisions may fill any kind of list, whatever its headings say
        if best.score > told[ledger] + TOLD_BY_CELLS and not said:
            break
        columns = list_columns(block, shapes, ledger, said, names_unit, terms)
        columns.score = _score(columns, block, terms)
        if (-columns.score, LISTS.index(ledger)) < (-best.score, LISTS.index(best.ledger)):
            best = columns
    return best


def _told_by_words(block: Block, ledger: str) -> float:
    named = {found[0] for head in block.headings if head.path and (found := match(head.forms, ledger))}
    return sum(word(ledger, name).weight for name in named)


def _score(columns: Columns, block: Block, terms: Terms) -> float:
    title = f"{terms.title}\n{terms.sheet}"
    if _ANOTHER.search(title if terms.title else f"{title}\n{terms.file}"):
        return 0.0
    if _CALLS.search(title) and any(_COMPLAINT.search(head.text) for head in block.headings):
        return 0.0
    called_so = any(cue in title for cue in _TITLE_CUES[columns.ledger])
    if not _complete(columns, f"{title}\n{terms.file}", block.headings) or not (called_so or _mostly_read(columns)):
        return 0.0
    return columns.score + 1.5 * called_so


def list_cues(ledger: str, title: str) -> int:
    """How many words for such a list a title uses."""
    return sum(cue in title for cue in _TITLE_CUES[ledger])


def _mostly_read(columns: Columns) -> bool:
    """Whether as many headings were understood as were not: two of seven make no list that nothing calls so."""
    return len(columns.used) >= len(columns.unmapped) + len(columns.ambiguous)


def _tells_of_visits(heads: Sequence[Heading], title: str) -> bool:
    return any(cue in title for cue in _TITLE_CUES["visits"]) or any(direction_of(h.text) for h in heads)


def _complete(columns: Columns, title: str, heads: Sequence[Heading]) -> bool:
    """Whether the fields without which such a list cannot be are there.

    A time and a place alone may as well be a training's, a time and a leader a roster's: a visit names who was met, or
    who went where or for what, or calls itself one.
    """
    has = columns.fields.keys()
    of_companies = bool(_COMPANIES.search(title)) and "项目" not in title
    needs: dict[str, bool] = {
        "visits": bool(has & ({"start"} if of_companies else {"start", "organisation"}))
        and bool(
            has & {"organisation", "counterpart"}
            or ("leader" in has and has & {"destination", "content", "result", "companions", "headcount"})
            or (has & {"leader", "destination", "content"} and _tells_of_visits(heads, title))
        ),
        "projects": bool(has & ({"name"} if of_companies else {"name", "investor"})) and len(has) >= 3,
        "assets": bool(has & {"name", "location"})
        and bool(has & {"idle_area", "revitalised_area", "revitalised_increment", "land_area", "floor_area", "area"}),
        "events": "title" in has or {"date", "channel"} <= has,
        "prospects": "organisation" in has
        and (
            bool(has & {"chain", "segment"})
            or ("产业链" in title and bool(has & {"role", "location", "contact", "priority"}))
            or (of_companies and bool(has & {"location", "contact", "priority"}))
        ),
    }
    return needs[columns.ledger]
