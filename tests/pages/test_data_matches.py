"""比对: what is remembered is seen, found, taken along, and undone in one click; the undoing too."""

from datetime import UTC, date, datetime

from dashboard.config import Settings
from dashboard.i18n import speaker
from dashboard.store import Store
from dashboard.ui import matching
from dashboard.weeks import stamped
from dashboard.workflows import identifying, matches, receive
from tests.loaders.sheets import workbook
from tests.pages.conftest import Opened, words
from tests.runner import AppTest

NOW = datetime(2024, 3, 29, 12, tzinfo=UTC)
HEAD = ["项目名称", "投资方", "总投资（亿元）", "穿针人", "状态"]
DECIDED = {"columns": {"穿针人": "referring_unit"}}


def fill() -> None:
    """One decided template of 板浦镇 and one of 新坝镇 that needed no decision."""
    with Store(Settings.current()) as store:
        for unit, head, answers in (("板浦镇", HEAD, DECIDED), ("新坝镇", [*HEAD[:3], "状态"], {})):
            content = workbook({"项目": [head, ["甲项目", "甲公司", 1.5, *["张三"] * (len(head) - 4), "在谈"]]})
            made = receive.draft(
                content, f"{unit}.xlsx", store=store, district=store.district, period=date(2024, 3, 29), answers=answers
            )
            receive.commit(made, store=store, uploader="clerk", now=NOW)


def opened(page: Opened) -> AppTest:
    page("data/matches")
    fill()
    return page("data/matches")


def kept() -> dict[str, object]:
    with Store(Settings.current()) as store:
        return {memory.unit: dict(memory.answers) for memory in store.memory.listing()}


def test_every_template_is_a_line_with_unit_ledger_and_by_whom(empty_page: Opened) -> None:
    test = opened(empty_page)
    assert not test.exception
    rows = test.dataframe[0].value
    assert rows[["unit", "ledgers", "columns", "decided", "by"]].values.tolist() == [
        ["新坝镇", "项目", 4, 0, "clerk"],
        ["板浦镇", "项目", 5, 1, "clerk"],
    ]


def test_the_search_finds_headings(empty_page: Opened) -> None:
    test = opened(empty_page)
    test.text_input(key="matches-search").set_value("穿针人").run()
    assert list(test.dataframe[0].value["unit"]) == ["板浦镇"]


def test_a_change_is_undone_in_one_click_and_the_undoing_too(empty_page: Opened) -> None:
    test = opened(empty_page)
    assert "板浦镇：第一次见到的表格，已记住怎么读（穿针人），操作人：clerk" in words(test)
    test.button(key="matches-step-3").click().run()
    assert list(kept()) == ["新坝镇"]
    test.button(key="matches-step-6").click().run()
    assert kept()["板浦镇"] == DECIDED


def test_one_decision_is_taken_back_and_the_rest_stays(empty_page: Opened) -> None:
    opened(empty_page)
    with Store(Settings.current()) as store:
        (memory,) = store.memory.listing(unit="板浦镇")
        (decision,) = matches.decisions(memory)
        matches.undecide(store, memory, decision, by="x", now=NOW)
        assert store.memory.trail()[0].by == "x"
    assert kept()["板浦镇"] == {}


def test_the_export_holds_decisions_and_what_was_recognised(empty_page: Opened) -> None:
    opened(empty_page)
    with Store(Settings.current()) as store:
        rows = matches.entries(store.memory.listing(unit="板浦镇"))
        assert rows[["kind", "subject", "answer"]].values.tolist() == [
            ["columns", "穿针人", "referring_unit"],
            ["read", "项目名称", "name"],
            ["read", "投资方", "investor"],
            ["read", "总投资（亿元）", "investment"],
            ["read", "状态", "stage"],
        ]
        assert b'"referring_unit"' in matches.document(store.memory.listing())


def test_the_sheet_to_take_along_says_when_and_who_as_the_page_does(empty_page: Opened) -> None:
    opened(empty_page)
    with Store(Settings.current()) as store:
        (memory,) = store.memory.listing(unit="板浦镇")
        store.memory.remember("板浦镇", memory.template, {}, layout=memory.layout, by="local", now=NOW)
        rows = matching.exported(speaker("zh_CN"), store.memory.listing(unit="板浦镇"))
    assert set(rows["操作人"]) == {"本机"}
    assert set(rows["时间"]) == {stamped(NOW)}


def test_claims_of_several_units_stand_below(empty_page: Opened) -> None:
    test = opened(empty_page)
    assert "多家填报的项目" in words(test)
    claimed = test.dataframe[-1].value
    columns = ["unit", "first", "receipt", "where"]
    assert claimed[columns].values.tolist() == [
        ["板浦镇", True, "1", "板浦镇.xlsx，项目 A2"],
        ["新坝镇", False, "2", "新坝镇.xlsx，项目 A2"],
    ]


def test_an_answer_for_one_ledger_says_which(empty_page: Opened) -> None:
    empty_page("data/matches")
    content = workbook({"项目": [HEAD, ["甲项目", "甲公司", 1.5, "张三", "在谈"]]})
    with Store(Settings.current()) as store:
        made = receive.draft(
            content, "板浦镇.xlsx", store=store, district=store.district, period=date(2024, 3, 29),
            answers={"columns": {"projects:穿针人": "referring_unit"}},
        )  # fmt: skip
        receive.commit(made, store=store, uploader="clerk", now=NOW)
    assert "已记住怎么读（穿针人（项目））" in words(empty_page("data/matches"))


BEFORE, NOW_CALLED = "光伏支架制造基地", "光伏支驾制造基地"
AS_BEFORE, AS_NOW = f"辛能|{BEFORE}", f"|{NOW_CALLED}"


def renamed(page: Opened, second: str = "板浦镇", investor: str = "") -> AppTest:
    """A page with one question: a project that comes back a week later, misspelt and without its investor."""
    page("data/matches")
    with Store(Settings.current()) as store:
        for day, unit, name, whose in ((22, "板浦镇", BEFORE, "辛能集团"), (29, second, NOW_CALLED, investor)):
            content = workbook({"项目": [[*HEAD[:3], "状态"], [name, whose, 1.5, "签约"]]})
            period = date(2024, 3, day)
            made = receive.draft(content, f"{unit}.xlsx", store=store, district=store.district, period=period)
            receive.commit(made, store=store, uploader="clerk", now=NOW)
    return page("data/matches")


def shown() -> list[str]:
    """Identities of the projects of the last snapshot."""
    with Store(Settings.current()) as store:
        return list(store.snapshot(date(2024, 3, 29)).tables["projects"]["identity"])


def pressed(test: AppTest, key: str) -> AppTest:
    test = test.button(key=key).click().run()
    assert not test.exception
    return test


def step(test: AppTest) -> str:
    """Key of the one decision that can be undone."""
    (key,) = [str(button.key) for button in test.button if str(button.key).startswith("pairing-step-")]
    return key


def test_same_shows_the_project_under_its_first_identity_and_undone_asks_again(empty_page: Opened) -> None:
    test = renamed(empty_page)
    assert "待确认 1 对" in words(test)
    assert shown() == [AS_NOW]
    test = pressed(test, "pairing-same-0")
    assert shown() == [AS_BEFORE]
    assert f"{NOW_CALLED} 就是 {BEFORE}" in words(test)
    assert "没有待确认的对应关系" in words(test)
    test = pressed(test, step(test))
    assert shown() == [AS_NOW]
    assert "待确认 1 对" in words(test)


def test_not_the_same_leaves_two_and_asks_no_more_until_undone(empty_page: Opened) -> None:
    test = pressed(renamed(empty_page), "pairing-different-0")
    assert shown() == [AS_NOW]
    assert f"{NOW_CALLED} 不是 {BEFORE}" in words(test)
    assert "没有待确认的对应关系" in words(test)
    test = pressed(test, step(test))
    assert "待确认 1 对" in words(test)
    assert shown() == [AS_NOW]


def test_an_undecided_pair_of_two_units_is_said_where_no_project_has_two(empty_page: Opened) -> None:
    told = words(renamed(empty_page, "新坝镇", "辛能集团"))
    assert "待确认 1 对" in told
    assert "不同单位之间还有1对可能是同一个，待确认" in told
    assert "没有两家以上单位申报同一项目" not in told


def test_an_undecided_pair_of_one_unit_is_no_double_claim(empty_page: Opened) -> None:
    assert "没有两家以上单位申报同一项目" in words(renamed(empty_page))


def test_the_newest_ten_changes_stand_and_the_rest_is_folded(empty_page: Opened) -> None:
    opened(empty_page)
    with Store(Settings.current()) as store:
        for number in range(11):
            store.memory.remember(f"单位{number}", "t", {}, by="clerk", now=NOW)
    test = empty_page("data/matches")
    shown = [line.value for line in test.markdown if "第一次见到的表格" in line.value]
    assert [line.split("：")[0].split("　")[-1] for line in shown] == [f"单位{number}" for number in range(10, 0, -1)]
    assert [fold.label for fold in test.expander] == ["更早的3条"]


def test_a_match_that_the_program_takes_back_says_that_the_program_did_and_why(empty_page: Opened) -> None:
    empty_page("data/matches")
    with Store(Settings.current()) as store:
        for day, name, whose in ((22, BEFORE, "辛能集团"), (29, BEFORE, "")):
            content = workbook({"项目": [[*HEAD[:3], "状态"], [name, whose, 1.5, "签约"]]})
            period = date(2024, 3, day)
            made = receive.draft(content, "板浦镇.xlsx", store=store, district=store.district, period=period)
            receipt = receive.commit(made, store=store, uploader="clerk", now=NOW)
        assert [(step.by, step.link.same) for step in store.links.trail()] == [("", True)]
        store.retract(receipt.number, "发错", by="局", now=NOW, matcher=identifying.sure)
    said = words(empty_page("data/matches"))
    assert "系统撤回自己此前的匹配“" in said
    assert "所依据的记录已不计入（2号回执被撤回或被替换），按现有记录不能再确认。" in said
    assert "重新待确认" not in said
