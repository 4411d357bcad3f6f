"""口径: what every number counts, from where, and what it leaves out."""

import streamlit as st

from dashboard.ui import definitions, shell

here = shell.current()
search = st.text_input(
    here.say("data.definitions.search"), key="definition-search", placeholder=here.say("data.definitions.hint")
)
items = definitions.found(here.say, search)
st.caption(here.say("data.definitions.count", n=len(items)))
definitions.draw(here.say, items, st.query_params.get("indicator", ""), here.district.rules.visit_levels)
