"""The overview's three bands: space, projects, activity. What has a target or is pinned is drawn, the rest folded."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from dashboard.charts import Chart, bullets
from dashboard.charts.amounts import named
from dashboard.ui import cache, charts, downloads, gathered, packing
from dashboard.ui.shell import Context
from dashboard.workflows import increments
from dashboard.workflows.drawing import bands
from metrics import pins, rhythm
from metrics.measure import Measure


def pinned(here: Context) -> tuple[str, ...]:
    """What is drawn on this page, in its order."""
    return pins.drawn(here.district, here.standing.report.district)


def drawn(here: Context) -> list[Chart]:
    """The charts of all bands: bullets for the rows with targets, plain numbers for those without."""
    return bands(charts.canvas(here), here.standing, partial(weekly, here))


def show(here: Context) -> None:
    """The three bands, then everything that is not pinned, then all charts in one ZIP. A click opens the drawer."""
    names = {name: named(here.say, name) for name in pinned(here)}
    found = cache.drawn(here, ("bands",), partial(drawn, here))
    for chart in found:
        picked = charts.show(chart, here, lead=names)
        if picked:
            charts.open_measure(here, picked)
    folded(here)
    with st.container(horizontal=True):
        packing.button(here)
        downloads.all_charts(partial(gathered.of_the_meeting, here, found), here.filters.as_of, here.say)


def weekly(here: Context, measures: Sequence[Measure]) -> dict[str, list[float]]:
    """What each of the last meetings added, oldest first; NaN where nothing can be compared."""
    counted = [m.indicator for m in measures if rhythm.dated(m)]
    others = [m.indicator for m in measures if m.indicator not in counted]
    found = {name: rhythm.weekly(here.standing.state, name) for name in counted}
    return found | cache.increments(here, here.standing, others, increments.MEETINGS)


def folded(here: Context) -> None:
    """Every indicator that is not pinned, as a table with the same way to its cells."""
    say = here.say
    drawn_above = pinned(here)
    rest = [m for name, m in here.standing.report.district.items() if name not in drawn_above]
    table = cache.drawn(here, ("rest",), lambda: bullets.measure_table(charts.canvas(here), rest))
    with st.expander(say("meeting.rest", n=len(rest))):
        st.dataframe(table, hide_index=True, placeholder="", key="rest")
        picked = charts.look_into(here, [m.indicator for m in rest], "rest")
    if picked:
        charts.open_measure(here, picked)
