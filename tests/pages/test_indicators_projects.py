"""项目: stock, movement, labelled rates, what stands still."""

import shutil
from datetime import date, datetime, time
from pathlib import Path

import pytest

from dashboard import config
from dashboard.config import ROOT, Settings
from dashboard.store import Store
from dashboard.weeks import ZONE
from dashboard.workflows import intake, receive
from tests.pages.conftest import Opened, opened, words
from tests.pages.test_meeting_overview import charts


def test_stock_and_bands_are_drawn(sample_page: Opened) -> None:
    test = sample_page("indicators/projects")
    assert not test.exception
    assert {"stages", "projects-industry", "projects-size"} <= set(charts(test))


def test_without_an_earlier_meeting_nothing_is_compared(sample_page: Opened) -> None:
    assert "没有上次会议的数据" in words(sample_page("indicators/projects"))


def test_the_two_rates_are_labelled(sample_page: Opened) -> None:
    text = words(sample_page("indicators/projects"))
    assert "开工率（同期）" in text
    assert "存量转化率" in text


def test_an_industry_narrows_the_page(sample_page: Opened) -> None:
    test = sample_page("indicators/projects", industry="新能源")
    assert not test.exception


def test_an_empty_store(empty_page: Opened) -> None:
    assert not empty_page("indicators/projects").exception


def test_cohorts_review_and_claims_stand_on_the_page(sample_page: Opened) -> None:
    test = sample_page("indicators/projects")
    assert {"cohorts-start-quarter", "curve-start"} <= set(charts(test))
    assert {"重点项目联审联评", "多家申报的项目"} <= {item.value for item in test.subheader}


@pytest.fixture(scope="module")
def two_weeks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample district's project lists of two weeks. Only to be read."""
    folder = tmp_path_factory.mktemp("moved")
    settings = Settings.current({"DISPATCH_DATA_DIR": str(folder)}).sample()
    district = config.district(settings.district_file)
    with Store(settings, district) as store:
        for week in (date(2024, 3, 22), date(2024, 3, 29)):
            files = intake.gathered([ROOT / "sample_data" / "weeks" / week.isoformat()])
            for name, content in ((name, content) for name, content in files if "项目" in name):
                made = receive.draft(content, name, store=store, district=district, period=week)
                receive.commit(made, store=store, uploader="test", now=datetime.combine(week, time(15), ZONE))
    return folder


@pytest.fixture(scope="module")
def three_weeks(two_weeks: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Those of the week before them too."""
    folder = tmp_path_factory.mktemp("longer") / "var"
    shutil.copytree(two_weeks, folder)
    settings = Settings.current({"DISPATCH_DATA_DIR": str(folder)}).sample()
    district, week = config.district(settings.district_file), date(2024, 3, 15)
    with Store(settings, district) as store:
        for name, content in intake.gathered([ROOT / "sample_data" / "weeks" / week.isoformat()]):
            if "项目" in name:
                made = receive.draft(content, name, store=store, district=district, period=week)
                receive.commit(made, store=store, uploader="test", now=datetime(2024, 3, 29, 16, tzinfo=ZONE))
    return folder


def test_movement_starts_at_the_meeting_that_was_chosen(three_weeks: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = "indicators/projects"
    test = opened(page, three_weeks, True, monkeypatch, as_of="2024-03-29")
    assert (test.selectbox(key="since").options, "本期变动" in words(test)) == (["2024-03-15"], True)
    chosen = opened(page, three_weeks, True, monkeypatch, as_of="2024-03-29", since="2024-03-15")
    assert not chosen.exception
    assert "自截至2024年3月15日的会议以来的变动" in words(chosen)
    bridge = next(frame.value for frame in chosen.dataframe if "opening" in frame.value)
    last = next(frame.value for frame in test.dataframe if "opening" in frame.value)
    assert bridge["opening"].tolist() != last["opening"].tolist()
    assert bridge["closing"].tolist()[-1] == last["closing"].tolist()[-1]
    odd = opened(page, three_weeks, True, monkeypatch, as_of="2024-03-29", since="2024-03-16")
    assert not odd.exception
    assert "本期变动" in words(odd)


def test_what_moved_is_drawn_named_and_adds_up(two_weeks: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = opened("indicators/projects", two_weeks, True, monkeypatch, as_of="2024-03-29")
    assert not test.exception
    assert "movement-all" in charts(test)
    movers, bridge = (
        next(frame.value for frame in test.dataframe if name in frame.value) for name in ("when", "opening")
    )
    assert set(movers["kind"]) <= {"新增", "推进", "更名", "投资额调整"}
    steps = bridge["opening"] + bridge["new"] + bridge["moved_in"] + bridge["added"]
    assert (steps - bridge["moved_out"] - bridge["terminated"] - bridge["removed"] - bridge["closing"]).tolist() == [
        0
    ] * len(bridge)


def test_the_drawer_says_what_a_change_is_made_of(two_weeks: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = opened("indicators/projects", two_weeks, True, monkeypatch, as_of="2024-03-29")
    test.selectbox(key="look-bullets-projects").set_value("investment_signed").run()
    assert test.expander[-1].label == "本期新增5亿元：由1项构成"
    part = next(frame.value for frame in test.dataframe if "amount" in frame.value).iloc[0]
    assert (part["which"], part["amount"]) == ("新增", "新增5亿元")
