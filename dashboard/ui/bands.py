"""The overview's three bands: space, projects, activity. Pinned indicators are drawn, the rest is folded."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from dashboard.charts import Chart, activity, bullets
from dashboard.charts.amounts import named
from dashboard.ui import cache, charts, downloads, gathered
from dashboard.ui.shell import Context
from metrics.catalogue import INDICATORS
from metrics.measure import Measure

PINNED = (
    "building_m2", "factory_m2", "land_m2", "projects_signed", "projects_started", "investment_signed", "leader_trips",
    "leader_receptions", "inbound_groups", "outbound_trips", "projects_discussed", "chambers",
)  # fmt: skip
"""Rows shown where the registry pins none of its own."""
MOST = 12
BANDS = ("space", "projects", "activity")
MEETINGS = 4
"""Points of a thin line that no list dates; each needs the district as it stood on its day, so few of them."""
_BY_WEEK = {"outbound_trips": "outbound", "inbound_groups": "inbound"}
"""Numbers whose twelve weeks are counted anyway."""
_PROJECTS = ("projects_signed", "projects_started", "projects_completed", "investment_signed")


def pinned(here: Context) -> tuple[str, ...]:
    """The indicators drawn, at most twelve, in the registry's order."""
    known = [name for name in here.district.rules.pinned if name in INDICATORS]
    return tuple(known or PINNED)[:MOST]


def band_of(indicator: str) -> str:
    """Space for areas, projects for what is signed, started and invested, activity for everything else."""
    if INDICATORS[indicator].kind == "area":
        return "space"
    return "projects" if indicator.startswith(_PROJECTS) else "activity"


def drawn(here: Context) -> list[Chart]:
    """The charts of all bands: bullets for the rows with targets, plain numbers for those without.

    The labels of the bullets' axis stand under the last of them alone.
    """
    canvas, report = charts.canvas(here), here.standing.report
    rows = {band: [report.district[name] for name in pinned(here) if band_of(name) == band] for band in BANDS}
    aimed = {band: [m for m in measures if m.target] for band, measures in rows.items()}
    last = next((band for band in reversed(BANDS) if aimed[band]), "")
    found = []
    for band in BANDS:
        if aimed[band]:
            found.append(bullets.bullets(canvas, aimed[band], band=band, axis=band == last))
        plain = [m for m in rows[band] if not m.target]
        if plain:
            found.append(activity.strip(canvas, plain, weekly(here, plain), band=band))
    return found


def show(here: Context) -> None:
    """The three bands, then everything that is not pinned, then all charts in one ZIP. A click opens the drawer."""
    names = {name: named(here.say, name) for name in pinned(here)}
    shown = cache.drawn(here, ("bands",), partial(drawn, here))
    for chart in shown:
        picked = charts.show(chart, here, lead=names)
        if picked:
            charts.open_measure(here, picked)
    folded(here)
    downloads.all_charts(partial(gathered.of_the_meeting, here, shown), here.filters.as_of, here.say)


def weekly(here: Context, measures: Sequence[Measure]) -> dict[str, list[float]]:
    """What each of the last meetings added, oldest first; NaN where nothing can be compared."""
    counted = [m.indicator for m in measures if m.indicator in _BY_WEEK and from_lists(here, m.indicator)]
    others = [m.indicator for m in measures if m.indicator not in counted]
    found = {name: [float(n) for n in here.standing.weekly[_BY_WEEK[name]]] for name in counted}
    return found | cache.increments(here, here.standing, others, MEETINGS)


def from_lists(here: Context, indicator: str) -> bool:
    """Whether a number is counted from lists alone, so that its visits by week add up to it."""
    return all(source.table == "visits" for source in here.standing.report.district[indicator].source)


def folded(here: Context) -> None:
    """Every indicator that is not pinned, as a table with the same way to its cells."""
    say = here.say
    shown = pinned(here)
    rest = [m for name, m in here.standing.report.district.items() if name not in shown]
    table = cache.drawn(here, ("rest",), lambda: bullets.measure_table(charts.canvas(here), rest))
    with st.expander(say("meeting.rest", n=len(rest))):
        st.dataframe(table, hide_index=True, placeholder="", key="rest")
        picked = charts.look_into(here, [m.indicator for m in rest], "rest")
    if picked:
        charts.open_measure(here, picked)
