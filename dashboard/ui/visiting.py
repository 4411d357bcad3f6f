"""The visits page: weeks, campaign, units, destinations, teams, chains, yield; the two-week rule folded."""

from collections.abc import Iterator, Sequence
from datetime import date

import streamlit as st

from dashboard.charts import Chart, bars, campaign, leaders, shares, visits
from dashboard.charts.amounts import named
from dashboard.charts.yields import after_visits
from dashboard.ui import cache, charts, outlooks, state, tables, tracing, validity
from dashboard.ui.shell import Context
from dashboard.workflows import drawing
from dashboard.workflows.drawing import COUNTED
from metrics.catalogue import INDICATORS
from metrics.coverage import STANDINGS
from metrics.outings import LeaderLine
from metrics.tally import Tally


def weekly(here: Context) -> None:
    """Columns by week; campaign months shaded."""
    chart = weeks_chart(here)
    named_weeks = {key: here.say("visiting.week", day=here.say.day(date.fromisoformat(key))) for key in chart.keys}
    tracing.shown(chart, here, named_weeks, here.standing.visiting.weekly.cells)


def weeks_chart(here: Context) -> Chart:
    return cache.drawn(here, ("visits-weekly",), lambda: drawing.weeks(charts.canvas(here), here.standing))


def by_unit(here: Context) -> None:
    """One indicator over the units; a bar opens the unit's rows."""
    say = here.say
    indicator = st.segmented_control(
        say("meeting.which"), COUNTED, default=COUNTED[0], required=True, key="visits-indicator",
        format_func=lambda name: named(say, name), label_visibility="collapsed",
    )  # fmt: skip
    chosen = str(indicator or COUNTED[0])
    if INDICATORS[chosen].of_district:
        leader_bars(here, chosen)
    else:
        unit_bars(here, chosen)
    outlooks.below(here, [chosen])


def leader_bars(here: Context, indicator: str) -> None:
    """What the district's principals alone do: by leader where lists name them, else the district's one figure.

    Never in a picture of all charts: figures of persons are for the bureau.
    """
    found = here.standing.visiting.leaders[indicator]
    if found.empty:
        unit_bars(here, indicator)
        return
    rows = found.rows
    labels = dict(zip(rows["key"], rows["leader"].astype("str"), strict=True))

    def draw() -> Chart:
        return bars.by_leader(charts.canvas(here), here.standing.report.district[indicator], rows)

    tracing.shown(cache.drawn(here, ("by-leader", indicator), draw), here, labels, found.cells)


def unit_bars(here: Context, indicator: str) -> None:
    """Bars of one indicator by unit in the official order, with the drawer behind each."""
    chart = units_chart(here, indicator)
    if chart is None:
        st.info(here.say("reason.no-data"))
        return
    picked = charts.show(chart, here, lead={unit: unit for unit in chart.keys})
    if picked:
        charts.open_measure(here, indicator, "" if picked == here.district.name else picked)


def units_chart(here: Context, indicator: str) -> Chart | None:
    """Bars by unit; None where nobody owes the indicator and nobody has it."""
    shown = drawing.of_units(here.standing, indicator)
    if not shown:
        return None

    def draw() -> Chart:
        return drawing.by_unit(charts.canvas(here), here.standing, indicator, shown)

    return cache.drawn(here, ("by-unit", indicator), draw)


def destinations(here: Context) -> None:
    """Where trips went, by city; a bar opens the trips."""
    found = here.standing.visiting.destinations
    labels = visits.place_labels(charts.canvas(here), found.rows)
    cells = {label: found.cells[key] for label, key in zip(labels, found.rows["key"], strict=True)}
    tracing.shown(destinations_chart(here), here, dict(zip(labels, labels, strict=True)), cells)


def destinations_chart(here: Context) -> Chart:
    rows = here.standing.visiting.destinations.rows
    return cache.drawn(here, ("destinations",), lambda: visits.destinations(charts.canvas(here), rows))


def teams(here: Context) -> None:
    """Task teams and resident posts: the dots of their visits, days, hosts and leads."""
    found = here.standing.visiting.teams
    names = {key: f"{unit} {post}" for key, unit, post in _columns(found, "key", "unit", "post")}
    tracing.shown(teams_chart(here), here, names, found.cells)


def teams_chart(here: Context) -> Chart:
    rows = here.standing.visiting.teams.rows
    return cache.drawn(here, ("teams",), lambda: visits.posts(charts.canvas(here), rows))


def against(here: Context) -> None:
    """The campaign month against the four weeks before and last year; nothing where no month is set."""
    found, chart = here.standing.visiting.campaign, campaign_chart(here)
    if found is None or chart is None:
        return
    labels = chart.data.iloc[:, 0].to_list() if chart.keys else []
    tracing.shown(chart, here, dict(zip(chart.keys, labels, strict=True)), found.spans.cells)
    if found.begun:
        _begun(here, found.contacts)


def _begun(here: Context, contacts: Tally) -> None:
    """What the campaign's first contacts came to; a row leads to its cell."""
    say, rows = here.say, contacts.rows
    signed, undated = int(rows["signed_on"].notna().sum()), int(rows["undated"].sum()) if len(rows) else 0
    if rows.empty:
        st.caption(say("visiting.contacts.none"))
        return
    with st.expander(say("visiting.contacts", n=len(rows), signed=signed), expanded=False):
        if undated:
            st.caption(say("visiting.contacts.undated", n=undated))
        picked = tables.show(rows, say, key="contacts", select=True, columns=list(rows.columns[1:-1]))
        if picked:
            key = str(rows["key"].iat[picked[0]])
            tracing.opened(here, str(rows["name"].iat[picked[0]]), contacts.cells[key])


def twice(here: Context) -> None:
    """Visits that several units report; nothing where there are none. A row leads to all of its cells."""
    say, found = here.say, here.standing.visiting.twice
    rows = found.rows
    if rows.empty:
        return
    apart = int((~rows["merged"]).sum())
    with st.expander(say("visiting.twice", n=len(rows), apart=apart), expanded=False):
        counted = [say("visiting.twice.once" if one else "visiting.twice.each") for one in rows["merged"]]
        shown = rows.assign(merged=counted)
        headings = {"units": say("visiting.twice.units"), "merged": say("visiting.twice.counted")}
        columns = ["organisation", "direction", "start", "end", "units", "merged"]
        picked = tables.show(shown, say, key="told-twice", select=True, columns=columns, headings=headings)
        if picked:
            key = str(rows["key"].iat[picked[0]])
            tracing.opened(here, str(rows["organisation"].iat[picked[0]]), found.cells[key])


def campaign_chart(here: Context) -> Chart | None:
    found = here.standing.visiting.campaign
    if found is None:
        return None
    return cache.drawn(here, ("campaign",), lambda: campaign.comparison(charts.canvas(here), found))


def chains(here: Context) -> None:
    """Coverage of the chain lists, and who on them was never met."""
    say, found = here.say, here.standing.visiting.coverage
    names = {key: key or say("visiting.chain.none") for key in found.chains.rows["key"]}
    tracing.shown(chains_chart(here), here, names, found.chains.cells)
    rows = found.never.rows
    if not found.companies:
        return
    segments(here, found.segments)
    if rows.empty:
        st.caption(say("visiting.never.none"))
        return
    key = int((rows["role"] == "key").sum())
    st.markdown(f"**{say('visiting.never', key=key, other=len(rows) - key)}**")
    columns = ["organisation", "role", "chain", "segment", "location", "priority", "unit", "contact", "next"]
    headings = {"contact": say("visiting.claimed"), "next": say("visiting.next")}
    picked = tables.show(rows, say, key="never", select=True, columns=columns, headings=headings)
    st.caption(say("visiting.next.rule"))
    chosen = str(rows["key"].iat[picked[0]]) if picked else None
    if state.once("picked-never", chosen) and chosen:
        tracing.opened(here, str(rows["organisation"].iat[picked[0]]), found.never.cells[chosen])


def segments(here: Context, found: Tally) -> None:
    """The same by segment of a chain, where the lists name any; a row leads to its companies."""
    say, rows = here.say, found.rows
    if not (rows["segment"] != "").any():
        return
    headings = {name: say(f"visiting.standing.{name}") for name in STANDINGS}
    headings |= {"total": say("visiting.column.total")}
    with st.expander(say("visiting.segments", n=len(rows)), expanded=False):
        picked = tables.show(
            rows, say, key="segments", select=True, columns=["chain", "segment", *headings], headings=headings
        )
    if picked:
        line = rows.iloc[picked[0]]
        name = " · ".join(filter(None, (line["chain"], line["segment"])))
        tracing.opened(here, name, found.cells[line["key"]])


def chains_chart(here: Context) -> Chart:
    found = here.standing.visiting.coverage
    return cache.drawn(here, ("chains",), lambda: shares.chains(charts.canvas(here), found))


def yields(here: Context) -> None:
    """Projects that appeared after a visit to their investor."""
    found, chart = here.standing.visiting.yields, yields_chart(here)
    names = {key: f"{name} {unit}" for key, name, unit in _columns(found.projects, "key", "name", "unit")}
    tracing.shown(chart, here, {key: names[key] for key in chart.keys}, found.projects.cells)
    if found.undated:
        st.caption(here.say("visiting.yield.undated", n=found.undated))


def yields_chart(here: Context) -> Chart:
    found = here.standing.visiting.yields
    return cache.drawn(here, ("yields",), lambda: after_visits(charts.canvas(here), found))


def pictures(here: Context) -> list[Chart | None]:
    """Every chart of the page in its order, those of the bureau alone left out."""
    by_unit_each = [units_chart(here, indicator) for indicator in COUNTED]
    rest = [make(here) for make in (destinations_chart, teams_chart, chains_chart, yields_chart, campaign_chart)]
    return [weeks_chart(here), *by_unit_each, *rest, *validity.pictures(here)]


def _columns(found: Tally, *names: str) -> Iterator[tuple[str, ...]]:
    return zip(*(found.rows[name].astype("str") for name in names), strict=True)


def principals(here: Context) -> None:
    """The two-week rule, folded: these lines are for the bureau. A choice without principals of its own shows none."""
    lines = [line for line in here.standing.leaders if line.due]
    if not lines and (here.filters.unit or here.filters.group):
        return
    with st.expander(here.say("meeting.principals")):
        st.caption(here.say("meeting.principals_hint", limit=here.district.rules.outing_gap_days))
        chart = cache.drawn(here, ("principals",), lambda: _roster(here, lines))
        cells = {line.leader.name: [trip.source for trip in line.trips if trip.source] for line in lines}
        tracing.shown(chart, here, {name: name for name in chart.keys}, cells)


def _roster(here: Context, lines: Sequence[LeaderLine]) -> Chart:
    return leaders.timeline(charts.canvas(here), lines, here.district.rules.outing_gap_days)
