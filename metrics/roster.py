"""Who a leader cell names. The roster binds: its names are found first, and only what is left is cut at separators."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from dashboard.contract import Leader
from dashboard.names import folded, key, plain

_HARD = r"、,;/\n"
_BETWEEN = re.compile(rf"[{_HARD}]+|(?<=..)和(?=..)")
"""Between names nobody knows: 何和平 is one person, 张三和李四 are two."""
_OTHERS = re.compile(r"(?:等(?:人|一行|\d+人|[一二两三四五六七八九十]+人)?|一行)\s*\Z")
"""Who else went and is not named: 等, 等3人, 一行."""
_BRACKETS = re.compile(r"\([^()]*\)")
_TAKEN = re.compile(r"[和与及\s]*\0[和与及\s]*")


def named(text: str, leaders: Sequence[Leader]) -> tuple[str, ...]:
    """The people that a leader cell names, each once: those of the roster as it spells them, then others as written.

    A roster name counts where it stands alone: between separators, spaces, 和 or brackets, beside a post of the roster
    or before 等. The longest fits first, and no name is cut in two: 林和平 is neither 林 nor 平.
    """
    return _named(text, tuple(leaders)) if text else ()


@lru_cache(maxsize=4096)
def _named(text: str, leaders: tuple[Leader, ...]) -> tuple[str, ...]:
    written, spelt = plain(text), {key(leader.name): leader.name for leader in leaders}
    compared = folded(written)
    if len(compared) != len(written):
        written = compared
    found = list(_pattern(leaders).finditer(compared)) if any(spelt) else []
    rest = list(written)
    for match in found:
        rest[match.start() : match.end()] = ["\0"] * (match.end() - match.start())
    ours = (spelt[key(match["name"])] for match in found)
    return tuple(dict.fromkeys((*ours, *_others("".join(rest)))))


def _others(rest: str) -> Iterator[str]:
    for part in _BETWEEN.split(_BRACKETS.sub("、", _TAKEN.sub("、", re.sub("\0+", "\0", rest)))):
        name = _OTHERS.sub("", part).strip()
        if key(name):
            yield name


@lru_cache(maxsize=8)
def _pattern(leaders: tuple[Leader, ...]) -> re.Pattern[str]:
    name = _any_of(key(leader.name) for leader in leaders)
    post = _any_of([*(key(leader.post) for leader in leaders), "同志"])
    stands = rf"[\s{_HARD}()和与及]"
    return re.compile(
        rf"(?:(?<={stands})|(?<![\s\S]))(?:(?:{post})\s*)?(?P<name>{name})(?:\s*(?:{post}))?(?={stands}|等|一行|带队|\Z)"
    )


def _any_of(words: Iterator[str] | Sequence[str]) -> str:
    """Any of some words, the longest first; letters may stand apart, as names of two are set to the width of three."""
    longest = sorted({word for word in words if word}, key=lambda word: (-len(word), word))
    return "|".join(r"[\s·•.]*".join(map(re.escape, word)) for word in longest)
