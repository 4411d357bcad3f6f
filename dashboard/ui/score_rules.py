"""The score rules on the scores page: those in force, a draft on the same data, and what was ever put in force."""

import pandas as pd
import streamlit as st

from dashboard import access
from dashboard.errors import DispatchError
from dashboard.i18n import Say
from dashboard.ui import cache, mishap, tables
from dashboard.ui.escape import literal
from dashboard.ui.shell import Context
from dashboard.weeks import stamped
from dashboard.workflows import score_rules
from dashboard.workflows.freezing import SHORTEST
from dashboard.workflows.wording import who
from metrics.rulebook import Rulebook
from metrics.scoring import moves

_TOML = "application/toml"
_LONGEST = 200


def rules(here: Context) -> Rulebook | None:
    """The rules in force with version, period and hash; how to enter some where there are none."""
    say = here.say
    try:
        found = score_rules.in_force(here.store, here.standing)
    except DispatchError as error:
        st.error(mishap.refusal(say, error), icon=":material/error:")
        return None
    if found is None:
        folder = here.store.settings.score_rules_dir
        st.info(say("scores.empty", day=say.day(here.filters.as_of), folder=literal(folder)), icon=":material/info:")
        _template(say)
        return None
    st.caption(_stamp(say, found))
    return found


def _stamp(say: Say, found: Rulebook) -> str:
    return say(
        "scores.rules", title=literal(found.title), version=literal(found.version), since=say.day(found.since),
        until=say.day(found.until), file=literal(found.file), hash=found.fingerprint[:SHORTEST],
    )  # fmt: skip


def _template(say: Say) -> None:
    st.download_button(
        say("scores.template"), data=score_rules.TEMPLATE.read_bytes(), file_name=score_rules.TEMPLATE.name, mime=_TOML,
        on_click="ignore", icon=":material/download:", key="scores-template",
    )  # fmt: skip


def draft(here: Context, now: Rulebook | None) -> None:
    """A draft rule file on the same data: what each unit would have, and whose rank moves; kept once put in force."""
    say = here.say
    st.caption(say("scores.draft.note"))
    given = st.file_uploader(say("scores.draft.file"), type=["toml"], key="scores-draft")
    if given is None:
        if now is not None:
            _template(say)
        return
    try:
        found = score_rules.read(given.getvalue(), given.name, here.standing.whole.district)
    except DispatchError as error:
        st.error(mishap.refusal(say, error), icon=":material/error:")
        return
    st.caption(_stamp(say, found))
    work, pending = cache.scoring(here, here.standing), st.toggle(say("scores.draft.pending"), key="scores-draft-way")
    board = work.board(found, pending=pending)
    made = moves(work.board(now, pending=pending) if now is not None else board, board)
    if now is not None:
        st.markdown(say("scores.draft.finding", n=sum(each.moved for each in made), total=len(made)))
    rows = pd.DataFrame([
        {"unit": m.unit, "group": m.group, "rank": m.rank, "draft_rank": m.draft_rank, "total": m.total,
         "draft_total": m.draft_total, "moved": m.moved} for m in made
    ])  # fmt: skip
    shown = rows if now is not None else rows[["unit", "group", "draft_rank", "draft_total"]]
    headings = {name: say(f"scores.move.{name}") for name in shown.columns if name != "unit"}
    tables.show(shown, say, key="scores-moves", headings=headings)
    _putting(here, found)


def _putting(here: Context, found: Rulebook) -> None:
    """Puts rules in force, with a reason."""
    if not access.may_do(here.identity, "assess"):
        return
    say, slip = here.say, found.fingerprint[:SHORTEST]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        note = st.text_input(say("scores.put.reason"), key=f"scores-put-reason-{slip}", max_chars=_LONGEST)
        label = say("scores.put", since=say.day(found.since))
        if st.button(label, key=f"scores-put-{slip}", disabled=not note.strip()):
            mishap.done(say, score_rules.put, here.store, found, note, by=here.identity.name)


def kept(here: Context) -> None:
    """What was ever put in force, the newest first; files that say something else wait for somebody to do so."""
    say = here.say
    for path in score_rules.unkept(here.store):
        st.info(say("scores.file_waits", file=literal(path.name)), icon=":material/info:")
        try:
            found = score_rules.read(path.read_bytes(), path.name, here.standing.whole.district)
        except DispatchError as error:
            st.error(mishap.refusal(say, error), icon=":material/error:")
        else:
            st.caption(_stamp(say, found))
            _putting(here, found)
    rows = [_row(here, each) for each in score_rules.put_in_force(here.store)]
    if not rows:
        return
    headings = {name: say(f"scores.kept.{name}") for name in rows[0]}
    with st.expander(say("scores.kept", n=len(rows)), icon=":material/history:"):
        tables.show(pd.DataFrame(rows), say, key="scores-kept", headings=headings)


def _row(here: Context, each: score_rules.Kept) -> dict[str, object]:
    say, rules, text = here.say, each.rules, each.text
    told = {"title": rules.title, "version": rules.version, "since": rules.since, "until": rules.until,
            "file": rules.file, "hash": rules.fingerprint[:SHORTEST]}  # fmt: skip
    if text is not None:
        by = say("scores.kept.seed") if text.seed else who(say, text.by)
        told |= {"at": stamped(text.at), "by": by, "note": text.note}
    return told
