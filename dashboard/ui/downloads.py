"""Under each chart: the ways to take it along. The server draws pictures; without a browser, the reader's does."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.responses import FileResponse
from starlette.routing import Route

from dashboard.charts import Chart
from dashboard.exports import MIME, PICTURE_KINDS, absence, file_name, picture, zipped
from dashboard.exports.browser import PLOTLY_JS
from dashboard.exports.naming import safe_stem
from dashboard.exports.pictures import PNG_SCALE, figure_of, size_of
from dashboard.i18n import Say

LIBRARY = "/vendor/plotly.min.js"
"""Address of plotly.js on this server: the installed package's own file, so no copy of 5 MB is kept beside it."""
WITHOUT_BROWSER = ("html", "xlsx")
IN_THE_ZIP = ("png", "xlsx")
"""Of some forty charts one picture each, within the time that people wait; other kinds are made one by one."""
_SCRIPT = (Path(__file__).parent / "downloads.js").read_text(encoding="utf-8")
_STYLE = (Path(__file__).parent / "downloads.css").read_text(encoding="utf-8")
_by_reader = st.components.v2.component("dispatch_downloads", js=_SCRIPT, css=_STYLE)


def routes() -> list[Route]:
    """Addresses beside Streamlit's own, for `st.App(routes=...)`: plotly.js for the reader's browser."""
    headers = {"Cache-Control": "public, max-age=86400"}
    return [Route(LIBRARY, lambda _: FileResponse(PLOTLY_JS, media_type="text/javascript", headers=headers))]


def camera(chart: Chart) -> dict[str, Any]:
    """`config` for `st.plotly_chart`: the camera in the chart's corner saves a PNG of twice the size under its name."""
    image = {"format": "png", "scale": PNG_SCALE, "filename": safe_stem(chart.stem)}
    return {"displaylogo": False, "toImageButtonOptions": image}


def menu(chart: Chart, say: Say) -> None:
    """Draws the menu: PNG, SVG, PDF, HTML and data, and the line that says who makes the pictures.

    Nothing is made before somebody asks for it; a kind that cannot be made here is disabled with its reason.
    """
    key = f"download-{chart.id}-{chart.stem}"
    with st.popover(say("exports.menu"), type="tertiary", icon=":material/download:", key=key):
        if absence():
            st.caption(say("exports.by_browser"))
            _by_reader(data=_order(chart, say), key=f"{key}-reader")
            _button(chart, "pdf", say, key, reason=say("exports.pdf_needs_browser"))
        else:
            st.caption(say("exports.by_server"))
            for kind in PICTURE_KINDS:
                _button(chart, kind, say, key)
        for kind in WITHOUT_BROWSER:
            _button(chart, kind, say, key)


def all_charts(charts: Callable[[], Sequence[Chart]], as_of: date, say: Say) -> None:
    """Draws the button for one ZIP with every chart that `charts` gathers once somebody asks for it."""
    missing = absence()
    st.download_button(
        say("exports.all"),
        data=lambda: zipped(charts(), WITHOUT_BROWSER if missing else IN_THE_ZIP, say),
        file_name=safe_stem(say("exports.all_stem", day=f"{as_of:%Y%m%d}")) + ".zip",
        mime=MIME["zip"],
        key="download-all",
        help=say("exports.all_help_browser" if missing else "exports.all_help"),
        on_click="ignore",
        icon=":material/folder_zip:",
    )


def _button(chart: Chart, kind: str, say: Say, key: str, *, reason: str = "") -> None:
    st.download_button(
        say(f"exports.kind.{kind}"),
        data=b"" if reason else partial(picture, chart, kind),
        file_name=file_name(chart, kind),
        mime=MIME[kind],
        key=f"{key}-{kind}",
        help=reason or None,
        on_click="ignore",
        disabled=bool(reason),
        width="stretch",
    )


def _order(chart: Chart, say: Say) -> dict[str, Any]:
    """What the reader's browser needs to draw and save the chart itself."""
    figure = figure_of(chart)
    width, height = size_of(figure)
    kinds = [{"kind": kind, "label": say(f"exports.kind.{kind}")} for kind in ("png", "svg")]
    return {
        "library": LIBRARY, "figure": figure, "width": width, "height": height, "scale": PNG_SCALE,
        "stem": safe_stem(chart.stem), "kinds": kinds, "failed": say("exports.browser_failed"),
    }  # fmt: skip
