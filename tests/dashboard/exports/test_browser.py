"""One browser for everybody, driven for real."""

import io
import os
import subprocess
import sys
import time
import unicodedata
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import kaleido
import psutil
import pytest
from PIL import Image, ImageChops

from dashboard.config import ROOT
from dashboard.errors import ExportFailed
from dashboard.exports.browser import PICTURES, Studio, absence, available

pytestmark = pytest.mark.browser
SAMPLES = "招商盘活厂房闲置楼宇亩㎡朐街镇园"
UNMAPPED = "\u0378"


@pytest.fixture(scope="module")
def studio() -> Iterator[Studio]:
    one = Studio(seconds=30, patience_seconds=120)
    yield one
    one.close()


def filled(colour: str) -> dict[str, object]:
    return {"data": [], "layout": {"paper_bgcolor": colour, "plot_bgcolor": colour}}


def said(text: str) -> dict[str, object]:
    note = {"text": text, "x": 0.5, "y": 0.5, "showarrow": False, "font": {"size": 40, "family": "Noto Sans CJK SC"}}
    axis = {"visible": False}
    return {"data": [], "layout": {"annotations": [note], "xaxis": axis, "yaxis": axis}}


def drawn(studio: Studio, figure: dict[str, object], scale: float = 1) -> Image.Image:
    content = studio.draw(figure, "png", 120, 80, scale)
    return Image.open(io.BytesIO(content)).convert("RGB")


def test_24_callers_at_once_each_get_their_own_figure(studio: Studio) -> None:
    colours = [f"#{10 * i:02x}{250 - 10 * i:02x}80" for i in range(24)]
    with ThreadPoolExecutor(24) as callers:
        pictures = list(callers.map(lambda colour: drawn(studio, filled(colour)), colours))
    assert ["#{:02x}{:02x}{:02x}".format(*p.getpixel((60, 40))) for p in pictures] == colours


def test_scale_two_has_exactly_twice_the_pixels(studio: Studio) -> None:
    assert drawn(studio, filled("#ffffff"), scale=2).size == (240, 160)


def test_a_killed_browser_is_replaced_at_the_next_call(studio: Studio) -> None:
    drawn(studio, filled("#112233"))
    first = studio.process_id
    assert first is not None
    psutil.Process(first).children()[0].kill()
    assert drawn(studio, filled("#445566")).getpixel((60, 40)) == (0x44, 0x55, 0x66)
    assert studio.process_id != first


def test_a_browser_killed_while_drawing_costs_nobody_a_picture(studio: Studio) -> None:
    drawn(studio, filled("#000000"))
    browser = psutil.Process(studio.process_id or 0)
    with ThreadPoolExecutor(6) as callers:
        pending = [callers.submit(drawn, studio, filled(f"#0000{10 + i:02x}")) for i in range(6)]
        for process in browser.children(recursive=True):
            if process.is_running():
                process.kill()
        blues = [future.result().getpixel((60, 40))[2] for future in pending]
    assert blues == [10, 11, 12, 13, 14, 15]


def test_a_figure_that_cannot_be_drawn_fails_alone_and_keeps_the_browser(studio: Studio) -> None:
    drawn(studio, filled("#ffffff"))
    before = studio.process_id
    with pytest.raises(ExportFailed) as failure:
        studio.draw({"data": 5, "layout": {}}, "png", 120, 80)
    assert failure.value.code == "export-failed"
    assert drawn(studio, filled("#abcdef")).getpixel((1, 1)) == (0xAB, 0xCD, 0xEF)
    assert studio.process_id == before


def test_what_was_drawn_before_on_a_page_shows_in_no_later_picture(studio: Studio) -> None:
    """Over more pictures than one page draws, of every kind, failures among them."""
    first = studio.draw(said("招商"), "png", 120, 80)
    for turn in range(PICTURES + 2):
        studio.draw(filled(f"#{turn:02x}8080"), ("png", "svg", "pdf")[turn % 3], 90 + turn, 70)
        assert studio.draw(said("招商"), "png", 120, 80) == first
    for _ in range(2):
        with pytest.raises(ExportFailed):
            studio.draw({"data": 5, "layout": {}}, "pdf", 120, 80)
        assert studio.draw(said("招商"), "png", 120, 80) == first


def test_a_picture_is_drawn_on_the_page_of_the_one_before_and_not_after_a_failure() -> None:
    studio = Studio(seconds=30)
    drawn(studio, filled("#ffffff"))
    pages, loaded = studio._browser, []
    assert pages is not None
    (tab,) = pages.tabs_ready._queue
    whole = tab.reload

    async def counted() -> None:
        loaded.append(pages.drawn)
        await whole()

    tab.reload = counted
    for _ in range(PICTURES + 2):
        drawn(studio, filled("#ffffff"))
    assert loaded == [PICTURES]
    with pytest.raises(ExportFailed):
        studio.draw({"data": 5, "layout": {}}, "png", 120, 80)
    drawn(studio, filled("#ffffff"))
    assert loaded == [PICTURES, PICTURES + 4]
    studio.close()


def test_a_drawing_over_its_limit_is_a_timeout_and_the_next_one_works() -> None:
    studio = Studio(seconds=30)
    drawn(studio, filled("#ffffff"))
    studio.seconds = 0.01
    with pytest.raises(ExportFailed) as failure:
        drawn(studio, filled("#ffffff"))
    assert failure.value.code == "export-timeout"
    studio.seconds = 30
    assert drawn(studio, filled("#0a0b0c")).getpixel((1, 1)) == (10, 11, 12)
    studio.close()


def test_a_browser_that_did_not_open_in_full_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    studio = Studio(seconds=30)
    whole = kaleido.Kaleido.open

    async def failing(self: kaleido.Kaleido) -> None:
        await whole(self)
        monkeypatch.setattr(kaleido.Kaleido, "open", whole)
        raise ValueError("half open")

    monkeypatch.setattr(kaleido.Kaleido, "open", failing)
    assert drawn(studio, filled("#0d0e0f")).getpixel((1, 1)) == (13, 14, 15)
    studio.close()


def test_closing_leaves_no_process_and_a_later_call_starts_anew() -> None:
    studio = Studio(seconds=30)
    drawn(studio, filled("#ffffff"))
    family = psutil.Process(studio.process_id or 0).children(recursive=True)
    studio.close()
    assert psutil.wait_procs(family, timeout=5)[1] == []
    assert studio.process_id is None
    assert drawn(studio, filled("#010203")).getpixel((1, 1)) == (1, 2, 3)
    studio.close()


def test_chinese_is_drawn_and_is_no_tofu(studio: Studio) -> None:
    tofu = drawn(studio, said(UNMAPPED))
    pictures = {character: drawn(studio, said(character)) for character in SAMPLES}
    blank = drawn(studio, said(""))
    for character, picture in pictures.items():
        name = unicodedata.name(character)
        assert ImageChops.difference(picture, blank).getbbox(), f"{name} is drawn as nothing"
        assert ImageChops.difference(picture, tofu).getbbox(), f"{name} is drawn as a box"
    assert len({picture.tobytes() for picture in pictures.values()}) == len(SAMPLES)


def test_a_server_without_a_browser_says_so_within_a_second() -> None:
    script = (
        "import time\nfrom dashboard.errors import ExportFailed\nfrom dashboard.exports.browser import Studio\n"
        "start = time.monotonic()\n"
        "try:\n    Studio().draw({'data': [], 'layout': {}}, 'png', 100, 100)\n"
        "except ExportFailed as failure:\n    print(failure.code, time.monotonic() - start < 1)\n"
    )
    # an empty PATH still leaves the usual places, so the override names a browser that is not there
    search = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    hidden = {**os.environ, "PATH": "", "BROWSER_PATH": "/nonexistent/chromium", "PYTHONPATH": search}
    result = subprocess.run(
        [sys.executable, "-c", script], env=hidden, capture_output=True, text=True, check=True, timeout=60
    )
    assert result.stdout.split() == ["no-browser", "True"]


def test_the_probe_is_quick_and_names_its_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    assert available()
    monkeypatch.setenv("BROWSER_PATH", "/nonexistent/chromium")
    start = time.monotonic()
    assert absence() == "no-browser"
    assert time.monotonic() - start < 1
