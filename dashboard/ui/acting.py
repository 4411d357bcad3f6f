"""Actions (督办) on the screen: made from any item, listed with how they stand, confirmed, postponed, withdrawn."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import partial
from hashlib import sha256

import streamlit as st

from dashboard import access
from dashboard.contract import Filters
from dashboard.errors import DispatchError
from dashboard.exports import MIME
from dashboard.exports.contents import Subject
from dashboard.exports.naming import safe_stem
from dashboard.store.promised import Item
from dashboard.ui import cache, drawer, making, mishap, state, tables
from dashboard.ui.choosing import choice
from dashboard.ui.escape import literal
from dashboard.ui.shell import Context
from dashboard.weeks import stamped
from dashboard.workflows import promise_words, promising
from dashboard.workflows.codes import names_of
from dashboard.workflows.promising import COLOURS, Watched
from dashboard.workflows.report import Standing
from dashboard.workflows.wording import who

DEED = "act"
_LONGEST = 200


def whole(here: Context) -> Standing:
    """The whole district on the page's day as now known: what the latest uploads prove, whatever the page shows."""
    return cache.standing(here.store, Filters(here.filters.as_of))


def watched(here: Context, unit: str = "") -> list[Watched]:
    """Every action made up to the page's day, of one unit where one is named, else of those chosen.

    The most urgent come first.
    """
    read = cache.reader(here.store, here.state)
    # an act about an action changes no figure: what is kept of figures does not know of it
    known = ("actions", str(here.store.acts))
    found = cache.drawn(here, known, lambda: promising.watched(here.store, whole(here), read))
    narrowed = here.filters.unit or here.filters.group
    chosen = {unit} if unit else {each.name for each in here.standing.district.units} if narrowed else None
    return [each for each in found if chosen is None or each.action.promise.unit in chosen]


def make(here: Context, item: Item | None = None, subjects: Sequence[Subject] = (), *, coded: bool = False) -> None:
    """Opens the form for a new action, prefilled from the item it comes from; `coded` where others look on.

    Of the `subjects` that stand beside it one may be chosen instead.
    """
    st.dialog(here.say("acting.make.title"), width="large")(_form)(here, item or Item(), subjects, coded)


def _form(here: Context, item: Item, subjects: Sequence[Subject], coded: bool) -> None:
    say, slip = here.say, state.slip("action")
    item = _chosen(here, item, subjects)
    form = f"{_print(item)}-{slip.round}"
    names = names_of(whole(here)) if coded else promise_words.BUREAU
    promise, finished = making.fields(here, whole(here), item, form, names)
    ready = finished and bool(promise.unit and promise.text.strip())
    if not st.button(
        say("acting.make"), key="acting-make", type="primary", icon=":material/add_task:", disabled=not ready
    ):
        return
    try:
        number = here.store.actions.make(promise, by=here.identity.name, now=datetime.now().astimezone())
    except DispatchError as error:
        st.error(mishap.refusal(say, error), icon=":material/error:")
        return
    slip.round += 1
    st.toast(say("acting.made", number=number, unit=literal(promise.unit), due=say.day(promise.due)))
    st.rerun()


def _chosen(here: Context, item: Item, subjects: Sequence[Subject]) -> Item:
    """What the action is about: the page as a whole, unless one of its subjects is chosen."""
    if not subjects:
        return item
    listed = {str(at): each for at, each in enumerate(subjects)}
    found = choice(
        here.say("acting.field.item"), list(listed), index=None, words=lambda at: listed[at].said,
        placeholder=here.say("acting.field.item.none"), key=f"acting-item-{_print((item, *subjects))}",
    )  # fmt: skip
    return Item(listed[found].kind, listed[found].unit, listed[found].of) if found else item


def _print(of: object) -> str:
    """A key for a form: what was half filled in is found again for the same thing, and for no other."""
    return sha256(repr(of).encode()).hexdigest()[:12]


def listed(here: Context, unit: str = "") -> None:
    """The actions of a unit, or of all, the most urgent first; each opens what is known of it and what may be done."""
    say, found = here.say, watched(here, unit)
    with st.container(horizontal=True, vertical_alignment="center", key="acting-head"):
        st.subheader(say("acting.title"), anchor=False, width="stretch")
        if access.may_do(here.identity, DEED) and st.button(
            say("acting.make"), key="acting-new", icon=":material/add_task:"
        ):
            make(here, Item("unit", unit) if unit else Item())
    running = [each for each in found if each.action.open]
    if not running:
        st.caption(say("acting.none"))
    for each in running:
        _line(here, each)
    if running:
        st.caption(say("acting.rule", days=here.district.rules.action_near_days))
        slips(here, unit)
    settled = [each for each in found if not each.action.open]
    if settled:
        with st.expander(say("acting.settled", n=len(settled))):
            for each in settled:
                _line(here, each)


def _line(here: Context, of: Watched) -> None:
    """How it stands, its number and words, who answers until when; the button that opens the rest."""
    say, action = here.say, of.action
    with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"acting-{action.number}"):
        told = " · ".join([
            promise_words.answerable(say, action), say("acting.due", day=say.day(action.promise.due, year=False)),
        ])  # fmt: skip
        text = literal(promise_words.text_of(say, action))
        number = say("acting.number", number=action.number)
        st.markdown(f"{badges(here, of)} **{number}** {text}  \n{literal(told)}", width="stretch")
        if st.button(say("acting.open"), key=f"acting-open-{action.number}", icon=":material/open_in_new:"):
            title = f"{number}　{text}"
            st.dialog(title, width="large", position="right")(_details)(here, of)


def badges(here: Context, of: Watched) -> str:
    """Glyph and word of how it stands in its colour."""
    say = here.say
    colour = "green" if of.proposed else COLOURS.get(of.state, "gray")
    shown = [f":{colour}-badge[{literal(promise_words.stands(say, of))}]"]
    if of.unshown:
        shown.append(f":orange-badge[{literal(say('acting.unshown'))}]")
    return " ".join(shown)


def _details(here: Context, of: Watched) -> None:
    """What is known of an action: how it stands, what the data say, what was done about it, what may be done."""
    say, action = here.say, of.action
    due = say("acting.due", day=say.day(action.promise.due))
    st.markdown(f"{badges(here, of)} {literal(promise_words.answerable(say, action))} · {literal(due)}")
    if origin := promise_words.origin(say, action.promise.item, whole(here).snapshot):
        st.markdown(f"**{say('acting.origin')}**　{literal(origin)}")
    wanted = literal(promise_words.criterion(say, action.promise.criterion))
    st.markdown(f"**{say('acting.field.criterion')}**　{wanted}")
    if of.judged is not None and action.promise.criterion is not None:
        st.markdown(literal(promise_words.told(say, action.promise.criterion, of.judged)))
    if access.may_do(here.identity, DEED):
        _deeds(here, of)
    _history(here, of)
    _cells(here, of)


def _deeds(here: Context, of: Watched) -> None:
    say, number = here.say, of.action.number
    if of.proposed and of.judged is not None and of.action.promise.criterion is not None:
        st.success(say("acting.confirm.title"), icon=":material/task_alt:")
        if st.button(say("acting.confirm"), key=f"acting-confirm-{number}", type="primary", icon=":material/done_all:"):
            proof = promise_words.told(say, of.action.promise.criterion, of.judged)
            _do(here, here.store.actions.close, number, proof, cells=promising.proof(of.judged))
    with st.container(horizontal=True):
        for name, form in (_FORMS if of.action.open else _SETTLED).items():
            with st.popover(say(f"acting.{name}"), key=f"acting-{name}-{number}"):
                form(here, of)


def _close(here: Context, of: Watched) -> None:
    say, number = here.say, of.action.number
    proof = st.text_input(say("acting.field.proof"), key=f"acting-proof-{number}", max_chars=_LONGEST)
    if st.button(say("acting.close"), key=f"acting-close-do-{number}", disabled=not proof.strip()):
        _do(here, here.store.actions.close, number, proof)


def _postpone(here: Context, of: Watched) -> None:
    say, number, promise = here.say, of.action.number, of.action.promise
    due = st.date_input(
        say("acting.field.new_due"), value=promise.due, min_value=promise.meeting, key=f"acting-new-due-{number}"
    )
    reason = st.text_input(say("acting.field.reason"), key=f"acting-reason-{number}", max_chars=_LONGEST)
    ready = bool(reason.strip()) and isinstance(due, date) and due != promise.due
    if st.button(say("acting.save"), key=f"acting-postpone-do-{number}", disabled=not ready):
        _do(here, here.store.actions.postpone, number, due, reason)


def _change(here: Context, of: Watched) -> None:
    say, number = here.say, of.action.number
    changed = making.changed(here, whole(here), of.action, f"change-{number}")
    ready = changed != of.action.promise and bool(changed.unit and changed.text.strip())
    if st.button(say("acting.save"), key=f"acting-change-do-{number}", disabled=not ready):
        _do(
            here, here.store.actions.change, number, unit=changed.unit, person=changed.person, text=changed.text,
            criterion=changed.criterion,
        )  # fmt: skip


def _withdraw(here: Context, of: Watched) -> None:
    say, number = here.say, of.action.number
    reason = st.text_input(say("acting.field.reason"), key=f"acting-mistaken-{number}", max_chars=_LONGEST)
    if st.button(say("acting.withdraw"), key=f"acting-withdraw-do-{number}", disabled=not reason.strip()):
        _do(here, here.store.actions.withdraw, number, reason)


def _reopen(here: Context, of: Watched) -> None:
    say, number = here.say, of.action.number
    reason = st.text_input(say("acting.field.reason"), key=f"acting-again-{number}", max_chars=_LONGEST)
    if st.button(say("acting.reopen"), key=f"acting-reopen-do-{number}", disabled=not reason.strip()):
        _do(here, here.store.actions.reopen, number, reason)


_FORMS: dict[str, Callable[[Context, Watched], None]] = {
    "close": _close, "postpone": _postpone, "change": _change, "withdraw": _withdraw,
}  # fmt: skip


_SETTLED: dict[str, Callable[[Context, Watched], None]] = {"reopen": _reopen}


def _do(here: Context, deed: Callable[..., object], *what: object, **how: object) -> None:
    mishap.done(here.say, deed, *what, **how, by=here.identity.name)


def _history(here: Context, of: Watched) -> None:
    """Every step in order: when, what, by whom."""
    say = here.say
    st.markdown(f"**{say('acting.history')}**")
    lines = [
        say(
            "acting.event.line", at=stamped(each.at), kind=say(f"acting.event.{each.kind}"),
            by=literal(who(say, each.by)) if each.by else "", told=literal(promise_words.event(say, each)),
        )
        for each in promising.history(here.store, of)
    ]  # fmt: skip
    st.markdown("\n".join(f"- {line}" for line in lines))


def _cells(here: Context, of: Watched) -> None:
    """The cells that the data speak from, or by which it was closed, each with the sheet around it."""
    say, number = here.say, of.action.number
    steps = [] if of.action.open else here.store.actions.history(number)
    closing = [cell for step in steps[-1:] for cell in step.cells]
    found = promising.sources(closing) or list(of.judged.cells[: promising.CELLS] if of.judged else ())
    if not found:
        return
    key = f"acting-cells-{number}"
    headings = {"what": say("ui.drawer.rows"), "cell": say("ui.column.cell"), "file": say("ui.column.file")}
    listed = drawer.lines(found, whole(here).snapshot, say)
    picked = tables.show(listed, say, key=key, select=True, headings=headings)
    drawer.place(here, found[picked[0] if picked else 0], key)


def slips(here: Context, unit: str = "") -> None:
    """The reminder of a unit to copy or take along; of all units as one ZIP. Nothing where no action is open."""
    say, day = here.say, here.filters.as_of
    shown = here.store.meetings.arrangements.of(day).shown
    written = promise_words.slips(say, whole(here), watched(here), full="names" in shown)
    if unit:
        written = {name: text for name, text in written.items() if name == unit}
    if not written:
        return
    with st.expander(say("acting.slips"), icon=":material/notifications:"):
        if not unit:
            name = safe_stem(say("acting.slips.bundle", day=f"{day:%Y%m%d}"))
            _download(here, "acting.slips.all", f"{name}.zip", partial(promise_words.slips_zipped, say, day, written))
        for name, text in written.items():
            st.code(text, language=None, wrap_lines=True)
            if unit:
                file = promise_words.slip_name(say, name, day)
                _download(here, "acting.slips.one", file, partial(promise_words.slip_file, text))


def _download(here: Context, word: str, file: str, content: Callable[[], bytes]) -> None:
    kind = "zip" if file.endswith(".zip") else "txt"
    st.download_button(
        here.say(word), data=content, file_name=file, mime=MIME[kind], key=f"acting-{kind}", on_click="ignore",
        icon=":material/download:",
    )  # fmt: skip
