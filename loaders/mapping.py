"""Which column of a table holds which field of a ledger. Content has a say; doubt is left to a person."""

from collections.abc import Callable, Mapping, Sequence

from loaders import headings
from loaders.answers import answer
from loaders.columns import DECIDED, Columns
from loaders.contents import COMPANY_SHARE, hosts_apart, persons_met, told_by_cells
from loaders.enumerations import listed_in, tick_columns
from loaders.grid import Value
from loaders.headings import Heading
from loaders.layout import Block
from loaders.measures import quantity_of_unit
from loaders.metadata import Terms
from loaders.persons import bare_person, person_fields
from loaders.profiles import Profile
from loaders.revivals import dated_revival, merely_let, of_something_else, so_far
from loaders.splitdates import split_dates
from loaders.stagewords import legend_of
from loaders.visitcolumns import place_fields

JOINED = frozenset({"content", "result", "progress", "problem", "next_step", "companions", "counterpart", "location"})
"""Text fields that may be spread over several columns; their texts are joined."""
COUNTED = {
    ("visits", "organisation"): "organisations",
    ("visits", "content"): "projects_discussed",
    ("visits", "counterpart"): "headcount",
}
"""Columns headed like a text that hold how many there were: 走访企业（家）, 洽谈项目（个）."""

_MEASURED = ("money", "area")
_AS_A_PATTERN = 2_000_000
"""Rank of what no word says."""


def list_columns(
    block: Block,
    shapes: Mapping[int, Profile],
    ledger: str,
    said: Mapping[str, str] | None,
    names_unit: Callable[[str], bool],
    terms: Terms,
) -> Columns:
    """The columns of a table read as one kind of list.

    `said` holds a person's decisions: heading -> field (`loaders.answers`). `names_unit` knows the registry, for a
    column of units under a heading nobody has seen in a file that says nowhere else whose it is.
    """
    found = Columns(ledger, serial=block.serial)
    chosen: dict[str, tuple[int, Heading]] = {}
    ticked = tick_columns(block.headings, shapes, ledger)
    parted = {c: (name, parts) for name, parts in split_dates(block.headings, ledger, shapes).values() for c in parts}
    dated = _dated(block.headings, terms) if ledger == "assets" else {}
    people = _told_by_neighbours(block.headings, shapes, terms) if ledger == "visits" else {}
    hosts = hosts_apart(block.headings, shapes, ledger)
    for head in (head for head in block.headings if head.path):
        decided = _decided(said, head, ledger)
        if decided is None and head.column in ticked:
            _tick(found, head.column, *ticked[head.column])
        elif decided is None and head.column in parted:
            _part_of_date(found, head.column, *parted[head.column])
        elif decided is None and head.column in hosts:
            _one_of_several(found, chosen, head)
        elif decided is None and dated.get(head.column) == "":
            found.ignored.append(head)
        elif decided is None and ledger == "assets" and merely_let(head, terms):
            found.unmapped.append(head)
        else:
            told = dated.get(head.column, "") or people.get(head.column, "")
            _match_column(found, chosen, head, decided, shapes[head.column], told)
    told_by_cells(found, block, shapes, names_unit)
    found.score = sum(headings.word(ledger, name).weight for name in found.fields)
    return found


def _told_by_neighbours(heads: Sequence[Heading], shapes: Mapping[int, Profile], terms: Terms) -> dict[int, str]:
    return person_fields(heads, terms) | persons_met(heads, shapes) | place_fields(heads, terms)


def _dated(heads: Sequence[Heading], terms: Terms) -> dict[int, str]:
    return {h.column: name for h in heads if (name := dated_revival(h, terms)) is not None}


def _decided(said: Mapping[str, str] | None, head: Heading, ledger: str) -> str | None:
    """A person's decision about a heading: a field of this ledger, "" to leave it out, None without one."""
    decided = answer(said, ledger, head.text) if said else None
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


def _one_of_several(found: Columns, chosen: dict[str, tuple[int, Heading]], head: Heading) -> None:
    """A column of organisations beside those of another kind."""
    found.how[head.column] = "word"
    chosen.setdefault("organisation", (0, head))
    found.fields.setdefault("organisation", []).append(head.column)


def _part_of_date(found: Columns, column: int, name: str, parts: tuple[int, int, int]) -> None:
    found.how[column] = "word"
    if column == parts[2]:
        found.fields.setdefault(name, []).append(column)
        found.split[column] = parts


def _tick(found: Columns, column: int, name: str, value: str) -> None:
    found.how[column] = "word"
    found.ticks.setdefault(name, {})[column] = value
    found.fields.setdefault(name, []).append(column)


def _exact(rank: int) -> bool:
    """Whether a heading was matched by a word and not by a pattern."""
    return rank < 100 * 10_000


def _match(head: Heading, ledger: str, shape: Profile) -> tuple[str, int] | None:
    if ledger == "projects" and head.path and legend_of(head.text):
        return "stage", 0
    match = _named(head, ledger)
    if match is None and (listed := listed_in(head, ledger)):
        return listed, 1000
    if match is None or (match[1] >= 1000 and headings.aside(head)):
        return None
    if not headings.word(ledger, match[0]).carried:
        # what is left out by choice may look like anything
        return match
    return _fitting(match, head, ledger, shape)


def _fitting(match: tuple[str, int], head: Heading, ledger: str, shape: Profile) -> tuple[str, int] | None:
    """The field that a heading names, or the number of what it names, where the cells can be that."""
    kind = headings.word(ledger, match[0]).kind
    measured = quantity_of_unit(head.unit) if head.unit else None
    if (ledger, match[0]) == ("projects", "investment") and measured and measured[0] == "usd":
        return "investment_usd", match[1]
    if measured and kind in _MEASURED and measured[0] not in (kind, "usd"):
        # 体量（㎡） is no amount
        return None
    if measured and measured[0] == "count" and (ledger, match[0]) in COUNTED and shape.fits("count"):
        return COUNTED[ledger, match[0]], match[1]
    if shape.fits(kind) or (match[0] == "stage" and shape.share(_is_code) >= COMPANY_SHARE):
        return match
    counted = COUNTED.get((ledger, match[0]), "")
    return (counted, match[1]) if counted and shape.fits("count") else None


def _named(head: Heading, ledger: str) -> tuple[str, int] | None:
    """The field that a heading's words name, else what its brackets do: 内容（活动主题）, 项目来源（首报单位）."""
    if ledger == "assets" and of_something_else(head):
        return None
    match = headings.match(head.forms, ledger)
    if ledger == "assets" and match is None and so_far(head):
        return "revitalised_area", _AS_A_PATTERN
    if head.asides and not (match and headings.word(ledger, match[0]).carried):
        return headings.match(head.asides, ledger) or match
    return match


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
