"""Figures entered by hand: they stand until the unit's own later return says the figure, on each database alike."""

from datetime import date, datetime, timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook

from dashboard.config import Settings
from dashboard.errors import SubmissionRefused
from dashboard.i18n import speaker
from dashboard.store import Receipt, Store, check, rebuild
from dashboard.workflows import entering, freezing, report
from dashboard.workflows.entering import Entry
from dashboard.workflows.preparing import checklist
from dashboard.workflows.restating import restatements
from dashboard.workflows.returns import reported, returns
from metrics import Measure
from metrics.catalogue import INDICATORS
from tests.dashboard.store.desk import DISTRICT, MARCH_22, MARCH_29, NOON, Desk, counter, trip

A, B = "甲街道", "乙镇"
APRIL_5 = date(2024, 4, 5)
TRIPS = "outbound_trips"


def _entry(value: float | None = 14, **more: object) -> Entry:
    facts: dict[str, object] = {"unit": A, "indicator": TRIPS, "cover_to": MARCH_29}
    told = {"who": "甲街道张三", "why": "漏报两次", "evidence": "通话记录3月29日"}
    return Entry(**facts | told | {"value": value} | more)  # type: ignore[arg-type]  # options as the test words them


def _enter(desk: Desk, value: float | None = 14, **more: object) -> Receipt:
    desk.now += timedelta(minutes=1)
    return entering.entered(_entry(value, **more), desk.store, by="local", now=desk.now)


def _report(desk: Desk, day: date = MARCH_29, known_at: datetime | None = None) -> report.Standing:
    return report.standing(desk.store, desk.store.registry.at(day, known_at), day, known_at)


def _of(desk: Desk, day: date = MARCH_29, unit: str = A, indicator: str = TRIPS, **more: object) -> Measure:
    return _report(desk, day, **more).report.units[unit][indicator]  # type: ignore[arg-type]  # as above


def _trips(desk: Desk, count: int, period: date = MARCH_29, unit: str = A) -> Receipt:
    rows = [trip(f"赵{n}", date(2024, 3, n + 1), row=3 + n, unit=unit) for n in range(count)]
    return desk.send(period, unit=unit, visits=rows)


def _codes(measure: Measure) -> list[str]:
    return [note.code for note in measure.notes]


def test_an_entry_takes_the_place_of_what_the_list_says(desk: Desk) -> None:
    _trips(desk, 12)
    receipt = _enter(desk, 14)
    found = _of(desk)
    assert (found.value, found.by_hand, found.cover_to) == (14, "entered", MARCH_29)
    (note,) = found.notes
    assert note.code == "manual-instead"
    assert (note.detail["own"], note.detail["value"], note.detail["receipt"]) == (12, 14, receipt.number)
    assert [note.detail[name] for name in ("who", "why", "evidence")] == ["甲街道张三", "漏报两次", "通话记录3月29日"]


def test_an_entry_takes_the_place_of_a_counter(desk: Desk) -> None:
    desk.send(MARCH_29, counters=[counter(TRIPS, 12, MARCH_29)])
    _enter(desk, 14)
    assert (_of(desk).value, _codes(_of(desk))) == (14, ["manual-instead"])


def test_an_entry_alone_is_the_figure(desk: Desk) -> None:
    _enter(desk, 14)
    assert (_of(desk).value, _codes(_of(desk))) == (14, ["manual"])


def test_the_figure_leads_to_its_cell_and_the_slip_says_who_why_and_on_what_evidence(desk: Desk) -> None:
    receipt = _enter(desk, 14)
    (source,) = _of(desk).source
    assert (source.submission, source.file, source.sheet, source.cell) == (
        receipt.number, "人工录入_甲街道_走出去_20240329.xlsx", "人工录入", "B4",
    )  # fmt: skip
    sheet = load_workbook(BytesIO(desk.store.archived(receipt.number)))["人工录入"]
    assert [row[0].value for row in sheet.iter_rows()] == [
        "甲街道走出去人工录入（截至2024年3月29日）",
        "填报单位：甲街道",
        "单位",
        "甲街道",
        "注：据电话等告知由人工录入，非单位报送的报表。",
        "告知人：甲街道张三",
        "录入原因：漏报两次",
        "佐证：通话记录3月29日",
        f"录入人：本机　录入时间：{desk.now:%Y-%m-%d %H:%M}",
    ]
    assert (sheet["B3"].value, sheet["B4"].value) == ("累计走出去（次）", 14)
    assert desk.store.submission(receipt.number).by_hand["who"] == "甲街道张三"


def test_the_report_marks_it_as_text_and_leads_to_its_file_as_data(desk: Desk) -> None:
    _enter(desk, 14)
    stands = _report(desk)
    assert [line.split() for line in report.listing(stands, speaker("zh_CN")).splitlines() if "（人工）" in line] == [
        ["走出去", "14次（人工）"]
    ]
    cell = {"file": "人工录入_甲街道_走出去_20240329.xlsx", "sheet": "人工录入", "cell": "B4"}
    assert report.document(stands)["units"][A][TRIPS]["source"] == [cell]


def test_before_its_day_an_entry_is_in_no_figure(desk: Desk) -> None:
    _trips(desk, 3, MARCH_22)
    _enter(desk, 14)
    assert (_of(desk, MARCH_22).value, _of(desk, MARCH_22).by_hand) == (3, "")
    assert (_of(desk, MARCH_29).value, _of(desk, APRIL_5).value) == (14, 14)


def test_the_mark_goes_when_the_units_file_agrees(desk: Desk) -> None:
    _trips(desk, 12)
    _enter(desk, 14)
    _trips(desk, 14)
    assert (_of(desk).value, _of(desk).by_hand, _of(desk).notes) == (14, "", ())


def test_the_units_file_counts_when_it_differs_and_the_difference_is_said(desk: Desk) -> None:
    _enter(desk, 14)
    _trips(desk, 13)
    found = _of(desk)
    assert (found.value, found.by_hand, _codes(found)) == (13, "", ["manual-differs"])
    assert (found.notes[0].detail["value"], found.notes[0].detail["own"]) == (14, 13)


def test_a_later_file_that_has_grown_contradicts_nothing_and_one_that_has_shrunk_does(desk: Desk) -> None:
    _enter(desk, 14)
    _trips(desk, 16, APRIL_5)
    assert (_of(desk, APRIL_5).value, _of(desk, APRIL_5).notes) == (16, ())
    _trips(desk, 11, APRIL_5)
    assert (_of(desk, APRIL_5).value, _codes(_of(desk, APRIL_5))) == (11, ["manual-differs"])


def test_a_late_file_for_an_earlier_week_takes_nothing_back(desk: Desk) -> None:
    _enter(desk, 14)
    _trips(desk, 9, MARCH_22)
    assert (_of(desk).value, _codes(_of(desk))) == (14, ["manual-instead"])


def test_a_file_for_a_later_week_that_came_before_the_entry_is_not_disturbed(desk: Desk) -> None:
    _trips(desk, 16, APRIL_5)
    _enter(desk, 14)
    assert (_of(desk, MARCH_29).value, _of(desk, APRIL_5).value) == (14, 16)


def test_a_counter_is_later_by_its_own_day_and_not_by_its_files(desk: Desk) -> None:
    _enter(desk, 14)
    desk.send(MARCH_29, counters=[counter(TRIPS, 10, MARCH_22)])
    found = _of(desk)
    assert (found.value, found.by_hand, found.cover_to) == (14, "entered", MARCH_29)
    assert (_codes(found), found.notes[0].detail["own"]) == (["manual-instead"], 10)
    desk.send(APRIL_5, counters=[counter(TRIPS, 10, MARCH_29)])
    found = _of(desk, APRIL_5)
    assert (found.value, found.by_hand, _codes(found)) == (10, "", ["manual-differs"])


def test_a_week_beside_the_counter_of_the_year_says_nothing_of_the_year(desk: Desk) -> None:
    desk.send(MARCH_22, counters=[counter(TRIPS, 10, MARCH_22)])
    _enter(desk, 14)
    desk.send(MARCH_29, counters=[counter(TRIPS, 2, MARCH_29, period="week")])
    assert (_of(desk).value, _codes(_of(desk))) == (14, ["manual-instead"])


def test_an_addition_says_nothing_of_what_the_entry_corrected_and_a_whole_list_does(desk: Desk) -> None:
    _trips(desk, 3, MARCH_22)
    _enter(desk, 14)
    desk.send(APRIL_5, scope="increment", visits=[trip("新", date(2024, 4, 2), row=9)])
    found = _of(desk, APRIL_5)
    assert (found.value, found.by_hand, found.cover_to) == (14, "entered", MARCH_29)
    assert (_codes(found), found.notes[0].detail["own"]) == (["manual-instead"], 4)
    _trips(desk, 15, APRIL_5)
    assert (_of(desk, APRIL_5).value, _of(desk, APRIL_5).notes) == (15, ())


def test_additions_to_a_whole_list_that_said_the_figure_count_and_contradict_nothing(desk: Desk) -> None:
    _enter(desk, 14)
    _trips(desk, 14)
    desk.send(APRIL_5, scope="increment", visits=[trip("新", date(2024, 4, 2), row=20)])
    assert (_of(desk, APRIL_5).value, _of(desk, APRIL_5).notes) == (15, ())


def test_a_file_about_other_things_leaves_the_entry_alone(desk: Desk) -> None:
    _enter(desk, 14)
    desk.send(MARCH_29, visits=[trip("钱一", MARCH_22, direction="inbound")])
    assert (_of(desk).value, _of(desk).by_hand) == (14, "entered")


def test_a_sign_of_life_moves_the_day_on_and_keeps_the_figure(desk: Desk) -> None:
    log = ({"name": "外出", "table": 1, "ledger": "visits", "columns": {"unit": "A", "start": "B"}},)
    _trips(desk, 12)
    _enter(desk, 14)
    zero = {**counter(TRIPS, 0, APRIL_5, sheet="外出"), "cell": "A3"}
    desk.send(APRIL_5, sheets=log, counters=[zero])
    found = _of(desk, APRIL_5)
    assert (found.value, found.by_hand, found.cover_to) == (14, "entered", APRIL_5)


def test_the_second_entry_takes_the_place_of_the_first(desk: Desk) -> None:
    first = _enter(desk, 14)
    second = _enter(desk, 15)
    assert second.replaced == (first.number,)
    assert _of(desk).value == 15


def test_the_district_adds_what_was_entered_and_says_whose(desk: Desk) -> None:
    _trips(desk, 12)
    _trips(desk, 5, unit=B)
    _enter(desk, 14)
    found = _report(desk).report.district[TRIPS]
    assert (found.value, found.by_hand) == (19, "part")
    assert [(n.code, n.detail) for n in found.notes] == [("manual-part", {"unit": A})]


def test_the_districts_own_entry_stands_beside_its_units_sum(desk: Desk) -> None:
    _trips(desk, 5, unit=B)
    _enter(desk, 7, unit="示例区")
    found = _report(desk).report.district[TRIPS]
    assert (found.value, found.by_hand, _codes(found)) == (5, "", ["district-differs", "manual-own"])
    assert [note.detail[name] for note, name in zip(found.notes, ("own", "value"), strict=True)] == [7, 7]


def test_a_ratio_of_what_was_entered_is_marked_too(desk: Desk) -> None:
    _enter(desk, 12, indicator="projects_signed")
    _enter(desk, 9, indicator="projects_started")
    found = _of(desk, indicator="conversion_same_period")
    assert (found.value, found.by_hand) == (0.75, "entered")
    assert _report(desk).report.district["conversion_same_period"].by_hand == "part"


def test_a_week_entered_by_hand_is_the_latest_word_on_its_week(desk: Desk) -> None:
    weeks = [date(2024, 1, 5) + timedelta(days=7 * n) for n in range(13)]
    for day in weeks:
        desk.send(day, counters=[counter(TRIPS, 1, day, period="week")])
    _enter(desk, 3, span="week")
    assert (_of(desk).value, _codes(_of(desk))) == (15, ["manual"])
    desk.send(MARCH_29, counters=[counter(TRIPS, 2, MARCH_29, period="week")])
    assert (_of(desk).value, _codes(_of(desk))) == (14, ["manual-differs"])


def test_a_week_where_the_figure_is_one_of_the_year_is_refused(desk: Desk) -> None:
    _trips(desk, 12)
    with pytest.raises(SubmissionRefused) as refused:
        _enter(desk, 3, span="week")
    assert refused.value.code == "manual-unused"
    assert desk.store.acts == 1


def test_as_presented_before_the_entry_and_before_the_units_file(desk: Desk) -> None:
    _trips(desk, 12)
    before = desk.now
    _enter(desk, 14)
    between = desk.now
    _trips(desk, 13)
    values = [_of(desk, known_at=moment) for moment in (before, between, None)]
    assert [(m.value, m.by_hand) for m in values] == [(12, ""), (14, "entered"), (13, "")]


def test_a_retracted_entry_gives_the_units_figure_back(desk: Desk) -> None:
    _trips(desk, 12)
    receipt = _enter(desk, 14)
    known = desk.now
    desk.store.retract(receipt.number, "打错", by="local", now=desk.now + timedelta(minutes=1))
    assert (_of(desk).value, _of(desk).by_hand) == (12, "")
    assert _of(desk, known_at=known).value == 14


def test_the_same_entry_within_a_minute_is_one(desk: Desk) -> None:
    first = entering.entered(_entry(), desk.store, by="local", now=desk.now)
    again = entering.entered(_entry(), desk.store, by="local", now=desk.now)
    assert (again.number, again.repeated) == (first.number, True)


def test_the_units_next_file_is_not_read_beside_what_was_entered(desk: Desk) -> None:
    _enter(desk, 14)
    assert desk.store.previous_tables(A, APRIL_5) == {}


def test_a_store_rebuilt_from_archive_and_journal_shows_the_same(desk: Desk, place: Settings) -> None:
    _trips(desk, 12)
    _enter(desk, 14)
    before = report.document(_report(desk)), _of(desk).notes
    desk.store.close()
    rebuild(place)
    with Store(place, DISTRICT) as store:
        again = Desk(store)
        assert (report.document(_report(again)), _of(again).notes) == before
    assert check(place) == []


def test_an_entry_is_nobodys_return(desk: Desk) -> None:
    _enter(desk, 14)
    grid = returns(desk.store, DISTRICT, MARCH_29, datetime(2024, 4, 1)).grid
    assert (grid[A][MARCH_29].state, grid[A][MARCH_29].lacking) == ("missing", ("visits", "projects", "assets"))
    assert reported(desk.store.snapshot(MARCH_29), DISTRICT) == (0, 3)


def test_the_checklist_names_what_was_entered_and_what_the_units_file_contradicts(desk: Desk) -> None:
    _trips(desk, 12)
    first = _enter(desk, 14).number
    assert _listed(desk) == [("manual", A, TRIPS, 14, first, "instead", 12)]
    _trips(desk, 13)
    second = _enter(desk, 6, unit=B).number
    assert _listed(desk) == [
        ("contradicted", A, TRIPS, 14, first, "own", 13),
        ("manual", B, TRIPS, 6, second, "alone", None),
    ]


def _listed(desk: Desk) -> list[tuple[object, ...]]:
    grid = returns(desk.store, DISTRICT, MARCH_29, datetime(2024, 4, 1))
    lines = (line for line in checklist(desk.store, _report(desk), grid, None) if "value" in line.detail)
    said = ("indicator", "value", "receipt")
    return [
        (line.kind, line.subject, *(line.detail[n] for n in said), line.effect, line.at_stake["own"]) for line in lines
    ]


def test_a_frozen_figure_that_an_entry_changed_is_restated_with_its_reason(desk: Desk) -> None:
    _trips(desk, 12)
    desk.now += timedelta(minutes=1)
    freezing.freeze(desk.store, MARCH_29, by="local", now=desk.now)
    number = _enter(desk, 14).number
    found = next(r for r in restatements(desk.store, MARCH_29) if (r.unit, r.indicator) == (A, TRIPS))
    (part,) = found.parts
    assert (found.presented, found.now, part.amount) == (12, 14, 2)
    assert (part.cause.kind, part.cause.number, part.cause.reason) == ("manual", number, "漏报两次")


def test_what_would_change_is_told_before_anything_is_stored(desk: Desk) -> None:
    _trips(desk, 12)
    found = entering.foreseen(_entry(14, who=""), desk.store, by="local", now=desk.now)
    assert [(c.unit, c.before.value, c.after.value, c.after.by_hand) for c in found] == [
        (A, 12, 14, "entered"),
        ("示例区", 12, 14, "part"),
    ]
    assert desk.store.acts == 1


@pytest.mark.parametrize(
    ("code", "facts"),
    [
        ("manual-unit", {"unit": "丁镇"}),
        ("manual-indicator", {"indicator": "conversion_stock"}),
        ("manual-value", {"value": None}),
        ("manual-value", {"value": float("nan")}),
        ("manual-negative", {"value": -1}),
        ("manual-not-whole", {"value": 1.5}),
        ("manual-future", {"cover_to": APRIL_5}),
        ("manual-who", {"who": " "}),
        ("manual-who", {"who": "13800001111"}),
        ("manual-reason", {"why": ""}),
        ("manual-evidence", {"evidence": "\n"}),
    ],
)
def test_what_is_missing_or_cannot_be_is_refused(desk: Desk, code: str, facts: dict[str, object]) -> None:
    with pytest.raises(SubmissionRefused) as refused:
        _enter(desk, **facts)  # type: ignore[arg-type]  # options as the case words them
    assert (refused.value.code, desk.store.acts) == (code, 0)


def test_telephone_numbers_are_not_carried_on(desk: Desk) -> None:
    _enter(desk, 14, evidence="通话记录 手机13800001111")
    assert _of(desk).notes[0].detail["evidence"] == "通话记录"


@pytest.mark.parametrize("indicator", entering.ENTERABLE)
@pytest.mark.parametrize("hedged", [False, True])
def test_every_indicator_is_read_back_as_it_was_meant(indicator: str, hedged: bool) -> None:
    value = 3 if INDICATORS[indicator].kind == "count" else 5700.25
    for span in entering.SPANS:
        said = _entry(value, indicator=indicator, span=span, hedged=hedged)
        counters = entering.submission(said, DISTRICT, by="local", now=NOON).tables["counters"]
        assert [*counters[["indicator", "period", "value"]].iloc[0]] == [indicator, span, value]
        assert counters["hedged"].iloc[0] == ("value" if hedged else "")
