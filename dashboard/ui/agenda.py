"""The agenda on the page: its items with their minutes, what was reworded or switched on, and the way to the screen."""

from functools import partial

import streamlit as st

from dashboard import access
from dashboard.exports.contents import Contents, Part
from dashboard.i18n import Say
from dashboard.store import promised
from dashboard.store.acts import Act
from dashboard.store.arrangements import LONGEST_MINUTES, SWITCHES, Arrangement, Wording
from dashboard.ui import acting, cache, charts, mishap, presenting, trails
from dashboard.ui.escape import literal
from dashboard.ui.shell import Context
from dashboard.weeks import stamped
from dashboard.workflows import agenda, reminding
from dashboard.workflows.agenda import Item
from dashboard.workflows.delivering import Delivery
from dashboard.workflows.wording import who


def show(here: Context) -> None:
    """The show while it is on, else the agenda, what is shown in full, and the sentences of the bulletin."""
    arranged = here.store.meetings.arrangements.of(here.filters.as_of)
    plain = cache.drawn(
        here, ("contents", str(here.store.acts)), lambda: Delivery(here.store, here.meeting, here.say).plain
    )
    contents = agenda.reworded(plain, arranged, here.say)
    items = agenda.items(contents, arranged, here.say)
    if st.toggle(
        here.say("agenda.present"), key=presenting.KEY, bind="query-params", help=here.say("agenda.present.help")
    ):
        _shown(here, arranged, contents, items)
        return
    _listed(here, arranged, items)
    if access.may_do(here.identity, "arrange"):
        _switches(here, arranged)
        if "leaders" not in arranged.shown:
            _slips(here)
        _sentences(here, arranged, plain)
    acting.listed(here)
    _trail(here)


def _shown(here: Context, arranged: Arrangement, contents: Contents, items: list[Item]) -> None:
    """The show; the key for an action opens its form, prefilled from the page that was on the screen."""
    coded = "names" not in arranged.shown
    asked = presenting.show(here, contents, items, acts=access.may_do(here.identity, acting.DEED), coded=coded)
    if asked:
        subjects = next((part.subjects for part in contents.parts if part.name == asked), ())
        acting.make(here, _item(asked), subjects, coded=coded)


def _item(part: str) -> promised.Item:
    """What a part of the meeting is about as a whole, where an action can come from it."""
    kind, _, of = part.partition("-")
    if kind == "unit":
        return promised.Item("unit", of)
    return promised.Item("figure", of=of) if kind == "indicator" else promised.Item()


def _listed(here: Context, arranged: Arrangement, items: list[Item]) -> None:
    """Every item with its minutes and whether it is called up; the bureau sets both."""
    say, may = here.say, access.may_do(here.identity, "arrange")
    total = sum(item.minutes for item in items if item.number)
    st.caption(say("agenda.total", n=total))
    with st.form("agenda", border=False):
        minutes, out = dict[str, int](), set[str]()
        for item in items:
            with st.container(horizontal=True, vertical_alignment="center", key=f"agenda-{item.key}"):
                st.markdown(f"**{_sign(item)} {item.title}**　{_summary(say, item)}", width="stretch")
                minutes[item.key] = st.number_input(
                    say("agenda.minutes", item=item.title), 0, LONGEST_MINUTES, item.minutes,
                    key=f"minutes-{item.key}", width=130, label_visibility="collapsed", disabled=not may,
                )  # fmt: skip
                called = st.checkbox(
                    say("agenda.called"), bool(item.number), key=f"called-{item.key}", disabled=not may
                )
                out |= set() if called else {item.key}
        if st.form_submit_button(say("agenda.keep"), disabled=not may, icon=":material/save:"):
            mishap.done(
                say, here.store.meetings.arrangements.plan, here.filters.as_of, minutes, out,
                by=here.identity.name,
            )  # fmt: skip


def _sign(item: Item) -> str:
    return presenting.SIGNS[item.number - 1] if item.number else "—"


def _summary(say: Say, item: Item) -> str:
    """What there is to show: the finding of one or two parts, else how many parts."""
    if len(item.parts) in (1, 2) and item.key != presenting.UNITS:
        found = (part.title.removeprefix(item.title).strip() for part in item.parts)
        return literal(say("charts.semicolon").join(filter(None, found)))
    word = "agenda.units" if item.key == presenting.UNITS else "agenda.parts"
    return say(word, n=len(item.parts)) if item.parts else ""


def _switches(here: Context, arranged: Arrangement) -> None:
    """What is shown in full in this meeting and its pack; every switch is written down."""
    say = here.say
    with st.container(horizontal=True):
        for name in SWITCHES:
            on = name in arranged.shown
            wanted = st.toggle(
                say(f"agenda.switch.{name}"), on, key=f"switch-{name}-{on}", help=say(f"agenda.switch.{name}.help")
            )
            if wanted != on:
                mishap.done(
                    say, here.store.meetings.arrangements.switch, here.filters.as_of, name, wanted,
                    by=here.identity.name,
                )  # fmt: skip


def _slips(here: Context) -> None:
    """What each leader is told alone: the meeting sees it only once that is switched on."""
    lines = [line for line in here.meeting.leaders if line.due]
    if lines:
        with st.expander(here.say("agenda.slips", n=len(lines))):
            for line in lines:
                st.code(reminding.leader(here.say, line, here.district.rules.outing_gap_days), language=None)


def _sentences(here: Context, arranged: Arrangement, plain: Contents) -> None:
    """Every sentence as the figures say it, to be reworded for the bulletin; what no longer applies is said."""
    say = here.say
    for text in agenda.overtaken(plain, arranged, say.language):
        st.warning(say("agenda.overtaken", text=literal(text)), icon=":material/history:")
    told = {
        say("pack.line", name=part.title, said=said): (part, at)
        for part in plain.parts
        for at, said in enumerate(part.sentences)
    }
    found = agenda.wordings(plain, arranged)
    with st.expander(say("agenda.sentences", n=len(told), edited=len(set(found.values())))):
        chosen = st.selectbox(say("agenda.sentence"), list(told), index=None, key="agenda-sentence")
        if chosen is not None:
            part, at = told[chosen]
            _sentence(here, part, at, found.get((part.name, part.sentences[at])))


def _sentence(here: Context, part: Part, at: int, kept: Wording | None) -> None:
    """One sentence to be reworded, with the way to its cells; `kept` is its wording, in whichever part it was made."""
    say, was = here.say, part.sentences[at]
    stands, place = (kept.text, kept.part) if kept else (was, part.name)
    text = st.text_area(say("agenda.reword"), stands, key=f"reword-{part.name}-{at}").strip()
    with st.container(horizontal=True):
        if st.button(say("agenda.reword.keep"), key="reword-keep", disabled=text == stands):
            mishap.done(
                say, here.store.meetings.arrangements.reword, here.filters.as_of, place, was,
                "" if text == was else text, language=say.language, by=here.identity.name,
            )  # fmt: skip
        if at < len(part.leads) and st.button(say("meeting.look_into"), key="reword-look", type="tertiary"):
            place, indicator = part.leads[at]
            charts.open_figure(here, here.meeting, place, indicator)


def _trail(here: Context) -> None:
    """Who arranged what, and when."""
    acts = here.store.meetings.arrangements.trail(here.filters.as_of)
    if acts:
        with st.expander(here.say("agenda.trail", n=len(acts))):
            trails.lines(here.say, acts[::-1], partial(_step, here), "agenda")


def _step(here: Context, act: Act) -> None:
    say, said = here.say, act.content
    if "switch" in said:
        what = say(f"agenda.step.{'on' if said['on'] else 'off'}", name=say(f"agenda.switch.{said['switch']}"))
    elif "part" in said:
        what = say("agenda.step.reworded" if said["text"] else "agenda.step.restored", was=literal(said["was"]))
    else:
        what = say("agenda.step.planned", n=sum(said["minutes"].values()))
    st.markdown(f"{stamped(act.at)}　{literal(who(say, act.by))}　{what}")
