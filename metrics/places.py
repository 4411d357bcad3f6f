"""Places as clerks write them (上海, 上海市浦东新区, 江苏省苏州市), folded to the city with its province.

What the table of cities (`dashboard.cities`) does not know stays as typed.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from dashboard.cities import municipalities, provinces
from dashboard.names import key, plain

SEPARATORS = r"[、,，;；/\n→至~～]+|(?<=[\u4e00-\u9fff])[-—\s]+(?=[\u4e00-\u9fff])"
"""What stands between the places of one trip."""
_PROVINCE = r"(省|市|壮族自治区|回族自治区|维吾尔自治区|自治区|特别行政区)?"
_BELOW = re.compile(r"(区|县|镇|乡|街道|路)")
"""After a bare city name these make another place of it: 朝阳区 lies in Beijing, 朝阳市 does not."""


@dataclass(frozen=True, slots=True)
class Place:
    """A city and its province; `province` is "" for a municipality and for places the table does not know."""

    city: str
    province: str = ""


@lru_cache(maxsize=4096)
def place_of(text: str) -> Place:
    """The city that a cell names, short (苏州), with its province; an unknown place as typed, without 市 doubled.

    A county or district is folded to its city only where the city is written too: 上海市浦东新区 is 上海.
    """
    bare = key(text)
    for name in municipalities():
        if bare.startswith(name):
            return Place(name)
    for province, names in provinces().items():
        head = re.match(re.escape(province) + _PROVINCE, bare)
        rest = bare[head.end() :] if head else ""
        if rest and (city := _city(rest, names)):
            return Place(city, province)
        if head and not rest:
            return Place(province)
    for province, names in provinces().items():
        if city := _city(bare, names):
            return Place(city, province)
    return Place(plain(text))


def _city(text: str, names: tuple[str, ...]) -> str:
    fits = [name for name in names if text.startswith(name) and not _BELOW.match(text[len(name) :])]
    return max(fits, key=len, default="")


def places_of(text: str) -> tuple[Place, ...]:
    """Every place of a trip, each once, in the order written; a province beside one of its cities is no other place."""
    parts = [part.strip() for part in re.split(SEPARATORS, plain(text))]
    found = tuple(dict.fromkeys(place_of(part) for part in parts if part))
    provinces = {place.province for place in found}
    return tuple(place for place in found if place.city not in provinces or place.province == place.city)
