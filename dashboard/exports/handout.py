"""The pack as one HTML file that opens from a USB stick with the cable out: live charts, tables, a choice of unit."""

import html
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from dashboard.charts import Chart
from dashboard.exports import document, interactive, tabular
from dashboard.exports.contents import Amount, Cell, Contents, Grid, Listing, Part
from dashboard.exports.pictures import figure_of
from dashboard.exports.seal import sealed
from dashboard.i18n import Say

_SCRIPT = (Path(__file__).parent / "handout.js").read_text(encoding="utf-8")
_STYLE = (Path(__file__).parent / "handout.css").read_text(encoding="utf-8")


def page(contents: Contents, charts: Sequence[Chart], say: Say) -> bytes:
    """Every part with its sentences, chart and table, then every chart of the pages with its data. All text is escaped.

    UTF-8, about 5 MB, nearly all of it plotly.js, which stands in it once. Without scripts the tables are all there.
    """
    units = list(dict.fromkeys(each.place for each in contents.figures if each.place != contents.place))
    drawn: list[dict[str, Any]] = []
    body = [*_head(contents, units, say)]
    for part in contents.parts:
        body += _part(part, contents, units, drawn)
    body += _charts(charts, units, say, drawn)
    language = "zh-Hans" if contents.language == "zh_CN" else "en"
    top = (
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{document.POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_text(contents.title)}</title>\n<style>{document.STYLE}{_STYLE}</style>\n<script>"
    )
    below = (
        f"</script>\n</head>\n<body>\n{''.join(body)}"
        f"<script>const DRAWN = {document.scripted(drawn)};\n{_SCRIPT}</script>\n</body>\n</html>\n"
    )
    return sealed(top.encode() + document.plotly_js() + below.encode(), "html")


def _text(text: str) -> str:
    return html.escape(tabular.legal(text))


def _head(contents: Contents, units: Sequence[str], say: Say) -> Iterator[str]:
    choices = "".join(f'<option value="{_text(unit)}">{_text(unit)}</option>' for unit in units)
    yield f"<header><h1>{_text(contents.title)}</h1><p>{_text(contents.stamp)}</p>\n"
    yield f"<label>{_text(say('pack.column.unit'))} "
    yield f'<select id="unit"><option value="">{_text(say("handout.all"))}</option>{choices}</select></label>'
    yield "</header>\n"


def _part(part: Part, contents: Contents, units: Sequence[str], drawn: list[dict[str, Any]]) -> Iterator[str]:
    """A section; one about a unit hides while another one is chosen."""
    own = part.name.removeprefix("unit-") if part.name.startswith("unit-") else ""
    yield f"<section{_whose(own)}><h2>{_text(part.title)}</h2>\n"
    yield from (f"<p>{_text(sentence)}</p>\n" for sentence in part.sentences)
    if part.graph:
        yield _place(interactive.figure(part.graph, units), part.title, drawn)
    if part.grid and part.grid.rows:
        yield _grid(part.grid, [] if own else units)
    yield from (_listing(each) for each in part.lists)
    yield f"<p><small>{_text(part.note)}</small></p>\n" if part.note else ""
    yield "</section>\n"


def _listing(found: Listing) -> str:
    lines = "".join(f"<li>{_text(line)}</li>" for line in (*found.lines, found.rest) if line)
    return f"<h3>{_text(found.title)}</h3><ul>{lines}</ul>\n"


def _whose(unit: str) -> str:
    return f' data-unit="{_text(unit)}"' if unit else ""


def _place(figure: dict[str, Any], said: str, drawn: list[dict[str, Any]]) -> str:
    """Room for a chart, which is drawn when it comes into sight."""
    drawn.append(figure)
    high = int(figure["layout"].get("height") or 420)
    which = f'id="chart-{len(drawn) - 1}" class="chart" role="img" aria-label="{_text(said)}"'
    return f'<div {which} style="min-height:{high}px"></div>\n'


def _grid(grid: Grid, units: Sequence[str]) -> str:
    head = "".join(f'<th scope="col">{_text(name)}</th>' for name in grid.columns)
    rows = "".join(
        f"<tr{' class=strong' if at in grid.strong else ''}{_whose(_named(cells, units))}>"
        f"{''.join(_cell(cell) for cell in cells)}</tr>\n"
        for at, cells in enumerate(grid.rows)
    )
    return f"<table><thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody></table>\n"


def _named(cells: Sequence[Cell], units: Sequence[str]) -> str:
    return str(cells[0]) if cells and not isinstance(cells[0], Amount) and cells[0] in units else ""


def _cell(cell: Cell) -> str:
    if isinstance(cell, Amount):
        light = f" {cell.light}" if cell.light else ""
        return f'<td class="{"" if cell.words else "number"}{_text(light)}">{_text(cell.text)}</td>'
    return f"<td>{_text(cell)}</td>"


def _charts(charts: Sequence[Chart], units: Sequence[str], say: Say, drawn: list[dict[str, Any]]) -> Iterator[str]:
    if charts:
        yield f"<h2>{_text(say('pack.sheet.charts'))}</h2>\n"
    for chart in charts:
        figure = figure_of(chart)
        figure["layout"] = {**figure["layout"], "width": None}
        yield f"<section>{_place(figure, chart.alt, drawn)}"
        yield f"<details><summary>{_text(say('handout.data'))}</summary>{_rows(chart, units)}</details></section>\n"


def _rows(chart: Chart, units: Sequence[str]) -> str:
    heading, *rows = tabular.cells(chart.data)
    head = "".join(f'<th scope="col">{_text(tabular.text(name))}</th>' for name in heading)
    body = "".join(
        f"<tr{_whose(next((str(v) for v in row if v in units), ''))}>{''.join(map(document.field, row))}</tr>\n"
        for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody></table>"
