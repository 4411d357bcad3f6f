"""The space page: three panels, units, methods and occupants, what moved, idle stock and the resource list."""

from typing import Any

import pandas as pd
import streamlit as st

from dashboard.charts import Chart, space
from dashboard.charts.amounts import named
from dashboard.exports import MIME
from dashboard.exports.naming import safe_stem
from dashboard.i18n import Say
from dashboard.ui import cache, charts, movers, opening, outlooks, tables, tracing, visiting
from dashboard.ui.shell import Context
from dashboard.workflows import consolidated, moves
from metrics.bridge import ASSET_MEASURES, AssetBridge, steps_of
from metrics.catalogue import AREA_OF
from metrics.revitalisation import PARTED

_LIST = ["unit", "name", "location", "owner", "area", "idle_area", "idle_mu", "status", "idle_since", "period",
         "promoted"]  # fmt: skip


def lines(here: Context) -> None:
    """Land, factory, building: done, pace, target, needed slope. A pick opens the drawer."""
    names = {indicator: named(here.say, indicator) for indicator in AREA_OF.values()}
    picked = charts.show(lines_chart(here), here, lead=names)
    if picked:
        charts.open_measure(here, picked)


def lines_chart(here: Context) -> Chart:
    def draw() -> Chart:
        measures = [here.standing.report.district[indicator] for indicator in AREA_OF.values()]
        steps = {indicator: here.standing.steps(kind) for kind, indicator in AREA_OF.items()}
        return space.lines(charts.canvas(here), measures, steps)

    return cache.drawn(here, ("space-lines",), draw)


def kind(here: Context) -> str:
    """Which of the three the rest of the page is about."""
    found = st.segmented_control(
        here.say("meeting.kind"), list(AREA_OF), default="land", required=True, key="space-kind",
        format_func=lambda name: here.say(f"charts.kind.{AREA_OF[name]}"), label_visibility="collapsed",
    )  # fmt: skip
    return str(found or "land")


def by_unit(here: Context, chosen: str) -> None:
    """The kind's area by unit in the official order."""
    visiting.unit_bars(here, AREA_OF[chosen])
    outlooks.below(here, [AREA_OF[chosen]])


def parted(here: Context, chosen: str) -> None:
    """How it was brought back into use, or by whom."""
    say = here.say
    by = st.segmented_control(
        say("meeting.parted"), list(PARTED), default="method", required=True, key="space-parted",
        format_func=lambda name: say(f"meeting.parted.{name}"), label_visibility="collapsed",
    )  # fmt: skip
    by = str(by or "method")
    chart = parted_chart(here, chosen, by)
    found = here.standing.parted_cells(chosen, by)
    cells = {space.part_word(say, by, part): sources for part, sources in found.items()}
    tracing.shown(chart, here, {key: key for key in chart.keys}, cells)


def parted_chart(here: Context, chosen: str, by: str) -> Chart:
    def draw() -> Chart:
        return space.parted(charts.canvas(here), AREA_OF[chosen], here.standing.parted(chosen, by), by)

    return cache.drawn(here, (f"space-{by}", chosen), draw)


def idle(here: Context, chosen: str) -> None:
    """What is still idle: by unit, then the resource list itself (m², land in 亩 too, last confirmed on, promoted)."""
    rows = _idle(here, chosen)
    chart = idle_chart(here, chosen)
    tracing.shown(chart, here, {key: key for key in chart.keys}, here.standing.idle_cells(chosen))
    if len(rows):
        told = [column for column in _LIST if not tables.blank(rows[column])]
        headings = {"period": here.say("meeting.confirmed")}
        tables.show(rows, here.say, key=f"idle-{chosen}", columns=told, headings=headings)
    resource_book(here)


def idle_chart(here: Context, chosen: str) -> Chart:
    units = [unit.name for unit in here.district.units]

    def draw() -> Chart:
        return space.idle(charts.canvas(here), AREA_OF[chosen], _idle(here, chosen), units)

    return cache.drawn(here, ("space-idle", chosen), draw)


def _idle(here: Context, chosen: str) -> pd.DataFrame:
    stock = here.standing.resources
    return stock[stock["kind"] == chosen].reset_index(drop=True)


def moved(here: Context, chosen: str) -> None:
    """What happened to the kind's assets since then, and the bridge that adds it up by status."""
    say, here = here.say, opening.chosen(here)
    if here.standing.previous is None:
        st.info(say("meeting.no_previous"))
        return
    found = here.standing.asset_movement
    events = [event for event in moves.ordered(found.events) if event.group == chosen]
    if events:
        movers.table(here, events, f"movers-{chosen}")
    else:
        st.caption(say("space.nothing_moved"))
    with st.expander(say("moving.bridge"), expanded=False):
        _bridge(here, found.bridge, chosen)


def _bridge(here: Context, bridge: AssetBridge, chosen: str) -> None:
    """Opening, steps and closing of every status and of the whole kind, in assets or m²."""
    say = here.say
    measure = st.segmented_control(
        say("moving.measure"), ASSET_MEASURES, default="assets", required=True, key="space-bridge-measure",
        format_func=lambda name: say(f"moving.measure.{name}"), label_visibility="collapsed",
    )  # fmt: skip
    statuses = bridge.statuses.assign(word=[_status(say, place) for place in bridge.statuses["place"]])
    table = pd.concat([statuses, bridge.kinds.assign(word=say("moving.all"))])
    table = table[(table["kind"] == chosen) & (table["measure"] == str(measure or "assets"))]
    names = [name for name in steps_of(table) if name != "terminated"]
    shown = table[(table[names] != 0).any(axis=1)]
    if shown.empty:
        st.caption(say("space.nothing_moved"))
        return
    headings = {name: say(f"charts.movement.{name}") for name in names} | {"word": tables.heading(say, "status")}
    columns = ["word", *names]
    tables.show(shown[columns], say, key=f"space-bridge-{chosen}-{measure}", headings=headings, columns=columns)


def _status(say: Say, status: str) -> str:
    return say(f"ui.value.{status}") if status else say("charts.not_stated")


def pictures(here: Context) -> list[Chart | None]:
    """Every chart of the page, kind by kind."""
    found: list[Chart | None] = [lines_chart(here)]
    for chosen, indicator in AREA_OF.items():
        found.append(visiting.units_chart(here, indicator))
        found += [parted_chart(here, chosen, by) for by in PARTED]
        found.append(idle_chart(here, chosen))
    return found


def resource_book(here: Context) -> None:
    """招商资源册: the idle stock of all three kinds as one workbook, made when somebody asks for it."""
    say = here.say
    place = here.filters.unit or here.filters.group or here.district.name
    name = say("meeting.resources.file", place=place, day=f"{here.filters.as_of:%Y%m%d}")
    st.download_button(
        say("meeting.resources"),
        data=lambda: resource_workbook(here.standing.resources, say),
        file_name=f"{safe_stem(name)}.xlsx",
        mime=MIME["xlsx"],
        key="resource-book",
        help=say("meeting.resources.help"),
        on_click="ignore",
        icon=":material/download:",
        disabled=here.standing.resources.empty,
    )


def resource_workbook(stock: pd.DataFrame, say: Say) -> bytes:
    """The resource list with headings and words in the reader's language; text from cells stays text."""

    def heading(column: "pd.Series[Any]") -> str:
        return say("meeting.confirmed") if column.name == "period" else tables.heading_of(say, column)

    title = say("meeting.resources.title")
    return consolidated.workbook({"assets": tables.worded(stock, say)}, lambda _: title, heading)
