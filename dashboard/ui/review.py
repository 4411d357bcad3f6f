"""One file under review: questions, the sheet beside its records, findings, what was mapped, and the consequences."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.charts.amounts import completion_of, named, value_of
from dashboard.i18n import Say
from dashboard.ui import asking, cache, mapping, mishap, overtaking, preview, replying, state, tables, uploading
from dashboard.ui.escape import literal
from dashboard.ui.shell import Context
from dashboard.workflows import acknowledging, facsimile
from dashboard.workflows.costs import SIGNS, cost, effect, ground, row_of, summed, tally
from dashboard.workflows.effects import Consequence
from dashboard.workflows.receive import Draft
from dashboard.workflows.rounds import round_of
from dashboard.workflows.wording import sentence, years_taken
from loaders import Reading

_ALL_ROWS = 60
"""Rows up to which a table of figures stands in full."""


def show(here: Context, key: str) -> None:
    """Everything about one file of the draft."""
    made: Draft = state.draft().files[key]
    st.subheader(literal(made.name), anchor=False)
    if made.obstacle:
        st.error(mishap.refusal(here.say, made.refusal), icon=":material/error:")
    if made.reading is None:
        _buttons(here, key, made)
        return
    _questions(here, key, made, made.reading)
    _buttons(here, key, made)
    replying.progress(here.say, made.reading)
    _count(here.say, made.reading)
    _sheets(here, key, made, made.reading)
    _findings(here.say, key, made.reading)
    shown: list[Consequence] = []
    if made.committable and made.period:
        shown = cache.consequences(here.store, [made], made.period)
        st.markdown(f"**{here.say('data.upload.consequences')}**")
        after(here, shown, key=f"after-{key}")
        overtaking.show(here, cache.overtaken(here.store, [made]))
    replying.words(here, key, made, shown)


def _buttons(here: Context, key: str, made: Draft) -> None:
    with st.container(horizontal=True):
        if st.button(
            here.say("data.upload.commit"),
            type="primary",
            key=f"commit-{key}",
            disabled=not made.committable or made.undecided,
        ):
            uploading.commit(here, [key])
        if made.refused is not None and st.button(here.say("data.upload.read_again"), key=f"again-{key}"):
            uploading.again(here, key)
            st.rerun()
        if st.button(here.say("data.upload.discard"), key=f"discard-{key}"):
            del state.draft().files[key]
            st.rerun()
        replying.workbook(here, key, made)


def _questions(here: Context, key: str, made: Draft, reading: Reading) -> None:
    """Unit, period and scope can always be set right; the rest is asked only where it is open."""
    asking.show(here, key, made)
    mapping.show(here, key, made, reading)


def _count(say: Say, reading: Reading) -> None:
    """Where every non-empty cell went, and whether the sheet's own totals agree."""
    cells = reading.cells
    st.caption(
        say("data.upload.cells", all=cells.nonempty, parsed=cells.parsed, flagged=cells.flagged, ignored=cells.ignored)
    )
    claimed = sum(len(entry.total_rows) for entry in reading.sheets)
    on = ground(reading)
    mismatches = (f for f in reading.findings if f.code in ("total-mismatch", "subtotal-mismatch"))
    off = len({(f.sheet, row_of(f.cell)) for f in mismatches} & on.totals)
    unvalued = (f for f in reading.findings if f.code == "formula-without-value")
    unknown = any((f.sheet, row_of(f.cell)) in on.totals for f in unvalued)
    sheets = {sheet for sheet, _ in on.totals}
    waiting = any(q.sheet in sheets and q.about in ("column", "unit-of-measure") for q in reading.questions)
    word = "off" if off else "unknown" if unknown else "waiting" if waiting else "ok"
    if claimed:
        st.caption(say(f"data.upload.totals_{word}", n=claimed, off=off))


def _sheets(here: Context, key: str, made: Draft, reading: Reading) -> None:
    """The sheet as typed on the left, what became of it on the right."""
    names = list(dict.fromkeys(entry.name for entry in reading.sheets))
    if not names:
        return
    chosen = names[0]
    if len(names) > 1:
        chosen = st.segmented_control(
            here.say("ui.column.sheet"), names, default=names[0], required=True, key=f"sheet-{key}"
        )
    left, right = st.columns([3, 2])
    with left:
        _original(here, key, made, reading, chosen or names[0])
    with right:
        _tidy(here.say, key, reading, chosen or names[0])


def _original(here: Context, key: str, made: Draft, reading: Reading, sheet: str) -> None:
    entries = [vars_of(entry) for entry in reading.sheets if entry.name == sheet]
    rows = {int(r) for frame in reading.tables.values() for r in frame.loc[frame["sheet"] == sheet, "row"]}
    on = ground(reading)
    cells = [f.cell for f in reading.findings if f.sheet == sheet and effect(f, on) != "info"]
    opened = cache.book(sha256(made.content).hexdigest(), made.name, made.content)
    part = facsimile.page(opened, sheet, facsimile.marks(entries, rows, cells))
    if part is None:
        st.caption(here.say("ui.drawer.no_picture"))
        return
    preview.legend(part, here.say)
    preview.draw(part, here.say, here.look, key=f"page-{key}-{sheet}")
    if part.cut:
        shown = {"rows": len(part.cells), "columns": len(part.letters)}
        st.caption(here.say("data.upload.page_cut", **shown, all_rows=part.total_rows, all_columns=part.total_columns))


def vars_of(entry: Any) -> dict[str, Any]:
    """The facts of a table entry that its rows are marked by."""
    return {name: getattr(entry, name) for name in ("header_rows", "total_rows", "note_rows")}


def _tidy(say: Say, key: str, reading: Reading, sheet: str) -> None:
    for name, frame in reading.tables.items():
        rows = frame[frame["sheet"] == sheet]
        if len(rows):
            st.caption(say("data.upload.became", table=say(f"data.table.{name}"), n=len(rows)))
            columns = [c for c in rows.columns if c not in ("sheet", "table", "visit_row")]
            shown = [c for c in columns if not tables.blank(rows[c])]
            entries = [entry for entry in reading.sheets if entry.name == sheet and entry.ledger == name]
            taken = {field for entry in entries for field, column in entry.columns.items() if column in entry.years}
            headings = {field: f"{tables.heading(say, field)} *" for field in taken}
            tables.show(rows, say, key=f"tidy-{key}-{sheet}-{name}", columns=shown, headings=headings)
            for line in (line for entry in entries for line in years_taken(say, entry)):
                st.caption(f"\\* {literal(line)}")


def _findings(say: Say, key: str, reading: Reading) -> None:
    """Under the numbers that the marked workbook gives them."""
    opened = round_of(reading).opened
    if not opened:
        # nothing was found wrong with nothing: the sentence above says why it was not read
        if reading.tables:
            st.caption(f"● {say('data.upload.no_findings')}")
        return
    on, order = ground(reading), list(SIGNS)
    rows = [
        {
            "number": str(number),
            "severity": cost(say, f, on),
            "sheet": f.sheet,
            "cell": f.cell,
            "what": sentence(say, f),
        }
        for number, f in sorted(opened, key=lambda one: order.index(effect(one[1], on)))
    ]
    headings = {
        "number": say("reply.number"), "severity": say("data.upload.effect"), "cell": say("ui.column.cell"),
        "what": say("data.upload.what"),
    }  # fmt: skip
    st.markdown(f"**{say('data.upload.findings', n=len(opened))}** {summed(say, tally(reading))}")
    tables.show(pd.DataFrame(rows), say, key=f"findings-{key}", headings=headings, wrapped="what")


def after(here: Context, found: Sequence[Consequence], *, key: str) -> None:
    """Your figures as the meeting will show them: before and after, only what changes."""
    say = here.say
    rows = [
        {
            "unit": c.unit,
            "indicator": named(say, c.indicator),
            "before": value_of(say, c.before),
            "after": value_of(say, c.after),
            "completion": completion_of(say, c.after),
        }
        for c in found
        if c.changed
    ]
    if not rows:
        st.caption(say("data.upload.no_change"))
        return
    headings = {name: say(f"data.upload.after.{name}") for name in ("before", "after", "completion")}
    units = list(dict.fromkeys(row["unit"] for row in rows))
    if len(units) > 1:
        st.caption(say("data.upload.after.units", n=len(units), units=say("charts.comma").join(units), rows=len(rows)))
    tall = min(len(rows), _ALL_ROWS) * tables.ROW_PIXELS + tables.ROW_PIXELS + 2
    frame = pd.DataFrame(rows, dtype="str")
    tables.show(frame, say, key=key, headings=headings, columns=list(rows[0]), height=tall)


def receipts(here: Context) -> None:
    """What was committed last: receipt numbers, and the figures as the meeting will show them."""
    for done, shown, overtaken in state.draft().receipts:
        say = here.say
        lines = [
            say(
                "data.upload.repeated" if receipt.repeated else "data.upload.receipt",
                file=literal(made.name), number=receipt.number, day=say.day(receipt.period),
            ) + acknowledging.replacement(here.store, receipt, say, literal)
            for made, receipt in done
        ]  # fmt: skip
        text = "\n".join(f"- {line}" for line in lines)
        st.success(text or say("data.upload.nothing"), icon=":material/check_circle:")
        st.markdown(f"**{say('data.upload.consequences')}**")
        after(here, shown, key="after-receipts")
        overtaking.show(here, overtaken)
        replying.all_of_them(here, [made for made, _ in done], key="receipts")
