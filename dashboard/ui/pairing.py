"""What may be one thing under two names: both records side by side, decided in one click and undone in one."""

from datetime import datetime
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.i18n import Say
from dashboard.store.linking import Decision
from dashboard.ui import cache, mapping, mishap, tables, tracing, trails
from dashboard.ui.escape import literal
from dashboard.ui.shell import Context
from dashboard.weeks import local
from dashboard.workflows import identifying
from dashboard.workflows.identifying import Waiting
from dashboard.workflows.wording import who
from metrics.grounds import Ground

SHOWN = 10
"""Questions on the page at once; the next follow once these are answered."""


def waiting(here: Context) -> None:
    """The questions, likeliest first."""
    say = here.say
    st.subheader(say("pairing.title"), anchor=False)
    found = cache.waiting(here, here.standing)
    if not found:
        st.caption(say("pairing.none"))
    else:
        st.caption(say("pairing.count", n=len(found)))
    for number, item in enumerate(found[:SHOWN]):
        with st.container(border=True):
            _question(here, item, number)


def _question(here: Context, item: Waiting, number: int) -> None:
    say = here.say
    names = [literal(str(record["name"])) for record in (item.match.before, item.match.now)]
    st.markdown(say("pairing.question", one=names[0], other=names[1]))
    st.caption(_grounds(say, item))
    _beside(here, item, number)
    with st.container(horizontal=True):
        for same, word in ((True, "same"), (False, "different")):
            if st.button(say(f"pairing.{word}"), key=f"pairing-{word}-{number}"):
                mishap.done(say, identifying.decide, here.store, item, same=same, by=here.identity.name)
        if st.button(say("pairing.cells"), key=f"pairing-cells-{number}", type="tertiary"):
            tracing.opened(here, " · ".join(names), item.cells, [say("pairing.before"), say("pairing.now")])


def _grounds(say: Say, item: Waiting) -> str:
    """What agrees and what differs, in words."""
    joint = say("data.joint")
    parts = []
    for verdict in ("same", "similar", "differs"):
        fields = [mapping.named(say, g.field) for g in item.match.grounds if g.verdict == verdict]
        if fields:
            parts.append(say(f"pairing.{verdict}_fields", fields=joint.join(fields)))
    return say("pairing.clause").join(parts)


def _beside(here: Context, item: Waiting, number: int) -> None:
    """A line a field, the two records beside each other, and where each stands."""
    say = here.say
    rows = [_row(say, ground) for ground in item.match.grounds]
    places = [say("pairing.place", file=c.file, sheet=c.sheet, cell=c.cell, receipt=c.submission) for c in item.cells]
    rows.append({"field": say("pairing.where"), "before": places[0], "now": places[1]})
    headings = {name: say(f"pairing.{name}") for name in ("field", "before", "now")}
    tables.show(pd.DataFrame(rows), say, key=f"pairing-table-{number}", headings=headings, columns=list(headings))


def _row(say: Say, ground: Ground) -> dict[str, str]:
    return {
        "field": mapping.named(say, ground.field),
        "before": _plain(say, ground.field, ground.was),
        "now": _plain(say, ground.field, ground.now),
    }


def _plain(say: Say, field: str, value: Any) -> str:
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, float):
        return say("moving.amount", n=say.number(value, 4)) if field == "investment" else say.number(value, 2)
    return str(value)


def trail(here: Context) -> None:
    """The last decisions, by whom and when; each that nothing has followed is put back in one click."""
    steps = here.store.links.trail()
    free = identifying.undoable(steps)
    if steps:
        st.markdown(f"**{here.say('pairing.trail')}**")
    trails.lines(here.say, steps, lambda step: _step(here, step, step.number in free), "links")


def _step(here: Context, step: Decision, free: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(_told(here.say, step), width="content")
        if free and st.button(
            here.say("data.matches.undo"),
            key=f"pairing-step-{step.number}",
            icon=":material/undo:",
            type="tertiary",
        ):
            mishap.done(here.say, here.store.links.undo, step.number, by=here.identity.name)


def _told(say: Say, step: Decision) -> str:
    kind = {True: "same", False: "different", None: "open"}[step.link.same]
    at = local(step.at)
    facts = {
        "at": f"{say.day(at.date())} {at:%H:%M}",
        "one": literal(_name(step, "before", step.link.one)),
        "other": literal(_name(step, "now", step.link.other)),
    }
    if "undoes" in step.why and not step.by:
        receipts = say("data.joint").join(map(str, step.why.get("receipts", ())))
        return say("pairing.step.taken_back", receipts=receipts, **facts)
    by = literal(who(say, step.by) if step.by else say("pairing.program"))
    return say(f"pairing.step.{kind}", by=by, **facts)


def _name(step: Decision, side: str, identity: str) -> str:
    """The name as typed, where the decision kept it."""
    place = {"before": 2, "now": 3}[side]
    typed = next((ground[place] for ground in step.why.get("grounds", ()) if ground[0] == "name"), None)
    return str(typed or identity.replace("|", " ").strip())
