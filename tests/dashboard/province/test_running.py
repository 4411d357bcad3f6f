"""A run over a province: what is new is reckoned, what is known is left, and one district costs no other."""

import shutil
from datetime import date
from pathlib import Path

import fsspec
import pytest

from dashboard.config import Settings
from dashboard.errors import SettingsError
from dashboard.i18n import speaker
from dashboard.province import running
from tests.dashboard.province.kept import figures, run, summed, value, versions
from tests.dashboard.province.places import WEEKS, district, hand_in, province

LAST = "2024-03-29"


def test_every_week_of_every_district_is_kept_by_unit_and_indicator(tmp_path: Path, url: str) -> None:
    said = run(url, province(tmp_path / "in", {"甲区": 2, "乙区": 5}))
    assert sorted(said) == [
        "2 districts; 3 weeks added up anew",
        "乙区: 3 weeks, 3 written; 6 files read",
        "甲区: 3 weeks, 3 written; 6 files read",
    ]
    assert [value(url, "甲区", week.isoformat()) for week in WEEKS] == [4, 8, 12]
    assert [value(url, "乙区", LAST, unit) for unit in ("东街道", "西街道", "")] == [15, 15, 30]
    assert value(url, "乙区", LAST, indicator="promotions") is None


def test_the_districts_of_a_week_are_added_up(tmp_path: Path, url: str) -> None:
    run(url, province(tmp_path / "in", {"甲区": 2, "乙区": 5}))
    (row,) = [each for each in summed(url) if each[:2] == (date(2024, 3, 29), "outbound_trips")]
    # districts, green, yellow, red, grey, value, target, then how many have a value, and whether any is hedged
    assert row[2:9] + row[11:] == (2, 1, 1, 0, 0, 42, 200, 2, False)


def test_a_second_run_reads_and_writes_nothing(tmp_path: Path, url: str) -> None:
    place = province(tmp_path / "in", {"甲区": 2})
    run(url, place)
    before = figures(url), versions(url), summed(url)
    assert run(url, place) == ["甲区: 3 weeks, 0 written; 0 files read", "1 district; 0 weeks added up anew"]
    assert (figures(url), versions(url), summed(url)) == before


@pytest.mark.parametrize("states", ["", "states"])
def test_a_new_week_is_reckoned_on_what_was_before(tmp_path: Path, states: str) -> None:
    url, place = f"sqlite:///{tmp_path}/r", tmp_path / "in" / "甲区"
    options = {"states": str(tmp_path / states)} if states else {}
    district(place, "甲区", 2, WEEKS[:2])
    run(url, tmp_path / "in", **options)
    hand_in(place, "东街道", WEEKS[2], 9)
    # without a state everything before is read again, and none of it written
    read = 1 if states else 5
    assert run(url, tmp_path / "in", **options)[0] == f"甲区: 3 weeks, 1 written; {1} file read", read
    # the street that has not come stands at its last list
    assert [value(url, "甲区", LAST, unit) for unit in ("东街道", "西街道", "")] == [9, 4, 13]


def test_a_file_put_into_an_earlier_week_changes_that_week_and_all_after_it(tmp_path: Path) -> None:
    url, place = f"sqlite:///{tmp_path}/r", province(tmp_path / "in", {"甲区": 2})
    run(url, place, states=str(tmp_path / "states"))
    before = versions(url)
    (place / "甲区" / "2024-03-22" / "东街道外出招商台账.xlsx").unlink()
    hand_in(place / "甲区", "东街道", WEEKS[1], 7)
    assert run(url, place, states=str(tmp_path / "states"))[0] == "甲区: 3 weeks, 2 written; 4 files read"
    assert [value(url, "甲区", week.isoformat()) for week in WEEKS] == [4, 11, 12]
    assert {week for (_, week), version in versions(url).items() if before[("甲区", week)] == version} == {"2024-03-15"}


def test_figures_resumed_from_a_kept_state_are_those_reckoned_from_the_beginning(tmp_path: Path) -> None:
    place, whole, resumed = tmp_path / "in", f"sqlite:///{tmp_path}/whole", f"sqlite:///{tmp_path}/resumed"
    district(place / "甲区", "甲区", 2, WEEKS[:1])
    run(resumed, place, states=str(tmp_path / "states"))
    for number, week in enumerate(WEEKS[1:], 2):
        hand_in(place / "甲区", "东街道", week, 3 * number)
        run(resumed, place, states=str(tmp_path / "states"))
    run(whole, place)
    assert figures(resumed) == figures(whole)
    assert (versions(resumed), summed(resumed)) == (versions(whole), summed(whole))


def test_a_damaged_state_costs_time_and_nothing_else(tmp_path: Path) -> None:
    url, place, states = f"sqlite:///{tmp_path}/r", tmp_path / "in", tmp_path / "states"
    district(place / "甲区", "甲区", 2, WEEKS[:2])
    run(url, place, states=str(states))
    (kept,) = (states / "甲区").iterdir()
    kept.write_bytes(kept.read_bytes()[:-100])
    hand_in(place / "甲区", "东街道", WEEKS[2], 9)
    run(url, place, states=str(states))
    assert value(url, "甲区", LAST) == 13
    assert len(list((states / "甲区").iterdir())) == 1


def test_a_week_that_is_no_more_in_the_folder_goes(tmp_path: Path, url: str) -> None:
    place = province(tmp_path / "in", {"甲区": 2, "乙区": 5})
    run(url, place)
    shutil.rmtree(place / "甲区" / LAST)
    run(url, place)
    assert {week for name, week in versions(url) if name == "甲区"} == {"2024-03-15", "2024-03-22"}
    (row,) = [each for each in summed(url) if each[:2] == (date(2024, 3, 29), "outbound_trips")]
    assert (row[2], row[7]) == (1, 30)


def test_a_registry_at_fault_stops_its_district_alone(tmp_path: Path) -> None:
    url, place = f"sqlite:///{tmp_path}/r", province(tmp_path / "in", {"甲区": 2, "乙区": 5})
    (place / "甲区" / "district.toml").write_text("[district\n", encoding="utf-8")
    said = run(url, place)
    assert next(line for line in said if "not taken in" in line).startswith("甲区: not taken in.")
    assert {name for name, _ in versions(url)} == {"乙区"}


def test_a_file_that_cannot_be_read_is_named_and_the_others_count(tmp_path: Path) -> None:
    url, place = f"sqlite:///{tmp_path}/r", province(tmp_path / "in", {"甲区": 2})
    (place / "甲区" / LAST / "扫描件.xlsx").write_bytes(b"%PDF-1.4")
    said = run(url, place)
    assert "2024-03-29 扫描件.xlsx: refused" in said[0]
    assert value(url, "甲区", LAST) == 12


def test_an_object_store_serves_as_a_folder_does(tmp_path: Path) -> None:
    url, memory = f"sqlite:///{tmp_path}/r", fsspec.filesystem("memory")
    place = province(tmp_path / "in", {"甲区": 2})
    for path in (each for each in place.rglob("*") if each.is_file()):
        memory.pipe_file(f"/here/{path.relative_to(place).as_posix()}", path.read_bytes())
    try:
        run(url, "memory://here", states="memory://states")
        assert value(url, "甲区", LAST) == 12
        assert len(memory.ls("/states/甲区")) == 1
    finally:
        memory.rm("/here", recursive=True)
        memory.rm("/states", recursive=True)


def test_what_the_province_says_of_a_district_is_kept_and_an_address_must_be_one(tmp_path: Path) -> None:
    url, place = f"sqlite:///{tmp_path}/r", province(tmp_path / "in", {"320706": 2})
    (place / "province.toml").write_text('[320706]\nname = "海州区"\naddress = "https://haizhou.office"\n', "utf-8")
    run(url, place)
    (place / "province.toml").write_text('[320706]\naddress = "javascript:alert(1)"\n', "utf-8")
    with pytest.raises(SettingsError, match="province-told"):
        run(url, place)


def test_without_a_rollup_or_districts_the_command_says_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="province-missing"):
        list(running.run(Settings.current({}), str(tmp_path), speaker("en")))
    with pytest.raises(SettingsError, match="province-empty"):
        run(f"sqlite:///{tmp_path}/r", tmp_path)
