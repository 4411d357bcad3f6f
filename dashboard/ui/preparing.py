"""Before the meeting on the screen: the checklist, then freezing and opening, and the box that turns a hash back."""

from collections.abc import Callable, Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any

import streamlit as st

from dashboard.charts import amounts
from dashboard.config import ROOT
from dashboard.contract import Snapshot
from dashboard.errors import DispatchError
from dashboard.i18n import Say
from dashboard.store.meetings import Record
from dashboard.ui import acting, cache, mishap, opening, reporting
from dashboard.ui.escape import literal
from dashboard.ui.shell import Context
from dashboard.weeks import ZONE, stamped
from dashboard.workflows import freezing, overtaking, promise_words, proving, restated
from dashboard.workflows.preparing import KINDS, PAGE, Line, checklist, promised, restated_lines
from dashboard.workflows.restating import Restated, restatements

GLYPHS = {
    "missing": "✕", "late": "◐", "left-out": "✕", "unmapped": "?", "totals": "≠", "fell": "↘", "overtaken": "↶",
    "untargeted": "∅", "retargeted": "⇅", "contradicted": "≠", "manual": "✎", "identity": "≟", "claims": "⇄",
    "movers": "⇢", "damaged": "✕", "restated": "↺", "light": "◑", "proved": "✓", "due": "◔",
}  # fmt: skip
_SECTION = {
    "returns": "data",
    "ledger": "data",
    "matches": "data",
    "targets": "data",
    "overview": "meeting",
    "unit": "meeting",
    "projects": "indicators",
}
_FOLDED = 8
"""Lines of a kind that are shown before the rest is folded."""
_NAMED = 5
"""Names that a line says."""


def lines(here: Context) -> list[Line]:
    """The meeting's checklist by what the page shows, as presented or as now known; anew when a deadline may pass."""
    hour = f"{datetime.now(ZONE):%Y-%m-%d %H}"
    # what is done about an action changes no figure, so nothing that is kept of figures knows of it
    return [*cache.drawn(here, ("checklist", hour), lambda: _lines(here)), *promised(acting.watched(here))]


def _lines(here: Context) -> list[Line]:
    standing = cache.standing(here.store, here.filters)
    before = standing.previous
    earlier = opening.presented(here, before.as_of).report if before else None
    return checklist(
        here.store, standing, reporting.current(here), earlier,
        waiting=cache.waiting(here, standing),
        restated=_restated(here, before),
    )  # fmt: skip


def _restated(here: Context, before: Snapshot | None) -> Restated:
    return restatements(here.store, before.as_of, here.filters.known_at) if before else Restated()


def show(here: Context) -> None:
    """Each kind of open thing with its lines: what it is, what it does to the figures, where it is dealt with."""
    say = here.say
    found = lines(here)
    if not found:
        st.success(say("prepare.nothing"), icon=":material/check:")
    for kind in KINDS:
        mine = [line for line in found if line.kind == kind]
        if mine:
            _kind(say, kind, mine)


def presented(here: Context) -> None:
    """What an earlier meeting showed and is no longer so, once one is chosen; the last one's is in the checklist."""
    say = here.say
    if not opening.earlier(here):
        return
    since = opening.chosen(here, "prepare.presented", "prepare.presented.since").filters.since
    if since is None:
        st.caption(say("prepare.presented.pick"))
        return
    found = cache.drawn(
        here, ("presented", since.isoformat()), lambda: restatements(here.store, since, here.filters.known_at)
    )
    listed = list(restated_lines(found, since))
    if listed:
        st.markdown("\n".join(f"- {_said(say, line)}" for line in listed))
    else:
        frozen = here.store.meetings.record(since).last
        st.caption(say("prepare.presented.same" if frozen else "prepare.presented.never"))


def _kind(say: Say, kind: str, found: list[Line]) -> None:
    with st.container(border=True, key=f"prepare-{kind}"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(
                f"**{GLYPHS[kind]} {say(f'prepare.kind.{kind}', n=sum(line.count for line in found))}**",
                width="stretch",
            )
            page = PAGE[found[0].kind]
            script = ROOT / "pages" / _SECTION[page] / f"{page}.py"
            st.page_link(script, label=say("prepare.go", page=say(f"ui.page.{page}")), icon=":material/arrow_forward:")
        st.markdown("\n".join(f"- {_said(say, line)}" for line in found[:_FOLDED]))
        if found[_FOLDED:]:
            with st.expander(say("prepare.more", n=len(found) - _FOLDED)):
                st.markdown("\n".join(f"- {_said(say, line)}" for line in found[_FOLDED:]))


def _said(say: Say, line: Line) -> str:
    sentence = say(f"prepare.line.{line.kind}", **_detail(say, line))
    if not line.effect:
        return sentence
    return say("prepare.with_effect", line=sentence, effect=say(f"prepare.effect.{line.effect}", **_stake(say, line)))


def _detail(say: Say, line: Line) -> dict[str, str]:
    """What a line's sentence names, escaped for Markdown."""
    subject = say(f"indicator.{line.subject}") if line.kind in ("light", "untargeted") else line.subject
    return {"subject": literal(subject or say("data.upload.each_row")), **_DETAIL.get(line.kind, _place)(say, line)}


def _owed(say: Say, line: Line) -> dict[str, str]:
    return {"ledgers": say("data.joint").join(say(f"data.table.{name}") for name in line.detail["ledgers"])}


def _claimants(say: Say, line: Line) -> dict[str, str]:
    return {"units": literal(say("data.joint").join(line.detail["units"]))}


def _names(say: Say, line: Line) -> dict[str, str]:
    """What happened to how many projects, the first by name with their units; a renamed one by both names."""
    names = line.detail["names"]
    told = [
        say("prepare.movers.name", name=literal(say("prepare.movers.names", was=was, now=name) if was else name),
            unit=literal(unit))
        for unit, name, was in names[:_NAMED]
    ]  # fmt: skip
    said = say("charts.comma").join(told)
    if names[_NAMED:]:
        said = say("prepare.names.more", names=said, n=len(names) - _NAMED)
    return {"subject": say(f"prepare.movers.{line.subject}", n=line.count), "names": said}


def _place(say: Say, line: Line) -> dict[str, str]:
    """File, sheet and cell of what a file has open."""
    said = line.detail
    place = " ".join(text for text in (said["sheet"], said["cell"]) if text)
    return {"file": literal(said["file"]), "place": literal(place), "n": say.number(said["n"])}


def _entry(say: Say, line: Line) -> dict[str, str]:
    """What an entry by hand says."""
    said = line.detail
    return {
        "indicator": amounts.named(say, said["indicator"]),
        "value": amounts.amount(say, said["value"], said["indicator"]),
        "who": literal(said["who"]),
        "day": say.day(said["cover_to"], year=False),
        "receipt": str(said["receipt"]),
    }


def _action(say: Say, line: Line) -> dict[str, str]:
    """Number and words of an action; where the data prove it what they say and where, else how it stands."""
    of = line.detail["action"]
    promise, found = of.action.promise, of.judged
    told = {"number": of.action.number, "text": promise_words.text_of(say, of.action)}
    if of.proposed:
        told |= {"told": promise_words.told(say, promise.criterion, found), "place": promise_words.place(found.cells)}
    else:
        told |= {"due": say.day(promise.due, year=False), "state": promise_words.state_word(say, of.state)}
    return {name: literal(text) for name, text in told.items()}


def _fell(say: Say, line: Line) -> dict[str, str]:
    said, name = line.detail, line.detail["indicator"]
    figures = {side: amounts.amount(say, said[side], name) for side in ("was", "now")}
    return {"indicator": amounts.named(say, name), "day": say.day(said["on"], year=False), **figures}


def _retargeted(say: Say, line: Line) -> dict[str, str]:
    said, name = line.detail, line.detail["indicator"]
    figures = {side: amounts.amount(say, said[side], name) for side in ("was", "now")}
    return {"indicator": amounts.named(say, name), "day": say.day(said["since"], year=False), **figures}


def _damaged(say: Say, line: Line) -> dict[str, str]:
    said = line.detail
    return {"day": say.day(said["day"], year=False), "version": str(said["version"]), "hash": said["hash"][:12]}


_DETAIL: dict[str, Callable[[Say, Line], dict[str, str]]] = {
    "missing": _owed,
    "proved": _action,
    "due": _action,
    "late": lambda say, line: {"at": f"{line.detail['at']:%m-%d %H:%M}"},
    "untargeted": lambda say, line: {name: str(line.detail[name]) for name in ("given", "expected")},
    "contradicted": _entry,
    "manual": _entry,
    "fell": _fell,
    "retargeted": _retargeted,
    "identity": lambda say, line: {"other": literal(line.detail["other"])},
    "claims": _claimants,
    "overtaken": lambda say, line: overtaking.words(say, line.detail["found"], literal),
    "movers": _names,
    "damaged": _damaged,
    "restated": lambda say, line: restated.words(say, line.detail),
    "light": lambda say, line: {name: say(f"light.{line.detail[name]}") for name in ("was", "now")},
}
"""By kind what a line names beside its subject; else file, sheet and cell."""


def _stake(say: Say, line: Line) -> dict[str, str]:
    stake = line.at_stake
    if line.effect == "causes":
        causes = [restated.cause(say, part, line.detail, literal) for part in stake["parts"]]
        return {"causes": say("data.joint").join(causes)}
    if "own" in stake:
        return {"own": amounts.amount(say, stake["own"], line.detail["indicator"])}
    if line.kind == "movers":
        return {"n": str(stake["n"]), "worth": _worth(say, stake)}
    if line.effect in ("moved", "aimed"):
        aims = {name: amounts.amount(say, stake[name], line.subject) for name in ("aimed", "aims") if name in stake}
        return {name: say.percent(stake[name]) for name in stake} | aims
    return {"n": str(stake.get("n", "")), "day": say.day(stake.get("day"), year=False)}


def _worth(say: Say, stake: Mapping[str, Any]) -> str:
    """The investment of those projects of which one is known."""
    if not stake["known"]:
        return ""
    size = amounts.amount(say, stake["investment"], "investment_signed", "about" if stake["about"] else "")
    return say("prepare.movers.worth", n=stake["known"], amount=size)


def state(here: Context) -> None:
    """How far the meeting is, and the next step: freeze, freeze again, or open."""
    say = here.say
    record = cache.meeting(here.store, here.filters.as_of)
    st.subheader(say("prepare.meeting"), anchor=False)
    if here.store.books.journal.torn.exists():
        file = literal(here.store.books.journal.torn.name)
        st.warning(say("store.mended", file=file), icon=":material/history:")
    st.markdown(_standing(say, record))
    with st.container(horizontal=True):
        if record.state != "opened" and st.button(
            say("prepare.freeze", version=len(record.versions) + 1), key="prepare-freeze", type="primary",
            icon=":material/lock:", help=say("prepare.freeze.help"),
        ):  # fmt: skip
            mishap.done(say, freezing.freeze, here.store, here.filters.as_of, by=here.identity.name)
        if record.state == "frozen" and st.button(
            say("prepare.open"), key="prepare-open", icon=":material/meeting_room:", help=say("prepare.open.help")
        ):
            mishap.done(say, here.store.meetings.open, here.filters.as_of, by=here.identity.name)


def _standing(say: Say, record: Record) -> str:
    last = record.last
    if last is None:
        return say("prepare.state.collecting")
    moment = stamped(last.at)
    return say(f"prepare.state.{record.state}", version=last.version, at=moment, hash=last.hash)


def box(here: Context) -> None:
    """Turns the hash on a picture or slide back into the exact figures and files."""
    say = here.say
    st.subheader(say("prepare.box"), anchor=False)
    typed = st.text_input(say("prepare.box.hint"), key="prepare-hash", width=420)
    if not typed.strip():
        return
    try:
        found = proving.under(here.store, typed, say)
    except DispatchError as error:
        st.error(mishap.refusal(say, error), icon=":material/error:")
    else:
        st.code("\n".join(found.lines), language=None)
        if found.content:
            name = f"{sha256(found.content).hexdigest()[:16]}.json"
            st.download_button(
                say("prepare.box.whole"), data=found.content, file_name=name, mime="application/json",
                key="prepare-frozen", on_click="ignore", icon=":material/download:",
            )  # fmt: skip
