"""What moved since the last held meeting: the bridge as waterfall and as tables, and what happened to which project."""

import pandas as pd
import streamlit as st

from dashboard.charts import Chart, projects
from dashboard.i18n import Say
from dashboard.ui import cache, charts, movers, opening, tables, tracing
from dashboard.ui.shell import Context
from dashboard.workflows import moves
from metrics.bridge import MEASURES, STEPS, steps_of
from metrics.changes import Event

ALL = "all"
"""The waterfall of all projects together, beside one for each stage."""
_BY = ("stages", "units", "industries")


def movement(here: Context) -> None:
    """The waterfall of all projects or one stage, the bridge of every stage, unit and industry, and who moved."""
    say, here = here.say, opening.chosen(here)
    if here.standing.previous is None:
        st.info(say("meeting.no_previous"))
        return
    places = _alive(here)
    if not places:
        st.info(say("charts.stages.empty"))
        return
    place = st.segmented_control(
        say("charts.stages"), places, default=ALL, required=True, key="movement-stage",
        format_func=lambda name: _place(say, name), label_visibility="collapsed",
    )  # fmt: skip
    place = str(place or ALL)
    chart = movement_chart(here, place)
    steps = {step: say(f"charts.movement.{step}") for step in ("opening", *STEPS, "closing")}
    picked = charts.show(chart, here, lead=steps)
    if picked:
        things = here.standing.movement.bridge.things.get(("" if place == ALL else place, picked), ())
        tracing.opened(here, f"{chart.title} · {steps[picked]}", [t.source("stage", t.staged) for t in things])
    movers.table(here, _events_of(here, place), f"movers-{place}")
    with st.expander(say("moving.bridge"), expanded=False):
        _bridge(here)


def movement_chart(here: Context, place: str) -> Chart:
    """The waterfall of one stage, or of all projects that are not terminated."""

    def draw() -> Chart:
        bridge = here.standing.movement.bridge
        table = bridge.total if place == ALL else bridge.stages
        row = table[(table["measure"] == "projects") & (table["place"] == ("" if place == ALL else place))].iloc[0]
        names = [event.name for event in _events_of(here, place) if event.kind in moves.STAGED]
        name = _place(here.say, place)
        return projects.movement(charts.canvas(here), row, name, f"movement-{place}", list(dict.fromkeys(names)), since)

    since = here.filters.since
    return cache.drawn(here, ("movement", place), draw)


def pictures(here: Context) -> list[Chart]:
    """Every waterfall of the page."""
    return [movement_chart(here, place) for place in _alive(here)]


def moved_of(here: Context, unit: str) -> None:
    """What happened to the projects of one unit since the last meeting, or the one that was chosen."""
    here = opening.chosen(here, "meeting.unit.moved")
    own = [event for event in here.standing.movement.events if event.unit == unit]
    if own:
        movers.table(here, own, "movers-unit")
    else:
        st.caption(here.say("meeting.unit.nothing_moved"))


def _alive(here: Context) -> list[str]:
    """All, and the stages in which anything stands or moved since the last meeting; none without a last meeting."""
    if here.standing.previous is None:
        return []
    table = here.standing.movement.bridge.stages
    table = table[table["measure"] == "projects"].set_index("place")[["opening", *STEPS, "closing"]]
    stages = [str(stage) for stage in table.index if table.loc[stage].any()]
    return [ALL, *stages] if stages else []


def _place(say: Say, place: str) -> str:
    return say("moving.all") if place == ALL else say(f"charts.stage.{place}")


def _events_of(here: Context, place: str) -> list[Event]:
    """What moved a project into or out of a stage; of all projects everything that happened, standing still last."""
    events = here.standing.movement.events
    if place == ALL:
        return moves.ordered(events)
    return [event for event in events if event.kind in moves.STAGED and place in (event.was, event.now)]


def _bridge(here: Context) -> None:
    """Opening, steps and closing of every stage, unit or industry, in projects or 亿元."""
    say, bridge = here.say, here.standing.movement.bridge
    with st.container(horizontal=True, key="bridge-choice"):
        by = st.segmented_control(
            say("moving.by"), _BY, default="stages", required=True, key="bridge-by",
            format_func=lambda name: say(f"moving.by.{name}"), label_visibility="collapsed",
        )  # fmt: skip
        measure = st.segmented_control(
            say("moving.measure"), MEASURES, default="projects", required=True, key="bridge-measure",
            format_func=lambda name: say(f"moving.measure.{name}"), label_visibility="collapsed",
        )  # fmt: skip
    table = getattr(bridge, str(by or "stages"))
    table = pd.concat([table.assign(word=_words(say, table, str(by))), bridge.total.assign(word=say("moving.all"))])
    table = table[table["measure"] == str(measure or "projects")]
    shown = table[(table[["opening", *STEPS, "closing"]] != 0).any(axis=1)]
    names = steps_of(shown)
    headings = {name: say(f"charts.movement.{name}") for name in names} | {"word": say(f"moving.by.{by}")}
    tables.show(shown[["word", *names]], say, key=f"bridge-{by}-{measure}", headings=headings)
    if measure == "investment":
        st.caption(say("moving.amounts_basis"))


def _words(say: Say, table: pd.DataFrame, by: str) -> list[str]:
    if by == "stages":
        return [say(f"charts.stage.{stage}") for stage in table["place"]]
    return [str(place) or say("charts.not_stated") for place in table["place"]]
