"""How a table of figures is laid out: which axis carries units, indicators, roles and months.

Wide (units down, indicators across), long (indicators down, figures across) and transposed (indicators down, units
across) are one thing: every figure gets its unit, indicator and role from its column, else from its row, else from
the title.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from dashboard.contract import District
from dashboard.names import unit_named
from loaders import headings
from loaders.answers import answer
from loaders.canvas import Canvas, numeric
from loaders.categories import names_kind
from loaders.grid import Value
from loaders.headings import Heading
from loaders.layout import Block
from loaders.ledgers.asides import beside_figures, groups_rows
from loaders.ledgers.daycolumns import with_weeks
from loaders.ledgers.members import dates_things, lists_things, parts_column
from loaders.ledgers.signing import meaning, settled
from loaders.ledgers.slots import MONTH, Slot, planned, slot_of
from loaders.ledgers.timelabels import labels_rows
from loaders.ledgers.weeksums import with_months
from loaders.lines import Line
from loaders.measures import quantity_of_unit
from loaders.profiles import SAMPLE_ROWS, Profile
from loaders.subjects import indicator_named, indicator_within
from loaders.values import text

_BY_INDICATOR, _A_FIGURE = 3.0, 2.0
"""What a column of indicators and every column of figures add to the score of a table."""


@dataclass
class Plan:
    """Columns of a table of figures."""

    slots: list[Slot] = field(default_factory=list)
    units: int = 0
    indicators: int = 0
    roles: int = 0
    measures: int = 0
    months: int = 0
    """The column that names a month a row."""
    members: int = 0
    """The column that names parts of the unit that reports: its villages or sections."""
    signing: str = ""
    """The indicator that 签约 alone names in a row, by the rows beside it."""
    score: float = 0.0
    listing: bool = False
    """Whether its rows look like single things, so that only a person can call it a table of figures."""
    unmapped: list[Heading] = field(default_factory=list)
    ambiguous: list[Heading] = field(default_factory=list)
    """Columns that say the same of the same thing, so that neither is believed."""
    ignored: list[Heading] = field(default_factory=list)


def plan(
    canvas: Canvas,
    block: Block,
    lines: list[Line],
    shapes: Mapping[int, Profile],
    district: District,
    title: str,
    said: Mapping[str, str] | None = None,
    reporter: str = "",
) -> Plan:
    """The layout of a block read as figures; score 0 when it cannot be a table of figures.

    `title` names the indicator of a table whose headings name none: 各镇街外出招商次数 over 单位, 1月, 2月.
    `said` holds a person's decisions: heading -> indicator, or "" to leave the column out. `reporter` is the unit
    whose file it is, where that is known.
    """
    found = Plan()
    rows = [line.row for line in lines if line.kind in ("data", "total")]
    shown = {h.column: _shown(canvas, rows, h.column) for h in block.headings}
    texts = {column: _words(values) for column, values in shown.items()}
    for head in block.headings:
        words = texts[head.column]
        if not head.path:
            # a blank corner over the names of what is counted, or of the parts of the year
            _set_corner(found, head, words, shown[head.column])
            continue
        axis = _axis(head, words, shown[head.column], district)
        if axis and not getattr(found, axis):
            setattr(found, axis, head.column)
            continue
        decided = answer(said or {}, "counters", head.text)
        slot = None if decided == "" else _told(slot_of(head, district) or planned(head), head.column, decided)
        if slot and shapes[head.column].fits("figure"):
            found.slots.append(slot)
        elif decided == "" or axis or head.compares or beside_figures(head, shown[head.column]):
            found.ignored.append(head)
        else:
            found.unmapped.append(head)
    _settle_by_neighbours(found, block, title, canvas, rows)
    _set_parts_aside(found, block, texts, shown, district, reporter)
    _set_groups_aside(found, shown)
    _count_totals(found)
    _one_indicator(found, block, title)
    _set_twins_aside(found, block, said or {})
    found.score = 0.0 if _lists_assets(found, shown) else _score(found)
    found.listing = _lists_things(found, canvas, lines, shown)
    return found


def most(block: Block, district: District) -> float:
    """The highest score that `plan` could give a block, by its headings alone; a person's decisions may add to it."""
    telling = [head for head in block.headings if head.path and (slot_of(head, district) or planned(head))]
    return _BY_INDICATOR + _A_FIGURE * len(telling)


def _lists_assets(found: Plan, shown: Mapping[int, list[Value]]) -> bool:
    """Whether the rows are single things of which the table only says what kind they are: 老丝绸厂 | 厂房 | 5600. Their
    names stand before the kind, under a heading that nobody read, and no two are alike."""
    kinds = shown.get(found.indicators, [])
    if not kinds or not all(names_kind(text(kind)) for kind in kinds):
        return False
    before = [_words(shown[head.column]) for head in found.unmapped if head.column < found.indicators]
    return any(len(set(names)) == len(names) >= len(kinds) for names in before)


def _set_corner(found: Plan, head: Heading, words: list[str], shown: list[Value]) -> None:
    named = sum(bool(indicator_named(word)) for word in words)
    if named and named * 2 >= len(words) and not found.indicators:
        found.indicators = head.column
    elif labels_rows(head, shown) and not found.roles:
        found.roles = head.column


def _count_totals(found: Plan) -> None:
    """Without units or months across there is nothing to add up: 签约 > 总数 counts the signed projects."""
    if not any(slot.unit or slot.month for slot in found.slots):
        found.slots = [replace(s, total=False) for s in found.slots if not s.total or s.indicator or s.role]


def _lists_things(found: Plan, canvas: Canvas, lines: list[Line], shown: Mapping[int, list[Value]]) -> bool:
    if found.indicators or found.roles or found.months or found.members:
        return False
    if any(dates_things(head, shown[head.column]) for head in found.unmapped):
        return True
    figures, beside = [slot.column for slot in found.slots], [head.column for head in found.unmapped]
    return lists_things(canvas, lines, figures, found.units, beside)


def _set_groups_aside(found: Plan, shown: Mapping[int, list[Value]]) -> None:
    """Where the rows are named otherwise, a column of words that groups them is nothing to ask about."""
    if found.units or found.indicators:
        grouping = [head for head in found.unmapped if groups_rows(head, shown[head.column])]
        found.unmapped = [head for head in found.unmapped if head not in grouping]
        found.ignored += grouping


def _set_parts_aside(
    found: Plan,
    block: Block,
    texts: Mapping[int, list[str]],
    shown: Mapping[int, list[Value]],
    district: District,
    reporter: str,
) -> None:
    """A first column of units under no heading. Where no row names what it counts, the column that names parts of the
    unit that reports; under 单位 only in the file of a unit, since another's may be the district's own departments."""
    if not found.units and not found.indicators:
        found.units = _bare_unit_column(block, texts, district, found)
    if found.indicators or found.roles or found.months:
        return
    if not found.units:
        free = [head for head in block.headings if head in found.unmapped or not head.path]
        found.members = parts_column(free, texts, shown, district)
        found.unmapped = [head for head in found.unmapped if head.column != found.members]
    elif reporter not in ("", district.name):
        head = next(head for head in block.headings if head.column == found.units)
        if parts_column([head], texts, shown, district):
            found.units, found.members = 0, head.column


def _settle_by_neighbours(found: Plan, block: Block, title: str, canvas: Canvas, rows: list[int]) -> None:
    """What the columns count, and of which part of the year, whose own heading leaves it to their neighbours."""
    found.slots = with_months(found.slots, block.headings, canvas, rows)
    found.slots = with_weeks(found.slots, {head.column: head for head in block.headings}, title)
    _planned_beside_done(found, block)
    found.slots, lost = settled(found.slots)
    found.unmapped += [head for head in block.headings if head.column in lost]
    if found.indicators:
        named = _words(_shown(canvas, rows, found.indicators))
        found.signing = meaning([indicator_named(word) for word in named])


def _planned_beside_done(found: Plan, block: Block) -> None:
    heads = {head.column: head for head in block.headings}
    aims = [s for s in found.slots if not s.role and planned(heads[s.column])]
    done = {s.indicator for s in found.slots if s.role in ("cumulative", "week", "month", "rate")}
    for slot in aims:
        if slot.indicator in done or (not slot.indicator and done):
            found.slots[found.slots.index(slot)] = replace(slot, role="target")
        else:
            found.slots.remove(slot)
            found.unmapped.append(heads[slot.column])


def _told(slot: Slot | None, column: int, indicator: str | None) -> Slot | None:
    """A slot with the indicator that a person gave its column; what names none is no decision about figures."""
    if not indicator or not headings.has_field("indicators", indicator):
        return slot
    return replace(slot or Slot(column), indicator=indicator)


def _one_indicator(found: Plan, block: Block, title: str) -> None:
    """Columns without an indicator belong to the only one a wide table has (年度目标 | 走出去完成数), or to the one in
    the title when no column names any and all of them are units and figures; else to none."""
    if found.indicators:
        return
    named = {slot.indicator for slot in found.slots} - {""}
    if not named and (found.units or found.months) and len(found.unmapped) < len(found.slots):
        named = {indicator_within(title)} - {""}
    if len(named) == 1:
        only = named.pop()
        found.slots = [slot if slot.indicator else replace(slot, indicator=only) for slot in found.slots]
        return
    lost = {slot.column for slot in found.slots if not slot.indicator}
    found.slots = [slot for slot in found.slots if slot.indicator]
    found.unmapped += [head for head in block.headings if head.column in lost]


def _set_twins_aside(found: Plan, block: Block, said: Mapping[str, str]) -> None:
    """Two columns for one indicator and part of the year (外出招商, 走出去) are both left to a person."""
    if found.indicators or found.roles:
        return
    heads = {head.column: head for head in block.headings}
    kinds = {slot.column: replace(slot, column=0) for slot in found.slots}
    times = Counter(kinds.values())
    twins = {c for c, kind in kinds.items() if times[kind] > 1 and heads[c].text not in said}
    texts = {heads[c].text for c in twins}
    if len(texts) > 1:
        found.slots = [slot for slot in found.slots if slot.column not in twins]
        found.ambiguous += [heads[c] for c in sorted(twins)]


def _shown(canvas: Canvas, rows: list[int], column: int) -> list[Value]:
    """What a column shows in its first rows, without the empty cells."""
    return [v for row in rows[:SAMPLE_ROWS] if (v := canvas.shown(row, column)) is not None]


def _words(values: list[Value]) -> list[str]:
    return [text(v) for v in values if isinstance(v, str) and not numeric(v)]


def _axis(head: Heading, words: list[str], shown: list[Value], district: District) -> str:
    """Which axis a column is: units, indicators, roles, months or measures of the rows; "" for none."""
    # one word among figures, a heading that slipped into the body, makes no axis
    worded = _axis_of_words(head, words, district) if words and len(words) * 2 >= len(shown) else ""
    return worded or ("roles" if labels_rows(head, shown) else "")


def _axis_of_words(head: Heading, words: list[str], district: District) -> str:
    needed = max(1, len(words) / 2)
    if sum(bool(MONTH.fullmatch(w)) for w in words) >= needed:
        return "months"
    if "单位" in head.text and sum(bool(quantity_of_unit(w)) for w in words) >= needed:
        return "measures"
    if (
        headings.match(head.forms, "roles") == ("unit", 0)
        or sum(bool(unit_named(w, district)) for w in words) >= needed
    ):
        return "units"
    if sum(bool(indicator_named(w)) for w in words) >= needed:
        return "indicators"
    match = headings.match(head.forms, "roles")
    return "units" if match and match[0] == "unit" else ""


def _bare_unit_column(block: Block, texts: Mapping[int, list[str]], district: District, found: Plan) -> int:
    """A first column of registry units under an unusual or missing heading."""
    for head in block.headings[:3]:
        words = texts[head.column]
        if words and sum(bool(unit_named(w, district)) for w in words) * 2 >= len(words):
            found.unmapped = [h for h in found.unmapped if h.column != head.column]
            return head.column
    return 0


def _score(found: Plan) -> float:
    figures = [s for s in found.slots if s.role != "rate"]
    if found.indicators:
        return _BY_INDICATOR + _A_FIGURE * len(figures) if figures else 0.0
    named = [s for s in figures if s.indicator]
    if not named:
        return 0.0
    return _A_FIGURE * len(named) + (1.0 if found.units else 0.0)
