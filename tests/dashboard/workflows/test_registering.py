"""The registry edited as rows or as a workbook: nothing changes unasked, slips are said with their place."""

import io
from datetime import date, datetime

import openpyxl
import pandas as pd
import pytest

from dashboard.config import REFERENCE_DISTRICT, SAMPLE_DISTRICT, district
from dashboard.contract import OutingExemption
from dashboard.errors import SettingsError
from dashboard.i18n import speaker
from dashboard.registry import district_of, document_of
from dashboard.workflows import registering
from dashboard.workflows.registering import Difference

ZH, EN = speaker("zh_CN"), speaker("en")
SAMPLE = district(SAMPLE_DISTRICT)


def _edited(content: bytes, sheet: str, cell: str, value: object) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(content))
    book[sheet][cell] = value
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("say", [ZH, EN], ids=["zh", "en"])
@pytest.mark.parametrize("path", [REFERENCE_DISTRICT, SAMPLE_DISTRICT], ids=["reference", "sample"])
def test_a_workbook_handed_back_untouched_changes_nothing(path, say):
    before = district(path)
    after = registering.uploaded(before, registering.workbook(before, say), "设置.xlsx", say)
    assert registering.differences(before, after) == []
    assert after.targets == before.targets
    assert repr(after) == repr(before)


@pytest.mark.parametrize("say", [ZH, EN], ids=["zh", "en"])
def test_rows_left_as_they_are_change_nothing(say):
    assert repr(registering.edited(SAMPLE, registering.rows(SAMPLE, say), say)) == repr(SAMPLE)


def test_what_an_edited_workbook_changes_is_named():
    book = registering.workbook(SAMPLE, ZH)
    book = _edited(book, "单位", "D2", "经开区、示例开发区")
    book = _edited(book, "会议日历", "D5", "休会")
    after = registering.uploaded(SAMPLE, _edited(book, "领导", "F2", "2024.6.30"), "设置.xlsx", ZH)
    assert registering.differences(SAMPLE, after) == [
        Difference("units", "示例经济开发区", "changed", ("aliases",)),
        Difference("leaders", "方怀瑾", "changed", ("until",)),
        Difference("meetings", "2024-03-29", "changed", ("held",)),
    ]
    assert after.units[0].aliases == ("经开区", "示例开发区")
    assert after.leaders[0].until == date(2024, 6, 30)


@pytest.mark.parametrize("typed", ["否", "no", False, "休会"])
def test_whether_a_meeting_is_held_may_be_answered_by_yes_or_no(typed):
    book = _edited(registering.workbook(SAMPLE, ZH), "会议日历", "D5", typed)
    after = registering.uploaded(SAMPLE, _edited(book, "会议日历", "D4", "是"), "设置.xlsx", ZH)
    assert registering.differences(SAMPLE, after) == [Difference("meetings", "2024-03-29", "changed", ("held",))]


def test_units_added_removed_and_moved_are_told_apart():
    rows = registering.rows(SAMPLE, ZH)["units"]
    rows = pd.concat([rows.iloc[[1, 0]], rows.iloc[3:]], ignore_index=True)
    rows.loc[len(rows)] = ["新设街道", "街道", "街镇园区", "", "", "", "2024-07-01", "", "走访接待、项目"]
    after = registering.edited(SAMPLE, {"units": rows}, ZH)
    assert registering.differences(SAMPLE, after) == [
        Difference("units", "临港产业园", "removed"),
        Difference("units", "新设街道", "added"),
        Difference("units", "", "reordered"),
    ]
    assert after.unit("新设街道").ledgers == ("visits", "projects")
    assert after.unit("新设街道").since == date(2024, 7, 1)


def test_credit_ratios_are_kept_with_their_days():
    rows = registering.rows(SAMPLE, ZH)["credit"]
    rows.loc[0] = ["首谈（首报）单位", "50%", "", "2024-06-30"]
    rows.loc[1] = ["落地（承接）单位", "0.5", "", "2024-06-30"]
    rows.loc[2] = ["首谈（首报）单位", "100%", "2024-07-01", ""]
    after = registering.edited(SAMPLE, {"credit": rows}, ZH)
    assert SAMPLE.shares(date(2024, 3, 29)) == {}
    assert after.shares(date(2024, 3, 29)) == {"originating": 0.5, "host": 0.5}
    assert after.shares(date(2024, 7, 1)) == {"originating": 1.0}
    added = ["originating", "host", "originating、2024-07-01"]
    assert registering.differences(SAMPLE, after) == [Difference("credit", name, "added") for name in added]


@pytest.mark.parametrize(
    ("row", "field"),
    [(["牵线单位", "50%", "", ""], "角色"), (["首谈（首报）单位", "150%", "", ""], "折算比例")],
    ids=["no such role", "more than all"],
)  # fmt: skip
def test_a_credit_ratio_that_cannot_be_is_refused_with_its_row(row, field):
    rows = registering.rows(SAMPLE, ZH)["credit"]
    rows.loc[0] = ["落地（承接）单位", "50%", "", "2024-06-30"]
    rows.loc[1] = row
    with pytest.raises(SettingsError) as caught:
        registering.edited(SAMPLE, {"credit": rows}, ZH)
    assert (caught.value.detail["section"], caught.value.detail["row"], caught.value.detail["field"]) == (
        "共建共享", 2, field,
    )  # fmt: skip


def test_two_shares_of_one_role_on_one_day_are_refused_in_a_sentence_with_both_places():
    rows = registering.rows(SAMPLE, ZH)["credit"]
    rows.loc[0] = ["落地（承接）单位", "50%", "", "2024-06-30"]
    rows.loc[1] = ["落地（承接）单位", "30%", "", ""]
    with pytest.raises(SettingsError) as caught:
        registering.edited(SAMPLE, {"credit": rows}, ZH)
    said = ZH(f"error.{caught.value.code}", **caught.value.detail)
    assert said == "共建共享第2行：落地（承接）单位在这段日子里已有比例（第1行），同一角色同一天只能有一个比例。"


def test_a_pace_basis_that_is_none_is_refused_with_its_row():
    rows = registering.rows(SAMPLE, ZH)["rules"]
    rows.loc[0, "value"] = "moon"
    with pytest.raises(SettingsError) as caught:
        registering.edited(SAMPLE, {"rules": rows}, ZH)
    assert ZH(f"error.{caught.value.code}", **caught.value.detail).startswith(
        "口径规则第1行：没有“moon”这种序时口径，可用的有：day"
    )


def test_days_on_which_the_shares_add_up_to_less_than_a_project_are_named():
    rows = registering.rows(SAMPLE, ZH)["credit"]
    rows.loc[0] = ["首谈（首报）单位", "30%", "", "2024-06-30"]
    rows.loc[1] = ["落地（承接）单位", "60%", "", ""]
    rows.loc[2] = ["首谈（首报）单位", "40%", "2024-09-01", ""]
    after = registering.edited(SAMPLE, {"credit": rows}, ZH)
    assert registering.short_of_one(after) == [(None, pytest.approx(0.9)), (date(2024, 7, 1), pytest.approx(0.6))]
    assert registering.short_of_one(SAMPLE) == []


def test_rules_are_edited_one_by_one():
    rows = registering.rows(SAMPLE, ZH)["rules"]
    rows.loc[rows["rule"] == "红灯幅度（百分点）", "value"] = "25"
    rows.loc[rows["rule"] == "盘活报送周期（周）", "value"] = "4"
    rows.loc[rows["rule"] == "招商月（月份）", "value"] = "4、10"
    after = registering.edited(SAMPLE, {"rules": rows}, ZH)
    assert (after.rules.red_points, after.rules.cadence_weeks["assets"], after.rules.campaign_months) == (
        25,
        4,
        (4, 10),
    )
    names = [each.name for each in registering.differences(SAMPLE, after)]
    assert names == ["red_points", "cadence_weeks.assets", "campaign_months"]


@pytest.mark.parametrize(
    ("sheet", "cell", "value", "code", "said"),
    [
        ("会议日历", "A3", "下周五", "registry-cell", {"sheet": "会议日历", "cell": "A3", "field": "数据截至"}),
        ("口径规则", "B2", "moon", "basis-unknown-cell", {"sheet": "口径规则", "cell": "B2"}),
        ("单位", "B1", "颜色", "registry-heading", {"sheet": "单位", "cell": "B1", "found": "颜色"}),
        ("单位", "A3", "示例经济开发区", "registry-cell", {"sheet": "单位", "cell": "A3", "field": "名称"}),
        ("领导", "E2", "上任以来", "registry-cell", {"sheet": "领导", "cell": "E2", "found": "上任以来"}),
    ],
)
def test_a_slip_in_the_workbook_is_said_with_sheet_and_cell(sheet, cell, value, code, said):
    content = _edited(registering.workbook(SAMPLE, ZH), sheet, cell, value)
    with pytest.raises(SettingsError) as caught:
        registering.uploaded(SAMPLE, content, "设置.xlsx", ZH)
    assert caught.value.code == code
    assert {name: caught.value.detail.get(name) for name in said} == said


def test_a_workbook_of_something_else_is_refused():
    book = openpyxl.Workbook()
    book.active.append([1])
    stream = io.BytesIO()
    book.save(stream)
    with pytest.raises(SettingsError) as caught:
        registering.uploaded(SAMPLE, stream.getvalue(), "别的.xlsx", ZH)
    assert (caught.value.code, caught.value.detail["known"]) == (
        "registry-sheets",
        "单位、领导、会议日历、共建共享、外出豁免、口径规则",
    )


def test_a_slip_in_the_rows_is_said_with_its_row():
    rows = registering.rows(SAMPLE, ZH)["meetings"]
    rows.loc[1, "deadline"] = "周五下班前"
    with pytest.raises(SettingsError) as caught:
        registering.edited(SAMPLE, {"meetings": rows}, ZH)
    assert caught.value.detail == {"section": "会议日历", "row": 2, "field": "报送截止", "found": "周五下班前"}


def test_a_deadline_keeps_its_hour():
    assert SAMPLE.meetings[0].deadline == datetime(2024, 3, 8, 17, 0)


def test_an_exemption_from_the_two_week_rule_is_kept_with_its_days_and_reason():
    rows = registering.rows(SAMPLE, ZH)["exemptions"]
    rows.loc[0] = ["方怀瑾", "2024-02-01", "2024-02-20", "党校培训"]
    after = registering.edited(SAMPLE, {"exemptions": rows}, ZH)
    assert after.exemptions == (OutingExemption("方怀瑾", date(2024, 2, 1), date(2024, 2, 20), "党校培训"),)
    assert registering.differences(SAMPLE, after) == [Difference("exemptions", "方怀瑾、2024-02-01", "added")]
    assert registering.rows(after, ZH)["exemptions"].values.tolist() == [list(rows.loc[0])]


@pytest.mark.parametrize(
    ("row", "field"),
    [(["无此人", "2024-02-01", "2024-02-20", "培训"], "领导"), (["方怀瑾", "2024-02-01", "2024-02-20", ""], "事由"),
     (["方怀瑾", "2024-02-20", "2024-02-01", "培训"], "截止日期"), (["方怀瑾", "", "2024-02-01", "培训"], "起始日期")],
    ids=["on no roster", "without a reason", "ends before it begins", "without its first day"],
)  # fmt: skip
def test_an_exemption_that_cannot_be_is_refused_with_its_row(row, field):
    rows = registering.rows(SAMPLE, ZH)["exemptions"]
    rows.loc[0] = row
    with pytest.raises(SettingsError) as caught:
        registering.edited(SAMPLE, {"exemptions": rows}, ZH)
    assert (caught.value.detail["section"], caught.value.detail["row"]) == ("外出豁免", 1)
    assert caught.value.detail["field"] == field


@pytest.mark.parametrize("say", [ZH, EN], ids=["zh", "en"])
def test_who_counts_a_joint_trip_is_chosen_by_its_words(say):
    rows = registering.rows(SAMPLE, say)["rules"]
    rule = rows["rule"] == say("registry.rule.joint_trips")
    assert rows.loc[rule, "value"].tolist() == [say("registry.word.joint_trips.reporting")]
    rows.loc[rule, "value"] = say("registry.word.joint_trips.companions")
    assert registering.edited(SAMPLE, {"rules": rows}, say).rules.joint_trips == "companions"


def test_a_rule_for_joint_trips_that_nobody_knows_is_refused_with_its_row():
    rows = registering.rows(SAMPLE, ZH)["rules"]
    at = int(rows.index[rows["rule"] == ZH("registry.rule.joint_trips")][0])
    rows.loc[at, "value"] = "各算各的"
    with pytest.raises(SettingsError) as refused:
        registering.edited(SAMPLE, {"rules": rows}, ZH)
    assert (refused.value.code, refused.value.detail["row"]) == ("registry-entry", at + 1)


def test_a_rule_that_cannot_be_is_refused_with_its_row():
    rows = registering.rows(SAMPLE, ZH)["rules"]
    at = int(rows.index[rows["rule"] == ZH("registry.rule.campaign_months")][0])
    rows.loc[at, "value"] = "13"
    with pytest.raises(SettingsError) as refused:
        registering.edited(SAMPLE, {"rules": rows}, ZH)
    told = {name: refused.value.detail[name] for name in ("row", "field")}
    assert (refused.value.code, told) == ("registry-entry", {"row": at + 1, "field": "招商月（月份）"})


def test_an_edition_that_was_kept_once_is_read_as_it_was_kept():
    """What an earlier program let pass must not keep the store from opening."""
    kept = document_of(SAMPLE)
    kept["rules"] = {**kept["rules"], "campaign_months": [13]}
    assert district_of(kept, lambda *_: {}).rules.campaign_months == (13,)
