"""A chart as one HTML file that opens from a USB stick with the cable out."""

import html
import json
import re
from functools import cache
from typing import Any

from dashboard.charts import Chart
from dashboard.exports import tabular
from dashboard.exports.browser import PLOTLY_JS
from dashboard.exports.naming import safe_stem

POLICY = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:"
"""Nothing may be fetched, whatever a text in the chart says."""
STYLE = """
body { margin: 0 auto; max-width: 1400px; padding: 1.5rem; color: #1b2430; background: #fff;
  font-family: "Noto Sans CJK SC", "Noto Sans SC", "Microsoft YaHei", "PingFang SC", "WenQuanYi Micro Hei", sans-serif }
h1 { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
table { border-collapse: collapse; margin-top: 1.5rem; min-width: min(100%, 48rem) }
caption { text-align: left; font-weight: 600; padding: .3rem 0 }
th, td { border: 1px solid #d5dbe3; padding: .3rem .6rem; text-align: left; white-space: pre-wrap }
th { background: #f3f5f8 }
td.number { text-align: right; font-variant-numeric: tabular-nums }
"""
_CJK = re.compile(r"[\u3400-\u9fff]")


def page(chart: Chart, figure: dict[str, Any]) -> bytes:
    """The page: the live chart with its title and caption inside, then its data as a table. All text is escaped.

    The heading repeats the title for screen readers alone.

    `figure` is the chart's figure as plain data. UTF-8, about 5 MB, nearly all of it the installed plotly.js.
    """
    language = "zh-Hans" if _CJK.search(chart.title) else "en"
    camera = {"format": "png", "scale": 2, "filename": safe_stem(chart.stem)}
    config = {"displaylogo": False, "responsive": True, "toImageButtonOptions": camera}
    layout = {**figure["layout"], "width": None}
    head = (
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        f"<title>{html.escape(chart.title)}</title>\n<style>{STYLE}</style>\n<script>"
    )
    body = (
        f"</script>\n</head>\n<body>\n<h1>{html.escape(chart.title)}</h1>\n"
        f'<div id="chart" role="img" aria-label="{html.escape(chart.alt)}"></div>\n'
        f"<script>Plotly.newPlot({', '.join(map(scripted, ('chart', figure['data'], layout, config)))});</script>\n"
        f"{_table(chart)}\n</body>\n</html>\n"
    )
    return head.encode() + plotly_js() + body.encode()


@cache
def plotly_js() -> bytes:
    return PLOTLY_JS.read_bytes()


def scripted(value: Any) -> str:
    """JSON that cannot end the script element it stands in."""
    text = json.dumps(value, ensure_ascii=False)
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _table(chart: Chart) -> str:
    heading, *rows = tabular.cells(chart.data)
    head = "".join(f'<th scope="col">{html.escape(tabular.text(name))}</th>' for name in heading)
    body = "\n".join(f"<tr>{''.join(field(value) for value in row)}</tr>" for row in rows)
    caption = html.escape(f"{chart.title} · {chart.subtitle}")
    return f"<table><caption>{caption}</caption><thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody></table>"


def field(value: tabular.Cell) -> str:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    shown = html.escape(tabular.text(value))
    return f'<td class="number">{shown}</td>' if number else f"<td>{shown}</td>"
