"""The registry as people edit it: rows with words in the reader's language, on the page or in one workbook."""

import math
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from typing import Any

import pandas as pd

from dashboard.contract import Credit, District, Leader, Meeting, OutingExemption, Rules, Unit
from dashboard.errors import SettingsError
from dashboard.exports.tabular import book
from dashboard.i18n import Say
from dashboard.names import key
from dashboard.registry import Document, Place, district_of, document_of
from dashboard.store import Store
from dashboard.store.renaming import former
from dashboard.workflows.typed import CODED, UNSTATED, Row, Typed, named
from loaders.grid import a1
from loaders.workbook import open_book

SECTIONS: Mapping[str, Sequence[str]] = {
    "units": ("name", "group", "kind", "aliases", "parent", "tier", "since", "until", "ledgers"),
    "leaders": ("name", "post", "level", "unit", "since", "until"),
    "meetings": ("cover_to", "on", "deadline", "held"),
    "credit": ("role", "share", "since", "until"),
    "exemptions": ("leader", "since", "until", "reason"),
    "rules": ("rule", "value"),
}
"""Sections that people edit, with their columns in order. Targets have a table of their own."""
_SHAPES: Mapping[str, type[Any]] = {
    "units": Unit, "leaders": Leader, "meetings": Meeting, "credit": Credit, "exemptions": OutingExemption,
}  # fmt: skip
_NAMED: Mapping[str, Sequence[str]] = {"credit": ("role", "since"), "exemptions": ("leader", "since")}
"""Fields that tell the entries of a section apart, where the first column does not."""
_JOINT = "、"


@dataclass(frozen=True, slots=True)
class Difference:
    """One entry of a section that was added, removed or changed; `fields` are those that differ."""

    section: str
    name: str
    how: str
    fields: tuple[str, ...] = ()


def rows(district: District, say: Say) -> dict[str, pd.DataFrame]:
    """Every section as a table of text, lists joined by 、, coded words in the reader's language."""
    found = {name: [_shown(each, SECTIONS[name], say) for each in getattr(district, name)] for name in _SHAPES}
    rules = _rules(district)
    found["rules"] = [{"rule": say(f"registry.rule.{name}"), "value": _worded(say, name, v)} for name, v in rules]
    return {name: pd.DataFrame(found[name], columns=list(head), dtype="str") for name, head in SECTIONS.items()}


def workbook(district: District, say: Say) -> bytes:
    """The same as one workbook, a sheet a section, to be edited and handed back."""
    return book(
        {
            say(f"registry.section.{section}"): table.rename(
                columns={name: say(f"registry.field.{name}") for name in table.columns}
            )
            for section, table in rows(district, say).items()
        }
    )


def edited(base: District, tables: Mapping[str, pd.DataFrame], say: Say) -> District:
    """The district that edited rows describe; sections that are not given stay as in `base`.

    Raises
    ------
    SettingsError
        `registry-entry` with section, row, field and what was found.
    """
    given = {section: _rows_of(table) for section, table in tables.items()}

    def place(section: str, index: int, field: str) -> Mapping[str, Any]:
        return {"section": say(f"registry.section.{section}"), "row": index + 1}

    return _district(base, given, place, say)


def uploaded(base: District, content: bytes, name: str, say: Say) -> District:
    """The district that an edited workbook describes; sheets that it lacks stay as in `base`.

    Raises
    ------
    UnreadableWorkbook
        No workbook that can be read.
    SettingsError
        `registry-sheets`: no sheet of it is a section; `registry-heading`: a heading names no field, with sheet and
        cell; `registry-cell`: an entry cannot be used, with sheet and cell.
    """
    given: dict[str, list[dict[str, Any]]] = {}
    places: dict[tuple[str, int, str], tuple[str, str]] = {}
    sections = named("registry.section.", SECTIONS)
    for sheet in open_book(content, name).sheets:
        section = sections.get(key(sheet.name))
        if section and not sheet.hidden:
            given[section] = list(_entries(sheet.name, sheet.rows, section, places))
    if not given:
        known = _JOINT.join(say(f"registry.section.{section}") for section in SECTIONS)
        raise SettingsError("registry-sheets", file=name, known=known)

    def place(section: str, index: int, field: str) -> Mapping[str, Any]:
        sheet, cell = places.get((section, index, field)) or places.get((section, index, ""), (section, ""))
        return {"file": name, "sheet": sheet, "cell": cell}

    return _district(base, given, place, say)


def _rows_of(table: pd.DataFrame) -> list[Row]:
    """The rows that hold anything."""
    rows = [{str(name): value for name, value in row.items()} for row in table.fillna("").to_dict("records")]
    return [row for row in rows if any(value != "" for value in row.values())]


def differences(before: District, after: District) -> list[Difference]:
    """What an edition changes, section by section: entries by their name (meetings by their day), rules one by one."""
    found = []
    for section in SECTIONS:
        then, now = _by_name(before, section), _by_name(after, section)
        found += [Difference(section, name, "removed") for name in then if name not in now]
        for name, entry in now.items():
            if name not in then:
                found.append(Difference(section, name, "added"))
            elif differs := tuple(n for n in entry if entry[n] != then[name][n]):
                found.append(Difference(section, name, "changed", differs))
        order = [name for name in then if name in now]
        if section == "units" and order != [name for name in now if name in then]:
            found.append(Difference(section, "", "reordered"))
    return found


def orphaned(store: Store, changed: District, as_of: date) -> dict[str, int]:
    """Units of today that the changed registry no longer knows by any name, with their records that stand on a day.

    What they reported would be in no unit's figures.
    """
    district = store.registry.at(as_of)
    gone = set(district.names) - set(changed.names)
    editions = [*(edition.district for edition in store.registry.editions()), district, changed]
    gone -= former(editions, changed).keys()
    if not gone:
        return {}
    tables = store.snapshot(as_of, units=sorted(gone)).tables
    stand = Counter(name for table in tables.values() for name in table["unit"].tolist())
    return {name: stand[name] for name in district.names if name in gone and stand[name]}


def _by_name(district: District, section: str) -> dict[str, dict[str, Any]]:
    if section == "rules":
        return {name: {"value": value} for name, value in _rules(district)}
    naming = _NAMED.get(section, SECTIONS[section][:1])
    found = {}
    for entry in getattr(district, section):
        name = _JOINT.join(filter(None, (_text(getattr(entry, each)) for each in naming)))
        found[name] = {each: getattr(entry, each) for each in SECTIONS[section]}
    return found


def _rules(district: District) -> Iterator[tuple[str, Any]]:
    """Every rule by itself; the cadence one a ledger."""
    for field in fields(Rules):
        value = getattr(district.rules, field.name)
        if isinstance(value, Mapping):
            yield from ((f"{field.name}.{name}", each) for name, each in value.items())
        else:
            yield field.name, value


def _shown(entry: Any, names: Sequence[str], say: Say) -> dict[str, str]:
    return {name: _worded(say, name, getattr(entry, name)) for name in names}


def _worded(say: Say, name: str, value: Any) -> str:
    if isinstance(value, bool):
        value = "yes" if value else "no"
    if name in CODED:
        values = value if isinstance(value, tuple) else (value,)
        said = {each: each or UNSTATED for each in values}
        return _JOINT.join(
            say(f"registry.word.{name}.{said[each]}") if said[each] in CODED[name] else each for each in values
        )
    return _text(value)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, tuple):
        return _JOINT.join(_text(each) for each in value)
    return f"{value:g}" if isinstance(value, float) else str(value)


def _entries(
    sheet: str, cells: Sequence[Sequence[Any]], section: str, places: dict[tuple[str, int, str], tuple[str, str]]
) -> Iterator[dict[str, Any]]:
    """The rows below the headings, empty ones left out; notes where each stands."""
    names = _headings(sheet, cells[0] if cells else (), section)
    count = 0
    for number, line in enumerate(cells[1:], 2):
        entry = {name: line[column] for column, name in names.items() if column < len(line)}
        if any(value is not None for value in entry.values()):
            places |= {(section, count, name): (sheet, a1(number, column + 1)) for column, name in names.items()}
            places[section, count, ""] = sheet, a1(number, 1)
            count += 1
            yield {name: "" if value is None else value for name, value in entry.items()}


def _headings(sheet: str, line: Sequence[Any], section: str) -> dict[int, str]:
    known = named("registry.field.", SECTIONS[section])
    found = {}
    for column, heading in enumerate(line):
        if heading is None:
            continue
        if key(str(heading)) not in known:
            raise SettingsError("registry-heading", sheet=sheet, cell=a1(1, column + 1), found=str(heading))
        found[column] = known[key(str(heading))]
    return found


def _district(base: District, given: Mapping[str, Sequence[Row]], place: Place, say: Say) -> District:
    document = document_of(base)
    read = Typed(place)
    for section, entries in given.items():
        if section == "rules":
            document["rules"] = {**document["rules"], **read.rules(entries)}
        else:
            document[section] = [read.entry(section, index, entry) for index, entry in enumerate(entries)]
    if "units" in given:
        # a group that an edited unit names for the first time is a new group, not a slip
        document["groups"] = []
    return _checked(document, read.where, say, given)


def _checked(document: Document, place: Place, say: Say, given: Collection[str]) -> District:
    try:
        return district_of(document, place, given)
    except SettingsError as error:
        at = "cell" if "sheet" in error.detail else "entry"
        code = f"registry-{at}" if error.code == "registry-value" else f"{error.code}-{at}"
        raise SettingsError(
            code, **{name: _at_fault(say, name, each) for name, each in error.detail.items()}
        ) from error


def _at_fault(say: Say, name: str, found: Any) -> Any:
    """A field or role at fault as the page calls it; everything else as it is."""
    keys = {"field": (f"registry.field.{found}", f"registry.rule.{found}"), "role": (f"registry.word.role.{found}",)}
    return next((say(each) for each in keys.get(name, ()) if say.knows(each)), found)


def short_of_one(district: District) -> list[tuple[date | None, float]]:
    """From which days (None: ever) the shares of joint credit add up to less than a project, and to what.

    What is left counts for the host unit (`metrics.credit`); days without any ratio split nothing.
    """
    ends = (each.until + timedelta(days=1) for each in district.credit if each.until)
    begins = {each.since for each in district.credit if each.since} | set(ends)
    days = [None, *sorted(begins)]
    sums = ((day, math.fsum(district.shares(day or date.min).values())) for day in days)
    return [(day, total) for day, total in sums if 0 < total < 1 - 1e-9]
