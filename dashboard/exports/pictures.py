"""One chart as one file: PNG, SVG, PDF, a page that needs no network, or its data."""

import html
from typing import Any

from dashboard.charts import Chart
from dashboard.charts.chart import framed
from dashboard.errors import ExportFailed
from dashboard.exports import document, tabular
from dashboard.exports.browser import studio
from dashboard.exports.seal import sealed

PICTURE_KINDS = ("png", "svg", "pdf")
"""Kinds that need a browser on the server."""
DATA_KINDS = ("xlsx", "csv")
KINDS = (*PICTURE_KINDS, "html", *DATA_KINDS)
MIME = {
    "png": "image/png",
    "svg": "image/svg+xml",
    "pdf": "application/pdf",
    "html": "text/html",
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "zip": "application/zip",
    "txt": "text/plain",
}
WIDTH, HEIGHT = 1280, 720
"""Pixels of a figure that names no size of its own: a slide's shape."""
PNG_SCALE = 2


def picture(chart: Chart, kind: str) -> bytes:
    """The chart as a file of one of `KINDS`. Title and subtitle (cover-to date, basis) stand inside every picture.

    png has exactly twice the figure's pixels; svg and pdf keep text as text; html carries plotly.js and the data
    table; csv is UTF-8 with a byte order mark. The chart is not changed.

    Raises
    ------
    ExportFailed
        `no-browser`, `export-timeout` or `export-failed` with the part's `name`; html and data need no browser.
    """
    if kind == "html":
        return sealed(document.page(chart, figure_of(chart)), kind)
    if kind == "csv":
        return tabular.csv(chart.data)
    if kind == "xlsx":
        return tabular.xlsx(chart.data, chart.title)
    if kind not in PICTURE_KINDS:
        raise ValueError(f"{kind} is none of {', '.join(KINDS)}")
    figure = figure_of(chart)
    width, height = size_of(figure)
    try:
        return sealed(studio().draw(figure, kind, width, height, PNG_SCALE if kind == "png" else 1), kind)
    except ExportFailed as failure:
        failure.detail.setdefault("name", chart.stem)
        raise


def figure_of(chart: Chart) -> dict[str, Any]:
    """The figure as plain data of its own, with the chart's title and subtitle where it carries none."""
    figure = framed(chart)
    layout = figure.setdefault("layout", {})
    if not (layout.get("title") or {}).get("text"):
        layout["title"] = {
            "text": _literal(chart.title),
            "subtitle": {"text": _literal(chart.subtitle)},
            "x": 0.02,
            "xanchor": "left",
            "automargin": True,
            "yref": "container",
        }
    return figure


def size_of(figure: dict[str, Any]) -> tuple[int, int]:
    """Width and height in pixels at scale 1."""
    layout = figure["layout"]
    return int(layout.get("width") or WIDTH), int(layout.get("height") or HEIGHT)


def _literal(text: str) -> str:
    """Plotly reads a little HTML in texts; this shows the characters themselves."""
    return html.escape(text, quote=False)
