"""What the cells of a column say of it where headings leave it open: units, hosts, persons, stages, serial numbers."""

import re
from collections.abc import Callable, Mapping, Sequence

from loaders import headings
from loaders.assetnames import settle_assets
from loaders.canvas import numeric
from loaders.chains import chain_role
from loaders.columns import Columns
from loaders.enumerations import told_by_content
from loaders.eventcolumns import settle_events
from loaders.figures import number
from loaders.grid import Value
from loaders.headings import Heading
from loaders.hosts import counts_hosts, host_and_person, person_alone
from loaders.layout import Block
from loaders.measures import quantity_of_unit
from loaders.numerals import numeral
from loaders.organisations import organisation_kind
from loaders.posts import is_person, is_posted_name
from loaders.profiles import Profile
from loaders.stagewords import names_stage
from loaders.values import items
from loaders.visitcolumns import settle_visits

UNIT_SHARE = 0.6
COMPANY_SHARE = 0.8
_LONGEST_AMOUNT = 16
_SIZE = re.compile("规模|体量")
_PART_OF_PAID_IN = re.compile(
    r"(?:截[至止]|其中)*(?:今年|本年度?|当年|年内|本月|当月|本周|去年底?|上年末?底?|以前年度|20\d\d年[底末]?)"
    r"(?:已|实际|新增)*(?:到位|到账|到资)(?:的)?(?:资金|额|金额|资金额)?"
)
_ORDINAL = re.compile(r"第([\d一二三四五六七八九十]{1,3})[场批次期个]")


def persons_met(heads: Sequence[Heading], shapes: Mapping[int, Profile]) -> dict[int, str]:
    """Columns headed like hosts that hold persons beside hosts (拜访企业 | 拜访对象): who was met there."""
    named = [h.column for h in heads if h.path and _names_hosts(h) and shapes[h.column].filled]
    persons = [column for column in named if shapes[column].text_share(is_person) >= COMPANY_SHARE]
    others = persons and [h.column for h in heads if h.path and h.column not in persons]
    beside = [column for column in others if column in named or _holds_hosts(shapes[column], "visits")]
    return dict.fromkeys(persons, "counterpart") if beside else {}


def _names_hosts(head: Heading) -> bool:
    found = headings.match(head.forms, "visits")
    return found is not None and found[0] == "organisation"


_CHAMBERS = re.compile(r"商会|协会")
_COMPANIES = re.compile(r"企业|公司|客商")


def hosts_apart(heads: Sequence[Heading], shapes: Mapping[int, Profile], ledger: str) -> frozenset[int]:
    """Columns of organisations of one kind each (走访企业 | 走访商会), or of one role each (链主企业 | 上游企业).

    All of them count; none is a second name for another.
    """
    held = [h for h in heads if h.path and shapes[h.column].filled]
    if ledger == "prospects":
        told = {h.column: heading_role(h) for h in held if _holds_hosts(shapes[h.column], ledger)}
    elif ledger == "visits":
        named = [h for h in held if h.bases and _names_hosts(h) and shapes[h.column].fits("text")]
        told = {h.column: _kind_of_hosts(h.bases[-1]) for h in named}
    else:
        return frozenset()
    kinds = [kind for kind in told.values() if kind]
    return frozenset(c for c, kind in told.items() if kind) if 1 < len(kinds) == len(set(kinds)) else frozenset()


def heading_role(head: Heading) -> str:
    """The role in a chain that a heading gives to every company under it; "" for 上下游企业."""
    own = head.bases[-1] if head.bases else ""
    return "" if "上下游" in own or "/" in own else chain_role(own)


def _kind_of_hosts(text: str) -> str:
    chambers, companies = bool(_CHAMBERS.search(text)), bool(_COMPANIES.search(text))
    return "" if chambers == companies else "chamber" if chambers else "company"


def told_by_cells(
    found: Columns, block: Block, shapes: Mapping[int, Profile], names_unit: Callable[[str], bool]
) -> None:
    """Gives columns that no heading told, or told loosely, the field their cells show."""
    _serial_by_content(found, block, shapes)
    _measure_by_content(found, block, shapes)
    _unit_by_content(found, shapes, names_unit)
    _enumerated_by_content(found, shapes)
    _hosts_by_content(found, shapes)
    _amount_by_content(found, block, shapes)
    _leader_with_post(found, shapes)
    _progress_in_stage(found, block, shapes)
    _progress_beside_stage(found, shapes)
    _parts_of_paid_in(found, block)
    settle_visits(found, block, shapes)
    settle_events(found)
    settle_assets(found, block, shapes)


def _serial_by_content(found: Columns, block: Block, shapes: Mapping[int, Profile]) -> None:
    """A first column of 1, 2, 3 numbers the rows, whatever its heading: 批次, 次数."""
    first = next((head for head in block.headings if head.path), None)
    if found.serial or first not in found.unmapped or first is None:
        return
    values = [_counts(v) for v in dict.fromkeys(shapes[first.column].values) if v is not None]
    if len(values) > 1 and values == list(range(1, len(values) + 1)):
        found.unmapped.remove(first)
        found.ignored.append(first)
        found.serial = first.column


def _counts(value: Value) -> object:
    """The number that an ordinal stands for: 第一场, 第2批."""
    found = _ORDINAL.fullmatch(value.strip()) if isinstance(value, str) else None
    return numeral(found.group(1)) if found else value


def _measure_by_content(found: Columns, block: Block, shapes: Mapping[int, Profile]) -> None:
    """单位 over 亩 and ㎡ names the unit of measure of each row's figures, not who reports them."""
    for head in (h for h in block.headings if h.bases and "单位" in h.bases[-1]):
        values = shapes[head.column].values
        measured = [quantity_of_unit(v) if isinstance(v, str) else None for v in values]
        if values and all(m and m[0] in ("area", "money", "usd") for m in measured):
            found.unmapped = [h for h in found.unmapped if h.column != head.column]
            found.ambiguous = [h for h in found.ambiguous if h.column != head.column]
            found.fields = {f: kept for f, cs in found.fields.items() if (kept := [c for c in cs if c != head.column])}
            found.measure = head.column
            return


def _unit_by_content(found: Columns, shapes: Mapping[int, Profile], names_unit: Callable[[str], bool]) -> None:
    """A column that holds registry units is the unit column, whatever its heading, when no other one is."""
    if "unit" in found.fields:
        return
    for head in found.unmapped:
        shape = shapes[head.column]
        if shape.filled and shape.text_share(names_unit) >= UNIT_SHARE:
            found.unmapped.remove(head)
            found.fields["unit"] = [head.column]
            return


def _enumerated_by_content(found: Columns, shapes: Mapping[int, Profile]) -> None:
    """A column of stages, kinds or fundings is one whatever its heading (项目类别: 内资, 外资), when no other is."""
    for column, name in told_by_content(found.fields, found.unmapped, shapes, found.ledger).items():
        found.unmapped = [head for head in found.unmapped if head.column != column]
        found.fields = {f: kept for f, cs in found.fields.items() if (kept := [c for c in cs if c != column])}
        found.fields[name] = [column]


def _hosts_by_content(found: Columns, shapes: Mapping[int, Profile]) -> None:
    """A column of company names is who was met, or who invests, when no heading says who that is."""
    name = {"visits": "organisation", "projects": "investor"}.get(found.ledger, "")
    if not name or name in found.fields:
        return
    people = found.fields.get("counterpart", ()) if found.ledger == "visits" else ()
    units = [c for c in found.fields.get("unit", ()) if len(set(shapes[c].values)) > 1]
    # 对接情况 over nothing but companies tells with whom it was
    told = found.fields.get("content", ()) if found.ledger == "visits" else ()
    for column in (*(head.column for head in found.unmapped), *people, *units, *told):
        shape = shapes[column]
        if shape.filled and _holds_hosts(shape, found.ledger):
            found.unmapped = [head for head in found.unmapped if head.column != column]
            for held in (each for each in ("counterpart", "unit", "content") if column in found.fields.get(each, ())):
                _drop(found, held, column)
            found.fields[name] = [column]
            return


def _amount_by_content(found: Columns, block: Block, shapes: Mapping[int, Profile]) -> None:
    """规模 over 1.5亿元 and 5000万元, or over 1.5 and 300万美元, is what a project costs, and no description of it."""
    if found.ledger != "projects" or "investment" in found.fields:
        return
    sized = {h.column for h in block.headings if h.bases and _SIZE.search(h.bases[-1])}
    for column in found.fields.get("content", ()):
        shape = shapes[column]
        bare = column in sized and shape.text_share(_names_amount) > 0 and shape.share(_may_be_amount) >= COMPANY_SHARE
        if shape.filled and (bare or shape.text_share(_names_amount) >= UNIT_SHARE):
            _drop(found, "content", column)
            found.fields["investment"] = [column]
            return


def _may_be_amount(value: Value) -> bool:
    return isinstance(value, int | float) or (isinstance(value, str) and (numeric(value) or _names_amount(value)))


def _names_amount(text: str) -> bool:
    """An amount with its unit and nothing else: 1亿-5亿元, 6000余万元."""
    read = number(text, quantity="money")
    return len(text) <= _LONGEST_AMOUNT and not read.problem and not read.absent


def _leader_with_post(found: Columns, shapes: Mapping[int, Profile]) -> None:
    """A column of names with their posts is the leader's, though its heading ends in 职务: 带队领导、职务."""
    column = found.column("post")
    alone = found.ledger == "visits" and column and "leader" not in found.fields
    if alone and shapes[column].text_share(is_posted_name) >= UNIT_SHARE:
        found.fields["leader"] = found.fields.pop("post")


def _parts_of_paid_in(found: Columns, block: Block) -> None:
    """今年到位资金 and 截至去年底到位资金 beside 累计到位资金 are parts of it."""
    column = found.column("paid_in") if found.ledger == "projects" else 0
    head = next((h for h in block.headings if h.column == column and h.bases), None)
    if head and "累计" in head.bases[-1]:
        parts = [h for h in found.ambiguous if _PART_OF_PAID_IN.fullmatch(h.bases[-1])]
        found.ambiguous = [h for h in found.ambiguous if h not in parts]
        found.ignored += parts


def _drop(found: Columns, name: str, column: int) -> None:
    kept = [c for c in found.fields.pop(name) if c != column]
    if kept:
        found.fields[name] = kept


def _holds_hosts(shape: Profile, ledger: str) -> bool:
    """Whether a column holds companies; on a trip some of those met may be authorities."""
    told = shape.text_share(_names_body if ledger == "visits" else _names_company)
    return told >= COMPANY_SHARE and shape.text_share(_names_company) >= UNIT_SHARE


def _names_company(text: str) -> bool:
    return all(_kind_of_entry(entry) in ("company", "chamber") for entry in _entries(text))


def _names_body(text: str) -> bool:
    return all(_kind_of_entry(entry) != "other" for entry in _entries(text))


def _entries(text: str) -> list[str]:
    """The entries of a list without the persons behind the first one."""
    return [entry for i, entry in enumerate(items(text)) if not i or not person_alone(entry)]


def _kind_of_entry(entry: str) -> str:
    """The kind of an organisation, alone or with who was met there: 金星重工 董事长蒋林一行."""
    if counts_hosts(entry):
        return "other"
    host, met = host_and_person(entry)
    kind = organisation_kind(host)
    return "company" if kind == "other" and met and host != entry else kind


def _progress_in_stage(found: Columns, block: Block, shapes: Mapping[int, Profile]) -> None:
    """进度 that tells of its stage in other words (设备安装调试) is told as progress too."""
    column = found.column("stage") if found.ledger == "projects" and "progress" not in found.fields else 0
    head = next((h for h in block.headings if h.column == column and h.bases), None)
    if not head or not head.bases[-1].endswith(("进度", "进展")) or "stage" in found.ticks:
        return
    if shapes[column].share(lambda v: not isinstance(v, str) or names_stage(v)) < UNIT_SHARE:
        found.fields["progress"] = [column]


def _progress_beside_stage(found: Columns, shapes: Mapping[int, Profile]) -> None:
    """洽谈到什么程度 beside 阶段 tells of the progress, unless it holds stages like the other."""
    if found.ledger != "projects" or "stage" not in found.fields or "progress" in found.fields:
        return
    for head in found.ambiguous:
        match = headings.match(head.forms, "projects")
        told = shapes[head.column].share(lambda v: not isinstance(v, str) or names_stage(v))
        if match and match[0] == "stage" and shapes[head.column].filled and told < UNIT_SHARE:
            found.ambiguous = [h for h in found.ambiguous if h != head]
            found.fields["progress"] = [head.column]
            return
