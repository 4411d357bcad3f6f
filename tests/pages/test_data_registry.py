"""设置: rows to edit, an edited workbook, a new edition with its reason, and slips said with their place."""

import io

import openpyxl
from pptx import Presentation

from dashboard.config import Settings
from dashboard.i18n import speaker
from dashboard.store import Store
from dashboard.workflows import registering
from tests.pages.conftest import Opened, words
from tests.runner import AppTest

ZH = speaker("zh_CN")


def _handed_back(test: AppTest, sheet: str, cell: str, value: object) -> AppTest:
    with Store(Settings.current().sample()) as store:
        book = openpyxl.load_workbook(io.BytesIO(registering.workbook(store.district, ZH)))
    book[sheet][cell] = value
    stream = io.BytesIO()
    book.save(stream)
    return test.file_uploader[0].upload("设置.xlsx", stream.getvalue(), "application/octet-stream").run()


def test_before_anything_is_edited_the_file_speaks(empty_page: Opened) -> None:
    test = empty_page("data/registry")
    assert not test.exception
    assert "现行内容来自登记文件" in words(test)


def test_an_edited_workbook_becomes_an_edition_with_its_reason(own_page: Opened) -> None:
    test = _handed_back(own_page("data/registry"), "单位", "D2", "经开区")
    assert "单位：修改 示例经济开发区（别名）" in words(test)
    save = next(button for button in test.button if button.key == "registry-save")
    assert save.disabled
    test.text_input(key="registry-note").set_value("区委编办〔2024〕3号").run()
    test.button(key="registry-save").click().run()
    assert not test.exception
    rows = test.dataframe[-1].value
    assert list(rows["note"]) == ["区委编办〔2024〕3号", "登记文件初始内容"]
    assert list(rows["changes"]) == ["单位：修改 示例经济开发区（别名）", ""]
    with Store(Settings.current().sample()) as store:
        assert store.district.units[0].aliases == ("经开区",)


def test_a_slip_is_one_sentence_with_sheet_and_cell_and_nothing_is_saved(own_page: Opened) -> None:
    test = _handed_back(own_page("data/registry"), "会议日历", "A3", "下周五")
    assert [e.value for e in test.error] == ["设置\\.xlsx，会议日历工作表A3单元格：数据截至不能为“下周五”。"]
    assert all(button.key != "registry-save" for button in test.button)


def test_the_districts_own_presentation_is_handed_in_and_put_back(own_page: Opened) -> None:
    test = own_page("data/registry")
    stream = io.BytesIO()
    Presentation().save(stream)
    uploader = next(each for each in test.file_uploader if each.label == "PPTX文件")
    uploader.upload("区模板.pptx", stream.getvalue(), "application/octet-stream").run()
    test.button(key="template-keep").click().run()
    assert not test.exception
    assert "使用区模板" in words(test)
    test.button(key="template-drop").click().run()
    assert "演示文稿使用通用版式" in words(test)
