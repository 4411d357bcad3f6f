"""What a person calls a table of figures holds; a column of words that groups its rows is nobody's question."""

import pytest

from tests.loaders.sheets import findings, read, records

COUNTS = [["单位", "走出去", "请进来"], ["板浦镇", 10, 2], ["新海街道", 20, 4]]
TRIPS = [("板浦镇", "outbound_trips", 10.0), ("新海街道", "outbound_trips", 20.0)]


def test_a_table_that_a_person_calls_targets_is_read_as_targets() -> None:
    assert [entry.ledger for entry in read(COUNTS).sheets] == ["counters"]
    got = read(COUNTS, answers={"ledgers": {"Sheet1": "targets"}})
    assert [entry.ledger for entry in got.sheets] == ["targets"]
    assert "counters" not in got.tables
    assert [t for t in records(got, "targets", "unit", "indicator", "value") if "outbound" in t[1]] == TRIPS
    assert {t[0] for t in records(got, "targets", "year")} == {2024}


def test_columns_headed_as_done_are_targets_where_a_person_says_so_and_no_column_holds_others() -> None:
    got = read([["单位", "走出去累计"], *(row[:2] for row in COUNTS[1:])], answers={"ledgers": {"Sheet1": "targets"}})
    assert records(got, "targets", "unit", "indicator", "value") == TRIPS


def test_beside_columns_of_targets_what_was_done_stays_done() -> None:
    rows = [["单位", "走出去目标", "走出去完成"], ["板浦镇", 10, 2]]
    got = read(rows, answers={"ledgers": {"Sheet1": "targets"}})
    assert records(got, "targets", "value") == [(10.0,)]
    assert records(got, "counters", "value") == [(2.0,)]


def test_a_table_titled_as_targets_that_a_person_calls_figures_is_read_as_figures() -> None:
    rows = [["2024年目标任务分解"], *COUNTS]
    assert "counters" not in read(rows).tables
    got = read(rows, answers={"ledgers": {"Sheet1": "counters"}})
    assert "targets" not in got.tables
    assert [t for t in records(got, "counters", "unit", "indicator", "value") if "outbound" in t[1]] == TRIPS


def test_a_table_nobody_knows_may_be_called_targets() -> None:
    (question,) = read([["科目", "借方", "贷方"], ["现金", 5, 6], ["存款", 7, 8]]).questions
    assert question.choices[-3:] == ("counters", "targets", "none")


@pytest.mark.parametrize("head", ["类别", "分类", "单位类型", "所属片区"])
@pytest.mark.parametrize("title", ["2024年目标任务分解", "各单位完成情况"])
def test_a_column_of_words_that_groups_the_rows_raises_no_question(head: str, title: str) -> None:
    rows = [["单位", head, "走出去", "请进来"], ["板浦镇", "甲", 10, 2], ["新海街道", "乙", 20, 4]]
    got = read([[title], *rows])
    assert (findings(got), got.questions) == ([], [])


@pytest.mark.parametrize("cells", [(3, 4), ("3次", "4次"), ("土地", "其他"), ("重点推进招商引资工作的镇街", "其他")])
def test_such_a_column_is_asked_about_where_it_may_hold_figures_or_what_is_counted(
    cells: tuple[object, object],
) -> None:
    first, other = cells
    rows = [["板浦镇", first, 10, 2], ["新海街道", other, 20, 4], ["南城街道", other, 30, 6]]
    assert ("unmapped-column", "B1") in findings(read([["单位", "类别", "走出去", "请进来"], *rows]))


@pytest.mark.parametrize(
    "title",
    ["领导干部走访服务辖区企业台账（3月）", "服务企业走访登记表", "惠企政策走访台账", "联系重点企业服务台账 企业服务"],
)
def test_a_register_of_calls_on_the_own_companies_is_no_log_of_trips(title: str) -> None:
    head = ["序号", "走访时间", "走访领导", "走访企业", "走访内容"]
    got = read([[title], head, [1, "3月4日", "李强", "精工机械有限公司", "用工"]])
    assert got.tables == {} or "visits" not in got.tables
    assert [question.about for question in got.questions] == ["ledger"]


def test_a_list_of_companies_to_be_won_holds_no_projects() -> None:
    head = ["序号", "目标企业", "注册地", "跟进情况"]
    got = read([["新海街道招商目标企业库"], head, [1, "甲公司", "上海", "1月已拜访"], [2, "乙公司", "南京", "待对接"]])
    assert records(got, "prospects", "organisation", "location") == [("甲公司", "上海"), ("乙公司", "南京")]
    assert "projects" not in got.tables


@pytest.mark.parametrize("heading", ["企业诉求", "企业反映问题", "存在困难"])
def test_calls_that_ask_what_troubles_a_company_are_no_trips(heading: str) -> None:
    head = ["序号", "走访时间", "走访领导", "走访企业", heading]
    got = read([["板浦镇企业走访台账"], head, [1, "3月4日", "李强", "精工机械有限公司", "用工"]], name="板浦镇.xlsx")
    assert "visits" not in got.tables
    assert [question.about for question in got.questions] == ["ledger"]
    trips = read(
        [["板浦镇外出招商走访台账"], head, [1, "3月4日", "李强", "精工机械有限公司", "用工"]], name="板浦镇.xlsx"
    )
    assert len(trips.tables["visits"]) == 1


@pytest.mark.parametrize(
    ("cell", "unit"),
    [("新海街道", "新海街道"), ("开发区、新海街道", ""), ("开发区/板浦镇", ""), ("区商务局", "示例区")],
)
def test_in_the_districts_list_the_unit_where_a_project_lands_has_it_and_two_are_asked(cell: str, unit: str) -> None:
    head = ["序号", "项目名称", "投资方", "总投资（亿元）", "签约日期", "落地单位"]
    got = read(
        [["2024年一季度全区新签约项目一览表"], head, [1, "甲", "甲公司", 5, "2024-1-16", cell]], name="签约.xlsx"
    )
    assert records(got, "projects", "unit") == [(unit,)]
    assert (("unknown-unit", "F3") in findings(got)) == (unit == "")
