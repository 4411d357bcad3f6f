"""The reply to a clerk: marked, corrected, read again; and the text for the chat."""

import io
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from dashboard.errors import ExportFailed
from dashboard.i18n import speaker
from dashboard.store import Store
from dashboard.workflows import effects, receive, reply
from dashboard.workflows.receive import Draft
from dashboard.workflows.rounds import round_of
from loaders import SEVERITY
from tests.dashboard.store.desk import settings
from tests.loaders.sheets import DISTRICT, PERIOD, workbook
from tests.packages import faults

SAY = speaker("zh_CN")
ROWS = [
    ["项目名称", "投资方", "总投资（亿元）", "签约时间"],
    ["甲项目", "甲公司", "详见附件", date(2024, 3, 1)],
    ["乙项目", "乙公司", 2.5, "详见合同"],
    ["丙项目", "丙公司", 1.5, date(2024, 3, 8)],
]
CSV = "项目名称,投资方,总投资（亿元）,签约时间\n甲项目,甲公司,=1+1,2024-03-01\n乙项目,乙公司,2.5,详见合同\n"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(settings(tmp_path), DISTRICT) as opened:
        yield opened


def draft(store: Store, content: bytes, name: str = "新海街道项目.xlsx") -> Draft:
    return receive.draft(content, name, store=store, district=DISTRICT, period=PERIOD)


def numbers(made: Draft) -> list[tuple[int, str, str]]:
    assert made.reading is not None
    return [(number, finding.code, finding.cell) for number, finding in round_of(made.reading).opened]


def corrected(content: bytes, **cells: object) -> bytes:
    """As the clerk would: opened in another program, some cells typed anew, saved."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    for cell, value in cells.items():
        book["Sheet1"][cell] = value
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_marked_corrected_and_sent_again_the_numbers_close(store: Store) -> None:
    first = draft(store, workbook({"Sheet1": ROWS}))
    assert numbers(first) == [(1, "not-a-number", "C2"), (2, "not-a-date", "D3")]
    sent = reply.marked_workbook(first, SAY)
    assert faults(sent) == []

    second = draft(store, corrected(sent, C2=3), reply.marked_name(first, SAY))
    assert second.reading is not None
    assert numbers(second) == [(2, "not-a-date", "D3")]
    assert [line.number for line in round_of(second.reading).closed] == [1]

    third = draft(store, corrected(reply.marked_workbook(second, SAY), D3="2024-03-02"))
    assert third.reading is not None
    now = round_of(third.reading)
    assert (now.opened, [line.number for line in now.closed], [line.number for line in now.before]) == ((), [2], [1])

    last = openpyxl.load_workbook(io.BytesIO(reply.marked_workbook(third, SAY)))
    assert [row[0].value for row in last["核对清单"].iter_rows(min_row=4)] == [1, 2]
    assert all(cell.fill.fill_type is None and cell.comment is None for row in last["Sheet1"] for cell in row)


def test_a_marked_workbook_reads_as_the_file_it_was_made_from(store: Store) -> None:
    first = draft(store, workbook({"Sheet1": ROWS}))
    again = draft(store, reply.marked_workbook(first, SAY), first.name)
    assert first.reading is not None
    assert again.reading is not None
    assert again.reading.template == first.reading.template
    assert again.reading.findings == first.reading.findings
    assert again.reading.questions == first.reading.questions
    assert (again.unit, again.period, again.scope) == (first.unit, first.period, first.scope)
    assert [entry.name for entry in again.reading.sheets] == ["Sheet1"]
    assert again.reading.tables["projects"].equals(first.reading.tables["projects"])
    # title, sum of costs, note, 8 headings, 2 lines of 8 cells
    assert again.reading.cells.reasons == {"findings-sheet": 27}
    assert again.reading.cells.nonempty == first.reading.cells.nonempty + 27


def test_a_text_file_comes_back_as_a_workbook_without_formulas(store: Store) -> None:
    made = draft(store, CSV.encode(), "新海街道项目.csv")
    book = openpyxl.load_workbook(io.BytesIO(reply.marked_workbook(made, SAY)))
    assert book.sheetnames == ["核对清单", "新海街道项目"]
    cell = book["新海街道项目"]["C2"]
    assert (cell.value, cell.data_type, cell.fill.fgColor.rgb) == ("=1+1", "s", "FFFFC9C1")
    assert "另存" in str(book["核对清单"]["A4"].value)
    assert reply.marked_name(made, SAY) == "新海街道项目_批注.xlsx"


def test_the_corrected_workbook_of_a_text_file_closes_its_numbers_too(store: Store) -> None:
    made = draft(store, CSV.encode(), "新海街道项目.csv")
    assert numbers(made) == [(1, "not-a-number", "C2"), (2, "not-a-date", "D3")]
    book = openpyxl.load_workbook(io.BytesIO(reply.marked_workbook(made, SAY)))
    book["新海街道项目"]["C2"] = 3
    stream = io.BytesIO()
    book.save(stream)
    again = draft(store, stream.getvalue(), reply.marked_name(made, SAY))
    assert numbers(again) == [(2, "not-a-date", "D3")]


def test_a_name_gets_its_word_once_and_the_ending_of_what_the_workbook_is(store: Store) -> None:
    """Excel refuses a workbook with macros under .xlsx or .xls, and one without them under .xlsm."""
    plain = workbook({"Sheet1": ROWS})
    made = draft(store, plain, "街道/新海街道_批注.XLSM")
    assert reply.marked_name(made, SAY) == "新海街道_批注.xlsx"
    made = draft(store, with_macros(plain), "新海街道.xls")
    assert reply.marked_name(made, SAY) == "新海街道_批注.xlsm"


def with_macros(content: bytes) -> bytes:
    """The same workbook, its main part declared as one with macros."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        for part in old.namelist():
            data = old.read(part)
            if part == "[Content_Types].xml":
                plain, macros = (
                    b"openxmlformats-officedocument.spreadsheetml.sheet.main",
                    b"ms-excel.sheet.macroEnabled.main",
                )
                data = data.replace(plain, macros)
            new.writestr(part, data)
    return stream.getvalue()


def test_a_file_that_could_not_be_read_has_nothing_to_mark(store: Store) -> None:
    made = draft(store, b"\x89PNG\r\n\x1a\n" + bytes(400), "照片.xlsx")
    assert not reply.markable(made)
    with pytest.raises(ExportFailed, match="nothing-to-mark"):
        reply.marked_workbook(made, SAY)


def test_the_text_says_what_came_what_counts_and_what_to_do(store: Store) -> None:
    made = draft(store, workbook({"Sheet1": ROWS}))
    shown = effects.consequences([made], store, DISTRICT, PERIOD)
    lines = reply.text("新海街道", [made], shown, SAY).splitlines()
    assert lines[:2] == ["【新海街道】报表核对回复", "已收：新海街道项目.xlsx（截至2024年3月29日；项目3条）"]
    assert lines[2].startswith("会议数据：")
    assert "新签约项目2个" in lines[2]
    assert lines[3:] == [
        "需核对2项（✕ 不计入2项）：",
        "1. Sheet1 C2【✕ 不计入】“详见附件”不是数字，该值不计入。请只填数字，说明写到备注。",
        "2. Sheet1 D3【✕ 不计入】“详见合同”不是日期，该值不计入。请写明年月日，如2024-03-20。",
        "请在批注后的表格中改正标色单元格，整份发回；未改的按上述影响计。",
    ]


def test_the_text_for_a_file_of_several_units_has_the_figures_of_each(store: Store) -> None:
    head = ["单位", "序号", "带队领导", "开始时间", "目的地", "拜访企业名称"]
    trips = [
        ["新海街道", 1, "张三", "2024-03-04", "上海", "甲公司"],
        ["板浦镇", 2, "李四", "2024-03-05", "苏州", "乙公司"],
    ]
    made = draft(store, workbook({"外出": [["外出招商台账"], head, *trips]}), "汇总.xlsx")
    lines = reply.text("多个单位", [made], effects.consequences([made], store, DISTRICT, PERIOD), SAY).splitlines()
    assert lines[2:4] == ["新海街道会议数据：走出去1次", "板浦镇会议数据：走出去1次"]


def test_a_package_that_cannot_be_added_to_is_not_called_another_format(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, in_place = draft(store, workbook({"Sheet1": ROWS})), reply.marked

    def refusing(content: bytes, *facts: Any) -> bytes:
        if content == made.content:
            raise ExportFailed("not-a-package", reason="odd")
        return in_place(content, *facts)

    monkeypatch.setattr(reply, "marked", refusing)
    note = openpyxl.load_workbook(io.BytesIO(reply.marked_workbook(made, SAY)))["核对清单"]["A4"].value
    assert "不能直接批注，本文件按原内容另存" in str(note)
    assert "不是xlsx" not in str(note)


def test_a_long_list_is_cut_for_the_chat(store: Store) -> None:
    rows = [ROWS[0], *([f"项目{n}", f"公司{n}", n or 1, "详见合同" if n < 15 else date(2024, 3, 1)] for n in range(40))]
    words = reply.text("新海街道", [draft(store, workbook({"Sheet1": rows}))], [], SAY)
    assert "需核对15项" in words
    assert "另有3项" in words
    assert len(words) < 1000


def test_a_reply_zip_holds_a_folder_a_unit(store: Store) -> None:
    drafts = [
        draft(store, workbook({"Sheet1": ROWS}), "板浦镇项目.xlsx"),
        draft(store, workbook({"Sheet1": ROWS[:1] + ROWS[3:]}), "新海街道项目.xlsx"),
        draft(store, workbook({"Sheet1": ROWS}), "新海街道/走访.xlsx"),
    ]
    with zipfile.ZipFile(io.BytesIO(reply.bundle(drafts, store, DISTRICT, SAY))) as archive:
        names = archive.namelist()
        words = archive.read("板浦镇/板浦镇_回复.txt").decode("utf-8-sig")
        marked = archive.read("板浦镇/板浦镇项目_批注.xlsx")
    assert names == [
        "新海街道/新海街道_回复.txt",
        "新海街道/走访_批注.xlsx",
        "板浦镇/板浦镇_回复.txt",
        "板浦镇/板浦镇项目_批注.xlsx",
    ]
    assert "需核对2项（✕ 不计入2项）：\r\n1. Sheet1 C2" in words
    assert faults(marked) == []


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_every_finding_says_what_to_do(language: str) -> None:
    say = speaker(language)
    assert [code for code in SEVERITY if not say.knows(f"finding.do.{code}")] == []


def test_a_file_whose_unit_nobody_has_said_is_no_file_of_several_units(store: Store) -> None:
    rows = [["招商项目台账"], ["填报单位：青岚镇 截至2024年3月29日"], *ROWS]
    made = draft(store, workbook({"Sheet1": rows}), "台账.xlsx")
    assert reply.title(made, SAY) == "单位待确认"
    assert "登记表中没有“青岚镇”这个单位" in reply.text(reply.title(made, SAY), [made], [], SAY)


def test_the_boxes_of_a_list_that_comes_back_are_taken_away_whatever_program_saved_it(store: Store) -> None:
    first = draft(store, workbook({"Sheet1": ROWS}))
    back = draft(store, corrected(reply.marked_workbook(first, SAY), C2=3))
    with zipfile.ZipFile(io.BytesIO(reply.marked_workbook(back, SAY))) as archive:
        boxes = [archive.read(name) for name in archive.namelist() if name.endswith(".vml")]
    # openpyxl names the drawing's elements ns0:shape and not v:shape
    assert [data.count(b":shape ") for data in boxes] == [len(numbers(back))]
