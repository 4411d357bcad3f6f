"""Dropping files in: from the uploader into the session's draft, read, listed, committed or discarded."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from hashlib import sha256
from typing import Any
from unicodedata import normalize

import pandas as pd
import streamlit as st

from dashboard.errors import SubmissionRefused
from dashboard.i18n import Say
from dashboard.store import Receipt
from dashboard.ui import cache, filters, mishap, replying, state, tables, turns
from dashboard.ui.escape import literal
from dashboard.ui.shell import Context
from dashboard.weeks import week_end
from dashboard.workflows import batch, costs, effects, intake, receive
from dashboard.workflows.receive import Draft
from dashboard.workflows.remembering import merged

DAY = "upload-day"
"""The day of the meeting; its key goes on with the day that is usual, so that a new meeting begins anew."""
OWN_DATES = "upload-own-date"
"""The switch by which each file's own date counts."""
GLYPHS = {"ready": "●", "ask": "?", "refused": "✕"}


@dataclass(frozen=True)
class Meeting:
    """What the page is about: the day up to which the meeting covers, and whether each file's own date counts."""

    day: date
    own_dates: bool

    @property
    def period(self) -> date | None:
        """The day that every file is read for; None where it says its own."""
        return None if self.own_dates else self.day


def meeting(here: Context) -> Meeting:
    """For which meeting the files are. A day typed for it stays through other pages, until another meeting is next."""
    say = here.say
    known = cache.periods(here.store)
    usual = known[-1] if here.sample and known else filters.open_meeting(here.district)
    label = "data.upload.period_next" if usual > filters.today() else "data.upload.period"
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.date_input(say(label), value=usual, key=f"{DAY}-{usual}", width=200, persist_state="session")
        own = st.toggle(say("data.upload.own_date"), key=OWN_DATES, persist_state="session")
    found = Meeting(chosen if isinstance(chosen, date) else usual, own)
    _move(here, found.period)
    return found


def _move(here: Context, period: date | None) -> None:
    """Files dropped in for another meeting follow when the meeting is changed above them."""
    draft = state.draft()
    if draft.files and draft.period != period:
        for key in draft.files:
            _reread(here, key, period=period)
        settle(here)
    draft.period = period


def drop(here: Context, period: date | None) -> None:
    """The two uploaders, files and folder; what they hold is copied at once, read, and the uploader emptied."""
    say, draft = here.say, state.draft()
    left, right = st.columns(2)
    files = left.file_uploader(say("data.upload.files"), accept_multiple_files=True, key=f"files-{draft.round}")
    folder = right.file_uploader(
        say("data.upload.folder"), accept_multiple_files="directory", key=f"folder-{draft.round}"
    )
    dropped = [(item.name, item.getvalue()) for item in (*files, *folder)]
    if dropped:
        with turns.turn(say):
            take(here, dropped, period)
        draft.round += 1
        st.rerun()


def take(here: Context, dropped: Iterable[tuple[str, bytes]], period: date | None) -> None:
    """Unpacks and reads files into the session's draft, saying which one is being read."""
    members = list(intake.unpack(dropped))
    bar = st.progress(0.0)
    for number, (name, content) in enumerate(members, start=1):
        told = here.say("data.upload.reading", n=number, total=len(members), file=literal(name))
        bar.progress(number / len(members), told)
        state.draft().files[_key(name, content)] = read(here, name, content, period=period)
    settle(here)
    bar.empty()


def settle(here: Context) -> None:
    """Reads the files of the draft beside each other: each as it would be read once the earlier ones are committed."""
    draft = state.draft()
    draft.files = batch.settled(draft.files, here.store)


def read(here: Context, name: str, content: bytes, **given: Any) -> Draft:
    """One file as it is understood for this district; a week that is still running is no future."""
    bound = week_end(filters.today(), here.district.rules.week_ends_on)
    return receive.draft(content, name, store=here.store, district=here.spoken_of, today=bound, **given)


def again(here: Context, key: str, **changes: Any) -> None:
    """Reads a file of the draft anew with what a person has just decided; what nobody decided is read again."""
    _reread(here, key, **changes)
    settle(here)


def discard(here: Context, key: str) -> None:
    """Takes a file out of the draft; those that were read beside it are read without it."""
    del state.draft().files[key]
    settle(here)
    st.rerun()


def _reread(here: Context, key: str, **changes: Any) -> None:
    made: Draft = state.draft().files[key]
    decided = {**asdict(made.given), "answers": merged(made.answers, changes.pop("answers", {})), **changes}
    state.draft().files[key] = read(here, made.name, made.content, **decided)


def _key(name: str, content: bytes) -> str:
    return f"{sha256(content).hexdigest()[:16]}-{name}"


def status(made: Draft) -> str:
    """`ready`, `ask` (committable, with questions or one answer missing) or `refused`."""
    if made.error is not None or made.obstacle in ("no-ledger", "no-header"):
        return "refused"
    questions = made.reading.questions if made.reading else []
    return "ask" if made.obstacle or questions or says_another_day(made) else "ready"


def listing(here: Context) -> str:
    """One line a file; returns the key of the one to look at: the one picked, else the first that needs a person."""
    say, files = here.say, state.draft().files
    rows = pd.DataFrame([_line(say, made) | _again(here, key) for key, made in files.items()], dtype="str")
    headings = {name: say(f"data.upload.column.{name}") for name in rows.columns}
    picked = tables.show(
        rows, say, key=f"drafts-{len(files)}", select=True, columns=[str(c) for c in rows.columns], headings=headings
    )
    keys = list(files)
    if picked and picked[0] < len(keys):
        return keys[picked[0]]
    order = ("ask", "refused", "ready")
    return min(keys, key=lambda key: order.index(status(files[key])))


def _again(here: Context, key: str) -> dict[str, str]:
    """The remark on a file whose very bytes stand in the list already, or have come before for the same week."""
    say, files = here.say, state.draft().files
    made: Draft = files[key]
    if made.obstacle or made.period is None:
        return {}
    twin = next((other for name, other in files.items() if other.content == made.content), made)
    if twin is not made:
        return {"remark": say("data.upload.twin", file=twin.name)}
    number = here.store.receipt_of(sha256(made.content).hexdigest(), made.period)
    return {} if number is None else {"remark": say("data.upload.came", number=number)}


def _line(say: Say, made: Draft) -> dict[str, str]:
    reading = made.reading
    kind = status(made)
    counts = {name: len(frame) for name, frame in reading.tables.items()} if reading else {}
    return {
        "status": f"{GLYPHS[kind]} {say(f'data.upload.status.{kind}')}",
        "file": made.name,
        "unit": made.unit or (say("data.upload.each_row") if reading and not made.obstacle else ""),
        "period": say.day(made.period),
        "ledgers": say("data.joint").join(f"{say(f'data.table.{name}')} {n}" for name, n in counts.items()),
        "marks": costs.signs(reading) if reading else "",
        "remark": _obstacle(say, made),
    }


def _obstacle(say: Say, made: Draft) -> str:
    """Why the file cannot be committed, without the file's name: the row says it already, and its width is short."""
    if not made.obstacle:
        return ""
    told = mishap.refusal(say, made.refusal, str)
    rest = told.removeprefix(made.name).lstrip()
    return rest[1:].lstrip() if normalize("NFKC", rest[:1]) in {":", ","} else rest


def commit_or_discard(here: Context) -> None:
    """The two buttons for everything at once; files that cannot be committed stay in the list."""
    say, files = here.say, state.draft().files
    _other_dates(here)
    waiting = sum(made.committable and made.undecided for made in files.values())
    if waiting:
        st.warning(say("data.upload.scope_waiting", n=waiting), icon=":material/help:")
    ready = [key for key, m in files.items() if m.committable and not (says_another_day(m) or m.undecided)]
    with st.container(horizontal=True):
        asking = sum(status(files[key]) == "ask" for key in ready)
        label = say("data.upload.commit_asking" if asking else "data.upload.commit_all", n=len(ready), asking=asking)
        # a click on a button that named other files or weeks than these is no consent to these
        named = sha256(repr([(key, files[key].unit, files[key].period, files[key].scope) for key in ready]).encode())
        if st.button(label, type="primary", key=f"commit-all-{named.hexdigest()[:12]}", disabled=not ready):
            commit(here, ready)
        if st.button(say("data.upload.discard_all", n=len(files)), key="discard-all"):
            files.clear()
            st.rerun()
        replying.all_of_them(here, list(files.values()), key="drafts")


def _other_dates(here: Context) -> None:
    """Said once above the list when sheets name another day than the meeting's, with one click to believe them."""
    differing = [key for key, made in state.draft().files.items() if says_another_day(made)]
    if not differing:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.warning(here.say("data.upload.other_dates", n=len(differing)), icon=":material/event:")
        st.button(here.say("data.upload.use_own_dates"), key="own-dates", on_click=state.choose, args=(OWN_DATES, True))


def says_another_day(made: Draft) -> bool:
    """Whether a sheet names a day that is not in the week it would be committed for."""
    return made.reading is not None and any(f.code == "period-differs" for f in made.reading.findings)


def commit(here: Context, keys: Iterable[str]) -> None:
    """Commits files of the draft, each alone, by the days they cover; the receipts replace them on the page.

    One that is no longer what it was seen as, by what has come in since, stays and asks.
    """
    say, draft, chosen = here.say, state.draft(), set(keys)
    wanted = [key for key in batch.in_order(draft.files) if key in chosen]
    drafts = [draft.files[key] for key in wanted]
    shown, overtaken = _consequences(here, drafts), cache.overtaken(here.store, drafts)
    bar = st.progress(0.0)
    receipts: list[tuple[Draft, Receipt]] = []

    def committed(key: str) -> Draft | None:
        made: Draft = draft.files[key]
        number = wanted.index(key) + 1
        bar.progress(
            number / len(wanted), say("data.upload.committing", n=number, total=len(wanted), file=literal(made.name))
        )
        return _committed(here, made, receipts)

    waiting = list(wanted)
    while waiting:
        taken = list(waiting)
        left = batch.together(here.store, waiting, committed)
        for key, made in zip(taken, left, strict=False):
            if made is None:
                del draft.files[key]
            else:
                draft.files[key] = made
    settle(here)
    draft.receipts = [(receipts, shown, overtaken)]
    st.rerun()


def _committed(here: Context, made: Draft, receipts: list[tuple[Draft, Receipt]]) -> Draft | None:
    """Commits a file beside its fellows' `receipts`, to which its own is added; the draft itself where it stays."""
    fellows = [receipt.number for _, receipt in receipts]
    try:
        now = datetime.now().astimezone()
        latest = receive.latest(made, here.store)
        if latest.undecided:
            return made
        made = latest
        receipt = receive.commit(made, store=here.store, uploader=here.identity.name, now=now, fellows=fellows)
    except SubmissionRefused as error:
        return made if error.code == "scope-open" else replace(made, obstacle=error.code, refused=error)
    receipts.append((made, receipt))
    return None


def _consequences(here: Context, drafts: list[Draft]) -> list[effects.Consequence]:
    days = [made.period for made in drafts if made.committable and made.period]
    return cache.consequences(here.store, drafts, max(days)) if days else []
