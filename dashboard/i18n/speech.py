"""Catalogues and the numbers, dates and sentences said from them."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from string import Formatter
from typing import Any

from babel import Locale
from babel.dates import format_date
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent

from dashboard.rounding import half_up, in_points

LANGUAGES = ("zh_CN", "en")
_HERE = Path(__file__).parent


class _Choosing(Formatter):
    """`{n:|project is|projects are}` says one of two words by the number: the plural forms that English needs."""

    def format_field(self, value: Any, format_spec: str) -> str:
        if not format_spec.startswith("|"):
            return str(super().format_field(value, format_spec))
        one, _, many = format_spec[1:].partition("|")
        return one if f"{value}".lstrip("+-\u2212") == "1" else many


_FORMATTER = _Choosing()


class Sentence(str):
    """A sentence of a catalogue; filling it in knows singular and plural."""

    __slots__ = ()

    def format_map(self, values: Any, /) -> str:
        return _FORMATTER.vformat(self, (), values)


@lru_cache(maxsize=8)
def catalogue(language: str) -> Mapping[str, Sentence]:
    """All sentences of a language by key. A key defined in two subjects raises `ValueError`."""
    sentences: dict[str, Sentence] = {}
    for path in sorted((_HERE / language).glob("*.po")):
        with path.open("rb") as stream:
            for message in read_po(stream):
                if not message.id:
                    continue
                if message.id in sentences:
                    raise ValueError(f"{message.id} stands twice ({path.name})")
                sentences[str(message.id)] = Sentence(message.string)
    return sentences


def language_of(accept: str) -> str:
    """The interface's language for a browser's Accept-Language text; Chinese unless it prefers another."""
    first = accept.split(",")[0].strip().lower()
    return "zh_CN" if not first or first.startswith("zh") else "en"


class Say:
    """Speaks one language: `say("light.behind")`, `say("finding.not-a-number", found="约三")`."""

    def __init__(self, language: str) -> None:
        self.language = language if language in LANGUAGES else LANGUAGES[0]
        self._locale = Locale.parse(self.language)

    def __call__(self, key: str, /, **values: Any) -> str:
        sentence = catalogue(self.language)[key]
        return sentence.format_map(values) if values else sentence

    def counted(self, key: str, number: str = "") -> str:
        """A unit word by its number, "trip|trips" in the catalogue; a language with one form has one word there."""
        one, _, many = self(key).partition("|")
        return many if many and number.lstrip("+-\u2212") != "1" else one

    def knows(self, key: str) -> bool:
        return key in catalogue(self.language)

    def number(self, value: float | None, digits: int = 0) -> str:
        """Grouped decimal with at most `digits` places, half up; "" for no value."""
        if value is None or value != value:
            return ""
        pattern = "#,##0" + ("." + "#" * digits if digits else "")
        return str(format_decimal(half_up(value, digits), format=pattern, locale=self._locale))

    def percent(self, share: float | None, digits: int = 1) -> str:
        """A fraction as a percentage with fixed places: 0.1 -> 10.0%."""
        if share is None or share != share:
            return ""
        return str(format_percent(half_up(share, digits + 2), format="0." + "0" * digits + "%", locale=self._locale))

    def points(self, gap: float | None) -> str:
        """A gap in percentage points with its sign, rounded as printed: -0.143 -> −14.3."""
        if gap is None or gap != gap:
            return ""
        shown = self.distance(gap)
        return shown if float(shown) == 0 else ("+" if gap > 0 else "\u2212") + shown

    def distance(self, gap: float) -> str:
        """The same without its sign: -0.143 -> 14.3."""
        return f"{in_points(abs(gap)):.1f}"

    def day(self, on: date | None, *, year: bool = True) -> str:
        """29 Mar 2024 / 2024年3月29日; without the year 29 Mar / 3月29日."""
        if on is None:
            return ""
        patterns = {"zh_CN": ("y年M月d日", "M月d日"), "en": ("d MMM y", "d MMM")}
        return format_date(on, format=patterns[self.language][0 if year else 1], locale=self._locale)


@lru_cache(maxsize=8)
def speaker(language: str) -> Say:
    """The one `Say` of a language; an unknown language speaks Chinese."""
    return Say(language)
