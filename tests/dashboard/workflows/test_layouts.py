"""Two layouts compared: what is new, gone, renamed, measured otherwise; moved columns are no difference."""

from typing import Any

import pytest

from dashboard.workflows.layouts import Difference, differences, likeness, sheets

FIELDS = {
    "项目名称": "name",
    "投资额": "investment",
    "总投资": "investment",
    "状态": "stage",
    "责任人": "responsible_person",
}


def layout(*headings: str, sheet: str = "项目", hidden: bool = False) -> list[dict[str, Any]]:
    columns = []
    for heading in headings:
        name, _, unit = heading.rstrip("）").partition("（")
        columns.append({"heading": heading, "field": FIELDS.get(name, ""), "unit": unit, "how": "word"})
    return [{"sheet": sheet, "ledger": "projects", "hidden": hidden, "columns": columns}]


BEFORE = layout("项目名称", "投资额（亿元）", "状态")


@pytest.mark.parametrize(
    ("after", "found"),
    [
        (layout("项目名称", "投资额（亿元）", "状态"), []),
        (layout("项目名称", "状态", "投资额（亿元）"), []),
        (layout("项目 名称", "投资额(亿元)", "状态"), []),
        (layout("项目名称", "投资额（亿元）", "状态", "穿针人"), [("added", "穿针人", "", "")]),
        (layout("项目名称", "投资额（亿元）"), [("gone", "状态", "", "")]),
        (layout("项目名称", "总投资（亿元）", "状态"), [("renamed", "总投资（亿元）", "投资额（亿元）", "")]),
        (layout("项目名称", "投资额（万元）", "状态"), [("unit", "投资额（万元）", "亿元", "万元")]),
        (
            layout("项目名称", "总投资（万元）", "状态"),
            [("renamed", "总投资（万元）", "投资额（亿元）", ""), ("unit", "总投资（万元）", "亿元", "万元")],
        ),
        (
            layout("项目名称", "穿针人", "总投资（亿元）", "状态"),
            [("renamed", "总投资（亿元）", "投资额（亿元）", ""), ("added", "穿针人", "", "")],
        ),
    ],
    ids=["same", "moved", "typed otherwise", "added", "gone", "renamed", "unit", "renamed and unit", "two for one"],
)
def test_differences(after: list[dict[str, Any]], found: list[tuple[str, ...]]) -> None:
    assert [(d.kind, d.heading, d.was, d.now) for d in differences(BEFORE, after)] == found


def test_an_unknown_heading_in_the_place_of_a_known_one_is_it_renamed() -> None:
    (found,) = differences(BEFORE, layout("项目名称", "盘子（亿元）", "状态"))
    assert found == Difference("renamed", "项目", "盘子（亿元）", "投资额（亿元）", field="investment")


def test_days_in_headings_are_no_difference() -> None:
    assert differences(layout("截至3月22日累计"), layout("截至4月5日累计")) == []


@pytest.mark.parametrize(
    ("after", "share"),
    [(layout("项目名称", "投资额（亿元）", "状态"), 1.0), (layout("项目名称", "责任人"), 0.25), (layout("借方"), 0.0)],
)
def test_likeness_is_the_share_of_headings_in_common(after: list[dict[str, Any]], share: float) -> None:
    assert likeness(BEFORE, after) == share


def test_hidden_sheets_do_not_count_for_likeness() -> None:
    assert likeness(BEFORE + layout("借方", hidden=True), BEFORE) == 1.0


def test_sheets_correspond_by_their_headings_whatever_they_are_called() -> None:
    before = layout("项目名称", "状态", sheet="在谈") + layout("拜访企业", "时间", sheet="0322")
    after = layout("拜访企业", "时间", sheet="0329") + layout("项目名称", "状态", sheet="洽谈")
    assert sheets(before, after) == {"在谈": "洽谈", "0322": "0329"}
