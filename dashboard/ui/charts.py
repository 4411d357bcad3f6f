"""Charts on the page: drawn, clickable, reachable by keyboard, downloadable, and as a table.

picked = charts.show(space.lines(canvas, ...), here, lead=names)
if picked:
    drawer.show(here.standing.report.district[picked], here.standing)
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from dashboard.charts import Canvas, Chart
from dashboard.charts.amounts import named
from dashboard.ui import cache, downloads, drawer, state, tables
from dashboard.ui.choosing import choice
from dashboard.ui.escape import literal
from dashboard.ui.shell import Context
from dashboard.workflows import reckoning
from dashboard.workflows.freezing import SHORTEST, covered
from dashboard.workflows.report import Standing
from dashboard.workflows.returns import reported
from metrics.periods import in_force

UNFROZEN = ("scores",)
"""Pages whose figures no meeting freezes: points have their own published versions."""


def canvas(here: Context, place: str = "", *, frozen: bool = True) -> Canvas:
    """The page's canvas: its language, look, day and returns; `place` names one unit instead of what was chosen.

    `frozen` is whether freezing a meeting keeps what is drawn, as far as it is of the whole district.
    """
    filters = here.filters
    reported, expected = returns(here)
    drawn = Canvas(
        say=here.say,
        place=filters.unit or filters.group or here.district.name,
        as_of=filters.as_of,
        look=here.look,
        basis=in_force(here.district.rules.basis, filters.as_of.year),
        reported=reported,
        expected=expected,
        frozen=_frozen(here, frozen and covered(filters)),
        sample=here.sample or here.district.sample,
    )
    return drawn.at(place) if place else drawn


def _frozen(here: Context, hashed: bool) -> str:
    """The version and hash that are shown, or that were presented where figures as now known are; "" without any.

    What is worked out anew from the frozen ledgers and does not lie under the hash says so instead, and so does what
    the program reckons by other versions since.
    """
    frozen = here.frozen
    if frozen is None:
        return ""
    word = "frozen.now" if here.filters.known_at is None else reckoning.caption(frozen) if hashed else "frozen.derived"
    return here.say(f"charts.{word}", version=frozen.version, hash=frozen.hash[:SHORTEST])


def header(here: Context) -> None:
    """Once for the whole page: place, cover-to date, basis, returns, frozen or live."""
    kept = state.page() not in UNFROZEN

    def caption() -> str:
        return replace(canvas(here, frozen=kept), sample=False).caption

    said = cache.drawn(here, ("caption", "frozen" if kept else "derived"), caption)
    st.markdown(f":gray[{literal(said)}]", width="content")


def returns(here: Context) -> tuple[int, int]:
    """How many of the expected units have sent something for this week, and how many are expected."""
    stands = here.standing
    return cache.drawn(here, ("returns",), lambda: reported(stands.snapshot, stands.district))


def show(chart: Chart, here: Context, *, lead: Mapping[str, str] | None = None, key: str = "") -> str:
    """Draws a chart with its menu and its table; returns the key that was just picked, "" otherwise.

    `lead` gives the printed names of the chart's keys: with it the chart can be clicked, and a list beside the menu
    does the same from the keyboard. A chart without data is one sentence.
    """
    name = key or chart.id
    if chart.data.empty:
        st.info(literal(chart.title))
        return ""
    clickable: dict[str, Any] = {"on_select": "rerun", "selection_mode": "points"} if lead else {}
    with st.container(gap=None, key=f"around-{name}"):
        event = st.plotly_chart(
            chart.figure, theme=None, key=f"chart-{name}", config=downloads.camera(chart), alt=chart.alt, **clickable
        )
        with st.container(horizontal=True, vertical_alignment="center", key=f"below-{name}"):
            chosen = _chosen(chart, here, lead, name) if lead else ""
            downloads.menu(chart, here.say)
            opened = st.button(here.say("meeting.table"), type="tertiary", icon=":material/table:", key=f"table-{name}")
    if opened:
        st.dialog(literal(chart.title), width="large")(tables.figures)(chart.data, key=f"data-{name}")
    clicked = _clicked(event) if lead else ""
    if state.once(f"clicked-{name}", clicked or None) and clicked in chart.keys:
        return clicked
    return chosen if state.once(f"chosen-{name}", chosen or None) else ""


def open_measure(here: Context, indicator: str, unit: str = "") -> None:
    """Opens the drawer for one number of the district (or of what was chosen), or of one unit."""
    open_figure(here, here.standing, unit or here.district.name, indicator)


def open_figure(here: Context, standing: Standing, place: str, indicator: str) -> None:
    """Opens the drawer for a number of the district or of a unit, as a standing has it."""
    found = standing.report.district if place == here.district.name else standing.report.units[place]
    drawer.show(found[indicator], standing)


def look_into(here: Context, indicators: Sequence[str], key: str) -> str:
    """A list of indicators to pick from, for tables: the one just picked, "" otherwise."""
    names = {name: named(here.say, name) for name in indicators}
    chosen = choice(
        here.say("meeting.look_into"), list(names), index=None, key=f"look-{key}", width=320,
        words=lambda name: names.get(name, name), placeholder=here.say("meeting.look_into"),
        label_visibility="collapsed",
    )  # fmt: skip
    return str(chosen) if state.once(f"chosen-{key}", chosen) else ""


def _chosen(chart: Chart, here: Context, lead: Mapping[str, str] | None, name: str) -> str:
    names = lead or {}
    found = choice(
        here.say("meeting.look_into"), list(dict.fromkeys(chart.keys)), index=None, key=f"look-{name}", width=260,
        words=lambda item: names.get(item, item), placeholder=here.say("meeting.look_into"),
        label_visibility="collapsed",
    )  # fmt: skip
    return str(found or "")


def _clicked(event: Any) -> str:
    """The `customdata` of the point that was clicked."""
    points = event.selection.points if event and event.selection else []
    found = points[0].get("customdata", "") if points else ""
    return str(found[0] if isinstance(found, list | tuple) and found else found or "")
