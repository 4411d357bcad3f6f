"""The overview's three bands: space, projects, activity. What has a target or is pinned is drawn, the rest folded."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from dashboard.charts import Chart, activity, bullets
from dashboard.charts.amounts import named
from dashboard.ui import cache, charts, downloads, gathered
from dashboard.ui.shell import Context
from dashboard.workflows import increments, packing
from metrics import pins, rhythm
from metrics.catalogue import INDICATORS
from metrics.measure import Measure

BANDS = ("space", "projects", "activity")
_PROJECTS = ("projects_signed", "projects_started", "projects_completed", "investment_signed")


def pinned(here: Context) -> tuple[str, ...]:
    """What is drawn on this page, in its order."""
    return pins.drawn(here.district, here.standing.report.district)


def band_of(indicator: str) -> str:
    """Space for areas, projects for what is signed, started and invested, activity for everything else."""
    if INDICATORS[indicator].kind == "area":
        return "space"
    return "projects" if indicator.startswith(_PROJECTS) else "activity"


def drawn(here: Context) -> list[Chart]:
    """The charts of all bands: bullets for the rows with targets, plain numbers for those without."""
    canvas, report = charts.canvas(here), here.standing.report
    rows = {band: [report.district[name] for name in pinned(here) if band_of(name) == band] for band in BANDS}
    aimed = {band: [m for m in measures if m.target] for band, measures in rows.items()}
    margins = bullets.room(canvas, [m for measures in aimed.values() for m in measures])
    found = [bullets.bullets(canvas, aimed[band], band=band, margins=margins) for band in BANDS if aimed[band]]
    plain = {band: [m for m in measures if not m.target] for band, measures in rows.items()}
    # numbers of a band with targets stand with those of the others, so that everything keeps to one screen
    beside = [m for band in BANDS for m in plain[band] if aimed[band]]
    strips = {band: plain[band] for band in BANDS if plain[band] and not aimed[band]} | {"untargeted": beside}
    if beside and "activity" in strips:
        strips["untargeted"] = [*beside, *strips.pop("activity")]
    found += [
        activity.strip(canvas, numbers, weekly(here, numbers), band=band) for band, numbers in strips.items() if numbers
    ]
    return found


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
        downloads.slides(partial(packing.made, here.store, here.standing, here.say), here.filters.as_of, here.say)
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
