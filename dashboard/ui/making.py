"""The form for an action: who, what, until when, and what of the data will show that it was done."""

from dataclasses import replace
from datetime import date
from typing import Literal, get_args

import streamlit as st

from dashboard.charts.amounts import named
from dashboard.contract import STAGES
from dashboard.store.promised import Action, Criterion, FigureReached, Item, LedgerReceived, Promise, StageReached
from dashboard.ui import entering
from dashboard.ui.choosing import choice
from dashboard.ui.shell import Context
from dashboard.weeks import held_after
from dashboard.workflows import promise_words
from dashboard.workflows.codes import Names
from dashboard.workflows.criteria import MEASURED, on_pace
from dashboard.workflows.report import Standing
from metrics.catalogue import INDICATORS

Kind = Literal["none", "stage", "figure", "ledger"]
KINDS: tuple[Kind, ...] = get_args(Kind)
_LONGEST, _LONGEST_NAME = 200, 40
_FITS: dict[str, Kind] = {"project": "stage", "figure": "figure"}
"""What shows the end of an action that came from such an item."""


def fields(
    here: Context, whole: Standing, item: Item, form: str, names: Names = promise_words.BUREAU
) -> tuple[Promise, bool]:
    """The fields of a new action, prefilled from its item, and whether its criterion was chosen in full.

    `form` tells a new form from the last one; `names` are what projects are called where it is seen.
    """
    say, district = here.say, whole.district
    due = held_after(district, here.filters.as_of)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        unit = _unit(here, whole, item.unit or here.filters.unit, form)
        person = st.text_input(
            say("acting.field.person"), value=principal(whole, unit), key=f"acting-person-{form}-{unit}", width=150,
            max_chars=_LONGEST_NAME,
        )  # fmt: skip
        day = st.date_input(say("acting.field.due"), value=due, key=f"acting-due-{form}", width=150)
    day = day if isinstance(day, date) else due
    wanted, finished = wanting(here, whole, item, unit, form, names, due=day)
    proposed = promise_words.criterion(say, wanted, names) if wanted else ""
    # kept by its name, which everybody but the bureau sees as the code
    text = words(here, "", form, proposed) or (promise_words.criterion(say, wanted) if wanted else "")
    return Promise(here.filters.as_of, unit, day, text, person, item, wanted), finished


def changed(here: Context, whole: Standing, action: Action, form: str) -> Promise:
    """The fields of an action that stands, to be put right; its day has a form of its own."""
    promise = action.promise
    with st.container(horizontal=True, vertical_alignment="bottom"):
        unit = _unit(here, whole, promise.unit, form)
        person = st.text_input(
            here.say("acting.field.person"), value=promise.person, key=f"acting-person-{form}", width=150,
            max_chars=_LONGEST_NAME,
        )  # fmt: skip
    return replace(promise, unit=unit, person=person, text=words(here, promise.text, form))


def words(here: Context, stands: str, form: str, proposed: str = "") -> str:
    """What is to be done; `proposed` shows through while nothing is typed, and holds then."""
    typed = st.text_area(
        here.say("acting.field.text"), value=stands, key=f"acting-text-{form}", max_chars=_LONGEST, height=80,
        placeholder=proposed or here.say("acting.field.text.hint"),
    )  # fmt: skip
    return typed.strip()


def principal(whole: Standing, unit: str) -> str:
    """Who leads a unit on the day, the first of the roster; "" where nobody is known."""
    on = whole.as_of
    leading = (
        leader.name
        for leader in whole.district.leaders
        if leader.unit == unit and (leader.since or on) <= on <= (leader.until or on)
    )
    return next(leading, "")


def _unit(here: Context, whole: Standing, proposed: str, form: str) -> str:
    names = list(whole.district.names)
    chosen = st.selectbox(
        here.say("acting.field.unit"), names, index=names.index(proposed) if proposed in names else None,
        key=f"acting-unit-{form}", width=190, placeholder=here.say("acting.choose"),
    )  # fmt: skip
    return chosen or ""


def wanting(
    here: Context, whole: Standing, item: Item, unit: str, form: str, names: Names, *, due: date
) -> tuple[Criterion | None, bool]:
    """What of the data shows the end of it, None where a person is to say so; whether it was chosen in full."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kind = choice(
            here.say("acting.field.criterion"), KINDS, key=f"acting-kind-{form}", width=190,
            index=KINDS.index(_FITS.get(item.kind, "none")), words=lambda name: here.say(f"acting.kind.{name}"),
        )  # fmt: skip
        key = f"{form}-{unit}"
        if not unit or kind is None or kind == "none":
            return None, kind == "none"
        if kind == "stage":
            found = _stage(here, whole, item, unit, key, names)
        else:
            figure = kind == "figure"
            found = _figure(here, whole, item, unit, key, due) if figure else _ledger(here, whole, unit, key)
        return found, found is not None


def _stage(here: Context, whole: Standing, item: Item, unit: str, form: str, names: Names) -> Criterion | None:
    """A project of the unit, or the item's own, and the stage after the one at which it stands."""
    say, rows = here.say, whole.snapshot.tables["projects"]
    rows = rows[((rows["unit"] == unit) | (rows["identity"] == item.of)) & (rows["identity"] != "")]
    called = dict(zip(rows["identity"], rows["name"], strict=True))
    stands = dict(zip(rows["identity"], rows["stage"], strict=True))
    listed = list(called)
    identity = choice(
        say("acting.field.project"), listed, index=listed.index(item.of) if item.of in listed else None,
        key=f"acting-project-{form}", width=260, words=lambda name: names.of(say, called[name]),
        placeholder=say("acting.choose"),
    )  # fmt: skip
    at = STAGES.index(stands[identity]) if identity and stands[identity] in STAGES else 0
    stage = choice(
        say("acting.field.stage"), STAGES, index=min(at + 1, len(STAGES) - 1), key=f"acting-stage-{form}-{identity}",
        width=150, words=lambda name: say(f"charts.stage.{name}"),
    )  # fmt: skip
    return StageReached(identity, stage, called[identity]) if identity and stage else None


def _figure(here: Context, whole: Standing, item: Item, unit: str, form: str, due: date) -> Criterion | None:
    """An indicator and how much of it; proposed is what the unit's target wants by its clock on the day it is due."""
    say = here.say
    listed = [name for name in MEASURED if unit == whole.district.name or not INDICATORS[name].of_district]
    indicator = choice(
        say("acting.field.indicator"), listed, index=listed.index(item.of) if item.of in listed else None,
        key=f"acting-indicator-{form}", width=190, words=lambda name: named(say, name),
        placeholder=say("acting.choose"),
    )  # fmt: skip
    measure = whole.report.units.get(unit, whole.report.district).get(indicator or "")
    # another day has another proposal, and a field keeps what it began with
    field = f"acting-value-{{}}-{form}-{indicator}-{due:%Y%m%d}"
    value = entering.figure(say, indicator or "", field, on_pace(whole, measure, due))
    return FigureReached(unit, indicator, float(value)) if indicator and value else None


def _ledger(here: Context, whole: Standing, unit: str, form: str) -> Criterion | None:
    say, known = here.say, whole.district.unit(unit)
    ledger = choice(
        say("acting.field.ledger"), known.ledgers if known else (), index=None, key=f"acting-ledger-{form}", width=190,
        words=lambda name: say(f"data.table.{name}"), placeholder=say("acting.choose"),
    )  # fmt: skip
    after = held_after(whole.district, here.filters.as_of)
    period = st.date_input(say("acting.field.period"), value=after, key=f"acting-period-{form}", width=150)
    return LedgerReceived(unit, ledger, period) if ledger and isinstance(period, date) else None
