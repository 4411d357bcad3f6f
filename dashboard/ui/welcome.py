"""The first start of an empty store, and the sample district: entered and left in one click."""

import logging
from datetime import date, datetime, time

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.config import ROOT, SAMPLE_DISTRICT, Settings
from dashboard.contract import District
from dashboard.i18n import Say
from dashboard.ui import cache, state
from dashboard.weeks import ZONE
from dashboard.workflows import intake, receive

UPLOAD_PAGE = ROOT / "pages" / "data" / "upload.py"
SENT_AT = time(15)
log = logging.getLogger("dashboard")


def banner(say: Say, place: DeltaGenerator) -> None:
    """That this is the sample, as the first line of every page, with the way out."""
    with place.container(horizontal=True, vertical_alignment="center", key="sample-banner"):
        words = f"◆ {say('ui.sample.name')}\u2003{say('ui.sample.what')}"
        st.markdown(f":orange-background[**{words}**]", width="content")
        st.button(
            say("ui.sample.leave"), type="tertiary", icon=":material/close:", key="leave-sample",
            on_click=state.choose_sample, args=(False,),
        )  # fmt: skip


def first_start(say: Say, district: District) -> None:
    """Three plain steps, and the sample district for a look around."""
    st.header(say("ui.welcome.title", district=district.name), anchor=False)
    st.markdown("\n".join(f"{n}. {say(f'ui.welcome.step{n}')}" for n in (1, 2, 3)))
    if st.button(say("ui.welcome.upload"), type="primary", key="to-upload"):
        st.switch_page(UPLOAD_PAGE)
    st.markdown(say("ui.welcome.sample"))
    if st.button(say("ui.welcome.enter"), key="enter-sample"):
        load_sample(say)
        state.choose_sample(True)
        st.rerun()


def load_sample(say: Say) -> None:
    """Commits the sample workbooks, week by week, into the sample's own data folder.

    What an earlier start that was interrupted has left out is caught up; a complete sample is only entered.

    Receipts carry the afternoon of each week's closing day, as if the units had sent them in time.
    """
    settings = Settings.current().sample()
    store, district = cache.store(settings), cache.district(settings.district_file)
    weeks = sorted(path for path in (SAMPLE_DISTRICT.parent / "weeks").iterdir() if path.is_dir())
    files = [(date.fromisoformat(week.name), *item) for week in weeks for item in intake.gathered([week])]
    kept = store.submissions()
    there = set(zip(kept["file"], kept["period"].dt.date, strict=True))
    files = [(day, name, content) for day, name, content in files if (name, day) not in there]
    if not files:
        return
    bar = st.progress(0.0)
    for number, (day, name, content) in enumerate(files, start=1):
        bar.progress(number / len(files), say("ui.sample.reading", day=say.day(day), file=name))
        made = receive.draft(content, name, store=store, district=district, period=day)
        if made.committable:
            at = datetime.combine(day, SENT_AT, ZONE)
            receive.commit(made, store=store, uploader=district.name, now=at)
        else:
            log.warning("sample file %s refused: %s", name, made.obstacle)
    bar.empty()
