"""The registry as plain data: units, leaders, calendar, targets and rules, checked entry by entry.

A document comes from the district's TOML file, from a workbook or from the store, and becomes the `District` that
everything reads. What is wrong in it is said with its place, which only the one who read it knows.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import MISSING, Field, fields
from datetime import date, datetime
from typing import Any, TypeVar

from dashboard.admission import slips
from dashboard.contract import (
    BASES,
    CREDIT_ROLES,
    JOINT_TRIPS,
    Credit,
    District,
    Leader,
    Meeting,
    OutingExemption,
    Rules,
    SeedTarget,
    Unit,
)
from dashboard.errors import SettingsError

Document = Mapping[str, Any]
"""`groups` (names in order), `district` (name, aliases, sample), `rules`, and lists as in `LISTED`.

Days and moments may be dates or ISO text; what is absent has its default.
"""
Place = Callable[[str, int, str], Mapping[str, Any]]
"""For a section, the number of an entry in it and a field: where that stands, as detail of an error."""
LISTED: Mapping[str, type[Any]] = {
    "units": Unit, "leaders": Leader, "meetings": Meeting, "targets": SeedTarget, "credit": Credit,
    "exemptions": OutingExemption,
}  # fmt: skip
SECTIONS = (*LISTED, "rules")
_HEADINGS = ("groups", "district", *SECTIONS)
"""All that a document may hold."""
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MOMENT, _DAY = "datetime.datetime", "datetime.date"
"""How the contract's declared types read as text; whoever is a moment looks like a day too."""
T = TypeVar("T")


def district_of(document: Document, place: Place, admitted: Collection[str] = ()) -> District:
    """Registry and rules of a document; in the `admitted` sections what cannot be is refused too (`admission.slips`).

    Raises
    ------
    SettingsError
        `registry-value`, `registry-field`, `registry-incomplete`, `registry-overlap`, `basis-unknown`: with the place
        of the first entry at fault, its field and what was found there.
    """
    read = _Reader(place)
    read.shape(document)
    head = document.get("district", {})
    name = head.get("name", "")
    if not name or not isinstance(name, str):
        raise read.fault("district", 0, "district.name", name)
    lists: dict[str, Any] = {
        section: tuple(read.entry(shape, section, i, item) for i, item in enumerate(document.get(section, [])))
        for section, shape in LISTED.items()
    }
    read.grouped(lists["units"], document.get("groups", []))
    read.unique([unit.name for unit in lists["units"]])
    read.shared(lists["credit"])
    read.exempted(lists["exemptions"], {leader.name for leader in lists["leaders"]})
    found = District(
        name=name,
        aliases=tuple(head.get("aliases", ())),
        **lists,
        rules=read.rules(document.get("rules", {})),
        sample=bool(head.get("sample", False)),
    )
    for slip in slips(found, admitted):
        raise read.fault(slip.section, slip.index, slip.field, slip.found)
    return found


def document_of(district: District) -> dict[str, Any]:
    """The district as plain data that JSON can carry: `district_of` gives an equal one back."""
    return {
        "groups": list(district.groups),
        "district": {"name": district.name, "aliases": list(district.aliases), "sample": district.sample},
        **{section: [_plain(entry) for entry in getattr(district, section)] for section in LISTED},
        "rules": _plain(district.rules),
    }


def _plain(entry: Any) -> dict[str, Any]:
    """The fields of an entry that are not as by default."""
    said = {f.name: getattr(entry, f.name) for f in fields(entry)}
    return {f.name: _text(said[f.name]) for f in fields(entry) if said[f.name] != _default(f)}


def _default(declared: "Field[Any]") -> Any:
    return declared.default_factory() if callable(declared.default_factory) else declared.default


def _text(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return list(value)
    return dict(value) if isinstance(value, Mapping) else value


class _Reader:
    """Turns plain data into contract records and names the place of the first one at fault."""

    def __init__(self, place: Place) -> None:
        self.place = place

    def fault(self, section: str, index: int, name: str, found: Any) -> SettingsError:
        return SettingsError("registry-value", **self.place(section, index, name), field=name, found=str(found))

    def unknown(self, section: str, index: int, name: str, known: Iterable[str]) -> SettingsError:
        """That there is no such section, or no such field in one, and which there are."""
        place = self.place(section, index, name)
        return SettingsError("registry-field", **place, field=name, known=", ".join(known))

    def shape(self, document: Document) -> None:
        """Refuses a section that is no table, or no list of them, and names that cannot be read one by one.

        What no section is called is refused as well: a slip in a heading would leave its rules out in silence.
        """
        for section, found in document.items():
            if section not in _HEADINGS:
                raise self.unknown(section, 0, section, _HEADINGS)
            items = found if section in LISTED and isinstance(found, list) else [found]
            fits = isinstance(found, list) if section == "groups" or section in LISTED else True
            table = section in LISTED or section in ("district", "rules")
            if not fits or (table and not all(isinstance(item, dict) for item in items)):
                raise self.fault(section, 0, section, found)
        aliases = document.get("district", {}).get("aliases", [])
        if not isinstance(aliases, list):
            raise self.fault("district", 0, "aliases", aliases)

    def grouped(self, units: tuple[Unit, ...], groups: list[str]) -> None:
        unknown = next((i for i, u in enumerate(units) if groups and u.group and u.group not in groups), None)
        if unknown is not None:
            raise self.fault("units", unknown, "group", units[unknown].group)

    def unique(self, names: list[str]) -> None:
        for index, name in enumerate(names):
            if name in names[:index]:
                raise self.fault("units", index, "name", name)

    def shared(self, entries: tuple[Credit, ...]) -> None:
        """Refuses roles nobody plays, shares outside 0..1, and two shares of one role on one day."""
        for index, each in enumerate(entries):
            if each.role not in CREDIT_ROLES:
                raise self.fault("credit", index, "role", each.role)
            if not 0 <= each.share <= 1:
                raise self.fault("credit", index, "share", each.share)
            earlier = (n for n in range(index) if entries[n].role == each.role and _meet(entries[n], each))
            for other in earlier:
                raise self.overlap(index, other, each.role)

    def overlap(self, index: int, other: int, role: str) -> SettingsError:
        """That one role has two shares on one day, at the second entry; `other` is where the first stands."""
        first = self.place("credit", other, "since")
        where = next(first[name] for name in ("line", "cell", "row") if name in first)
        return SettingsError("registry-overlap", **self.place("credit", index, "since"), role=role, other=where)

    def exempted(self, entries: tuple[OutingExemption, ...], roster: Collection[str]) -> None:
        """Refuses an exemption of somebody who is on no roster, without a reason, or that ends before it begins."""
        for index, each in enumerate(entries):
            if each.leader not in roster:
                raise self.fault("exemptions", index, "leader", each.leader)
            if not each.reason.strip():
                raise self.fault("exemptions", index, "reason", each.reason)
            if each.until < each.since:
                raise self.fault("exemptions", index, "until", each.until)

    def entry(self, shape: type[T], section: str, index: int, item: Mapping[str, Any]) -> T:
        known = {f.name: str(f.type) for f in fields(shape)}  # type: ignore[arg-type] # T stands for dataclasses only
        values = {name: _native(value, known.get(name, "")) for name, value in item.items()}
        for name, value in values.items():
            if name not in known:
                raise self.unknown(section, index, name, known)
            if not _fits(value, known[name]):
                raise self.fault(section, index, name, value)
        needed = [f.name for f in fields(shape) if _default(f) is MISSING]  # type: ignore[arg-type] # as above
        if missing := [name for name in needed if name not in values]:
            raise SettingsError("registry-incomplete", **self.place(section, index, ""), field=missing[0])
        return shape(**{name: tuple(v) if isinstance(v, list) else v for name, v in values.items()})

    def rules(self, item: Mapping[str, Any]) -> Rules:
        values = dict(item)
        weekday = values.get("week_ends_on")
        if isinstance(weekday, str) and weekday.lower() in WEEKDAYS:
            values["week_ends_on"] = WEEKDAYS.index(weekday.lower())
        elif weekday is not None and weekday not in range(7):
            raise self.fault("rules", 0, "week_ends_on", weekday)
        rules = self.entry(Rules, "rules", 0, values)
        if rules.basis not in BASES:
            place = self.place("rules", 0, "basis")
            raise SettingsError("basis-unknown", **place, basis=rules.basis, known=", ".join(BASES))
        if rules.joint_trips not in JOINT_TRIPS:
            raise self.fault("rules", 0, "joint_trips", rules.joint_trips)
        return rules


def _meet(one: Credit, other: Credit) -> bool:
    """Whether both hold on some day."""
    starts = max(one.since or date.min, other.since or date.min)
    return starts <= min(one.until or date.max, other.until or date.max)


def _native(value: Any, declared: str) -> Any:
    """ISO text as the day or moment that the field is declared to be; anything else as it is."""
    kind = datetime if _MOMENT in declared else date if _DAY in declared else None
    if kind is None or not isinstance(value, str):
        return value
    try:
        return kind.fromisoformat(value)
    except ValueError:
        return value


def _fits(value: Any, declared: str) -> bool:
    """Whether a value can stand for a declared field type, so that a typing slip is caught on loading."""
    if isinstance(value, list):
        kind = str if "str" in declared else int
        return "tuple" in declared and all(isinstance(item, kind) for item in value)
    if isinstance(value, dict):
        return "Mapping" in declared
    if isinstance(value, bool):
        return "bool" in declared
    if isinstance(value, int | float):
        return "float" in declared or ("int" in declared and isinstance(value, int))
    if isinstance(value, datetime):
        return _MOMENT in declared
    if isinstance(value, date):
        return _DAY in declared and _MOMENT not in declared
    return "str" in declared
