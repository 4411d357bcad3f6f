"""Provinces and prefecture-level cities, in their short names: the one table of known places, in `cities.toml`."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

_KIND = re.compile(r"(省|市|地区|壮族自治区|回族自治区|维吾尔自治区|自治区|自治州|特别行政区|盟)$")


@cache
def provinces() -> Mapping[str, tuple[str, ...]]:
    """The cities of every province."""
    return {province: tuple(names.split()) for province, names in _document()["provinces"].items()}


@cache
def municipalities() -> tuple[str, ...]:
    """Cities that are no part of a province."""
    return tuple(_document()["municipalities"].split())


@cache
def _document() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("cities.toml").read_text(encoding="utf-8"))


@cache
def _known() -> frozenset[str]:
    return frozenset((*provinces(), *municipalities(), *(city for names in provinces().values() for city in names)))


def is_place(word: str) -> bool:
    """Whether a word in Simplified script is the name of a province or city, short (苏州) or in full (苏州市)."""
    return word in _known() or _KIND.sub("", word) in _known()
