"""Native charts: drawn by the office program itself, with the numbers in a workbook behind them, to be edited."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
from lxml import etree
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION
from pptx.oxml.ns import qn
from pptx.util import Length, Pt

from dashboard.charts.chart import width
from dashboard.charts.look import palette
from dashboard.exports.contents import Graph, Series
from dashboard.exports.fonts import set_faces
from dashboard.exports.tabular import book

LEVEL = ("bars", "stacked")
"""Kinds whose bars lie, a category a row."""
_TYPES = {
    "columns": XL_CHART_TYPE.COLUMN_CLUSTERED, "bars": XL_CHART_TYPE.BAR_CLUSTERED, "lines": XL_CHART_TYPE.LINE,
    "stacked": XL_CHART_TYPE.BAR_STACKED,
    "bullet": XL_CHART_TYPE.COLUMN_CLUSTERED, "waterfall": XL_CHART_TYPE.COLUMN_STACKED,
}  # fmt: skip
_BESIDE = {"waterfall": None, "stacked": None, "lines": XL_LABEL_POSITION.ABOVE}
"""Where the words of a value stand; a stacked step bears its own within."""
_LETTERS, _SMALL, _LEAST = Pt(16), Pt(14), Pt(8)
_FILLED = 0.75
"""Share of a row that its letters take."""
_LONG, _END = 24, 8
"""Chinese letters for which an axis has room, and how many of them are the name's last."""
_FEW = 8
"""Up to so many the axis of a count has a step for each; above, programs choose whole steps themselves."""
_MARKER = 24
"""Width of the dash that marks where the clock stands, in points."""
_GAP = 60
"""Room between bars, in per cent of a bar."""
_COLOURS = palette("light")


def placed(slide: Any, graph: Graph, box: tuple[Any, Any, Any, Any]) -> Any:
    """The graph on a slide at `box` (left, top, width, height)."""
    data = CategoryChartData(number_format="0.0%" if graph.percent else "General")
    data.categories = called(graph.categories)
    for series in graph.series:
        data.add_series(series.name, series.values)
    chart = slide.shapes.add_chart(_TYPES[graph.kind], *box, data).chart
    # the library writes texts that begin with = as formulas into the workbook behind a chart
    chart.part.chart_workbook.update_from_xlsx_blob(_behind(graph))
    # a row a category: with many of them their letters are as small as the rows are low
    small = (
        min(_SMALL, max(_LEAST, int(box[3] / max(1, len(graph.categories)) * _FILLED)))
        if graph.kind in LEVEL
        else _SMALL
    )
    _dressed(chart, graph, Length(small))
    if graph.kind == "bullet":
        _marked(chart)
    return chart


def called(names: Sequence[str]) -> list[str]:
    """The names of categories as an axis has room for them, longer ones without their middle, all of them told apart.

    The beginning tells who it is, the end why nothing is drawn there.
    """
    short = [
        name if width(name) <= _LONG else f"{_within(name, _LONG - _END - 1)}…{_within(name, _END, -1)}"
        for name in names
    ]
    return short if len(set(short)) == len(set(names)) else list(names)


def _within(name: str, wide: float, way: int = 1) -> str:
    """As much of a name from its beginning, or from its end (-1), as is so wide."""
    taken = name[::way]
    while width(taken) > wide:
        taken = taken[:-1]
    return taken[::way]


def _behind(graph: Graph) -> bytes:
    """The numbers as the chart's references expect them: categories in A, a column a series, on Sheet1."""
    columns = {"": called(graph.categories)} | {series.name: list(series.values) for series in graph.series}
    return book({"Sheet1": pd.DataFrame(columns)})


def _most(graph: Graph) -> float:
    """The largest of whole numbers; 0 where one is not whole."""
    values = [abs(value) for series in graph.series for value in series.values if value is not None]
    return max(values, default=0.0) if all(float(value).is_integer() for value in values) else 0.0


def _dressed(chart: Any, graph: Graph, small: Length) -> None:
    chart.font.size = _LETTERS
    set_faces(chart.font._rPr)
    chart.has_title = False
    chart.has_legend = graph.kind in ("bullet", "lines") or (len(graph.series) > 1 and graph.kind != "waterfall")
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
        chart.legend.font.size = _SMALL
    chart.value_axis.has_major_gridlines = True
    chart.value_axis.major_gridlines.format.line.color.rgb = _rgb(_COLOURS.grid)
    chart.value_axis.tick_labels.font.size = _SMALL
    if graph.percent:
        chart.value_axis.tick_labels.number_format = "0%"
        chart.value_axis.tick_labels.number_format_is_linked = False
    if 0 < _most(graph) <= _FEW and not graph.percent:
        # of a few things nobody counts half a one
        chart.value_axis.major_unit = 1
    chart.value_axis.minimum_scale = 0 if not any((v or 0) < 0 for s in graph.series for v in s.values) else None
    chart.category_axis.tick_labels.font.size = small
    if graph.kind in LEVEL:
        # the first category on top, as every list reads; every bar bears its figure, an axis says nothing more
        chart.category_axis.reverse_order = True
        chart.value_axis.visible = chart.value_axis.has_major_gridlines = False
        _every_name(chart.category_axis)
    elif graph.unit:
        chart.value_axis.has_title = True
        chart.value_axis.axis_title.text_frame.text = graph.unit
        run = chart.value_axis.axis_title.text_frame.paragraphs[0].runs[0]
        run.font.size, run.font.bold = _SMALL, False
        set_faces(run._r.get_or_add_rPr())
    plot = chart.plots[0]
    if graph.kind != "lines":
        # a bar takes no more than a fifth of the room: one alone would fill a slide and say nothing by its length
        plot.gap_width = max(_GAP, 500 // max(1, len(graph.categories)) - 100)
    for place, series in enumerate(graph.series):
        _coloured(plot.series[place], series, graph, place, small)


def _every_name(axis: Any) -> None:
    """No category without its name; programs leave out every other one where they think that there is no room."""
    skip = etree.Element(qn("c:tickLblSkip"))
    skip.set("val", "1")
    axis._element.find(qn("c:noMultiLvlLbl")).addprevious(skip)


def _coloured(drawn: Any, series: Series, graph: Graph, place: int, small: Length) -> None:
    hidden = graph.kind == "waterfall" and place == 0
    if graph.kind == "lines":
        drawn.format.line.color.rgb = _rgb(_COLOURS.series[place % len(_COLOURS.series)])
        drawn.smooth = False
    elif hidden:
        drawn.format.fill.background()
    else:
        drawn.format.fill.solid()
        drawn.format.fill.fore_color.rgb = _rgb(_COLOURS.series[place % len(_COLOURS.series)])
    for at, light in enumerate(series.lights):
        if light and series.values[at] is not None:
            point = drawn.points[at].format.fill
            point.solid()
            point.fore_color.rgb = _rgb(_COLOURS.lights.get(light, light))
    if not hidden and graph.kind != "bullet":
        _labelled(drawn, series, graph, small)


def _labelled(drawn: Any, series: Series, graph: Graph, small: Length) -> None:
    """Every value with the words that the page prints."""
    outside = _BESIDE.get(graph.kind, XL_LABEL_POSITION.OUTSIDE_END)
    for at, text in enumerate(series.labels):
        label = drawn.points[at].data_label
        label.has_text_frame = True
        label.text_frame.text = text
        if outside is not None:
            label.position = outside
        for run in label.text_frame.paragraphs[0].runs:
            run.font.size = small
            if graph.kind == "stacked":
                run.font.color.rgb = _rgb(_COLOURS.paper)
            set_faces(run._r.get_or_add_rPr())


def _marked(chart: Any) -> None:
    """Turns the second series of columns into dashes on the same axes: where the clock stands."""
    area = chart._chartSpace.find(".//" + qn("c:plotArea"))
    columns = area.find(qn("c:barChart"))
    clock = columns.findall(qn("c:ser"))[1]
    columns.remove(clock)
    for name in ("c:invertIfNegative", "c:spPr", "c:dLbls"):
        for old in clock.findall(qn(name)):
            clock.remove(old)
    line = etree.SubElement(area, qn("c:lineChart"))
    area.remove(line)
    columns.addnext(line)
    for tag, value in (("c:grouping", "standard"), ("c:varyColors", "0")):
        etree.SubElement(line, qn(tag)).set("val", value)
    line.append(clock)
    for made in reversed(_dash()):
        clock.find(qn("c:tx")).addnext(made)
    for axis in columns.findall(qn("c:axId")):
        etree.SubElement(line, qn("c:axId")).set("val", axis.get("val"))


def _dash() -> list[Any]:
    """No line, and a wide flat mark at every category; python-pptx has no combined charts."""
    colour = _COLOURS.pace.lstrip("#")
    xml = f"""<x xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"
      xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">
      <c:spPr><a:ln w="28575"><a:noFill/></a:ln></c:spPr>
      <c:marker><c:symbol val="dash"/><c:size val="{_MARKER}"/>
        <c:spPr><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>
          <a:ln><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill></a:ln></c:spPr></c:marker></x>"""
    return list(etree.fromstring(xml))


def _rgb(colour: str) -> RGBColor:
    return RGBColor.from_string(colour.lstrip("#").upper())
