"""Both registries load, in their official order, with the names that people use."""

import json

from dashboard.config import REFERENCE_DISTRICT, SAMPLE_DISTRICT, district
from dashboard.names import unit_named
from sample_data.make import HERE


def test_the_sample_district_has_twelve_units_in_three_groups() -> None:
    sample = district(SAMPLE_DISTRICT)
    assert sample.sample
    assert sample.groups == ("园区", "街道", "镇")
    carriers = [unit for unit in sample.units if unit.kind == "carrier"]
    assert [sum(unit.group == group for unit in carriers) for group in sample.groups] == [3, 5, 4]


def test_the_sample_district_knows_its_two_principals_and_every_unit_leader() -> None:
    sample = district(SAMPLE_DISTRICT)
    assert [leader.post for leader in sample.leaders if leader.level == "principal"] == ["区委书记", "区长"]
    assert {leader.unit for leader in sample.leaders if leader.level == "unit"} == {
        unit.name for unit in sample.units if unit.kind == "carrier"
    }


def test_targets_are_in_base_units_and_the_units_add_up_to_the_district() -> None:
    sample = district(SAMPLE_DISTRICT)
    values = {(target.unit, target.indicator): target.value for target in sample.targets}
    assert values["示例经济开发区", "land_m2"] == 120_000
    assert values["示例区", "land_m2"] == 380_000
    assert values["示例区", "projects_signed"] == 105


def test_the_reference_district_is_the_default_with_its_aliases() -> None:
    reference = district(REFERENCE_DISTRICT)
    assert reference.name == "海州区"
    assert not reference.sample
    assert len(reference.units) == 22
    names = {"区招商局": "海州区", "全区": "海州区", "海州街道": "海州街道", "胸阳街道": "朐阳街道", "板浦": "板浦镇"}
    assert {text: unit_named(text, reference) for text in names} == names


def test_every_unit_of_the_truth_stands_in_the_registry() -> None:
    document = json.loads((HERE / "truth.json").read_text(encoding="utf-8"))
    known = {*district(SAMPLE_DISTRICT).names, *district(REFERENCE_DISTRICT).names}
    assert {unit for entry in document["files"] for unit in entry["units"]} <= known
