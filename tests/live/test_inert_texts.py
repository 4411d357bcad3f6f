"""A real browser on a store whose every text is a payload: no dialog, no request elsewhere, no element of theirs."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dashboard.store import Store
from tests.inert.payloads import DISTRICT, INJECTED, filled, settings, written_registry
from tests.live.conftest import Seen, Server, start, stop

PAGES = ("overview", "prepare", "projects")


@pytest.fixture
def server_of_payloads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    folder = tmp_path / "var"
    folder.mkdir()
    written_registry(folder / "district.toml")
    monkeypatch.setenv("DISPATCH_DISTRICT", str(folder / "district.toml"))
    with Store(settings(folder), DISTRICT) as store:
        filled(store)
    server = start(tmp_path)
    yield server
    stop(server)


@pytest.mark.browser
def test_no_page_runs_fetches_or_pretends(server_of_payloads: Server, look: Callable[..., Seen]) -> None:
    seen, dialogs = look("zh-CN"), list[str]()
    seen.page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    words = ""
    for name in PAGES:
        seen.go(f"{server_of_payloads.url}/{name}")
        words += seen.text
        assert (seen.page.evaluate(INJECTED), seen.page.title() == "9") == ([], False)
    assert (dialogs, seen.foreign, seen.errors) == ([], [], [])
    assert "已审核" in words
    assert server_of_payloads.called == set()
