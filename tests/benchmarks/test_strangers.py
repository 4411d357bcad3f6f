"""Sheets of authors who never saw the program: each is read as its author meant it."""

import pytest

from benchmarks import strangers


def test_of_every_stranger_every_third_sheet_is_read_as_its_author_meant_it() -> None:
    assert list(strangers.differences(3)) == []


@pytest.mark.slow
def test_every_sheet_of_a_stranger_is_read_as_its_author_meant_it() -> None:
    assert list(strangers.differences()) == []
