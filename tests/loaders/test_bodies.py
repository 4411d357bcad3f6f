"""What the rows of a table are: totals and sections under any name, and what they assert."""

import pytest

from tests.loaders.sheets import findings, read, records

FACTORIES = [
    ["序号", "厂房名称", "位置", "建筑面积（㎡）", "已盘活面积（㎡）", "盘活时间"],
    [1, "甲厂房", "东路1号", 3000, 1000, "2024-03-02"],
    [2, "乙厂房", "东路2号", 2000, None, None],
]


@pytest.mark.parametrize("label", ["合计", "∑", "全镇街汇总", "汇总", "合计：盘活2处", "总计（2处）", "各单位汇总数"])
def test_a_total_by_any_name_is_no_asset(label: str) -> None:
    got = read([*FACTORIES, [label, None, None, 5000, 1000]])
    assert records(got, "assets", "name", "area") == [("甲厂房", 3000.0), ("乙厂房", 2000.0)]
    assert (got.sheets[0].total_rows, findings(got)) == ((4,), [])


def test_a_total_in_words_is_no_visit() -> None:
    head = ["序号", "来访日期", "来访单位", "来访人数", "接待领导"]
    got = read([head, [1, "1月15日", "甲公司", 5, "李强"], ["合计接待1批次", None, None, 5]], ["A3:C3"])
    assert records(got, "visits", "headcount") == [(5.0,)]
    assert got.sheets[0].total_rows == (3,)


PROJECTS = ["序号", "项目名称", "投资方", "总投资（亿元）", "进展情况"]


def test_a_section_with_number_name_and_subtotal_in_cells_of_their_own_is_no_project() -> None:
    got = read(
        [
            PROJECTS,
            ["一", "在谈项目", None, 3],
            [1, "甲项目", "甲公司", 2, "商谈协议条款"],
            [2, "乙项目", "乙公司", 1, "商谈协议条款"],
            ["二", "签约项目", None, 6],
            [3, "丙项目", "丙公司", 5, "办理土地手续"],
        ]
    )
    assert records(got, "projects", "name", "stage") == [
        ("甲项目", "negotiating"),
        ("乙项目", "negotiating"),
        ("丙项目", "signed"),
    ]
    assert ("subtotal-mismatch", "D5") in findings(got)
    assert ("subtotal-mismatch", "D2") not in findings(got)


@pytest.mark.parametrize(
    ("section", "stage"),
    [
        ("已签约未开工", "signed"),
        ("已开工未竣工", "started"),
        ("B类：签约", "signed"),
        ("【签约】", "signed"),
        ("【开工在建】", "started"),
        ("已投产项目（1个）", "producing"),
        ("2. 签约未开工项目", "signed"),
    ],
)
def test_a_section_names_the_stage_in_its_own_words(section: str, stage: str) -> None:
    got = read([PROJECTS, [section], [1, "甲项目", "甲公司", 2]])
    assert records(got, "projects", "name", "stage") == [("甲项目", stage)]


def test_an_industry_chain_heads_its_companies() -> None:
    head = ["序号", "细分环节", "企业名称", "所在城市"]
    got = read(
        [head, ["硅材料产业链"], [1, "封装", "甲公司", "苏州"], ["食品产业链（1家）"], [2, "加工", "乙公司", "上海"]],
        ["A2:D2", "A4:D4"],
    )
    assert records(got, "prospects", "chain", "organisation") == [("硅材料产业链", "甲公司"), ("食品产业链", "乙公司")]


def test_a_row_of_figures_under_an_ordinal_stays_a_row_of_figures() -> None:
    got = read([["序号", "指标", "本周", "累计"], ["一", "在谈项目", 2, 12], ["二", "走出去", 1, 9]])
    assert records(got, "counters", "indicator", "period", "value") == [
        ("projects_discussed", "week", 2.0),
        ("projects_discussed", "cumulative", 12.0),
        ("outbound_trips", "week", 1.0),
        ("outbound_trips", "cumulative", 9.0),
    ]


def test_words_under_the_serial_number_are_a_section_whatever_they_say() -> None:
    got = read(
        [
            PROJECTS,
            ["上年结转项目"],
            [1, "甲项目", "甲公司", 2],
            ["签约项目", "1个", None, 3],
            [2, "乙项目", "乙公司", 3],
            ["已落地项目"],
            [3, "丙项目", "丙公司", 3],
        ]
    )
    assert records(got, "projects", "name", "stage") == [
        ("甲项目", "negotiating"),
        ("乙项目", "signed"),
        ("丙项目", "negotiating"),
    ]
    assert ("unknown-stage", "A6") in findings(got)


@pytest.mark.parametrize("mark", ["示例", "例", "（示例）", "填写示例：", "Example"])
def test_the_example_of_a_form_is_no_record(mark: str) -> None:
    got = read([PROJECTS, [mark, "某某项目", "某某公司", 1], [1, "甲项目", "甲公司", 2]])
    assert records(got, "projects", "name") == [("甲项目",)]
    assert got.cells.reasons["example"] == 4


def test_nothing_under_the_serial_number_is_a_zero_where_it_stands() -> None:
    got = read([["低效用地盘活台账"], ["序号", "地块名称", "占地面积（亩）", "已盘活面积（亩）"], ["暂无"]])
    assert records(got, "counters", "indicator", "value", "cell") == [("land_m2", 0.0, "A3")]


def test_the_title_of_a_further_page_is_neither_header_nor_record() -> None:
    rows = [[1, "甲项目", "甲公司", 2], [2, "乙项目", "乙公司", 3]]
    title = ["新海街道项目台账", None, None]
    got = read([[*title, "第1页"], PROJECTS, rows[0], [*title, "第2页，共2页"], PROJECTS, rows[1]])
    assert [t.header_rows for t in got.sheets] == [(2,)]
    assert records(got, "projects", "row", "name") == [(3, "甲项目"), (6, "乙项目")]


@pytest.mark.parametrize("words", ["汇总", "累计", "本周累计", "3月汇总", "1-3月累计", "全年累计", "全镇汇总"])
@pytest.mark.parametrize("form", ["{}|2个||5", "|{}||5", "3|{}|2个|5", "{}|||5"])
def test_a_row_that_sums_up_the_list_is_no_record(words: str, form: str) -> None:
    cells = [int(c) if c.isdigit() else c or None for c in form.format(words).split("|")]
    rows = [[1, "甲项目", "甲公司", 2], [2, "乙项目", "乙公司", 3], cells]
    got = read([["序号", "项目名称", "投资方", "总投资（亿元）"], *rows])
    assert records(got, "projects", "name") == [("甲项目",), ("乙项目",)]
    assert (got.sheets[0].total_rows, findings(got)) == ((4,), [])


def test_a_project_that_is_called_like_a_sum_stays_a_record() -> None:
    got = read(
        [
            ["序号", "项目名称", "投资方", "总投资（亿元）"],
            [1, "数据汇总中心", "甲公司", 2],
            [2, "累计算力", "乙公司", 3],
        ]
    )
    assert records(got, "projects", "name") == [("数据汇总中心",), ("累计算力",)]


@pytest.mark.parametrize("word", ["计", "一共2个", "全部", "总共2个"])
def test_a_total_in_plain_words_is_no_project(word: str) -> None:
    got = read(
        [["项目"], ["项目名称", "投资方", "总投资（亿元）"], ["甲", "甲公司", 1], ["乙", "乙公司", 2], [word, None, 3]]
    )
    assert [name for (name,) in records(got, "projects", "name")] == ["甲", "乙"]


@pytest.mark.parametrize("words", ["本月没出去", "没出去过", "本期没有"])
def test_nothing_to_report_in_plain_words_is_no_trip(words: str) -> None:
    got = read([["外出招商"], ["序号", "带队领导", "出发时间", "目的地", "拜访企业"], [1, words, None, None, None]])
    assert "visits" not in got.tables and len(got.tables["counters"]) == 1
