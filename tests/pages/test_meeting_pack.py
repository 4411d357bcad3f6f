"""The overview's button for the meeting pack: nothing is made until it is pressed, what cannot be made is named."""

import pytest

from tests.pages.conftest import Opened


def test_pressing_it_makes_the_pack_names_what_it_lacks_and_hands_out_the_rest(
    sample_page: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BROWSER_PATH", "/nonexistent/chromium")
    monkeypatch.setenv("PATH", "")
    page = sample_page("meeting/overview")
    assert not page.exception
    assert [each.value for each in page.warning if "未能生成" in each.value] == []
    page.button(key="make-pack").click().run()
    assert not page.exception
    told = [each.value for each in page.warning if "未能生成" in each.value]
    assert [line.partition("未")[0] for line in told] == ["图表图片", "总览长图"]
    assert [each.proto.label for each in page.get("download_button") if each.proto.id.endswith("download-pack")] == [
        "下载会议材料"
    ]
