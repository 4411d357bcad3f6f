"""The agenda of a meeting: its items in their order, each with its minutes and the parts called up under it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, product

from dashboard.exports.contents import Contents, Part
from dashboard.i18n import Say
from dashboard.store.arrangements import Arrangement, Wording

MINUTES: Mapping[str, int] = {
    "overall": 5, "carried": 5, "board": 5, "lights": 10, "moved": 5, "stuck": 10, "coordination": 10, "units": 2,
    "decisions": 5,
}  # fmt: skip
"""The items in the order of the meeting and the minutes each takes unless the bureau says otherwise; a unit two."""
READINGS = 16
"""Of so many readings of a name each leads to it."""
ALWAYS = frozenset(("overall", "units", "decisions"))
"""Items that stand on the agenda whether or not there is anything to show."""


@dataclass(frozen=True, slots=True)
class Item:
    """An item of the agenda. `number` counts from 1 those that are called up, 0 for one that is left out."""

    key: str
    number: int
    title: str
    minutes: int
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Stop:
    """A unit that can be jumped to: its number in the official order, and the initials of its name in pinyin.

    Some letters are read in several ways (长桥 as chang or zhang): every reading leads there.
    """

    unit: str
    number: int
    initials: tuple[str, ...]


def items(contents: Contents, arranged: Arrangement, say: Say) -> list[Item]:
    """Every item that has something to show or always stands there, in the order of the meeting."""
    found = list[Item]()
    number = 0
    for key, usual in MINUTES.items():
        parts = tuple(part for part in contents.parts if part.item == key)
        if not parts and key not in ALWAYS:
            continue
        out = key in arranged.left_out
        number += not out
        minutes = arranged.minutes.get(key, usual * len(parts) if key == "units" else usual)
        found.append(Item(key, 0 if out else number, say(f"agenda.item.{key}"), minutes, parts))
    return found


def stops(units: Sequence[str]) -> list[Stop]:
    """The units in the official order, to be jumped to by number or by initials."""
    return [Stop(unit, number, initials(unit)) for number, unit in enumerate(units, start=1)]


def initials(name: str) -> tuple[str, ...]:
    """First letters of a name in pinyin, in lower case, the usual reading first; Latin letters and digits stay."""
    # its dictionaries take a third of a second to load, which no other command and page needs to wait for
    from pypinyin import Style, pinyin

    letters = [dict.fromkeys(each) for each in pinyin(name.replace(" ", ""), style=Style.FIRST_LETTER, heteronym=True)]
    read = ("".join(each).lower() for each in islice(product(*letters), READINGS))
    return tuple(dict.fromkeys(read))


def reworded(contents: Contents, arranged: Arrangement, say: Say) -> Contents:
    """The contents with what the bureau reworded, marked; not where the figures have changed since."""
    found = wordings(contents, arranged)
    if not found:
        return contents
    parts = [replace(part, sentences=tuple(_said(found.get((part.name, told)), told, say) for told in part.sentences))
             for part in contents.parts]  # fmt: skip
    return replace(contents, parts=parts)


def wordings(contents: Contents, arranged: Arrangement) -> Mapping[tuple[str, str], Wording]:
    """What stands for a sentence, by part and sentence: the latest wording of it in any part.

    The same words of another figure, as of two units that come out alike, are another sentence.
    """
    about = {
        (part.name, told): (told, part.leads[at] if at < len(part.leads) else ("", ""))
        for part in contents.parts
        for at, told in enumerate(part.sentences)
    }
    known = sorted((key for key in arranged.wording if key in about), key=lambda key: arranged.wording[key].at)
    latest = {about[key]: arranged.wording[key] for key in known}
    return {place: latest[sentence] for place, sentence in about.items() if sentence in latest}


def _said(found: Wording | None, told: str, say: Say) -> str:
    # whoever prints it ends the sentence behind the mark
    return say("agenda.reworded", text=found.text.rstrip().rstrip("\u3002.")) if found else told


def overtaken(contents: Contents, arranged: Arrangement, language: str) -> list[str]:
    """Reworded sentences of a language that stand nowhere any more: the figures they were made of have changed."""
    known = {(part.name, told) for part in contents.parts for told in part.sentences}
    return [each.text for key, each in arranged.wording.items() if key not in known and each.language == language]
