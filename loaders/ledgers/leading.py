"""Who led a trip or received guests, and on which level that person stands.

A blank under 带队领导 is the leader's above it where the sheet's habit says so: a name stands once over the trips of
its leader and is never typed twice in succession. Elsewhere nobody says who led the trip, and that is said.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from loaders.carrying import typed_once
from loaders.categories import level_of
from loaders.entry import Entry, Record
from loaders.ledgers.exchanging import exchanged
from loaders.lines import Line
from loaders.posts import name_and_post, without_comrade
from loaders.reader import TableReader
from loaders.ticks import enumerated
from loaders.values import items, person, text

_POST_IN_BRACKETS = re.compile(r"[(（]([^()（）]*)[)）]")
_POST_WORDS = re.compile(
    r"(区委书记|区委副书记|党工委书记|党工委副书记|党委书记|党委副书记|常务副区长|副区长|区长|常务副镇长|副镇长|镇长|办事处主任|副主任|主任|副局长|局长|书记|副书记|部长|科长|专员|区委常委)"
)
_STATIONED = re.compile(r"驻点|驻(?:外|[\u4e00-\u9fff]{2,4})招商(?:组|队|处|中心|站|点|局|专班|人员|联络)")
"""A title of those whom the district keeps elsewhere: 驻深圳招商组3月工作情况."""
_ALONG = ("陪同", "随行", "参加", "参会")
_FEWEST = 2
"""Blank trips below the only leader that a log names: one may as well have been forgotten."""
_LED = re.compile(r"([\u4e00-\u9fff]{2,12}?)(?:带队|领队|率队)[,，、;；].*", re.S)
"""葛军书记带队，李想、王敏参加: who led, before who went along."""
_NAME = re.compile(r"[\u4e00-\u9fff·]{2,4}")


def read_leader(entry: Entry) -> None:
    """The leader's name without the post; the level from a level column, the post, or the roster."""
    words = entry.text("leader")
    post = entry.text("post", into="leader_post") or exchanged(entry, "post")
    if not entry.table.has("leader") or _accompanying(entry.table):
        entry.values["companions"] = entry.values.get("companions") or words
        words, titled_post = entry.table.titled_leader
        post = titled_post if entry.table.has("leader") else post or titled_post
    level = enumerated(entry, "level", level_of) or _head_of_unit(entry)
    del entry.values["leader_post"]
    words = without_comrade(_LED.sub(r"\1", words))
    name, beside = name_and_post(words)
    words, post = (name, post or beside) if name else (words, post)
    bracketed = " ".join(_POST_IN_BRACKETS.findall(words))
    bare = _POST_IN_BRACKETS.sub("", words).strip()
    titled = " ".join(_POST_WORDS.findall(bare))
    name = _POST_WORDS.sub("", bare).strip(" 、,，:：") if titled else bare
    close = re.sub(r"\s+", "", name)
    entry.values["leader"] = close if _NAME.fullmatch(close) else bare or words
    roster = {leader.name: leader.level for leader in entry.table.district.leaders}
    title = entry.table.terms.title + entry.table.sheet.name
    entry.values["level"] = (
        level
        or _on_roster((entry.values["leader"], *items(words)), roster)
        or level_of(post)
        or level_of(bracketed)
        or level_of(titled)
        or ("resident" if _resident(entry.table, title) else "")
    )


def _accompanying(table: TableReader) -> bool:
    """Whether the only leaders that a log names are those who went along with the one its title names: 陪同领导 under
    何某区长会见客商情况."""
    heads = [table.heading[column] for column in table.columns.fields.get("leader", ())]
    along = all(head.bases and head.bases[-1].startswith(_ALONG) for head in heads)
    return bool(heads) and along and bool(table.titled_leader[0])


def _on_roster(names: Iterable[str], roster: Mapping[str, str]) -> str:
    """The level of the leader on the roster; of several the principal's, or the one they share."""
    levels = {roster.get(person(_POST_IN_BRACKETS.sub("", name)).strip(), "") for name in names} - {""}
    return "principal" if "principal" in levels else levels.pop() if len(levels) == 1 else ""


def _resident(table: TableReader, title: str) -> bool:
    return bool(_STATIONED.search(title)) or any("驻点" in head.text for head in table.block.headings)


def carry_leader(entry: Entry, above: Sequence[int]) -> None:
    """The leader of the trip in the rows `above` for one that names none; its own level stays."""
    told = Entry(entry.table, list(above))
    told.values["unit"] = entry.values["unit"]
    read_leader(told)
    entry.values["leader"] = told.values["leader"]
    entry.values["level"] = entry.values["level"] or told.values["level"]


def carried_leaders(table: TableReader, lines: Sequence[Line], trips: Mapping[int, list[int]]) -> dict[int, list[int]]:
    """First row of a trip that names no leader -> rows of the trip above it whose leader led it too."""
    if not _habit([_typed(table, trip, "leader") for trip in trips.values()]):
        return {}
    found: dict[int, list[int]] = {}
    above: list[int] = []
    for line in lines:
        trip = trips.get(line.row)
        if line.kind == "section" or (trip and _another(table, trip, above)):
            above = []
        if trip and _typed(table, trip, "leader"):
            above = trip
        elif trip and above and not _typed(table, trip, "post"):
            found[line.row] = above
    return found


def _habit(names: Sequence[str]) -> bool:
    told = sum(map(bool, names))
    return bool(names and names[0]) and typed_once(names) and (told > 1 or len(names) - told >= _FEWEST)


def _another(table: TableReader, trip: Sequence[int], above: Sequence[int]) -> bool:
    """Whether a trip is another unit's than the one above it."""
    own = _typed(table, trip, "unit")
    return bool(above and own and own != _typed(table, above, "unit"))


def _typed(table: TableReader, trip: Sequence[int], name: str) -> str:
    cells = Entry(table, list(trip)).cells(name)
    return text(cells[0][0]) if cells else ""


def note_leaderless(table: TableReader, visits: Sequence[Record]) -> None:
    """`missing-required` on visits that say neither who led them nor on which level, once on the heading where none
    does."""
    bare = [visit for visit in visits if not visit["leader"] and not visit["level"]] if table.has("leader") else []
    column = table.columns.column("leader")
    if bare and len(bare) == len(visits):
        table.notes.find("missing-required", table.head_of(table.heading[column]), field="leader", table=True)
        return
    for visit in bare:
        table.notes.find("missing-required", (visit["row"], column), field="leader")


def _head_of_unit(entry: Entry) -> str:
    """主要领导 in a street's own log is the street's."""
    own = entry.values["unit"] not in ("", entry.table.district.name)
    return "unit" if own and re.fullmatch(r"(本?单位)?主要领导", entry.values["level"]) else ""
