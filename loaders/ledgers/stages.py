"""Where a project stands: its stage column, its section, its dates and what stands in their place."""

import re
from datetime import date

from dashboard.contract import SIDE_STAGES, STAGES
from loaders.bodies import core
from loaders.entry import Entry
from loaders.facets import Sections
from loaders.grid import Address
from loaders.phrases import says_over
from loaders.reader import TableReader
from loaders.stagewords import legend_of, names_step, stage_called, stage_of, stages_named
from loaders.ticks import furthest
from loaders.values import text

_MAY_SAY_STAGE = re.compile(r"阶段|状态|状况|情况|进度|进展|程度|节点|步骤|哪.?步|到哪|动态|签约|开工|竣工|投产|建设")
_REACHED = (
    ("producing", "producing_on"),
    ("completed", "completed_on"),
    ("started", "started_on"),
    ("registered", "registered_on"),
    ("signed", "signed_on"),
)
_LIFE = (*STAGES, *SIDE_STAGES)
"""Of several stages that a row shows the last one in this order is where it stands."""
_DATE_OF = {"signed": "signed_on", "started": "started_on", "completed": "completed_on", "producing": "producing_on"}
_CLAUSE = re.compile(r"[,，;；。、\n]")
_LATER = {
    stage: [(later, name) for later, name in reversed(_DATE_OF.items()) if STAGES.index(later) > STAGES.index(stage)]
    for stage in STAGES
}
"""Stages after one that a date tells of, the last one first."""


class Stages:
    """Where the projects of one table stand; what holds for all of its rows is looked up once."""

    def __init__(self, table: TableReader) -> None:
        self._table = table
        self._codes = _legend(table)
        fields = table.columns.fields
        self._has_column = "stage" in fields
        said = {name: [words for c in fields.get(name, ()) for words in table.texts(c)] for _, name in _REACHED}
        self._steps = {name for name, texts in said.items() if any(names_step(text(words)) for words in texts)}
        """Dates in whose place some rows only say whether the stage is reached."""
        self._worded = {name for name, texts in said.items() if any("已" in words for words in texts)}
        """Dates in whose place some rows may say that the stage is reached: 已开工."""
        ignored = [head.column for head in table.columns.ignored]
        self._remarks = [c for c in ignored if any(says_over(text(words)) for words in table.texts(c))]
        """Columns in which a remark says of some project that it is over."""

    def of(self, entry: Entry, sections: Sections) -> str:
        """Stage column, else section row, else the latest actual stage date up to the period, else title, else in
        talks."""
        ticks = self._table.columns.ticks
        ticked = furthest(entry, "stage", _LIFE) if ticks else ""
        if said := _stated(entry):
            coded = self._codes.get(said.strip().upper().removesuffix("类")) if self._codes else None
            if stage := coded or stage_of(said):
                return max(stage, ticked or stage, key=_LIFE.index)
            self._table.notes.find("unknown-stage", entry.at("stage"), said)
        dated = self._latest(entry)
        if ticked and dated and dated not in ticks["stage"].values():
            # 是否签约 is answered, and a date tells of a stage that was not asked about
            return max(ticked, dated, key=_LIFE.index)
        if ticked or sections.stage:
            return ticked or sections.stage
        titled = titled_stage(self._table)
        if dated and titled in STAGES and STAGES.index(titled) > STAGES.index(dated):
            return titled
        if not dated and not titled:
            _doubt(entry)
        return dated or titled or "negotiating"

    def told(self, name: str, where: Address) -> bool:
        """Whether the cell of a stage's date only says if the stage is reached (已签, 未签): a date is missing, none is
        wrong."""
        if name not in self._steps:
            return False
        said = self._table.canvas.shown(*where)
        return isinstance(said, str) and names_step(text(said))

    def check(self, entry: Entry) -> None:
        """Notes where stage, dates, progress and remarks of a project contradict each other."""
        self._check_behind(entry)
        self._check_remarks(entry)
        self._check_undated(entry)

    def _latest(self, entry: Entry) -> str:
        limit = self._table.terms.period
        for stage, name in _REACHED:
            on = entry.values.get(name)
            if isinstance(on, date) and (limit is None or on <= limit):
                return stage
            if on is None and self._says(entry, name, stage):
                return stage
        return ""

    def _says(self, entry: Entry, name: str, stage: str) -> bool:
        """Whether words in the place of a date say that its stage is reached: 已开工 under 开工时间."""
        if name not in self._worded:
            return False
        cells = (text(value) for value, _ in entry.cells(name) if isinstance(value, str))
        return any(words.startswith("已") and stage_of(words) == stage for words in cells)

    def _check_behind(self, entry: Entry) -> None:
        """A stage beside the date of a later one, up to the period, or beside words in its place that say it is
        reached: one of the two was not kept."""
        stage, limit = entry.values["stage"], self._table.terms.period
        for later, name in _LATER.get(stage, ()):
            on = entry.values.get(name)
            dated = isinstance(on, date) and (limit is None or on <= limit)
            if dated or (on is None and self._says(entry, name, later)):
                at = entry.at("stage" if self._has_column else "name")
                day = {"on": str(on)} if dated else {}
                self._table.notes.find("stage-behind-date", at, stage, field=name, reached=later, stage=stage, **day)
                return
        if self._has_column or self._latest(entry):
            _check_progress(entry)

    def _check_remarks(self, entry: Entry) -> None:
        """A remark that a project is over or rests, which its stage does not say: 备注 已终止洽谈 in a list of 在谈."""
        stage = entry.values["stage"]
        for column in self._remarks if stage not in SIDE_STAGES else ():
            value, at = self._table.peek(entry.rows[0], column)
            if isinstance(value, str) and says_over(said := text(value)):
                reached = stage_of(said)
                self._table.notes.find("stage-behind-date", at, said, field="progress", reached=reached, stage=stage)
                return

    def _check_undated(self, entry: Entry) -> None:
        """A stage reached without its date: found at the record, or once for a table that keeps no such date."""
        table, stage = self._table, entry.values["stage"]
        name = _DATE_OF.get(stage, "")
        if not name or entry.values.get(name):
            return
        where = entry.first(name)
        if where and table.notes.conclude(entry.at(name), undated="stage"):
            return
        if where and self.told(name, where):
            table.notes.find("stage-without-date", entry.at(name), stage, field=name)
            return
        kept = "stage" if self._has_column else "name"
        at = entry.at(kept) if table.has(name) else table.head("stage") if kept == "stage" else None
        table.notes.find("stage-without-date", at, stage, field=name)


def _legend(table: TableReader) -> dict[str, str]:
    """What the codes of the stage column stand for, by its heading, the title or the notes."""
    if not table.has("stage"):
        return {}
    heading = table.heading[table.columns.column("stage")].text
    return legend_of(heading) or legend_of(table.terms.title) or legend_of(table.terms.notes)


def _stated(entry: Entry) -> str:
    """What the stage column says; the columns that are ticked for a stage say nothing here."""
    ticks = entry.table.columns.ticks.get("stage")
    if not ticks:
        return entry.text("stage")
    return " ".join(text(value) for value, at in entry.cells("stage") if at[1] not in ticks)


def _doubt(entry: Entry) -> None:
    """A default stage is doubtful beside a cell that nobody read and whose heading may have said it, and where the
    progress tells of a later one."""
    table = entry.table
    missed = (h.column for h in (*table.columns.unmapped, *table.columns.ambiguous) if _MAY_SAY_STAGE.search(h.text))
    unread = [at for c in missed for value, at in [table.peek(entry.rows[0], c)] if value is not None]
    told = [at for value, at in entry.cells("progress") if stage_of(text(value)) not in ("", "negotiating")]
    for at in (*unread, *told)[:1]:
        table.notes.find("unknown-stage", at)


_PLAN = re.compile(r"计划|任务|目标")
_LISTED = ("在谈", "签约", "开工", "竣工", "投产")
"""Stages that lists are kept for."""


def titled_stage(table: TableReader) -> str:
    """The stage that title or sheet name give to the whole list (在谈项目清单), "" when they name several."""
    told = table.terms.told(_one_stage)
    return told if told or stages_named(table.terms.title) else _one_stage(table.sheet.name)


def _one_stage(text: str) -> str:
    if called := stage_called(core(text)):
        return called
    # with what stands beside it: 拟开工 and 开工计划 are not started
    parts = [(word, *text.partition(word)[::2]) for word in _LISTED if word in text]
    names = {"" if _PLAN.match(behind) else stage_of(before[-4:] + word) for word, before, behind in parts}
    return names.pop() if len(names) == 1 else ""


def _check_progress(entry: Entry) -> None:
    """Progress whose first words say that a later stage is reached: signed on a day, 已开工建设，桩基完成60%."""
    stage, told_in = entry.values["stage"], entry.cells("progress")
    later = {name for name, _ in _LATER.get(stage, ())} if told_in else set()
    for value, at in told_in:
        told = _CLAUSE.split(text(value))[0]
        if told.startswith("已") and (reached := stage_of(told)) in later:
            entry.table.notes.find("stage-behind-date", at, told, field="progress", reached=reached, stage=stage)
            return
