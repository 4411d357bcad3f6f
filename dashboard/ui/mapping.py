"""The mapping of one file: how each column was read, what is new since last time, and a form to set any of it right."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from string import digits
from typing import Any

import streamlit as st

from dashboard.i18n import Say
from dashboard.ui import cache, uploading
from dashboard.ui.choosing import choice
from dashboard.ui.escape import literal
from dashboard.ui.shell import Context
from dashboard.workflows import facsimile, wording
from dashboard.workflows.layouts import Difference
from dashboard.workflows.receive import Draft
from loaders import Question, Reading, TableReading
from loaders.answers import about
from loaders.asking import UNIT_CHOICES
from loaders.grid import address
from loaders.headings import LISTS, fields
from loaders.outcome import ColumnReading
from loaders.tables import FIGURES, NO_LEDGER

LEDGERS = (*LISTS, *FIGURES, NO_LEDGER)
GLYPHS = {"open": "?", "person": "✓", "": "●"}
_WIDTHS = [0.9, 2.2, 3.0, 2.6, 1.5, 1.7]
_COLUMNS = ("letter", "heading", "samples", "field", "unit", "how")


@dataclass(frozen=True)
class Desk:
    """What the rows of one table's form need."""

    here: Context
    key: str
    reading: Reading
    table: TableReading
    proposals: Mapping[str, str]
    samples: Mapping[str, str]

    @property
    def place(self) -> str:
        """What keeps the table's widgets apart: file, sheet, table and the reading that they were drawn for."""
        return f"{self.key}-{self.table.name}-{self.table.table}-{_stamp(self.table)}"

    @property
    def section(self) -> str:
        return self.table.ledger if self.table.ledger in LISTS else "indicators"

    def question(self, column: ColumnReading) -> Question | None:
        """The open question about a column, if there is one."""
        return next(
            (
                q
                for q in self.reading.questions
                if q.found == column.heading
                and q.about in ("column", "unit-of-measure")
                and (q.sheet, q.cell.rstrip(digits)) == (self.table.name, column.letter)
                and _within(q.cell, self.table.range)
            ),
            None,
        )


def show(here: Context, key: str, made: Draft, reading: Reading) -> None:
    """What differs from last time; then the editor, open where something waits for an answer."""
    say = here.say
    told = [difference(say, each) for each in made.differences]
    if told:
        st.info(say("data.drift", changes=say("data.joint").join(told)), icon=":material/difference:")
    entries = [table for table in reading.sheets if table.headings or table.hidden]
    if not entries:
        return
    waiting = [q for q in reading.questions if q.about in ("column", "unit-of-measure", "ledger", "hidden-sheet")]
    label = say("data.mapping.open" if waiting else "data.mapping.title", n=len(waiting))
    with st.expander(label, expanded=bool(waiting), icon=":material/table_edit:"):
        _editor(here, key, made, reading, entries)


def difference(say: Say, found: Difference) -> str:
    """One difference from the remembered template in words."""
    return say(
        f"data.drift.{found.kind}", heading=literal(found.heading), was=literal(found.was), now=literal(found.now)
    )


def _editor(here: Context, key: str, made: Draft, reading: Reading, entries: Sequence[TableReading]) -> None:
    say = here.say
    asked = {q.sheet for q in reading.questions if q.sheet}
    order = sorted(range(len(entries)), key=lambda i: (entries[i].name not in asked, i))
    chosen = order[0]
    if len(entries) > 1:
        told = choice(
            say("data.mapping.table"), list(map(str, order)), key=f"mapping-table-{key}", width=420,
            words=lambda i: _table_name(say, entries[int(i)], reading),
        )  # fmt: skip
        chosen = int(told)
    table = entries[chosen]
    desk = Desk(here, key, reading, table, _proposals(made, table), _samples(made, table))
    with st.form(f"mapping-{desk.place}", border=False):
        answers = _sheet(desk, len([e for e in entries if e.name == table.name]))
        if table.mapping:
            st.caption(say("data.mapping.hint"))
            answers |= _table(desk)
        with st.container(horizontal=True):
            apply = st.form_submit_button(say("data.mapping.apply"), type="primary", key=f"apply-{desk.place}")
            rest = bool(table.mapping) and st.form_submit_button(
                say("data.mapping.rest"), help=say("data.mapping.rest_help"), key=f"rest-{desk.place}"
            )
    if apply or rest:
        _apply(here, key, desk, answers, rest=rest)


def _stamp(table: TableReading) -> str:
    """Names the reading that a form is about: one read anew brings its own answers."""
    facts = (table.name, table.ledger, table.hidden, [(c.heading, c.field, c.unit, c.how) for c in table.mapping])
    return sha256(repr(facts).encode()).hexdigest()[:8]


def _table_name(say: Say, table: TableReading, reading: Reading) -> str:
    ledger = say(f"data.table.{table.ledger}") if table.ledger else say("data.mapping.no_ledger")
    n = sum(q.sheet == table.name for q in reading.questions)
    mark = f" {GLYPHS['open']} {say('data.mapping.waiting', n=n)}" if n else ""
    number = f" ({table.table})" if table.table > 1 else ""
    return f"{table.name}{number} · {ledger}{mark}"


def _within(cell: str, area: str) -> bool:
    """Whether a cell stands in the rows of an area such as A3:N40."""
    first, _, last = area.partition(":")
    return bool(cell and last) and address(first)[0] <= address(cell)[0] <= address(last)[0]


def _proposals(made: Draft, table: TableReading) -> dict[str, str]:
    """Heading -> the field that the column was read as under its earlier heading."""
    renamed = [d for d in made.differences if d.kind == "renamed" and d.sheet == table.name]
    return {d.heading: d.field for d in renamed if d.field is not None}


def _samples(made: Draft, table: TableReading) -> dict[str, str]:
    opened = cache.book(sha256(made.content).hexdigest(), made.name, made.content)
    return facsimile.samples(opened, table)


def _sheet(desk: Desk, tables: int) -> dict[str, Any]:
    """The sheet's ledger and, of a hidden one, whether to read it: widgets by the name of their answer."""
    say, table, found = desk.here.say, desk.table, dict[str, Any]()
    with st.container(horizontal=True):
        if table.hidden:
            answered = desk.reading.answers.get("hidden_sheets", {}).get(table.name)
            found["hidden_sheets"] = st.radio(
                say("data.ask.hidden-sheet", sheet=literal(table.name)), ["no", "yes"], horizontal=True,
                index=None if answered is None else int(answered), key=f"hidden-{desk.place}",
                format_func=lambda choice: say(f"data.ask.{choice}"),
            )  # fmt: skip
        if table.headings:
            known = LEDGERS.index(table.ledger) if table.ledger in LEDGERS else None
            found["ledgers"] = choice(
                say("data.ask.ledger", sheet=literal(table.name)), LEDGERS, key=f"ledger-{desk.place}",
                index=known, placeholder=say("data.mapping.choose"), width=420,
                help=say("data.mapping.ledger_help") if tables > 1 else None,
                words=lambda name: say("data.ask.none" if name == NO_LEDGER else f"data.table.{name}"),
            )  # fmt: skip
    return found


def _table(desk: Desk) -> dict[str, Any]:
    """A row a heading: those in doubt first and in sight, the sure ones folded."""
    say = desk.here.say
    doubtful = [c for c in desk.table.mapping if c.doubtful or desk.question(c)]
    sure = [c for c in desk.table.mapping if c not in doubtful]
    answers: dict[str, Any] = {}
    if doubtful:
        _heads(say)
        answers |= _rows(desk, doubtful)
    with st.expander(say("data.mapping.sure", n=len(sure)), expanded=False):
        _heads(say)
        answers |= _rows(desk, sure)
    return answers


def _heads(say: Say) -> None:
    for place, name in zip(st.columns(_WIDTHS), _COLUMNS, strict=True):
        place.caption(say(f"data.mapping.{name}"))


def _rows(desk: Desk, columns: Iterable[ColumnReading]) -> dict[str, Any]:
    return {f"row-{column.letter}": _row(desk, column) for column in columns}


def _row(desk: Desk, column: ColumnReading) -> tuple[str | None, str | None]:
    """One heading; returns what its two widgets say: field ("" to leave it out) and unit of measure."""
    say, place = desk.here.say, st.columns(_WIDTHS, vertical_alignment="center")
    asked = desk.question(column)
    mark = GLYPHS["open"] if asked else GLYPHS["person" if column.how == "person" else ""]
    place[0].markdown(f"{mark} {column.letter}")
    place[1].markdown(literal(column.heading))
    place[2].caption(literal(desk.samples.get(column.letter, "")) if column.how != "private" else "")
    with place[3]:
        field = _field(desk, column, asked)
    unit = None
    if column.quantity:
        with place[4]:
            unit = _unit(desk, column, asked)
    place[5].caption(say(f"data.how.{column.how}"))
    if asked and (why := wording.asked(say, asked)):
        st.caption(literal(why))
    return field, unit


def _field(desk: Desk, column: ColumnReading, asked: Question | None) -> str | None:
    open_column = asked is not None and asked.about == "column"
    options = list(asked.choices) if asked and open_column else ["", *fields(desk.section)]
    now = desk.proposals.get(column.heading) if open_column else column.field
    if now is not None and now not in options:
        options.append(now)
    return choice(
        desk.here.say("data.mapping.field"), options, index=None if now is None else options.index(now),
        key=f"field-{desk.place}-{column.letter}", label_visibility="collapsed",
        placeholder=desk.here.say("data.mapping.choose"), words=lambda name: named(desk.here.say, name),
    )  # fmt: skip


def _unit(desk: Desk, column: ColumnReading, asked: Question | None) -> str | None:
    open_unit = asked is not None and asked.about == "unit-of-measure"
    offered = asked.choices if asked and open_unit else UNIT_CHOICES[column.quantity]
    options = list(dict.fromkeys((*offered, *([column.unit] if column.unit else []))))
    now = options.index(column.unit) if column.unit and not open_unit else None
    empty = "data.mapping.choose" if open_unit else "data.mapping.in_cells"
    chosen: str | None = st.selectbox(
        desk.here.say("data.mapping.unit"), options, index=now, key=f"unit-{desk.place}-{column.letter}",
        label_visibility="collapsed", placeholder=desk.here.say(empty),
    )  # fmt: skip
    return chosen


def named(say: Say, field: str) -> str:
    """A canonical field or indicator in the reader's language."""
    if not field:
        return say("data.ask.drop")
    keys = (f"data.field.{field}", f"ui.column.{field}", f"indicator.{field}")
    return next((say(key) for key in keys if say.knows(key)), field)


def _apply(here: Context, key: str, desk: Desk, answers: Mapping[str, Any], *, rest: bool) -> None:
    """Hands on what was changed or answered, all at once; without a change nothing is read again."""
    table = desk.table
    changes: dict[str, Any] = {}
    if answers.get("hidden_sheets"):
        changes["hidden_sheets"] = {table.name: answers["hidden_sheets"] == "yes"}
    ledger = answers.get("ledgers")
    if ledger and ledger != table.ledger:
        changes["ledgers"] = {table.name: ledger}
    else:
        changes |= _columns(desk, answers, rest=rest)
    if changes:
        uploading.again(here, key, answers=changes)
        st.rerun()


def _columns(desk: Desk, answers: Mapping[str, Any], *, rest: bool) -> dict[str, Any]:
    """Columns and units that a person set otherwise than they were read, or that were open; for the ledger's tables."""
    columns: dict[str, str] = {}
    units: dict[str, str] = {}
    for column in desk.table.mapping:
        field, unit = answers.get(f"row-{column.letter}", (None, None))
        asked = desk.question(column)
        open_column = asked is not None and asked.about == "column"
        if rest and open_column and field is None:
            field = ""
        if field is not None and (open_column or field != column.field):
            columns[about(desk.table.ledger, column.heading)] = field
        if unit is not None and (unit != column.unit or (asked is not None and not open_column)):
            units[about(desk.table.ledger, column.heading)] = unit
    found: dict[str, Any] = {"columns": columns} if columns else {}
    return found | ({"units_of_measure": units, "settled": dict.fromkeys(units, True)} if units else {})
