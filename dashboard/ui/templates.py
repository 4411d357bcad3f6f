"""The presentation that slides are made on, on the settings page: handed in, taken away, put back."""

import streamlit as st

from dashboard.ui import mishap
from dashboard.ui.escape import literal
from dashboard.ui.shell import Context
from dashboard.weeks import stamped
from dashboard.workflows import templating
from dashboard.workflows.wording import who


def template(here: Context) -> None:
    """Which presentation is in use, since when and by whom; a new one, or the usual one again."""
    say = here.say
    st.subheader(say("template.title"), anchor=False)
    kept = here.store.meetings.templates.all()
    if kept and kept[0].hash:
        last = kept[0]
        st.caption(say("template.own", name=literal(last.name), by=literal(who(say, last.by)), at=stamped(last.at)))
        if st.button(say("template.drop"), key="template-drop", icon=":material/undo:"):
            mishap.done(say, here.store.meetings.templates.drop, by=here.identity.name)
    else:
        st.caption(say("template.usual"))
    given = st.file_uploader(say("template.file"), type=["pptx"], key=f"template-{len(kept)}")
    if given is not None and st.button(say("template.keep"), key="template-keep", icon=":material/save:"):
        mishap.done(say, templating.put, here.store, given.getvalue(), given.name, by=here.identity.name)
