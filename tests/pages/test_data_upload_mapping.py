"""上传, the mapping: doubtful headings first, one button applies all, any heading can be set right, drift in words."""

from datetime import date

from dashboard.config import Settings
from dashboard.store import Store
from tests.loaders.sheets import workbook
from tests.pages.conftest import Opened, meeting_day, words
from tests.pages.test_data_upload import commit_all, dropped
from tests.runner import AppTest

HEAD = ["序号", "项目名称", "投资方", "总投资（亿元）", "穿针人", "状态"]
ROWS = [[1, "甲项目", "甲公司", 1.5, "张三", "在谈"], [2, "乙项目", "乙公司", 2.5, "李四", "在谈"]]


def table(head: list[str] = HEAD, rows: list[list[object]] = ROWS) -> bytes:
    return workbook({"项目": [head, *rows]})


def field(test: AppTest, letter: str) -> object:
    return next(box for box in test.selectbox if box.key.startswith("field-") and box.key.endswith(f"-{letter}"))


def press(test: AppTest, prefix: str) -> AppTest:
    return next(b for b in test.button if (b.key or "").startswith(prefix)).click().run()


def opened(page: Opened, content: bytes) -> AppTest:
    return dropped(page("data/upload"), ("板浦镇项目.xlsx", content))


def labels(test: AppTest) -> list[str]:
    return [entry.label for entry in test.expander]


def test_a_heading_in_doubt_stands_first_with_no_choice_made(empty_page: Opened) -> None:
    test = opened(empty_page, table())
    assert labels(test)[0] == "列对应关系：1处待确认"
    boxes = [box for box in test.selectbox if box.key.startswith("field-")]
    assert (boxes[0].key[-1], boxes[0].value) == ("E", None)
    assert [box.value for box in boxes[1:]] == ["", "name", "investor", "investment", "stage"]


def test_one_button_applies_every_choice(empty_page: Opened) -> None:
    test = opened(empty_page, table())
    field(test, "E").select("referring_unit")
    field(test, "C").select("content")
    press(test, "apply-")
    assert not test.exception
    assert labels(test)[0] == "列对应关系"
    assert (field(test, "E").value, field(test, "C").value) == ("referring_unit", "content")


def test_the_other_open_columns_are_left_out_with_one_click_and_not_asked_again(empty_page: Opened) -> None:
    test = opened(empty_page, table())
    press(test, "rest-")
    assert labels(test)[0] == "列对应关系"
    commit_all(test).click().run()
    dropped(test, ("板浦镇项目.xlsx", table(rows=[*ROWS, [3, "丙项目", "丙公司", 3, "王五", "在谈"]])))
    assert labels(test)[0] == "列对应关系"
    kept = Store(Settings.current()).memory.listing()
    assert [(memory.unit, memory.answers) for memory in kept] == [("板浦镇", {"columns": {"projects:穿针人": ""}})]


def test_a_drifted_sheet_says_what_changed_and_proposes_the_renamed_column(empty_page: Opened) -> None:
    test = opened(empty_page, table())
    meeting_day(test).set_value(date(2024, 3, 22)).run()
    field(test, "E").select("referring_unit")
    press(test, "apply-")
    commit_all(test).click().run()
    drifted = [*HEAD[:3], "总投资（万元）", "穿针引线", "状态", "帮办员"]
    rows = [[*row[:3], row[3] * 10000, *row[4:], "赵六"] for row in ROWS]
    dropped(test, ("板浦镇项目.xlsx", table(drifted, rows)))
    assert not test.exception
    assert "与上次的表相比：“总投资（万元）”的单位由亿元变为万元、“穿针人”改名为“穿针引线”、新增列“帮办员”" in words(
        test
    ).replace("\\", "")
    assert (field(test, "E").value, field(test, "G").value) == ("referring_unit", None)


def test_a_unit_of_measure_is_asked_and_settled_in_its_row(empty_page: Opened) -> None:
    test = opened(empty_page, table([*HEAD[:3], "总投资", *HEAD[4:]]))
    unit = next(box for box in test.selectbox if box.key.startswith("unit-") and box.key.endswith("-D"))
    assert unit.value is None
    unit.select("万元")
    press(test, "rest-")
    tidy = next(frame.value for frame in test.dataframe if "investment" in frame.value)
    assert tidy["investment"].tolist() == [0.00015, 0.00025]


def test_a_unit_of_measure_that_changed_is_asked_with_the_cell_and_both_figures(empty_page: Opened) -> None:
    test = opened(empty_page, table())
    meeting_day(test).set_value(date(2024, 3, 22)).run()
    press(test, "rest-")
    commit_all(test).click().run()
    dropped(test, ("板浦镇项目.xlsx", table(rows=[[*row[:3], row[3] * 10000, *row[4:]] for row in ROWS])))
    assert not test.exception
    said = "的D2这次读作15,000亿元，上次是1.5亿元。请确认计量单位。"
    assert said in words(test).replace("\\", "")


def test_a_sheet_can_be_another_ledger_or_none(empty_page: Opened) -> None:
    test = opened(empty_page, table())
    next(box for box in test.selectbox if box.key.startswith("ledger-")).select("none")
    press(test, "apply-")
    assert not test.exception
    assert commit_all(test).disabled


VISITS = [
    ["序号", "带队领导", "开始时间", "目的地", "拜访企业名称", "穿针人"],
    [1, "王五", "2024-03-05", "上海", "乙公司", "赵六"],
]


def two_ledgers(page: Opened) -> AppTest:
    return opened(page, workbook({"项目": [HEAD, *ROWS], "外出": VISITS}))


def turn(test: AppTest, sheet: str) -> AppTest:
    """To the table of another sheet."""
    box = next(box for box in test.selectbox if box.key.startswith("mapping-table"))
    return box.select_index(next(i for i, label in enumerate(box.options) if label.startswith(sheet))).run()


def read_as(test: AppTest) -> list[object]:
    boxes = [box for box in test.selectbox if box.key.startswith("field-")]
    return [box.value for box in sorted(boxes, key=lambda box: box.key[-1])]


def test_a_choice_made_on_one_table_is_none_on_another(empty_page: Opened) -> None:
    test = two_ledgers(empty_page)
    field(test, "C").select("content")
    turn(test, "外出")
    assert not test.exception
    assert read_as(test) == ["", "leader", "start", "destination", "organisation", None]


def test_a_heading_left_out_of_one_ledger_is_still_asked_about_in_the_other(empty_page: Opened) -> None:
    test = two_ledgers(empty_page)
    press(test, "rest-")
    assert labels(test)[0] == "列对应关系：1处待确认"
    turn(test, "外出")
    assert read_as(test) == ["", "leader", "start", "destination", "organisation", None]
    press(test, "rest-")
    assert labels(test)[0] == "列对应关系"


def test_a_table_read_anew_shows_how_it_was_read(empty_page: Opened) -> None:
    months = {
        "二月": [HEAD, *ROWS],
        "三月": [[*HEAD[:2], HEAD[3], HEAD[2], *HEAD[4:]], [1, "丙", 3, "丙公司", "张三", "在谈"]],
    }
    test = opened(empty_page, workbook(months))
    field(test, "E").select("referring_unit")
    press(test, "apply-")
    turn(test, "三月")
    assert read_as(test) == ["", "name", "investment", "investor", "referring_unit", "stage"]


def test_a_person_may_say_that_a_table_of_figures_holds_targets(empty_page: Opened) -> None:
    test = dropped(empty_page("data/upload"), ("板浦镇.csv", "单位,类别,走出去,请进来\n板浦镇,镇,10,2\n".encode()))
    ledger = next(box for box in test.selectbox if box.key.startswith("ledger-"))
    assert (ledger.value, ledger.options[-3:]) == ("counters", ["填报数", "目标", "不是台账"])
    ledger.select("targets")
    next(button for button in test.button if button.key.startswith("apply-")).click().run()
    assert not test.exception
    assert test.dataframe[0].value["ledgers"].iloc[0] == "目标 2"
    assert next(box for box in test.selectbox if box.key.startswith("ledger-")).value == "targets"
