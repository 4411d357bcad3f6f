"""How much one file may ask of the reader, as an installation may set it; the defaults suit two cores and 2 GB."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from dashboard.errors import SettingsError

_MEGABYTE = 2**20


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may hold and what reading it may use. Each field is the setting `DISPATCH_LIMIT_<FIELD>`."""

    file_mb: int = 20
    unpacked_mb: int = 96
    """Of a package's parts together, as declared and as streamed."""
    cells: int = 2_000_000
    """Of the bounding boxes of all sheets together, counted from the cells and never from `<dimension>`."""
    seconds: float = 4.5
    """Processor time for a small file; each further megabyte adds a third of it."""
    memory_mb: int = 470
    """Of one reading process."""
    readers: int = 2
    """Reading processes at once; whoever comes while all are at work waits."""

    @property
    def file_bytes(self) -> int:
        return self.file_mb * _MEGABYTE

    @property
    def unpacked_bytes(self) -> int:
        return self.unpacked_mb * _MEGABYTE

    @property
    def part_bytes(self) -> int:
        """Of one part of a package: two thirds of all of them."""
        return self.unpacked_bytes * 2 // 3

    @property
    def resident_bytes(self) -> int:
        return self.memory_mb * _MEGABYTE

    @property
    def address_space_bytes(self) -> int:
        """Held by the system itself where it can: more than what is resident, for mapped libraries count too."""
        return self.resident_bytes * 5 // 3

    @property
    def reply_bytes(self) -> int:
        """Of what a worker may hand back."""
        return self.resident_bytes * 2 // 5

    def work_seconds(self, size: int) -> float:
        """Processor time for a file of so many bytes."""
        return self.seconds * (1 + size / _MEGABYTE / 3)


USUAL = Limits()
_RANGES = {
    "file_mb": (1, 100),
    "unpacked_mb": (8, 2_000),
    "cells": (10_000, 50_000_000),
    "seconds": (1, 600),
    "memory_mb": (200, 16_000),
    "readers": (1, 16),
}
"""Least and most of each: below them no honest file is read, above them a limit is none. The upload itself ends at
100 MB (.streamlit/config.toml)."""
_PARTIAL = ("seconds",)
"""Fields that may have decimals."""
SETTINGS = tuple(f"DISPATCH_LIMIT_{field.name.upper()}" for field in fields(Limits))


def limits_of(values: Mapping[str, str]) -> Limits:
    """The limits that settings state; a setting that is absent or empty keeps its default.

    Raises
    ------
    SettingsError
        `settings-limit`, with the setting, what was found and what it may be.
    """
    given = {name: values.get(f"DISPATCH_LIMIT_{name.upper()}", "").strip() for name in _RANGES}
    stated: dict[str, Any] = {name: _number(name, text) for name, text in given.items() if text}
    return Limits(**stated)


def _number(name: str, text: str) -> float:
    least, most = _RANGES[name]
    try:
        number = float(text) if name in _PARTIAL else int(text)
    except ValueError:
        number = float("nan")
    if not least <= number <= most:
        raise SettingsError(
            "settings-limit", field=f"DISPATCH_LIMIT_{name.upper()}", found=text, least=f"{least:,}", most=f"{most:,}"
        )
    return number
