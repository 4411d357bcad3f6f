"""Figures entered by hand: they stand until the unit's own later return says the figure, on each database alike."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook

from dashboard.errors import SubmissionRefused
from dashboard.i18n import speaker
from dashboard.weeks import stamped
from dashboard.workflows import report
from tests.dashboard.store.desk import MARCH_22, MARCH_29, Desk, counter, trip
from tests.dashboard.store.entries import APRIL_5, TRIPS, A, B, codes, enter, figure_of, reported_on, sent_trips


def test_an_entry_takes_the_place_of_what_the_list_says(desk: Desk) -> None:
    sent_trips(desk, 12)
    receipt = enter(desk, 14)
    found = figure_of(desk)
    assert (found.value, found.by_hand, found.cover_to) == (14, "entered", MARCH_29)
    (note,) = found.notes
    assert note.code == "manual-instead"
    assert (note.detail["own"], note.detail["value"], note.detail["receipt"]) == (12, 14, receipt.number)
    assert [note.detail[name] for name in ("who", "why", "evidence")] == ["甲街道张三", "漏报两次", "通话记录3月29日"]


def test_an_entry_takes_the_place_of_a_counter(desk: Desk) -> None:
    desk.send(MARCH_29, counters=[counter(TRIPS, 12, MARCH_29)])
    enter(desk, 14)
    assert (figure_of(desk).value, codes(figure_of(desk))) == (14, ["manual-instead"])


def test_an_entry_alone_is_the_figure(desk: Desk) -> None:
    enter(desk, 14)
    assert (figure_of(desk).value, codes(figure_of(desk))) == (14, ["manual"])


def test_the_figure_leads_to_its_cell_and_the_slip_says_who_why_and_on_what_evidence(desk: Desk) -> None:
    receipt = enter(desk, 14)
    (source,) = figure_of(desk).source
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
        f"录入人：本机　录入时间：{stamped(desk.now)}",
    ]
    assert (sheet["B3"].value, sheet["B4"].value) == ("累计走出去（次）", 14)
    assert desk.store.submission(receipt.number).by_hand["who"] == "甲街道张三"


def test_the_report_marks_it_as_text_and_leads_to_its_file_as_data(desk: Desk) -> None:
    enter(desk, 14)
    stands = reported_on(desk)
    assert [line.split() for line in report.listing(stands, speaker("zh_CN")).splitlines() if "（人工）" in line] == [
        ["走出去", "14次（人工）"]
    ]
    cell = {"file": "人工录入_甲街道_走出去_20240329.xlsx", "sheet": "人工录入", "cell": "B4"}
    assert report.document(stands)["units"][A][TRIPS]["source"] == [cell]


def test_before_its_day_an_entry_is_in_no_figure(desk: Desk) -> None:
    sent_trips(desk, 3, MARCH_22)
    enter(desk, 14)
    assert (figure_of(desk, MARCH_22).value, figure_of(desk, MARCH_22).by_hand) == (3, "")
    assert (figure_of(desk, MARCH_29).value, figure_of(desk, APRIL_5).value) == (14, 14)


def test_the_mark_goes_when_the_units_file_agrees(desk: Desk) -> None:
    sent_trips(desk, 12)
    enter(desk, 14)
    sent_trips(desk, 14)
    assert (figure_of(desk).value, figure_of(desk).by_hand, figure_of(desk).notes) == (14, "", ())


def test_the_units_file_counts_when_it_differs_and_the_difference_is_said(desk: Desk) -> None:
    enter(desk, 14)
    sent_trips(desk, 13)
    found = figure_of(desk)
    assert (found.value, found.by_hand, codes(found)) == (13, "", ["manual-differs"])
    assert (found.notes[0].detail["value"], found.notes[0].detail["own"]) == (14, 13)


def test_a_later_file_that_has_grown_contradicts_nothing_and_one_that_has_shrunk_does(desk: Desk) -> None:
    enter(desk, 14)
    sent_trips(desk, 16, APRIL_5)
    assert (figure_of(desk, APRIL_5).value, figure_of(desk, APRIL_5).notes) == (16, ())
    sent_trips(desk, 11, APRIL_5)
    assert (figure_of(desk, APRIL_5).value, codes(figure_of(desk, APRIL_5))) == (11, ["manual-differs"])


def test_a_late_file_for_an_earlier_week_takes_nothing_back(desk: Desk) -> None:
    enter(desk, 14)
    sent_trips(desk, 9, MARCH_22)
    assert (figure_of(desk).value, codes(figure_of(desk))) == (14, ["manual-instead"])


def test_a_file_for_a_later_week_that_came_before_the_entry_is_not_disturbed(desk: Desk) -> None:
    sent_trips(desk, 16, APRIL_5)
    enter(desk, 14)
    assert (figure_of(desk, MARCH_29).value, figure_of(desk, APRIL_5).value) == (14, 16)


def test_a_counter_is_later_by_its_own_day_and_not_by_its_files(desk: Desk) -> None:
    enter(desk, 14)
    desk.send(MARCH_29, counters=[counter(TRIPS, 10, MARCH_22)])
    found = figure_of(desk)
    assert (found.value, found.by_hand, found.cover_to) == (14, "entered", MARCH_29)
    assert (codes(found), found.notes[0].detail["own"]) == (["manual-instead"], 10)
    desk.send(APRIL_5, counters=[counter(TRIPS, 10, MARCH_29)])
    found = figure_of(desk, APRIL_5)
    assert (found.value, found.by_hand, codes(found)) == (10, "", ["manual-differs"])


def test_a_week_beside_the_counter_of_the_year_says_nothing_of_the_year(desk: Desk) -> None:
    desk.send(MARCH_22, counters=[counter(TRIPS, 10, MARCH_22)])
    enter(desk, 14)
    desk.send(MARCH_29, counters=[counter(TRIPS, 2, MARCH_29, period="week")])
    assert (figure_of(desk).value, codes(figure_of(desk))) == (14, ["manual-instead"])


def test_an_addition_says_nothing_of_what_the_entry_corrected_and_a_whole_list_does(desk: Desk) -> None:
    sent_trips(desk, 3, MARCH_22)
    enter(desk, 14)
    desk.send(APRIL_5, scope="increment", visits=[trip("新", date(2024, 4, 2), row=9)])
    found = figure_of(desk, APRIL_5)
    assert (found.value, found.by_hand, found.cover_to) == (14, "entered", MARCH_29)
    assert (codes(found), found.notes[0].detail["own"]) == (["manual-instead"], 4)
    sent_trips(desk, 15, APRIL_5)
    assert (figure_of(desk, APRIL_5).value, figure_of(desk, APRIL_5).notes) == (15, ())


def test_additions_to_a_whole_list_that_said_the_figure_count_and_contradict_nothing(desk: Desk) -> None:
    enter(desk, 14)
    sent_trips(desk, 14)
    desk.send(APRIL_5, scope="increment", visits=[trip("新", date(2024, 4, 2), row=20)])
    assert (figure_of(desk, APRIL_5).value, figure_of(desk, APRIL_5).notes) == (15, ())


def test_a_file_about_other_things_leaves_the_entry_alone(desk: Desk) -> None:
    enter(desk, 14)
    desk.send(MARCH_29, visits=[trip("钱一", MARCH_22, direction="inbound")])
    assert (figure_of(desk).value, figure_of(desk).by_hand) == (14, "entered")


def test_a_sign_of_life_moves_the_day_on_and_keeps_the_figure(desk: Desk) -> None:
    log = ({"name": "外出", "table": 1, "ledger": "visits", "columns": {"unit": "A", "start": "B"}},)
    sent_trips(desk, 12)
    enter(desk, 14)
    zero = {**counter(TRIPS, 0, APRIL_5, sheet="外出"), "cell": "A3"}
    desk.send(APRIL_5, sheets=log, counters=[zero])
    found = figure_of(desk, APRIL_5)
    assert (found.value, found.by_hand, found.cover_to) == (14, "entered", APRIL_5)


def test_the_second_entry_takes_the_place_of_the_first(desk: Desk) -> None:
    first = enter(desk, 14)
    second = enter(desk, 15)
    assert second.replaced == (first.number,)
    assert figure_of(desk).value == 15


def test_the_district_adds_what_was_entered_and_says_whose(desk: Desk) -> None:
    sent_trips(desk, 12)
    sent_trips(desk, 5, unit=B)
    enter(desk, 14)
    found = reported_on(desk).report.district[TRIPS]
    assert (found.value, found.by_hand) == (19, "part")
    assert [(n.code, n.detail) for n in found.notes] == [("manual-part", {"unit": A})]


def test_the_districts_own_entry_stands_beside_its_units_sum(desk: Desk) -> None:
    sent_trips(desk, 5, unit=B)
    enter(desk, 7, unit="示例区")
    found = reported_on(desk).report.district[TRIPS]
    assert (found.value, found.by_hand, codes(found)) == (5, "", ["district-differs", "manual-own"])
    assert [note.detail[name] for note, name in zip(found.notes, ("own", "value"), strict=True)] == [7, 7]


def test_a_ratio_of_what_was_entered_is_marked_too(desk: Desk) -> None:
    enter(desk, 12, indicator="projects_signed")
    enter(desk, 9, indicator="projects_started")
    found = figure_of(desk, indicator="conversion_same_period")
    assert (found.value, found.by_hand) == (0.75, "entered")
    assert reported_on(desk).report.district["conversion_same_period"].by_hand == "part"


def test_a_week_entered_by_hand_is_the_latest_word_on_its_week(desk: Desk) -> None:
    weeks = [date(2024, 1, 5) + timedelta(days=7 * n) for n in range(13)]
    for day in weeks:
        desk.send(day, counters=[counter(TRIPS, 1, day, period="week")])
    enter(desk, 3, span="week")
    assert (figure_of(desk).value, codes(figure_of(desk))) == (15, ["manual"])
    desk.send(MARCH_29, counters=[counter(TRIPS, 2, MARCH_29, period="week")])
    assert (figure_of(desk).value, codes(figure_of(desk))) == (14, ["manual-differs"])


def test_a_week_where_the_figure_is_one_of_the_year_is_refused(desk: Desk) -> None:
    sent_trips(desk, 12)
    with pytest.raises(SubmissionRefused) as refused:
        enter(desk, 3, span="week")
    assert refused.value.code == "manual-unused"
    assert desk.store.acts == 1
