"""Which ledger a table is, and which column holds which field. Content has a say; doubt is left to a person."""

from collections.abc import Callable, Mapping

from loaders import headings
from loaders.categories import legend_of, organisation_kind
from loaders.columns import DECIDED, Columns
from loaders.enumerations import listed_in, tick_columns, told_by_content
from loaders.grid import Value
from loaders.headings import LISTS, Heading
from loaders.layout import Block
from loaders.measures import quantity_of_unit
from loaders.persons import bare_person, is_posted_name, person_fields
from loaders.profiles import Profile
from loaders.splitdates import split_dates
from loaders.values import items

LIST_THRESHOLD = 4.0
UNIT_SHARE = 0.6
COMPANY_SHARE = 0.8
JOINED = frozenset({"content", "result", "progress", "problem", "next_step", "companions", "counterpart", "location"})
"""Text fields that may be spread over several columns; their texts are joined."""
COUNTED = {
    ("visits", "organisation"): "organisations",
    ("visits", "content"): "projects_discussed",
    ("visits", "counterpart"): "headcount",
}
"""Columns headed like a text that hold how many there were: 走访企业（家）, 洽谈项目（个）."""
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


def list_columns(
    block: Block,
    shapes: Mapping[int, Profile],
    ledger: str,
    said: Mapping[str, str] | None,
    names_unit: Callable[[str], bool],
    title: str,
) -> Columns:
    """The columns of a table read as one kind of list.

    `said` holds a person's decisions: heading text -> field. `names_unit` knows the registry, for a column of units
    under a heading nobody has seen in a file that says nowhere else whose it is. `title` ends with the sheet's name.
    """
    found = Columns(ledger, serial=block.serial)
    chosen: dict[str, tuple[int, Heading]] = {}
    ticked = tick_columns(block.headings, shapes, ledger)
    parted = {c: (name, parts) for name, parts in split_dates(block.headings, ledger, shapes).values() for c in parts}
    people = person_fields(block.headings, title) if ledger == "visits" else {}
    for head in (head for head in block.headings if head.path):
        decided = _decided(said, head, ledger)
        if decided is None and head.column in ticked:
            _tick(found, head.column, *ticked[head.column])
        elif decided is None and head.column in parted:
            _part_of_date(found, head.column, *parted[head.column])
        else:
            _match_column(found, chosen, head, decided, shapes[head.column], people.get(head.column, ""))
    _serial_by_content(found, block, shapes)
    _unit_by_content(found, shapes, names_unit)
    _enumerated_by_content(found, shapes)
    _hosts_by_content(found, shapes)
    _leader_with_post(found, shapes)
    found.score = sum(headings.word(ledger, name).weight for name in found.fields)
    return found


def _decided(said: Mapping[str, str] | None, head: Heading, ledger: str) -> str | None:
    """A person's decision about a heading: a field of this ledger, "" to leave it out, None without one."""
    decided = (said or {}).get(head.text)
    return None if decided and not headings.has_field(ledger, decided) else decided


def _match_column(
    found: Columns,
    chosen: dict[str, tuple[int, Heading]],
    head: Heading,
    decided: str | None,
    shape: Profile,
    of_person: str,
) -> None:
    if decided is None and head.compares:
        found.ignored.append(head)
        return
    match = _match(head, found.ledger, shape) if decided is None else (decided, DECIDED) if decided else None
    if decided is None and of_person:
        match = (of_person, match[1] if match else 0)
    if match is None:
        _set_aside(found, head, found.ledger, dropped=decided == "")
    elif not headings.word(found.ledger, match[0]).carried:
        found.ignored.append(head)
    else:
        name = match[0] if of_person else _of_person(match[0], head, found, found.ledger)
        _choose(found, chosen, head, name, match[1])


def _serial_by_content(found: Columns, block: Block, shapes: Mapping[int, Profile]) -> None:
    """A first column of 1, 2, 3 numbers the rows, whatever its heading: 批次, 次数."""
    first = next((head for head in block.headings if head.path), None)
    if found.serial or first not in found.unmapped or first is None:
        return
    values = [v for v in dict.fromkeys(shapes[first.column].values) if v is not None]
    if len(values) > 1 and values == list(range(1, len(values) + 1)):
        found.unmapped.remove(first)
        found.ignored.append(first)
        found.serial = first.column


def _choose(found: Columns, chosen: dict[str, tuple[int, Heading]], head: Heading, name: str, rank: int) -> None:
    """Gives the column its field, or the field to the heading that names it best."""
    found.how[head.column] = "person" if rank == DECIDED else "word" if _exact(rank) else "pattern"
    if name not in chosen or (name in JOINED and _exact(rank)):
        chosen.setdefault(name, (rank, head))
        found.fields.setdefault(name, []).append(head.column)
    elif rank < chosen[name][0]:
        found.ambiguous.append(chosen[name][1])
        found.how.pop(chosen[name][1].column)
        chosen[name] = (rank, head)
        found.fields[name] = [head.column]
    else:
        found.ambiguous.append(head)
        found.how.pop(head.column)


def _part_of_date(found: Columns, column: int, name: str, parts: tuple[int, int, int]) -> None:
    found.how[column] = "word"
    if column == parts[2]:
        found.fields.setdefault(name, []).append(column)
        found.split[column] = parts


def _tick(found: Columns, column: int, name: str, value: str) -> None:
    found.how[column] = "word"
    found.ticks.setdefault(name, {})[column] = value
    found.fields.setdefault(name, []).append(column)


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
    for column in (*(head.column for head in found.unmapped), *people, *units):
        shape = shapes[column]
        if shape.filled and shape.share(_names_company) >= COMPANY_SHARE:
            found.unmapped = [head for head in found.unmapped if head.column != column]
            if column in (*people, *units):
                _drop(found, "counterpart" if column in people else "unit", column)
            found.fields[name] = [column]
            return


def _leader_with_post(found: Columns, shapes: Mapping[int, Profile]) -> None:
    """A column of names with their posts is the leader's, though its heading ends in 职务: 带队领导、职务."""
    column = found.column("post")
    alone = found.ledger == "visits" and column and "leader" not in found.fields
    if alone and shapes[column].share(is_posted_name) >= UNIT_SHARE:
        found.fields["leader"] = found.fields.pop("post")


def _drop(found: Columns, name: str, column: int) -> None:
    kept = [c for c in found.fields.pop(name) if c != column]
    if kept:
        found.fields[name] = kept


def _names_company(value: Value) -> bool:
    return isinstance(value, str) and all(organisation_kind(n) in ("company", "chamber") for n in items(value))


def _exact(rank: int) -> bool:
    """Whether a heading was matched by a word and not by a pattern."""
    return rank < 100 * 10_000


def _unit_by_content(found: Columns, shapes: Mapping[int, Profile], names_unit: Callable[[str], bool]) -> None:
    """A column that holds registry units is the unit column, whatever its heading, when no other one is."""
    if "unit" in found.fields:
        return
    for head in found.unmapped:
        shape = shapes[head.column]
        if shape.filled and shape.share(lambda v: isinstance(v, str) and names_unit(v)) >= UNIT_SHARE:
            found.unmapped.remove(head)
            found.fields["unit"] = [head.column]
            return


def _match(head: Heading, ledger: str, shape: Profile) -> tuple[str, int] | None:
    if ledger == "projects" and head.path and legend_of(head.text):
        return "stage", 0
    match = headings.match(head.forms, ledger) or (headings.match(head.asides, ledger) if head.asides else None)
    if match is None and (listed := listed_in(head, ledger)):
        return listed, 1000
    if match is None or (match[1] >= 1000 and headings.aside(head)):
        return None
    kind = headings.word(ledger, match[0]).kind
    measured = quantity_of_unit(head.unit) if head.unit else None
    if (ledger, match[0]) == ("projects", "investment") and measured and measured[0] == "usd":
        return "investment_usd", match[1]
    if measured and measured[0] == "count" and (ledger, match[0]) in COUNTED and shape.fits("count"):
        return COUNTED[ledger, match[0]], match[1]
    if shape.fits(kind) or (match[0] == "stage" and shape.share(_is_code) >= COMPANY_SHARE):
        return match
    counted = COUNTED.get((ledger, match[0]), "")
    return (counted, match[1]) if counted and shape.fits("count") else None


def _is_code(value: Value) -> bool:
    """A stage by its number, which title or notes explain."""
    return isinstance(value, int | float) and value in range(1, 10)


def _set_aside(found: Columns, head: Heading, ledger: str, *, dropped: bool) -> None:
    if dropped:
        found.how[head.column] = "person"
    if headings.match(head.forms, "phone"):
        found.phones.append(head)
    elif dropped or headings.match(head.forms, "ignore") or not head.bases:
        found.ignored.append(head)
    else:
        found.unmapped.append(head)


def _of_person(name: str, head: Heading, found: Columns, ledger: str) -> str:
    """A bare 职务 or 姓名 belongs to the person named in the nearest column to its left."""
    bare = bare_person(head.bases[-1]) if ledger == "visits" else ""
    if not bare:
        return name
    left = [(columns[-1], f) for f, columns in found.fields.items() if f in ("leader", "counterpart", "organisation")]
    nearest = max(left, default=(0, "leader"))[1]
    if nearest == "leader":
        return name if bare == "post" else "counterpart" if "organisation" in found.fields else name
    return "counterpart" if bare == "name" else "counterpart_post"


def ranking(
    block: Block,
    shapes: Mapping[int, Profile],
    title: str,
    said: Mapping[str, str] | None,
    names_unit: Callable[[str], bool],
) -> list[Columns]:
    """Every kind of list this table could be, best first; a score below `LIST_THRESHOLD` is no list."""
    found = [list_columns(block, shapes, ledger, said, names_unit, title) for ledger in LISTS]
    for columns in found:
        columns.score += 1.5 * any(cue in title for cue in _TITLE_CUES[columns.ledger])
        if not _complete(columns, title):
            columns.score = 0.0
    return sorted(found, key=lambda c: (-c.score, LISTS.index(c.ledger)))


def _complete(columns: Columns, title: str) -> bool:
    """Whether the fields without which such a list cannot be are there."""
    has = columns.fields.keys()
    needs: dict[str, bool] = {
        "visits": bool(has & {"start", "organisation"})
        and bool(has & {"leader", "organisation", "destination", "content"}),
        "projects": bool(has & {"name", "investor"}) and len(has) >= 3,
        "assets": bool(has & {"name", "location"})
        and bool(has & {"idle_area", "revitalised_area", "revitalised_increment", "land_area", "floor_area", "area"}),
        "events": "title" in has or {"date", "channel"} <= has,
        "prospects": "organisation" in has
        and (bool(has & {"chain", "segment"}) or ("role" in has and "产业链" in title)),
    }
    return needs[columns.ledger]
