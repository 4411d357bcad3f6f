"""The meeting on the whole screen: the agenda's parts as slides, walked through by keys, kept in the browser."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from hashlib import sha256
from json import dumps
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard.exports import onscreen
from dashboard.exports.contents import Contents, Part
from dashboard.ui import charts, state
from dashboard.ui.shell import Context
from dashboard.workflows.agenda import Item, stops

_HERE = Path(__file__).parent
_component = st.components.v2.component(
    "dispatch_show",
    html="<div class='show'></div>",
    js="\n".join((_HERE / f"{name}.js").read_text(encoding="utf-8") for name in ("presenting_pages", "presenting")),
    css=(_HERE / "presenting.css").read_text(encoding="utf-8"),
)
KEY = "present"
"""The parameter of the address under which the show is on: F5 leads back into it."""
SIGNS = "①②③④⑤⑥⑦⑧⑨"
BOARD, UNITS = "board", "units"
IN_TALKS = frozenset(("projects_discussed", "surveyed_share"))
"""Figures whose cells are those of projects in talks."""


def show(here: Context, contents: Contents, items: Sequence[Item], *, acts: bool, coded: bool) -> str:
    """Mounts the show; the part from which the reader just asked for an action, "" for none.

    A figure that was clicked opens its drawer; Esc leads back to the agenda. While projects in talks are `coded`, none
    opens that would list them by name.
    """
    told = prepared(here, contents, items, acts=acts, coded=coded)
    found = _component(
        data=told, key="show", on_left_change=_left, on_act_change=lambda: None, on_look_change=lambda: None
    )
    if found.look:
        place, indicator = (str(each) for each in found.look)
        charts.open_figure(here, here.meeting, place, indicator)
    return str(found.act or "")


def _left() -> None:
    state.choose(KEY, False)


def prepared(here: Context, contents: Contents, items: Sequence[Item], *, acts: bool, coded: bool) -> dict[str, Any]:
    """Everything that the browser needs, so that it goes on without the server."""
    say = here.say
    called = [item for item in items if item.number]
    slides = [
        onscreen.slide(part, item=item.key, quiet=IN_TALKS if coded else frozenset())
        for item in called
        for part in _parts(contents, item)
    ]
    shown = {each["key"] for each in slides}
    data: dict[str, Any] = {
        "slides": slides or [onscreen.slide(Part("nothing", say("agenda.nothing")), item="")],
        "items": {item.key: _named(item) for item in called},
        "stops": [asdict(stop) for stop in stops(here.district.names[1:]) if f"unit-{stop.unit}" in shown],
        "colours": onscreen.colours(here.look),
        "stamp": contents.stamp,
        "name": f"{contents.place} {here.filters.as_of.isoformat()}",
        "words": {name: say(f"agenda.show.{name}") for name in ("keys", "full", "jump", "late")}
        | {"clock": say("pack.clock")},
        "acts": acts,
    }
    return data | {"version": sha256(dumps(data, sort_keys=True).encode()).hexdigest()}


def _parts(contents: Contents, item: Item) -> list[Part]:
    """An item's parts; before the units stands the board again, against which each is read."""
    board = [part for part in contents.parts if part.name == BOARD] if item.key == UNITS else []
    return [*board, *item.parts]


def _named(item: Item) -> Mapping[str, Any]:
    return {"sign": SIGNS[item.number - 1], "title": item.title, "minutes": item.minutes}
