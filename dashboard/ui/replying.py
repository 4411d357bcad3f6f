"""What goes back to the clerk, to take along: the marked workbook, the text for the chat, all of them as one ZIP."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from dashboard.exports import MIME
from dashboard.exports.naming import safe_stem
from dashboard.i18n import Say
from dashboard.ui.shell import Context
from dashboard.workflows import reply
from dashboard.workflows.effects import Consequence
from dashboard.workflows.receive import Draft
from dashboard.workflows.rounds import round_of
from loaders import Reading


def workbook(here: Context, key: str, made: Draft) -> None:
    """The button for the marked workbook of a file that was read; disabled when nothing was found in it."""
    if made.reading is None:
        return
    say, ready = here.say, reply.markable(made)
    patched = made.reading.kind == "xlsx"
    reason = "reply.marked_none" if not ready else "reply.marked_help" if patched else "reply.marked_fresh"
    st.download_button(
        say("reply.marked"), data=partial(reply.marked_workbook, made, say) if ready else b"",
        file_name=reply.marked_name(made, say), mime=MIME["xlsx"], key=f"marked-{key}", help=say(reason),
        on_click="ignore", icon=":material/rate_review:", disabled=not ready,
    )  # fmt: skip


def words(here: Context, key: str, made: Draft, shown: Sequence[Consequence]) -> None:
    """The unit's text, with the button that copies it."""
    say = here.say
    with st.expander(say("reply.text_title"), icon=":material/chat:"):
        st.code(reply.text(reply.title(made, say), [made], shown, say), language=None, wrap_lines=True)


def all_of_them(here: Context, drafts: Sequence[Draft], key: str) -> None:
    """The button for the ZIP with one folder a unit."""
    say = here.say
    days = [made.period for made in drafts if made.period]
    name = say("reply.bundle_name", day=f"{max(days):%Y%m%d}") if days else say("reply.bundle_undated")
    st.download_button(
        say("reply.bundle"), data=partial(reply.bundle, list(drafts), here.store, here.district, say),
        file_name=f"{safe_stem(name)}.zip", mime=MIME["zip"], key=f"bundle-{key}", help=say("reply.bundle_help"),
        on_click="ignore", icon=":material/folder_zip:", disabled=not drafts,
    )  # fmt: skip


def progress(say: Say, reading: Reading) -> None:
    """For a workbook that comes back: which numbers are put right, what is left, what is new."""
    if reading.returned is None:
        return
    now = round_of(reading)
    (st.info if now.opened else st.success)("  \n".join(reply.progress(say, now)), icon=":material/checklist:")
