"""Pictures are made once for each state of the store, filters, language and look."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from dashboard.config import Settings
from dashboard.contract import Filters
from dashboard.i18n import Say, speaker
from dashboard.store import Store
from dashboard.ui import cache

DAY = Filters(date(2024, 3, 29))
CHINESE = speaker("zh_CN")


@dataclass(frozen=True)
class Page:
    store: Store
    filters: Filters = DAY
    say: Say = CHINESE
    look: str = "light"
    sample: bool = False

    @property
    def state(self) -> str:
        return cache.state_of(self.store)


@pytest.fixture
def page(tmp_path: Path) -> Page:
    return Page(cache.store(Settings.current({"DISPATCH_DATA_DIR": str(tmp_path)})))


def test_a_picture_is_made_once(page: Page) -> None:
    made = [cache.drawn(page, ("kind", "land"), object) for _ in range(3)]
    assert made[0] is made[1] is made[2]


@pytest.mark.parametrize(
    "other",
    [
        {"say": speaker("en")},
        {"look": "dark"},
        {"sample": True},
        {"filters": Filters(date(2024, 3, 22))},
        {"filters": Filters(date(2024, 3, 29), unit="板浦镇")},
    ],
)
def test_another_language_look_or_filter_is_another_picture(page: Page, other: dict[str, object]) -> None:
    first = cache.drawn(page, ("kind", "land"), object)
    assert cache.drawn(Page(**({"store": page.store} | other)), ("kind", "land"), object) is not first  # type: ignore[arg-type]


def test_another_subject_is_another_picture(page: Page) -> None:
    assert cache.drawn(page, ("kind", "land"), object) is not cache.drawn(page, ("kind", "factory"), object)


def test_a_commit_makes_pictures_anew(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    first = cache.drawn(page, ("kind", "land"), object)
    monkeypatch.setattr(Store, "version", 1)
    assert cache.drawn(page, ("kind", "land"), object) is not first
