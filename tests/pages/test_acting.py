"""督办 on a unit's page and in the checklist: the form, the states, what a file proves, the reminder."""

from datetime import UTC, date, datetime

from dashboard.config import Settings
from dashboard.store import Store
from dashboard.store.promised import Item, Promise, StageReached
from dashboard.workflows import receive
from tests.loaders.sheets import workbook
from tests.pages.conftest import Opened, words
from tests.runner import AppTest

WEEK, NEXT = date(2024, 3, 22), date(2024, 3, 29)
UNIT, PAGE = "板浦镇", "meeting/unit"


def _sent(day: date, stage: str) -> None:
    head = ["项目名称", "投资方", "总投资（亿元）", "状态"]
    content = workbook({"项目": [head, ["光伏支架制造基地", "辛能集团", 1.5, stage]]})
    with Store(Settings.current()) as store:
        made = receive.draft(
            content, f"板浦镇{day:%m%d}.xlsx", store=store, district=store.district, period=day, scope="whole"
        )
        receive.commit(made, store=store, uploader="clerk", now=datetime(2024, 3, 29, 12, tzinfo=UTC))


def _key(test: AppTest, start: str) -> str:
    kinds = (test.text_input, test.text_area, test.selectbox, test.date_input, test.button)
    return next(str(item.key) for kind in kinds for item in kind if str(item.key).startswith(start))


def _unit(page: Opened, day: date) -> AppTest:
    return page(PAGE, as_of=day.isoformat(), unit=UNIT)


def _promised(due: date = date(2024, 4, 12)) -> None:
    with Store(Settings.current()) as store:
        identity = store.snapshot(WEEK).tables["projects"]["identity"].iloc[0]
        wanted = StageReached(identity, "started", "光伏支架制造基地")
        item = Item("project", UNIT, identity)
        promise = Promise(WEEK, UNIT, due, "尽快开工", "王镇长", item, wanted)
        store.actions.make(promise, by="local", now=datetime(2024, 3, 25, tzinfo=UTC))


def test_the_form_stands_prefilled_for_the_next_meeting_and_wants_words(empty_page: Opened) -> None:
    empty_page(PAGE)
    _sent(WEEK, "签约")
    test = _unit(empty_page, WEEK)
    assert "没有未办结的督办事项。" in words(test)
    test.button(key="acting-new").click().run()
    assert not test.exception
    assert test.button(key="acting-make").disabled
    assert test.selectbox(key=_key(test, "acting-unit")).value == UNIT
    assert test.date_input(key=_key(test, "acting-due")).value == NEXT


def test_actions_stand_with_glyph_word_and_colour_and_late_ones_in_the_checklist(empty_page: Opened) -> None:
    empty_page(PAGE)
    _sent(WEEK, "签约")
    _promised(due=NEXT)
    _sent(date(2024, 4, 5), "签约")
    _sent(date(2024, 4, 12), "签约")
    for day, badge in ((WEEK, ":blue-badge[◔ 临近]"), (date(2024, 4, 5), ":yellow-badge[◐ 逾期]"),
                       (date(2024, 4, 12), ":red-badge[✕ 超期]")):  # fmt: skip
        said = words(_unit(empty_page, day))
        assert f"{badge} **第1号** 尽快开工" in said
        assert "板浦镇（王镇长） · 3月29日前" in said
    assert "板浦镇：第1号 尽快开工，3月29日前，◐ 逾期" in words(empty_page("meeting/prepare", as_of="2024-04-05"))


def test_what_the_next_weeks_file_proves_is_proposed_with_its_cell_on_both_pages(empty_page: Opened) -> None:
    empty_page(PAGE)
    _sent(WEEK, "签约")
    _promised()
    _sent(NEXT, "开工")
    prepared = words(empty_page("meeting/prepare", as_of=NEXT.isoformat()))
    assert "最新报送表明已办结、待确认的督办事项：1项" in prepared
    assert "板浦镇：第1号 尽快开工，台账已为“开工”（板浦镇0329\\.xlsx 项目 D2）" in prepared
    test = _unit(empty_page, NEXT)
    assert ":green-badge[✓ 提请办结] **第1号** 尽快开工" in words(test)
    test.button(key="acting-open-1").click().run()
    assert not test.exception
    assert "**提请办结** 　板浦镇0329\\.xlsx 项目 D2" in words(test)
    assert test.button(key="acting-postpone-do-1").disabled


def test_an_action_of_another_unit_is_not_on_the_page(empty_page: Opened) -> None:
    empty_page(PAGE)
    _sent(WEEK, "签约")
    _promised()
    other = empty_page(PAGE, as_of=WEEK.isoformat(), unit="新坝镇")
    assert "没有未办结的督办事项。" in words(other)


def test_slips_are_there_to_copy_for_the_unit(empty_page: Opened) -> None:
    empty_page(PAGE)
    _sent(WEEK, "签约")
    _promised()
    assert [block.value for block in _unit(empty_page, WEEK).code] == [
        "板浦镇：截至2024年3月22日，督办事项还有1项未办结：\n"
        "1. 第1号 尽快开工（责任人：王镇长），期限4月12日（○ 在办）；"
        "办结条件：项目“光伏支架制造基地”达到“开工”或以后阶段"
    ]
