"""The main script: page config, language, district, navigation, filters, then the page itself."""

from pathlib import Path

import streamlit as st

from dashboard import access
from dashboard.config import ROOT, Settings
from dashboard.ui import cache, charts, chrome, filters, language, mishap, shell, state, welcome

SECTIONS = {
    "meeting": ("prepare", "overview", "board", "agenda", "unit"),
    "indicators": ("visits", "projects", "space", "scores"),
    "data": ("upload", "returns", "ledger", "matches", "targets", "registry"),
    "help": ("definitions",),
}
WITH_FIGURES = (*SECTIONS["meeting"], *SECTIONS["indicators"])
WITHOUT_DATA = ("upload", "targets", "registry", "definitions")
"""Pages that make sense before anything was committed."""
UNDATED = ("upload", "definitions")
"""Pages without an as-of day: the one date on the upload page is that of the meeting it is for."""


def pages(identity: access.Identity) -> dict[str, list[Path]]:
    """Page scripts that exist and that this person may open, by section, in the order of the menu."""
    scripts = {
        section: [ROOT / "pages" / section / f"{name}.py" for name in names if access.may(identity, name)]
        for section, names in SECTIONS.items()
    }
    return {section: [path for path in paths if path.exists()] for section, paths in scripts.items()}


st.set_page_config(language.current()("ui.app"), str(ROOT / "static" / "icon.png"), "wide", 210, {"About": None})
identity = access.LOCAL
sample = state.sample_chosen()
top = st.empty()
head = st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key="head")
with st.sidebar:
    say = language.switch()
chrome.translate(say)
with mishap.refused():
    settings = Settings.current().sample() if sample else Settings.current()
    store = cache.store(settings)
    district = store.district
    mishap.warned(say, store)
menu = {
    say(f"ui.section.{section}"): [
        st.Page(path, title=say(f"ui.page.{path.stem}"), url_path=path.stem, default=path.stem == "overview")
        for path in paths
    ]
    for section, paths in pages(identity).items()
    if paths
}
page = st.navigation(menu, position="sidebar", expanded=True)
address = page.url_path or "overview"
lost = filters.unknown(say, district, [item.url_path for items in menu.values() for item in items])
with head:
    st.header(page.title, anchor=False, width="content")
    periods = cache.periods(store)
    wanted = filters.unchosen(district, periods)
    if address not in UNDATED:
        wanted = filters.chosen(
            say, district, periods, cache.industries(store), lambda day: cache.frozen_at(store, day)
        )
if sample:
    welcome.banner(say, top)
here = store.registry.at(wanted.as_of, wanted.known_at)
context = shell.Context(say, wanted, here, store, shell.look(), identity, sample)
state.enter(address, context)
if lost:
    st.warning(lost, icon=":material/warning:")
if lost and address == "unit":
    st.stop()
if periods and address in WITH_FIGURES:
    with head:
        charts.header(context)
if periods or address in WITHOUT_DATA:
    page.run()
else:
    welcome.first_start(say, district)
