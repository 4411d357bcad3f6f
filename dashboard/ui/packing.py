"""The meeting pack on the page: made when somebody asks for it, told while it is made, handed out as one ZIP."""

import streamlit as st

from dashboard.exports import MIME
from dashboard.ui.escape import literal
from dashboard.ui.shell import Context
from dashboard.workflows.delivering import Delivery, Made, together


def button(here: Context) -> None:
    """Draws the button; pressing it opens the dialog in which the pack is made."""
    say = here.say
    if st.button(say("exports.pack"), key="make-pack", help=say("exports.pack_help"), icon=":material/folder_zip:"):
        st.dialog(say("exports.pack"))(_making)(here)


def _making(here: Context) -> None:
    """Makes part after part under a bar that names it; what could not be made is named, the rest is handed out."""
    say, bar = here.say, st.progress(0.0)
    share, name = 0.0, ""

    def ahead(drawn: int) -> None:
        bar.progress(share, text=say("exports.pack.drawn", name=literal(name), n=drawn))

    pack = Delivery(here.store, here.meeting, say, ahead=ahead, meanwhile=True)
    steps, made = pack.steps(), list[Made]()
    for number, step in enumerate(steps):
        share, name = number / len(steps), say(f"pack.file.{step.part}")
        bar.progress(share, text=say("exports.pack.making", name=literal(name)))
        made.append(pack.carried_out(step))
    bar.empty()
    for each in made:
        if each.failure:
            st.warning(each.failure, icon=":material/warning:")
    if any(each.content for each in made):
        _handed_out(here, pack, made)


def _handed_out(here: Context, pack: Delivery, made: list[Made]) -> None:
    say = here.say
    st.download_button(
        say("exports.pack.download"), data=together(made, say), file_name=f"{pack.stem}.zip", mime=MIME["zip"],
        key="download-pack", on_click="ignore", type="primary", icon=":material/download:", width="stretch",
    )  # fmt: skip
