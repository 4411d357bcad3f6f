"""单位: one page for one unit - its rows, what moved, what stands still, what was found in its sheets, its actions."""

import streamlit as st

from dashboard.ui import acting, board, developing, faults, moving, shell
from dashboard.ui.escape import literal

here = shell.current()
unit = board.chosen_unit(here)
if unit:
    st.subheader(literal(unit), anchor=False)
    board.unit_bands(here, unit)
    moving.moved_of(here, unit)
    developing.still_of(here, unit)
    faults.of_unit(here, unit)
    acting.listed(here, unit)
