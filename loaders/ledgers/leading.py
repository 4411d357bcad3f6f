"""Who led a trip or received guests, and on which level that person stands."""

import re

from loaders.categories import level_of
from loaders.entry import Entry
from loaders.posts import name_and_post, without_comrade
from loaders.ticks import enumerated

_POST_IN_BRACKETS = re.compile(r"[(（]([^()（）]*)[)）]")
_POST_WORDS = re.compile(
    r"(区委书记|区委副书记|党工委书记|党工委副书记|党委书记|党委副书记|常务副区长|副区长|区长|常务副镇长|副镇长|镇长|办事处主任|副主任|主任|副局长|局长|书记|副书记|部长|科长|专员|区委常委)"
)
_NAME = re.compile(r"[\u4e00-\u9fff·]{2,4}")


def read_leader(entry: Entry) -> None:
    """The leader's name without the post; the level from a level column, the post, or the roster."""
    words = entry.text("leader")
    post = entry.text("post", into="leader_post")
    if not entry.table.has("leader"):
        words, titled_post = entry.table.titled_leader
        post = post or titled_post
    level = enumerated(entry, "level", level_of) or _head_of_unit(entry)
    del entry.values["leader_post"]
    words = without_comrade(words)
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
        or roster.get(entry.values["leader"], "")
        or level_of(post)
        or level_of(bracketed)
        or level_of(titled)
        or ("resident" if "驻点" in title or any("驻点" in h.text for h in entry.table.block.headings) else "")
    )


def _head_of_unit(entry: Entry) -> str:
    """主要领导 in a street's own log is the street's."""
    own = entry.values["unit"] not in ("", entry.table.district.name)
    return "unit" if own and re.fullmatch(r"(本?单位)?主要领导", entry.values["level"]) else ""
