"""The remembered mappings on the screen: searched, looked into, exported, undone in one click."""

from collections.abc import Callable
from datetime import datetime

import pandas as pd
import streamlit as st

from dashboard.exports import MIME
from dashboard.exports.tabular import xlsx
from dashboard.i18n import Say
from dashboard.store import Change, Memory
from dashboard.ui import mapping, mishap, tables, trails
from dashboard.ui.escape import literal
from dashboard.ui.shell import Context
from dashboard.weeks import local, stamped
from dashboard.workflows import matches
from dashboard.workflows.matches import Decision
from dashboard.workflows.wording import who
from loaders.answers import parted


def templates(here: Context) -> None:
    """Search, downloads, and a line a template; picking one opens it below."""
    say = here.say
    with st.container(horizontal=True, vertical_alignment="bottom"):
        search = st.text_input(
            say("data.matches.search"), key="matches-search", placeholder=say("data.matches.hint"), width=420
        )
        found = matches.templates(here.store, search)
        _downloads(here, found)
    st.caption(say("data.matches.count", n=len(found)))
    if not found:
        st.info(say("data.matches.none"))
        return
    rows = _worded(say, matches.overview(found))
    headings = {name: say(f"data.matches.column.{name}") for name in rows.columns}
    picked = tables.show(
        rows, say, key=f"matches-{len(found)}", select=True, columns=[str(c) for c in rows.columns], headings=headings
    )
    if picked:
        _template(here, found[picked[0]])
    else:
        st.caption(say("data.matches.pick"))


def _worded(say: Say, rows: pd.DataFrame) -> pd.DataFrame:
    joint = say("data.joint")
    return rows.assign(
        unit=[unit or say("data.upload.each_row") for unit in rows["unit"]],
        ledgers=[joint.join(say(f"data.table.{name}") for name in names) for names in rows["ledgers"]],
        sheets=[joint.join(names) for names in rows["sheets"]],
        scope=[say(f"data.upload.scope.{scope}") if scope else "" for scope in rows["scope"]],
        at=[_moment(say, at.to_pydatetime()) for at in rows["at"]],
        by=[who(say, name) for name in rows["by"]],
    )


def _moment(say: Say, at: datetime) -> str:
    on = local(at)
    return f"{say.day(on.date())} {on:%H:%M}"


def _downloads(here: Context, found: list[Memory]) -> None:
    say = here.say
    makers: dict[str, Callable[[], bytes]] = {
        "xlsx": lambda: xlsx(exported(say, found), say("data.matches.title")),
        "json": lambda: matches.document(found),
    }
    mimes = {"xlsx": MIME["xlsx"], "json": "application/json"}
    for kind, make in makers.items():
        st.download_button(
            say(f"data.matches.download.{kind}"), data=make, file_name=f"{say('data.matches.file')}.{kind}",
            mime=mimes[kind], key=f"matches-{kind}", on_click="ignore", icon=":material/download:", disabled=not found,
        )  # fmt: skip


def exported(say: Say, found: list[Memory]) -> pd.DataFrame:
    """The entries with headings and codes in the reader's language."""
    rows = matches.entries(found)
    rows = rows.assign(
        kind=[say(f"data.matches.kind.{kind}") for kind in rows["kind"]],
        subject=[_subject(say, subject) for subject in rows["subject"]],
        answer=[_answer(say, k, a) for k, a in zip(rows["kind"], rows["answer"], strict=True)],
        at=[stamped(datetime.fromisoformat(at)) for at in rows["at"]],
        by=[who(say, name) for name in rows["by"]],
    )
    return rows.rename(columns={name: say(f"data.matches.column.{name}") for name in rows.columns})


def _subject(say: Say, subject: str) -> str:
    """A sheet or heading, with its ledger where the answer is about that ledger's tables alone."""
    ledger, heading = parted(subject)
    return say("data.matches.of_ledger", heading=heading, ledger=say(f"data.table.{ledger}")) if ledger else subject


def _answer(say: Say, kind: str, answer: str) -> str:
    """A remembered answer in words; units of measure and factors stay as they are."""
    words = {
        "columns": lambda: mapping.named(say, answer),
        "read": lambda: mapping.named(say, answer),
        "ledgers": lambda: say("data.ask.none" if answer == "none" else f"data.table.{answer}"),
        "hidden_sheets": lambda: say(f"data.ask.{answer}"),
        "scope": lambda: say(f"data.upload.scope.{answer}"),
        "doubted": lambda: say("data.matches.unsettled"),
    }
    return words[kind]() if kind in words else answer


def _template(here: Context, memory: Memory) -> None:
    """One template: each decision with its way back, then how the columns were read."""
    say = here.say
    st.subheader(literal(memory.unit or say("data.upload.each_row")), anchor=False)
    told = matches.decisions(memory)
    if not told:
        st.caption(say("data.matches.no_decisions"))
    for number, decision in enumerate(told):
        _decision(here, memory, decision, number)
    if st.button(say("data.matches.forget"), key="matches-forget", help=say("data.matches.forget_help")):
        mishap.done(say, here.store.memory.forget, memory.unit, memory.template, by=here.identity.name)
    rows = matches.columns(memory)
    rows = rows.assign(
        field=[mapping.named(say, field) for field in rows["field"]],
        how=[say(f"data.how.{how}") for how in rows["how"]],
    )
    headings = {name: say(f"data.mapping.{name}") for name in ("heading", "field", "unit", "how")}
    st.markdown(f"**{say('data.mapping.title')}**")
    tables.show(rows, say, key=f"matches-columns-{memory.template}", headings=headings, columns=list(rows.columns))


def _decision(here: Context, memory: Memory, decision: Decision, number: int) -> None:
    say = here.say
    answer = decision.answer
    plain = ("yes" if answer else "no") if isinstance(answer, bool) else str(answer)
    with st.container(horizontal=True, vertical_alignment="center"):
        said = say(
            f"data.matches.told.{decision.kind}",
            subject=literal(_subject(say, decision.subject)),
            answer=literal(_answer(say, decision.kind, plain)),
        )
        st.markdown(said, width="content")
        if st.button(say("data.matches.undo"), key=f"matches-undo-{number}", icon=":material/undo:", type="tertiary"):
            mishap.done(say, matches.undecide, here.store, memory, decision, by=here.identity.name)


def trail(here: Context) -> None:
    """The last changes, who made them and when; each that nothing has followed is put back in one click."""
    say = here.say
    steps = here.store.memory.trail()
    if not steps:
        return
    st.subheader(say("data.matches.trail"), anchor=False)
    st.caption(say("data.matches.trail.note"))
    free = matches.undoable(steps)
    trails.lines(say, steps, lambda step: _step(here, step, step.number in free), "memory")


def _step(here: Context, step: Change, free: bool) -> None:
    say = here.say
    kind, subjects = matches.changed(step)
    about = say("data.joint").join(literal(_subject(say, subject)) for subject in subjects)
    with st.container(horizontal=True, vertical_alignment="center"):
        line = say(
            f"data.matches.step.{kind}", at=_moment(say, step.at),
            by=say("data.matches.step.by", by=literal(who(say, step.by))) if step.by else "",
            unit=literal(step.unit or say("data.matches.joint_sheet")), about=about or say("data.matches.layout"),
        )  # fmt: skip
        st.markdown(line, width="content")
        back = free and st.button(
            say("data.matches.undo"), key=f"matches-step-{step.number}", icon=":material/undo:", type="tertiary"
        )
    if back:
        mishap.done(say, here.store.memory.undo, step.number, by=here.identity.name)
