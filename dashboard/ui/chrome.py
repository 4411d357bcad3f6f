"""Streamlit's own words (uploader, menus, table toolbars) in the reader's language, by a small script of our own."""

from functools import lru_cache
from pathlib import Path

import streamlit as st

from dashboard.i18n import Say
from dashboard.i18n.speech import catalogue

_SCRIPT = (Path(__file__).parent / "chrome.js").read_text(encoding="utf-8")
_component = st.components.v2.component("dispatch_chrome", js=_SCRIPT)
_PREFIX = "ui.chrome."


@lru_cache(maxsize=8)
def words(language: str) -> list[tuple[str, str]]:
    """What Streamlit writes and what the reader shall see; `{n}` stands for a changing part. Empty for English."""
    own = catalogue(language)
    english = catalogue("en")
    pairs = [(english[key], own[key]) for key in sorted(english) if key.startswith(_PREFIX)]
    return [pair for pair in pairs if pair[0] != pair[1]]


@st.fragment
def translate(say: Say) -> None:
    """Mounts the script; call once a run. It also sets the page's language for screen readers and fonts.

    A fragment: where the language is another than the browser's, the script asks for a second drawing of the page.
    """
    data = {"lang": "zh-CN" if say.language == "zh_CN" else "en", "words": words(say.language)}
    _component(data=data, key="chrome", on_spoken_change=lambda: None)
