"""Whether what a unit reports is accepted for assessment: the verdicts on a record, and the form to give one."""

from datetime import date, datetime
from hashlib import sha256
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import access
from dashboard.errors import DispatchError
from dashboard.i18n import Say
from dashboard.store.verdicts import JUDGED, VERDICTS, Claimed, Verdict
from dashboard.ui import mishap, state, tables
from dashboard.ui.escape import literal
from dashboard.ui.shell import Context, who
from dashboard.weeks import stamped

_LONGEST = 200


def marked(here: Context, table: str, rows: pd.DataFrame) -> pd.DataFrame:
    """The records with a column `verdict` ("" where none was given); as they are where nothing is judged."""
    if table not in JUDGED or rows.empty:
        return rows
    found = here.store.verdicts.standing(table, here.filters.as_of, here.filters.known_at)
    said = {claimed: verdict.verdict for claimed, verdict in found.items()}
    claims = (Claimed(table, unit, name) for unit, name in zip(rows["unit"], rows["identity"], strict=True))
    return rows.assign(verdict=pd.array([said.get(claimed, "") for claimed in claims], dtype="str"))


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
