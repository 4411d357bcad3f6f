"""The district's own presentation: what opens is kept and the slides are made on it, everything else is refused."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from pptx import Presentation
from pptx.util import Inches

from dashboard.errors import StoreDamaged, SubmissionRefused
from dashboard.store import Store
from dashboard.store.checking import check
from dashboard.store.rebuilding import rebuild
from dashboard.workflows import templating
from tests.dashboard.store.desk import DISTRICT, NOON, Desk, settings


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Store(settings(tmp_path), DISTRICT) as store:
        yield Desk(store)


def presentation() -> bytes:
    made = Presentation()
    made.slide_width, made.slide_height = Inches(10), Inches(5.625)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def put(desk: Desk, content: bytes, name: str = "区模板.pptx") -> None:
    templating.put(desk.store, content, name, by="secretary", now=NOON)


def refused(desk: Desk, content: bytes) -> str:
    with pytest.raises(SubmissionRefused) as raised:
        put(desk, content)
    return raised.value.code


def test_a_presentation_is_in_use_until_the_usual_one_is_put_back(desk: Desk) -> None:
    kept = desk.store.meetings.templates
    assert kept.content() is None
    put(desk, presentation())
    assert kept.content() == presentation()
    assert [(each.name, each.by) for each in kept.all()] == [("区模板.pptx", "secretary")]
    kept.drop(by="secretary", now=NOON)
    assert kept.content() is None


def test_what_is_no_presentation_is_refused(desk: Desk) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("a.txt", "a")
    assert [refused(desk, each) for each in (b"", b"text", stream.getvalue())] == ["template-unreadable"] * 3
    assert desk.store.meetings.templates.all() == []


def test_a_bomb_and_a_large_file_are_refused_before_they_are_opened(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(templating, "UNPACKED", 1_000)
    assert refused(desk, presentation()) == "template-too-large"
    monkeypatch.setattr(templating, "LARGEST", 10)
    assert refused(desk, b"x" * 11) == "template-too-large"


def test_a_template_stands_after_a_rebuild_and_a_lost_one_is_found(desk: Desk) -> None:
    given = presentation()
    put(desk, given)
    rebuild(desk.store.settings, now=NOON)
    with Store(desk.store.settings, DISTRICT) as again:
        assert again.meetings.templates.content() == given
    lost = desk.store.meetings.templates.all()[0].hash
    desk.store.books.archive.path(lost).unlink()
    assert {difference.code for difference in check(desk.store.settings)} == {"template-lost"}
    with pytest.raises(StoreDamaged):
        desk.store.meetings.templates.content()
