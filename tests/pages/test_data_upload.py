"""上传: dropped files are read at once, reviewed, committed or discarded; each refusal is one sentence."""

import io
from datetime import date

import openpyxl
from streamlit.testing.v1.element_tree import Button

from dashboard.config import ROOT, Settings
from dashboard.i18n import speaker
from dashboard.store import Store
from dashboard.workflows import reply
from dashboard.workflows.receive import Draft
from loaders import ingest
from tests.pages.conftest import Opened, meeting_day, words
from tests.runner import AppTest

WEEK = ROOT / "sample_data" / "weeks" / "2024-03-29"
REFERENCE = ROOT / "sample_data" / "reference" / "海州区招商引资工作统计表.xlsx"


def dropped(test: AppTest, *files: tuple[str, bytes]) -> AppTest:
    meeting_day(test).set_value(date(2024, 3, 29)).run()
    return test.file_uploader[0].set_value([(name, content, "") for name, content in files]).run()


def commit_all(test: AppTest) -> Button:
    """The button for everything; its key names the files and weeks that it would commit."""
    return next(button for button in test.button if (button.key or "").startswith("commit-all"))


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
    commit_all(test).click().run()
    assert not test.exception
    assert "回执号1" in words(test)
    assert "提交后会议上的数据" in words(test)


def test_the_same_file_again_is_counted_once(empty_page: Opened) -> None:
    test = empty_page("data/upload")
    for _ in range(2):
        dropped(test, (REFERENCE.name, REFERENCE.read_bytes()))
        commit_all(test).click().run()
    assert "此前已提交过，回执号1" in words(test)


def test_a_file_that_has_come_before_says_so_before_it_is_committed_again(empty_page: Opened) -> None:
    test = dropped(empty_page("data/upload"), (REFERENCE.name, REFERENCE.read_bytes()))
    commit_all(test).click().run()
    dropped(test, ("改名.xlsx", REFERENCE.read_bytes()), ("又一份.xlsx", REFERENCE.read_bytes()))
    remarks = test.dataframe[0].value.set_index("file")["remark"]
    assert remarks["改名.xlsx"] == "此前已提交过，回执号1，未变"
    assert remarks["又一份.xlsx"] == "与列表中“改名.xlsx”内容相同，只计一次"


def test_a_receipt_names_the_one_that_it_replaces(empty_page: Opened) -> None:
    test = empty_page("data/upload")
    heading = "单位,带队领导,外出时间,目的地,拜访企业名称\n"
    for name, row in (
        ("一.csv", "板浦镇,张三,2024-03-20,上海,甲公司"),
        ("二.csv", "板浦镇,张三,2024-03-20,上海,甲公司\n板浦镇,李四,2024-03-21,南京,乙公司"),
    ):
        dropped(test, (name, f"{heading}{row}\n".encode()))
        commit_all(test).click().run()
    assert not test.exception
    assert (
        "已提交，回执号2，数据截至2024年3月29日；同一台账以这份为准，此前报的（回执号1）不再重复计入，原件留存可查"
        in words(test)
    )


def test_a_file_that_is_no_workbook_is_refused_in_one_sentence(empty_page: Opened) -> None:
    test = dropped(empty_page("data/upload"), ("照片.xlsx", b"\x89PNG\r\n\x1a\n" + b"0" * 400))
    assert not test.exception
    assert len(test.error) == 1
    assert "照片" in test.error[0].value
    assert commit_all(test).disabled


def test_a_refusal_in_the_list_names_the_file_as_it_is_called(empty_page: Opened) -> None:
    test = dropped(empty_page("data/upload"), ("a\\b_[1].xlsx", b"\x89PNG\r\n\x1a\n" + b"0" * 400))
    row = test.dataframe[0].value.iloc[0]
    assert row["file"] == "a\\b_[1].xlsx"
    assert row["remark"] == "不是可识别的表格文件，请提供 Excel、WPS 表格、CSV 或网页表格。"


def test_a_bad_file_stops_no_good_one(empty_page: Opened) -> None:
    test = dropped(
        empty_page("data/upload"), ("坏.xlsx", b"PK\x03\x04broken"), (REFERENCE.name, REFERENCE.read_bytes())
    )
    assert "1" in commit_all(test).label
    commit_all(test).click().run()
    assert list(test.dataframe[0].value["file"]) == ["坏.xlsx"]


def test_findings_stand_with_their_cell_and_effect(sample_page: Opened) -> None:
    text = "单位,带队领导,外出时间,目的地,拜访企业名称,甲乙丙\n青林街道,王一,2024-03-20,上海,甲公司,良好\n"
    test = dropped(sample_page("data/upload"), ("青林街道外出.csv", text.encode()))
    assert not test.exception
    findings = next(item.value for item in test.dataframe if "severity" in item.value)
    assert findings["severity"].iloc[0] == "? 暂不计入，待确认"
    assert findings["cell"].iloc[0] == "F1"


def test_discard_forgets_everything(empty_page: Opened) -> None:
    test = dropped(empty_page("data/upload"), (REFERENCE.name, REFERENCE.read_bytes()))
    test.button(key="discard-all").click().run()
    assert not test.dataframe
    assert "提交之前不会保存任何内容" in words(test)


JOINT = (
    "2024年目标任务分解,,,\n填报单位：区招商局,,,\n单位,低效用地（万㎡）,闲置厂房（万㎡）,类别\n"
    "板浦镇,10,2,甲\n新坝镇,20,4,乙\n"
)


def test_another_week_leaves_every_row_with_its_unit(empty_page: Opened) -> None:
    test = dropped(empty_page("data/upload"), ("目标.csv", JOINT.encode()))
    meeting_day(test).set_value(date(2024, 3, 22)).run()
    commit_all(test).click().run()
    assert not test.exception
    store = Store(Settings.current())
    targets = store.snapshot(date(2024, 3, 22)).tables["targets"]
    assert sorted(zip(targets["unit"], targets["indicator"], targets["value"], strict=True)) == [
        ("新坝镇", "factory_m2", 40000.0),
        ("新坝镇", "land_m2", 200000.0),
        ("板浦镇", "factory_m2", 20000.0),
        ("板浦镇", "land_m2", 100000.0),
    ]


def test_a_button_that_named_other_weeks_commits_nothing(empty_page: Opened) -> None:
    test = dropped(empty_page("data/upload"), (REFERENCE.name, REFERENCE.read_bytes()))
    before = commit_all(test).key
    meeting_day(test).set_value(date(2024, 4, 5)).run()
    assert commit_all(test).key != before


def test_the_sheets_own_dates_hold_for_every_file(empty_page: Opened) -> None:
    test = empty_page("data/upload")
    meeting_day(test).set_value(date(2024, 4, 26)).run()
    own = "外出招商台账（截至2024年3月22日）,,,\n单位,带队领导,外出时间,目的地\n板浦镇,张三,2024-03-20,上海\n"
    quiet = "接待台账,,,\n填报时间：2024年3月22日,,,\n单位,接待领导,来访时间,来访单位\n板浦镇,李四,2024-03-21,乙公司\n"
    files = [("一.csv", own.encode(), ""), ("二.csv", quiet.encode(), "")]
    test.file_uploader[0].set_value(files).run()
    test.button(key="own-dates").click().run()
    assert not test.exception
    assert list(test.dataframe[0].value["period"]) == ["2024年3月22日", "2024年3月22日"]


LEDGER = "项目名称,投资方,总投资（亿元）,签约时间\n甲项目,甲公司,详见附件,2024-03-01\n乙项目,乙公司,2.5,已签\n"


def marked() -> openpyxl.Workbook:
    """The marked workbook of `LEDGER`, as its clerk opens it: 1 on the figure, 2 on the date."""
    made = Draft(LEDGER.encode(), "板浦镇.csv", reading=ingest(LEDGER.encode(), "板浦镇.csv", period=date(2024, 3, 29)))
    return openpyxl.load_workbook(io.BytesIO(reply.marked_workbook(made, speaker("zh_CN"))))


def saved(book: openpyxl.Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_findings_stand_under_their_numbers_with_the_text_for_the_chat(empty_page: Opened) -> None:
    test = dropped(empty_page("data/upload"), ("板浦镇.csv", LEDGER.encode()))
    assert not test.exception
    found = next(item.value for item in test.dataframe if "severity" in item.value)
    assert list(zip(found["number"], found["cell"], strict=True)) == [("1", "C2"), ("2", "D3")]
    assert "1. 板浦镇 C2【✕ 不计入】“详见附件”不是数字" in test.code[0].value


def test_a_total_in_a_column_that_waits_for_an_answer_is_not_called_right(empty_page: Opened) -> None:
    rows = "甲项目,甲公司,2.5,在谈\n乙项目,乙公司,1.5,在谈\n合计,,9,\n"
    unread = f"项目名称,投资方,总盘投入,阶段\n{rows}"
    test = dropped(empty_page("data/upload"), ("板浦镇.csv", unread.encode()))
    assert "合计行1处，核对一致" not in words(test)
    assert "? 合计行1处：已认出的列没有发现不一致，待确认的列答复后再核对" in words(test)


def test_a_corrected_workbook_closes_its_findings_by_number(empty_page: Opened) -> None:
    book = marked()
    book["板浦镇"]["C2"] = 3
    test = dropped(empty_page("data/upload"), ("板浦镇_批注.xlsx", saved(book)))
    assert not test.exception
    assert test.info[0].value == "已改正：第1项。  \n尚余：第2项。"


def test_a_workbook_in_which_all_is_right_says_so(empty_page: Opened) -> None:
    book = marked()
    book["板浦镇"]["C2"], book["板浦镇"]["D3"] = 3, "2024-03-02"
    test = dropped(empty_page("data/upload"), ("板浦镇_批注.xlsx", saved(book)))
    assert test.success[0].value == "已改正：第1–2项。  \n全部问题均已改正。"


def projects(*names: str) -> bytes:
    rows = [f"{i},{name},{name}公司,1.5,在谈" for i, name in enumerate(names, 1)]
    return "\n".join(["序号,项目名称,投资方,总投资（亿元）,状态", *rows]).encode()


def test_a_second_file_of_additions_is_asked_about_and_holds_up_the_commit(empty_page: Opened) -> None:
    test = dropped(empty_page("data/upload"), ("板浦镇本周新增.csv", projects("甲", "乙")))
    commit_all(test).click().run()
    dropped(test, ("板浦镇本周新增.csv", projects("丙", "丁")))
    assert commit_all(test).disabled
    (question,) = test.radio
    assert question.label == "同一期已报过新增（回执号1）。这份是补报的另一部分，还是用来代替前一份？"
    assert (question.value, question.options) == (None, ["另一部分", "代替前一份"])
    question.set_value("replace").run()
    assert not test.exception
    commit_all(test).click().run()
    assert "此前报的（回执号1）不再重复计入" in words(test)


def test_whole_or_increment_is_asked_in_plain_words_and_holds_up_the_commit(empty_page: Opened) -> None:
    test = dropped(empty_page("data/upload"), ("板浦镇.csv", projects("甲", "乙")))
    meeting_day(test).set_value(date(2024, 3, 22)).run()
    commit_all(test).click().run()
    dropped(test, ("板浦镇.csv", projects("丙", "丁")))
    assert commit_all(test).disabled
    assert "1个文件待确认是全部台账还是本期新增" in test.warning[0].value
    (question,) = test.radio
    assert question.label == "这张表是全部台账，还是只有本期新增？"
    assert question.value is None
    question.set_value("increment").run()
    assert not test.exception
    assert not test.radio
    commit_all(test).click().run()
    assert "回执号2" in words(test)


TRIPS = "单位,带队领导,外出时间,目的地,拜访企业名称\n板浦镇,"


def test_of_two_lists_that_come_together_the_second_asks_and_may_add(empty_page: Opened) -> None:
    first, second = (
        f"{TRIPS}{row}\n".encode() for row in ("张三,2024-03-20,上海,甲公司", "李四,2024-03-21,南京,乙公司")
    )
    test = dropped(empty_page("data/upload"), ("一.csv", first), ("二.csv", second))
    assert commit_all(test).label == "全部提交（1个）"
    (question,) = test.radio
    question.set_value("increment").run()
    commit_all(test).click().run()
    assert not test.exception
    assert len(Store(Settings.current()).snapshot(date(2024, 3, 29)).tables["visits"]) == 2


def test_a_blank_form_is_offered_and_never_required(empty_page: Opened) -> None:
    test = empty_page("data/upload")
    assert test.expander[0].label.startswith("空白表（不是必须的")
    test.selectbox(key="blank-form").select("projects").run()
    assert not test.exception
