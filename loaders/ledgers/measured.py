"""What the figures of an indicator measure, and which words are a figure."""

from loaders.phrases import NIL

_AREAS = frozenset({"land_m2", "factory_m2", "building_m2"})
_MONEY = frozenset({"investment_signed"})


def quantity(indicator: str) -> str:
    """area, money or count."""
    return "area" if indicator in _AREAS else "money" if indicator in _MONEY else "count"


def says_none(words: str) -> bool:
    """未外出 and 无 count none; — and a blank say nothing."""
    return words in ("无", "没有") or bool(NIL.fullmatch(words))
