"""Which language the reader sees: the browser's first, switchable, kept in the URL."""

import streamlit as st

from dashboard.i18n import Say, language_of, speaker
from dashboard.ui import state

_NAMES = {"中文": "zh_CN", "English": "en"}


def of_browser() -> Say:
    """The language the browser asks for; Chinese when it names none."""
    return speaker(language_of(st.context.headers.get("Accept-Language", "") or st.context.locale or ""))


def current() -> Say:
    """The session's language, for places without a page around them (errors, callbacks)."""
    return speaker(state.language(of_browser().language))


def switch() -> Say:
    """Draws the switch and returns the chosen language."""
    names = list(_NAMES)
    default = names[list(_NAMES.values()).index(of_browser().language)]
    chosen = st.segmented_control(
        "语言 Language", names, default=default, required=True, key="language", bind="query-params",
        label_visibility="collapsed",
    )  # fmt: skip
    say = speaker(_NAMES.get(chosen or default, "zh_CN"))
    state.speak(say.language)
    return say
