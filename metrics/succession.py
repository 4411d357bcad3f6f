"""Succession: which record of today carries on a project of the last meeting whose identity has changed since.

A name changes when the company is registered, a credit code is entered, an investor is corrected (DOMAIN section 2):
the identity by which the store tells projects apart then changes too, and the project would look vanished and new.
"""

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import pandas as pd

from dashboard.names import organisation_key

FIELDS = ("unit", "name", "registered_name", "investor", "credit_code", "signed_on", "investment")
"""What a record is recognised by."""
Record = Mapping[str, Any]


def successors(before: Sequence[Record], now: Sequence[Record]) -> dict[int, int]:
    """For positions in `before` the position in `now` of the same project, where one can be told.

    Grounds, the strongest first: credit code; investor and name; name within the unit; investor within the unit with
    the same signing date or amount. A ground counts only where it points to a single record on either side, and never
    joins records of different credit codes. Each record is used once.
    """
    found: dict[int, int] = {}
    for ground in _GROUNDS:
        then = _told(before, ground, set(found))
        today = _told(now, ground, set(found.values()))
        for key, places in then.items():
            if len(places) == len(today.get(key, ())) == 1 and places[0] not in found:
                old, new = places[0], today[key][0]
                if new not in found.values() and _may_be_one(before[old], now[new]):
                    found[old] = new
    return found


def _told(records: Sequence[Record], ground: Any, used: set[int]) -> dict[Hashable, list[int]]:
    keys: dict[Hashable, list[int]] = defaultdict(list)
    for place, record in enumerate(records):
        for key in set(ground(record)) if place not in used else ():
            keys[key].append(place)
    return keys


def _may_be_one(old: Record, new: Record) -> bool:
    codes = {str(record["credit_code"]).upper() for record in (old, new) if record["credit_code"]}
    return len(codes) < 2


def _by_code(record: Record) -> list[Hashable]:
    return [str(record["credit_code"]).upper()] if record["credit_code"] else []


def _names(record: Record) -> list[str]:
    return [organisation_key(record[field]) for field in ("name", "registered_name") if record[field]]


def _by_investor_and_name(record: Record) -> list[Hashable]:
    investor = organisation_key(record["investor"])
    return [(investor, name) for name in _names(record)] if investor else []


def _by_name(record: Record) -> list[Hashable]:
    return [(record["unit"], name) for name in _names(record)]


def _by_investor_and_fact(record: Record) -> list[Hashable]:
    investor = organisation_key(record["investor"])
    facts = [(field, record[field]) for field in ("signed_on", "investment") if not pd.isna(record[field])]
    return [(record["unit"], investor, *fact) for fact in facts] if investor else []


_GROUNDS = (_by_code, _by_investor_and_name, _by_name, _by_investor_and_fact)
