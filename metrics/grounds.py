"""Grounds on which two identities are surely one thing, ledger by ledger; each can be checked by eye in two cells."""

import re
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

import pandas as pd

from dashboard.contract import STAGES
from dashboard.names import key, organisation_key

Record = Mapping[str, Any]
Verdict = Literal["same", "similar", "differs"]

_RANK = {stage: place for place, stage in enumerate(STAGES)}
_DATES = ("first_contact_on", "signed_on")
_ORDINAL = re.compile(r"[一二三四五六七八九十\d]+(?=期|号|#|栋|幢|座|楼|标段|批)|[A-Za-z\d]+(?=区|地块)")


@dataclass(frozen=True, slots=True)
class Ground:
    """One field of both records: whether it is the same, similar or differs, and what stands in either."""

    field: str
    verdict: Verdict
    was: Any
    now: Any


@dataclass(frozen=True)
class Thing:
    """One identity with its records of before and of today."""

    identity: str
    was: tuple[Record, ...]
    stands: tuple[Record, ...]

    @property
    def records(self) -> tuple[Record, ...]:
        return (*self.was, *self.stands)

    @property
    def new(self) -> bool:
        return not self.was

    @property
    def latest(self) -> Record:
        return (self.stands or self.was)[-1]

    @cached_property
    def codes(self) -> frozenset[str]:
        return frozenset(code for record in self.records if (code := credit_code(record)))

    def beside(self, other: "Thing") -> bool:
        """Whether the two stand today in one table of one sheet: two rows of one list are two things."""
        lists = {_list(record) for record in self.stands}
        return any(_list(record) in lists for record in other.stands)


def _list(record: Record) -> tuple[Any, ...]:
    return record["submission"], record["sheet"], record["table"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A ground: keys that only one earlier and one new thing may share, and what must not contradict it.

    `gone`: the earlier thing must no longer stand, for one that does may as well be another.
    """

    code: str
    keys: Callable[[Record], Iterable[Hashable]]
    fits: Callable[[Thing, Thing], bool]
    gone: bool = True

    def allows(self, old: Thing, new: Thing) -> bool:
        return not old.beside(new) and self.fits(old, new)


def credit_code(record: Record) -> str:
    return key(record.get("credit_code") or "").upper()


def known(value: object) -> bool:
    """Whether a cell says anything."""
    return value not in (None, "") and not pd.isna(value)  # type: ignore[call-overload]  # scalars only


def names(record: Record) -> list[str]:
    """The project's names, folded: as listed and as registered."""
    return [organisation_key(record[field]) for field in ("name", "registered_name") if record.get(field)]


def ordinals(name: str) -> frozenset[str]:
    """What counts the parts of one undertaking: 二期, 3号, B区."""
    return frozenset(_ORDINAL.findall(key(name)))


def agree(old: Thing, new: Thing, *fields: str) -> bool:
    """Whether one of these fields is known on both sides and equal."""
    return any(known(old.latest.get(f)) and _equal(old.latest[f], new.latest.get(f)) for f in fields)


def differ(old: Thing, new: Thing, *fields: str) -> bool:
    """Whether one of these fields is known on both sides and not equal."""
    pairs = [(old.latest.get(f), new.latest.get(f)) for f in fields]
    return any(known(a) and known(b) and not _equal(a, b) for a, b in pairs)


def _equal(one: object, other: object) -> bool:
    if isinstance(one, str) and isinstance(other, str):
        return organisation_key(one) == organisation_key(other)
    return known(other) and bool(one == other)


def one_code(old: Thing, new: Thing) -> bool:
    """Whether no two credit codes contradict each other."""
    return len(old.codes | new.codes) < 2


def _continues(old: Thing, new: Thing) -> bool:
    """One project as far as codes, dates, stages and parts of the name tell: nothing known of it is taken back."""
    then, now = _RANK.get(old.latest["stage"], 0), _RANK.get(new.latest["stage"], len(STAGES))
    return one_code(old, new) and not differ(old, new, *_DATES) and now >= then and _one_part(old, new)


def _one_part(old: Thing, new: Thing) -> bool:
    """Whether the new name counts no part that the old one does not: 二期 does not carry on what had no parts."""
    return ordinals(new.latest["name"]) <= ordinals(old.latest["name"])


def _under_one_investor(old: Thing, new: Thing) -> bool:
    return _continues(old, new) and not differ(old, new, "investor")


def _of_one_investor(old: Thing, new: Thing) -> bool:
    """As above; an investor may have been corrected, but not the amount too with no fact to agree."""
    backed = (
        not differ(old, new, "investor") or not differ(old, new, "investment") or agree(old, new, *_DATES, "content")
    )
    return _continues(old, new) and backed


def _of_one_content(old: Thing, new: Thing) -> bool:
    """As above; another investor, such as the company just founded, needs a day to agree and no other amount."""
    backed = agree(old, new, *_DATES) and not differ(old, new, "investment")
    return _continues(old, new) and (backed or not differ(old, new, "investor"))


def _of_one_fact(old: Thing, new: Thing) -> bool:
    """As `_continues`; a round amount alone, such as two projects of an investor share, needs the company founded."""
    founded = not old.codes and bool(new.codes)
    return _continues(old, new) and (agree(old, new, *_DATES) or founded or _telling(new.latest["investment"]))


def _telling(amount: float) -> bool:
    """Whether hardly two projects share an amount: 5.32, and not 5, 1.5 or 20."""
    return float(f"{amount:.2g}") != amount


def _by_code(record: Record) -> list[Hashable]:
    return [credit_code(record)] if credit_code(record) else []


def _by_investor_and_name(record: Record) -> list[Hashable]:
    investor = organisation_key(record["investor"])
    return [(investor, name) for name in names(record)] if investor else []


def _by_investor_and_content(record: Record) -> list[Hashable]:
    investor, content = organisation_key(record["investor"]), key(record["content"])
    return [(investor, content)] if investor and content else []


def _by_unit_and_name(record: Record) -> list[Hashable]:
    return [(record["unit"], name) for name in names(record)]


def _facts(record: Record, *fields: str) -> list[tuple[str, Any]]:
    return [(field, record[field]) for field in fields if known(record[field])]


def _by_investor_and_fact(record: Record) -> list[Hashable]:
    investor = organisation_key(record["investor"])
    facts = _facts(record, *_DATES, "investment")
    return [(record["unit"], investor, *fact) for fact in facts] if investor else []


def _by_content_and_fact(record: Record) -> list[Hashable]:
    content = key(record["content"])
    return [(record["unit"], content, *fact) for fact in _facts(record, *_DATES, "investment")] if content else []


def _by_all(record: Record) -> list[Hashable]:
    content, facts = key(record["content"]), _facts(record, *_DATES, "investment")
    return [(name, content, *fact) for name in names(record) for fact in facts] if content else []


def _by_name_and_fact(record: Record) -> list[Hashable]:
    facts = [*_facts(record, *_DATES), *([("content", text)] if (text := key(record["content"])) else [])]
    return [(name, *fact) for name in names(record) for fact in facts]


def _asset_fits(old: Thing, new: Thing) -> bool:
    """One asset as far as kind and parts of the name tell."""
    return _one_part(old, new) and not differ(old, new, "kind")


def _asset_stays(old: Thing, new: Thing) -> bool:
    """As above; another place needs owner and area to agree, else one of them, and neither may be another's."""
    moved = differ(old, new, "location")
    facts = [agree(old, new, field) for field in ("owner", "area")]
    return _asset_fits(old, new) and (all(facts) if moved else any(facts) or agree(old, new, "location"))


def _asset_renamed(old: Thing, new: Thing) -> bool:
    return not differ(old, new, "kind", "owner") and (agree(old, new, "area") or agree(old, new, "owner"))


def _by_name_place_and_area(record: Record) -> list[Hashable]:
    place, name = key(record["location"]), key(record["name"])
    return [(record["unit"], name, place, record["area"])] if name and known(record["area"]) else []


def _by_place(record: Record) -> list[Hashable]:
    return [(record["unit"], record["kind"], key(record["location"]))] if record["location"] else []


def _by_asset_name(record: Record) -> list[Hashable]:
    return [(record["unit"], organisation_key(record["name"]))] if record["name"] else []


def _by_owner_and_area(record: Record) -> list[Hashable]:
    owner, name = organisation_key(record["owner"]), organisation_key(record["name"])
    return [(name, owner, record["area"])] if owner and name and known(record["area"]) else []


def _by_post(record: Record) -> list[Hashable]:
    return [(record["unit"], key(record["post"]))] if record["unit"] and record["post"] else []


def _one_person(old: Thing, new: Thing) -> bool:
    """张书记 is 张三 where the post is his: the short form says nothing that the full one does not."""
    texts = [key(thing.latest["name"]) for thing in (old, new)]
    post = key(old.latest["post"])
    bare = sorted((text.removesuffix(post).removesuffix(post[-2:]) for text in texts), key=len)
    return bool(bare[0]) and bare[1].startswith(bare[0])


RULES: Mapping[str, tuple[Rule, ...]] = {
    "projects": (
        Rule("credit-code", _by_code, one_code, gone=False),
        Rule("investor-name", _by_investor_and_name, one_code, gone=False),
        Rule("name-content-fact", _by_all, _under_one_investor, gone=False),
        Rule("investor-content", _by_investor_and_content, _continues),
        Rule("unit-name", _by_unit_and_name, _of_one_investor),
        Rule("investor-fact", _by_investor_and_fact, _of_one_fact),
        Rule("content-fact", _by_content_and_fact, _of_one_content),
        Rule("name-fact", _by_name_and_fact, _of_one_investor),
    ),
    "assets": (
        Rule("told-apart", _by_name_place_and_area, _asset_fits),
        Rule("unit-asset", _by_asset_name, _asset_stays),
        Rule("unit-place", _by_place, _asset_renamed),
        Rule("owner-area", _by_owner_and_area, _asset_fits),
    ),
    "prospects": (),
    "leaders": (Rule("unit-post", _by_post, _one_person, gone=False),),
}
"""By ledger, the strongest ground first. An organisation has nothing but its name: any other name is a question."""
