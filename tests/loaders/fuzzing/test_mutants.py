"""Whatever a valid file is damaged into: it is read, or refused with a code, and the time is bounded."""

import os
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from dashboard.errors import UNREADABLE, UnreadableWorkbook
from loaders import ingest
from loaders.findings import SEVERITY
from loaders.limits import Limits
from loaders.warm import Workers
from tests.loaders.fuzzing.mutants import KEPT, keep, mutant
from tests.loaders.sheets import DISTRICT

ALWAYS = 600
LONG = int(os.environ.get("FUZZ_MUTANTS", "20000"))
"""How many the long run makes; a shorter look may ask for fewer."""
SECONDS = 12
KEPT_FILES = sorted(KEPT.glob("*.bin"))


@pytest.fixture(scope="module")
def readers() -> Iterator[Workers]:
    own = Workers(Limits())
    yield own
    own.close()


def outcome(content: bytes, readers: Workers) -> str:
    """`read`, or the code of the refusal; a file that does anything else is kept."""
    begun = time.monotonic()
    try:
        reading = ingest(content, "宁海街道.xlsx", district=DISTRICT, period=date(2024, 3, 29), readers=readers)
        assert {finding.code for finding in reading.findings} <= SEVERITY.keys()
        assert reading.cells.nonempty == reading.cells.parsed + reading.cells.flagged + reading.cells.ignored
        ended = "read"
    except UnreadableWorkbook as error:
        assert error.code in UNREADABLE
        ended = error.code
    assert time.monotonic() - begun < SECONDS
    return ended


def outcomes(numbers: range, readers: Workers) -> Counter[str]:
    seen: Counter[str] = Counter()
    for number in numbers:
        content = mutant(number)
        try:
            seen[outcome(content, readers)] += 1
        except Exception as fault:
            raise AssertionError(f"mutant {number} is kept as {keep(content).name}") from fault
    return seen


def test_a_few_hundred_mutants_end_as_documented(readers: Workers) -> None:
    seen = outcomes(range(ALWAYS), readers)
    assert seen.total() == ALWAYS
    # mutants that were all refused at the door would try nothing behind it
    assert seen["read"] > ALWAYS // 5


@pytest.mark.slow
def test_twenty_thousand_mutants_end_as_documented(readers: Workers) -> None:
    assert outcomes(range(ALWAYS, ALWAYS + LONG), readers).total() == LONG


@pytest.mark.parametrize("path", KEPT_FILES, ids=[path.stem for path in KEPT_FILES])
def test_what_once_crashed_ends_as_documented(path: Path, readers: Workers) -> None:
    assert outcome(path.read_bytes(), readers) in ("read", *UNREADABLE)
