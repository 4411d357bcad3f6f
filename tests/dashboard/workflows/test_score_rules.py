"""Which score rules are in force on a day, as known at a moment, and how others come into force."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from dashboard.errors import SettingsError, SubmissionRefused
from dashboard.store import Store
from dashboard.workflows import freezing, score_rules
from tests.dashboard.store.desk import DISTRICT, MARCH_29, NOON, Desk, project, settings
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
points = {points}
indicator = "projects_signed"
"""
SINCE, JULY = "2024-01-01", "2024-07-01"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    (tmp_path / "scoring").mkdir()
    with Store(settings(tmp_path), DISTRICT) as found:
        yield found


def text(since: str = SINCE, points: int = 50) -> str:
    return RULES.format(since=since, points=points)


def put(path: Path, since: str = SINCE, points: int = 50) -> None:
    path.write_text(text(since, points), encoding="utf-8")


def draft(points: int, since: str = SINCE, file: str = "改稿.toml"):
    return score_rules.read(text(since, points).encode(), file, DISTRICT)


def holding(store: Store, on: date = MARCH_29, known_at: datetime | None = None):
    filters = SimpleNamespace(known_at=known_at)
    standing = SimpleNamespace(as_of=on, filters=filters, whole=SimpleNamespace(district=DISTRICT))
    return score_rules.in_force(store, standing)


def points(store: Store, on: date = MARCH_29, known_at: datetime | None = None) -> float:
    return holding(store, on, known_at).terms[0].points


def test_rules_lie_beside_the_registry_or_in_the_data_folder_and_the_later_ones_hold(store: Store) -> None:
    put(store.settings.district_file.with_name("scoring_2024.toml"), SINCE)
    put(store.settings.data_dir / "scoring" / "revised.toml", JULY)
    days = (date(2023, 12, 31), date(2024, 6, 30), date(2024, 7, 1), date(2025, 1, 1))
    found = [holding(store, day) for day in days]
    assert [rules and rules.file for rules in found] == [None, "scoring_2024.toml", "revised.toml", None]


def test_two_files_that_begin_on_one_day_are_refused(store: Store) -> None:
    for name in ("a.toml", "b.toml"):
        put(store.settings.data_dir / "scoring" / name, SINCE)
    with pytest.raises(SettingsError) as told:
        holding(store)
    assert (told.value.code, told.value.detail["files"]) == ("score-overlap", "a.toml, b.toml")


def test_a_changed_file_re_scores_no_meeting_that_was_frozen(store: Store) -> None:
    desk, file = Desk(store), store.settings.data_dir / "scoring" / "a.toml"
    put(file, points=50)
    desk.send(MARCH_29, projects=[project("甲项目", "signed")])
    freezing.freeze(store, MARCH_29, by="局", now=desk.now)
    put(file, points=80)
    assert points(store) == 50
    assert [path.name for path in score_rules.unkept(store)] == ["a.toml"]


def test_before_anything_rests_on_it_a_changed_file_holds_at_once(store: Store) -> None:
    file = store.settings.data_dir / "scoring" / "a.toml"
    put(file, points=50)
    assert points(store) == 50
    put(file, points=80)
    assert (points(store), score_rules.unkept(store)) == (80, [])


def test_rules_put_in_force_hold_from_then_on_and_what_was_known_before_stays(store: Store) -> None:
    put(store.settings.data_dir / "scoring" / "a.toml", points=50)
    score_rules.put(store, draft(80), "海政发〔2024〕3号", by="局", now=NOON)
    assert (points(store), points(store, known_at=NOON - timedelta(days=1))) == (80, 50)
    kept = score_rules.put_in_force(store)
    assert [(each.by_file, each.rules.file, each.text.note) for each in kept] == [
        (False, "改稿.toml", "海政发〔2024〕3号"),
        (True, "a.toml", ""),
    ]


def test_rules_of_a_later_day_wait_for_it(store: Store) -> None:
    score_rules.put(store, draft(50), "一号", by="局", now=NOON)
    score_rules.put(store, draft(80, JULY), "二号", by="局", now=NOON)
    assert (points(store), points(store, date(2024, 7, 1))) == (50, 80)


def test_the_newest_of_equals_holds(store: Store) -> None:
    score_rules.put(store, draft(50), "一号", by="局", now=NOON)
    score_rules.put(store, draft(80), "更正", by="局", now=NOON)
    assert points(store) == 80


@pytest.mark.parametrize(("note", "code"), [(" ", "score-rules-without-reason"), ("再次", "score-rules-known")])
def test_rules_come_into_force_with_a_reason_and_once(store: Store, note: str, code: str) -> None:
    score_rules.put(store, draft(50), "一号", by="局", now=NOON)
    with pytest.raises(SubmissionRefused) as told:
        score_rules.put(store, draft(50), note, by="局", now=NOON)
    assert told.value.code == code


def test_a_file_with_a_fault_is_kept_for_nobody(store: Store) -> None:
    (store.settings.data_dir / "scoring" / "a.toml").write_text("title = ", encoding="utf-8")
    score_rules.settle(store, datetime(2024, 3, 29, tzinfo=UTC))
    assert score_rules.put_in_force(store) == []


def test_rules_stay_readable_when_a_unit_that_they_name_leaves_the_registry(store: Store) -> None:
    exempt = text() + '[[exemptions]]\nunit = "丙园区"\nreason = "新设"\n'
    score_rules.put(store, score_rules.read(exempt.encode(), "a.toml", DISTRICT), "一号", by="局", now=NOON)
    fewer = replace(DISTRICT, units=DISTRICT.units[:2])
    store.registry.keep(fewer, since=None, note="撤并", by="局", now=NOON)
    assert holding(store).exemptions[0].unit == "丙园区"


def test_the_template_and_the_sample_s_rules_can_be_read() -> None:
    for path in (score_rules.TEMPLATE, score_rules.TEMPLATE.parents[2] / "sample_data" / "scoring.toml"):
        assert len(score_rules.read(path.read_bytes(), path.name, district()).terms) == 9


def test_a_file_that_is_no_utf_8_is_refused_with_its_line() -> None:
    with pytest.raises(SettingsError) as told:
        score_rules.read("title = 1\nversion = '甲'\n".encode("gbk"), "a.toml", district())
    assert (told.value.code, told.value.detail["line"]) == ("score-syntax", 2)
