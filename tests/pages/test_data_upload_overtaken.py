"""上传: what came in meanwhile, or stands in a later ledger, is told at the commit."""

from datetime import date, datetime

from dashboard.config import Settings
from dashboard.store import Store
from dashboard.weeks import ZONE
from dashboard.workflows import receive
from tests.loaders.sheets import workbook
from tests.pages.conftest import Opened, meeting_day
from tests.pages.test_data_upload import commit_all, dropped


def test_a_file_that_was_overtaken_says_by_what_and_is_read_again(empty_page: Opened) -> None:
    own = "单位,带队领导,外出时间,目的地\n板浦镇,张三,2024-03-28,{}\n"
    test = dropped(empty_page("data/upload"), ("一.csv", own.format("上海").encode()))
    with Store(Settings.current()) as store:
        content, week = own.format("南京").encode(), date(2024, 3, 29)
        made = receive.draft(content, "二.csv", store=store, district=store.district, period=week)
        receive.commit(made, store=store, uploader="other", now=datetime.now(ZONE))
    commit_all(test).click().run()
    assert not test.exception
    assert "又收到另一份文件（第 1 号回执）" in test.error[0].value
    next(button for button in test.button if (button.key or "").startswith("again-")).click().run()
    assert not test.error
    assert test.dataframe[0].value["status"].tolist() != ["✕ 未收"]


def test_a_correction_that_a_later_ledger_does_not_hold_is_told_before_and_after_the_commit(empty_page: Opened) -> None:
    empty_page("data/upload")
    head, stays, more = (
        ["项目名称", "投资方", "状态"],
        ["冷链物流中心", "海鲜公司", "签约"],
        ["光伏基地", "辛能集团", "签约"],
    )
    earlier, later = workbook({"项目": [head, stays]}), workbook({"项目": [head, stays, ["新项目", "新公司", "签约"]]})
    with Store(Settings.current()) as store:
        for day, content in ((22, earlier), (29, later)):
            made = receive.draft(
                content,
                f"板浦镇{day}.xlsx",
                store=store,
                district=store.district,
                period=date(2024, 3, day),
                scope="whole",
            )
            receive.commit(made, store=store, uploader="clerk", now=datetime(2024, 3, 29, 12, tzinfo=ZONE))
    test = empty_page("data/upload")
    meeting_day(test).set_value(date(2024, 3, 22)).run()
    test.file_uploader[0].set_value([("板浦镇更正.xlsx", workbook({"项目": [head, stays, more]}), "")]).run()
    said = (
        "板浦镇有1条项目记录（光伏基地）只计入截至2024年3月22日的数：之后的《板浦镇29\\.xlsx》（截至2024年3月29日）"
        "是全部台账，其中没有，自该期起不计入。如应计入，请把该台账补全后重报。"
    )
    assert [warning.value for warning in test.warning] == [said]
    commit_all(test).click().run()
    assert not test.exception
    assert [warning.value for warning in test.warning] == [said]
