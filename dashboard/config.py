"""Settings, registry and rules: the only reader of the environment.

Settings come from the environment or from one commented file (`settings.toml` in the project's root, the
environment wins). Registry and rules come from the district's TOML file; what is wrong there is said with its line.
"""

import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dashboard.allowances import SETTINGS as LIMITS
from dashboard.allowances import USUAL, Limits, limits_of
from dashboard.contract import District
from dashboard.errors import SettingsError
from dashboard.registry import SECTIONS, district_of

ROOT = Path(__file__).resolve().parent.parent
SAMPLE_DISTRICT = ROOT / "sample_data" / "district.toml"
REFERENCE_DISTRICT = ROOT / "sample_data" / "reference" / "district.toml"
WAYS = ("local", "accounts", "oidc", "header")
"""How people come in: one person at this machine, accounts of our own, a provider's sign-in, a proxy's."""
SETTINGS = (
    "DISPATCH_DATA_DIR", "DATABASE_URL", "DISPATCH_DISTRICT", "DISPATCH_ACCESS", "DISPATCH_HOSTS", "DISPATCH_HTTPS",
    "DISPATCH_SIGN_IN_HOURS", "DISPATCH_UPLOAD_MIB_PER_HOUR", "DISPATCH_CLAIM", "DISPATCH_HEADER", "DISPATCH_PROXIES",
    "DISPATCH_ARCHIVE", "DISPATCH_PROVINCE",
    *LIMITS,
)  # fmt: skip
"""Every setting, in the environment or in settings.toml."""
_LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


@dataclass(frozen=True, slots=True)
class Doors:
    """How people come in, and what the gate asks of every request.

    `hosts` are the names by which the dashboard may be addressed; `https` that it is reached so (through a proxy that
    ends it); `claim` what of a provider's claims names a person, `header` the one in which a proxy at one of the
    addresses `proxies` does; `hours` how old a sign-in grows; `mib_per_hour` how much one person may send.
    """

    way: str = "local"
    hosts: tuple[str, ...] = _LOOPBACK
    https: bool = False
    hours: int = 12
    mib_per_hour: int = 500
    claim: str = "email"
    header: str = "x-forwarded-user"
    proxies: tuple[str, ...] = ()

    @property
    def open(self) -> bool:
        """Whether nobody is asked who they are."""
        return self.way == "local"


@dataclass(frozen=True, slots=True)
class Settings:
    """Where everything lies. `data_dir` is the one folder to back up."""

    data_dir: Path
    database_url: str
    district_file: Path
    doors: Doors = Doors()
    limits: Limits = USUAL
    archive_url: str = ""
    """Where archived files lie if not in the data folder: a path, or an address that fsspec knows."""
    province_url: str = ""
    """The database of a province's figures; "" where this is no province's dashboard."""

    @classmethod
    def current(cls, environ: Mapping[str, str] | None = None) -> "Settings":
        """Settings of this process; `environ` replaces the environment in tests.

        Raises
        ------
        SettingsError
            `settings-unknown`, `settings-limit`: with the setting at fault.
        """
        values = {**_file_settings(), **(os.environ if environ is None else environ)}
        data_dir = Path(values.get("DISPATCH_DATA_DIR") or ROOT / "var").expanduser().resolve()
        return cls(
            data_dir=data_dir,
            database_url=values.get("DATABASE_URL") or f"sqlite:///{data_dir / 'dispatch.sqlite3'}",
            district_file=Path(values.get("DISPATCH_DISTRICT") or REFERENCE_DISTRICT).expanduser().resolve(),
            doors=_doors(values),
            limits=limits_of(values),
            archive_url=values.get("DISPATCH_ARCHIVE", ""),
            province_url=values.get("DISPATCH_PROVINCE", ""),
        )

    @property
    def embedded(self) -> bool:
        """Whether the store is a file of this machine, not a server's database."""
        return self.database_url.startswith("sqlite")

    @property
    def score_rules_dir(self) -> Path:
        """The rule files for scores that lie in the data folder."""
        return self.data_dir / "scoring"

    def sample(self) -> "Settings":
        """The sample district's settings: its own data folder inside this one, always the embedded store."""
        folder = self.data_dir / "sample"
        return Settings(folder, f"sqlite:///{folder / 'dispatch.sqlite3'}", SAMPLE_DISTRICT, self.doors, self.limits)


def _doors(values: Mapping[str, str]) -> Doors:
    """How people come in, as the settings say.

    Raises
    ------
    SettingsError
        `setting-value`: one of them cannot be used; names it, what was found and what it may be.
    """
    usual, way = Doors(), values.get("DISPATCH_ACCESS") or "local"
    if way not in WAYS:
        raise SettingsError("setting-value", field="DISPATCH_ACCESS", found=way, known=", ".join(WAYS))
    proxies = _listed(values, "DISPATCH_PROXIES")
    if way == "header" and not proxies:
        # without one anybody could write the header
        raise SettingsError("setting-value", field="DISPATCH_PROXIES", found="", known="127.0.0.1")
    https = values.get("DISPATCH_HTTPS") or "no"
    if https not in ("yes", "no"):
        raise SettingsError("setting-value", field="DISPATCH_HTTPS", found=https, known="yes, no")
    return Doors(
        way=way,
        hosts=(*_LOOPBACK, *(host.lower() for host in _listed(values, "DISPATCH_HOSTS"))),
        https=https == "yes",
        hours=_number(values, "DISPATCH_SIGN_IN_HOURS", usual.hours),
        mib_per_hour=_number(values, "DISPATCH_UPLOAD_MIB_PER_HOUR", usual.mib_per_hour),
        claim=values.get("DISPATCH_CLAIM") or usual.claim,
        header=(values.get("DISPATCH_HEADER") or usual.header).lower(),
        proxies=proxies,
    )


def _listed(values: Mapping[str, str], name: str) -> tuple[str, ...]:
    return tuple(word for part in values.get(name, "").split(",") if (word := part.strip()))


def _number(values: Mapping[str, str], name: str, usual: int) -> int:
    found = values.get(name) or str(usual)
    if not found.isascii() or not found.isdigit() or not 0 < int(found) < 100_000:
        raise SettingsError("settings-limit", field=name, found=found, least="1", most="99,999")
    return int(found)


def language(environ: Mapping[str, str] | None = None) -> str:
    """What this machine speaks: Chinese for a Chinese locale, else English."""
    values = os.environ if environ is None else environ
    spoken = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := values.get(name))), "")
    return "zh_CN" if spoken.lower().startswith("zh") else "en"


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
        `registry-missing`, `registry-syntax`, `registry-value`, `basis-unknown`: with file,
        line and what was found.
    """
    document = _toml(path)
    lines = _Lines(path)
    targets = document.get("targets")
    if isinstance(targets, list) and all(isinstance(item, dict) for item in targets):
        told = ({"file": path.name, "line": lines.of("targets", i)} for i, _ in enumerate(targets))
        document["targets"] = [{**item, **place} for item, place in zip(targets, told, strict=True)]
    return district_of(document, lines.place, SECTIONS)


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


class _Lines:
    """Where in a TOML file an entry begins."""

    def __init__(self, path: Path) -> None:
        self.name = path.name
        self.lines = path.read_text(encoding="utf-8-sig").splitlines()

    def of(self, section: str, index: int) -> int:
        heads = [n for n, text in enumerate(self.lines, 1) if re.match(rf"\s*\[\[?\s*{section}\s*\]\]?", text)]
        return heads[index] if index < len(heads) else 1

    def place(self, section: str, index: int, field: str) -> dict[str, Any]:
        """File and line of a field; where its entry begins for one that is not there."""
        line = self.of(section, index)
        if field:
            whole, _, part = (re.escape(word) for word in field.partition("."))
            own = rf"\s*({whole}|{part or whole})\s*=|\s*{whole}\."
            line = next((n for n in self._entry(section, line) if re.match(own, self.lines[n - 1])), line)
        return {"file": self.name, "line": line}

    def _entry(self, section: str, first: int) -> Iterator[int]:
        """The lines of an entry, up to the next heading; of the rules all that follow, some have headings of theirs."""
        for n in range(first, len(self.lines) + 1):
            if n > first and section != "rules" and self.lines[n - 1].lstrip().startswith("["):
                return
            yield n
