"""Read to tidy against openpyxl merely reading the same bytes, and against calamine for information."""

import io
import time
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from openpyxl import Workbook, load_workbook
from python_calamine import CalamineWorkbook

from dashboard.config import ROOT, SAMPLE_DISTRICT, district
from loaders import ingest

WEEKS = ROOT / "sample_data" / "weeks"
GOAL = 0.5
ROUNDS = 3
HEADINGS = (
    "序号", "项目名称", "投资方", "计划总投资（亿元）", "产业类别",
    "进展状态", "签约时间", "开工时间", "落地单位", "备注",
)  # fmt: skip


@dataclass(frozen=True)
class Race:
    """Seconds of the best of `ROUNDS` rounds over the same files."""

    name: str
    files: int
    kilobytes: float
    ours: float
    openpyxl: float
    openpyxl_way: str
    calamine: float

    @property
    def ratio(self) -> float:
        """Our time as a share of openpyxl's; the goal is `GOAL`."""
        return self.ours / self.openpyxl


def races() -> list[Race]:
    """The sample district's xlsx files, and one generated ledger of 20,000 rows."""
    return [race("sample district", district_files()), race("20,000 rows", {"台账.xlsx": long_ledger(20_000)})]


def district_files() -> dict[str, bytes]:
    """Workbooks of `sample_data/weeks` that openpyxl can read at all: those that are zip archives of a workbook."""
    found = {}
    for path in sorted(WEEKS.rglob("*.xlsx")):
        content = path.read_bytes()
        if zipfile.is_zipfile(io.BytesIO(content)):
            found[path.relative_to(WEEKS).as_posix()] = content
    return found


def long_ledger(rows: int) -> bytes:
    """A project ledger of one invented unit, the same bytes of content at every run."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("签约项目")
    sheet.append(["甲街道项目台账（截至2024年3月29日）"])
    sheet.append(HEADINGS)
    stages = ("在谈", "签约", "开工", "竣工")
    trades = ("新材料", "装备制造", "生物医药", "食品加工")
    for n in range(1, rows + 1):
        stage = n % len(stages)
        signed = f"2024年{n % 3 + 1}月{n % 28 + 1}日" if stage else ""
        started = f"2024-03-{n % 28 + 1:02d}" if stage > 1 else ""
        sheet.append(
            [n, f"示例项目{n}号", f"示例投资{n}有限公司", round(n % 97 / 10 + 0.1, 1), trades[n % len(trades)],
             stages[stage], signed, started, "甲街道", ""]
        )  # fmt: skip
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def race(name: str, files: Mapping[str, bytes]) -> Race:
    """All readers in turn, round by round, so that a busy moment of the machine hits them alike."""
    registry = district(SAMPLE_DISTRICT)

    def ours(content: bytes, file: str) -> None:
        ingest(content, file, district=registry)

    readers: dict[str, Callable[[bytes, str], None]] = {
        "ours": ours, "normal": _openpyxl, "read_only": _openpyxl_streaming, "calamine": _calamine,
    }  # fmt: skip
    best = dict.fromkeys(readers, float("inf"))
    # workers and tables of synonyms are warm in a running dashboard
    for file, content in list(files.items())[:1]:
        ours(content, file)
    for _ in range(ROUNDS):
        for reader, read in readers.items():
            start = time.perf_counter()
            for file, content in files.items():
                read(content, file)
            best[reader] = min(best[reader], time.perf_counter() - start)
    way = min(("normal", "read_only"), key=lambda reader: best[reader])
    size = sum(map(len, files.values())) / 1024
    return Race(name, len(files), size, best["ours"], best[way], way, best["calamine"])


def _openpyxl(content: bytes, _: str) -> None:
    book = load_workbook(io.BytesIO(content), data_only=True)
    _walk(book)


def _openpyxl_streaming(content: bytes, _: str) -> None:
    book = load_workbook(io.BytesIO(content), data_only=True, read_only=True)
    _walk(book)
    book.close()


def _walk(book: Workbook) -> None:
    for sheet in book.worksheets:
        for row in sheet.iter_rows(values_only=True):
            for _value in row:
                pass


def _calamine(content: bytes, _: str) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python(skip_empty_area=False)
