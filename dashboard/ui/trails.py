"""What was done last, a line each: the newest ten, the rest only when somebody asks for it."""

from collections.abc import Callable, Sequence
from typing import TypeVar

import streamlit as st

from dashboard.i18n import Say

SHOWN = 10
Step = TypeVar("Step")


def lines(say: Say, steps: Sequence[Step], line: Callable[[Step], None], key: str) -> None:
    """Draws the newest ten of `steps` (newest first) by `line`, and the others below once they are unfolded."""
    for step in steps[:SHOWN]:
        line(step)
    if steps[SHOWN:]:
        rest = st.expander(say("data.matches.earlier", n=len(steps) - SHOWN), key=f"earlier-{key}", on_change="rerun")
        with rest:
            for step in steps[SHOWN:] if rest.open else ():
                line(step)
