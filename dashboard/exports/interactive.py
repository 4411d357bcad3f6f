"""A graph of the pack as plotly draws it: the same numbers, words and colours as the native chart."""

import re
from collections.abc import Sequence
from typing import Any

from dashboard.charts.chart import safe
from dashboard.charts.look import FONTS, palette
from dashboard.exports.contents import Graph, Series
from dashboard.exports.graphs import LEVEL

_COLOURS = palette("light")
_SIGN = re.compile(r" (?=[^\w\s])")
"""Where a name goes on below: before the sign of its light."""
_ROW, _HEAD, _HIGH, _ROOM = 34, 90, 420, 1.12


def figure(graph: Graph, units: Sequence[str]) -> dict[str, Any]:
    """Data and layout as plain values. `customdata` names the unit of each value, where its category is a unit."""
    level = graph.kind in LEVEL
    whose = [_unit(category, units) for category in graph.categories]
    names = [_SIGN.sub("<br>", safe(category), count=1) for category in graph.categories]
    traces = [_trace(graph, series, place, names, whose) for place, series in enumerate(graph.series)]
    number = {"tickformat": ".0%"} if graph.percent else {}
    along: dict[str, Any] = {"automargin": True, "fixedrange": True, "gridcolor": _COLOURS.grid, "rangemode": "tozero"}
    axis = {**along, **number, "title": {"text": safe(graph.unit)}} | _range(graph)
    ends = {"automargin": True, "fixedrange": True, "type": "category", "tickangle": 0}
    layout = {
        "font": {"family": FONTS, "size": 15, "color": _COLOURS.text}, "paper_bgcolor": _COLOURS.paper,
        "plot_bgcolor": _COLOURS.paper, "bargap": 0.35, "dragmode": False,
        "margin": {"l": 12, "r": 24, "t": 24, "b": 24}, "height": _HEAD + _ROW * len(names) if level else _HIGH,
        "barmode": "stack" if graph.kind in ("waterfall", "stacked") else "group",
        "legend": {"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"},
        "showlegend": graph.kind in ("bullet", "lines", "stacked"),
        "xaxis": axis if level else ends, "yaxis": {**ends, "autorange": "reversed"} if level else axis,
    }  # fmt: skip
    return {"data": traces, "layout": layout}


def _range(graph: Graph) -> dict[str, Any]:
    """Room for the figures behind the longest bar; plotly leaves none."""
    values = [value or 0.0 for series in graph.series for value in series.values]
    if graph.kind not in ("bars", "columns") or not values:
        return {}
    return {"range": [min(0.0, *values) * _ROOM, (max(0.0, *values) or 1.0) * _ROOM]}


def _unit(category: str, units: Sequence[str]) -> str:
    """The unit that a category is of, alone or with a reason behind it."""
    return next((unit for unit in units if category == unit or category.startswith(f"{unit} ")), "")


def _trace(graph: Graph, series: Series, place: int, names: Sequence[str], whose: Sequence[str]) -> dict[str, Any]:
    values, level = list(series.values), graph.kind in LEVEL
    own: dict[str, Any] = {
        "name": safe(series.name), "x": values if level else list(names), "y": list(names) if level else values,
        "customdata": list(whose),
    }  # fmt: skip
    colour = _COLOURS.series[place % len(_COLOURS.series)]
    if graph.kind == "lines" or (graph.kind == "bullet" and place == 1):
        mark = {"symbol": "line-ew", "size": 34, "line": {"width": 4, "color": _COLOURS.pace}}
        words = {"text": [safe(text) for text in series.labels], "textposition": "top center"}
        drawn = {"mode": "lines+markers+text", "line": {"color": colour}, **words}
        return own | {"type": "scatter"} | (drawn if graph.kind == "lines" else {"mode": "markers", "marker": mark})
    if graph.kind == "waterfall" and place == 0:
        return own | {"type": "bar", "orientation": "v", "marker": {"color": "rgba(0,0,0,0)"}, "hoverinfo": "skip"}
    colours = [_COLOURS.lights.get(light, light) or colour for light in series.lights] or colour
    labels = [safe(text) for text in series.labels]
    within = "inside" if graph.kind == "stacked" else "outside"
    said = {"text": labels, "textposition": within, "cliponaxis": False} if labels else {}
    return own | {"type": "bar", "orientation": "h" if level else "v", "marker": {"color": colours}} | said
