"""One archive with the dashboard and every wheel it needs, for machines without a network.

Linux x86-64, Linux arm64 and Windows, each for the Pythons named. What a platform needs is worked out from the
packages' own metadata under that platform's markers: pip itself judges markers by the machine it runs on.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PYTHONS = ("3.11", "3.12", "3.13")
_GLIBC = ("2_17", "2_27", "2_28")


@dataclass(frozen=True)
class Platform:
    """A system to carry wheels for: pip's tags, newest first, and what markers say of it."""

    name: str
    tags: tuple[str, ...]
    markers: Mapping[str, str]


def _linux(machine: str) -> Platform:
    tags = (*(f"manylinux_{libc}_{machine}" for libc in reversed(_GLIBC)), f"manylinux2014_{machine}")
    said = {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix", "platform_machine": machine}
    return Platform(f"linux-{machine}", tags, said)


PLATFORMS = (
    _linux("x86_64"),
    _linux("aarch64"),
    Platform(
        "windows",
        ("win_amd64",),
        {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt", "platform_machine": "AMD64"},
    ),
)


def main(typed: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, help="the archive to write, a ZIP")
    parser.add_argument("--python", nargs="+", default=PYTHONS, help="versions of Python to carry wheels for")
    parser.add_argument("--platform", nargs="+", default=[each.name for each in PLATFORMS])
    chosen = parser.parse_args(typed)
    wanted = [each for each in PLATFORMS if each.name in chosen.platform]
    with tempfile.TemporaryDirectory() as folder:
        for platform in wanted:
            for python in chosen.python:
                _download(platform, python, Path(folder))
        _pack(chosen.file, Path(folder))
    sys.stdout.write(f"{chosen.file}: {chosen.file.stat().st_size / 2**20:.0f} MiB\n")
    return 0


def needed(platform: Platform, python: str) -> dict[str, str]:
    """Every package of the product on a platform, with its pinned version; the pins alone decide versions.

    Raises
    ------
    SystemExit
        A package has no pin in constraints.txt.
    PackageNotFoundError
        A package is not installed where the bundle is made, so nobody can say what it needs.
    """
    pins = dict(_pins(ROOT / "constraints.txt"))
    case = surroundings(platform, python)
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    waiting = [Requirement(line) for line in lines if line.strip() and not line.startswith("#")]
    found: dict[str, str] = {}
    seen: set[tuple[str, frozenset[str]]] = set()
    while waiting:
        wanted = waiting.pop()
        name = canonicalize_name(wanted.name)
        if (name, frozenset(wanted.extras)) in seen:
            continue
        seen.add((name, frozenset(wanted.extras)))
        if name not in pins:
            raise SystemExit(f"{name} is needed on {platform.name} and has no line in constraints.txt")
        found[name] = pins[name]
        waiting += next_of(name, wanted.extras, case)
    return found


def surroundings(platform: Platform, python: str) -> dict[str, str]:
    """What markers ask for, as that platform would answer."""
    here = {name: str(value) for name, value in default_environment().items()}
    return {**here, **platform.markers, "python_version": python}


def next_of(name: str, extras: set[str], case: Mapping[str, str]) -> Iterator[Requirement]:
    """What a package needs in turn, under the markers of a platform; it has to be installed here to be asked."""
    for text in metadata.requires(name) or ():
        each = Requirement(text)
        asked = [{**case, "extra": extra} for extra in ("", *extras)]
        if each.marker is None or any(each.marker.evaluate(one) for one in asked):
            yield each


def _pins(file: Path) -> Iterator[tuple[str, str]]:
    for line in file.read_text(encoding="utf-8").splitlines():
        name, pinned, version = line.partition("==")
        if pinned:
            yield canonicalize_name(name.strip()), version.strip()


def _download(platform: Platform, python: str, folder: Path) -> None:
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
    tags = [word for tag in platform.tags for word in ("--platform", tag)]
    version = ["--only-binary=:all:", "--implementation", "cp", "--python-version", python]
    pins = [f"{name}=={pinned}" for name, pinned in sorted(needed(platform, python).items())]
    subprocess.run([*pip, *tags, *version, "--dest", str(folder), *pins], check=True)


def _pack(file: Path, wheels: Path) -> None:
    """The committed files and the wheels. Wheels are packed already, so they are stored as they are."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    top = Path("dispatch-dashboard")
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in map(os.fsdecode, filter(None, listed.split(b"\0"))):
            archive.write(ROOT / name, top / name)
        for wheel in sorted(wheels.glob("*.whl")):
            archive.write(wheel, top / "wheels" / wheel.name, zipfile.ZIP_STORED)


if __name__ == "__main__":
    sys.exit(main())
