"""会前准备: what is open with its effect, then frozen, then opened; the hash gives the figures back."""

from datetime import UTC, date, datetime

from dashboard.config import Settings
from dashboard.store import Store
from dashboard.store.submission import Scope
from dashboard.workflows import entering, freezing, receive
from tests.loaders.sheets import workbook
from tests.pages.conftest import Opened, words


def test_what_is_open_is_said_with_its_effect(sample_page: Opened) -> None:
    test = sample_page("meeting/prepare")
    assert not test.exception
    said = words(test)
    assert "长桥街道：缺走访接待、项目、盘活资产" in said or "长桥街道：缺" in said
    assert "正在收集，数字随报送变化。" in said


def test_a_meeting_is_frozen_shown_as_frozen_and_opened(own_page: Opened) -> None:
    test = own_page("meeting/prepare")
    test.button(key="prepare-freeze").click().run()
    assert not test.exception
    assert "第1版已于" in words(test)
    hash_ = words(test).partition("哈希`")[2][:64]
    overview = own_page("meeting/overview")
    assert f"第1版定稿 {hash_[:8]}" in words(overview)
    now = words(own_page("meeting/overview", now="true"))
    assert f"已定稿（第1版 {hash_[:8]}），此处显示现时数" in now
    assert "未定稿" not in now
    test = own_page("meeting/prepare")
    test.button(key="prepare-open").click().run()
    assert "会议已召开" in words(test)
    assert all(button.key not in ("prepare-freeze", "prepare-open") for button in test.button)


def test_what_does_not_lie_under_the_hash_does_not_bear_it(own_page: Opened) -> None:
    test = own_page("meeting/prepare")
    test.button(key="prepare-freeze").click().run()
    hash_ = words(test).partition("哈希`")[2][:64]
    derived = "按第1版定稿时的台账计算，不在定稿哈希之内"
    cuts = [("indicators/projects", {"industry": "新能源"}), ("meeting/overview", {"unit": "东湖街道"})]
    for page, cut in [*cuts, ("indicators/scores", {})]:
        said = words(own_page(page, **cut))
        assert (derived in said, hash_[:8] in said) == (True, False), page
    assert derived not in words(own_page("indicators/projects"))


def test_the_box_gives_figures_and_files_back(own_page: Opened) -> None:
    test = own_page("meeting/prepare")
    test.button(key="prepare-freeze").click().run()
    hash_ = words(test).partition("哈希`")[2][:64]
    test.text_input(key="prepare-hash").set_value(hash_[:12]).run()
    shown = test.code[0].value
    assert "逐项一致" in shown
    assert ".xlsx" in shown
    test.text_input(key="prepare-hash").set_value("0000000000").run()
    assert [e.value for e in test.error] == ["没有以“0000000000”开头的定稿、考核公布或回执。"]


def sent(day: date, *projects: tuple[str, str, float], scope: Scope = "whole") -> None:
    """A list of projects of 板浦镇: name, investor, investment."""
    head = ["项目名称", "投资方", "总投资（亿元）", "状态"]
    content = workbook({"项目": [head, *([*row, "签约"] for row in projects)]})
    with Store(Settings.current()) as store:
        made = receive.draft(
            content, f"板浦镇{day:%m%d}.xlsx", store=store, district=store.district, period=day, scope=scope
        )
        receive.commit(made, store=store, uploader="clerk", now=datetime(2024, 3, 29, 12, tzinfo=UTC))


GONE, STAYS = ("光伏支架制造基地", "辛能集团", 1.5), ("冷链物流中心", "海鲜公司", 2.0)


def test_a_project_that_vanished_is_named_with_what_it_costs_and_leads_to_the_projects(empty_page: Opened) -> None:
    empty_page("meeting/prepare")
    sent(date(2024, 3, 22), GONE, STAYS)
    sent(date(2024, 3, 29), STAYS)
    test = empty_page("meeting/prepare", as_of="2024-03-29")
    assert not test.exception
    assert "上次会议以来消失、更名、重新出现的项目：1个" in words(test)
    assert (
        "消失的项目1个：光伏支架制造基地（板浦镇） —— "
        "项目存量减少1个（1个有投资额，共1.5亿元），相应的洽谈、签约、开工等数一并减少" in words(test)
    )


def test_what_an_earlier_meeting_showed_and_is_no_longer_so_is_named_once_it_is_chosen(empty_page: Opened) -> None:
    empty_page("meeting/prepare")
    for day in (date(2024, 3, 15), date(2024, 3, 22), date(2024, 3, 29)):
        sent(day, STAYS)
    with Store(Settings.current()) as store:
        freezing.freeze(store, date(2024, 3, 15), by="x", now=datetime(2024, 4, 1, tzinfo=UTC))
    sent(date(2024, 3, 15), STAYS, GONE)
    page, day = "meeting/prepare", "2024-03-29"
    assert "以往会议的数字" in words(empty_page(page, as_of=day))
    said = words(empty_page(page, as_of=day, since="2024-03-15"))
    assert "截至2024年3月15日的会议的数字" in said
    assert "在手项目“签约”阶段1个 → 2个、2亿元 → 3.5亿元（3月15日会议）" in said
    assert "以往会议的数字" not in words(empty_page(page, as_of="2024-03-22"))


def test_without_such_a_project_the_checklist_is_silent(empty_page: Opened) -> None:
    empty_page("meeting/prepare")
    sent(date(2024, 3, 22), STAYS)
    sent(date(2024, 3, 29), GONE, STAYS)
    assert "消失" not in words(empty_page("meeting/prepare", as_of="2024-03-29"))


def test_a_correction_that_the_later_ledger_lacks_is_a_line_while_it_is_so(empty_page: Opened) -> None:
    empty_page("meeting/prepare")
    sent(date(2024, 3, 15), STAYS)
    sent(date(2024, 3, 22), STAYS)
    sent(date(2024, 3, 15), STAYS, GONE)
    said = words(empty_page("meeting/prepare", as_of="2024-03-22"))
    assert "更正未进入后期台账：1条记录" in said
    assert (
        "板浦镇：项目1条（光伏支架制造基地）只计到截至2024年3月15日的数，之后的《板浦镇0322\\.xlsx》中没有"
        " —— 截至3月22日起的数字不含这些记录" in said
    )
    sent(date(2024, 3, 22), STAYS, GONE)
    assert "更正未进入后期台账" not in words(empty_page("meeting/prepare", as_of="2024-03-22"))


def test_the_checklist_as_presented_holds_no_entry_made_after_the_freeze(empty_page: Opened) -> None:
    empty_page("meeting/prepare")
    sent(date(2024, 3, 29), STAYS)
    with Store(Settings.current()) as store:
        freezing.freeze(store, date(2024, 3, 29), by="x", now=datetime(2024, 4, 1, tzinfo=UTC))
        made = entering.Entry(
            "板浦镇", "outbound_trips", 14.0, date(2024, 3, 29), who="李四", why="漏报", evidence="通话记录"
        )
        entering.entered(made, store, by="x", now=datetime(2024, 4, 2, tzinfo=UTC))
    page, day = "meeting/prepare", "2024-03-29"
    assert "李四" not in words(empty_page(page, as_of=day))
    assert "李四" in words(empty_page(page, as_of=day, now="true"))
