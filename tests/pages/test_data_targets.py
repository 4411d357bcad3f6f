"""目标: units by indicators, their sum, and where each was written."""

from tests.pages.conftest import Opened, words


def test_units_sum_and_district_stand_in_one_grid(sample_page: Opened) -> None:
    test = sample_page("data/targets")
    assert not test.exception
    grid = test.dataframe[0].value.set_index("unit")
    assert grid.loc["示例经济开发区", "land_m2"] == "12万平方米"
    assert grid.loc["各单位合计", "land_m2"] == "38万平方米"
    assert grid.loc["全区", "land_m2"] == "38万平方米"


def test_every_target_names_its_file_and_cell(sample_page: Opened) -> None:
    sources = sample_page("data/targets").dataframe[1].value
    assert set(sources["file"]) == {"2024年目标任务分解表.xlsx", "district.toml"}
    assert (sources["place"] != "").all()


def test_the_registrys_targets_stand_before_anything_was_sent(empty_page: Opened) -> None:
    test = empty_page("data/targets")
    assert not test.exception
    assert "目标任务" in words(test)
