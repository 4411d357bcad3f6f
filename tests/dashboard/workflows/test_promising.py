"""Actions from meeting to meeting: how they stand, what the next upload proves, what is carried on, the reminders."""

import io
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from dashboard.contract import District, Meeting, Rules, Unit
from dashboard.i18n import speaker
from dashboard.store import Store, backup, restore
from dashboard.store.checking import check
from dashboard.store.promised import Action, Cell, FigureReached, Item, LedgerReceived, Promise, StageReached
from dashboard.store.rebuilding import rebuild
from dashboard.workflows import freezing, packing, promise_parts, promise_words, promising, receive
from dashboard.workflows.codes import Names, names_of
from dashboard.workflows.material import Material
from dashboard.workflows.report import Standing, standing
from tests.dashboard.store.desk import (
    DISTRICT,
    MARCH_15,
    MARCH_22,
    MARCH_29,
    NOON,
    Desk,
    counter,
    project,
    settings,
    trip,
)
from tests.loaders.sheets import workbook

APRIL_5, APRIL_12 = date(2024, 4, 5), date(2024, 4, 12)
A, B = "甲街道", "乙镇"
SAY, SPEAK = speaker("zh_CN"), speaker("en")
STARTED = StageReached("甲|甲", "started", "甲")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Store(settings(tmp_path), DISTRICT) as store:
        yield Desk(store)


def _stands(desk: Desk, day: date) -> Standing:
    return standing(desk.store, desk.store.registry.at(day), day)


def _made(
    desk: Desk, criterion: object = None, *, unit: str = A, meeting: date = MARCH_22, due: date = APRIL_12
) -> int:
    desk.now += timedelta(minutes=1)
    promise = Promise(meeting, unit, due, "尽快开工", "王主任", Item("project", A, "甲|甲"), criterion)
    return desk.store.actions.make(promise, by="secretary", now=desk.now)


def _told(desk: Desk, day: date) -> tuple[str, str]:
    (found,) = promising.watched(desk.store, _stands(desk, day))
    assert found.judged is not None
    return found.judged.told, found.judged.why


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2024, 3, 14), "open"), (MARCH_15, "near"), (MARCH_22, "near"), (date(2024, 3, 23), "late"),
        (MARCH_29, "late"), (date(2024, 4, 4), "late"), (APRIL_5, "overdue"),
    ],
)  # fmt: skip
def test_an_action_is_near_due_for_a_week_late_for_one_meeting_and_then_overdue(day: date, state: str) -> None:
    action = Action(1, Promise(date(2024, 3, 8), A, MARCH_22, "做"), (NOON, "x"))
    assert promising.state(action, DISTRICT, day) == state


def test_weeks_without_a_meeting_make_nothing_overdue_and_the_district_says_from_when_it_is_near() -> None:
    held = tuple(Meeting(day, held=day != APRIL_5) for day in (MARCH_22, MARCH_29, APRIL_5, APRIL_12))
    district = District("示例区", units=(Unit(A),), meetings=held, rules=Rules(action_near_days=3))
    action = Action(1, Promise(MARCH_15, A, MARCH_22, "做"), (NOON, "x"))
    states = [
        promising.state(action, district, day) for day in (date(2024, 3, 18), date(2024, 3, 19), APRIL_5, APRIL_12)
    ]
    assert states == ["open", "near", "late", "overdue"]


def test_every_state_has_a_glyph_and_a_word_in_both_languages_and_the_urgent_ones_a_colour() -> None:
    assert [promise_words.state_word(SAY, state) for state in promising.STATES] == [
        "✕ 超期", "◐ 逾期", "◔ 临近", "○ 在办", "✓ 已办结", "— 已撤销",
    ]  # fmt: skip
    assert [promise_words.state_word(SPEAK, state) for state in promising.URGENT] == [
        "✕ overdue",
        "◐ late",
        "◔ near due",
    ]
    assert [promising.COLOURS[state] for state in promising.URGENT] == ["red", "yellow", "blue"]


@pytest.mark.parametrize(
    ("stage", "told"), [("signed", ("unmet", "")), ("started", ("met", "")), ("producing", ("met", "")),
                        ("paused", ("unmet", "")), ("terminated", ("unmet", ""))],
)  # fmt: skip
def test_a_project_is_at_a_stage_or_a_later_one_and_never_while_it_stands_still(
    desk: Desk, stage: str, told: tuple[str, str]
) -> None:
    desk.send(MARCH_22, projects=[project("甲", "signed")], template="A")
    _made(desk, STARTED)
    desk.send(MARCH_29, projects=[project("甲", stage)], template="A")
    assert _told(desk, MARCH_29) == told


def test_what_nobody_has_reported_since_is_not_told(desk: Desk) -> None:
    desk.send(MARCH_22, projects=[project("甲", "signed")])
    _made(desk, STARTED)
    assert _told(desk, MARCH_22) == _told(desk, MARCH_29) == ("untold", "silent")


def test_a_project_that_left_the_list_is_not_told(desk: Desk) -> None:
    desk.send(MARCH_22, projects=[project("甲", "signed"), project("乙", "signed", row=4)], template="A")
    _made(desk, STARTED)
    desk.send(MARCH_29, projects=[project("乙", "signed")], template="A")
    assert _told(desk, MARCH_29) == ("untold", "gone")


def test_where_two_units_say_otherwise_of_a_project_of_neither_owner_it_is_not_told(desk: Desk) -> None:
    desk.send(MARCH_29, projects=[project("甲", "signed")])
    desk.send(MARCH_29, unit=B, projects=[project("甲", "started", unit=B)])
    _made(desk, STARTED, unit="丙园区")
    assert _told(desk, MARCH_29) == ("untold", "apart")


def test_of_two_units_that_list_a_project_its_owner_speaks_for_it(desk: Desk) -> None:
    desk.send(MARCH_29, projects=[project("甲", "signed")])
    desk.send(MARCH_29, unit=B, projects=[project("甲", "started", unit=B)])
    _made(desk, STARTED, unit=B)
    assert _told(desk, MARCH_29) == ("met", "")


@pytest.mark.parametrize(("value", "told"), [(12, ("met", "")), (11, ("unmet", ""))])
def test_a_figure_is_reached_from_the_value_itself_on(desk: Desk, value: float, told: tuple[str, str]) -> None:
    _made(desk, FigureReached(A, "promotions", 12))
    desk.send(MARCH_29, counters=[counter("promotions", value, MARCH_29)])
    assert _told(desk, MARCH_29) == told


@pytest.mark.parametrize(("value", "told"), [(12, ("untold", "hedged")), (13, ("met", "")), (10, ("unmet", ""))])
def test_a_hedged_figure_decides_only_beyond_its_hedge(desk: Desk, value: float, told: tuple[str, str]) -> None:
    _made(desk, FigureReached(A, "promotions", 12))
    desk.send(MARCH_29, counters=[{**counter("promotions", value, MARCH_29), "hedged": "value"}])
    assert _told(desk, MARCH_29) == told


def test_a_figure_without_data_or_of_an_earlier_week_is_not_told(desk: Desk) -> None:
    _made(desk, FigureReached(A, "promotions", 12))
    assert _told(desk, MARCH_29) == ("untold", "silent")
    desk.send(MARCH_22, counters=[counter("promotions", 3, MARCH_22)])
    assert _told(desk, MARCH_29) == ("untold", "silent")


def test_a_sum_that_lacks_units_is_not_told_short_and_one_that_has_enough_is(desk: Desk) -> None:
    _made(desk, FigureReached("示例区", "outbound_trips", 2), unit="示例区")
    desk.send(MARCH_29, visits=[trip("赵一", MARCH_29)])
    assert _told(desk, MARCH_29) == ("untold", "part")
    desk.send(MARCH_29, unit=B, visits=[trip("钱二", MARCH_29, unit=B)])
    assert _told(desk, MARCH_29) == ("met", "")


def test_a_sum_with_a_unit_that_stands_at_an_earlier_week_is_not_told_short(desk: Desk) -> None:
    _made(desk, FigureReached("示例区", "outbound_trips", 9), unit="示例区")
    for day in (MARCH_22, MARCH_29):
        for unit in (A, B, "丙园区")[: 3 if day == MARCH_22 else 2]:
            desk.send(day, unit=unit, visits=[trip("赵一", MARCH_15, unit=unit)])
    assert _told(desk, MARCH_29) == ("untold", "part")
    desk.send(MARCH_29, unit="丙园区", visits=[trip("赵一", MARCH_15, unit="丙园区")])
    assert _told(desk, MARCH_29) == ("unmet", "")


def test_a_ledger_is_received_once_a_file_or_a_counter_for_it_has_come_for_its_week(desk: Desk) -> None:
    _made(desk, LedgerReceived(A, "visits", MARCH_29))
    desk.send(MARCH_22, visits=[trip("赵一", MARCH_15)])
    assert _told(desk, MARCH_22) == ("untold", "ahead")
    assert _told(desk, MARCH_29) == ("unmet", "")
    desk.send(MARCH_29, counters=[counter("outbound_trips", 3, MARCH_29)])
    assert _told(desk, MARCH_29) == ("met", "")
    desk.send(APRIL_5, visits=[trip("赵一", MARCH_15)])
    assert _told(desk, APRIL_5) == ("met", "")


def test_an_action_without_a_criterion_is_for_a_person_alone(desk: Desk) -> None:
    _made(desk)
    (found,) = promising.watched(desk.store, _stands(desk, MARCH_29))
    assert (found.judged, found.proposed) == (None, False)


def test_actions_stand_by_urgency_and_then_by_the_day_they_are_due_from_their_meeting_on(desk: Desk) -> None:
    for due in (APRIL_12, APRIL_5, MARCH_22, date(2024, 5, 1)):
        _made(desk, meeting=MARCH_15, due=due)
    _made(desk, meeting=APRIL_5)
    found = promising.watched(desk.store, _stands(desk, MARCH_29))
    assert [(each.action.number, each.state) for each in found] == [(3, "late"), (2, "near"), (1, "open"), (4, "open")]


def test_a_meeting_looks_back_on_what_is_open_from_earlier_ones_and_on_what_was_settled_since(desk: Desk) -> None:
    desk.now = datetime(2024, 3, 14, 9, tzinfo=UTC)
    for _ in range(4):
        _made(desk, meeting=MARCH_15)
    desk.store.actions.close(1, "早已办结", by="x", now=datetime(2024, 3, 20, tzinfo=UTC))
    desk.store.actions.close(2, "已办结", by="x", now=datetime(2024, 3, 25, tzinfo=UTC))
    desk.store.actions.withdraw(3, "重复", by="x", now=datetime(2024, 3, 26, tzinfo=UTC))
    desk.now = datetime(2024, 3, 28, 9, tzinfo=UTC)
    _made(desk, meeting=MARCH_29)
    found = promising.carried(desk.store, MARCH_29)
    numbers = [[each.number for each in part] for part in (found.open, found.closed, found.withdrawn)]
    assert numbers == [[4], [2], [3]]
    then = promising.carried(desk.store, MARCH_29, datetime(2024, 3, 24, tzinfo=UTC))
    assert [each.number for each in then.open] == [2, 3, 4]


def test_what_was_closed_in_an_opened_meeting_is_news_for_the_next_one_alone(desk: Desk) -> None:
    desk.send(MARCH_22, projects=[project("甲", "signed")])
    _made(desk, meeting=MARCH_15)
    freezing.freeze(desk.store, MARCH_22, by="x", now=datetime(2024, 4, 1, 1, tzinfo=UTC))
    desk.store.actions.close(1, "会前已办结", by="x", now=datetime(2024, 4, 1, 2, tzinfo=UTC))
    assert [each.number for each in promising.carried(desk.store, MARCH_29).closed] == [1]
    desk.store.meetings.open(MARCH_22, by="x", now=datetime(2024, 4, 1, 3, tzinfo=UTC))
    assert promising.carried(desk.store, MARCH_29).closed == ()


def _sent(store: Store, day: date, stage: str, started: str = "") -> int:
    """The unit's list of projects of a week, as its clerk sends it."""
    head = ["项目名称", "投资方", "总投资（亿元）", "状态", "开工时间"]
    content = workbook({"项目": [head, ["光伏支架制造基地", "辛能集团", 1.5, stage, started]]})
    made = receive.draft(
        content, f"甲街道{day:%m%d}.xlsx", store=store, district=DISTRICT, unit=A, period=day, scope="whole"
    )
    now = datetime.combine(day, datetime.min.time(), UTC)
    return receive.commit(made, store=store, uploader="clerk", now=now).number


def _journey(desk: Desk) -> StageReached:
    """An action about a project in talks, postponed, then started by next week's file and confirmed."""
    store = desk.store
    _sent(store, MARCH_22, "签约")
    rows = store.snapshot(MARCH_22).tables["projects"]
    wanted = StageReached(rows["identity"].iloc[0], "started", rows["name"].iloc[0])
    item = Item("project", A, wanted.identity)
    promise = Promise(MARCH_22, A, MARCH_29, "光伏支架制造基地开工", "王主任", item, wanted)
    store.actions.make(promise, by="secretary", now=datetime(2024, 3, 25, 9, tzinfo=UTC))
    store.actions.postpone(1, APRIL_12, "施工许可未下达", by="secretary", now=datetime(2024, 3, 26, 9, tzinfo=UTC))
    return wanted


def test_the_next_weeks_file_proposes_the_closing_with_the_cell_and_a_person_confirms(desk: Desk) -> None:
    store, wanted = desk.store, _journey(desk)
    (before,) = promising.watched(store, _stands(desk, MARCH_22))
    assert before.judged is not None
    assert (before.proposed, promise_words.told(SAY, wanted, before.judged)) == (
        False, "交办以来没有新的报送，无从判断",
    )  # fmt: skip
    receipt = _sent(store, MARCH_29, "开工", "2024-03-27")
    (found,) = promising.watched(store, _stands(desk, MARCH_29))
    cell = Cell(receipt, "甲街道0329.xlsx", "项目", "D2")
    assert found.judged is not None
    assert (found.proposed, promising.proof(found.judged)) == (True, (cell,))
    assert found.action.open
    said = promise_words.told(SAY, wanted, found.judged)
    assert said == "台账已为“开工”（2024年3月27日）"
    store.actions.close(1, said, cells=(cell,), by="secretary", now=datetime(2024, 4, 1, 9, tzinfo=UTC))
    (closed,) = promising.watched(store, _stands(desk, MARCH_29))
    assert (closed.state, closed.proposed) == ("closed", False)
    assert [(each.kind, promise_words.event(SAY, each)) for each in promising.history(store, closed)] == [
        ("made", "光伏支架制造基地开工（甲街道，2024年3月29日前）"),
        ("postponed", "由2024年3月29日改为2024年4月12日，原因：施工许可未下达"),
        ("proposed", "甲街道0329.xlsx 项目 D2"),
        ("closed", "台账已为“开工”（2024年3月27日） 依据：甲街道0329.xlsx 项目 D2"),
    ]  # fmt: skip


def test_a_proposal_stands_in_the_history_before_anybody_has_confirmed_it(desk: Desk) -> None:
    _journey(desk)
    _sent(desk.store, MARCH_29, "开工")
    (found,) = promising.watched(desk.store, _stands(desk, MARCH_29))
    assert [each.kind for each in promising.history(desk.store, found)] == ["made", "postponed", "proposed"]


def test_what_was_closed_by_a_file_that_was_taken_back_since_is_told_and_may_be_opened_again(desk: Desk) -> None:
    _journey(desk)
    receipt = _sent(desk.store, MARCH_29, "开工")
    (found,) = promising.watched(desk.store, _stands(desk, MARCH_29))
    assert found.judged is not None
    desk.store.actions.close(1, "", cells=promising.proof(found.judged), by="x", now=datetime(2024, 4, 1, tzinfo=UTC))
    (closed,) = promising.watched(desk.store, _stands(desk, MARCH_29))
    desk.store.retract(receipt, "误报", by="clerk", now=datetime(2024, 4, 2, tzinfo=UTC))
    (after,) = promising.watched(desk.store, _stands(desk, MARCH_29))
    assert (closed.unshown, after.unshown, after.state) == (False, True, "closed")
    desk.store.actions.reopen(1, "报表已撤回", by="x", now=datetime(2024, 4, 3, tzinfo=UTC))
    (again,) = promising.watched(desk.store, _stands(desk, MARCH_29))
    assert (again.state, again.unshown, again.proposed) == ("open", False, False)


@pytest.mark.parametrize(
    ("item", "told"),
    [
        (Item("figure", A, "outbound_trips"), "甲街道“走出去”"), (Item("project", A, "甲|甲"), "甲街道“甲”"),
        (Item("asset", A, "旧楼"), ""), (Item("unit", A), ""), (Item(), ""),
    ],
)  # fmt: skip
def test_what_an_action_came_from_is_called_by_its_name(desk: Desk, item: Item, told: str) -> None:
    desk.send(MARCH_22, projects=[project("甲", "signed")])
    assert promise_words.origin(SAY, item, desk.store.snapshot(MARCH_22)) == told


def test_rebuild_backup_and_check_keep_the_whole_journey(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> None:
    _journey(desk)
    receipt = _sent(desk.store, MARCH_29, "开工")
    cells = (Cell(receipt, "甲街道0329.xlsx", "项目", "D2"),)
    desk.store.actions.close(1, "", cells=cells, by="secretary", now=datetime(2024, 4, 1, 9, tzinfo=UTC))
    place, folder = desk.store.settings, tmp_path_factory.mktemp("again")
    told = (desk.store.actions.all(), desk.store.actions.history(1))
    desk.store.close()
    rebuild(place, now=NOON)
    assert check(place) == []
    backup(place, folder / "kept.zip")
    restore(settings(folder / "var"), folder / "kept.zip", now=NOON)
    for kept in (place, settings(folder / "var")):
        with Store(kept, DISTRICT) as store:
            assert (store.actions.all(), store.actions.history(1)) == told


def test_what_the_data_prove_done_is_not_past_due_at_the_meeting(desk: Desk) -> None:
    desk.send(MARCH_22, projects=[project("甲", "signed")])
    _made(desk, STARTED, due=date(2024, 3, 25))
    _made(desk, due=date(2024, 3, 25))
    desk.send(MARCH_29, projects=[project("甲", "started")])
    stands = _stands(desk, MARCH_29)
    told = Material(desk.store, stands, packing.drawn_on(desk.store, stands, SAY), names_of(stands))
    part = promise_parts.carried(told)
    assert part is not None
    assert part.title == "上次交办2项：已办结0项，待确认1项，逾期1项"


def test_words_that_nobody_typed_are_said_in_the_readers_language_and_under_the_code(desk: Desk) -> None:
    desk.send(MARCH_22, projects=[project("光伏支架基地", "negotiating")])
    wanted = StageReached("光伏支架基地|光伏支架基地公司", "started", "光伏支架基地")
    promise = Promise(MARCH_22, A, APRIL_12, promise_words.criterion(SAY, wanted), criterion=wanted)
    desk.store.actions.make(promise, by="secretary", now=desk.now)
    (action,) = desk.store.actions.all()
    stands = _stands(desk, MARCH_22)
    english, code = speaker("en"), names_of(stands).of(speaker("en"), "光伏支架基地")
    assert promise_words.text_of(SAY, action) == "项目“光伏支架基地”达到“开工”或以后阶段"
    assert promise_words.text_of(english, action) == promise_words.criterion(english, wanted)
    assert code in promise_words.text_of(english, action, names_of(stands))


def test_a_units_slip_names_its_open_actions_with_the_day_and_what_shows_them_done(desk: Desk) -> None:
    desk.send(MARCH_22, projects=[project("甲", "signed")])
    _made(desk, STARTED, due=MARCH_29)
    _made(desk, due=date(2024, 4, 30))
    _made(desk, unit=B)
    desk.store.actions.close(3, "已办", by="x", now=desk.now)
    written = promise_words.slips(SAY, (stands := _stands(desk, MARCH_22)), promising.watched(desk.store, stands))
    assert written == {
        A: "甲街道：截至2024年3月22日，督办事项还有2项未办结：\n"
        "1. 第1号 尽快开工（责任人：王主任），期限3月29日（◔ 临近）；办结条件：项目“甲”达到“开工”或以后阶段\n"
        "2. 第2号 尽快开工（责任人：王主任），期限4月30日（○ 在办）"
    }


def test_a_slip_says_of_what_the_data_prove_that_it_waits_to_be_confirmed(desk: Desk) -> None:
    desk.send(MARCH_29, projects=[project("甲", "started")])
    _made(desk, STARTED)
    stands = _stands(desk, MARCH_29)
    text = promise_words.slips(SAY, stands, promising.watched(desk.store, stands))[A]
    assert "期限4月12日（✓ 提请办结）" in text


def test_slips_come_as_one_zip_of_texts_that_every_editor_reads() -> None:
    content = promise_words.slips_zipped(SAY, MARCH_29, {A: "一\n二", B: "三"})
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        told = {name: archive.read(name).decode() for name in archive.namelist()}
    assert told == {
        "甲街道_督办提醒单_截至20240329.txt": "\ufeff一\r\n二\r\n", "乙镇_督办提醒单_截至20240329.txt": "\ufeff三\r\n",
    }  # fmt: skip


def test_on_a_slip_projects_in_talks_of_others_stand_under_their_codes_and_the_units_own_by_name(desk: Desk) -> None:
    desk.send(MARCH_22, projects=[project("光伏支架基地", "negotiating")])
    desk.send(MARCH_22, unit=B, projects=[project("冷链物流中心", "negotiating", unit=B)])
    promise = Promise(MARCH_22, A, APRIL_12, "光伏支架基地参照冷链物流中心办理")
    desk.store.actions.make(promise, by="x", now=desk.now)
    stands = _stands(desk, MARCH_22)
    text = promise_words.slips(SAY, stands, promising.watched(desk.store, stands))[A]
    assert "光伏支架基地参照" in text and "冷链物流中心" not in text
    full = promise_words.slips(SAY, stands, promising.watched(desk.store, stands), full=True)[A]
    assert "光伏支架基地参照冷链物流中心办理" in full


def test_a_short_name_is_coded_in_the_words_of_an_action_that_is_about_it() -> None:
    text = "项目“数据港”达到“开工”或以后阶段"
    promise = Promise(MARCH_29, "甲街道", MARCH_29, text, criterion=StageReached("x", "started", "数据港"))
    action = Action(1, promise, (NOON, "x"))
    names = Names(frozenset({"数据港"}))
    assert "数据港" not in promise_words.text_of(speaker("zh_CN"), action, names)


def test_a_project_that_left_every_list_keeps_its_code_but_for_the_unit_that_reported_it(desk: Desk) -> None:
    gone = StageReached("gone", "signed", "冷链物流中心")
    for unit in (A, B):
        promise = Promise(MARCH_22, unit, APRIL_12, "跟进", "", Item("project", B, "gone"), gone)
        desk.store.actions.make(promise, by="x", now=desk.now)
    stands = _stands(desk, MARCH_22)
    written = promise_words.slips(SAY, stands, promising.watched(desk.store, stands))
    assert ("冷链物流中心" in written[A], "冷链物流中心" in written[B]) == (False, True)
