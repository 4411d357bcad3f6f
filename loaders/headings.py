"""Heading text -> canonical field and unit of measure. Abstains rather than guesses.

Matching: the comparing form (`loaders.spelling`), then the words of `synonyms.toml`, then its patterns, over the
heading's path (own text with its parents) and its own text.
"""

import re
import tomllib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any

from dashboard.names import key, plain
from loaders.grid import Value
from loaders.measures import quantity_of_unit, unit_in, unit_word
from loaders.roles import without_month, without_role
from loaders.spelling import BRACKETS, YEAR_FIRST, normal

_REMEMBERED = 16_384
"""Texts whose reading is kept: the headings of every template in use, and the short cells of the rows they head."""
SERIALS = frozenset({"序号", "编号", "序", "次序", "行号", "no", "no."})
LISTS = ("visits", "projects", "assets", "events", "prospects")
_SOURCE = Path(__file__).with_name("synonyms.toml")
_OR = re.compile(r"[/、|]|或者?|及|和|与")
_BREAK = re.compile(r"(?<!\d)\s*[\r\n]+\s*|\s*[\r\n]+\s*(?!\d)")
_GROUP = re.compile(r"(?<=.)(基本|主要|相关)?(情况|信息|概况|状况|明细|要素|节点|内容)$")
"""What a group heading adds to its subject: 盘活情况 > 面积 is 盘活面积."""


@dataclass(frozen=True, slots=True)
class Word:
    """How one field or indicator is recognised."""

    name: str
    kind: str
    weight: float
    words: dict[str, int]
    patterns: tuple[re.Pattern[str], ...]
    carried: bool = True
    example: str = ""
    """A cell as it stands under such a heading."""

    def rank(self, text: str) -> int | None:
        """0 for the surest word, growing; 1000 and more for a pattern; None when it does not fit."""
        if not text:
            return None
        if text in self.words:
            return self.words[text]
        return next((1000 + i for i, pattern in enumerate(self.patterns) if pattern.match(text)), None)


@dataclass(frozen=True)
class Heading:
    """A column's heading: raw texts from top to bottom, their normal forms, its unit of measure and legend.

    What follows from them is worked out once: every kind of list asks every heading for it.
    """

    column: int
    path: tuple[str, ...]
    rows: tuple[int, ...]
    bases: tuple[str, ...]
    unit: str
    legend: str
    foreign: bool = False
    """Whether it names another year than the sheet's."""

    @cached_property
    def text(self) -> str:
        return " > ".join(self.path)

    @cached_property
    def unbroken(self) -> str:
        """Its words without the line breaks that fit them into a narrow column: 一季↵度目标 is of 一季度."""
        return _BREAK.sub("", self.text)

    @cached_property
    def forms(self) -> tuple[str, ...]:
        """Normal forms to try, the most telling first: with all parents, with the nearest, alone, before it."""
        if len(self.bases) < 2:
            return self.bases
        leaf, parent = self.bases[-1], self.bases[-2]
        stem = _GROUP.sub("", parent)
        return tuple(dict.fromkeys(("".join(self.bases), parent + leaf, stem + leaf, leaf, leaf + stem)))

    @cached_property
    def asides(self) -> tuple[str, ...]:
        """What brackets in the heading say, for headings that say nothing else: 内容（活动主题）."""
        inner = (m.group(0)[1:-1] for m in BRACKETS.finditer(plain(self.path[-1]))) if self.path else ()
        return tuple(normal(text) for text in inner if len(text) > 1 and not is_measure(text))

    @cached_property
    def compares(self) -> bool:
        """Whether it speaks of another period or of the clock: 上周, 去年同期, 同比增长, 较序时, another year than the
        sheet's. It reports nothing."""
        return self.foreign or any(map(speaks_of_before, (*self.bases[-2:], *self.asides)))


@cache
def vocabulary() -> dict[str, dict[str, Word]]:
    """Every section of synonyms.toml: ledger -> field -> Word; `ignore` and `phone` hold one Word each."""
    document = tomllib.loads(_SOURCE.read_text(encoding="utf-8"))
    read: dict[str, dict[str, Word]] = {}
    for section, fields in document.items():
        entries = {section: fields} if "words" in fields else fields
        read[section] = {name: _word(name, entry) for name, entry in entries.items()}
    return read


def _word(name: str, entry: dict[str, Any]) -> Word:
    words: dict[str, int] = {}
    for i, text in enumerate(entry["words"]):
        words.setdefault(normal(text), i)
    patterns = tuple(re.compile(p) for p in entry.get("patterns", ()))
    kind, weight = entry.get("kind", "text"), float(entry.get("weight", 0.5))
    return Word(name, kind, weight, words, patterns, entry.get("carried", True), entry.get("example", ""))


_YEAR_ALONE = re.compile(r"^(20\d\d)年度?$|\((20\d\d)年度?\)$")
"""A heading, or brackets at its end, that say the year and nothing else."""


def of_year(head: Heading, years: Collection[int]) -> Heading:
    """The heading on a sheet of these years: its own, and that of the week it is sent for."""
    found = (_YEAR_ALONE.search(key(text)) or YEAR_FIRST.match(key(text)) for text in head.path)
    named = {int(next(filter(None, each.groups()))) for each in found if each}
    return replace(head, foreign=True) if years and named and named.isdisjoint(years) else head


def heading(column: int, texts: Iterable[tuple[int, str]]) -> Heading:
    """A heading from its (row, text) parts, top to bottom; a part repeated by a merge counts once."""
    return _heading(column, tuple(texts))


@lru_cache(maxsize=_REMEMBERED)
def _heading(column: int, texts: tuple[tuple[int, str], ...]) -> Heading:
    """One object for all files of a template, with what was worked out of it."""
    path: list[str] = []
    rows: list[int] = []
    for row, text in texts:
        if not path or text != path[-1]:
            path.append(text)
            rows.append(row)
    units = [unit for text in reversed(path) if (unit := unit_in(text) or (is_measure(text) and unit_word(text)))]
    legends = " ".join(
        m.group(0) for text in path for m in BRACKETS.finditer(text.replace("（", "(").replace("）", ")"))
    )
    said = [text for text in path if not is_measure(text) and not _YEAR_ALONE.match(key(text))] or path
    bases = tuple(base for base in map(normal, said) if base)
    return Heading(column, tuple(path), tuple(rows), bases, units[0] if units else "", legends)


_WORDS_TOO = frozenset("起名位方块") | {"地块"}
"""Units that are headings of their own: 时间 > 起, 止; 用地情况 > 地块."""
_FORM_OF_DATE = re.compile(r"(填写?)?(年[/.、-]?月([/.、-]?日)?|yyyy.?mm(.?dd)?)(格式)?", re.IGNORECASE)


MEASURES = frozenset({"计量单位", "数量单位", "单位", "（单位）", "(单位)"})


def measures_columns(cells: Sequence[tuple[int, Value]]) -> bool:
    """Whether a row says what the columns are measured in, and first that it does: 计量单位 | 次 | 个 | 亿元."""
    (_, first), *rest = cells
    return str(first).strip() in MEASURES and bool(rest) and all(is_measure(str(v)) for _, v in rest)


@lru_cache(maxsize=_REMEMBERED)
def is_measure(text: str) -> bool:
    """Whether a cell under a heading says only how its figures are measured or written: 万㎡, （亿元）, 年/月/日."""
    bare = plain(text).strip("()[]【】〔〕: ")
    return bool(_FORM_OF_DATE.fullmatch(bare)) or (bare not in _WORDS_TOO and quantity_of_unit(bare) is not None)


@lru_cache(maxsize=_REMEMBERED)
def is_part(text: str) -> bool:
    """Whether a cell under a heading says only of which part of the year its figures are, or whether planned: 本月."""
    found = match((normal(text),), "roles")
    return found is not None and found[0] in ("week", "month", "cumulative", "target", "rate")


@lru_cache(maxsize=_REMEMBERED)
def known(text: str) -> bool:
    """Whether a cell's text is a heading of any ledger, role or indicator."""
    base = normal(text)
    return bool(base) and len(base) <= 30 and (_is_word(base) or bool(indicator((without_role(without_month(base)),))))


def _is_word(base: str) -> bool:
    return any(word.rank(base) is not None for section in vocabulary().values() for word in section.values())


@lru_cache(maxsize=_REMEMBERED)
def match(forms: tuple[str, ...], section: str) -> tuple[str, int] | None:
    """(field, rank) of the best fitting field of a section for a heading's forms; None to abstain.

    Exact words of any form decide before patterns of any form; an earlier form before a later one.
    """
    best: tuple[int, int, str] | None = None
    for position, form in enumerate(forms):
        for name, word in vocabulary()[section].items():
            rank = word.rank(form)
            if rank is None:
                continue
            candidate = (position + (100 if rank >= 1000 else 0), rank, name)
            if best is None or candidate[:2] < best[:2]:
                best = candidate
    if best:
        return best[2], best[0] * 10_000 + best[1]
    return _alternatives(forms, section)


def _alternatives(forms: tuple[str, ...], section: str) -> tuple[str, int] | None:
    """客商/投资方, 编号及名称, 对接人及联系方式: every part that says something says the same field."""
    parts = _OR.split(forms[-1]) if forms else []
    if len(parts) < 2:
        return None
    asides = [vocabulary()[name][name] for name in ("ignore", "phone")]
    telling = [part for part in parts if part and all(word.rank(part) is None for word in asides)]
    found = [match((part,), section) for part in telling]
    names = {each[0] for each in found if each}
    return (names.pop(), 3_000_000) if len(names) == 1 and all(found) else None


def aside(head: Heading) -> bool:
    """Whether a heading's own text is one that tables carry without meaning anything here: 序号, 天数, 备注."""
    return bool(head.bases) and head.bases[-1] in vocabulary()["ignore"]["ignore"].words


_BEFORE = re.compile(
    r"(上周|上月|上期|上次|上季度|去年|上年|往年)(?!底|末)|同比|环比|较上|比上|序时|百分点|^(增减|增长|增幅)|^.{0,4}同期"
)


def speaks_of_before(form: str) -> bool:
    """Whether a heading's or a label's form is of another period, or of the difference to it: 上周, 同比增长."""
    return bool(_BEFORE.search(form))


def has_field(section: str, name: str) -> bool:
    return name in vocabulary()[section]


def fields(section: str) -> tuple[str, ...]:
    """Every field or indicator of a section that a column may be given to, in the order of the vocabulary."""
    return tuple(word.name for word in vocabulary()[section].values() if word.carried)


def likely_fields(head: Heading, section: str, taken: Collection[str]) -> tuple[str, ...]:
    """Fields a person may give to an unknown heading, those with the most similar words first."""
    return tuple(name for name in _nearest(head.bases[-1] if head.bases else "", section) if name not in taken)


@lru_cache(maxsize=1024)
def _nearest(text: str, section: str) -> tuple[str, ...]:
    """Every field of a section that a column may be given to, those with the most similar words first."""

    def nearness(name: str) -> float:
        words = vocabulary()[section][name].words
        return max((SequenceMatcher(None, text, known).ratio() for known in words), default=0.0)

    return tuple(sorted(fields(section), key=nearness, reverse=True))


def word(section: str, name: str) -> Word:
    return vocabulary()[section][name]


def indicator(texts: tuple[str, ...]) -> str:
    """Indicator id that a heading or a cell names, "" when none does."""
    found = match(texts, "indicators")
    return found[0] if found else ""
