"""What the page reads: places with ties, sums, one district, names; by index, however many districts there are."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import event

from dashboard.errors import SettingsError
from dashboard.province.district import KEPT, Reckoned, Row, Week
from dashboard.province.looking import View, looked
from dashboard.province.places import About
from dashboard.province.rollup import Rollup
from dashboard.province.summing import sum_up

WEEK = date(2024, 3, 29)
TRIPS = "outbound_trips"


def row(unit: str, value: float | None, gap: float | None) -> Row:
    signs: dict[str, Any] = {"light_word": "no-light", "hedge": "", "by_hand": "", "stale": False, "whole_items": False}
    facts = dict.fromkeys(KEPT) | signs | {"basis": "day", "reported": 1, "expected": 1, "hedged": False}
    facts |= {"value": value, "gap": gap, "cover_to": WEEK.isoformat()}
    return unit, TRIPS, tuple(facts[name] for name in KEPT)


def district(key: str, value: float | None, gap: float | None) -> Reckoned:
    rows = (row("", value, gap), row("东街道", value, None))
    return Reckoned(key, f"{key}区", (Week(WEEK, WEEK, f"{key} {value}", rows=rows),))


@pytest.fixture
def kept(url: str) -> Iterator[Rollup]:
    made = Rollup(url, writing=True)
    for key, value, gap in (("甲", 5, -0.1), ("乙", 9, 0.2), ("丙", 7, -0.1), ("丁", None, None), ("戊", 1, -0.3)):
        made.write(district(key, value, gap), About(address=f"https://{key}.office"))
    sum_up(made)
    yield made
    made.close()


def places(view: View, order: Any, start: int, most: int) -> list[tuple[int | None, str]]:
    return [(each.place, each.key) for each in view.ranked(WEEK, TRIPS, order, start, most)]


def test_districts_stand_by_gap_or_value_ties_share_a_place_and_no_figure_has_none(kept: Rollup, url: str) -> None:
    with looked(url) as view:
        assert places(view, "by_gap", 0, 9) == [(1, "乙"), (2, "甲"), (2, "丙"), (4, "戊"), (None, "丁")]
        assert places(view, "by_value", 0, 3) == [(1, "乙"), (2, "丙"), (3, "甲")]


def test_a_later_part_of_the_list_has_the_same_places(kept: Rollup, url: str) -> None:
    with looked(url) as view:
        assert places(view, "by_gap", 2, 2) == [(2, "丙"), (4, "戊")]
        assert places(view, "by_gap", 5, 2) == []


def test_a_district_is_opened_with_its_units_course_and_address(kept: Rollup, url: str) -> None:
    with looked(url) as view:
        assert {unit: cells[TRIPS].value for unit, cells in view.units(WEEK, "丙", [TRIPS]).items()} == {
            "": 7,
            "东街道": 7,
        }
        assert [(week, measure.value) for week, measure in view.course("丙", TRIPS, WEEK)] == [(WEEK, 7)]
        assert view.about("丙") == ("丙区", "https://丙.office")
        assert (view.about("?"), view.units(WEEK, "?", [TRIPS]), view.course("?", TRIPS, WEEK)) == (("", ""), {}, [])


def test_districts_are_found_by_a_part_of_their_name_and_a_sign_of_patterns_is_none(kept: Rollup, url: str) -> None:
    with looked(url) as view:
        assert [key for key, _ in view.called("丙")] == ["丙"]
        assert (view.called("%"), view.called(" ")) == ([], [])
        assert len(view.called("区", most=2)) == 2


def test_writing_a_version_twice_is_writing_it_once_and_another_takes_its_place(kept: Rollup, url: str) -> None:
    assert kept.write(district("甲", 5, -0.1)).weeks == 0
    assert kept.write(district("甲", 6, 0.3)).weeks == 1
    assert sum_up(kept) == 1
    with looked(url) as view:
        assert places(view, "by_gap", 0, 1) == [(1, "甲")]
        (total,) = view.sums(TRIPS, WEEK)
        assert (total.districts, total.valued, total.value) == (5, 4, 6 + 9 + 7 + 1)


def test_a_week_that_fails_half_way_leaves_the_one_before(kept: Rollup, url: str) -> None:
    broken = district("甲", 6, 0.3)
    rows = (*broken.weeks[0].rows, broken.weeks[0].rows[0])
    with pytest.raises(Exception, match=r"UNIQUE|unique"):
        kept.write(replace(broken, weeks=(replace(broken.weeks[0], rows=rows),)))
    with looked(url) as view:
        assert view.cells(WEEK, ["甲"], [TRIPS])["甲"][TRIPS].value == 5


def test_no_rollup_is_said_and_not_made(tmp_path: Any) -> None:
    with pytest.raises(SettingsError, match="province-none"), looked(f"sqlite:///{tmp_path / 'none.sqlite3'}"):
        pass


def test_nothing_that_the_page_asks_looks_at_every_row_of_the_rollup(tmp_path: Any) -> None:
    url = f"sqlite:///{tmp_path / 'r.sqlite3'}"
    made = Rollup(url, writing=True)
    made.write(district("甲", 5, -0.1))
    sum_up(made)
    made.close()
    asked: list[tuple[str, Any]] = []
    with looked(url) as view:
        connection = view._connection
        event.listen(connection, "before_cursor_execute", lambda *said: asked.append((said[2], said[3])))
        view.ranked(WEEK, TRIPS, "by_gap", 0, 25)
        view.ranked(WEEK, TRIPS, "by_value", 0, 25)
        view.cells(WEEK, ["甲"], [TRIPS])
        view.units(WEEK, "甲", [TRIPS])
        view.course("甲", TRIPS, WEEK)
        plans = [
            line.detail
            for query, values in list(asked)
            for line in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}", values)
        ]
    assert [plan for plan in plans if plan.startswith("SCAN")] == []
    assert {"province_by_gap", "province_by_value"} <= {word for plan in plans for word in plan.split()}
