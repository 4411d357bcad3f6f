"""Numerals as people write them: 1,200 · 3.5亿 · 2亿3000万 · 一百二十 · 二〇二四; and the folding that comes before."""

import re
import unicodedata
from fractions import Fraction

_TRADITIONAL = str.maketrans(
    "億萬畝頃圓個場條項幣單約餘過幾兩壹貳贰參叁叄肆伍陸陆柒捌玖拾佰仟點無議間預計擬於爭開間質畢號週時達僅數據團",
    "亿万亩顷元个场条项币单约余过几两一二二三三三四五六六七八九十百千点无议间预计拟于争开间质毕号周时达仅数据团",
)
_DROPPED = {ord(c): None for c in "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"}
_FOOTNOTE = re.compile(r"(?<=[^\s①-⑳⑴-⒇❶-❿㊀-㊉])\s?[①-⑳⑴-⒇❶-❿㊀-㊉]+\s*\Z")
_POWER = re.compile(r"\d[⁰¹²³⁴-⁹]")
_DASHES = str.maketrans("‐‑‒–—―−－~～〜﹣─", "-" * 13)

_DIGITS = {**{c: i for i, c in enumerate("零一二三四五六七八九")}, "〇": 0, "○": 0, "两": 2}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}
MAGNITUDES: dict[str, int] = {**_SMALL, **_LARGE}

DECIMAL = r"(?:\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
CHINESE = "零〇○一二两三四五六七八九"
_TOKEN = re.compile(rf"{DECIMAL}|[{CHINESE}](?:点[{CHINESE}]+)?|[十百千万亿]")
_PLAIN = re.compile(rf"{DECIMAL}\Z")


def folded(text: str) -> str:
    """NFKC, without format characters, figures' Traditional characters as Simplified, lower case, stripped."""
    return unicodedata.normalize("NFKC", text).translate(_DROPPED).translate(_TRADITIONAL).strip().lower()


def unmarked(text: str) -> str:
    """A cell's text without the marks of footnotes behind it: 1200① -> 1200, 3.2⑵ -> 3.2; a mark alone stays."""
    return _FOOTNOTE.sub("", text)


def raised(text: str) -> bool:
    """Whether a raised digit follows a figure: 800² is a remark or a power, and no 8002."""
    return bool(_POWER.search(text))


def dashed(text: str) -> str:
    """Every dash and tilde as a hyphen."""
    return text.translate(_DASHES)


def digits_of(text: str) -> str:
    """Chinese digits as Arabic ones, position by position: 二〇二四 -> 2024."""
    return "".join(str(_DIGITS[c]) if c in _DIGITS else c for c in text)


def numeral(text: str) -> Fraction | None:
    """The exact value of a folded numeral, None when it is none or can be read in two ways (三五, 一百二, 1亿5)."""
    if _PLAIN.match(text):
        return Fraction(text.replace(",", ""))
    tokens = _TOKEN.findall(text)
    if not tokens or "".join(tokens) != text:
        return None
    return _Sum().of(tokens)


class _Sum:
    """Adds a numeral up from left to right: 2亿3000万 = 2 x 亿 + 3000 x 万."""

    def __init__(self) -> None:
        self.total = Fraction(0)
        self.section = Fraction(0)
        self.current: Fraction | None = None
        self.last = 0
        """The last magnitude met; the figure after it must be smaller."""
        self.ceiling = 10**20
        self.zero = False

    def of(self, tokens: list[str]) -> Fraction | None:
        for token in tokens:
            if token in _SMALL:
                ok = self._small(_SMALL[token])
            elif token in _LARGE:
                ok = self._large(_LARGE[token])
            else:
                ok = self._figure(token)
            if not ok:
                return None
        return self._end()

    def _figure(self, token: str) -> bool:
        if token in ("零", "〇", "○") and self.last:
            self.zero = True
            return self.current is None
        if self.current is not None:
            return False
        whole, _, part = token.partition("点")
        self.current = Fraction(digits_of(whole) + "." + digits_of(part)) if part else _plain(token)
        return True

    def _small(self, magnitude: int) -> bool:
        follows = self.section != 0 and self.current is None
        if follows or (self.section and magnitude >= self.last):
            return False
        self.section += (Fraction(1) if self.current is None else self.current) * magnitude
        self.current, self.last, self.zero = None, magnitude, False
        return True

    def _large(self, magnitude: int) -> bool:
        section = self.section + (self.current or 0)
        written = self.current is not None or section != 0
        if magnitude == 10**8 and self.total and not written:
            self.total *= magnitude
        elif magnitude >= self.ceiling or (self.total and not written):
            return False
        else:
            self.total += (section if written else 1) * magnitude
        self.section, self.current, self.last, self.ceiling, self.zero = Fraction(0), None, magnitude, magnitude, False
        return True

    def _end(self) -> Fraction | None:
        rest = self.current
        if rest is None:
            return self.total + self.section
        if self.last > 10 and not (self.zero and rest < self.last) and not self.last / 10 <= rest < self.last:
            return None
        return self.total + self.section + rest


def _plain(token: str) -> Fraction:
    return Fraction(_DIGITS[token]) if token in _DIGITS else Fraction(token.replace(",", ""))
