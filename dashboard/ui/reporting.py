"""Who has reported: the grid of units and weeks, the surveyed share, the words to remind with."""

from dataclasses import replace
from datetime import datetime

import pandas as pd
import streamlit as st

from dashboard.charts.amounts import unmarked
from dashboard.charts.chart import width
from dashboard.charts.remarks import words
from dashboard.i18n import Say
from dashboard.ui import cache
from dashboard.ui.escape import literal
from dashboard.ui.shell import Context
from dashboard.weeks import ZONE
from dashboard.workflows import reminding
from dashboard.workflows.returns import Return, Returns

GLYPHS = {
    "on-time": "●", "late": "◐", "corrected": "↻", "partial": "△", "missing": "✕", "expected": "◌",
    "no-meeting": "—", "not-expected": "",
}  # fmt: skip
_TINTS = {
    "light": {"late": "#fff1cc", "partial": "#ffe3cf", "missing": "#f8d3d3", "corrected": "#dcebf7"},
    "dark": {"late": "#4d3f12", "partial": "#55351d", "missing": "#5a2626", "corrected": "#22405a"},
}
_ROW_PIXELS = 34
_SIGN_PIXELS, _MARGIN = 13.0, 20
"""A full-width character in a table, and what a cell leaves free beside its text."""


def current(here: Context, weeks: int = 8) -> Returns:
    """The grid for the page's as-of day, restricted to the chosen unit or group."""
    hour = datetime.now(ZONE).replace(tzinfo=None, minute=0, second=0, microsecond=0).isoformat()
    found = cache.grid(here.store, here.filters.as_of, weeks, hour, here.filters.known_at)
    units = {u.name for u in here.district.units if not here.filters.group or u.group == here.filters.group}
    wanted = {here.filters.unit} if here.filters.unit else units
    rows = {name: row for name, row in found.grid.items() if name in wanted}
    return replace(found, grid=rows)


def word(entry: Return, say: Say) -> str:
    """Glyph and word of one unit's week."""
    if entry.state == "not-expected":
        return ""
    text = say(f"data.returns.{entry.state}")
    if entry.state == "partial" or (entry.state == "missing" and entry.receipts and entry.lacking):
        ledgers = say("data.joint").join(say(f"data.table.{name}") for name in entry.lacking)
        text = say("data.returns.lacking", ledgers=ledgers)
    if entry.corrected and entry.state == "partial":
        text = f"{text} {GLYPHS['corrected']} {say('data.returns.corrected')}"
    if entry.corrected and entry.late:
        text = f"{text} {GLYPHS['late']} {say('data.returns.late')}"
    if entry.repeats:
        text = f"{text} ={say('data.returns.repeats', n=entry.repeats)}"
    return f"{GLYPHS[entry.state]} {text}".strip()


def grid(here: Context, found: Returns) -> None:
    """Units in the official order, a column a week, glyph and word in every cell; the surveyed share and its bar."""
    say = here.say
    units = here.standing.report.units
    rows = {unit: [word(row[week], say) for week in found.weeks] for unit, row in found.grid.items()}
    frame = pd.DataFrame.from_dict(rows, orient="index", columns=[say.day(w, year=False) for w in found.weeks])
    shares = [units[unit]["surveyed_share"] if unit in units else None for unit in frame.index]
    share, length = say("data.returns.surveyed"), "surveyed"
    frame[share] = ["" if m is None or m.value is None else unmarked(say, m) for m in shares]
    frame[length] = [None if m is None else m.value for m in shares]
    frame.index.name = say("ui.unit")
    states: list[list[str]] = [[row[week].state for week in found.weeks] for row in found.grid.values()]
    styled = frame.style.apply(lambda _: _styles(states, frame, here.look), axis=None)
    # the bar has no words of its own: Streamlit would print 66.67% of three projects
    bar = st.column_config.ProgressColumn("", min_value=0.0, max_value=1.0, format=" ", width=72, help=share)
    config = {name: st.column_config.TextColumn(width=_room(frame[name])) for name in frame.columns[:-1]}
    st.dataframe(
        styled, key="returns-grid", height=(len(frame) + 1) * _ROW_PIXELS + 3, row_height=_ROW_PIXELS,
        column_config={**config, length: bar},
    )  # fmt: skip


def unsurveyed(here: Context, found: Returns) -> None:
    """Beside the shares of the grid: units that have none because nothing of theirs is surveyed, and additions."""
    say, units = here.say, here.standing.report.units
    measures = [units[unit]["surveyed_share"] for unit in found.grid if unit in units]
    told = [
        say("charts.note_of", names=literal(measure.unit), note=words(say, note, measure.indicator))
        for measure in measures
        for note in measure.notes
        if note.code in ("survey-none", "survey-additions")
    ]
    if told:
        st.caption("  \n".join(told))


def _room(column: "pd.Series[str]") -> int:
    """Pixels for the longest text of a column: left alone a narrow grid cuts what its units lack."""
    return round(max([width(text) for text in column], default=0.0) * _SIGN_PIXELS) + _MARGIN


def _styles(states: list[list[str]], frame: pd.DataFrame, look: str) -> pd.DataFrame:
    """A ground by the state of a unit's week; the columns after the weeks have none."""
    tints = {state: f"background-color:{tint}" for state, tint in _TINTS[look].items()}
    beside = [""] * (len(frame.columns) - len(states[0])) if states else []
    rows = [[*(tints.get(state, "") for state in row), *beside] for row in states]
    return pd.DataFrame(rows, index=frame.index, columns=frame.columns)


def legend(here: Context) -> None:
    """The glyphs with their words."""
    shown = [state for state in GLYPHS if GLYPHS[state]]
    words = [f"{GLYPHS[state]} {here.say(f'data.returns.{state}')}" for state in shown]
    st.caption("\u2003".join([*words, f"= {here.say('data.returns.repeats', n='n')}"]))


def summary(here: Context, found: Returns) -> None:
    """One line: how many of the units that owe a return for the last week have sent it."""
    owed = [row[found.weeks[-1]] for row in found.grid.values()]
    owed = [entry for entry in owed if entry.state not in ("no-meeting", "not-expected")]
    came = [entry for entry in owed if entry.state not in ("missing", "expected")]
    st.markdown(here.say("data.returns.summary", week=here.say.day(found.weeks[-1]), came=len(came), owed=len(owed)))


def reminder(here: Context, found: Returns) -> None:
    """A text to copy into the group chat, naming who still owes what."""
    say = here.say
    owed = found.outstanding()
    if not owed:
        st.success(say("data.returns.complete"), icon=":material/check_circle:")
        return
    st.subheader(say("data.returns.reminder"), anchor=False)
    st.code(reminding.everybody(say, here.district, found.weeks[-1], owed), language=None, wrap_lines=True)
