"""Words to remind with: who owes what, and for one unit what is missing and what is in no figure."""

from datetime import date

from dashboard.contract import District, Unit
from dashboard.i18n import speaker
from dashboard.workflows import reminding
from dashboard.workflows.concerns import Open
from dashboard.workflows.returns import Return
from loaders import Finding

WEEK = date(2024, 3, 29)
DISTRICT = District(
    "示例区", units=(Unit("板浦镇", ledgers=("visits", "projects")), Unit("宁海街道", ledgers=("visits",)))
)
SAY = speaker("zh_CN")
ERROR = Open(7, "板浦镇.xlsx", Finding("not-a-date", "走访", "C4", "2024/13/1"), "error")
WARNING = Open(7, "板浦镇.xlsx", Finding("missing-required", "走访", "D5"), "warning")


def test_all_are_named_with_what_they_owe() -> None:
    owed = [Return("板浦镇", WEEK, "partial", lacking=("projects",)), Return("宁海街道", WEEK, "missing")]
    assert reminding.everybody(SAY, DISTRICT, WEEK, owed) == (
        "截至2024年3月29日一周，以下2家单位报表尚未报齐，请尽快报送：\n板浦镇：项目\n宁海街道：走访接待"
    )


def test_one_unit_is_told_what_is_missing_and_each_open_error_in_a_sentence() -> None:
    entry = Return("板浦镇", WEEK, "partial", lacking=("projects",))
    assert reminding.one(SAY, DISTRICT, entry, [WARNING, ERROR]) == (
        "板浦镇：截至2024年3月29日一周的报表有2项需要处理：\n"
        "1. 尚缺项目，请尽快报送。\n"
        "2. 板浦镇.xlsx 走访 C4：“2024/13/1”不是日期，该值不计入。请写明年月日，如2024-03-20。"
    )


def test_one_item_in_english_is_singular() -> None:
    entry = Return("板浦镇", WEEK, "missing", lacking=("visits", "projects"))
    assert reminding.one(speaker("en"), DISTRICT, entry, []) == (
        "板浦镇: 1 item is open for the week to 29 Mar 2024:\n"
        "1. Missing: Visits, Projects; please send what is missing."
    )


def test_where_all_has_come_and_only_warnings_are_left_there_is_nothing_to_say() -> None:
    assert reminding.one(SAY, DISTRICT, Return("板浦镇", WEEK, "on-time"), [WARNING]) == ""
    assert reminding.one(SAY, DISTRICT, Return("板浦镇", WEEK, "no-meeting"), []) == ""


def test_after_a_dozen_errors_the_rest_is_counted() -> None:
    lines = reminding.one(SAY, DISTRICT, Return("板浦镇", WEEK, "late"), [ERROR] * 15).splitlines()
    assert len(lines) == 1 + 12 + 1
    assert lines[-1] == "13. 另有3处不计入，见退回的标注表格。"
