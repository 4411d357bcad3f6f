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


def test_a_target_is_changed_with_its_document_from_its_day_on(own_page: Opened) -> None:
    test = own_page("data/targets")
    test.selectbox(key="allotting-unit-0").set_value("东湖街道")
    test.selectbox(key="allotting-indicator-0").set_value("outbound_trips").run()
    test.number_input(key="allotting-value-count-0").set_value(24).run()
    assert "东湖街道2024年走出去目标将由20次改为24次。" in words(test)
    test.button(key="allotting-file").click().run()
    assert [e.value for e in test.error] == ["请写明文号或文件名称。"]
    test.text_input(key="allotting-document-0").set_value("示招发〔2024〕9号").run()
    test.button(key="allotting-file").click().run()
    assert not test.exception
    grid = test.dataframe[0].value.set_index("unit")
    assert grid.loc["东湖街道", "outbound_trips"] == "24次"
    assert grid.loc["各单位合计", "outbound_trips"] == "239次"
    sources = test.dataframe[1].value
    row = sources.iloc[0]
    assert row["document"] == "示招发〔2024〕9号"
    assert (row["unit"], row["value"], row["place"], row["since"]) == ("东湖街道", "24次", "目标 B3", "2024年3月29日")
    assert any("各单位目标合计239次，全区目标235次" in warning.value for warning in test.warning)
