"""What the records of visits are worth: how complete they are, and what was accepted of them, side by side.

The meeting counts what is reported, scores count what is accepted (DOMAIN section 5): both stay visible.
"""

import streamlit as st

from dashboard.charts import Chart, shares
from dashboard.ui import cache, charts, judging, tables, tracing
from dashboard.ui.escape import literal
from dashboard.ui.shell import Context
from dashboard.workflows.wording import who


def grades(here: Context) -> None:
    """How complete the records of visits are, by unit; a bar opens the incomplete ones."""
    found = here.standing.visiting.grades
    names = {unit: unit for unit in found.rows["key"]}
    tracing.shown(grades_chart(here), here, names, found.cells)


def grades_chart(here: Context) -> Chart:
    told = here.standing.visiting
    return cache.drawn(here, ("grades",), lambda: shares.grades(charts.canvas(here), told.grades.rows, told.proved))


def verdicts(here: Context) -> None:
    """What was accepted of the reported visits, rejected or is pending; that nobody has judged is said, and no 0."""
    found, chart = here.standing.visiting.judged, verdicts_chart(here)
    reported = int(found.rows["visits"].sum())
    if chart is not None:
        tracing.shown(chart, here, {unit: unit for unit in chart.keys}, found.cells)
        _reasons(here)
    elif reported:
        st.caption(here.say("visiting.verdicts.none", n=reported))
    judging.without_record(here, "visits")


def verdicts_chart(here: Context) -> Chart | None:
    """None while no verdict was given on any of the visits."""
    if here.standing.visiting.reasons.empty:
        return None
    rows = here.standing.visiting.judged.rows
    return cache.drawn(here, ("verdicts",), lambda: shares.verdicts(charts.canvas(here), rows))


def _reasons(here: Context) -> None:
    """Every verdict with its reason, evidence and who gave it, rejected visits first; a row leads to its cell."""
    say, found = here.say, here.standing.visiting.reasons
    rows = found.rows.assign(by=[who(say, name) for name in found.rows["by"]])
    columns = ["unit", "start", "leader", "destination", "verdict", "reason", "evidence", "by", "since"]
    with st.expander(say("visiting.verdicts.reasons", n=len(rows)), expanded=False):
        headings = {name: say(f"judging.{name}") for name in ("reason", "evidence", "by", "since")}
        picked = tables.show(rows, say, key="judged-visits", select=True, columns=columns, headings=headings)
        if picked:
            place = picked[0]
            title = literal(f"{rows['unit'].iat[place]} {rows['leader'].iat[place]}")
            tracing.opened(here, title, found.cells[str(rows["key"].iat[place])])


def pictures(here: Context) -> list[Chart | None]:
    """The charts in their order."""
    return [grades_chart(here), verdicts_chart(here)]
