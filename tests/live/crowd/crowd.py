"""A district's clerks and viewers, and what they hand in."""

import io
import random
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import psutil
from openpyxl import Workbook

from dashboard.config import Settings
from dashboard.store import Store
from dashboard.store.entrance import Entrance, Grant
from tests.live.conftest import Server, start, stop
from tests.live.crowd.client import Person
from tests.live.office import now

CLERKS, VIEWERS, FILES = 30, 10, 3
PAGES = ("", "board", "visits", "projects", "unit")
DROP = "文件或压缩包"
REGISTRY = """groups = ["街道"]
[district]
name = "示例新区"
"""
UNITS = tuple(f"第{n:02d}街道" for n in range(1, CLERKS + 1))


@dataclass
class Crowd:
    """A server, its people, and what came of it."""

    server: Server
    settings: Settings
    entrance: Entrance
    environ: Mapping[str, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    handed_in: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def token(self, name: str) -> str:
        return self.entrance.signins.begin(name, way="accounts", lasting=timedelta(hours=1), origin="", now=now())

    @property
    def receipts(self) -> int:
        with Store(self.settings, reading=True) as store:
            return store.receipts

    def clerk(self, unit: str, files: Mapping[str, bytes], begins_s: float) -> None:
        time.sleep(begins_s)
        try:
            with Person(self.server.url, self.token(unit)) as person:
                person.open("upload")
                person.hand_in(DROP, files)
                person.press("全部提交")
                with self.lock:
                    self.handed_in += len(files)
                    self.faults.extend(person.said)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is one person's fault to be told at the end
            with self.lock:
                self.faults.append(f"{unit}: {error!r}")

    def viewer(self, name: str, ending: threading.Event) -> None:
        try:
            with Person(self.server.url, self.token(name)) as person:
                chosen = random.Random(name)
                while not ending.is_set():
                    person.open(chosen.choice(PAGES))
                    ending.wait(1 + chosen.random())
                with self.lock:
                    # the first page of a session brings everything that a browser keeps afterwards
                    self.seconds.extend(person.seconds[1:])
                    self.faults.extend(person.said)
        except Exception as error:  # noqa: BLE001 - as above
            with self.lock:
                self.faults.append(f"{name}: {error!r}")

    def minute(self, clerks: int, viewers: int, span_s: float, turn: int) -> None:
        """One rush: every clerk begins at some moment of the span, the viewers click all the while."""
        rng, ending = random.Random(turn), threading.Event()
        watching = [threading.Thread(target=self.viewer, args=(f"viewer {n}", ending)) for n in range(viewers)]
        handing = [
            threading.Thread(target=self.clerk, args=(unit, sheets(unit, turn), rng.uniform(0, span_s)))
            for unit in UNITS[:clerks]
        ]
        for thread in (*watching, *handing):
            thread.start()
        for thread in handing:
            thread.join()
        ending.set()
        for thread in watching:
            thread.join()

    def processor_s(self) -> float:
        """Processor seconds that the server and its children have taken: what a click costs whoever else is at work."""
        server = psutil.Process(self.server.process.pid)
        times = [each.cpu_times() for each in (server, *server.children(recursive=True))]
        return sum(each.user + each.system for each in times)

    def weight(self) -> tuple[int, int, int]:
        """MiB of the server with its children, open descriptors, children."""
        server = psutil.Process(self.server.process.pid)
        children = server.children(recursive=True)
        held = sum(each.memory_full_info().pss for each in (server, *children))
        return held // 1024**2, server.num_fds(), len(children)


def sheets(unit: str, turn: int) -> dict[str, bytes]:
    """A unit's three files: a log of visits, ledgers of projects and of space. Each turn they are a row longer."""
    begin = now().date() - timedelta(days=60)
    visits = [
        [n, f"{begin + timedelta(days=n):%Y-%m-%d}", "王建国", "苏州", f"{unit}{n}号科技有限公司"]
        for n in range(1, 11 + turn)
    ]
    projects = [[n, f"{unit}{n}号项目", "在谈", f"{n}.5", "新材料"] for n in range(1, 11 + turn)]
    space = [[n, f"{unit}{n}号厂房", 1000 + n, 0] for n in range(1, 6 + turn)]
    return {
        f"{unit}外出招商.xlsx": book(["序号", "外出时间", "带队领导", "目的地", "拜访企业"], visits),
        f"{unit}项目台账.xlsx": book(["序号", "项目名称", "项目阶段", "总投资（亿元）", "所属行业"], projects),
        f"{unit}闲置厂房.xlsx": book(["序号", "厂房名称", "闲置面积（平方米）", "已盘活面积（平方米）"], space),
    }  # fmt: skip


def book(head: list[str], rows: list[list[object]]) -> bytes:
    made = Workbook()
    for row in (head, *rows):
        made.worksheets[0].append(row)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


@contextmanager
def gathered(folder: Path, **settings_of_streamlit: str) -> Iterator[Crowd]:
    """A server with an empty store and thirty units, a clerk for each, and viewers."""
    registry = folder / "district.toml"
    units = "".join(f'\n[[units]]\nname = "{unit}"\ngroup = "街道"\n' for unit in UNITS)
    registry.write_text(REGISTRY + units, encoding="utf-8")
    ways = {"DISPATCH_ACCESS": "accounts", "DISPATCH_DISTRICT": str(registry)}
    ways["DISPATCH_DATA_DIR"] = str(folder / "var")
    settings = Settings.current(ways)
    entrance = Entrance(settings)
    for unit in UNITS:
        entrance.people.keep(unit, "", [Grant("reporter", unit)], by="test", now=now())
    for n in range(VIEWERS):
        entrance.people.keep(f"viewer {n}", "", [Grant("viewer")], by="test", now=now())
    server = start(folder, **ways, **settings_of_streamlit)
    yield Crowd(server, settings, entrance, ways)
    if server.process.poll() is None:
        stop(server)
    entrance.close()
