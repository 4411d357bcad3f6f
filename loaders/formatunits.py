"""What a number format says of a figure's unit of measure: 0.00"万元", 0!.0,"万元", [$$-409]#,##0."""

import re
from functools import lru_cache

from loaders.measures import quantity_of_unit, unit_in
from loaders.numberformats import SCALED

_INSERTED = re.compile(r'[0#?](?:[!\\]\.|"\.")(0+)')
_LITERAL = re.compile(r'"([^"]*)"|[\\!](.)|([\u4e00-\u9fff㎡%‰]+)|\[\$([^\]-]*)[^\]]*\]')
_FOREIGN = re.compile(
    r"\[\$(?:HK|NT|AU|CA|S)\$|\[\$\$-(?!409)|\[\$(?:EUR|GBP|HKD|JPY|KRW)|[€£₩]|欧元|港[元币]|日元|英镑", re.IGNORECASE
)
_HIDDEN = re.compile(r'"[^"]*"|[\\!_*].|\[[^\]]*\]')
_HEDGING = re.compile(r"[约近超逾余多+~～]|不[低少足超]|左右|以[上下内]|至少|最多|0.*\d")
_DOLLARS = re.compile(r"\A(?:\$|us\$|usd)\Z", re.IGNORECASE)


@lru_cache(maxsize=1024)
def format_unit(unit_format: str, quantity: str) -> tuple[str, int]:
    """Unit word of a number format and what the format divides the stored number by: 0!.0,"万元" shows 元 as 万元."""
    first, literal = _parts(unit_format)
    word = unit_in(literal, quantity) or (unit_in(literal, "usd") if quantity == "money" else "")
    scaled = SCALED.search(_LITERAL.sub("", first))
    inserted = _INSERTED.search(first)
    divisor = (1000 ** len(scaled[1]) if scaled else 1) * (10 ** len(inserted[1]) if inserted else 1)
    return word, divisor


@lru_cache(maxsize=1024)
def hedging(unit_format: str) -> tuple[str, str] | None:
    """What a format prints before and after its figure where that hedges it: "约"0, 0"以上"; None where it does not."""
    masked = _HIDDEN.sub(lambda found: " " * len(found[0]), unit_format)
    places = [place for place, sign in enumerate(masked) if sign in "0#?"]
    if not places:
        return None
    before, behind = (_words(part) for part in (unit_format[: places[0]], unit_format[places[-1] + 1 :]))
    return (before, behind) if _HEDGING.search(f"{before}0{behind}") else None


@lru_cache(maxsize=1024)
def of_another(unit_format: str, quantity: str, unit: str) -> bool:
    """Whether a number format belongs to another kind of figure than is asked for, so that one of the two is wrong.

    An area under money, a rate (万元/亩), a currency that is neither yuan nor dollars and is never converted; dollars
    under a heading in yuan.
    """
    first, literal = _parts(unit_format)
    if quantity in ("money", "area") and "/" in literal:
        return True
    if quantity == "money" and "美元" not in unit:
        word = unit_in(literal, "usd")
        if _FOREIGN.search(first) or (unit and word and not _counted(literal, "money")):
            return True
    other = {"money": "area", "area": "money"}.get(quantity, "")
    return bool(other) and _counted(literal, other) and not _counted(literal, quantity)


def _counted(literal: str, quantity: str) -> bool:
    found = quantity_of_unit(unit_in(literal, quantity) or "-")
    return found is not None and found[0] == quantity


def _parts(unit_format: str) -> tuple[str, str]:
    """The format's first section, and the words that it prints."""
    first = unit_format.split(";")[0]
    return first, _DOLLARS.sub("美元", _words(first).strip(" ."))


def _words(part: str) -> str:
    return "".join("".join(groups) for groups in _LITERAL.findall(part))
