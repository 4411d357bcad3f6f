"""Sheets of authors who never saw the program: each is read as its author meant it."""

from benchmarks import strangers


def test_every_sheet_of_a_stranger_is_read_as_its_author_meant_it() -> None:
    assert list(strangers.differences()) == []
