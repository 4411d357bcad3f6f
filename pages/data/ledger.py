"""台账: every record of the district in one place; a figure told to the bureau is entered by hand above them."""

import streamlit as st

from dashboard.ui import entering, ledgers, shell

here = shell.current()
entering.form(here)
table = ledgers.choice(here)
with st.container(horizontal=True, vertical_alignment="bottom"):
    search = st.text_input(
        here.say("data.ledger.search"), key="ledger-search", placeholder=here.say("data.ledger.hint"), width=420
    )
    ledgers.download(here)
ledgers.listing(here, table, search)
