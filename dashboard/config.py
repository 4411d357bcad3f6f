"""Settings, registry and rules: the only reader of the environment.

Settings come from the environment or from one commented file (`settings.toml` in the project's root, the
environment wins). Registry and rules come from the district's TOML file; what is wrong there is said with its line.
"""

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

from dashboard.contract import BASES, BASES_AVAILABLE, District, Leader, Meeting, Rules, SeedTarget, Unit
from dashboard.errors import SettingsError

ROOT = Path(__file__).resolve().parent.parent
SAMPLE_DISTRICT = ROOT / "sample_data" / "district.toml"
REFERENCE_DISTRICT = ROOT / "sample_data" / "reference" / "district.toml"
T = TypeVar("T")
SETTINGS = ("DISPATCH_DATA_DIR", "DATABASE_URL", "DISPATCH_DISTRICT")
"""Every setting, in the environment or in settings.toml."""
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True)
class Settings:
    """Where everything lies. `data_dir` is the one folder to back up."""

    data_dir: Path
    database_url: str
    district_file: Path

    @classmethod
    def current(cls, environ: Mapping[str, str] | None = None) -> "Settings":
        """Settings of this process; `environ` replaces the environment in tests."""
        values = {**_file_settings(), **(os.environ if environ is None else environ)}
        data_dir = Path(values.get("DISPATCH_DATA_DIR") or ROOT / "var").expanduser().resolve()
        return cls(
            data_dir=data_dir,
            database_url=values.get("DATABASE_URL") or f"sqlite:///{data_dir / 'dispatch.sqlite3'}",
            district_file=Path(values.get("DISPATCH_DISTRICT") or REFERENCE_DISTRICT).expanduser().resolve(),
        )

    def sample(self) -> "Settings":
        """The sample district's settings: its own data folder inside this one, always the embedded store."""
        folder = self.data_dir / "sample"
        return Settings(folder, f"sqlite:///{folder / 'dispatch.sqlite3'}", SAMPLE_DISTRICT)


def _file_settings() -> dict[str, str]:
    path = ROOT / "settings.toml"
    if not path.exists():
        return {}
    found = _toml(path)
    for name in found:
        if name not in SETTINGS:
            raise SettingsError("settings-unknown", file=path.name, field=name, known=", ".join(SETTINGS))
    return {name: str(value) for name, value in found.items()}


def district(path: Path = REFERENCE_DISTRICT) -> District:
    """Registry and rules from a TOML file.

    Raises
    ------
    SettingsError
        `registry-missing`, `registry-syntax`, `registry-value`, `basis-unknown`, `basis-not-available`: with file,
        line and what was found.
    """
    document = _toml(path)
    read = _Reader(path)
    read.shape(document)
    head = document.get("district", {})
    name = head.get("name", "")
    if not name or not isinstance(name, str):
        raise read.fault("district", 0, "district.name", name)
    groups = document.get("groups", [])
    units = tuple(read.entry(Unit, "units", i, item) for i, item in enumerate(document.get("units", [])))
    if groups:
        order = {name: i for i, name in enumerate(groups)}
        unknown = next((i for i, u in enumerate(units) if u.group and u.group not in order), None)
        if unknown is not None:
            raise read.fault("units", unknown, "group", units[unknown].group)
    read.unique("units", [unit.name for unit in units])
    return District(
        name=name,
        aliases=tuple(head.get("aliases", ())),
        units=units,
        leaders=tuple(read.entry(Leader, "leaders", i, x) for i, x in enumerate(document.get("leaders", []))),
        meetings=tuple(read.entry(Meeting, "meetings", i, x) for i, x in enumerate(document.get("meetings", []))),
        targets=tuple(
            read.entry(SeedTarget, "targets", i, {**x, "file": path.name, "line": read.line("targets", i)})
            for i, x in enumerate(document.get("targets", []))
        ),
        rules=read.rules(document.get("rules", {})),
        sample=bool(head.get("sample", False)),
    )


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError:
        raise SettingsError("registry-missing", file=str(path)) from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        found = error.object.split(b"\n")[line - 1].decode("utf-8", "replace").strip()
        raise SettingsError("registry-syntax", file=path.name, line=line, found=found) from error
    except tomllib.TOMLDecodeError as error:
        lines = path.read_text(encoding="utf-8-sig").splitlines() or [""]
        said = re.search(r"at line (\d+)", str(error))
        line = min(int(said[1]), len(lines)) if said else len(lines)
        raise SettingsError("registry-syntax", file=path.name, line=line, found=lines[line - 1].strip()) from error


class _Reader:
    """Turns TOML tables into contract records and names the line of the first one at fault."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.lines = path.read_text(encoding="utf-8-sig").splitlines()

    def line(self, section: str, index: int) -> int:
        heads = [n for n, text in enumerate(self.lines, 1) if re.match(rf"\s*\[\[?\s*{section}\s*\]\]?", text)]
        return heads[index] if index < len(heads) else 1

    def line_of_rule(self, name: str) -> int:
        """The line on which a rule is set; its section's first line when it stands in no line of its own."""
        first = self.line("rules", 0)
        after = ((n, text) for n, text in enumerate(self.lines, 1) if n >= first)
        return next((n for n, text in after if re.match(rf"\s*{name}\s*=", text)), first)

    def fault(self, section: str, index: int, name: str, found: Any) -> SettingsError:
        return SettingsError(
            "registry-value", file=self.path.name, line=self.line(section, index), field=name, found=str(found)
        )

    def shape(self, document: dict[str, Any]) -> None:
        """Refuses a section that is no table, or no list of them, and names that cannot be read one by one."""
        for section, found in document.items():
            listed = section in ("units", "leaders", "meetings", "targets")
            items = found if listed and isinstance(found, list) else [found]
            fits = isinstance(found, list) if section == "groups" or listed else True
            table = listed or section in ("district", "rules")
            if not fits or (table and not all(isinstance(item, dict) for item in items)):
                raise self.fault(section, 0, section, found)
        aliases = document.get("district", {}).get("aliases", [])
        if not isinstance(aliases, list):
            raise self.fault("district", 0, "aliases", aliases)

    def unique(self, section: str, names: list[str]) -> None:
        for index, name in enumerate(names):
            if name in names[:index]:
                raise self.fault(section, index, "name", name)

    def entry(self, shape: type[T], section: str, index: int, item: dict[str, Any]) -> T:
        known = {f.name: str(f.type) for f in fields(shape)}  # type: ignore[arg-type]
        for name, value in item.items():
            if name not in known or not _fits(value, known[name]):
                raise self.fault(section, index, name, value)
        try:
            return shape(**{name: tuple(v) if isinstance(v, list) else v for name, v in item.items()})
        except TypeError as error:
            raise self.fault(section, index, "", error) from error

    def rules(self, item: dict[str, Any]) -> Rules:
        values = dict(item)
        weekday = values.get("week_ends_on")
        if isinstance(weekday, str):
            if weekday.lower() not in _WEEKDAYS:
                raise self.fault("rules", 0, "week_ends_on", weekday)
            values["week_ends_on"] = _WEEKDAYS.index(weekday.lower())
        elif weekday is not None and weekday not in range(7):
            raise self.fault("rules", 0, "week_ends_on", weekday)
        rules = self.entry(Rules, "rules", 0, values)
        if rules.basis not in BASES_AVAILABLE:
            code, known = ("basis-not-available", BASES_AVAILABLE) if rules.basis in BASES else ("basis-unknown", BASES)
            place = {"file": self.path.name, "line": self.line_of_rule("basis")}
            raise SettingsError(code, **place, basis=rules.basis, known=", ".join(known))
        return rules


def _fits(value: Any, declared: str) -> bool:
    """Whether a TOML value can stand for a declared field type, so that a typing slip is caught on loading."""
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
        return "datetime" in declared
    if isinstance(value, date):
        return "date" in declared
    return "str" in declared
