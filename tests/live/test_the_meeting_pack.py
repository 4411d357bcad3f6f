"""The overview's button in a real browser: progress is told, one ZIP comes, and what is in it opens."""

import io
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from dashboard.i18n import speaker
from dashboard.workflows.delivering import PARTS
from tests.live.conftest import READY_MS, Seen, Server, start, stop
from tests.packages import faults

ZH = speaker("zh_CN")


@pytest.fixture
def sample_server(filled: Path, tmp_path: Path) -> Iterator[Server]:
    """A server whose sample district has a week of returns."""
    shutil.copytree(filled, tmp_path / "var")
    server = start(tmp_path)
    yield server
    stop(server)


@pytest.mark.browser
def test_the_pack_is_made_on_demand_told_meanwhile_and_handed_out_whole(
    sample_server: Server, look: Callable[..., Seen], tmp_path: Path
) -> None:
    page = look("zh-CN").go(f"{sample_server.url}/overview?data=sample").page
    page.get_by_role("button", name=ZH("exports.pack")).click(timeout=READY_MS)
    expect(page.get_by_text(re.compile("^正在制作")).first).to_be_visible()
    ready = page.get_by_role("button", name=ZH("exports.pack.download"))
    expect(ready).to_be_visible(timeout=4 * READY_MS)
    with page.expect_download(timeout=READY_MS) as waiting:
        ready.click()
    assert waiting.value.suggested_filename == "示例区_会议材料_截至20240329.zip"
    waiting.value.save_as(tmp_path / "pack.zip")
    with zipfile.ZipFile(tmp_path / "pack.zip") as package:
        files = {Path(name).suffix: package.read(name) for name in package.namelist()}
    assert len(files) == len(PARTS)
    assert [faults(files[kind]) for kind in (".pptx", ".docx", ".xlsx")] == [[]] * 3
    with zipfile.ZipFile(io.BytesIO(files[".zip"])) as pictures:
        assert {Path(name).suffix for name in pictures.namelist()} == {".png", ".svg"}
    assert sample_server.called == set()
