"""A figure told to the bureau, entered by hand: the form, what it would change, the receipt."""

import math
from datetime import date, datetime

import streamlit as st

from dashboard import access
from dashboard.charts.amounts import kind_of, named, unit_word, value_of
from dashboard.contract import Filters
from dashboard.errors import DispatchError
from dashboard.i18n import Say
from dashboard.ui import cache, mishap, state
from dashboard.ui.choosing import choice
from dashboard.ui.escape import literal
from dashboard.ui.shell import Context
from dashboard.workflows import entering
from dashboard.workflows.effects import Consequence
from dashboard.workflows.entering import Entry

_M2 = 10_000
"""Areas are typed in 万平方米."""
_PLACES = 4
"""Decimals of a figure that is not counted."""
_FAR = 2.0
"""Share of the year's target from which a figure looks like one in another unit of measure."""
_LONGEST = 200


def form(here: Context) -> None:
    """The form for those who may, the figure before and after, and the receipt of what was filed last."""
    if not access.may_do(here.identity, "enter"):
        return
    say, slip = here.say, state.slip("figure")
    if slip.filed:
        st.success(slip.filed, icon=":material/check_circle:")
    with st.expander(say("entering.title"), icon=":material/edit_note:"):
        st.caption(say("entering.hint"))
        entry = _entry(here, str(slip.round))
        sure = _change(here, entry, str(slip.round)) if entry.unit and entry.indicator else True
        if st.button(
            say("entering.file"), key="entering-file", type="primary", icon=":material/save:", disabled=not sure
        ):
            _file(here, entry)


def _entry(here: Context, form: str) -> Entry:
    """What stands in the fields; `form` tells a new form from the last one."""
    say = here.say
    with st.container(horizontal=True, vertical_alignment="bottom"):
        unit, indicator = subject(here, f"entering-{{}}-{form}")
        span = choice(
            say("entering.span"), entering.SPANS, key=f"entering-span-{form}", width=145,
            words=lambda name: say(f"entering.span.{name}"),
        )  # fmt: skip
        value = figure(say, indicator, f"entering-value-{{}}-{form}")
        day = st.date_input(say("entering.cover_to"), value=here.filters.as_of, key=f"entering-day-{form}", width=145)
        hedged = st.checkbox(say("entering.hedged"), key=f"entering-hedged-{form}")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        told = {
            name: st.text_input(
                say(f"entering.{name}"), key=f"entering-{name}-{form}", max_chars=_LONGEST,
                placeholder=say(f"entering.{name}.hint"), width=240 if name == "who" else "stretch",
            )
            for name in ("who", "why", "evidence")
        }  # fmt: skip
    covers = day if isinstance(day, date) else here.filters.as_of
    return Entry(unit, indicator, value, covers, span=span, hedged=hedged, **told)


def subject(here: Context, keys: str) -> tuple[str, str]:
    """Fields for the unit and the indicator that a figure or target is of; "" until they are chosen.

    `keys` names the fields, with a gap for which of the two.
    """
    say, units = here.say, here.district.names
    unit = st.selectbox(
        say("ui.unit"), units, index=units.index(here.filters.unit) if here.filters.unit in units else None,
        key=keys.format("unit"), width=160, placeholder=say("entering.choose"),
    )  # fmt: skip
    indicator = choice(
        say("entering.indicator"), entering.ENTERABLE, index=None, key=keys.format("indicator"), width=190,
        words=lambda name: named(say, name), placeholder=say("entering.choose"),
    )  # fmt: skip
    return unit or "", indicator or ""


def figure(say: Say, indicator: str, keys: str, proposed: float | None = None) -> float | None:
    """A field for a figure, in the indicator's base unit; areas are typed in 万平方米, things in whole numbers.

    `keys` names the field, with a gap for what kind of figure it takes; `proposed` stands in it at first.
    """
    kind = kind_of(indicator) if indicator else "count"
    key, width = keys.format(kind), 175
    if kind == "count":
        word = unit_word(say, indicator) if indicator else ""
        whole = None if proposed is None else math.ceil(proposed)
        return st.number_input(_labelled(say, word), value=whole, step=1, key=key, width=width)
    word = say("entering.area") if kind == "area" else unit_word(say, indicator)
    # what is kept is what is shown
    shown = None if proposed is None else round(proposed / (_M2 if kind == "area" else 1), _PLACES)
    typed = st.number_input(_labelled(say, word), value=shown, step=0.01, format=f"%.{_PLACES}f", key=key, width=width)
    return typed if typed is None or kind != "area" else round(typed * _M2, 4)


def _labelled(say: Say, word: str) -> str:
    return say("entering.value_in", unit=word) if word else say("entering.value")


def _change(here: Context, entry: Entry, form: str) -> bool:
    """What stands, and what it would become; whether it may be filed: a figure far over its target is asked twice."""
    say = here.say
    if entry.value is None:
        report = cache.standing(here.store, Filters(entry.cover_to)).report
        stands = report.units.get(entry.unit, report.district)[entry.indicator]
        st.markdown(say("entering.stands", unit=literal(entry.unit), name=named(say, entry.indicator),
                        value=literal(value_of(say, stands))))  # fmt: skip
        return True
    try:
        found = cache.foreseen(here.store, entry, here.identity.name)
    except DispatchError as error:
        st.warning(mishap.refusal(say, error), icon=":material/warning:")
        return True
    st.markdown("\n".join(f"- {_becomes(say, each)}" for each in found))
    reached = found[0].after.completion or 0.0
    if reached <= _FAR:
        return True
    st.warning(say("entering.far", share=say.percent(reached)), icon=":material/warning:")
    return st.checkbox(say("entering.sure"), key=f"entering-sure-{form}")


def _becomes(say: Say, found: Consequence) -> str:
    """将由12次改为14次（人工）."""
    words = {"unit": literal(found.unit), "name": named(say, found.indicator)}
    values = {"before": literal(value_of(say, found.before)), "after": literal(value_of(say, found.after))}
    if found.before.value is None:
        return say("entering.begins", **words, after=values["after"])
    return say("entering.becomes" if found.changed else "entering.stays", **words, **values)


def _file(here: Context, entry: Entry) -> None:
    say, slip = here.say, state.slip("figure")
    try:
        receipt = entering.entered(entry, here.store, by=here.identity.name, now=datetime.now().astimezone())
    except DispatchError as error:
        st.error(mishap.refusal(say, error), icon=":material/error:")
        return
    slip.round += 1
    slip.filed = say(
        "entering.filed", number=receipt.number, unit=literal(entry.unit), name=named(say, entry.indicator),
        day=say.day(entry.cover_to),
    )  # fmt: skip
    st.rerun()
