"""The visits page: weeks, units, destinations, teams, and for the bureau the two-week rule."""

import streamlit as st

from dashboard.charts import Chart, bars, leaders, visits
from dashboard.charts.amounts import named
from dashboard.ui import charts
from dashboard.ui.shell import Context

COUNTED = ("outbound_trips", "inbound_groups", "leader_trips", "leader_receptions", "chambers")


def weekly(here: Context) -> None:
    """Columns by week; campaign months shaded."""
    charts.show(weeks_chart(here), here)


def weeks_chart(here: Context) -> Chart:
    """The chart by week. A direction of which no list stands has gaps, not zeros: counters tell no weeks."""
    coverage = here.standing.snapshot.coverage
    listed = set(coverage.loc[coverage["table"] == "visits", "scope"])
    weeks = here.standing.weekly.copy()
    silent = [direction for direction in visits.DIRECTIONS if not listed & {direction, ""}]
    weeks[silent] = float("nan")
    shown = weeks[:0] if len(silent) == len(visits.DIRECTIONS) else weeks
    return visits.weekly(charts.canvas(here), shown, here.district.rules.campaign_months)


def by_unit(here: Context) -> None:
    """One indicator over the units; a bar opens the unit's rows."""
    say = here.say
    indicator = st.segmented_control(
        say("meeting.which"), COUNTED, default=COUNTED[0], required=True, key="visits-indicator",
        format_func=lambda name: named(say, name), label_visibility="collapsed",
    )  # fmt: skip
    unit_bars(here, str(indicator or COUNTED[0]))


def unit_bars(here: Context, indicator: str) -> None:
    """Bars of one indicator by unit in the official order, with the drawer behind each."""
    measures = here.standing.by_unit(indicator)
    shown = [m for m in measures if m.expected or m.value is not None]
    if not shown:
        st.info(here.say("reason.no-data"))
        return
    chart = bars.by_unit(charts.canvas(here), shown, chart_id=f"by-unit-{indicator}")
    picked = charts.show(chart, here, lead={m.unit: m.unit for m in shown})
    if picked:
        charts.open_measure(here, indicator, picked)


def destinations(here: Context) -> None:
    """Where trips went."""
    charts.show(visits.destinations(charts.canvas(here), here.standing.destinations), here)


def teams(here: Context) -> None:
    """Task teams and resident posts."""
    charts.show(visits.posts(charts.canvas(here), here.standing.teams), here)


def principals(here: Context) -> None:
    """The two-week rule, folded: these lines are for the bureau."""
    lines = [line for line in here.standing.leaders if line.due]
    with st.expander(here.say("meeting.principals")):
        st.caption(here.say("meeting.principals_hint", limit=here.district.rules.outing_gap_days))
        charts.show(leaders.timeline(charts.canvas(here), lines, here.district.rules.outing_gap_days), here)
