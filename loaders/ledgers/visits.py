"""Outbound and reception logs: every trip (`loaders.ledgers.trips`) becomes one visit with a stop for each host."""

import re
from datetime import date, timedelta

from loaders.dateshapes import Day
from loaders.entry import Entry, Record
from loaders.facets import Sections
from loaders.figures import number
from loaders.grid import Address, Value
from loaders.hosts import (
    counts_hosts,
    group_alone,
    guests,
    hides_host,
    host_and_person,
    mixed,
    name_alone,
    name_among,
    party,
    perhaps_persons,
    person_alone,
    posted,
)
from loaders.ledgers.directions import Directions
from loaders.ledgers.exchanging import exchanged
from loaders.ledgers.leading import carried_leaders, carry_leader, note_leaderless, read_leader
from loaders.ledgers.trips import groups
from loaders.lines import Line
from loaders.organisations import organisation_kind
from loaders.ownership import Ownership, note_sharing
from loaders.phrases import BY_START, calls_off
from loaders.posts import titled_name
from loaders.reader import TableReader
from loaders.values import items, person, stated_count, text
from loaders.visitcolumns import names_hosts_too

_TEXTS = ("destination", "companions", "content", "result")
_TELLING = 3
"""Cells that a row must fill to be a copy of another."""
_LONGEST = 60
"""Days of a trip; a larger number is something else."""
_NAME_AND_POST = re.compile(r"^([\u4e00-\u9fff·]{2,4})\s*(?:[(（]([^()（）]+)[)）]|/([\u4e00-\u9fff]{2,12}))$")


def records(table: TableReader, lines: list[Line], given: str) -> tuple[list[Record], list[Record]]:
    """(visits, stops) of one log."""
    owner, sections = Ownership(table, lines, given), Sections(table)
    directions = Directions(table)
    starts = {trip[0]: _once(table, trip) for trip in groups(table, lines, directions.usual)}
    leaders = carried_leaders(table, lines, starts)
    visits: list[Record] = []
    stops: list[Record] = []
    for line in lines:
        if line.kind == "section":
            sections.enter(line)
        elif line.row in starts:
            entry = Entry(table, starts[line.row])
            _whose(entry, owner, sections, directions)
            read_leader(entry)
            if line.row in leaders:
                carry_leader(entry, leaders[line.row])
            visit, met = _visit(entry)
            visits.append(visit)
            stops += met
    note_leaderless(table, visits)
    if visits and not table.has("start"):
        head = next(head for head in table.block.headings if head.path)
        table.notes.find("missing-required", table.head_of(head), field="start", table=True)
    return visits, stops


def _once(table: TableReader, trip: list[int]) -> list[int]:
    """The rows of a trip without those that say again, cell by cell, what one above them says (`duplicate-row`)."""
    kept: dict[tuple[tuple[int, Value], ...], int] = {}
    for row in trip:
        said = tuple(table.canvas.typed(row, table.block.left, table.block.right))
        if said in kept and len(said) >= _TELLING:
            table.notes.find("duplicate-row", (row, said[0][0]), first=kept[said])
            table.duplicates.add(row)
        else:
            kept[said if len(said) >= _TELLING else (*said, (0, row))] = row
    return list(kept.values())


def _whose(entry: Entry, owner: Ownership, sections: Sections, directions: Directions) -> None:
    """The visit's unit and direction."""
    entry.values["unit"] = owner.of(entry.rows[0], sections)
    note_sharing(entry.table, entry.rows)
    entry.values["direction"] = directions.of(entry, sections)


def _visit(entry: Entry) -> tuple[Record, list[Record]]:
    """The visit and its stops, when unit, direction and leader are known."""
    table = entry.table
    _dates(entry)
    for name in (each for each in _TEXTS if table.has(each) or each not in entry.values):
        entry.text(name)
    if not entry.values["destination"] and table.has("origin"):
        entry.text("origin", into="destination")
    for name in ("projects_discussed", "headcount"):
        if table.has(name):
            entry.number(name, "count")
    if not table.has("headcount"):
        _headcount(entry)
    stops = _stops(entry, entry.rows)
    if not table.has("organisation"):
        _note_hidden_hosts(entry)
    _count_hosts(entry, stops)
    visit = entry.record()
    for stop in stops:
        stop["unit"] = visit["unit"]
    return visit, stops


def _headcount(entry: Entry) -> None:
    """How many guests came, where their organisations' cells say it (甲公司一行6人), else where those of the guests of
    a reception do (张三等5人); who is met on a trip is none of those who went."""
    parties = [told for words in _listed(entry, "organisation") if (told := party(words))[0]]
    if not parties and entry.values["direction"] == "inbound":
        # the same words on several rows are the same guests
        parties = [told for words in dict.fromkeys(_listed(entry, "counterpart")) if (told := guests(words))[0]]
    if parties:
        entry.values["headcount"] = sum(count for count, _ in parties)
        if any(hedged for _, hedged in parties):
            entry.hedged.append("headcount")


def _dates(entry: Entry) -> None:
    """start and end over all rows of the trip; a one-day trip ends where it starts."""
    off = _called_off(entry)
    days = [] if off else [entry.table.done_on(at[0], at[1])[0] for _, at in entry.cells("start")]
    good = [d for d in days if d.start and not d.problem]
    ends = [_relative(value, good) or entry.table.day_at(at[0], at[1])[0] for value, at in entry.cells("end")]
    starts = [d.start for d in good if d.start]
    stated = [d for d in ends if d.start and not d.problem]
    finishes = [_last(d, entry.table.terms.period) for d in stated or good]
    finishes += [] if stated else _after_days(entry, good)
    entry.values["start"] = min(starts, default=None)
    entry.values["end"] = max((f for f in finishes if f), default=None)
    for name, read in (("start", good), ("end", good + ends)):
        if any(d.start and d.precision not in ("day", "") for d in read):
            entry.imprecise.append(name)
    start, end = entry.values["start"], entry.values["end"]
    if isinstance(start, date) and isinstance(end, date) and end < start:
        entry.table.notes.find("dates-out-of-order", entry.at("end"), before=str(start))
    if entry.table.has("start") and not entry.cells("start"):
        entry.table.notes.find("missing-required", entry.at("leader"), field="start")
    latest = entry.table.terms.period
    if latest and isinstance(start, date) and start > latest:
        entry.table.notes.find("date-out-of-period", entry.at("start"), period=str(latest))


def _called_off(entry: Entry) -> bool:
    """Whether result or remark say that the trip did not take place (`planned-figure`): 未成行, 改期至4月."""
    table = entry.table
    remarks = {head.column for head in table.columns.ignored} | set(table.columns.fields.get("result", ()))
    cells = (table.peek(row, column) for row in entry.rows for column in sorted(remarks))
    told = next((at for value, at in cells if isinstance(value, str) and calls_off(text(value))), None)
    if told:
        table.notes.find("planned-figure", told)
    return told is not None


def _last(read: Day, period: date | None) -> date | None:
    """The last day that a cell tells; 2月1日至今 lasts to the end of the period."""
    last = read.end or read.start
    return max(last, period) if last and read.open_ended and period else last


def _after_days(entry: Entry, starts: list[Day]) -> list[date]:
    """The end that a number of days tells: 3 days from 20 March are over on the 22nd."""
    counted = [number(text(value).removesuffix("天"), quantity="count").value for value, _ in entry.cells("days")]
    days = [n for n in counted if n and n == int(n) and 1 <= n <= _LONGEST]
    return [d.start + timedelta(days=int(max(days)) - 1) for d in starts[:1] if days and d.start and not d.end]


def _relative(value: Value, starts: list[Day]) -> Day | None:
    """The end that is told by the start: 当天, 次日返回; None for one that is told by itself."""
    found = BY_START.fullmatch(value.strip()) if isinstance(value, str) else None
    last = max((d.end or d.start for d in starts if d.start), default=None)
    if not found or not last:
        return None
    return Day(start=last + timedelta(days=1 if found["later"] else 0), precision="day")


def _stops(entry: Entry, rows: list[int]) -> list[Record]:
    """One record an organisation met, each with the counterpart named on its own row."""
    found: list[Record] = []
    seen: set[str] = set()
    for row in rows:
        part = Entry(entry.table, [row])
        hosts = [host for value, at in part.cells("organisation") for host in _hosts(part, value, at)]
        people = _people(part, len(hosts))
        for (name, named), met in zip(hosts, people, strict=True):
            if name in seen:
                continue
            seen.add(name)
            stop = Entry(entry.table, [row]).record()
            stop |= {
                "visit_row": rows[0],
                "organisation": name,
                "kind": organisation_kind(name),
                "counterpart": met or named,
            }
            found.append(stop)
    return found


def _note_hidden_hosts(entry: Entry) -> None:
    """`organisation-unclear` on guests whose organisation is written with their post, and on what was discussed under a
    heading that promises hosts too (走访企业及洽谈内容), where no column names one."""
    for _, at in entry.cells("content"):
        if names_hosts_too(entry.table.heading[at[1]]):
            entry.table.notes.find("organisation-unclear", at)
    for value, at in entry.cells("counterpart"):
        if any(map(hides_host, _each(entry, value, at))):
            entry.table.notes.find("organisation-unclear", at)


def _listed(entry: Entry, name: str) -> list[str]:
    """The entries of the lists in all cells of a field."""
    return [words for value, at in entry.cells(name) for words in _each(entry, value, at)]


def _each(part: Entry, value: Value, at: Address) -> list[str]:
    """The entries of a list cell; split as typed, since ① is a plain 1 once the text is folded."""
    return [words for item in items(value) if (words := part.table.words(item, at))]


def _hosts(part: Entry, value: Value, at: Address) -> list[tuple[str, str]]:
    """The organisations a cell names, each with the person in its brackets; a bare count (12家) names none."""
    listed = [words for words in _each(part, value, at) if not group_alone(words)]
    names = listed if len(listed) == 1 else [words for words in listed if not counts_hosts(words)]
    if len(names) == 1 and stated_count(names[0])[0] and "等" not in names[0]:
        return []
    apart = [*names[:1], *(name for name in names[1:] if not person_alone(name))]
    found = _joined(names)
    if any(mixed(name) or posted(name) or perhaps_persons(name) for name in apart) or name_among(found):
        part.table.notes.find("organisation-unclear", at)
    return found


def _joined(names: list[str]) -> list[tuple[str, str]]:
    """The organisations of a list with who is named for each; a person between them belongs to the one before:
    甲公司王总、李总一行."""
    found: list[tuple[str, str]] = []
    for words in names:
        person = person_alone(words) or (name_alone(words) if found[-1][1] else "") if found else ""
        if person:
            host, met = found[-1]
            found[-1] = host, f"{met}、{person}" if met else person
        else:
            found.append(host_and_person(words))
    return found


def _people(part: Entry, hosts: int) -> list[str]:
    """Who was met, one a host where as many are named, else the same for every host of the row."""
    post = part.text("counterpart_post") or exchanged(part, "counterpart_post")
    together = " ".join(filter(None, (part.text("counterpart"), post)))
    people = [together] * hosts
    if hosts > 1 and not post:
        each = [words for value, at in part.cells("counterpart") for words in _each(part, value, at)]
        people = each if len(each) == hosts else people
    return [_name_first(_NAME_AND_POST.sub(r"\1 \2\3", person(each))) for each in people]


def _name_first(words: str) -> str:
    """总经理张敏 -> 张敏 总经理."""
    name, post = titled_name(words)
    return f"{name} {post}" if name else words


def _count_hosts(entry: Entry, stops: list[Record]) -> None:
    if entry.table.has("organisations"):
        entry.number("organisations", "count")
    if entry.values.get("organisations") is not None:
        return
    cells = entry.cells("organisation")
    stated = [stated_count(entry.table.words(value, at)) for value, at in cells]
    named = [len(_hosts(entry, value, at)) for value, at in cells]
    further = sum(max(0, count - names) for names, (count, _) in zip(named, stated, strict=True))
    if stops or further:
        entry.values["organisations"] = float(len(stops) + further)
    if further and any(hedged for _, hedged in stated):
        entry.hedged.append("organisations")
