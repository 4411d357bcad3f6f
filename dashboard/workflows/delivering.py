"""Delivering a pack part by part: what cannot be made is named in a sentence, and the rest is delivered."""

import logging
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from dashboard.charts import Canvas, Chart
from dashboard.errors import DispatchError, ExportFailed
from dashboard.exports import bulletin, chat, handout, parcel, slides, tall, workbook
from dashboard.exports.browser import TABS
from dashboard.exports.contents import Contents
from dashboard.exports.naming import safe_stem
from dashboard.exports.pictures import picture
from dashboard.i18n import Say
from dashboard.store import Store
from dashboard.workflows import agenda, annexes, dispatching, packing, promise_parts
from dashboard.workflows.codes import names_of
from dashboard.workflows.drawing import Drawing
from dashboard.workflows.material import Material
from dashboard.workflows.report import Standing
from dashboard.workflows.showing import once
from dashboard.workflows.wording import refused

log = logging.getLogger("dashboard.delivering")
KINDS = ("png", "svg")
"""What every chart is made as."""
_ENDINGS = {
    "page": "html", "slides": "pptx", "bulletin": "docx", "tables": "xlsx", "chat": "txt", "pictures": "zip",
    "tall": "png",
}  # fmt: skip
"""The page is first: once its charts are there, the browser can draw their pictures beside the parts that follow."""
PARTS = tuple(_ENDINGS)


@dataclass(frozen=True, slots=True)
class Step:
    """One file of a pack that can be made: its part, its name, and how."""

    part: str
    name: str
    make: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Made:
    """What came of a step: the file, or the sentence why there is none; both where only some of it is missing."""

    name: str
    content: bytes = b""
    failure: str = ""


def _silent(_: int) -> None:
    pass


class Delivery:
    """The files of a day's pack; what several of them need is worked out once, when the first one asks for it.

    `ahead` is told how many pictures are drawn, whenever it is one more: they take longer than all else. `meanwhile`
    has the browser draw them while this process makes the other parts; without it they are drawn when asked for.
    """

    def __init__(
        self,
        store: Store,
        standing: Standing,
        say: Say,
        *,
        meanwhile: bool = False,
        ahead: Callable[[int], None] = _silent,
    ) -> None:
        self.store, self.standing, self.say, self._ahead = store, standing, say, ahead
        self.arranged = store.meetings.arrangements.of(standing.as_of)
        self.names = names_of(standing, full="names" in self.arranged.shown)
        self._read = once(store.snapshot)
        self._meanwhile = meanwhile
        self._told: set[tuple[str, str]] = set()
        self._failed: dict[tuple[str, str], ExportFailed] = {}

    @cached_property
    def canvas(self) -> Canvas:
        return packing.drawn_on(self.store, self.standing, self.say)

    @cached_property
    def contents(self) -> Contents:
        """What the meeting says, with what the bureau reworded."""
        return agenda.reworded(self.plain, self.arranged, self.say)

    @cached_property
    def plain(self) -> Contents:
        """What the figures say by themselves."""
        return packing.Pack(self._material, leaders="leaders" in self.arranged.shown).contents()

    @cached_property
    def _material(self) -> Material:
        return Material(self.store, self.standing, self.canvas, self.names, self._read)

    @cached_property
    def _drawing(self) -> Drawing:
        return Drawing(self.store, self.standing, self.canvas, self.names, self._read, self._material.at_rest)

    @cached_property
    def charts(self) -> list[Chart]:
        """What is drawn for page and pictures."""
        return self._drawing.all()

    def steps(self) -> list[Step]:
        """Every part in the order in which they are made: what is quick first, pictures last."""
        return [Step(part, self._name(part), getattr(self, f"_{part}")) for part in PARTS]

    def _name(self, part: str) -> str:
        return f"{safe_stem(self.canvas.stem(self.say(f'pack.file.{part}')))}.{_ENDINGS[part]}"

    @property
    def stem(self) -> str:
        """Name of the ZIP that holds them all."""
        return safe_stem(self.canvas.stem(self.say("pack.file.all")))

    def carried_out(self, step: Step) -> Made:
        """The step's file. A fault costs its own part alone; the log keeps a traceback under the id that is told."""
        self._failed = {}
        try:
            content = step.make()
        except DispatchError as error:
            return Made(step.name, failure=self._lacking(step, refused(self.say, error)))
        except Exception:
            # one part's fault must not cost the others; the log keeps the traceback under the id that is shown
            number = secrets.token_hex(4)
            log.exception("mishap %s", number)
            return Made(step.name, failure=self._lacking(step, self.say("pack.mishap", id=number)))
        some = self.say("pack.some", part=self._called(step), n=len(self._failed)) if self._failed else ""
        return Made(step.name, content, some)

    def _called(self, step: Step) -> str:
        return self.say(f"pack.file.{step.part}")

    def _lacking(self, step: Step, reason: str) -> str:
        return self.say("pack.lacking", part=self._called(step), reason=reason)

    def _slides(self) -> bytes:
        return slides.pptx(self.contents, self.store.meetings.templates.content())

    def _bulletin(self) -> bytes:
        return bulletin.docx(self.contents, self.say)

    def _tables(self) -> bytes:
        told = [*annexes.registers(self.store, self.standing, self.say, self.names)]
        own = dispatching.register(self._material), promise_parts.register(self._material)
        told += [register for register in own if register is not None]
        return workbook.xlsx(replace(self.contents, registers=told), self.say)

    def _page(self) -> bytes:
        if self._meanwhile:
            self._drawn  # noqa: B018 - asked for early, so that the browser draws meanwhile
        return handout.page(self.contents, self.charts, self.say)

    def _chat(self) -> bytes:
        return chat.text(self.contents, self.say).encode()

    def _pictures(self) -> bytes:
        return parcel.zipped(self.charts, KINDS, self.say, self._picture)

    def _tall(self) -> bytes:
        return tall.stacked([self._picture(chart, "png") for chart in self._drawing.overview()])

    @cached_property
    def _drawn(self) -> Mapping[tuple[str, str], Future[bytes]]:
        """Every picture, drawn in their order beside everything else: the browser is another process."""
        # while the browser draws, the next ones are made ready
        pool = ThreadPoolExecutor(TABS + 1, thread_name_prefix="pack")
        found = {(chart.id, kind): pool.submit(picture, chart, kind) for chart in self.charts for kind in KINDS}
        pool.shutdown(wait=False)
        return found

    def _picture(self, chart: Chart, kind: str) -> bytes:
        """A chart's picture, drawn once however many files it is in."""
        key = (chart.id, kind)
        try:
            content = self._drawn[key].result()
        except ExportFailed as failure:
            self._failed[key] = failure
            raise
        if key not in self._told:
            self._told.add(key)
            self._ahead(len(self._told))
        return content


def written(pack: Delivery, folder: Path) -> Iterator[tuple[str, bool]]:
    """Writes every file into a folder; a line as each begins and stands, and False beside one that names a failure."""
    say, steps = pack.say, pack.steps()
    for number, step in enumerate(steps, start=1):
        yield say("command.packing", number=number, of=len(steps), name=step.name), True
        made = pack.carried_out(step)
        if made.content:
            (folder / made.name).write_bytes(made.content)
            yield say("command.done-packing", name=made.name, size=-(-len(made.content) // 1024)), True
        if made.failure:
            yield made.failure, False


def together(made: Iterable[Made], say: Say) -> bytes:
    """Everything that was made as one ZIP, with a text file that names what was not."""
    listed: Sequence[Made] = list(made)
    files = {each.name: each.content for each in listed if each.content}
    failures = [each.failure for each in listed if each.failure]
    lines: Mapping[str, bytes] = {}
    if failures:
        lines = {say("exports.missing_file"): ("\ufeff" + "\r\n".join(failures) + "\r\n").encode()}
    return parcel.packed({**files, **lines})
