"""The truth agrees with the facts a person can count by hand."""

import json
from typing import Any
from unicodedata import normalize

import pytest
from openpyxl import load_workbook

from sample_data.make import HERE


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    return json.loads((HERE / "truth.json").read_text(encoding="utf-8"))


def _unit(document: dict[str, Any], name: str, indicator: str, on: str = "2024-03-29") -> dict[str, Any]:
    return document["reports"][on]["units"][name][indicator]


def test_the_park_went_out_ten_times_by_29_march(document: dict[str, Any]) -> None:
    figure = _unit(document, "示例经济开发区", "outbound_trips")
    assert (figure["value"], figure["target"], figure["light"], figure["change"]) == (10, 36, "green", 1)


def test_never_having_gone_out_is_a_red_zero_and_no_list_is_grey(document: dict[str, Any]) -> None:
    assert (
        _unit(document, "沙河镇", "outbound_trips")["value"],
        _unit(document, "沙河镇", "outbound_trips")["light"],
    ) == (0, "red")
    missing = _unit(document, "长桥街道", "factory_m2")
    assert (missing["value"], missing["light"], missing["grey_reason"]) == (None, "grey", "no-data")


def test_a_late_unit_stands_with_last_weeks_figures_on_its_own_day(document: dict[str, Any]) -> None:
    figure = _unit(document, "长桥街道", "projects_signed")
    assert (figure["value"], figure["cover_to"]) == (2, "2024-03-22")
    assert figure["elapsed"] == 82 / 366


def test_a_date_that_can_be_two_days_is_not_counted(document: dict[str, Any]) -> None:
    assert [_unit(document, "青林街道", "outbound_trips", day)["value"] for day in sorted(document["reports"])] == [
        1,
        2,
        2,
        3,
    ]


def test_an_area_above_its_asset_counts_only_up_to_it(document: dict[str, Any]) -> None:
    assert [_unit(document, "白塔镇", "factory_m2", day)["value"] for day in sorted(document["reports"])] == [
        1_500,
        1_500,
        5_000,
        1_500,
    ]


def test_a_formula_without_value_is_left_out_in_week_one(document: dict[str, Any]) -> None:
    assert _unit(document, "示例经济开发区", "factory_m2", "2024-03-08")["value"] == 4_000
    assert _unit(document, "示例经济开发区", "factory_m2", "2024-03-15")["value"] == 11_000


def test_space_brought_back_last_year_counts_nothing(document: dict[str, Any]) -> None:
    assert _unit(document, "白塔镇", "land_m2")["value"] == 0
    assert _unit(document, "东湖街道", "building_m2")["value"] == 1_500


def test_the_districts_figures_on_29_march(document: dict[str, Any]) -> None:
    district = document["reports"]["2024-03-29"]["district"]
    values = {
        name: district[name]["value"] for name in ("leader_trips", "leader_receptions", "signing_events", "promotions")
    }
    assert values == {"leader_trips": 7, "leader_receptions": 9, "signing_events": 4, "promotions": 11}
    assert district["projects_signed"]["value"] == 6 + 2 + 1 + 2 + 0 + 3 + 1
    assert district["land_m2"]["value"] == pytest.approx(66_000)


def test_the_demonstration_shows_green_yellow_red_and_grey(document: dict[str, Any]) -> None:
    units = document["reports"]["2024-03-29"]["units"].values()
    assert {figure.get("light") for figures in units for figure in figures.values()} >= {
        "green",
        "yellow",
        "red",
        "grey",
    }


def test_every_deliberate_mistake_has_its_place(document: dict[str, Any]) -> None:
    found = {finding["code"] for entry in document["files"] for finding in entry["findings"]}
    assert found == {
        "ambiguous-date",
        "area-exceeds-asset",
        "dates-out-of-order",
        "duplicate-row",
        "error-value",
        "formula-without-value",
        "hidden-rows",
        "hidden-sheet",
        "personal-number-left-out",
        "revival-without-date",
        "stage-without-date",
        "total-mismatch",
        "unknown-unit",
        "unmapped-column",
    }


def test_every_record_stands_on_the_row_that_names_it(document: dict[str, Any]) -> None:
    """Not how the truth is made, only that rows were counted right."""
    names = {
        "projects": "name",
        "assets": "name",
        "stops": "organisation",
        "visits": "leader",
        "prospects": "organisation",
    }
    astray = []
    for entry in (e for e in document["files"] if e["kind"] == "xlsx"):
        workbook = load_workbook(HERE / entry["file"])
        for record in entry["records"]:
            wanted = record["fields"].get(names.get(record["table"], ""))
            texts = normalize("NFKC", " ".join(str(cell.value) for cell in workbook[record["sheet"]][record["row"]]))
            if wanted and wanted not in texts:
                astray.append((entry["file"], record["sheet"], record["row"], wanted))
    assert astray == []


def test_every_mistake_with_a_cell_stands_on_a_cell_that_is_filled_or_empty_by_intent(document: dict[str, Any]) -> None:
    for entry in (e for e in document["files"] if e["kind"] == "xlsx"):
        workbook = load_workbook(HERE / entry["file"])
        for finding in entry["findings"]:
            values = [workbook[finding["sheet"]][cell].value for cell in finding["cells"] if cell]
            assert not values or any(value is not None for value in values), finding


def test_counters_and_targets_name_the_cell_that_holds_the_figure(document: dict[str, Any]) -> None:
    for entry in (e for e in document["files"] if e["kind"] == "xlsx"):
        workbook = load_workbook(HERE / entry["file"])
        for record in entry["records"]:
            if record["table"] in ("counters", "targets"):
                assert workbook[record["sheet"]][record["fields"]["cell"]].value is not None
