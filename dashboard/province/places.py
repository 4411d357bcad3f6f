"""Where the workbooks of many districts lie: a folder or an object store, whatever fsspec knows.

<place>/<district>/district.toml          its registry and rules
<place>/<district>/<day>/...              what came in for the meeting that covers to this day, 2024-03-29
<place>/province.toml                     optional: by district, `name` and `address` of its own dashboard
"""

import re
import tomllib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

import fsspec

from dashboard.errors import SettingsError
from dashboard.workflows import intake

REGISTRY, TOLD = "district.toml", "province.toml"
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")


@dataclass(frozen=True, slots=True)
class About:
    """What `province.toml` says of a district; "" where it says nothing."""

    name: str = ""
    address: str = ""


NOTHING = About()
"""Of a district that is not named there."""


class Place:
    """The folder of all districts. Cheap to make: nothing is read before it is asked for."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._files, self._root = fsspec.core.url_to_fs(url, use_listings_cache=False)

    def districts(self) -> list[str]:
        """Names of the folders that hold a registry, in order.

        Raises
        ------
        SettingsError
            `province-empty`: there is none.
        """
        with suppress(FileNotFoundError):
            folders = sorted(
                each["name"] for each in self._files.ls(self._root, detail=True) if each["type"] == "directory"
            )
            if found := [_last(path) for path in folders if self._files.exists(f"{path}/{REGISTRY}")]:
                return found
        raise SettingsError("province-empty", place=self.url, file=REGISTRY)

    def registry(self, district: str) -> bytes:
        return bytes(self._files.cat_file(f"{self._root}/{district}/{REGISTRY}"))

    def days(self, district: str) -> list[date]:
        """The days for which there is a folder, earliest first; folders of other names are none of them."""
        return sorted(_days(_last(path) for path in self._files.ls(f"{self._root}/{district}", detail=False)))

    def files(self, district: str, day: date) -> list[tuple[str, bytes]]:
        """What came in for a day, by name within its folder, as `intake.gathered` would take it from there."""
        folder = f"{self._root}/{district}/{day.isoformat()}"
        start = len(self._files._strip_protocol(folder)) + 1
        names = sorted(path for path in self._files.find(folder) if intake.is_taken(path[start:]))
        return [(path[start:], bytes(self._files.cat_file(path))) for path in names]

    def about(self) -> dict[str, About]:
        """What is told of the districts by hand.

        Raises
        ------
        SettingsError
            `province-told`: the file cannot be read, or says of a district what cannot be used.
        """
        try:
            told = tomllib.loads(self._files.cat_file(f"{self._root}/{TOLD}").decode("utf-8-sig"))
        except FileNotFoundError:
            return {}
        except ValueError as error:
            raise SettingsError("province-told", file=TOLD, found=str(error)) from error
        return {district: _about(district, said) for district, said in told.items()}


def _about(district: str, said: Any) -> About:
    known = isinstance(said, dict) and said.keys() <= {"name", "address"}
    if not known or not all(isinstance(value, str) for value in said.values()):
        raise SettingsError("province-told", file=TOLD, found=district)
    if said.get("address") and not _ADDRESS.fullmatch(said["address"]):
        raise SettingsError("province-told", file=TOLD, found=said["address"])
    return About(**said)


def _days(names: Iterator[str]) -> Iterator[date]:
    for name in names:
        with suppress(ValueError):
            day = date.fromisoformat(name)
            if day.isoformat() == name:
                yield day


def _last(path: str) -> str:
    return path.rstrip("/").rpartition("/")[2]
