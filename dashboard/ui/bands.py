"""The overview's three bands: space, projects, activity. Pinned indicators are drawn, the rest is folded."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from dashboard.charts import Chart, activity, board, bullets, projects
from dashboard.charts.amounts import named
from dashboard.ui import cache, charts, downloads, visiting
from dashboard.ui.shell import Context
from dashboard.weeks import held_before
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
"""Points of a thin line; each is a whole report of that day, so few of them."""
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


def header(here: Context) -> None:
    """Once for the whole page: returns, basis, frozen or live."""
    st.caption(charts.canvas(here).caption)


def drawn(here: Context, band: str) -> list[Chart]:
    """The charts of a band: bullets for the rows with targets, plain numbers for those without."""
    report = here.standing.report
    measures = [report.district[name] for name in pinned(here) if band_of(name) == band]
    aimed = [m for m in measures if m.target]
    plain = [m for m in measures if not m.target]
    canvas = charts.canvas(here)
    found = [bullets.bullets(canvas, aimed, band=band)] if aimed else []
    if plain:
        found.append(activity.strip(canvas, plain, weekly(here, plain), band=band))
    return found


def show(here: Context) -> None:
    """The three bands, then everything that is not pinned, then all charts in one ZIP. A click opens the drawer."""
    found = [chart for band in BANDS for chart in drawn(here, band)]
    names = {name: named(here.say, name) for name in pinned(here)}
    for chart in found:
        picked = charts.show(chart, here, lead=names)
        if picked:
            charts.open_measure(here, picked)
    folded(here)
    report = here.standing.report
    indicators = board.with_targets(report.units, report.district)
    if indicators:
        rows = board.lines(here.standing.district, report.units, {}, indicators, whole=report.district)
        found.append(board.board(charts.canvas(here), rows, indicators))
    found.append(visiting.weeks_chart(here))
    if here.standing.stock["projects"].sum():
        found.append(projects.stages(charts.canvas(here), here.standing.stock))
    downloads.all_charts([chart for chart in found if not chart.data.empty], here.say)


def weekly(here: Context, measures: Sequence[Measure]) -> dict[str, list[float]]:
    """What each of the last meetings added, oldest first; NaN where nothing can be compared."""
    days = [here.filters.as_of]
    first = min(cache.periods(here.store), default=here.filters.as_of)
    while len(days) < MEETINGS and held_before(here.district, days[-1]) >= first:
        days.append(held_before(here.district, days[-1]))
    reports = [cache.standing(here.store, replace(here.filters, as_of=day)).report for day in reversed(days)]
    missing = float("nan")
    found: dict[str, list[float]] = {}
    for name in (m.indicator for m in measures):
        if name in _BY_WEEK and from_lists(here, name):
            found[name] = [float(count) for count in here.standing.weekly[_BY_WEEK[name]]]
            continue
        changes = [report.district[name].change for report in reports]
        found[name] = [missing if change is None else change for change in changes]
    return found


def from_lists(here: Context, indicator: str) -> bool:
    """Whether a number is counted from lists alone, so that its visits by week add up to it."""
    return all(source.table == "visits" for source in here.standing.report.district[indicator].source)


def folded(here: Context) -> None:
    """Every indicator that is not pinned, as a table with the same way to its cells."""
    say = here.say
    rest = [m for name, m in here.standing.report.district.items() if name not in pinned(here)]
    with st.expander(say("meeting.rest", n=len(rest))):
        st.dataframe(bullets.measure_table(charts.canvas(here), rest), hide_index=True, key="rest")
        picked = charts.look_into(here, [m.indicator for m in rest], "rest")
    if picked:
        charts.open_measure(here, picked)
