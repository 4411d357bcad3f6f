"""A chart with everything that leaves the house with it, and the canvas it is drawn on."""

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.look import Look, Palette, palette, template
from dashboard.i18n import Say
from metrics.periods import elapsed_share

TITLE_WIDTH = 46
"""Full-width characters on a line of the title; at 1366x768 a chart beside the menu holds so many."""


@dataclass(frozen=True)
class Chart:
    """One picture, its words and its numbers. `exports.picture(chart, kind)` turns it into a file.

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
    live: bool = True
    sample: bool = False

    @property
    def colours(self) -> Palette:
        return palette(self.look)

    @property
    def elapsed(self) -> float:
        """Share of the year gone at the end of `as_of` on the declared basis: 29 March 2024 is 89/366 by day."""
        return elapsed_share(self.as_of, self.basis)

    @property
    def caption(self) -> str:
        """Place, cover-to date, basis, reported of expected, frozen or live - the line under every title."""
        say = self.say
        parts = [self.place, say("charts.covers", day=say.day(self.as_of)), say(f"charts.basis.{self.basis}")]
        if self.expected:
            parts.append(say("charts.reported", reported=self.reported, expected=self.expected))
        parts.append(say("charts.live" if self.live else "charts.frozen"))
        if self.sample:
            parts.append(say("charts.sample"))
        return say("charts.joint").join(parts)

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
        """The figure with template, title and caption inside it, as a `Chart`.

        `subject` is the name of what is shown (menu, file name); `title` states the finding; `note` is printed under
        the caption and says what a reader must not overlook.
        """
        lines = [self.caption, *([note] if note else [])]
        heading = wrapped(title, TITLE_WIDTH)
        below = [part for line in lines for part in wrapped(line, TITLE_WIDTH * 4 // 3)]
        top = 28 + 27 * len(heading) + 20 * len(below)
        figure.update_layout(
            template=template(self.look),
            title={
                "text": "<br>".join(safe(line) for line in heading),
                # plotly hangs a title of several lines from its middle
                "pad": {"t": 14 * len(heading), "l": 12},
                "subtitle": {"text": "<br>".join(safe(line) for line in below)},
            },
        )
        if data.empty:
            # nothing to count along: the title says so, and no axis pretends otherwise
            figure.update_xaxes(visible=False).update_yaxes(visible=False)
            figure.layout.shapes, figure.layout.annotations = (), ()
        margin = figure.layout.margin.to_plotly_json()
        extra = margin.get("t") or 0
        figure.update_layout(margin={"t": top + extra}, height=(figure.layout.height or 360) + top)
        alt = self.say("charts.alt", title=title, caption=self.caption)
        return Chart(chart_id, title, self.caption, figure, data, self.stem(subject), alt, keys)


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
