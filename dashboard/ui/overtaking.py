"""Corrections of an earlier week that a later whole ledger does not hold, in words."""

from collections.abc import Sequence

import streamlit as st

from dashboard.i18n import Say
from dashboard.ui.escape import literal
from dashboard.ui.shell import Context
from dashboard.workflows.overtaking import Overtaken

NAMED = 3
"""Records that a sentence names."""


def show(here: Context, found: Sequence[Overtaken]) -> None:
    """A sentence for each ledger and later file: how many records, the first names, and from when they do not count."""
    for each in found:
        st.warning(here.say("overtaken.said", **words(here.say, each)), icon=":material/history:")


def words(say: Say, found: Overtaken) -> dict[str, str]:
    """What a sentence about such records names, escaped for Markdown."""
    told = [
        say("overtaken.trip", name=literal(name), day=say.day(on, year=False)) if on else literal(name)
        for name, on in zip(found.names[:NAMED], found.days[:NAMED], strict=True)
    ]
    names = say("charts.comma").join(told)
    if found.names[NAMED:]:
        names = say("prepare.names.more", names=names, n=len(found.names) - NAMED)
    return {
        "unit": literal(found.unit), "table": say(f"data.table.{found.table}"), "n": str(len(found.names)),
        "names": names, "day": say.day(found.day), "file": literal(found.file), "cover_to": say.day(found.cover_to),
    }  # fmt: skip
