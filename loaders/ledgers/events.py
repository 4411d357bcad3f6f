"""Event ledgers and chain lists: signings, promotions, meetings, trainings; companies of an industry chain."""

import re
from functools import lru_cache
from itertools import pairwise

from dashboard.contract import District
from loaders.categories import event_kind
from loaders.chains import chain_in, chain_role, names_chain
from loaders.contents import heading_role
from loaders.entry import Entry, Record
from loaders.facets import Sections
from loaders.hosts import host_and_person, person_alone
from loaders.lines import Line
from loaders.ownership import entries
from loaders.reader import TableReader
from loaders.ticks import enumerated
from loaders.values import items, text

_PERSON = re.compile("联系人|联络人|负责人|对接人|姓名")
_ROLE_IN_BRACKETS = re.compile(r"(.+?)[(（]((?:链主|龙头|上游|下游|配套)(?:企业)?)[)）]")
_PERSON_IN_BRACKETS = re.compile(r"(?<=.)[(（][^()（）]{2,12}[)）]$")


def events(table: TableReader, lines: list[Line], given: str) -> list[Record]:
    return [_event(entry, sections) for entry, sections in entries(table, lines, given)]


def table_event_kind(table: TableReader) -> str:
    """The kind that title or sheet name give to every row, "" when they leave it open."""
    named = event_kind(table.terms.title) or event_kind(table.sheet.name)
    return "" if named == "meeting" else named


def _kept_kind(table: TableReader, entry: Entry) -> str:
    """What the columns a row fills make of it: signed projects a signing, a platform a promotion."""
    if entry.first("projects") or (table.has("projects") and not table.has("channel")):
        return "signing"
    return "promotion" if entry.first("channel") else "meeting"


def _event(entry: Entry, sections: Sections) -> Record:
    table = entry.table
    for name in ("title", "channel", "industry"):
        entry.text(name)
    said = enumerated(entry, "kind", event_kind)
    shared = table_event_kind(table)
    own = event_kind(entry.values["title"])
    # an article that promotes a signing is a promotion; in any other list the event's own name decides
    named = shared if shared == "promotion" and entry.first("channel") else own if own != "meeting" else ""
    entry.values["kind"] = said or sections.event or named or shared or own or _kept_kind(table, entry)
    if table.has("date"):
        entry.day("date")
    for name in ("count", "projects"):
        if table.has(name):
            entry.number(name, "count")
    if table.has("investment"):
        entry.cny("investment")
    if not entry.values["title"]:
        table.notes.find("missing-required", entry.at("title"), field="title")
    return entry.record()


def prospects(table: TableReader, lines: list[Line], given: str) -> list[Record]:
    found: list[Record] = []
    once = _segments_stand_once(table, lines)
    for entry, sections in entries(table, lines, given):
        found += _prospects(entry, sections, found[-1] if found else {}, once)
    return found


def _segments_stand_once(table: TableReader, lines: list[Line]) -> bool:
    """Whether no segment is typed twice in succession, so that a blank one is the one above."""
    rows = [line.row for line in lines if line.kind == "data"]
    typed = [[text(table.peek(row, c)[0]) for c in table.columns.fields.get("segment", ())] for row in rows]
    return not any(any(first) and first == second for first, second in pairwise(typed))


def _prospects(entry: Entry, sections: Sections, above: Record, once: bool) -> list[Record]:
    """One record a company; a cell may list several companies of a segment. A chain may head its companies.

    Where the chain's cell is blank the one above holds, as in a list whose merges were lost; so does its segment. A
    blank segment alone is the one above of its chain where segments stand `once` over their companies.
    """
    for name in ("chain", "segment", "location", "priority", "contact"):
        entry.text(name)
    if entry.table.has("chain") and not entry.values["chain"] and not sections.chain:
        entry.values["chain"] = above.get("chain", "")
        entry.values["segment"] = entry.values["segment"] or above.get("segment", "")
    entry.values["chain"] = entry.values["chain"] or sections.chain or _titled_chain(entry.table)
    if once and above.get("chain") == entry.values["chain"]:
        entry.values["segment"] = entry.values["segment"] or above.get("segment", "")
    entry.values["role"] = enumerated(entry, "role", chain_role) or sections.role
    listed = [
        (_company(entry, name, at[1]), _column_role(entry, at[1]))
        for value, at in entry.cells("organisation")
        for i, name in enumerate(items(value))
        if not i or not person_alone(name)
    ]
    if not listed:
        entry.table.notes.find("missing-required", entry.at("organisation"), field="organisation")
    record = entry.record()
    named = [(*_role_beside(name), role) for name, role in listed or [("", "")]]
    return [{**record, "organisation": name, "role": record["role"] or own or role} for name, own, role in named]


def _role_beside(words: str) -> tuple[str, str]:
    """A company and the role that brackets behind its name give it: 甲公司（链主）."""
    found = _ROLE_IN_BRACKETS.fullmatch(words)
    return (found[1], chain_role(found[2])) if found else (words, "")


def _company(entry: Entry, words: str, column: int) -> str:
    """A company without the person behind its name; under 企业（联系人） whoever stands in brackets is one."""
    asides = entry.table.heading[column].asides
    return _PERSON_IN_BRACKETS.sub("", words) if any(map(_PERSON.search, asides)) else host_and_person(words)[0]


def _titled_chain(table: TableReader) -> str:
    """The chain that sheet name or title give to every row; none where a column says it row by row."""
    sheet = table.sheet.name
    if names_chain(sheet) or table.has("chain"):
        return sheet if names_chain(sheet) else ""
    return chain_in(_owners(table.district).sub("\n", table.terms.title))


@lru_cache(maxsize=8)
def _owners(district: District) -> re.Pattern[str]:
    """Whose list it is, and of which year, as a title says before it names the chain."""
    names = [district.name, *district.aliases, *(n for unit in district.units for n in (unit.name, *unit.aliases))]
    units = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    return re.compile(rf"(?:{units})(?:人民政府|办事处|管委会)?|20\d\d年度?|全区|各镇街|各街镇")


def _column_role(entry: Entry, column: int) -> str:
    """The role that a column's heading gives its companies: 链主企业 | 上游企业 | 下游配套企业."""
    return heading_role(entry.table.heading[column]) if not entry.table.has("role") else ""
