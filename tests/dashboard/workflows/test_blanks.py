"""Blank forms: filled in with all that stands, read again without a question or a change, no text a formula."""

import io
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from dashboard import config
from dashboard.config import Settings
from dashboard.contract import District, Snapshot
from dashboard.store import Store
from dashboard.workflows import blanks, receive, report
from loaders import Reading, ingest
from tests.dashboard.store.desk import MARCH_22, MARCH_29, NOON, Desk, asset, project, settings
from tests.loaders.sheets import DISTRICT, workbook

UNIT = "新海街道"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Store(settings(tmp_path), DISTRICT) as store:
        yield Desk(store)


def made(desk: Desk, form: str, unit: str = UNIT) -> bytes:
    return blanks.blank(form, unit, desk.store, DISTRICT, MARCH_29)


def reread(content: bytes) -> Reading:
    return ingest(content, "表.xlsx", district=DISTRICT, period=MARCH_29)


def fill_in(desk: Desk) -> None:
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
    fill_in(desk)
    assert reread(made(desk, form)).questions == []
    got = reread(typed(made(desk, form)) if form in ("counters", "targets") else made(desk, form))
    assert got.questions == []
    assert got.unit == UNIT
    assert [table.ledger for table in got.sheets] == [blanks.forms()[form][1]]
    read = {column.heading for column in got.sheets[0].mapping}
    known = {column.heading for column in got.sheets[0].mapping if column.how not in ("unknown", "ambiguous")}
    assert known == read
    assert read <= {column.heading for column in blanks.forms()[form][2]}


def test_every_project_comes_back_as_it_stood(desk: Desk) -> None:
    fill_in(desk)
    rows = reread(made(desk, "projects")).tables["projects"]
    assert rows["name"].tolist() == ["甲项目", "乙项目", "丙项目", "丁项目", "戊项目", "=1+1"]
    assert rows["stage"].tolist() == ["negotiating", "signed", "signed", "terminated", "completed", "negotiating"]
    assert rows["investment"].fillna(0).tolist() == [1.5, 1.5, 3, 1.5, 1.5, 0]
    assert (rows["investment_low"][2], rows["investment_high"][2]) == (1, 5)
    assert "investment" in rows["hedged"][1]
    assert [f"{day:%Y-%m-%d}" for day in rows["first_contact_on"].dropna()] == ["2024-02-01"] * 5
    assert rows["imprecise"].tolist() == ["", "", "", "", "", "first_contact_on"]


def test_every_asset_comes_back_in_use_or_not(desk: Desk) -> None:
    fill_in(desk)
    rows = reread(made(desk, "assets")).tables["assets"]
    assert rows[["name", "kind", "area", "idle_area", "revitalised_area", "status"]].values.tolist() == [
        ["一号厂房", "factory", 5000, 3000, 2000, "negotiating"],
        ["二号厂房", "factory", 5000, 0, 5000, "in_use"],
    ]


PROJECTS = ["序号", "项目名称", "投资方", "总投资", "进展", "签约时间", "竣工时间"]


@pytest.mark.parametrize(
    "amount",
    [
        "50余亿元",
        "近10亿元",
        "约3亿元",
        "5亿元以上",
        "不超过2亿元",
        "1亿-5亿元",
        "1.5亿元",
        "500万美元",
        "超500万美元",
        "面议",
    ],
)
def test_an_amount_comes_back_with_its_hedge_and_currency(desk: Desk, amount: str) -> None:
    sheet = workbook({"项目": [PROJECTS, [1, "甲项目", "甲公司", amount, "签约", date(2024, 2, 3), None]]})
    commit(desk, sheet, "新海街道.xlsx")
    before = snapshot(desk).tables["projects"]
    back = reread(made(desk, "projects")).tables["projects"]
    for column in ("investment", "investment_low", "investment_high", "investment_usd"):
        assert back[column].fillna(-1).tolist() == before[column].fillna(-1).tolist(), column
    assert bool(back["hedged"][0]) == bool(before["hedged"][0])


@pytest.mark.parametrize(
    ("area", "word"), [("约3000㎡", "about"), ("近3000㎡", "nearly"), ("3000余㎡", "over"), ("3000㎡", "")]
)
def test_an_area_comes_back_with_its_hedge(desk: Desk, area: str, word: str) -> None:
    head = ["序号", "资产名称", "坐落", "类型", "已盘活面积", "盘活时间"]
    commit(
        desk, workbook({"盘活": [head, [1, "一号厂房", "东路1号", "厂房", area, date(2024, 2, 1)]]}), "新海街道.xlsx"
    )
    back = reread(made(desk, "assets"))
    assert back.tables["assets"]["revitalised_area"].tolist() == [3000]
    assert list(back.sheets[0].hedges.values()) == [word] * bool(word)


@pytest.mark.parametrize("day", ["2024年2月", "2024年2月上旬", "2024年2月中旬", "2024年2月下旬", "2024-02-29"])
def test_a_date_comes_back_as_precise_as_it_was(desk: Desk, day: str) -> None:
    commit(desk, workbook({"项目": [PROJECTS, [1, "甲项目", "甲公司", "1亿元", "签约", day, None]]}), "新海街道.xlsx")
    before = snapshot(desk).tables["projects"]
    back = reread(made(desk, "projects")).tables["projects"]
    assert (back["signed_on"][0], back["imprecise"][0]) == (before["signed_on"][0], before["imprecise"][0])


def test_trips_come_back_with_their_hosts(desk: Desk) -> None:
    head = ["序号", "带队领导", "职务", "开始时间", "结束时间", "目的地", "拜访企业名称"]
    trips = [
        [1, "张三", "主任", "2024-03-04", "2024-03-05", "上海", "甲公司、乙公司等5家企业"],
        [2, "周明远", "区委书记", "2024年3月", None, "苏州", "12家"],
        [3, "李四", "", "2024-03-11", "2024-03-11", "南京", "乙公司"],
    ]
    commit(desk, workbook({"外出": [["外出招商台账"], head, *trips]}), "新海街道.xlsx")
    before = snapshot(desk).tables
    back = reread(made(desk, "outbound")).tables
    columns = ["leader", "level", "start", "end", "destination", "organisations", "imprecise"]
    assert back["visits"][columns].values.tolist() == before["visits"][columns].values.tolist()
    assert back["stops"]["organisation"].tolist() == ["甲公司", "乙公司", "乙公司"]


def test_weekly_additions_come_back_as_what_they_add_up_to(desk: Desk) -> None:
    head = ["序号", "资产名称", "坐落", "类型", "本周新增盘活面积（㎡）"]
    for week, area in ((MARCH_22, 600), (MARCH_29, 400)):
        commit(desk, workbook({"盘活": [head, [1, "一号厂房", "东路1号", "厂房", area]]}), "新海街道.xlsx", week)
    back = reread(made(desk, "assets"))
    assert back.scope == "whole"
    assert back.tables["assets"]["revitalised_area"].tolist() == [1000]


def test_a_form_says_nothing_of_stages_that_the_lists_keep_no_dates_of(desk: Desk) -> None:
    commit(desk, workbook({"项目": [PROJECTS[:5], [1, "甲项目", "甲公司", "1亿元", "在谈"]]}), "新海街道.xlsx")
    headings = {column.heading for column in reread(made(desk, "projects")).sheets[0].mapping}
    assert not headings & {"签约时间", "开工时间", "竣工时间"}


def commit(desk: Desk, content: bytes, name: str, week: date = MARCH_29) -> None:
    read = receive.draft(content, name, store=desk.store, district=DISTRICT, period=week)
    receive.commit(read, store=desk.store, uploader="", now=NOON)


def snapshot(desk: Desk) -> Snapshot:
    return desk.store.snapshot(MARCH_29, units=(UNIT,))


REPORTED = ("value", "low", "high", "numerator", "denominator", "hedged")


def figures(store: Store, district: District) -> dict[tuple[str, str], list[object]]:
    """Every indicator of the district and its units; but for the share surveyed, which counts who has just sent."""
    found = report.document(report.standing(store, district, MARCH_29))
    parts = {"": found["district"], **found["units"]}
    return {
        (unit, indicator): [measure[name] for name in REPORTED]
        for unit, part in parts.items()
        for indicator, measure in part.items()
        if indicator != "surveyed_share"
    }


def test_the_sample_districts_forms_sent_back_unchanged_leave_every_indicator_as_it_was(
    filled: Path, tmp_path: Path
) -> None:
    shutil.copytree(filled, tmp_path / "var")
    options = Settings.current({"DISPATCH_DATA_DIR": str(tmp_path / "var")}).sample()
    district = config.district(options.district_file)
    with Store(options, district) as store:
        desk = Desk(store)
        before = figures(store, district)
        for unit in district.names:
            for form in ("outbound", "inbound", "projects", "assets", "events", "prospects"):
                content = blanks.blank(form, unit, desk.store, district, MARCH_29)
                # an empty form would say that there is nothing, which nobody has said before
                if openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]["A4"].value is not None:
                    read = receive.draft(content, f"{unit}.xlsx", store=store, district=district, period=MARCH_29)
                    receive.commit(read, store=store, uploader="", now=NOON)
        assert figures(store, district) == before


def test_no_text_becomes_a_formula(desk: Desk) -> None:
    fill_in(desk)
    sheet = openpyxl.load_workbook(io.BytesIO(made(desk, "projects"))).worksheets[0]
    (cell,) = [cell for row in sheet.iter_rows() for cell in row if cell.value == "=1+1"]
    assert cell.data_type != "f" or cell.quotePrefix
    assert not [c for row in sheet.iter_rows() for c in row if c.data_type == "f"]


def test_stages_are_chosen_from_a_list_and_title_names_unit_and_day(desk: Desk) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(made(desk, "projects"))).worksheets[0]
    assert sheet["A1"].value == "新海街道招商项目台账（累计，截至2024年3月29日）"
    (rule,) = sheet.data_validations.dataValidation
    assert rule.formula1.startswith('"在谈,签约')
    assert str(rule.sqref) == "F4:F33"


def test_the_districts_figures_have_a_row_for_every_unit_that_reports(desk: Desk) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(made(desk, "targets", "示例区"))).worksheets[0]
    assert [sheet.cell(row, 1).value for row in range(4, 9)] == [*(u.name for u in DISTRICT.units), None]


@pytest.mark.parametrize("form", ["outbound", "inbound", "events"])
def test_the_first_entries_of_this_week_on_an_empty_form_are_counted_without_a_question(desk: Desk, form: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(made(desk, form)))
    sheet = book.worksheets[0]
    (head,) = (row for row in sheet.iter_rows(max_row=6) if row[0].value == "序号")
    entry = {
        "带队领导": "张伟", "开始时间": date(2024, 3, 27), "目的地": "上海", "拜访企业名称": "甲公司",
        "接待时间": date(2024, 3, 27), "来访单位": "甲公司", "接待领导": "张伟",
        "活动名称": "推介会", "时间": date(2024, 3, 27), "活动类型": "推介",
    }  # fmt: skip
    for cell in head:
        sheet.cell(head[0].row + 1, cell.column).value = entry.get(str(cell.value))
    stream = io.BytesIO()
    book.save(stream)
    draft = receive.draft(stream.getvalue(), "表.xlsx", store=desk.store, district=DISTRICT, period=MARCH_29)
    assert draft.reading is not None
    assert (draft.reading.questions, draft.scope, draft.committable) == ([], "whole", True)


def test_the_heading_is_tall_enough_for_its_longest_word(desk: Desk) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(made(desk, "assets"))).worksheets[0]
    # 累计盘活面积（㎡） is nine characters wide of two digits each, in columns twelve digits wide
    assert sheet.row_dimensions[3].height == 34.0
