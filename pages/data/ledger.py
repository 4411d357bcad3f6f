"""台账: every record of the district in one place."""

import streamlit as st

from dashboard.ui import ledgers, shell

here = shell.current()
table = ledgers.choice(here)
with st.container(horizontal=True, vertical_alignment="bottom"):
    search = st.text_input(
        here.say("data.ledger.search"), key="ledger-search", placeholder=here.say("data.ledger.hint"), width=420
    )
    ledgers.download(here)
ledgers.listing(here, table, search)
