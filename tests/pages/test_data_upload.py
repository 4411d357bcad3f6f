"""上传: dropped files are read at once, reviewed, committed or discarded; each refusal is one sentence."""

from datetime import date

from streamlit.testing.v1 import AppTest

from dashboard.config import ROOT
from tests.pages.conftest import Opened, words

WEEK = ROOT / "sample_data" / "weeks" / "2024-03-29"
REFERENCE = ROOT / "sample_data" / "reference" / "海州区招商引资工作统计表.xlsx"


def dropped(test: AppTest, *files: tuple[str, bytes]) -> AppTest:
    test.date_input(key="upload-period").set_value(date(2024, 3, 29)).run()
    return test.file_uploader[0].set_value([(name, content, "") for name, content in files]).run()


def test_nothing_dropped_yet(empty_page: Opened) -> None:
    test = empty_page("data/upload")
    assert not test.exception
    assert [uploader.accept_directory for uploader in test.file_uploader] == [False, True]
    assert "提交之前不会保存任何内容" in words(test)


def test_a_file_is_read_at_once_and_the_uploader_emptied(empty_page: Opened) -> None:
    test = dropped(empty_page("data/upload"), (REFERENCE.name, REFERENCE.read_bytes()))
    assert not test.exception
    line = test.dataframe[0].value.iloc[0]
    assert line["file"] == REFERENCE.name
    assert line["period"] == "2024年3月29日"
    assert test.file_uploader[0].value == []


def test_before_the_commit_the_meetings_figures_are_shown(empty_page: Opened) -> None:
    test = dropped(empty_page("data/upload"), (REFERENCE.name, REFERENCE.read_bytes()))
    after = test.dataframe[-1].value
    row = after[after["indicator"] == "走出去"].iloc[0]
    assert row["after"] == "40次"


def test_a_commit_leaves_a_receipt_and_an_empty_draft(empty_page: Opened) -> None:
    test = dropped(empty_page("data/upload"), (REFERENCE.name, REFERENCE.read_bytes()))
    test.button(key="commit-all").click().run()
    assert not test.exception
    assert "回执号1" in words(test)
    assert "提交后会议上的数据" in words(test)


def test_the_same_file_again_is_counted_once(empty_page: Opened) -> None:
    test = empty_page("data/upload")
    for _ in range(2):
        dropped(test, (REFERENCE.name, REFERENCE.read_bytes()))
        test.button(key="commit-all").click().run()
    assert "此前已提交过，回执号1" in words(test)


def test_a_receipt_names_the_one_that_it_replaces(empty_page: Opened) -> None:
    test = empty_page("data/upload")
    heading = "单位,带队领导,外出时间,目的地,拜访企业名称\n"
    for name, row in (
        ("一.csv", "板浦镇,张三,2024-03-20,上海,甲公司"),
        ("二.csv", "板浦镇,李四,2024-03-21,南京,乙公司"),
    ):
        dropped(test, (name, f"{heading}{row}\n".encode()))
        test.button(key="commit-all").click().run()
    assert not test.exception
    assert "已提交，回执号2，数据截至2024年3月29日，替换第 1 号回执" in words(test)


def test_a_file_that_is_no_workbook_is_refused_in_one_sentence(empty_page: Opened) -> None:
    test = dropped(empty_page("data/upload"), ("照片.xlsx", b"\x89PNG\r\n\x1a\n" + b"0" * 400))
    assert not test.exception
    assert len(test.error) == 1
    assert "照片" in test.error[0].value
    assert test.button(key="commit-all").disabled


def test_a_bad_file_stops_no_good_one(empty_page: Opened) -> None:
    test = dropped(
        empty_page("data/upload"), ("坏.xlsx", b"PK\x03\x04broken"), (REFERENCE.name, REFERENCE.read_bytes())
    )
    assert "1" in test.button(key="commit-all").label
    test.button(key="commit-all").click().run()
    assert list(test.dataframe[0].value["file"]) == ["坏.xlsx"]


def test_findings_stand_with_their_cell_and_effect(sample_page: Opened) -> None:
    name = "驻上海招商组驻点情况.xlsx"
    test = dropped(sample_page("data/upload"), (name, (WEEK / name).read_bytes()))
    assert not test.exception
    findings = next(item.value for item in test.dataframe if "severity" in item.value)
    assert findings["severity"].iloc[0] == "▲ 计入并标注"
    assert findings["cell"].iloc[0] == "F3"


def test_discard_forgets_everything(empty_page: Opened) -> None:
    test = dropped(empty_page("data/upload"), (REFERENCE.name, REFERENCE.read_bytes()))
    test.button(key="discard-all").click().run()
    assert not test.dataframe
    assert "提交之前不会保存任何内容" in words(test)
