"""A chart with everything that leaves the house with it, and the canvas it is drawn on."""

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.look import NOTE_SIZE, TITLE_SIZE, Look, Palette, palette, template
from dashboard.i18n import Say
from metrics.periods import OF_ITS_OWN, elapsed_share

PAGE_PIXELS, PICTURE_PIXELS = 976, 1240
"""Width of the words over a chart: beside the menu on a screen of 1366, and in a picture that leaves the page."""
_SIDE = 12
"""Pixels between a picture's edge and its words."""
STAMP_PIXELS, STAMP_SIZE = 20, 13
"""Room under a chart for the line with cover-to date and basis, and the size of its letters."""
AXIS_PIXELS = 30
AXIS_TITLE_PIXELS = 26
"""Room under a chart for the labels of its x axis, and for the axis's title where it has one."""


@dataclass(frozen=True)
class Chart:
    """One picture, its words and its numbers. `exports.picture(chart, kind)` turns it into a file.

    `figure` is the chart as the page shows it: the page's head says place, basis and returns once, so the chart itself
    has its title, its note and a small stamp. `frame` is the layout of a picture that leaves the page (`framed`).
    `data` holds the drawn figures with labelled columns, in the order of the picture; a gap is NaN, never 0.
    `stem` names every file of it: 单位_指标_截至20240329.
    """

    id: str
    title: str
    subtitle: str
    figure: go.Figure
    data: pd.DataFrame
    stem: str
    alt: str
    keys: tuple[str, ...] = ()
    """What a click can stand for (indicator, unit ...), in reading order; also offered to the keyboard."""
    frame: Mapping[str, Any] = field(default_factory=dict)
    note: str = ""
    """What a reader must not overlook; it stands in the picture too."""


@dataclass(frozen=True)
class Canvas:
    """On what and for when a chart is drawn: language, look, place and the basis that is printed in the picture.

    `reported` of `expected` units stand behind the picture; expected 0 leaves the phrase out.
    """

    say: Say
    place: str
    as_of: date
    look: Look = "light"
    basis: str = "day"
    reported: int = 0
    expected: int = 0
    frozen: str = ""
    """What is said of the meeting's frozen version and its hash; "" where nothing was frozen."""
    sample: bool = False

    @property
    def colours(self) -> Palette:
        return palette(self.look)

    @property
    def elapsed(self) -> float | None:
        """Share of the year gone at the end of `as_of` on the declared basis: 29 March 2024 is 89/366 by day.

        None by plan and by last year's curve, where every figure has a clock of its own.
        """
        return None if self.basis in OF_ITS_OWN else elapsed_share(self.as_of, self.basis)

    @property
    def caption(self) -> str:
        """Place, cover-to date, basis, reported of expected, frozen or live - the line under every title."""
        say = self.say
        parts = [self.place, say("charts.covers", day=say.day(self.as_of)), say(f"charts.basis.{self.basis}")]
        if self.expected:
            parts.append(say("charts.reported", reported=self.reported, expected=self.expected))
        parts.append(self.frozen or say("charts.live"))
        if self.sample:
            parts.append(say("charts.sample"))
        return say("charts.joint").join(parts)

    @property
    def stamp(self) -> str:
        """What every chart says of itself wherever it is seen: cover-to date and basis."""
        say = self.say
        return say("charts.joint").join(
            (say("charts.covers", day=say.day(self.as_of)), say(f"charts.basis.{self.basis}"))
        )

    def at(self, place: str) -> "Canvas":
        """The same canvas for another place, without the district's count of returns."""
        return replace(self, place=place, reported=0, expected=0)

    def stem(self, subject: str) -> str:
        """File name without ending: place, subject and cover-to date, free of what file systems refuse."""
        return "_".join(
            (_file_part(self.place), _file_part(subject), self.say("charts.stem", day=f"{self.as_of:%Y%m%d}"))
        )

    def finish(
        self, chart_id: str, subject: str, title: str, figure: go.Figure, data: pd.DataFrame,
        keys: tuple[str, ...] = (), note: str = "",
    ) -> Chart:  # fmt: skip
        """The figure with template, title, note and stamp, and the frame it is given when it leaves the page.

        `subject` is the name of what is shown (menu, file name); `title` states the finding; `note` says what a reader
        must not overlook. A chart without an x axis below it sets its own bottom margin.
        """
        if data.empty:
            # nothing to count along: the title says so, and no axis pretends otherwise
            figure.update_xaxes(visible=False).update_yaxes(visible=False)
            figure.layout.shapes, figure.layout.annotations = (), ()
        margin = figure.layout.margin.to_plotly_json()
        inner, extra = figure.layout.height or 360, margin.get("t") or 0
        titled = any(axis.title.text for axis in figure.select_xaxes())
        below = margin.get("b") or AXIS_PIXELS + STAMP_PIXELS + AXIS_TITLE_PIXELS * titled
        head, top = _head(self, title, [note], PAGE_PIXELS)
        laid(
            figure, template=template(self.look), title=head, margin={"t": top + extra, "b": below},
            height=inner + top + below,
        )  # fmt: skip
        figure.add_annotation(_stamp(self, below, margin.get("r") or _SIDE))
        frame_head, frame_top = _head(self, title, [self.caption, note], PICTURE_PIXELS)
        bottom = below if below <= AXIS_PIXELS else below - STAMP_PIXELS
        frame = {
            "title": frame_head, "height": inner + frame_top + bottom,
            "margin": {**margin, "t": frame_top + extra, "b": bottom},
        }  # fmt: skip
        alt = self.say("charts.alt", title=title, caption=self.caption)
        return Chart(chart_id, title, self.caption, figure, data, self.stem(subject), alt, keys, frame, note)


def framed(chart: Chart) -> dict[str, Any]:
    """The chart's figure as plain data of its own, as a picture that stands alone: captioned, no stamp."""
    figure: dict[str, Any] = json.loads(chart.figure.to_json())
    layout = figure.setdefault("layout", {})
    if chart.frame:
        layout["annotations"] = [a for a in layout.get("annotations", []) if a.get("name") != _STAMP]
        figure["layout"] = _merged(layout, chart.frame)
    return figure


def _merged(layout: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """`layout` with what `over` says, part by part."""
    found = dict(layout)
    for key, value in over.items():
        both = isinstance(value, Mapping) and isinstance(found.get(key), Mapping)
        found[key] = _merged(found[key], value) if both else value
    return found


def _head(canvas: Canvas, title: str, lines: Sequence[str], width_pixels: int) -> tuple[dict[str, Any], int]:
    """Title and the lines under it, with the pixels they need."""
    heading = wrapped(title, width_pixels / TITLE_SIZE)
    below = [part for line in lines for part in wrapped(line, width_pixels / NOTE_SIZE)]
    style = f"font-size:{NOTE_SIZE}px;font-weight:400;color:{canvas.colours.quiet}"
    text = [safe(line) for line in heading] + [f"<span style='{style}'>{safe(line)}</span>" for line in below]
    # plotly hangs one line lower than several
    pad = {"t": 12 if len(text) == 1 else 27, "l": _SIDE}
    return {"text": "<br>".join(text), "pad": pad}, 14 + 27 * len(text)


_STAMP = "stamp"


def _stamp(canvas: Canvas, below: int, right: int) -> dict[str, Any]:
    """The annotation in the corner below the chart, right of everything the margins hold."""
    return {
        "name": _STAMP, "text": safe(canvas.stamp), "showarrow": False,
        "xref": "paper", "yref": "paper", "x": 1, "y": 0,
        "xanchor": "right", "yanchor": "bottom", "xshift": right - _SIDE, "yshift": -below,
        "font": {"size": STAMP_SIZE, "color": canvas.colours.quiet},
    }  # fmt: skip


def laid(figure: go.Figure, **parts: Any) -> None:
    """Sets parts of a figure's layout beside what is there: plotly's own update looks every name up several times."""
    for name, part in parts.items():
        there = figure.layout[name].to_plotly_json() if isinstance(part, Mapping) else {}
        figure.layout[name] = _merged(there, part) if there else part


def noted(figure: go.Figure, notes: Iterable[Mapping[str, Any]]) -> None:
    """Write notes into a figure, all at once: for each that comes alone plotly looks again at all that are there."""
    figure.layout.annotations = (*figure.layout.annotations, *notes)


def safe(text: object) -> str:
    """Text for a plotly label: its pseudo-HTML (<b>, <a href>) shows as typed and does nothing."""
    return str(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def width(text: str) -> float:
    """Width in full-width characters; a Latin letter counts a little over half."""
    return sum(1.0 if unicodedata.east_asian_width(c) in "WFA" else 0.55 for c in text)


def shortened(text: str, limit: float) -> str:
    """`text`, cut with an ellipsis where it is wider than `limit` full-width characters."""
    if width(text) <= limit:
        return text
    kept = ""
    for character in text:
        if width(kept + character) > limit - 1:
            break
        kept += character
    return kept.rstrip() + "…"


def wrapped(text: str, limit: float) -> list[str]:
    """Lines no wider than `limit`, broken at blanks and after Chinese punctuation or characters."""
    words = re.findall(
        r"[\u3000-\u9fff\uff00-\uffef][\uff0c\u3002\uff1b\u3001\uff1a\uff09\uff05]?|[^\s\u3000-\u9fff\uff00-\uffef]+\s*|\s+",
        text,
    )
    lines = [""]
    for word in words:
        if lines[-1] and width((lines[-1] + word).rstrip()) > limit:
            lines.append("")
        lines[-1] += word
    return [line.strip() for line in lines if line.strip()]


def _file_part(text: str) -> str:
    return re.sub(r'[\s\\/:*?"<>|_\x00-\x1f]+', "-", text).strip("-. ") or "-"
