"""Colours, glyphs and the project's one plotly template, light and dark.

Colours were chosen so that red, yellow and green differ in brightness as well as in hue: they stay apart for
colour-blind readers, on a pale projector and in a grey print. A glyph and a word stand beside every light anyway.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import plotly.graph_objects as go

from metrics.measure import Light, LightWord, Measure

Look = Literal["light", "dark"]
FONTS = "Noto Sans CJK SC, Source Han Sans SC, Microsoft YaHei, PingFang SC, sans-serif"
TEXT_SIZE = 16
TITLE_SIZE = 21
NOTE_SIZE = 16
"""What stands under a title."""
LABEL_SIZE = 18
VERDICT_SIZE = 20
"""Names with their figures, and the light's word with its per cent: read from eight metres."""


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours by what they say. `series` are the plain colours of two or more things side by side."""

    paper: str
    text: str
    quiet: str
    grid: str
    ground: str
    pace: str
    series: tuple[str, ...]
    lights: dict[str, str]
    tints: dict[str, str]
    """Ground of a table's cell by light; 基本同步 ("level") is green and paler. The plain text colour stands on it."""

    def of(self, light: Light | None) -> str:
        """Colour of a light; a neutral blue when there is none."""
        return self.lights[light] if light else self.series[0]

    def tint(self, measure: Measure) -> str:
        """Ground of a table's cell with this measure; the paper where no light is shown."""
        if not measure.target or measure.light is None:
            return self.paper
        return self.tints["level" if measure.light_word == "level" else measure.light]


_PALETTES: dict[Look, Palette] = {
    "light": Palette(
        "#ffffff", "#1b2430", "#51606f", "#dde3ea", "#e8edf3", "#111827",
        ("#2b6ca3", "#c7730a", "#6b5ca5", "#4d7c8a"),
        {"green": "#0b8a60", "yellow": "#e6a700", "red": "#b3261e", "grey": "#8a94a0"},
        {"green": "#b9e6d0", "level": "#e4f6ec", "yellow": "#ffe08a", "red": "#f7bcb4", "grey": "#e9edf1",
         "blue": "#cfe2f3"},
    ),
    "dark": Palette(
        "#12171e", "#e6eaf0", "#a6b1be", "#2c3642", "#232c37", "#ffffff",
        ("#7fb0de", "#f0a850", "#b3a5e6", "#8fbecb"),
        {"green": "#3fc493", "yellow": "#f5cb5c", "red": "#ff7b6b", "grey": "#8e99a6"},
        {"green": "#125c41", "level": "#15352a", "yellow": "#665000", "red": "#7d2a22", "grey": "#2a323c",
         "blue": "#1f4468"},
    ),
}  # fmt: skip

GLYPHS: dict[LightWord, str] = {
    "met": "●",
    "on-pace": "●",
    "level": "○",
    "behind": "◐",
    "far-behind": "▲",
    "too-early": "◇",
    "not-due": "◇",
    "no-light": "",
    "grey": "×",
}
"""Sign of every light's word: circles full, hollow and half, triangle, diamond and cross differ without colour."""
COLOUR_GLYPHS: dict[Light, str] = {
    "green": GLYPHS["met"], "yellow": GLYPHS["behind"], "red": GLYPHS["far-behind"], "grey": GLYPHS["grey"],
}  # fmt: skip
"""Sign of a colour whose word is not known."""


def palette(look: Look) -> Palette:
    return _PALETTES[look]


def glyph(measure: Measure) -> str:
    """The sign beside a measure's light; "" without a target."""
    return GLYPHS[measure.light_word]


def light_word(measure: Measure) -> str:
    """i18n key of the word beside the glyph: `light.behind`, or the reason of a grey one, `reason.no-data`."""
    if measure.light_word == "grey":
        return f"reason.{measure.grey_reason or 'no-data'}"
    return f"light.{measure.light_word}"


@lru_cache(maxsize=8)
def template(look: Look) -> go.layout.Template:
    """The project's own template. Given to a figure explicitly, it wins over whatever default another library set."""
    colours = palette(look)
    axis = {
        "gridcolor": colours.grid, "linecolor": colours.grid, "zeroline": False, "automargin": True,
        "exponentformat": "none", "separatethousands": True,
        "tickfont": {"size": TEXT_SIZE}, "title": {"font": {"size": TEXT_SIZE - 2, "color": colours.quiet}},
    }  # fmt: skip
    return go.layout.Template(
        layout={
            "font": {"family": FONTS, "size": TEXT_SIZE, "color": colours.text},
            "paper_bgcolor": colours.paper,
            "plot_bgcolor": colours.paper,
            "colorway": list(colours.series),
            "title": {
                "font": {"size": TITLE_SIZE, "weight": 600}, "x": 0.0, "xref": "container", "xanchor": "left",
                "y": 1.0, "yref": "container", "yanchor": "top", "pad": {"t": 14, "l": 12},
            },
            "margin": {"l": 12, "r": 12, "t": 0, "b": 12, "pad": 4},
            "xaxis": axis,
            "yaxis": axis,
            "legend": {"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom", "font": {"size": TEXT_SIZE - 1}},
            "hoverlabel": {"font": {"family": FONTS, "size": TEXT_SIZE - 2}, "align": "left"},
            "bargap": 0.3,
            "minreducedheight": 24,
            "separators": ".,",
            "dragmode": False,
            "hovermode": "closest",
        }
    )  # fmt: skip


def hatch(colour: str, shape: str = "/") -> dict[str, object]:
    """Bar pattern for what is not known or not of this period."""
    return {"shape": shape, "fgcolor": colour, "size": 9, "solidity": 0.22, "fillmode": "overlay"}
