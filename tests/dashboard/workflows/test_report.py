"""The report workflow: what stands, as data, as text, with the records behind it."""

import json
from datetime import date, datetime, timedelta
from types import SimpleNamespace

import pandas as pd
import pytest

from dashboard.contract import Filters
from dashboard.i18n import speaker
from dashboard.workflows import report, standing_still
from metrics.catalogue import INDICATORS
from tests.metrics.conftest import AS_OF, HOME, A, B, Books, C, district, reference

KEYS = [
    "value", "low", "high", "numerator", "denominator", "unit_of_measure", "target", "completion", "elapsed",
    "gap", "needed_per_week", "run_rate_per_week", "forecast", "change", "light", "grey_reason", "basis",
    "cover_to", "reported", "expected", "hedged", "source",
]  # fmt: skip


class Shelf:
    """Stands for the store: hands out the latest snapshot not after a day."""

    version = 7
    meetings = SimpleNamespace(record=lambda day: SimpleNamespace(versions=()), presented=lambda day, known_at: None)
    history = SimpleNamespace(retracted=lambda after, known_at: frozenset())

    def __init__(self, *books: Books) -> None:
        self.snapshots = {one.as_of: one.snapshot() for one in books}

    def periods(self, known_at: datetime | None = None) -> list[date]:
        return sorted(self.snapshots)

    def snapshot(self, as_of: date, known_at=None, *, also=(), units=None):
        known = [day for day in self.snapshots if day <= as_of]
        return self.snapshots[max(known)] if known else Books(as_of).snapshot()


def _week(on: date, value: float) -> Books:
    return Books(on).add("counters", A, indicator="promotions", period="cumulative", as_of=on, value=value, cell="B4")


def test_the_first_meeting_has_nothing_to_compare_with():
    found = report.standing(Shelf(reference()), district(), AS_OF)
    assert (found.previous, found.baseline, found.version) == (None, None, 7)
    assert found.report.district["building_m2"].light == "yellow"


def test_the_last_held_meeting_and_the_year_end_are_found():
    shelf = Shelf(_week(date(2023, 12, 29), 90), _week(AS_OF - timedelta(days=7), 3), _week(AS_OF, 5))
    found = report.standing(shelf, district(), Filters(AS_OF))
    assert (found.previous.as_of, found.baseline.as_of) == (date(2024, 3, 22), date(2023, 12, 29))
    assert found.report.units[A]["promotions"].change == 2


def test_the_document_holds_every_indicator_unit_and_key():
    found = report.document(report.standing(Shelf(reference()), district(), AS_OF))
    assert list(found) == ["as_of", "district", "units"]
    assert found["as_of"] == "2024-03-29"
    assert {name: list(part) for name, part in found["units"].items()} == {key: list(INDICATORS) for key in (A, B, C)}
    assert {tuple(sorted(facts)) for facts in found["district"].values()} == {tuple(sorted(KEYS))}
    building = json.loads(json.dumps(found, allow_nan=False))["district"]["building_m2"]
    assert building["source"] == [{"file": "1.xlsx", "sheet": "S", "cell": "D5"}]
    assert (building["cover_to"], building["completion"], building["light"]) == ("2024-03-29", 0.1, "yellow")
    assert found["district"]["land_m2"]["cover_to"] is None


def test_the_listing_reads_like_the_published_table():
    text = report.listing(report.standing(Shelf(reference()), district(), AS_OF), speaker("zh_CN"))
    rows = {line.split()[0]: line.split()[1:] for line in text.splitlines() if line}
    assert text.startswith(f"{HOME} 截至2024年3月29日\n")
    assert rows["盘活闲置楼宇"] == ["约3万平方米", "约10.0%", "约低14.3个百分点", "欠序时"]
    assert rows["盘活低效用地"] == ["无数据", "不评价"]
    assert rows["走出去"] == ["40次"]


def test_a_group_narrows_report_and_registry():
    shelf = Shelf(_week(AS_OF, 5))
    found = report.standing(shelf, district(), Filters(AS_OF, unit=B))
    assert [unit.name for unit in found.district.units] == [B]
    assert found.report.district["promotions"].value is None


def test_the_stuck_list_reads_earlier_held_meetings():
    weeks = [Books(AS_OF - timedelta(days=7 * back)) for back in range(4)]
    for held in weeks:
        held.add("projects", A, identity="p", name="p", stage="negotiating", progress="洽谈中")
    shelf = Shelf(*weeks)
    table = standing_still.stuck_list(shelf, report.standing(shelf, district(), AS_OF))
    assert table[["name", "rule", "meetings", "level"]].to_numpy().tolist() == [["p", "negotiating", 4, "yellow"]]


def test_a_standing_reads_snapshots_where_its_caller_keeps_them():
    shelf, asked = Shelf(_week(AS_OF - timedelta(days=7), 3), _week(AS_OF, 5)), []

    def kept(day, known_at=None):
        asked.append(day)
        return shelf.snapshot(day, known_at)

    assert report.standing(shelf, district(), AS_OF, read=kept).report.units[A]["promotions"].change == 2
    assert asked == [AS_OF, date(2024, 3, 22)]


def test_the_resource_list_names_owner_free_area_and_last_confirmation():
    books = Books()
    books.add("assets", A, identity="x", kind="factory", name="一号厂房", owner="甲公司", area=3000, idle_area=1200)
    books.add("assets", B, identity="y", kind="land", name="北地块", area=800, revitalised_area=300)
    books.add("assets", B, identity="z", kind="building", name="满租楼", area=500, idle_area=0)
    found = report.standing(Shelf(books), district(), AS_OF).resources
    columns = ["unit", "kind", "name", "owner", "idle_area", "period"]
    confirmed = pd.Timestamp(AS_OF)
    assert found[columns].to_numpy().tolist() == [
        [A, "factory", "一号厂房", "甲公司", 1200, confirmed], [B, "land", "北地块", "", 500, confirmed],
    ]  # fmt: skip


def test_free_land_is_told_in_mu_as_well_as_offices_count_it():
    """100 亩 of which 30 are back in use; floors have none."""
    books, mu = Books(), 2000 / 3
    books.add("assets", A, identity="x", kind="land", name="甲地块", area=100 * mu, revitalised_area=30 * mu)
    books.add("assets", B, identity="y", kind="factory", name="一号厂房", area=3000, idle_area=1200)
    found = report.standing(Shelf(books), district(), AS_OF).resources.set_index("kind")["idle_mu"]
    assert found["land"] == pytest.approx(70)
    assert found["factory"] != found["factory"]
