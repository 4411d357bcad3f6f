"""Blank forms: filled in with what is open, read again without a question, and nobody's text is a formula."""

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from dashboard.store import Store
from dashboard.workflows import blanks
from loaders import Reading, ingest
from tests.dashboard.store.desk import MARCH_29, Desk, asset, project, settings
from tests.loaders.sheets import DISTRICT

UNIT = "新海街道"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Store(settings(tmp_path), DISTRICT) as store:
        yield Desk(store)


def made(desk: Desk, form: str, unit: str = UNIT) -> bytes:
    return blanks.blank(form, unit, desk.store, DISTRICT, MARCH_29)


def reread(content: bytes) -> Reading:
    return ingest(content, "表.xlsx", district=DISTRICT, period=MARCH_29)


def filled(desk: Desk) -> None:
    one = {"unit": UNIT, "investment": 1.5, "first_contact_on": date(2024, 2, 1)}
    desk.send(
        MARCH_29,
        unit=UNIT,
        projects=[
            project("甲项目", "negotiating", **one),
            project("乙项目", "signed", row=4, **{**one, "hedged": "investment", "signed_on": date(2024, 3, 1)}),
            project("丙项目", "signed", row=5, unit=UNIT, investment=3, investment_low=1, investment_high=5),
            project("丁项目", "terminated", row=6, **one),
            project("戊项目", "completed", row=7, **one),
            project(
                "=1+1", "negotiating", row=8, unit=UNIT, imprecise="first_contact_on", first_contact_on=date(2024, 2, 1)
            ),
        ],
        assets=[
            {**asset("一号厂房", "factory", 2000, unit=UNIT), "area": 5000, "idle_area": 3000, "status": "negotiating"},
            {**asset("二号厂房", "factory", 5000, unit=UNIT, row=4), "area": 5000, "idle_area": 0, "status": "in_use"},
        ],
    )


def typed(content: bytes) -> bytes:
    """The form with 3 under every heading of its first row."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book.worksheets[0]
    for column in range(2, sheet.max_column + 1):
        sheet.cell(4, column).value = 3
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("form", list(blanks.forms()))
def test_every_form_is_read_again_without_a_question(desk: Desk, form: str) -> None:
    filled(desk)
    assert reread(made(desk, form)).questions == []
    got = reread(typed(made(desk, form)) if form in ("counters", "targets") else made(desk, form))
    assert got.questions == []
    assert got.unit == UNIT
    assert [table.ledger for table in got.sheets] == [blanks.forms()[form][1]]
    known = {column.heading for column in got.sheets[0].mapping if column.how not in ("unknown", "ambiguous")}
    assert known == {column.heading for column in blanks.forms()[form][2]}


def test_open_projects_come_back_as_they_stood(desk: Desk) -> None:
    filled(desk)
    rows = reread(made(desk, "projects")).tables["projects"]
    assert rows["name"].tolist() == ["甲项目", "乙项目", "丙项目", "=1+1"]
    assert rows["stage"].tolist() == ["negotiating", "signed", "signed", "negotiating"]
    assert rows["investment"].fillna(0).tolist() == [1.5, 1.5, 3, 0]
    assert (rows["investment_low"][2], rows["investment_high"][2]) == (1, 5)
    assert "investment" in rows["hedged"][1]
    assert [f"{day:%Y-%m-%d}" for day in rows["first_contact_on"].dropna()] == ["2024-02-01"] * 3
    assert rows["imprecise"].tolist() == ["", "", "", "first_contact_on"]


def test_assets_with_idle_space_come_back(desk: Desk) -> None:
    filled(desk)
    rows = reread(made(desk, "assets")).tables["assets"]
    assert rows[["name", "kind", "area", "idle_area", "revitalised_area", "status"]].values.tolist() == [
        ["一号厂房", "factory", 5000, 3000, 2000, "negotiating"]
    ]


def test_no_text_becomes_a_formula(desk: Desk) -> None:
    filled(desk)
    sheet = openpyxl.load_workbook(io.BytesIO(made(desk, "projects"))).worksheets[0]
    (cell,) = [cell for row in sheet.iter_rows() for cell in row if cell.value == "=1+1"]
    assert cell.data_type != "f" or cell.quotePrefix
    assert not [c for row in sheet.iter_rows() for c in row if c.data_type == "f"]


def test_stages_are_chosen_from_a_list_and_title_names_unit_and_day(desk: Desk) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(made(desk, "projects"))).worksheets[0]
    assert sheet["A1"].value == "新海街道招商项目台账（截至2024年3月29日）"
    (rule,) = sheet.data_validations.dataValidation
    assert rule.formula1.startswith('"在谈,签约')
    assert str(rule.sqref) == "F4:F33"


def test_the_districts_figures_have_a_row_for_every_unit_that_reports(desk: Desk) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(made(desk, "targets", "示例区"))).worksheets[0]
    assert [sheet.cell(row, 1).value for row in range(4, 9)] == [*(u.name for u in DISTRICT.units), None]
