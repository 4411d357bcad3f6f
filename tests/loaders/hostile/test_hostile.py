"""Every hostile file ends as it is documented, in bounded time and memory, and the next file is read."""

import time
from collections.abc import Iterator
from datetime import date

import psutil
import pytest

from dashboard.errors import UnreadableWorkbook
from dashboard.i18n import LANGUAGES, speaker
from dashboard.names import of_file
from dashboard.workflows.wording import refused
from loaders import Reading, ingest
from loaders.limits import Limits
from loaders.warm import Workers
from tests.loaders.hostile import active, grids, markup, packed
from tests.loaders.hostile.case import READ, SECRET, Case, called, listener
from tests.loaders.sheets import DISTRICT

CASES = (*packed.CASES, *markup.CASES, *grids.CASES, *active.CASES)
SECONDS = 12
"""By the clock, of a machine that others use too; the limit of the reading itself is processor time."""
NEXT = "企业名称,走访日期,走访领导\n次日公司,2024-03-20,何清\n".encode()


@pytest.fixture(scope="module")
def readers() -> Iterator[Workers]:
    """One process reads them all, so that what one file does to it the next one meets."""
    own = Workers(Limits(readers=1))
    yield own
    own.close()
    listener().close()


def outcome(case: Case, content: bytes, readers: Workers) -> Reading | UnreadableWorkbook:
    try:
        return ingest(content, case.file, district=DISTRICT, period=date(2024, 3, 29), readers=readers)
    except UnreadableWorkbook as error:
        return error


def words(reading: Reading) -> str:
    tables = [str(value) for frame in reading.tables.values() for value in frame.to_numpy().ravel()]
    found = [f"{f.sheet} {f.cell} {f.found} {f.detail}" for f in reading.findings]
    return "\n".join([*tables, *found, *(f"{q.sheet} {q.found}" for q in reading.questions)])


def test_there_are_sixty_cases_and_more_each_of_its_own_name() -> None:
    assert len({case.name for case in CASES}) == len(CASES) >= 60


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_hostile_file_ends_as_documented(case: Case, readers: Workers) -> None:
    content = case.make()
    begun = time.monotonic()
    ended = outcome(case, content, readers)
    took = time.monotonic() - begun
    told = ended.code if isinstance(ended, UnreadableWorkbook) else READ
    assert (told, took < SECONDS) == (case.outcome, True), f"{ended!r} after {took:.1f} s"
    if isinstance(ended, UnreadableWorkbook):
        says_why(case, ended)
    else:
        assert SECRET.read_text(encoding="utf-8").strip() not in words(ended)
        assert (tuple(ended.tables["stops"]["organisation"]) if "stops" in ended.tables else ()) == case.met
        assert not case.finding or case.finding in {finding.code for finding in ended.findings}
    assert not called()
    used = [psutil.Process(number).memory_info().rss for number in readers.processes()]
    assert max(used, default=0) <= readers.bounds.resident_bytes
    after = ingest(NEXT, "宁海街道.csv", district=DISTRICT, period=date(2024, 3, 29), readers=readers)
    assert list(after.tables["stops"]["organisation"]) == ["次日公司"]


def says_why(case: Case, error: UnreadableWorkbook) -> None:
    """One sentence in either language, of this file, with the limit that it broke and a thing to do."""
    if case.reason:
        assert error.detail["reason"] == case.reason
    for language in LANGUAGES:
        say = speaker(language)
        sentence = refused(say, error)
        assert of_file(case.file) in sentence
        assert "\n" not in sentence.replace(case.file, "")
        assert "{" not in sentence.replace(case.file, "")
        assert sentence.endswith(("。", "."))
        assert not error.detail.get("most") or str(error.detail["most"]) in sentence
        why = say(f"refusal.{case.reason}").partition("{")[0] if case.reason else ""
        assert why in sentence
