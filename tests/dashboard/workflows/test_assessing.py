"""What is handed out of a publication: the totals, and every term with its inputs and their cells."""

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from dashboard.exports.contents import Sum
from dashboard.i18n import Say
from dashboard.store import Store
from dashboard.workflows import annexes, assessing, report
from dashboard.workflows.codes import Names
from metrics.measure import Source
from metrics.score_inputs import Input
from metrics.scoring import scoreboard
from tests.dashboard.store.desk import DISTRICT, MARCH_29, NOON, settings
from tests.dashboard.workflows.test_score_rules import draft


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(settings(tmp_path), DISTRICT) as found:
        yield found


def test_the_score_sheets_of_a_publication_are_what_lies_under_its_hash(store: Store) -> None:
    rules = draft(50)
    store.assessments.open("一季度", rules.text.encode(), "a.toml", date(2024, 1, 1), MARCH_29, by="局", now=NOON)
    aim = (Source(2, "目标.xlsx", "目标", "C3"),)
    parts = ((1.0, 1.0), (1.0, 1.0), (1.0, 1.0), (1.0, 1.0), (1.0, 0.5), (1.0, 0.5))
    given = Input("projects_signed", 1.0, 5, 10, made_of=parts, source=(Source(1, "3月.xlsx", "项目", "H4"),),
                  target_source=aim)  # fmt: skip
    board = scoreboard(rules, {"甲街道": "街道", "乙镇": "镇"}, {("甲街道", "s"): (given,)})
    period = store.assessments.all()[0]
    store.assessments.publish(period.number, assessing.document(board, MARCH_29), by="局", now=NOON)
    published = store.assessments.all()[0].publications[0]
    book = load_workbook(BytesIO(assessing.sheets(store, period, published, Say("en"))))
    totals, terms = ([[cell.value for cell in row] for row in sheet] for sheet in book)
    assert totals[1] == ["街道", 1, 1, "甲街道", 25, None, None, "25 = 25 points"]
    assert terms[0] == [
        *("Unit", "Term", "Form", "Points to be had", "Points", "Why none", "Evidence"),
        *("Indicator", "Weight", "Accepted", "Made of", "Target", "Share of the year gone", "Cells"),
        *("Cells of the target", "Arithmetic"),
    ]
    assert terms[1][:5] == ["甲街道", "签约", "proportional", 50, 25]
    made = ["Projects signed", 1, 5, "5 = 4 + 2 × 0.5", 10, None]
    assert terms[1][7:] == [*made, "3月.xlsx 项目 H4", "目标.xlsx 目标 C3", "5 ÷ 10 = 0.5; 0.5 × 50 = 25"]
    assert terms[2][-1] is None
    assert terms[2][:6] == ["乙镇", "签约", "proportional", 50, None, "no points given"]


def test_the_packs_score_sheet_adds_up_to_what_was_published(store: Store) -> None:
    rules = draft(50)
    store.assessments.open("一季度", rules.text.encode(), "a.toml", date(2024, 1, 1), MARCH_29, by="局", now=NOON)
    given = Input("projects_signed", 1.0, 5, 10, source=(Source(1, "3月.xlsx", "项目", "H4"),))
    board = scoreboard(rules, {"甲街道": "街道", "乙镇": "镇"}, {("甲街道", "s"): (given,)})
    period = store.assessments.all()[0]
    standing = report.standing(store, store.district, MARCH_29)
    say, names = Say("zh_CN"), Names(frozenset())
    assert [each for each in annexes.registers(store, standing, say, names) if each.sheet == "评分表"] == []
    store.assessments.publish(period.number, assessing.document(board, MARCH_29), by="局", now=NOON)
    (sheet,) = (each for each in annexes.registers(store, standing, say, names) if each.sheet == "评分表")
    first, second = sheet.rows
    assert (sheet.title, first[:4]) == ("一季度", ("街道", "甲街道", 25, Sum(25, ((2, 1.0),), 2)))
    assert second[2:4] == ("未评分", None)


def test_terms_left_out_scale_the_others_up_and_what_is_added_is_not_scaled() -> None:
    assert annexes._parts([40.0, "无数据", 5.0], [False, False, True], 2, 85.0) == ((2, 2.0), (4, 1.0))
    assert annexes._parts([40.0, 30.0, -2.0], [False, False, True], 2, 68.0) == ((2, 1.0), (3, 1.0), (4, 1.0))


def test_what_was_published_before_shares_were_told_is_handed_out_as_it_was(store: Store) -> None:
    rules = draft(50)
    store.assessments.open("一季度", rules.text.encode(), "a.toml", date(2024, 1, 1), MARCH_29, by="局", now=NOON)
    given = Input("projects_signed", 1.0, 5, 10, source=(Source(1, "3月.xlsx", "项目", "H4"),))
    shown = assessing.document(scoreboard(rules, {"甲街道": "街道"}, {("甲街道", "s"): (given,)}), MARCH_29)
    for each in shown["units"][0]["terms"][0]["inputs"]:
        del each["made_of"], each["target_cells"]
    period = store.assessments.all()[0]
    store.assessments.publish(period.number, shown, by="局", now=NOON)
    book = load_workbook(
        BytesIO(assessing.sheets(store, period, store.assessments.all()[0].publications[0], Say("en")))
    )
    _, row = book.worksheets[1].iter_rows(values_only=True)
    assert row[7:] == (
        "Projects signed", 1, 5, None, 10, None, "3月.xlsx 项目 H4", None, "5 ÷ 10 = 0.5; 0.5 × 50 = 25",
    )  # fmt: skip
