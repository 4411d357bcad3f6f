"""Which rule file is in force on a day, and what is published of scores."""

from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from dashboard.config import Settings
from dashboard.errors import SettingsError
from dashboard.workflows import assessing, scoring
from metrics.rulebook import Part, Rulebook, Term
from metrics.score_inputs import Input
from metrics.scoring import scoreboard
from tests.metrics.conftest import district

RULES = """title = "办法"
version = "1"
from = {since}
until = 2024-12-31
missing = "nothing"
[[terms]]
id = "s"
name = "签约"
form = "proportional"
points = 50
indicator = "projects_signed"
"""
SINCE, JULY = "2024-01-01", "2024-07-01"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "var" / "scoring").mkdir(parents=True)
    return Settings(tmp_path / "var", "", tmp_path / "district.toml")


def put(path: Path, since: str) -> None:
    path.write_text(RULES.format(since=since), encoding="utf-8")


def file_in_force(settings: Settings, on: date) -> str:
    standing = SimpleNamespace(as_of=on, whole=SimpleNamespace(district=district()))
    found = scoring.in_force(standing, settings)
    return found.file if found else ""


def test_rules_lie_beside_the_registry_or_in_the_data_folder_and_the_later_ones_hold(settings: Settings) -> None:
    put(settings.district_file.with_name("scoring.toml"), SINCE)
    put(settings.data_dir / "scoring" / "revised.toml", JULY)
    days = (date(2023, 12, 31), date(2024, 6, 30), date(2024, 7, 1), date(2025, 1, 1))
    assert [file_in_force(settings, on) for on in days] == ["", "scoring.toml", "revised.toml", ""]


def test_two_files_that_begin_on_one_day_are_refused(settings: Settings) -> None:
    for name in ("a.toml", "b.toml"):
        put(settings.data_dir / "scoring" / name, SINCE)
    with pytest.raises(SettingsError) as told:
        file_in_force(settings, date(2024, 3, 29))
    assert (told.value.code, told.value.detail["files"]) == ("score-overlap", "a.toml, b.toml")


def test_the_template_and_the_sample_s_rules_can_be_read() -> None:
    for path in (scoring.TEMPLATE, scoring.TEMPLATE.parents[2] / "sample_data" / "scoring.toml"):
        assert len(scoring.read(path.read_bytes(), path.name, district()).terms) == 9


def test_a_file_that_is_no_utf_8_is_refused_with_its_line() -> None:
    with pytest.raises(SettingsError) as told:
        scoring.read("title = 1\nversion = '甲'\n".encode("gbk"), "a.toml", district())
    assert (told.value.code, told.value.detail["line"]) == ("score-syntax", 2)


def test_what_is_published_holds_every_term_with_its_inputs() -> None:
    term = Term("s", "签约", "proportional", 50.0, (Part("projects_signed"),), cap=1.0)
    rules = Rulebook("办法", "1", date(2024, 1, 1), date(2024, 12, 31), "nothing", (term,))
    found = scoreboard(rules, {"甲": "街道"}, {("甲", "s"): (Input("projects_signed", 1.0, 5, 10),)})
    unit = assessing.document(found, date(2024, 3, 31))["units"][0]
    assert (unit["total"], unit["rank"], unit["terms"][0]["inputs"][0]["value"]) == (25, 1, 5)
