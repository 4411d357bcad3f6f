"""Whether what a unit reports is accepted for assessment: the verdicts on a record, and the form to give one."""

from datetime import date, datetime
from hashlib import sha256
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import access
from dashboard.errors import DispatchError
from dashboard.i18n import Say
from dashboard.links import Link
from dashboard.store.verdicts import JUDGED, VERDICTS, Claimed, Verdict
from dashboard.ui import mishap, state, tables
from dashboard.ui.escape import literal
from dashboard.ui.shell import Context
from dashboard.weeks import stamped
from dashboard.workflows.wording import who

_LONGEST = 200


def marked(here: Context, table: str, rows: pd.DataFrame) -> pd.DataFrame:
    """The records with a column `verdict` ("" where none was given); as they are where nothing is judged."""
    if table not in JUDGED or rows.empty:
        return rows
    found = here.store.verdicts.standing(table, here.filters.as_of, here.filters.known_at)
    said = {claimed: verdict.verdict for claimed, verdict in found.items()}
    claims = (Claimed(table, unit, name) for unit, name in zip(rows["unit"], rows["identity"], strict=True))
    return rows.assign(verdict=pd.array([said.get(claimed, "") for claimed in claims], dtype="str"))


def orphans(here: Context, table: str) -> list[Verdict]:
    """Verdicts that hold on the page's day on what the chosen units do not show any more."""
    if table not in JUDGED:
        return []
    found = here.store.verdicts.without_record(table, here.standing.whole.snapshot, here.filters.known_at)
    chosen = {unit.name for unit in here.standing.district.units} | {here.standing.district.name, ""}
    return [verdict for verdict in found if verdict.claimed.unit in chosen]


def without_record(here: Context, table: str) -> None:
    """The verdicts whose record is gone, corrected into another one or struck off; nothing where there are none."""
    say, found = here.say, orphans(here, table)
    if not found:
        return
    with st.expander(say("judging.orphans", n=len(found)), icon=":material/help:"):
        st.caption(say("judging.orphans.note"))
        rows = pd.DataFrame([{"unit": each.claimed.unit, "record": _called(each), **_row(say, each)} for each in found])
        headings = {name: say(f"judging.{name}") for name in rows.columns if name not in ("unit", "verdict")}
        tables.show(rows, say, key=f"verdicts-without-{table}", headings=headings)


def _called(verdict: Verdict) -> str:
    """A thing by what tells it apart, codes of direction in front left out."""
    words = verdict.claimed.identity.split("|")
    return " ".join(word for word in words if word and word not in ("outbound", "inbound"))


def panel(here: Context, table: str, record: "pd.Series[Any]") -> None:
    """What was judged of a record so far, the newest first, and the form for those who may judge."""
    if table not in JUDGED:
        return
    say = here.say
    claimed = Claimed(table, str(record["unit"]), str(record["identity"]))
    trail = here.store.verdicts.trail(claimed)
    st.markdown(f"**{say('judging.title')}**　{say('judging.none') if not trail else ''}")
    if trail:
        rows = pd.DataFrame([_row(say, verdict) for verdict in trail])
        headings = {name: say(f"judging.{name}") for name in rows.columns if name != "verdict"}
        tables.show(rows, say, key="verdicts", headings=headings)
    if access.may_do(here.identity, "judge"):
        _takeover(here, claimed)
        _form(here, claimed)


def _row(say: Say, verdict: Verdict) -> dict[str, str]:
    return {
        "verdict": verdict.verdict,
        "since": say.day(verdict.since),
        "reason": verdict.reason,
        "evidence": verdict.evidence,
        "by": who(say, verdict.by),
        "at": stamped(verdict.at),
    }


def _takeover(here: Context, claimed: Claimed) -> None:
    """Of the unit's verdicts without a record one that is about this record: from then on the two are one thing."""
    say = here.say
    waiting = [each for each in orphans(here, claimed.ledger) if each.claimed.unit == claimed.unit]
    if not waiting:
        return
    form = sha256(repr(claimed).encode()).hexdigest()[:12]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        place = st.selectbox(
            say("judging.takeover"), range(len(waiting)), index=None, key=f"judging-takeover-{form}", width=420,
            format_func=lambda at: _called(waiting[at]),
        )  # fmt: skip
        taken = st.button(say("judging.takeover.give"), key="judging-takeover-give", disabled=place is None)
    if taken and place is not None:
        link = Link(waiting[place].claimed.identity, claimed.identity)
        why = {"verdict": waiting[place].number}
        mishap.done(say, here.store.links.decide, claimed.ledger, link, why=why, by=here.identity.name)


def _form(here: Context, claimed: Claimed) -> None:
    """One line: the verdict, why, on what evidence, from which day."""
    say, slip = here.say, state.slip("verdict")
    form = f"{sha256(repr(claimed).encode()).hexdigest()[:12]}-{slip.round}"
    with st.container(horizontal=True, vertical_alignment="bottom"):
        verdict = st.segmented_control(
            say("judging.title"), VERDICTS, key=f"judging-verdict-{form}", label_visibility="collapsed",
            format_func=lambda name: say(f"ui.value.{name}"),
        )  # fmt: skip
        reason = st.text_input(say("judging.reason"), key=f"judging-reason-{form}", max_chars=_LONGEST)
        evidence = st.text_input(say("judging.evidence"), key=f"judging-evidence-{form}", max_chars=_LONGEST)
        day = st.date_input(say("judging.since"), value=here.filters.as_of, key=f"judging-since-{form}", width=145)
        given = st.button(say("judging.give"), key="judging-give", disabled=not (verdict and reason.strip()))
    if given and isinstance(day, date):
        _give(here, claimed, str(verdict), day, reason, evidence)


def _give(here: Context, claimed: Claimed, verdict: str, since: date, reason: str, evidence: str) -> None:
    now = datetime.now().astimezone()
    try:
        here.store.verdicts.give(
            claimed, verdict, since=since, reason=reason, evidence=evidence, by=here.identity.name, now=now
        )
    except DispatchError as error:
        st.error(mishap.refusal(here.say, error), icon=":material/error:")
        return
    state.slip("verdict").round += 1
    st.toast(here.say("judging.given", unit=literal(claimed.unit), verdict=here.say(f"ui.value.{verdict}")))
    st.rerun()
