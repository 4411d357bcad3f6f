"""What people typed into rows of the registry, turned into what the registry holds."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from dashboard.contract import CREDIT_ROLES, JOINT_TRIPS, LEVELS, UNIT_KINDS, Rules
from dashboard.errors import SettingsError
from dashboard.i18n import speaker
from dashboard.i18n.speech import LANGUAGES
from dashboard.names import key, plain
from dashboard.registry import LISTED, Place

Row = Mapping[str, Any]
_BETWEEN = re.compile(r"\s*[、,;\n]\s*")
_DAY = re.compile(r"(\d{4})\D(\d{1,2})\D(\d{1,2})\D?(?:\D(\d{1,2}):(\d{2})(?::\d{2})?)?")
UNSTATED = "unstated"
"""How people see the level of a visit that says none."""
CODED: Mapping[str, Sequence[str]] = {
    "kind": UNIT_KINDS,
    "level": LEVELS,
    "ledgers": ("visits", "projects", "assets", "events", "prospects", "counters", "targets"),
    "held": ("yes", "no"),
    "role": CREDIT_ROLES,
    "visit_levels": (*LEVELS, UNSTATED),
    "joint_trips": JOINT_TRIPS,
}
"""Columns that hold the contract's own words, which people see in their language."""


def named(prefix: str, names: Iterable[str]) -> dict[str, str]:
    """Names by their word in any language, folded, and by themselves."""
    kept = list(names)
    spoken = {key(speaker(language)(prefix + name)): name for language in LANGUAGES for name in kept}
    return {key(name): name for name in kept} | spoken


class Typed:
    """Turns edited text into what the registry holds; what it cannot turn is left for the registry to refuse."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.rule_at: dict[str, int] = {}
        """The row of each rule, once the rules are read."""

    def where(self, section: str, index: int, field: str) -> Mapping[str, Any]:
        """The place of an entry's field, that of a rule in the row where it stands."""
        if field in self.rule_at and section == "rules":
            return self.place(section, self.rule_at[field], "value")
        return self.place(section, index, field)

    def entry(self, section: str, index: int, row: Row) -> dict[str, Any]:
        declared = {field.name: str(field.type) for field in fields(LISTED[section])}
        said = {name: self._value(name, value, declared[name]) for name, value in row.items()}
        return {name: value for name, value in said.items() if value not in ("", None, [])}

    def rules(self, rows: Sequence[Row]) -> dict[str, Any]:
        declared = {field.name: str(field.type) for field in fields(Rules)}
        cadence = [f"cadence_weeks.{name}" for name in CODED["ledgers"]]
        known = named("registry.rule.", [*(name for name in declared if name != "cadence_weeks"), *cadence])
        found: dict[str, Any] = {}
        for index, row in enumerate(rows):
            name = known.get(key(str(row["rule"])), "")
            if not name:
                raise SettingsError(
                    "registry-value", **self.place("rules", index, "rule"), field="rule", found=str(row["rule"])
                )
            self.rule_at[name] = index
            whole, _, part = name.partition(".")
            if part:
                found.setdefault(whole, {})[part] = _number(row["value"])
            else:
                found[name] = self._value(name, row["value"], declared[name])
        return found

    def _value(self, name: str, value: Any, declared: str) -> Any:
        if name in CODED:
            return self._coded(name, value, declared)
        if isinstance(value, datetime):
            return value if "datetime.datetime" in declared else value.date()
        text = plain(str(value))
        if "tuple" in declared:
            parts = [part for part in _BETWEEN.split(text) if part]
            return [_number(part) for part in parts] if "int" in declared else parts
        if "float" in declared:
            number = _number(text)
            return float(number) if isinstance(number, int) else number
        if "int" in declared:
            return _number(text)
        return _day(text) if "date" in declared else text

    def _coded(self, name: str, value: Any, declared: str) -> Any:
        known = named(f"registry.word.{name}.", CODED[name]) | (_plain_answers() if name == "held" else {})
        parts = [known.get(key(part), part) for part in _BETWEEN.split(plain(str(value))) if part]
        if "tuple" in declared:
            return ["" if part == UNSTATED else part for part in parts]
        word = parts[0] if parts else ""
        return {"yes": True, "no": False}.get(word, word) if name == "held" else word


def _plain_answers() -> dict[str, str]:
    """是 and 否 in any language, and what a spreadsheet makes of them."""
    return {"true": "yes", "false": "no"} | named("pack.", ("yes", "no"))


def _number(value: Any) -> Any:
    """A number as written, whole where it is whole, 70 % as 0.7; anything else as it is."""
    if (text := str(value).strip()).endswith("%"):
        part = _number(text[:-1])
        return part / 100 if isinstance(part, int | float) else value
    try:
        number = float(str(value))
    except ValueError:
        return value
    return int(number) if number.is_integer() and "." not in str(value) else number


def _day(text: str) -> str:
    """A day written with any signs between its numbers, as ISO writes it; anything else as it is."""
    found = _DAY.fullmatch(text)
    if not found:
        return text
    year, month, day, hour, minute = found.groups()
    try:
        on = date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return text
    return f"{on}T{int(hour):02}:{minute}" if hour else on
