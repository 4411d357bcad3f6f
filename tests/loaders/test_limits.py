"""Limits that an installation sets hold for every kind of file, and the refusal names them."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from dashboard.errors import UnreadableWorkbook
from dashboard.i18n import LANGUAGES, speaker
from dashboard.workflows.wording import refused
from loaders import archive, ingest
from loaders.limits import Limits, configured
from loaders.warm import Workers
from tests.loaders.packages import package, parts

ROW = '<row r="{0}"><c r="A{0}"><v>1</v></c></row>'
Strict = Callable[..., Workers]


@pytest.fixture
def strict() -> Iterator[Strict]:
    """Readers within other limits than the usual ones."""
    made: list[Workers] = []

    def readers(**bounds: float) -> Workers:
        made.append(Workers(Limits(**bounds)))
        return made[-1]

    yield readers
    for each in made:
        each.close()


def told(content: bytes, readers: Workers, name: str = "宁海街道.xlsx") -> tuple[str, str]:
    """Code of the refusal and the limit that both its sentences name."""
    with pytest.raises(UnreadableWorkbook) as caught:
        ingest(content, name, readers=readers)
    most = str(caught.value.detail["most"])
    assert all(most in refused(speaker(language), caught.value) for language in LANGUAGES)
    return caught.value.code, most


def test_the_limits_are_those_of_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPATCH_LIMIT_CELLS", "50000")
    assert configured().cells == 50_000


def test_size(strict: Strict) -> None:
    assert told(b"PK" + bytes(2 * 2**20), strict(file_mb=1)) == ("too-large", "1")


def test_a_member_of_an_archive_is_as_large_as_one_file_may_be() -> None:
    content = package({"a.csv": bytes(range(256)) * 5_000})
    assert len(archive.unpack("a.zip", content, Limits(file_mb=2))) == 1
    with pytest.raises(UnreadableWorkbook, match="size"):
        archive.unpack("a.zip", content, Limits(file_mb=1))


def test_unpacked_size(strict: Strict) -> None:
    noise = "".join(f"<c{n * 7919}/>" for n in range(700_000)).encode()
    content = package(parts(ROW.format(1)) | {"xl/extra.xml": noise})
    assert told(content, strict(unpacked_mb=8)) == ("unsafe-package", "8")


CELLS = {
    "xlsx": package(parts(ROW.format(1) + ROW.format(20_000))),
    "csv": b"1,2\n" * 20_000,
    "html": b"<table>" + b"<tr><td>1</td><td colspan=900>2</td></tr>" * 20 + b"</table>",
}


@pytest.mark.parametrize("kind", CELLS)
def test_cells(kind: str, strict: Strict) -> None:
    assert told(CELLS[kind], strict(cells=10_000), f"宁海街道.{kind}") == ("too-many-cells", "10,000")
    assert strict(cells=60_000).read("a", CELLS[kind]).sheets


def test_time(strict: Strict) -> None:
    content = package(parts("".join(ROW.format(n) for n in range(1, 400_000))))
    begun = time.monotonic()
    assert told(content, strict(seconds=0.2)) == ("reader-timeout", "0.3")
    assert time.monotonic() - begun < 5


def test_memory(strict: Strict) -> None:
    content = package(parts("".join(ROW.format(n) for n in range(1, 400_000))))
    assert told(content, strict(memory_mb=45)) == ("reader-memory", "45")


def test_readers_at_once(strict: Strict) -> None:
    readers = strict(readers=1)
    with ThreadPoolExecutor(4) as pool:
        assert len({book.kind for book in pool.map(lambda n: readers.read("a.csv", b"a,b\n" * n), range(1, 9))}) == 1
    assert len(readers.processes()) == 1
