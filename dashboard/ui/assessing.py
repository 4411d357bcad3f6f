"""Assessment periods on the scores page: opened, published, objected to, ruled on, closed, or withdrawn."""

from datetime import date
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import access
from dashboard.errors import StoreDamaged
from dashboard.exports.naming import safe_stem
from dashboard.exports.pictures import MIME
from dashboard.store.assessed import Assessment, Publication
from dashboard.ui import cache, mishap, tables
from dashboard.ui.escape import literal
from dashboard.ui.shell import Context
from dashboard.weeks import stamped
from dashboard.workflows import assessing
from dashboard.workflows.freezing import SHORTEST
from dashboard.workflows.wording import who
from metrics.rulebook import Rulebook

_LONGEST = 500


def periods(here: Context, rules: Rulebook | None) -> None:
    """Every period, the newest first, with the next steps for those who may take them."""
    say, found = here.say, here.store.assessments.all()
    if not found:
        st.caption(say("assessing.none"))
    for period in found:
        title = say(
            "assessing.period", title=literal(period.title), since=say.day(period.since), until=say.day(period.until),
            state=say(f"assessing.state.{period.state}"),
        )  # fmt: skip
        with st.expander(title, expanded=period.running, icon=":material/gavel:"):
            _told(here, period)
            if period.running and access.may_do(here.identity, "assess"):
                _steps(here, period)
    if rules is not None and access.may_do(here.identity, "assess"):
        _opening(here, rules)


def _told(here: Context, period: Assessment) -> None:
    """Under which rules, what was published, who objected, and what was ruled."""
    say = here.say
    st.caption(say("assessing.rules", file=literal(period.file), hash=period.rules[:SHORTEST]))
    for each in period.publications:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(say("assessing.publication", n=each.version, at=stamped(each.at), by=literal(who(say, each.by)),
                            hash=each.hash[:SHORTEST]), width="content")  # fmt: skip
            damaged = _damaged(here, period, each)
            if not damaged:
                _downloads(here, period, each)
        if damaged:
            st.error(damaged, icon=":material/error:")
    if period.objections:
        rows = pd.DataFrame([
            {"unit": each.unit, "text": each.text, "evidence": each.evidence, "at": stamped(each.at),
             "ruling": say("assessing.waiting") if each.upheld is None else
             say(f"assessing.ruled.{'upheld' if each.upheld else 'dismissed'}", ruling=each.ruling)}
            for each in period.objections
        ])  # fmt: skip
        headings = {name: say(f"assessing.column.{name}") for name in rows.columns if name != "unit"}
        tables.show(rows, say, key=f"objections-{period.number}", headings=headings)
    if period.withdrawn is not None:
        back = period.withdrawn
        st.markdown(say("assessing.withdrawn", at=stamped(back.at), by=literal(who(say, back.by)),
                        reason=literal(back.reason)))  # fmt: skip
    if period.closed_at is not None and period.last is not None:
        st.markdown(say("assessing.closed", at=stamped(period.closed_at), by=literal(who(say, period.closed_by)),
                        hash=period.last.hash))  # fmt: skip


def _damaged(here: Context, period: Assessment, published: Publication) -> str:
    """That the archive holds the rules or the scores no more as they were published; "" where it does."""
    try:
        for name in (period.rules, published.hash):
            here.store.assessments.kept(name)
    except StoreDamaged as error:
        return mishap.refusal(here.say, error)
    return ""


def _downloads(here: Context, period: Assessment, published: Publication) -> None:
    """What was published as a workbook, and word for word as it lies under its hash."""
    say, stem = here.say, f"{period.title}_v{published.version}_{published.hash[:SHORTEST]}"
    makers = {
        "xlsx": partial(assessing.sheets, here.store, period, published, say),
        "json": partial(here.store.assessments.kept, published.hash),
    }
    for kind, make in makers.items():
        st.download_button(
            say(f"assessing.download.{kind}"), data=make, file_name=f"{safe_stem(stem)}.{kind}", on_click="ignore",
            mime=MIME.get(kind, "application/json"), key=f"assess-{kind}-{published.hash}", type="tertiary",
            icon=":material/download:",
        )  # fmt: skip


def _steps(here: Context, period: Assessment) -> None:
    say = here.say
    if period.outdated:
        st.warning(say("assessing.outdated"), icon=":material/history:")
    if period.last is not None:
        _objecting(here, period)
        _ruling(here, period)
    else:
        _withdrawing(here, period)
    with st.container(horizontal=True):
        if st.button(say("assessing.publish"), key=f"assess-publish-{period.number}"):
            mishap.done(say, assessing.published, here.store, period, partial(cache.standing, here.store),
                        by=here.identity.name)  # fmt: skip
        ready = period.last is not None and not period.unruled and not period.outdated
        if st.button(say("assessing.close"), key=f"assess-close-{period.number}", disabled=not ready):
            mishap.done(say, here.store.assessments.close, period.number, by=here.identity.name)


def _withdrawing(here: Context, period: Assessment) -> None:
    """A period opened by mistake, taken back with a reason while nobody has seen scores of it."""
    say = here.say
    with st.container(horizontal=True, vertical_alignment="bottom"):
        reason = st.text_input(say("assessing.reason"), key=f"assess-reason-{period.number}", max_chars=_LONGEST)
        given = st.button(
            say("assessing.withdraw"), key=f"assess-withdraw-{period.number}", disabled=not reason.strip()
        )
    if given:
        mishap.done(say, here.store.assessments.withdraw, period.number, reason, by=here.identity.name)


def _objecting(here: Context, period: Assessment) -> None:
    say, slip = here.say, f"{period.number}-{len(period.objections)}"
    names = [unit.name for unit in here.store.registry.at(period.until).reporting(period.until)]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        unit = st.selectbox(say("ui.unit"), names, index=None, key=f"assess-unit-{slip}", width=200)
        text = st.text_input(say("assessing.column.text"), key=f"assess-text-{slip}", max_chars=_LONGEST)
        proof = st.text_input(say("assessing.column.evidence"), key=f"assess-evidence-{slip}", max_chars=_LONGEST)
        given = st.button(say("assessing.object"), key=f"assess-object-{slip}", disabled=not (unit and text.strip()))
    if given:
        mishap.done(say, here.store.assessments.object, period.number, str(unit), text, proof, by=here.identity.name)


def _ruling(here: Context, period: Assessment) -> None:
    """The oldest objection that waits."""
    if not period.unruled:
        return
    say, each = here.say, period.unruled[0]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        text = st.text_input(
            say("assessing.ruling", unit=literal(each.unit)), key=f"assess-ruling-{each.number}", max_chars=_LONGEST
        )
        for word in ("upheld", "dismissed"):
            done = st.button(say(f"assessing.{word}"), key=f"assess-{word}-{each.number}", disabled=not text.strip())
            if done:
                said: dict[str, Any] = {"upheld": word == "upheld", "by": here.identity.name}
                mishap.done(say, here.store.assessments.rule, period.number, each.number, text, **said)


def _opening(here: Context, rules: Rulebook) -> None:
    """A new period under the rules in force."""
    say, slip = here.say, len(here.store.assessments.all())
    with st.container(horizontal=True, vertical_alignment="bottom"):
        title = st.text_input(say("assessing.title"), key=f"assess-title-{slip}", max_chars=60)
        since = st.date_input(say("assessing.since"), rules.since, key=f"assess-since-{slip}", width=145)
        until = st.date_input(say("assessing.until"), here.filters.as_of, key=f"assess-until-{slip}", width=145)
        given = st.button(say("assessing.open"), key=f"assess-open-{slip}", disabled=not title.strip())
    if given and isinstance(since, date) and isinstance(until, date):
        mishap.done(say, here.store.assessments.open, title, rules.text.encode(), rules.file, since, until,
                    by=here.identity.name)  # fmt: skip
