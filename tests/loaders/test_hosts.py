"""Organisations as logs write them: with who was met, with how many came, in columns of their own kinds."""

import pytest

from loaders.hosts import host_and_person, party
from tests.loaders.sheets import findings, read, records

HEAD = ["序号", "接待时间", "来访客商", "洽谈项目", "接待领导"]


@pytest.mark.parametrize(
    ("words", "organisation", "person"),
    [
        ("北京沃安部件股份有限公司(董事长舒晓行)", "北京沃安部件股份有限公司", "舒晓行 董事长"),
        ("甲乙公司(郭少华 总裁)", "甲乙公司", "郭少华 总裁"),
        ("甲乙公司(郭少华,总裁)", "甲乙公司", "郭少华 总裁"),
        ("上海市浙江商会会长张三", "上海市浙江商会", "张三 会长"),
        ("甲乙公司总经理王强一行5人", "甲乙公司", "王强 总经理"),
        ("甲乙公司(董事长王强、总经理李明)", "甲乙公司", "王强 董事长、李明 总经理"),
        ("甲乙公司王总", "甲乙公司", "王总"),
        ("甲乙公司一行6人", "甲乙公司", ""),
        ("甲乙公司等一行", "甲乙公司", ""),
        ("甲(上海)有限公司", "甲(上海)有限公司", ""),
        ("甲乙公司(上海分公司)", "甲乙公司(上海分公司)", ""),
        ("甲乙商会(会长单位)", "甲乙商会(会长单位)", ""),
        ("甲乙集团总裁助理", "甲乙集团", "总裁助理"),
        ("甲乙公司董事长一行", "甲乙公司", "董事长"),
        ("甲乙有限公司何国栋一行5人", "甲乙有限公司", "何国栋"),
        ("常州浙江商会崔景行", "常州浙江商会", "崔景行"),
        ("甲乙有限公司张伟（董事长）一行3人", "甲乙有限公司", "张伟 董事长"),
        ("市商务局张伟一行4人", "市商务局", "张伟"),
        ("甲乙科技张伟一行4人", "甲乙科技", "张伟"),
        ("甲乙公司连云港", "甲乙公司连云港", ""),
        ("甲乙集团文旅", "甲乙集团文旅", ""),
        ("甲乙公司高新区一行3人", "甲乙公司高新区", ""),
        ("甲乙公司项目部", "甲乙公司项目部", ""),
        ("甲乙集团高管一行3人", "甲乙集团高管", ""),
        ("甲乙公司（总经理）", "甲乙公司", "总经理"),
        ("丙丁集团（总部）", "丙丁集团（总部）", ""),
        ("甲乙公司南京分公司", "甲乙公司南京分公司", ""),
        ("甲乙公司（CEO 汪洋）", "甲乙公司", "汪洋 CEO"),
        ("甲乙公司（汪洋 CEO）", "甲乙公司", "汪洋 CEO"),
        ("甲乙公司（中国区COO李明）", "甲乙公司", "李明 中国区COO"),
        ("甲乙公司（VPC）", "甲乙公司（VPC）", ""),
        ("甲乙公司（王强、李敏）", "甲乙公司", "王强、李敏"),
        ("甲乙公司（丰杰 王强）", "甲乙公司", "丰杰、王强"),
    ],
)
def test_an_organisation_and_the_person_beside_it(words: str, organisation: str, person: str) -> None:
    assert host_and_person(words) == (organisation, person)


def test_how_many_came() -> None:
    said = ["甲乙公司一行6人", "甲乙公司一行十余人", "甲乙公司（3人）", "甲乙公司"]
    assert [party(words) for words in said] == [(6.0, False), (10.0, True), (3.0, False), (0.0, False)]


def test_guests_counted_beside_their_organisations_are_the_headcount() -> None:
    got = read([HEAD, [1, "3月4日", "甲乙公司一行6人、丙丁商会一行2人", "某项目", "李强"]])
    assert records(got, "visits", "headcount", "organisations") == [(8.0, 2.0)]
    assert records(got, "stops", "organisation", "kind") == [("甲乙公司", "company"), ("丙丁商会", "chamber")]


def test_a_column_of_companies_and_one_of_chambers_are_both_met() -> None:
    head = ["序号", "走访时间", "走访城市", "带队同志", "走访企业", "走访商会"]
    rows = [
        [1, "3月4日", "上海", "李强", "甲乙公司", None],
        [2, "3月8日", "苏州", "王芳", "丙丁公司", "苏州市山东商会"],
    ]
    got = read([["外出走访情况"], head, *rows])
    assert records(got, "stops", "organisation") == [("甲乙公司",), ("丙丁公司",), ("苏州市山东商会",)]
    assert records(got, "visits", "organisations") == [(1.0,), (2.0,)]
    assert findings(got) == []


def test_two_columns_of_companies_are_left_to_a_person() -> None:
    head = ["序号", "走访时间", "走访城市", "带队同志", "走访企业", "拜访企业"]
    got = read([["外出走访情况"], head, [1, "3月4日", "上海", "李强", "甲乙公司", "丙丁公司"]])
    assert ("ambiguous-column", "E2") in findings(got)


def test_columns_of_companies_by_their_role_in_the_chain() -> None:
    got = read(
        [
            ["重点产业链企业"],
            ["序号", "产业链", "链主企业", "上游企业", "下游配套企业"],
            [1, "新能源", "甲乙公司", "丙丁公司、戊己公司", "庚辛公司"],
        ]
    )
    assert records(got, "prospects", "chain", "organisation", "role") == [
        ("新能源", "甲乙公司", "key"),
        ("新能源", "丙丁公司", "upstream"),
        ("新能源", "戊己公司", "upstream"),
        ("新能源", "庚辛公司", "downstream"),
    ]
    assert findings(got) == []


def test_the_principal_in_a_streets_own_log_is_the_streets() -> None:
    head = ["序号", "外出类别", "负责人", "启程日期", "前往地区", "拜访单位"]
    rows = [
        [1, "主要领导", "李强", "3月4日", "上海", "甲乙公司"],
        [2, "招商小分队", "王芳", "3月8日", "苏州", "丙丁公司"],
    ]
    assert records(read([["外出招商"], head, *rows]), "visits", "level") == [("unit",), ("team",)]


def test_a_bare_role_heads_companies_where_it_holds_them() -> None:
    got = read([["产业链", "链主", "上游", "下游"], ["新能源", "甲乙公司", "丙丁公司、戊己公司", "庚辛公司"]])
    assert [role for (role,) in records(got, "prospects", "role")] == ["key", "upstream", "upstream", "downstream"]
    assert findings(got) == []


def test_what_brackets_say_of_work_region_or_company_is_no_person() -> None:
    for words in ("甲公司（施工）", "甲集团（华东总）", "甲公司（上海分公司）"):
        assert host_and_person(words) == (words, "")


def test_a_remark_behind_the_group_belongs_to_it() -> None:
    assert (host_and_person("甲公司一行6人（含翻译1人）"), party("甲公司一行6人（含翻译1人）")) == (
        ("甲公司", ""),
        (6.0, False),
    )


@pytest.mark.parametrize("words", ["何国栋一行5人", "甲乙公司华东团队一行5人", "甲乙集团高管一行5人"])
def test_guests_whose_organisation_cannot_be_told_apart_are_flagged(words: str) -> None:
    got = read([HEAD, [1, "3月4日", words, "某项目", "李强"]])
    assert findings(got) == [("organisation-unclear", "C2")]
    assert records(got, "visits", "headcount") == [(5.0,)]


@pytest.mark.parametrize("words", ["一行3人", "3人", "等3人", "一行三人", 3])
def test_a_headcount_in_words(words: object) -> None:
    got = read([[*HEAD[:3], "来访人数", "接待领导"], [1, "3月4日", "甲乙公司", words, "李强"]])
    assert (records(got, "visits", "headcount"), findings(got)) == ([(3.0,)], [])


@pytest.mark.parametrize(
    ("words", "met"),
    [("甲乙公司王总、李总一行", "王总、李总"), ("甲乙公司 张伟 一行4人", "张伟"), ("甲乙公司、副总李强", "李强 副总")],
)
def test_a_person_between_organisations_belongs_to_the_one_before(words: str, met: str) -> None:
    got = read([HEAD, [1, "3月4日", words, "某项目", "李强"]])
    assert records(got, "stops", "organisation", "counterpart") == [("甲乙公司", met)]


@pytest.mark.parametrize(
    ("words", "headcount", "hedged"),
    [
        ("一行3人", 3, ""),
        ("张三等5人", 5, ""),
        ("总经理张三一行约5人", 5, "headcount"),
        ("张三、李四等10余人", 10, "headcount"),
        ("张三、李四", None, ""),
    ],
)
def test_guests_told_by_their_own_column_are_counted(words: str, headcount: float | None, hedged: str) -> None:
    got = read(
        [["客商接待台账"], ["接待时间", "来访单位", "来访人员", "接待领导"], ["3月20日", "甲公司", words, "李强"]]
    )
    assert records(got, "visits", "headcount", "hedged") == [(headcount, hedged)]


def test_a_column_of_headcounts_says_how_many_came_and_not_the_guests_own() -> None:
    head = ["接待时间", "来访单位", "来访人员", "来访人数", "接待领导"]
    got = read([["客商接待台账"], head, ["3月20日", "甲公司", "张三等5人", 6, "李强"]])
    assert records(got, "visits", "headcount") == [(6,)]


def test_who_is_met_on_a_trip_is_none_of_those_who_went() -> None:
    head = ["外出时间", "目的地", "拜访企业", "接洽人", "带队领导"]
    got = read([["外出招商台账"], head, ["3月20日", "苏州", "甲公司", "张三等5人", "李强"]])
    assert records(got, "visits", "headcount") == [(None,)]


def test_guests_in_the_place_of_their_organisation_are_counted_and_no_organisation() -> None:
    head = ["接待时间", "来访单位", "接待领导"]
    rows = [["3月20日", "一行3人", "李强"], ["3月21日", "张三等5人", "李强"]]
    got = read([["客商接待台账"], head, *rows])
    assert records(got, "visits", "headcount", "organisations") == [(3, None), (5, 1)]
    assert findings(got) == [("organisation-unclear", "B4")]


@pytest.mark.parametrize(
    ("guest", "organisation", "met"),
    [
        ("无锡金星重工 董事长蒋林一行", "无锡金星重工", "蒋林 董事长"),
        ("上海华东商会 会长王一", "上海华东商会", "王一 会长"),
        ("佛山美陶公司 何静", "佛山美陶公司", "何静"),
    ],
)
def test_guests_who_name_their_organisation_are_its(guest: str, organisation: str, met: str) -> None:
    got = read([["来访接待"], ["序号", "来访时间", "客人", "洽谈内容"], [1, "3月5日", guest, "甲项目"]])
    assert records(got, "stops", "organisation", "counterpart") == [(organisation, met)]


@pytest.mark.parametrize(
    ("guest", "unclear"),
    [
        ("浙江久立管材董事长王强一行6人", True),
        ("苏州恒力重工总经理赵敏等4人", True),
        ("董事长王强一行", False),
        ("王总、李总", False),
    ],
)
def test_guests_whose_organisation_runs_into_their_post_are_said(guest: str, unclear: bool) -> None:
    got = read([["来访接待"], ["接待时间", "来访客人", "接待领导", "洽谈事项"], ["3月5日", guest, "李强", "甲项目"]])
    assert (("organisation-unclear", "B3") in findings(got)) is unclear


@pytest.mark.parametrize(
    ("cell", "host", "met"),
    [
        ("广东美的置业 总监 肖强", "广东美的置业", "肖强 总监"),
        ("广东美的置业 肖强 总监", "广东美的置业", "肖强 总监"),
        ("苏州商会 会长 陈刚 秘书长 李娜", "苏州商会", "陈刚 会长、李娜 秘书长"),
    ],
)
def test_a_host_its_post_and_its_person_apart_in_one_cell_are_told_apart(cell: str, host: str, met: str) -> None:
    head = ["序号", "来访时间", "来访单位及人员", "洽谈项目", "接待领导"]
    got = read([["接待客商台账"], head, [1, "3月5日", cell, "家居项目", "李强"]])
    assert records(got, "stops", "organisation", "counterpart") == [(host, met)]
    assert findings(got) == []


def test_a_post_without_a_name_beside_an_unknown_host_is_said() -> None:
    head = ["序号", "来访时间", "来访单位及人员", "洽谈项目", "接待领导"]
    got = read([["接待客商台账"], head, [1, "3月5日", "广东美的置业 总监", "家居项目", "李强"]])
    assert findings(got) == [("organisation-unclear", "C3")]


LIMITED = "杭州大丰实业股份有限公司"


@pytest.mark.parametrize(
    ("cell", "met"),
    [(" 副总裁 丰杰 等4人", "丰杰 副总裁"), (" 丰杰", "丰杰"), ("\n副总裁 丰杰", "丰杰 副总裁"),
     ("、副总裁丰杰一行4人", "丰杰 副总裁"), ("：丰杰、王强", "丰杰、王强")],
)  # fmt: skip
def test_persons_behind_an_organisation_are_no_organisations(cell: str, met: str) -> None:
    got = read([["接待台账"], ["日期", "来访企业", "接待领导"], ["3月20日", LIMITED + cell, "何清"]])
    assert records(got, "stops", "organisation", "counterpart") == [(LIMITED, met)]


@pytest.mark.parametrize(
    "cell",
    [
        "甲乙公司（王强）",
        "甲乙公司 丰杰 王强",
        "甲乙公司：丰杰 王强",
        "甲乙公司、王强",
        "王强 李敏",
        "甲能源、金风 华锐",
    ],
)
def test_what_may_be_a_person_or_a_company_is_kept_as_written_and_said(cell: str) -> None:
    assert findings(read([HEAD, [1, "3月4日", cell, "某项目", "李强"]])) == [("organisation-unclear", "C2")]


@pytest.mark.parametrize(
    "cell", ["甲乙公司：王强、李敏", "甲乙公司 王强", "甲乙公司（苏州）", "甲能源、华为", "甲乙公司、丙丁科技"]
)
def test_what_is_a_person_or_a_company_for_certain_is_not_asked_about(cell: str) -> None:
    assert findings(read([HEAD, [1, "3月4日", cell, "某项目", "李强"]])) == []
