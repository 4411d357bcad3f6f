"""How much a file may ask of the reader, as an installation sets it."""

import pytest

from dashboard.allowances import SETTINGS, Limits, limits_of
from dashboard.config import Settings
from dashboard.errors import SettingsError
from dashboard.i18n import LANGUAGES, speaker
from dashboard.workflows.wording import refused


def test_the_usual_limits_hold_where_nothing_is_set() -> None:
    assert Settings.current({"DISPATCH_LIMIT_CELLS": ""}).limits == Limits(20, 96, 2_000_000, 4.5, 470, 2)


def test_every_limit_is_a_setting() -> None:
    told = dict(zip(SETTINGS, ("30", "150", "3000000", "7.5", "600", "4"), strict=True))
    assert Settings.current(told).limits == Limits(30, 150, 3_000_000, 7.5, 600, 4)
    assert Settings.current(told).sample().limits.readers == 4


def test_a_larger_file_may_take_longer_and_a_part_two_thirds_of_the_whole() -> None:
    assert (Limits().work_seconds(0), Limits().work_seconds(6 * 2**20)) == (4.5, 13.5)
    assert Limits().part_bytes == 64 * 2**20


WRONG = [
    ("DISPATCH_LIMIT_FILE_MB", "0", "1", "100"),
    ("DISPATCH_LIMIT_FILE_MB", "2.5", "1", "100"),
    ("DISPATCH_LIMIT_UNPACKED_MB", "7", "8", "2,000"),
    ("DISPATCH_LIMIT_CELLS", "all", "10,000", "50,000,000"),
    ("DISPATCH_LIMIT_SECONDS", "nan", "1", "600"),
    ("DISPATCH_LIMIT_MEMORY_MB", "-470", "200", "16,000"),
    ("DISPATCH_LIMIT_READERS", "17", "1", "16"),
]


@pytest.mark.parametrize(("setting", "found", "least", "most"), WRONG, ids=[f"{s}={f}" for s, f, *_ in WRONG])
def test_a_limit_that_cannot_be_is_said_with_its_setting(setting: str, found: str, least: str, most: str) -> None:
    with pytest.raises(SettingsError) as caught:
        limits_of({setting: found})
    assert caught.value.detail == {"field": setting, "found": found, "least": least, "most": most}
    for language in LANGUAGES:
        sentence = refused(speaker(language), caught.value)
        assert all(word in sentence for word in (setting, found, least, most))
