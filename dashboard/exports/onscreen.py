"""The contents of a meeting as slides for a screen: plain values, from which the browser lays out pages that fit.

Nothing is worked out here; charts come as the rows of bars that they are.
"""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from dashboard.charts.look import FONTS, Look, palette
from dashboard.exports.contents import Amount, Cell, Graph, Grid, Listing, Part, Series
from dashboard.exports.paging import said_on


def slide(part: Part, *, item: str, quiet: Collection[str] = ()) -> dict[str, Any]:
    """One part under an item of the agenda; figures of `quiet` indicators lead nowhere."""
    part = replace(part, grid=_quieted(part.grid, quiet)) if part.grid and quiet else part
    return {
        "key": part.name, "item": item, "title": part.title, "sentences": list(said_on(part)),
        "note": part.note, "bars": _bars(part.graph, part.grid) if part.graph else None,
        "table": _table(part.grid) if part.grid and not _beside_its_bars(part) else None,
        "lists": [_list(each) for each in part.lists],
    }  # fmt: skip


def _quieted(grid: Grid, quiet: Collection[str]) -> Grid:
    rows = (tuple(_quiet(cell, quiet) for cell in row) for row in grid.rows)
    return replace(grid, rows=tuple(rows))


def _quiet(cell: Cell, quiet: Collection[str]) -> Cell:
    return replace(cell, leads=("", "")) if isinstance(cell, Amount) and cell.leads[1] in quiet else cell


def colours(look: Look) -> dict[str, Any]:
    """What the slides are painted with."""
    own = palette(look)
    return {
        "paper": own.paper, "text": own.text, "quiet": own.quiet, "grid": own.grid, "ground": own.ground,
        "pace": own.pace, "fonts": FONTS, "lights": {"": own.series[0], "level": own.lights["green"], **own.lights},
        "series": own.series,
        "tints": own.tints,
    }  # fmt: skip


def _beside_its_bars(part: Part) -> bool:
    """Whether a table has a row a bar, so that both are one."""
    graph, grid = part.graph, part.grid
    return graph is not None and grid is not None and graph.kind == "bullet" and len(grid.rows) == len(graph.categories)


def _bars(graph: Graph, grid: Grid | None) -> dict[str, Any]:
    """A row a category: its name, how long its bar is of the longest, the words on it, and the clock's mark."""
    if graph.kind in ("lines", "stacked"):
        named = [{"name": category} for category in graph.categories]
        return {"kind": graph.kind, "rows": named, "columns": [], "lines": [_line(each) for each in graph.series]}
    first, last = graph.series[0], graph.series[-1]
    drawn = last if graph.kind == "waterfall" else first
    beside = graph.kind == "bullet" and grid is not None and len(grid.rows) == len(graph.categories)
    rows = [
        {
            "name": category, "value": drawn.values[at], "label": drawn.labels[at] if drawn.labels else "",
            "light": drawn.lights[at] if drawn.lights else "",
            "from": first.values[at] if graph.kind == "waterfall" else 0.0,
            "mark": last.values[at] if graph.kind == "bullet" else None,
            "cells": [_cell(cell) for cell in grid.rows[at]] if grid is not None and beside else [],
        }
        for at, category in enumerate(graph.categories)
    ]  # fmt: skip
    return {"kind": graph.kind, "rows": rows, "columns": list(grid.columns) if grid is not None and beside else []}


def _line(series: Series) -> dict[str, Any]:
    return {"name": series.name, "values": list(series.values), "labels": list(series.labels)}


def _table(grid: Grid) -> dict[str, Any]:
    rows = [{"strong": at in grid.strong, "cells": [_cell(cell) for cell in row]} for at, row in enumerate(grid.rows)]
    return {"columns": list(grid.columns), "rows": rows}


def _cell(cell: Cell) -> dict[str, Any]:
    if not isinstance(cell, Amount):
        return {"text": cell}
    return {"text": cell.text, "light": cell.light, "figure": not cell.words, "leads": list(cell.leads)}


def _list(found: Listing) -> dict[str, Any]:
    return {"title": found.title, "lines": [line for line in (*found.lines, found.rest) if line]}
