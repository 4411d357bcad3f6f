"""The doctor: whether this machine has what the dashboard needs, and what to do where it has not."""

import os
import platform
import re
import shutil
import stat
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib import metadata
from pathlib import Path
from time import monotonic
from typing import Any

import psutil
from sqlalchemy.exc import SQLAlchemyError

from dashboard import config
from dashboard.config import ROOT, Settings
from dashboard.errors import DispatchError, ExportFailed
from dashboard.exports.browser import executable, studio
from dashboard.i18n import Say, speaker
from dashboard.store.condition import condition
from dashboard.store.entrance import Entrance
from dashboard.weeks import stamped
from dashboard.workflows import keeping
from dashboard.workflows.wording import refused

FINE, LOOK, FAULT = "fine", "look", "fault"
FLOORS: Mapping[str, tuple[int, ...]] = {"Python": (3, 11), "SQLite": (3, 35), "PostgreSQL": (13,)}
"""Oldest versions with what is used of them."""
SCARCE_GIB, FEW_GIB = 1, 5
"""Free space below which nothing may be received soon, and below which somebody should look."""
SHARES = ("nfs", "nfs4", "cifs", "smb", "smb3", "smbfs", "fuse.sshfs", "afs")
"""Kinds of file system on which an embedded database is damaged sooner or later."""
_PIN = re.compile(r"^([A-Za-z0-9_.\-]+)(?:\[[^\]]*\])?==([^\s;]+)")


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing that was looked at: `grade` fine, look (works, and somebody should know) or fault, and what to say."""

    about: str
    grade: str
    key: str
    detail: Mapping[str, Any]

    def sentence(self, say: Say) -> str:
        return say(f"doctor.{self.key}", **self.detail)


Look = Callable[[Settings, Say], Iterator[Sign]]


def listing(signs: Sequence[Sign], say: Say) -> list[str]:
    """One line a sign, what is to be done last."""
    return [f"[{say(f'doctor.grade.{sign.grade}')}] {sign.sentence(say)}" for sign in signs]


def document(signs: Sequence[Sign], say: Say) -> list[dict[str, str]]:
    """The same for a program."""
    return [{"about": sign.about, "grade": sign.grade, "sentence": sign.sentence(say)} for sign in signs]


def sound(signs: Sequence[Sign]) -> bool:
    """Whether nothing keeps the dashboard from working."""
    return all(sign.grade != FAULT for sign in signs)


def examined(settings: Settings, say: Say) -> list[Sign]:
    """Everything that was looked at, in a fixed order. Nothing is changed but the browser, which is started once."""
    return [sign for look in _LOOKS for sign in look(settings, say)]


def _sign(about: str, grade: str, key: str = "", **detail: Any) -> Sign:
    return Sign(about, grade, key or about, detail)


def _python(_: Settings, __: Say) -> Iterator[Sign]:
    enough = sys.version_info[:2] >= FLOORS["Python"]
    detail = {"version": platform.python_version(), "least": _dotted(FLOORS["Python"])}
    yield _sign("python", FINE if enough else FAULT, "python" if enough else "python-old", **detail)


def _packages(_: Settings, __: Say) -> Iterator[Sign]:
    pins = [found.groups() for line in _lines(ROOT / "requirements.txt") if (found := _PIN.match(line))]
    missing = [name for name, _ in pins if _installed(name) is None]
    other = [f"{name} {_installed(name)} ({pin})" for name, pin in pins if _installed(name) not in (None, pin)]
    if missing:
        yield _sign("packages", FAULT, "packages-missing", names=", ".join(missing))
    if other:
        yield _sign("packages", LOOK, "packages-other", names=", ".join(other))
    if not missing and not other:
        yield _sign("packages", FINE, n=len(pins))


def _lines(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8").splitlines()


def _installed(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _browser(_: Settings, say: Say) -> Iterator[Sign]:
    found = executable()
    if not found:
        yield _sign("browser", LOOK, "browser-none")
        return
    begun = monotonic()
    try:
        # two characters of a Chinese sentence: without a font for them either is the same empty box
        drawn = [studio().draw(_letter(text), "png", 80, 80) for text in speaker("zh_CN")("doctor.fonts")[:2]]
    except ExportFailed as failure:
        yield _sign("browser", FAULT, "browser-fails", path=found, reason=refused(say, failure))
        return
    yield _sign("browser", FINE, path=found, s=round(monotonic() - begun, 1))
    told = len(set(drawn)) == len(drawn)
    yield _sign("fonts", FINE if told else FAULT, "fonts" if told else "fonts-none")


def _letter(text: str) -> dict[str, Any]:
    shown = {"text": text, "x": 0.5, "y": 0.5, "xref": "paper", "yref": "paper", "showarrow": False}
    nothing = {"visible": False}
    return {
        "data": [],
        "layout": {"annotations": [{**shown, "font": {"size": 32}}], "xaxis": nothing, "yaxis": nothing},
    }


def _store(settings: Settings, say: Say) -> Iterator[Sign]:
    try:
        found = condition(settings)
    except (SQLAlchemyError, ImportError, OSError) as fault:
        yield _sign("store", FAULT, "store-out-of-reach", reason=str(fault).splitlines()[0])
        return
    enough = found.version >= FLOORS[found.product]
    detail = {"product": found.product, "version": _dotted(found.version), "least": _dotted(FLOORS[found.product])}
    yield _sign("database", FINE if enough else FAULT, "database" if enough else "database-old", **detail)
    state = {"revision": found.revision, "newest": found.newest}
    if not found.revision:
        yield _sign("store", FINE, "store-none")
    elif found.revision == found.newest:
        yield _sign("store", FINE, **state)
    else:
        newer = found.revision > found.newest
        yield _sign("store", FAULT if newer else LOOK, "store-newer" if newer else "store-older", **state)
    if not settings.doors.open:
        yield _administered(settings, entered=found.entered)


def _administered(settings: Settings, *, entered: bool) -> Sign:
    """Whether anybody may let others in; what nobody ever entered is not made by looking."""
    people = []
    if entered:
        entrance = Entrance(settings)
        people = entrance.people.all()
        entrance.close()
    n = sum(person.ended is None and any(grant.role == "admin" for grant in person.grants) for person in people)
    return _sign("people", FINE if n else FAULT, "people" if n else "people-none", n=n, way=settings.doors.way)


def _receipts(settings: Settings, say: Say) -> Iterator[Sign]:
    """What the journal gives away of crashes and clocks; the comparison with every receipt is `check`'s."""
    if not (settings.data_dir / "receipts.journal").exists():
        return
    for said in keeping.hinted(settings, say, datetime.now().astimezone()):
        yield _sign("receipts", LOOK, said=said)


def _disk(settings: Settings, _: Say) -> Iterator[Sign]:
    folder = settings.data_dir
    there = next(path for path in (folder, *folder.parents) if path.exists())
    free = shutil.disk_usage(there).free / 2**30
    grade = FAULT if free < SCARCE_GIB else LOOK if free < FEW_GIB else FINE
    key = "disk" if grade == FINE else "disk-scarce"
    yield _sign("disk", grade, key, folder=str(folder), gib=round(free, 1), least=FEW_GIB)
    kind = _file_system(there)
    if settings.embedded and kind in SHARES:
        yield _sign("disk", FAULT, "disk-share", folder=str(folder), kind=kind)


def _file_system(folder: Path) -> str:
    mounts = [mount for mount in psutil.disk_partitions(all=True) if folder.is_relative_to(mount.mountpoint)]
    return max(mounts, key=lambda mount: len(mount.mountpoint)).fstype.lower() if mounts else ""


def _permissions(settings: Settings, _: Say) -> Iterator[Sign]:
    folder = settings.data_dir
    there = next(path for path in (folder, *folder.parents) if path.exists())
    if not os.access(there, os.W_OK):
        yield _sign("permissions", FAULT, "permissions-none", folder=str(there))
    elif os.name == "posix" and folder.exists() and stat.S_IMODE(folder.stat().st_mode) & 0o007:
        yield _sign("permissions", LOOK, "permissions-wide", folder=str(folder))
    else:
        yield _sign("permissions", FINE, folder=str(folder))


def _clock(_: Settings, __: Say) -> Iterator[Sign]:
    now = datetime.now().astimezone()
    built = datetime.fromtimestamp(Path(config.__file__).stat().st_mtime).astimezone()
    right = now >= built
    yield _sign("clock", FINE if right else FAULT, "clock" if right else "clock-behind", now=stamped(now))


def _registry(settings: Settings, say: Say) -> Iterator[Sign]:
    try:
        found = config.district(settings.district_file)
    except DispatchError as error:
        yield _sign("registry", FAULT, "registry-fault", reason=refused(say, error))
        return
    yield _sign("registry", FINE, name=found.name, n=len(found.units), file=str(settings.district_file))


def _doors(settings: Settings, _: Say) -> Iterator[Sign]:
    doors = settings.doors
    if doors.open or doors.https:
        yield _sign("doors", FINE, "doors-open" if doors.open else "doors", way=doors.way, hosts=", ".join(doors.hosts))
    else:
        yield _sign("doors", LOOK, "doors-plain", way=doors.way)


def _dotted(version: tuple[int, ...]) -> str:
    return ".".join(map(str, version))


_LOOKS: tuple[Look, ...] = (
    _python, _packages, _browser, _store, _receipts, _disk, _permissions, _clock, _registry, _doors,
)  # fmt: skip
