"""Read to tidy against openpyxl, pandas, polars and calamine merely reading the same bytes.

Each reader has a process of its own (`benchmarks.clock`). openpyxl reads in its usual way, as a script would: with
merges, of which its read-only way knows nothing. The read-only way stands beside it.
"""

import io
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from subprocess import PIPE, Popen, run

from openpyxl import Workbook

from benchmarks.clock import READERS
from dashboard.config import ROOT

WEEKS = ROOT / "sample_data" / "weeks"
ROUNDS = 9
"""Of four rounds in turn one ratio came out at 0.39 and one at 0.62: a median of so few says little."""
DISTRICT_FILES = 30
HEADINGS = (
    "序号", "项目名称", "投资方", "计划总投资（亿元）", "产业类别",
    "进展状态", "签约时间", "开工时间", "落地单位", "备注",
)  # fmt: skip


@dataclass(frozen=True)
class Lap:
    """Seconds of a round, by the clock and of processor time, the worker's included."""

    seconds: float
    work: float


@dataclass(frozen=True)
class Race:
    """What each reader took over the same files, round by round in turn.

    Compared within a round and told as the median of the rounds: the best of all rounds would set one reader's quiet
    moment against another's busy one, on a machine whose speed changes by half within a minute.
    """

    name: str
    goal: float
    files: int
    kilobytes: float
    laps: Mapping[str, Sequence[Lap]]

    def ratio(self, rival: str = "openpyxl") -> float:
        """Our time as a share of another reader's."""
        return median(ours.seconds / theirs.seconds for ours, theirs in self._pairs(rival))

    def work_ratio(self, rival: str = "openpyxl") -> float:
        """The same of processor time, which other programs on the machine disturb less."""
        return median(ours.work / theirs.work for ours, theirs in self._pairs(rival))

    def seconds(self, reader: str) -> float:
        """By the clock, the median of the rounds."""
        return median(lap.seconds for lap in self.laps[reader])

    @property
    def rivals(self) -> list[str]:
        return [reader for reader in self.laps if reader != "ours"]

    def _pairs(self, rival: str) -> Iterator[tuple[Lap, Lap]]:
        return zip(self.laps["ours"], self.laps[rival], strict=True)


def races() -> Iterator[Race]:
    """Thirty files of the sample district, one ledger of 20,000 rows, one of a million cells."""
    yield district_race(ROUNDS)
    yield race("20,000 rows", 0.5, {"台账.xlsx": long_ledger(20_000)})
    yield race("a million cells", 0.8, {"台账.xlsx": long_ledger(MILLION)}, rounds=3)


def district_race(rounds: int) -> Race:
    files = dict(list(district_files().items())[-DISTRICT_FILES:])
    return race(f"{len(files)} district files", 0.5, files, rounds=rounds)


@dataclass(frozen=True)
class Peak:
    """Largest memory of any process, in MiB, for one read: the reader's own or its worker's."""

    rows: int
    ours: float
    openpyxl: float


def peaks() -> list[Peak]:
    """Memory at a quarter, half and all of a million cells: what it grows by shows whether it grows linearly."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for rows in (MILLION // 4, MILLION // 2, MILLION):
            path = Path(folder) / f"{rows}.xlsx"
            path.write_bytes(long_ledger(rows))
            found.append(Peak(rows, *(_peak(way, path) for way in ("ours", "openpyxl"))))
    return found


def _peak(way: str, path: Path) -> float:
    command = [sys.executable, "-m", "benchmarks.peak", way, str(path)]
    return float(run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout)


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


MILLION = 1_000_000 // len(HEADINGS)
"""Rows that make a million cells."""


def race(name: str, goal: float, files: Mapping[str, bytes], rounds: int = ROUNDS) -> Race:
    """All readers in turn, round by round, so that a busy moment of the machine hits them alike."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        for n, (file, content) in enumerate(files.items()):
            Path(folder, f"{n:02} {Path(file).name}").write_bytes(content)
        clocks = {reader: stack.enter_context(_clock(reader, folder)) for reader in READERS}
        rounds_run = [{reader: _lap(clock) for reader, clock in clocks.items()} for _ in range(rounds)]
    laps = {reader: [each[reader] for each in rounds_run] for reader in READERS}
    return Race(name, goal, len(files), sum(map(len, files.values())) / 1024, laps)


@contextmanager
def _clock(reader: str, folder: str) -> Iterator[Popen[str]]:
    """The reader in its process (`benchmarks.clock`), warm."""
    command = [sys.executable, "-m", "benchmarks.clock", reader, folder]
    with Popen(command, cwd=ROOT, stdin=PIPE, stdout=PIPE, text=True) as process:
        assert process.stdin and process.stdout
        process.stdout.readline()
        yield process
        process.stdin.close()


def _lap(clock: Popen[str]) -> Lap:
    assert clock.stdin and clock.stdout
    clock.stdin.write("\n")
    clock.stdin.flush()
    return Lap(*map(float, clock.stdout.readline().split()))
