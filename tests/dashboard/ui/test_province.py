"""The province's page: offered where its figures are kept and to who may see them, and what it shows."""

from pathlib import Path

import pytest

from benchmarks.provinces import reckoned
from dashboard.access import LOCAL, Identity
from dashboard.config import ROOT
from dashboard.province.places import About
from dashboard.province.rollup import Rollup
from dashboard.province.summing import sum_up
from dashboard.ui import menu
from tests.runner import AppTest


@pytest.fixture
def url(tmp_path: Path) -> str:
    """A rollup of three districts and two weeks."""
    found = f"sqlite:///{tmp_path / 'province.sqlite3'}"
    kept = Rollup(found, writing=True)
    for number in range(1, 4):
        kept.write(reckoned(number, 2), About(address=f"https://d{number}.office"))
    sum_up(kept)
    kept.close()
    return found


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("DISPATCH_DATA_DIR", str(tmp_path / "var"))
    return AppTest.from_file(str(ROOT / "dashboard" / "frame.py"), default_timeout=60)


def words(page: AppTest) -> str:
    kinds = (page.subheader, page.markdown, page.caption, page.info)
    return "\n".join(str(item.value) for kind in kinds for item in kind)


def test_the_page_is_offered_where_a_rollup_is_configured_and_to_no_reporter() -> None:
    clerk = Identity("clerk", frozenset({"reporter"}), ("板浦镇",))
    assert "province" not in menu.pages(LOCAL, asked=False)["province"]
    assert menu.pages(LOCAL, asked=False, province=True)["province"] == ["province"]
    assert menu.pages(clerk, asked=True, province=True)["province"] == []


def test_without_a_rollup_the_address_leads_nowhere(page: AppTest) -> None:
    page.switch_page("../pages/province/province.py").run()
    assert "示例0001区" not in words(page)


def test_districts_sums_and_course_are_shown(page: AppTest, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPATCH_PROVINCE", url)
    page.run()
    page.switch_page("../pages/province/province.py").run()
    assert not page.exception
    assert "3个区县" in words(page)
    assert page.selectbox[0].options == ["2024年1月12日", "2024年1月5日"]


def test_a_district_found_by_name_is_opened_with_the_way_to_its_dashboard(
    page: AppTest, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPATCH_PROVINCE", url)
    page.run()
    page.switch_page("../pages/province/province.py").run()
    page.text_input(key="province-find").input("0002").run()
    page.selectbox(key="province-found").select("district-0002").run()
    assert not page.exception
    assert "示例0002区" in [item.value for item in page.subheader]
    (link,) = page.get("link_button")
    assert link.proto.url == "https://d2.office/overview?as_of=2024-01-12"


def test_a_rollup_that_was_never_filled_is_one_sentence(
    page: AppTest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPATCH_PROVINCE", f"sqlite:///{tmp_path / 'none.sqlite3'}")
    page.run()
    page.switch_page("../pages/province/province.py").run()
    assert not page.exception
    assert "还没有" in words(page)
