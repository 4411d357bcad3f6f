"""The main script: page config, language, district, navigation, filters, then the page itself."""

from functools import partial

import streamlit as st

from dashboard import access
from dashboard.access.narrowing import seen
from dashboard.config import ROOT, Settings
from dashboard.ui import (
    arriving,
    beginning,
    cache,
    charts,
    chrome,
    filters,
    language,
    menu,
    mishap,
    shell,
    state,
    turns,
    welcome,
)

st.set_page_config(language.current()("ui.app"), str(ROOT / "static" / "icon.png"), "wide", 210, {"About": None})
sample = state.sample_chosen()
top = st.empty()
head = st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key="head")
with st.sidebar:
    say = language.switch()
chrome.translate(say)
with mishap.refused():
    settings = Settings.current()
    arrived = arriving.arrived(settings)
    if arrived.known is None or not arrived.known.roles:
        arriving.outside(say, arrived)
    identity = arrived.identity
    store = cache.store(settings.sample() if sample else settings)
    mishap.warned(say, store)
    if access.only_looks(identity):
        store = cache.looked_at(store, crowded=turns.TURNS.queued)
    shown = seen(store, identity)
    district = shown.district
# a page asks hundreds of times
with store.at_hand():
    periods = cache.periods(shown)
    provincial = bool(settings.province_url) and not sample
    offered = menu.menu(say, identity, asked=not settings.doors.open, province=provincial)
    page = st.navigation(offered, position="sidebar", expanded=True)
    with st.sidebar:
        arriving.leave(say, arrived)
    address = page.url_path or beginning.first_page(identity, shown, periods, sample=sample)
    strayed = filters.strayed(say, [item.url_path for items in offered.values() for item in items])
    if not page.url_path and not strayed and (periods or address in menu.WITHOUT_DATA):
        beginning.lead_on(address)
    lost = strayed or filters.unknown(say, district)
    with head:
        st.header(page.title, anchor=False, width="content")
        wanted = filters.unchosen(district, periods)
        if address not in menu.UNDATED:
            first, frozen = beginning.first_day(identity, shown, periods), partial(cache.frozen_at, shown)
            wanted = filters.chosen(say, district, periods, cache.industries(shown), frozen, first)
    if sample:
        welcome.banner(say, top)
    context = shell.Context(say, wanted, store, shell.look(), arrived, sample)
    state.enter(address, context)
    if lost:
        st.warning(lost, icon=":material/warning:")
    if strayed or (lost and address == "unit"):
        st.stop()
    if periods and address in menu.WITH_FIGURES:
        with head:
            charts.header(context)
    if periods or address in menu.WITHOUT_DATA:
        page.run()
    else:
        welcome.first_start(say, district)
