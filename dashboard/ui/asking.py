"""What a person is asked about one file: unit and period, whole ledger or increment, in plain words."""

from datetime import date

import streamlit as st

from dashboard.ui import uploading
from dashboard.ui.escape import literal
from dashboard.ui.shell import Context
from dashboard.workflows.receive import Draft

SCOPES = ("whole", "increment")
BESIDE = ("add", "replace")


def show(here: Context, key: str, made: Draft) -> None:
    """Unit, period and scope can always be set right; a scope that nothing tells is asked with its consequences."""
    say = here.say
    names = list(here.district.names)
    # a file that was read anew brings its own answers: widgets of an earlier reading must not talk it out of them
    now = f"{key}-{made.unit}-{made.period}-{made.scope}"
    with st.container(horizontal=True, vertical_alignment="bottom"):
        known = made.unit in names and not made.asks("unit")
        unit = st.selectbox(
            say("ui.unit"), names, index=names.index(made.unit) if known else None, key=f"unit-{now}",
            placeholder=say("data.upload.each_row"), width=220,
        )  # fmt: skip
        period = st.date_input(say("ui.as_of"), value=made.period, key=f"period-{now}", width=180)
        scope = made.scope if made.asks("scope") else _settled(here, now, made)
    if made.asks("scope"):
        scope = _open(here, key, made)
    _rival(here, made)
    changes: dict[str, object] = {}
    beside = _beside(here, now, made) if made.beside else ""
    if beside and beside != made.given.beside:
        changes["beside"] = beside
    if (unit or not made.asks("unit")) and (made.asks("unit") or (unit or "") != made.unit):
        changes["unit"] = unit or ""
    if isinstance(period, date) and period != made.period:
        changes["period"] = period
    if scope is not None and (scope != made.scope or made.asks("scope")):
        changes["answers"] = {"scope": scope}
    if changes:
        uploading.again(here, key, **changes)
        st.rerun()


def _rival(here: Context, made: Draft) -> None:
    """Says where the sheet names another unit than its reporter."""
    for question in made.reading.questions if made.reading else ():
        if question.about == "unit" and question.found:
            place = {"sheet": literal(question.sheet), "cell": question.cell, "found": literal(question.found)}
            st.warning(here.say("data.ask.unit", **place), icon=":material/help:")


def _settled(here: Context, key: str, made: Draft) -> str | None:
    chosen: str | None = st.segmented_control(
        here.say("data.upload.scope"), SCOPES, default=made.scope, required=True, key=f"scope-{key}",
        format_func=lambda name: here.say(f"data.upload.scope.{name}"),
    )  # fmt: skip
    return chosen


def _beside(here: Context, key: str, made: Draft) -> str:
    """Whether additions join those of another file for the same period; "" while nobody has answered."""
    say, given = here.say, made.given.beside
    numbers = say("receive.joint").join(map(str, made.beside))
    chosen: str | None = st.radio(
        say("data.ask.beside", numbers=numbers), BESIDE, key=f"ask-beside-{key}",
        index=BESIDE.index(given) if given else None,
        format_func=lambda name: say(f"data.ask.beside.{name}"),
        captions=[say("data.ask.beside.add.caption"), say("data.ask.beside.replace.caption", numbers=numbers)],
    )  # fmt: skip
    return chosen or ""


def _open(here: Context, key: str, made: Draft) -> str | None:
    """The question with what happens at either answer; None while nobody has answered."""
    say = here.say
    if made.open_scope:
        st.warning(say("data.upload.scope_open"), icon=":material/help:")
    chosen: str | None = st.radio(
        say("data.ask.scope"), SCOPES, index=None, key=f"ask-scope-{key}",
        format_func=lambda name: say(f"data.upload.scope.{name}"),
        captions=[say(f"data.ask.scope.{name}") for name in SCOPES],
    )  # fmt: skip
    return chosen
