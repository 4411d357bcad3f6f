"""Committing and looking up: receipts, repeats, replacements, lists of what there is."""

import hashlib
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pandas as pd
import pytest

from dashboard.errors import SubmissionRefused
from dashboard.frames import frame
from dashboard.store import Store
from tests.dashboard.store.desk import (
    DISTRICT,
    MARCH_8,
    MARCH_15,
    MARCH_22,
    NOON,
    Desk,
    counter,
    leaders,
    project,
    trip,
)


def test_a_receipt_says_what_was_filed_and_when(desk: Desk) -> None:
    receipt = desk.send(MARCH_8, content=b"bytes", visits=[trip("王一", MARCH_8)])
    assert (receipt.number, receipt.unit, receipt.period) == (1, "甲街道", MARCH_8)
    assert receipt.sha256 == hashlib.sha256(b"bytes").hexdigest()
    assert receipt.at == NOON + timedelta(minutes=1)
    assert (receipt.replaced, receipt.repeated) == ((), False)


def test_the_version_is_the_last_receipt(desk: Desk) -> None:
    assert desk.store.version == 0
    desk.send(MARCH_8)
    desk.send(MARCH_8)
    assert desk.store.version == 2


def test_the_same_bytes_for_the_same_unit_and_week_get_the_same_receipt(desk: Desk) -> None:
    first = desk.send(MARCH_8, content=b"same", visits=[trip("王一", MARCH_8)])
    again = desk.send(MARCH_8, content=b"same", visits=[trip("王一", MARCH_8)])
    assert again.repeated
    assert (again.number, again.at, again.sha256) == (first.number, first.at, first.sha256)
    assert desk.store.version == 1


def test_the_same_bytes_for_another_week_or_unit_are_another_submission(desk: Desk) -> None:
    numbers = [
        desk.send(MARCH_8, content=b"same").number,
        desk.send(MARCH_15, content=b"same").number,
        desk.send(MARCH_8, content=b"same", unit="乙镇").number,
    ]
    assert numbers == [1, 2, 3]


def test_the_same_bytes_read_anew_may_replace_their_first_reading_once(desk: Desk) -> None:
    first = desk.send(MARCH_8, content=b"same", visits=[trip("王一", MARCH_8)])
    second = desk.send(MARCH_8, content=b"same", visits=[trip("王壹", MARCH_8)], replaces=first.number)
    again = desk.send(MARCH_8, content=b"same", visits=[trip("王壹", MARCH_8)], replaces=first.number)
    assert (second.number, second.replaced) == (2, (1,))
    assert (again.number, again.repeated, again.replaced) == (2, True, (1,))
    assert leaders(desk.store.snapshot(MARCH_8)) == ["王壹"]


def test_a_receipt_names_what_no_longer_stands_for_its_week(desk: Desk) -> None:
    desk.send(MARCH_8, visits=[trip("王一", MARCH_8)], projects=[project("甲", "signed")])
    desk.send(MARCH_8, unit="乙镇", visits=[trip("赵三", MARCH_8, unit="乙镇")])
    third = desk.send(MARCH_15, visits=[trip("李二", MARCH_15)])
    assert third.replaced == (1,)
    assert desk.store.submission(third.number).receipt == third
    fourth = desk.send(MARCH_15, projects=[project("乙", "negotiating")])
    assert fourth.replaced == ()


def test_replacing_an_unknown_receipt_is_refused_and_stores_nothing(desk: Desk) -> None:
    desk.send(MARCH_8)
    with pytest.raises(SubmissionRefused) as refused:
        desk.send(MARCH_8, replaces=7)
    assert (refused.value.code, refused.value.detail) == ("unknown-receipt", {"receipt": 7})
    assert desk.store.version == 1


@pytest.mark.parametrize(
    "options",
    [
        {"unit": "乙镇", "visits": [trip("赵三", MARCH_8, unit="乙镇")]},
        {"unit": "乙镇", "visits": [trip("王壹", MARCH_8)]},
        {"unit": "甲街道", "visits": [trip("客", MARCH_8, direction="inbound")]},
        {"unit": "甲街道", "projects": [project("甲", "signed")]},
    ],
    ids=["another unit", "another sender", "another direction", "another ledger"],
)
def test_replacing_a_receipt_of_something_else_is_refused_and_stores_nothing(
    desk: Desk, options: dict[str, Any]
) -> None:
    first = desk.send(MARCH_8, visits=[trip("王一", MARCH_8)])
    with pytest.raises(SubmissionRefused) as refused:
        desk.send(MARCH_8, name="乙.xlsx", replaces=first.number, **options)
    assert (refused.value.code, refused.value.detail) == ("replaces-another", {"name": "乙.xlsx", "receipt": 1})
    assert desk.store.version == 1
    assert leaders(desk.store.snapshot(MARCH_8)) == ["王一"]


def test_every_receipt_is_later_than_the_one_before_whatever_the_clock_says(desk: Desk) -> None:
    first = desk.send(MARCH_8)
    desk.now -= timedelta(hours=2)
    second = desk.send(MARCH_15)
    assert second.at == first.at + timedelta(microseconds=1)


def test_times_are_kept_in_utc_whatever_the_zone(desk: Desk) -> None:
    shanghai = timezone(timedelta(hours=8))
    receipt = desk.store.commit(desk.submission(MARCH_8), now=datetime(2024, 3, 29, 17, 0, tzinfo=shanghai))
    assert receipt.at == datetime(2024, 3, 29, 9, 0, tzinfo=UTC)


def test_a_submission_comes_back_in_full(desk: Desk) -> None:
    findings = [{"code": "not-a-number", "severity": "error", "cell": "C4", "found": "约三", "detail": {"n": 1}}]
    sheets = [{"name": "外出", "table": 1, "ledger": "visits", "columns": {"unit": "A"}, "header_rows": (2, 3)}]
    records = [trip("王一", MARCH_8), trip("赵三", MARCH_15, unit="乙镇", row=4), trip("孙四", MARCH_22, row=5)]
    receipt = desk.send(
        MARCH_8,
        visits=records,
        findings=findings,
        sheets=sheets,
        answers={"unit": "甲街道"},
        template="A",
        name="外出.xlsx",
        uploader="clerk",
        content=b"the file",
    )
    filed = desk.store.submission(receipt.number)
    assert (filed.name, filed.uploader, filed.scope, filed.template) == ("外出.xlsx", "clerk", "whole", "A")
    assert filed.findings == findings
    assert filed.sheets == [{**sheets[0], "header_rows": [2, 3]}]
    assert filed.answers == {"unit": "甲街道"}
    pd.testing.assert_frame_equal(filed.tables["visits"], frame("visits", records))
    assert desk.store.archived(receipt.number) == b"the file"


def test_an_unknown_receipt_is_refused_when_looked_up(desk: Desk) -> None:
    for look in (desk.store.submission, desk.store.archived):
        with pytest.raises(SubmissionRefused) as refused:
            look(3)
        assert refused.value.code == "unknown-receipt"


def test_the_list_of_submissions_is_newest_first_and_says_what_stands(desk: Desk) -> None:
    findings = [{"severity": "error"}, {"severity": "warning"}, {"severity": "warning"}, {"severity": "info"}]
    desk.send(MARCH_8, visits=[trip("王一", MARCH_8)], findings=findings, name="一.xlsx", uploader="clerk")
    desk.send(MARCH_15, visits=[trip("王一", MARCH_8), trip("李二", MARCH_15, row=4)], name="二.xlsx")
    listed = desk.store.submissions()
    columns = ["number", "unit", "file", "uploader", "scope", "records", "errors", "warnings", "standing"]
    assert listed[columns].values.tolist() == [
        [2, "甲街道", "二.xlsx", "", "whole", 2, 0, 0, True],
        [1, "甲街道", "一.xlsx", "clerk", "whole", 1, 1, 2, False],
    ]
    assert listed["at"].iloc[1] == pd.Timestamp(NOON + timedelta(minutes=1))
    assert listed["period"].iloc[0] == pd.Timestamp(MARCH_15)
    assert desk.store.submissions(as_of=MARCH_8)["standing"].tolist() == [True]


def test_the_list_is_narrowed_by_unit_and_period(desk: Desk) -> None:
    desk.send(MARCH_8, visits=[trip("王一", MARCH_8)])
    desk.send(MARCH_8, unit="", visits=[trip("赵三", MARCH_8, unit="乙镇")])
    desk.send(MARCH_15, unit="乙镇")
    assert desk.store.submissions(unit="乙镇")["number"].tolist() == [3, 2]
    assert desk.store.submissions(period=MARCH_8)["number"].tolist() == [2, 1]
    assert desk.store.submissions(unit="丙园区")["number"].tolist() == []


def test_a_weekly_counter_of_last_year_stands_in_its_own_year(desk: Desk) -> None:
    december = MARCH_8.replace(year=2023, month=12)
    desk.send(december, counters=[counter("outbound_trips", 3, december, period="week")])
    assert desk.store.submissions(as_of=december)["standing"].tolist() == [True]
    assert desk.store.submissions()["standing"].tolist() == [True]
    desk.send(MARCH_8)
    assert desk.store.submissions()["standing"].tolist() == [False, False]


def test_periods_are_distinct_and_ascending(desk: Desk) -> None:
    for day in (MARCH_15, MARCH_8, MARCH_15):
        desk.send(day)
    assert desk.store.periods() == [MARCH_8, MARCH_15]


def test_previous_tables_are_the_units_last_ones_before_a_day(desk: Desk) -> None:
    both = [trip("王一", MARCH_8), trip("赵三", MARCH_8, unit="乙镇", row=4)]
    desk.send(MARCH_8, unit="", visits=both, counters=[counter("chambers", 2, MARCH_8)])
    desk.send(MARCH_15, visits=[trip("李二", MARCH_15)])
    earlier = desk.store.previous("甲街道", MARCH_15).tables()
    pd.testing.assert_frame_equal(earlier["visits"], frame("visits", both[:1]))
    pd.testing.assert_frame_equal(earlier["counters"], frame("counters", [counter("chambers", 2, MARCH_8)]))
    assert list(desk.store.previous("甲街道", MARCH_22).tables()["visits"]["leader"]) == ["李二"]
    assert desk.store.previous("甲街道", MARCH_8).tables() == {}


def test_what_was_committed_is_there_when_the_store_is_opened_again(desk: Desk) -> None:
    desk.send(MARCH_8, visits=[trip("王一", MARCH_8)])
    with Store(desk.store.settings, DISTRICT) as again:
        assert leaders(again.snapshot(MARCH_8)) == ["王一"]


def test_the_same_bytes_decided_otherwise_take_the_place_of_their_receipt_as_a_whole(desk: Desk) -> None:
    wrong = [trip("王一", MARCH_8), trip("王一", MARCH_8, unit="乙镇", row=4)]
    right = [trip("王一", MARCH_8, unit="丙园区")]
    desk.send(MARCH_8, content=b"same", unit="", visits=wrong)
    second = desk.send(MARCH_8, content=b"same", unit="", visits=right)
    again = desk.send(MARCH_8, content=b"same", unit="", visits=right)
    assert (second.number, second.replaced, second.repeated) == (2, (1,), False)
    assert (again.number, again.repeated) == (2, True)
    assert [(unit, leaders(desk.store.snapshot(MARCH_8), unit)) for unit in ("甲街道", "乙镇", "丙园区")] == [
        ("甲街道", []),
        ("乙镇", []),
        ("丙园区", ["王一"]),
    ]


def test_the_same_bytes_as_an_increment_after_all_are_a_correction(desk: Desk) -> None:
    desk.send(MARCH_8, visits=[trip("王一", MARCH_8)])
    desk.send(MARCH_15, content=b"same", visits=[trip("李二", MARCH_15)])
    assert leaders(desk.store.snapshot(MARCH_15)) == ["李二"]
    draft = desk.submission(MARCH_15, content=b"same", scope="increment", visits=[trip("李二", MARCH_15)])
    assert leaders(desk.store.snapshot(MARCH_15, also=[draft])) == ["王一", "李二"]
    assert desk.store.commit(draft, now=desk.now).replaced == (2,)
    assert leaders(desk.store.snapshot(MARCH_15)) == ["王一", "李二"]


def test_a_decision_taken_back_stands_again(desk: Desk) -> None:
    for leader in ("王一", "李二", "王一"):
        desk.send(MARCH_8, content=b"same", visits=[trip(leader, MARCH_8)])
    assert (desk.store.version, leaders(desk.store.snapshot(MARCH_8))) == (3, ["王一"])


def test_a_joint_file_is_compared_with_what_the_units_themselves_reported(desk: Desk) -> None:
    desk.send(MARCH_8, visits=[trip("王一", MARCH_8)])
    desk.send(MARCH_8, unit="", visits=[trip("赵三", MARCH_8, unit="乙镇")])
    assert sorted(desk.store.previous("", MARCH_15).tables()["visits"]["leader"]) == ["王一", "赵三"]
    assert list(desk.store.previous("", MARCH_15).of_others.tables()["visits"]["leader"]) == ["王一"]


def test_what_another_unit_says_of_a_unit_is_not_what_its_own_file_replaces(desk: Desk) -> None:
    desk.send(MARCH_8, unit="乙镇", visits=[trip("孙四", MARCH_8)])
    desk.send(MARCH_8, visits=[trip("王一", MARCH_8)])
    assert list(desk.store.previous("甲街道", MARCH_15).tables()["visits"]["leader"]) == ["王一"]


def test_additions_beside_are_those_of_another_file_for_the_same_lines_and_period(desk: Desk) -> None:
    first = desk.send(MARCH_8, scope="increment", visits=[trip("王一", MARCH_8)])
    desk.send(MARCH_8, scope="increment", visits=[trip("客", MARCH_8, direction="inbound")])
    desk.send(MARCH_15, scope="increment", visits=[trip("李二", MARCH_15)])
    draft = desk.submission(MARCH_8, scope="increment", visits=[trip("孙四", MARCH_8)])
    assert desk.store.beside(draft) == [first.number]
    whole = desk.submission(MARCH_8, visits=[trip("孙四", MARCH_8)])
    assert desk.store.beside(whole) == []


def test_the_same_bytes_for_the_day_name_their_newest_receipt_that_counts(desk: Desk) -> None:
    first = desk.send(MARCH_8, content=b"same", visits=[trip("王一", MARCH_8)])
    own, other = (hashlib.sha256(content).hexdigest() for content in (b"same", b"other"))
    assert desk.store.receipt_of(own, MARCH_8) == first.number
    assert desk.store.receipt_of(own, MARCH_15) is None
    assert desk.store.receipt_of(other, MARCH_8) is None
    desk.store.retract(first.number, "发错", by="x", now=desk.now)
    assert desk.store.receipt_of(own, MARCH_8) is None
