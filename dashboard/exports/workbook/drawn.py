"""Native charts of the workbook, each over the cells that hold its numbers."""

from typing import Any

from dashboard.charts.look import palette
from dashboard.exports.contents import Contents
from dashboard.exports.fonts import EAST_ASIAN
from dashboard.exports.tabular import legal
from dashboard.exports.workbook.measures import COLUMNS, Block, Known
from dashboard.exports.workbook.paper import Paper, Sheet

_COLOURS = palette("light")
_LETTERS = {"name": EAST_ASIAN, "size": 11, "bold": False}
_WIDTH, _ROW, _MARGIN = 620, 24, 110
_BULLET = (900, 360)
_ON_A_PAGE = 2
"""Rows of charts on a printed page."""
_LINES = 20
"""Pixels of a sheet's row."""


def bullet(sheet: Sheet, contents: Contents, known: Known) -> None:
    """What is done of each target, and where the clock stands, under the overview's table."""
    rows = [
        known.rows[contents.place, each.indicator][1]
        for each in contents.figures
        if each.place == contents.place and each.completion is not None
    ]
    if not rows:
        return
    first, last, name = min(rows), max(rows), sheet.name
    say, at = sheet.say, {column: place for place, column in enumerate(COLUMNS)}
    lights = [_light(known, contents.place, row) for row in range(first, last + 1)]
    done = sheet.paper.book.add_chart({"type": "column"})
    done.add_series({
        "name": say("pack.done"), "categories": [name, first, at["indicator"], last, at["indicator"]],
        "values": [name, first, at["completion"], last, at["completion"]], "gap": 70,
        "fill": {"color": _COLOURS.series[0]}, "points": lights,
        "data_labels": {"value": True, "font": _LETTERS, "position": "inside_end"},
    })  # fmt: skip
    clock = sheet.paper.book.add_chart({"type": "line"})
    mark = {"type": "long_dash", "size": 16, "fill": {"color": _COLOURS.pace}, "border": {"color": _COLOURS.pace}}
    clock.add_series({
        "name": say("pack.clock"), "categories": [name, first, at["indicator"], last, at["indicator"]],
        "values": [name, first, at["pace"], last, at["pace"]], "line": {"none": True}, "marker": mark,
    })  # fmt: skip
    done.combine(clock)
    _dressed(done, say("pack.part.aimed"), "0%")
    done.set_size({"width": _BULLET[0], "height": _BULLET[1]})
    below = max(row for own, row in known.rows.values() if own) + 2
    sheet.made.insert_chart(below, 0, done, {"object_position": 2})


def _light(known: Known, place: str, row: int) -> dict[str, Any] | None:
    """The colour of the figure that stands on a row."""
    for (whose, indicator), (own, at) in known.rows.items():
        if own and at == row and whose == place:
            light = known.figures[whose, indicator].light
            return {"fill": {"color": _COLOURS.lights["green" if light == "level" else light]}} if light else None
    return None


def bars(paper: Paper, contents: Contents, block: Block | None) -> None:
    """One chart an indicator of the board, units in the official order from the top, two beside each other."""
    if block is None or not block.indicators or block.first > block.last:
        return
    sheet = paper.sheet(paper.say("pack.sheet.charts"))
    top = sheet.head()
    high = _MARGIN + _ROW * len(block.places)
    rows = high // _LINES + 2
    for number, name in enumerate(block.indicators):
        chart = _bar(paper, contents, block, number, name)
        chart.set_size({"width": _WIDTH, "height": high})
        place = (top + number // 2 * rows, 0 if number % 2 == 0 else 10)
        sheet.made.insert_chart(*place, chart, {"object_position": 2})
    # a page breaks between charts, never through one
    sheet.made.set_h_pagebreaks(
        [top + at * rows for at in range(_ON_A_PAGE, len(block.indicators) // 2 + 1, _ON_A_PAGE)]
    )
    sheet.made.print_area(0, 0, top + (len(block.indicators) + 1) // 2 * rows, 20)


def _bar(paper: Paper, contents: Contents, block: Block, number: int, name: str) -> Any:
    chart = paper.book.add_chart({"type": "bar"})
    sheet, column = block.sheet.name, number + 1
    found = [block.figures.get((place, name)) for place in block.places]
    lights = [each.light if each else "" for each in found]
    points = [
        {"fill": {"color": _COLOURS.lights["green" if light == "level" else light]}} if light else None
        for light in lights
    ]
    chart.add_series({
        "name": [sheet, block.first - 1, column], "categories": [sheet, block.first, 0, block.last, 0],
        "values": [sheet, block.first, column, block.last, column], "gap": 45, "points": points,
        "fill": {"color": _COLOURS.series[0]}, "data_labels": {"value": True, "font": _LETTERS},
    })  # fmt: skip
    whole = block.figures[contents.place, name]
    _dressed(chart, paper.say("pack.value-of", name=whole.name, unit=whole.unit), "")
    chart.set_y_axis({"reverse": True, "num_font": _LETTERS, "line": {"color": _COLOURS.grid}})
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}})
    chart.set_legend({"none": True})
    return chart


def _dressed(chart: Any, title: str, number: str) -> None:
    chart.set_title({"name": legal(title), "name_font": {**_LETTERS, "size": 13, "bold": True}, "overlay": False})
    chart.set_legend({"position": "top", "font": _LETTERS})
    chart.set_x_axis({"num_font": _LETTERS, "line": {"color": _COLOURS.grid}})
    grid = {"visible": True, "line": {"color": _COLOURS.grid}}
    chart.set_y_axis({"num_font": _LETTERS, "num_format": number, "min": 0, "major_gridlines": grid})
    chart.show_blanks_as("gap")
