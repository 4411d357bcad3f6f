"""The show in a real browser: walked through by keys, back after F5, going on without a server, nothing cut."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from dashboard.i18n import speaker
from tests.live.conftest import READY_MS, Seen, Server, start, stop

BASE = 37.3
"""28 pt, the smallest figure on a page of 1920 x 1080."""
TEXT = 24.0
"""18 pt, the smallest text."""
# a hidden page has no size: each is shown while it is looked at
CUT = """(box) => [...box.querySelectorAll(".page")].filter((page) => {
  const hidden = page.hidden, body = page.querySelector(".body");
  page.hidden = false;
  const cut = body.scrollHeight > body.clientHeight + 4 || body.scrollWidth > body.clientWidth + 4;
  page.hidden = hidden;
  return cut;
}).map((page) => page.textContent)"""
SIZES = """(box, wanted) => Math.min(...[...box.querySelectorAll(".page")].flatMap((page) => {
  const hidden = page.hidden;
  page.hidden = false;
  const zoom = (e) => e === page ? 1 : parseFloat(e.style.zoom || 1) * zoom(e.parentElement);
  const sizes = [...page.querySelectorAll(wanted)]
    .filter((e) => !e.closest(".head")).map((e) => parseFloat(getComputedStyle(e).fontSize) * zoom(e));
  page.hidden = hidden;
  return sizes;
}))"""

# figures under such headings, in tables and beside bars, that are smaller than they should be
SMALL = """(box, [named, least]) => [...box.querySelectorAll(".page")].flatMap((page) => {
  const hidden = page.hidden;
  page.hidden = false;
  const zoom = (e) => e === page ? 1 : parseFloat(e.style.zoom || 1) * zoom(e.parentElement);
  const places = (head) => [...head.children].flatMap((e, at) => named.includes(e.textContent) ? [at] : []);
  const cells = [...page.querySelectorAll("table")].flatMap((table) => [...table.tBodies[0].rows].flatMap(
    (row) => places(table.tHead.rows[0]).map((at) => row.cells[at])));
  for (const head of page.querySelectorAll(".bar.head")) {
    for (const bar of head.parentElement.querySelectorAll(".bar:not(.head)"))
      cells.push(...places(head).map((at) => bar.children[at].querySelector("span, button") ?? bar.children[at]));
  }
  const small = cells.filter((e) => /\\d/.test(e.textContent))
    .filter((e) => parseFloat(getComputedStyle(e).fontSize) * zoom(e) < least).map((e) => e.textContent);
  page.hidden = hidden;
  return small;
})"""
BARS = """(box) => Math.min(...[...box.querySelectorAll(".page:has(.bullet)")].flatMap((page) => {
  const hidden = page.hidden;
  page.hidden = false;
  const broad = [...page.querySelectorAll(".bullet .track")].map((track) => track.offsetWidth);
  page.hidden = hidden;
  return broad;
}))"""
BROAD = 250
"""Pixels of a bar of which something can be seen beside the mark of the clock."""
FIGURES = ("value", "target", "completion", "gap", "change")
"""Columns in which figures stand."""


@pytest.fixture(scope="module")
def meeting(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("show")
    shutil.copytree(filled, folder / "var")
    server = start(folder)
    yield server
    stop(server)


def begun(seen: Seen, server: Server) -> Page:
    page = seen.page
    page.goto(f"{server.url}/agenda?data=sample&present=true")
    expect(page.locator(".show .page:not([hidden])")).to_be_visible(timeout=READY_MS)
    return page


def title(page: Page) -> str:
    return page.locator(".show .page:not([hidden]) h2").inner_text()


@pytest.mark.browser
@pytest.mark.parametrize(("locale", "scheme", "size"), [("zh-CN", "light", (1920, 1080)), ("en", "dark", (1366, 768))])
def test_no_page_is_cut_or_scrolls_and_figures_are_large(
    meeting: Server, look: Callable[..., Seen], locale: str, scheme: str, size: tuple[int, int]
) -> None:
    seen = look(locale, scheme, *size)
    page = begun(seen, meeting)
    box = page.locator(".show")
    assert box.evaluate(CUT) == []
    assert box.evaluate(SIZES, "td.figure, .bar .figure, .rise .figure") >= BASE
    assert box.evaluate(SIZES, "td, li, .said, .name, .note, h3, th") >= TEXT
    assert box.evaluate(BARS) >= BROAD
    say = speaker(locale.replace("-", "_"))
    assert box.evaluate(SMALL, [[say(f"pack.column.{name}") for name in FIGURES], BASE]) == []
    assert seen.errors == []


@pytest.mark.browser
def test_keys_walk_through_the_meeting_blank_it_and_lead_to_a_unit(meeting: Server, look: Callable[..., Seen]) -> None:
    page = begun(look("zh-CN"), meeting)
    page.keyboard.press("Home")
    first = title(page)
    page.keyboard.press("PageDown")
    second = title(page)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("PageUp")
    assert title(page) == second != first
    page.keyboard.press("b")
    expect(page.locator(".show .blank")).to_be_visible()
    page.keyboard.press("PageDown")
    expect(page.locator(".show .blank")).to_be_hidden()
    page.keyboard.press("/")
    page.keyboard.type("wc")
    expect(page.locator(".show .jump li").first).to_have_text(re.compile("文昌街道"))
    page.keyboard.press("Enter")
    assert title(page) == "文昌街道"
    page.keyboard.press("4")
    page.keyboard.press("Enter")
    assert title(page) == "东湖街道"
    page.keyboard.press("Escape")
    expect(page.locator(".show")).to_have_count(0)
    expect(page.get_by_text("总体情况").first).to_be_visible()


@pytest.mark.browser
def test_f5_leads_back_to_the_page_and_the_clock_goes_on(meeting: Server, look: Callable[..., Seen]) -> None:
    page = begun(look("zh-CN"), meeting)
    page.keyboard.press("9")
    page.keyboard.press("Enter")
    there = title(page)
    page.wait_for_timeout(2200)
    page.reload()
    expect(page.locator(".show .page:not([hidden])")).to_be_visible(timeout=READY_MS)
    assert title(page) == there
    expect(page.locator(".show .clock")).not_to_have_text(re.compile(r"^0:0[01] "))


@pytest.mark.browser
def test_a_figure_leads_to_its_cells_and_the_show_stands_behind_them(
    meeting: Server, look: Callable[..., Seen]
) -> None:
    page = begun(look("zh-CN"), meeting)
    page.keyboard.press("4")
    page.keyboard.press("Enter")
    there = title(page)
    page.locator(".show .page:not([hidden]) button").first.click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    expect(dialog.get_by_text("东湖街道").first).to_be_visible()
    page.keyboard.press("PageDown")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    assert title(page) == there


@pytest.mark.browser
def test_the_show_goes_on_when_the_server_is_gone(filled: Path, tmp_path: Path, look: Callable[..., Seen]) -> None:
    shutil.copytree(filled, tmp_path / "var")
    server = start(tmp_path)
    page = begun(look("zh-CN"), server)
    page.keyboard.press("Home")
    first = title(page)
    stop(server)
    page.keyboard.press("PageDown")
    assert title(page) != first
    page.keyboard.press("PageUp")
    assert title(page) == first
