"""What is open in the sheets that count, and how often a unit's files pass at once: by unit, then cell by cell."""

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from dashboard.charts import amounts
from dashboard.ui import cache, drawer, state, tables, tracing
from dashboard.ui.escape import literal
from dashboard.ui.shell import Context
from dashboard.workflows import reminding
from dashboard.workflows.concerns import Open
from dashboard.workflows.returns import Returns
from dashboard.workflows.wording import sentence
from metrics.measure import Source


def by_unit(here: Context, found: Returns) -> None:
    """Units in the official order: what is open, how much of it is in no figure, how many files passed at once.

    A unit picked, in the table or in the list above it, shows its findings by cell and its own reminder.
    """
    say = here.say
    st.subheader(say("data.returns.quality"), anchor=False)
    opened = cache.open_findings(here)
    listed = list(found.grid)
    chosen = st.selectbox(
        say("data.returns.pick"), listed, index=None, key="look-returns", width=320, label_visibility="collapsed",
        placeholder=say("data.returns.pick"),
    )  # fmt: skip
    names = ("open", "outside", "first_pass")
    headings = {name: say(f"data.returns.{name}") for name in names}
    rows = pd.DataFrame([_row(here, unit, opened, found) for unit in listed], columns=["unit", *names])
    picked = tables.show(
        rows, say, key="returns-quality", select=True, columns=["unit", *names], headings=headings,
        height=(len(rows) + 1) * tables.ROW_PIXELS + 3,
    )  # fmt: skip
    st.caption(say("data.returns.quality_note", n=len(found.weeks)))
    clicked = listed[picked[0]] if picked else None
    for key, asked in (("returns-clicked", clicked), ("returns-chosen", chosen)):
        if state.once(key, asked) and asked:
            st.dialog(literal(asked), width="large", position="right")(_unit)(here, asked, found)
            return


def _row(here: Context, unit: str, opened: Mapping[str, Sequence[Open]], found: Returns) -> tuple[str, str, str, str]:
    """A unit of which nothing stands has a dash: no sheet is no sheet without faults."""
    say, own, passed = here.say, opened.get(unit), found.first_pass[unit]
    counts = [say("charts.dash")] * 2 if own is None else [str(len(own)), str(sum(each.outside for each in own))]
    return unit, counts[0], counts[1], amounts.share_of(here.say, passed.passed, passed.sent)


def _unit(here: Context, unit: str, found: Returns) -> None:
    """One unit: what is open by cell, and the words to remind it with."""
    say, own = here.say, cache.open_findings(here).get(unit, ())
    if own:
        picked = table(here, own, f"findings-{unit}")
        drawer.place(here, _source(own[picked or 0], unit), f"finding-{unit}")
    else:
        st.caption(say("meeting.unit.no_findings"))
    text = reminding.one(say, here.district, found.grid[unit][found.weeks[-1]], own)
    st.markdown(f"**{say('data.returns.reminder')}**")
    if text:
        st.code(text, language=None, wrap_lines=True)
    else:
        st.caption(say("data.returns.nothing_owed"))


def of_unit(here: Context, unit: str) -> None:
    """What was found in the sheets that count on this day, where it concerns the unit; a pick opens the cell."""
    say, found = here.say, cache.open_findings(here).get(unit, ())
    st.subheader(say("meeting.unit.findings"), anchor=False)
    if not found:
        st.caption(say("meeting.unit.no_findings"))
        return
    picked = table(here, found, "unit-findings")
    if picked is not None:
        tracing.opened(here, sentence(say, found[picked].finding), [_source(found[picked], unit)])


def table(here: Context, found: Sequence[Open], key: str) -> int | None:
    """One row a finding: file, sheet, cell, what it costs, what it says; the position of the one picked."""
    say = here.say
    rows = [
        (o.file, o.finding.sheet, o.finding.cell, say(f"data.severity.{o.effect}"), sentence(say, o.finding))
        for o in found
    ]
    shown = pd.DataFrame(rows, columns=["file", "sheet", "cell", "cost", "what"])
    headings = {"cell": say("ui.column.cell"), "cost": say("reply.cover.column.cost"), "what": say("data.upload.what")}
    picked = tables.show(shown, say, key=key, select=True, headings=headings, wrapped="what")
    return picked[0] if picked else None


def _source(opened: Open, unit: str) -> Source:
    """Where a finding stands; one about a whole sheet at its beginning."""
    finding = opened.finding
    return Source(opened.receipt, opened.file, finding.sheet, finding.cell or "A1", unit=unit)
